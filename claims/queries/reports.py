"""Reports that wait to be held against a promise: what would decide something first, mere context last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Max, Min, QuerySet, Value, When, Window

from claims.models import Commitment, EvidenceLink, Relation
from claims.queries.timeline import evidence_for_timeline

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

    The promise with the most pressing report comes first; what is only context comes after all that is not.
    """
    links = _waiting(person_id)
    if relations:
        links = links.filter(relation__in=relations)
    ranks = Case(
        *(When(relation=relation, then=Value(rank)) for relation, rank in _RANK.items()), output_field=IntegerField()
    )
    one_promise: list[F | Case] = [
        F("commitment"),
        Case(When(relation=Relation.CONTEXT, then=Value(1)), default=Value(0)),
    ]
    ranked = evidence_for_timeline(links).annotate(
        rank=ranks,
        best_rank=Window(Min(ranks), partition_by=one_promise),
        best_score=Window(Max("score"), partition_by=one_promise),
    )
    return ranked.order_by("best_rank", "-best_score", "commitment", "rank", "-score", "pk")


def rank(link: EvidenceLink) -> int:
    """How pressing a report is; 0 is the most."""
    return _RANK[Relation(link.relation)]


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
