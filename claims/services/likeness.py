"""Likeness: signs what was read and proposes pairs of articles that may tell one report. Decides nothing.

What one article costs is bounded, however many there are: so many keys, so many texts under each, so many comparisons.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from claims.engine.duplicates import Likeness, Signature, bands, compare, is_near, signature, worth_looking_up
from claims.engine.duplicates.likeness import POPULAR
from claims.models import Article, ArticleSignature, ClusterProposal, ReviewState, SignatureKey
from claims.models.likeness import body_of
from claims.services import lines
from claims.services.decisions import find

CANDIDATES = 100
"""How many texts, those with most keys in common, one is held against."""
PROPOSED = 10
"""How many pairs, the nearest, are proposed of one article: who joins it to one of a cluster has joined it to all."""
_AT_A_TIME = 200


def look_up(*, article_id: UUID, at: datetime) -> None:
    """Signs an article and proposes the pairs it makes with those that were signed before. Once is enough.

    Two articles that come in together find each other, for each is signed, for all to see, before it is looked up.
    """
    article = find(Article, article_id)
    row = _signed(article)
    if row.looked_up_at is not None:
        return
    mine = Signature.from_bytes(bytes(row.data))
    candidates = _candidates(article, bands(mine))
    with transaction.atomic():
        found = [
            ClusterProposal.between(article, other, likeness) for other, likeness in _near(article, mine, candidates)
        ]
        ClusterProposal.objects.bulk_create(found, ignore_conflicts=True)
        ArticleSignature.objects.filter(pk=row.pk).update(looked_up_at=at)


def catch_up(*, at: datetime, most: int = _AT_A_TIME) -> int:
    """Looks up articles that were read before there were signatures, the oldest first. Returns how many."""
    missing = Article.objects.current().filter(signature__looked_up_at=None).order_by("created_at")
    waiting = list(missing.values_list("pk", flat=True)[:most])
    for pk in waiting:
        look_up(article_id=pk, at=at)
    return len(waiting)


@transaction.atomic
def _signed(article: Article) -> ArticleSignature:
    row = ArticleSignature.objects.filter(article=article).first()
    if row is not None and _read(row) is not None:
        return row
    made = signature(body_of(article))
    row, created = ArticleSignature.objects.get_or_create(article=article, defaults={"data": made.to_bytes()})
    if created:
        SignatureKey.objects.bulk_create(SignatureKey(signature=row, key=key) for key in bands(made))
    return row


def _read(row: ArticleSignature) -> Signature | None:
    """None for one of another format: it goes, and `catch_up` makes it anew."""
    try:
        return Signature.from_bytes(bytes(row.data))
    except ValueError:
        row.delete()
        return None


def _candidates(article: Article, keys: Iterable[int]) -> list[UUID]:
    """The articles with most keys in common. Of a key under which very many are filed, only the latest are asked."""
    filed = {key: _filed_under(key, article) for key in keys}
    telling = worth_looking_up({key: len(found) for key, found in filed.items()})
    shared = Counter(chain.from_iterable(filed[key] for key in telling))
    return [pk for pk, _ in shared.most_common(CANDIDATES)]


def _filed_under(key: int, article: Article) -> list[UUID]:
    others = SignatureKey.objects.filter(key=key).exclude(signature=article.pk).order_by("-id")
    return list(others.values_list("signature_id", flat=True)[: POPULAR + 1])


def _near(article: Article, mine: Signature, candidates: Iterable[UUID]) -> list[tuple[Article, Likeness]]:
    """The nearest, and of those that stand in one cluster only the nearest. No version of the article itself."""
    apart = _Apart(article)
    near: list[tuple[Article, Likeness]] = []
    rows = ArticleSignature.objects.filter(pk__in=list(candidates), article__superseded_by=None)
    for row in rows.select_related("article").defer("article__text"):
        theirs = None if row.article in apart else _read(row)
        if theirs is not None and is_near(likeness := compare(mine, theirs)):
            near.append((row.article, likeness))
    near.sort(key=lambda pair: max(pair[1].jaccard, pair[1].containment), reverse=True)
    nearest: dict[str, tuple[Article, Likeness]] = {}
    for other, likeness in near:
        nearest.setdefault(other.source_key, (other, likeness))
    nearest.pop(article.source_key, None)
    return list(nearest.values())[:PROPOSED]


class _Apart:
    """What an article is not held against: its own versions, and all versions of what an editor told it apart from."""

    def __init__(self, article: Article) -> None:
        versions = {one.pk for one in (article, *lines.members(article))}
        if article.supersedes_id is not None:
            versions.add(article.supersedes_id)
        touching = ClusterProposal.objects.filter(Q(first__in=versions) | Q(second__in=versions))
        rejected = touching.filter(review_state=ReviewState.REJECTED)
        self.ids = versions.union(*rejected.values_list("first", "second"))
        of_lines = Article.objects.filter(pk__in=self.ids).exclude(guid="")
        self.lines = set(of_lines.values_list("provider", "guid"))

    def __contains__(self, other: object) -> bool:
        if not isinstance(other, Article):
            return False
        own = (other.provider, other.guid)
        return other.pk in self.ids or other.supersedes_id in self.ids or own in self.lines
