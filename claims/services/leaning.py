"""Leaning: the promises that rest on articles, and their evidence counted again after what may be seen has changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from claims.models import Article, Commitment, CommitmentStatement, EvidenceLink, EvidenceSide, ReviewState, User
from claims.services import track


def promises(articles: Iterable[Article]) -> QuerySet[Commitment]:
    """The promises that somebody accepted and that were made in these articles or have accepted evidence from them."""
    texts, accepted = list(articles), {"review_state": ReviewState.ACCEPTED}
    quoted = Q(spans__side=EvidenceSide.EVIDENCE, spans__article__in=texts)
    links = EvidenceLink.objects.filter(Q(statement__article__in=texts) | quoted, **accepted)
    made_here = Q(pk__in=CommitmentStatement.objects.filter(statement__article__in=texts).values("commitment"))
    return Commitment.objects.filter(made_here & Q(**accepted) | Q(pk__in=links.values("commitment")))


def reweigh(articles: Iterable[Article], *, by: User | None, at: datetime) -> None:
    """Counts the evidence again of every promise that an article bears on, after it was hidden, shown or joined."""
    for pk in promises(articles).values_list("pk", flat=True):
        track.weigh(commitment_id=pk, by=by, at=at)
