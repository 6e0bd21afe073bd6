"""Lines: the versions of one item, as its sender counts them. Which is the newest, and which takes whose place.

Articles of one provider with the same guid are a line, in the order of their `revision`. A version takes its place, and
supersedes those before it, when it may be seen: until then the one before it is what everybody reads.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from django.db import transaction
from django.db.models import Q

from claims.engine.versions import Age, Edition, age
from claims.models import Article, AuditEvent, User
from claims.services import carry_over, leaning, locks


def hold(*, provider: str, guid: str) -> None:
    """Until the transaction ends, nobody else adds to this line or withdraws it."""
    if guid:
        locks.hold("claims.guid", [f"{provider}\n{guid}"])


def newest(*, provider: str, guid: str) -> Article | None:
    """The latest version that came in, whether it may be seen or not."""
    return Article.objects.filter(provider=provider, guid=guid).order_by("-revision").first() if guid else None


def only_one(*, guid: str) -> Article | None:
    """The latest version of the only item that has this guid, whoever sent it; None for several."""
    found = list(Article.objects.filter(guid=guid).order_by("-revision").defer("text")[:100]) if guid else []
    return found[0] if len({one.provider for one in found}) == 1 else None


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
    """Sees to what follows when something about an article's being seen has changed.

    The newest version that may be seen supersedes those before it and takes over what people made of them; evidence
    is counted again. Hidden versions supersede nothing and are not superseded: nobody is led to them.
    """
    hold(provider=article.provider, guid=article.guid)
    line = members(article)
    if len(line) > 1:
        _hold_still(line)
        seen = set(Article.objects.visible(at).filter(pk__in=[one.pk for one in line]).values_list("pk", flat=True))
        shown = [one for one in line if one.pk in seen]
        if shown:
            _stand(shown[-1], line, shown, by=by, at=at)
    leaning.reweigh(line, by=by, at=at)


def _stand(newest: Article, line: list[Article], shown: list[Article], *, by: User | None, at: datetime) -> None:
    is_new_there = newest.supersedes_id is None
    _chain(line, shown)
    if is_new_there:
        _join_in(newest, shown[:-1])
    for old in line[: line.index(newest)]:
        if carry_over.has_something(old):
            carry_over.carry_over(old=old, new=newest, by=by, at=at)


def _join_in(newest: Article, before: list[Article]) -> None:
    """It tells the report that the version before it was joined to, unless an editor said that it does not."""
    cluster = before[-1].wire_cluster_id if before else None
    taken_out = AuditEvent.objects.filter(verb="article.taken_out", target_id=newest.pk)
    if cluster is not None and newest.wire_cluster_id is None and not taken_out.exists():
        newest.wire_cluster_id = cluster
        Article.objects.filter(pk=newest.pk).update(wire_cluster=cluster)


def _hold_still(line: list[Article]) -> None:
    """Until the transaction ends, no worker reads one of these texts."""
    list(Article.objects.select_for_update().filter(pk__in=[one.pk for one in line]).values_list("pk"))


def _chain(line: list[Article], shown: list[Article]) -> None:
    """Makes each that is shown supersede the one before it.

    Old ties go first: nobody is superseded twice, not even for a moment.
    """
    before = {one.pk: other.pk for other, one in pairwise(shown)}
    wrong = [one for one in line if one.supersedes_id != before.get(one.pk)]
    loose = Q(pk__in=[one.pk for one in wrong]) | Q(
        supersedes__in=[before[one.pk] for one in wrong if one.pk in before]
    )
    Article.objects.filter(loose).update(supersedes=None)
    for one in wrong:
        one.supersedes_id = before.get(one.pk)
        if one.supersedes_id is not None:
            Article.objects.filter(pk=one.pk).update(supersedes=one.supersedes_id)
