"""Reports that wait to be held against a promise: what would decide something first, mere context last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Min, Q, QuerySet, Value, When, Window

from claims.models import Commitment, EvidenceLink, Relation
from claims.queries.timeline import evidence_dated, evidence_for_timeline

DECISIVE = (
    Relation.CONTRADICTS,
    Relation.RETRACTS,
    Relation.SUPPORTS,
    Relation.PARTLY_SUPPORTS,
    Relation.QUALIFIES,
    Relation.RESTATES,
)
"""The relations that may change what is thought of a promise, the most pressing first."""
_RANK = {relation: rank for rank, relation in enumerate((*DECISIVE, Relation.CONTEXT))}


@dataclass(frozen=True, slots=True)
class Group:
    """Reports on one promise, all decisive or all context."""

    commitment: Commitment
    is_context: bool
    links: tuple[EvidenceLink, ...]

    @property
    def key(self) -> str:
        """Tells it from every other group."""
        return f"{self.commitment.pk}{'-context' if self.is_context else ''}"


def queue(*relations: Relation, person_id: UUID | None = None) -> QuerySet[EvidenceLink]:
    """Waiting suggestions, the reports on one promise together, under `relations` only if any are given.

    `person_id` narrows them to one person's promises.

    The promise with the most pressing report comes first; what is only context comes after all that is not. A report
    without a date may be older than the promise, so it comes after those that have one.
    """
    links = _waiting(person_id)
    if relations:
        links = links.filter(relation__in=relations)
    undated = Case(
        When(Q(statement__said_on="") & Q(statement__article__published_on=""), then=Value(1)), default=Value(0)
    )
    ranks = Case(
        *(When(relation=relation, then=Value(rank)) for relation, rank in _RANK.items()), output_field=IntegerField()
    )
    one_promise: list[F | Case] = [
        F("commitment"),
        Case(When(relation=Relation.CONTEXT, then=Value(1)), default=Value(0)),
    ]
    ranked = evidence_for_timeline(links).annotate(
        is_context=one_promise[1],
        undated=undated,
        all_undated=Window(Min(undated), partition_by=one_promise),
        rank=ranks,
        best_rank=Window(Min(ranks), partition_by=one_promise),
        best_score=Window(Max("score"), partition_by=one_promise),
    )
    return ranked.order_by(
        "is_context", "all_undated", "best_rank", "-best_score", "commitment", "undated", "rank", "-score", "pk"
    )


def rank(link: EvidenceLink) -> tuple[bool, bool, int]:
    """How pressing a report is on its own promise, the most pressing least, in the order of `queue`."""
    return (link.relation == Relation.CONTEXT, not evidence_dated(link), _RANK[Relation(link.relation)])


def grouped(links: Iterable[EvidenceLink]) -> list[Group]:
    """Links in the order of `queue`, promise by promise."""
    groups = groupby(links, key=lambda link: (link.relation == Relation.CONTEXT, link.commitment))
    return [Group(commitment, is_context, tuple(group)) for (is_context, commitment), group in groups]


def counts(person_id: UUID | None = None) -> dict[Relation, int]:
    """How many wait under each relation, in the order of the queue. 1 query."""
    waiting = _waiting(person_id).order_by().values_list("relation").annotate(n=Count("pk"))
    found = dict(waiting)
    return {relation: found.get(relation.value, 0) for relation in _RANK}


def _waiting(person_id: UUID | None) -> QuerySet[EvidenceLink]:
    links = EvidenceLink.objects.waiting()
    return links.filter(commitment__person=person_id) if person_id else links
