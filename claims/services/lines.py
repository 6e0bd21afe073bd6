"""Lines: the versions of one item, as its sender counts them. Which is the newest, and which takes whose place.

Articles of one provider with the same guid are a line, in the order of their `revision`. A version takes its place, and
supersedes those before it, when it may be seen: until then the one before it is what everybody reads.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from claims.engine.versions import Age, Edition, age
from claims.models import Article, User
from claims.services import carry_over, locks


def hold(*, provider: str, guid: str) -> None:
    """Until the transaction ends, nobody else adds to this line."""
    locks.hold("claims.guid", [f"{provider}\n{guid}"])


def newest(*, provider: str, guid: str) -> Article | None:
    """The latest version that came in, whether it may be seen or not."""
    return Article.objects.filter(provider=provider, guid=guid).order_by("-revision").first() if guid else None


def members(article: Article) -> list[Article]:
    """Every version of an article, oldest first, itself among them."""
    if not article.guid:
        return [article]
    return list(Article.objects.filter(provider=article.provider, guid=article.guid).order_by("revision"))


def age_of(edition: Edition, article: Article) -> Age:
    """How what comes in stands to a version that is there."""
    return age(edition, Edition(article.version, article.updated_at_source))


@transaction.atomic
def take_place(article: Article, *, by: User | None, at: datetime) -> None:
    """Lets the newest version that may be seen supersede all before it, and takes over what people made of those."""
    if not article.guid:
        return
    hold(provider=article.provider, guid=article.guid)
    line = members(article)
    _hold_still(line)
    seen = set(Article.objects.visible(at).filter(pk__in=[one.pk for one in line]).values_list("pk", flat=True))
    last = max((place for place, one in enumerate(line) if one.pk in seen), default=None)
    if last is None:
        return
    hidden = [one.pk for one in line[last + 1 :]]
    Article.objects.filter(pk__in=hidden).update(supersedes=None)
    _chain(line[: last + 1])
    for old in line[:last]:
        carry_over.carry_over(old=old, new=line[last], by=by, at=at)


def _hold_still(line: list[Article]) -> None:
    """Until the transaction ends, no worker reads one of these texts."""
    list(Article.objects.select_for_update().filter(pk__in=[one.pk for one in line]).values_list("pk"))


def _chain(line: list[Article]) -> None:
    """Makes each supersede the one before it. Old ties go first: nobody is superseded twice, not even for a moment."""
    wanted = {one.pk: before.pk if before else None for before, one in zip([None, *line], line, strict=False)}
    wrong = [one for one in line if one.supersedes_id != wanted[one.pk]]
    loose = Q(pk__in=[one.pk for one in wrong]) | Q(supersedes__in=[wanted[one.pk] for one in wrong])
    Article.objects.filter(loose).update(supersedes=None)
    for one in wrong:
        one.supersedes_id = wanted[one.pk]
        Article.objects.filter(pk=one.pk).update(supersedes=wanted[one.pk])
