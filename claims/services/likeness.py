"""Likeness: signs what was read and proposes pairs of articles that may tell one report. Decides nothing.

What one article costs is bounded, however many there are: so many keys, so many texts under each, so many comparisons.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q

from claims.engine.duplicates import Likeness, Signature, bands, likest, nearness, signature
from claims.engine.duplicates.likeness import POPULAR
from claims.models import Article, ArticleSignature, ClusterProposal, ReviewState, SignatureKey
from claims.models.likeness import body_of
from claims.services import lines
from claims.services.decisions import find

logger = logging.getLogger(__name__)

CANDIDATES = 40
"""How many texts, those likest to be near, one is held against."""
PROPOSED = 10
"""How many pairs, the nearest, are proposed of one article: who joins it to one of a cluster has joined it to all."""
_AT_A_TIME = 200
_LATEST_OF_ONE = """
    SELECT * FROM (SELECT key, signature_id FROM claims_signaturekey WHERE key = %s ORDER BY id DESC LIMIT %s) AS latest
"""
_LATEST_OF_EACH = """
    SELECT wanted.key, latest.signature_id FROM unnest(%s::bigint[]) AS wanted (key) CROSS JOIN LATERAL
    (SELECT signature_id FROM claims_signaturekey WHERE key = wanted.key ORDER BY id DESC LIMIT %s) AS latest
"""
"""PostgreSQL plans this once, and the union of thirty queries that SQLite is asked for in four times the time."""


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
    """Looks up articles that were read before there were signatures, the oldest first. Returns how many.

    One that fails stops no other.
    """
    read = Article.objects.current().filter(awaits_check=False)
    missing = read.filter(signature__looked_up_at=None).order_by("created_at")
    waiting = list(missing.values_list("pk", flat=True)[:most])
    done = 0
    for pk in waiting:
        try:
            look_up(article_id=pk, at=at)
            done += 1
        except Exception:
            logger.exception("article %s could not be looked up", pk)
    return done


def forget(article: Article) -> None:
    """What the article was known by, after its body was cut anew. What an editor decided about it stays."""
    ArticleSignature.objects.filter(article=article).delete()
    ClusterProposal.objects.of(article).filter(review_state=ReviewState.SUGGESTED).delete()


@transaction.atomic
def _signed(article: Article) -> ArticleSignature:
    row = ArticleSignature.objects.filter(article=article).first()
    if row is not None and _read(row.pk, row.data) is not None:
        return row
    made = signature(body_of(article))
    row = ArticleSignature(article=article, data=made.to_bytes())
    # Somebody else may be signing it right now: theirs is the same.
    ArticleSignature.objects.bulk_create([row], ignore_conflicts=True)
    SignatureKey.objects.bulk_create(
        [SignatureKey(signature_id=row.pk, key=key) for key in bands(made)], ignore_conflicts=True
    )
    return row


def _read(pk: UUID, data: bytes | memoryview) -> Signature | None:
    """None for one of another format: it goes, and `catch_up` makes it anew."""
    try:
        return Signature.from_bytes(bytes(data))
    except ValueError:
        ArticleSignature.objects.filter(pk=pk).delete()
        return None


def _candidates(article: Article, keys: Iterable[int]) -> list[UUID]:
    """The articles that are likest to be near."""
    filed: dict[int, list[object]] = {key: [] for key in keys}
    for key, signature_id in _filed_under(list(filed)):
        filed[key].append(signature_id)
    found = [UUID(str(pk)) for pk in likest(filed, CANDIDATES + 1)]
    return [pk for pk in found if pk != article.pk][:CANDIDATES]


def _filed_under(keys: list[int]) -> list[tuple[int, object]]:
    """Each key with the articles that were filed under it last, by their ids as the database gives them.

    The latest of each only, so that a key under which half the archive is filed costs no more than another; and no
    rows made of them, because there are thousands.
    """
    if not keys:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_LATEST_OF_EACH, [keys, POPULAR + 1])
        else:
            parameters = chain.from_iterable((key, POPULAR + 1) for key in keys)
            cursor.execute(" UNION ALL ".join([_LATEST_OF_ONE] * len(keys)), list(parameters))
        return cursor.fetchall()


def _near(article: Article, mine: Signature, candidates: Iterable[UUID]) -> list[tuple[Article, Likeness]]:
    """The nearest, and of those that stand in one cluster only the nearest. No version of the article itself."""
    alike: dict[UUID, Likeness] = {}
    for pk, data in ArticleSignature.objects.filter(pk__in=list(candidates)).values_list("pk", "data"):
        theirs = _read(pk, data)
        if theirs is not None and (likeness := nearness(mine, theirs)):
            alike[pk] = likeness
    if not alike:
        return []
    apart = _Apart(article)
    others = [
        other
        for other in Article.objects.filter(pk__in=alike, superseded_by=None).defer("text")
        if other not in apart and other.source_key != article.source_key
    ]
    others.sort(key=lambda other: max(alike[other.pk].jaccard, alike[other.pk].containment), reverse=True)
    nearest: dict[str, Article] = {}
    for other in others:
        nearest.setdefault(other.source_key, other)
    return [(other, alike[other.pk]) for other in nearest.values()][:PROPOSED]


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
