"""The desk: what waits for review, what is due, the latest contradictions and the imports that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from claims.models import Commitment, EvidenceLink, FollowUp, Relation, Run, Statement, User
from claims.queries.runs import Progress, job_of, progress
from claims.queries.timeline import commitments_for_timeline, evidence_for_timeline, statements_for_timeline

SHOWN = 5
"""How many of each the desk shows before it links to the whole list."""


@dataclass(frozen=True, slots=True)
class Desk:
    statements: list[Statement]
    statements_waiting: int
    unresolved: int
    commitments: list[Commitment]
    commitments_waiting: int
    suggestions: list[EvidenceLink]
    suggestions_waiting: int
    contradictions: list[EvidenceLink]
    due: list[FollowUp]
    mine: int
    imports: list[Progress]
    is_empty: bool


def desk(user: User, today: date) -> Desk:
    """Everything the desk shows. A fixed number of queries."""
    statements = Statement.objects.waiting()
    commitments = Commitment.objects.waiting()
    links = EvidenceLink.objects.waiting()
    contradictions = EvidenceLink.objects.accepted().filter(relation=Relation.CONTRADICTS).order_by("-reviewed_at")
    follow_ups = FollowUp.objects.due(today).select_related("commitment__person", "assignee")
    imports = Run.objects.unfinished()
    return Desk(
        statements=list(statements_for_timeline(statements).order_by("-created_at", "start")[:SHOWN]),
        statements_waiting=statements.count(),
        unresolved=Statement.objects.unresolved().count(),
        commitments=list(commitments_for_timeline(commitments)[:SHOWN]),
        commitments_waiting=commitments.count(),
        suggestions=_together(list(evidence_for_timeline(links).order_by("-score")[:SHOWN])),
        suggestions_waiting=links.count(),
        contradictions=list(evidence_for_timeline(contradictions)[:SHOWN]),
        due=list(follow_ups[:SHOWN]),
        mine=FollowUp.objects.pending().filter(assignee=user).count(),
        imports=_jobs(imports),
        is_empty=not Run.objects.exists(),
    )


def _together(links: list[EvidenceLink]) -> list[EvidenceLink]:
    """The links of one promise next to each other, the promise with the best one first."""
    rank = {link.commitment_id: place for place, link in reversed(list(enumerate(links)))}
    return sorted(links, key=lambda link: rank[link.commitment_id])


def _jobs(unfinished: QuerySet[Run]) -> list[Progress]:
    """The jobs that unfinished runs belong to, each once, by their first run."""
    jobs: dict[object, Progress] = {}
    for run in unfinished.select_related("follows__follows")[:SHOWN]:
        first = job_of(run)
        jobs.setdefault(first.pk, progress(first))
    return list(jobs.values())
