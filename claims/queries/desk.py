"""The desk: what waits for review, what is due, the latest contradictions and the imports that run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from claims.models import Article, ClusterProposal, Commitment, EvidenceLink, FollowUp, Relation, Run, Statement, User
from claims.queries import reports
from claims.queries.reports import Group
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
    reports: list[Group]
    """The most pressing reports on promises, promise by promise."""
    reports_waiting: int
    context_waiting: int
    """Reports that wait and decide nothing."""
    to_check: int
    """Texts that are read only after somebody looked at how they were cut up; none for whoever may not."""
    copies_waiting: int
    """Pairs of articles that may be one report."""
    contradictions: list[EvidenceLink]
    due: list[FollowUp]
    mine: int
    imports: list[Progress]
    is_empty: bool


def desk(user: User, today: date, *, hidden: bool = False) -> Desk:
    """Everything the desk shows. A fixed number of queries. `hidden`: with follow-ups on promises that are hidden."""
    statements = Statement.objects.waiting()
    commitments = Commitment.objects.waiting()
    waiting = reports.counts()
    contradictions = EvidenceLink.objects.visible().accepted().filter(relation=Relation.CONTRADICTS)
    shown = FollowUp.objects.all() if hidden else FollowUp.objects.visible()
    follow_ups = shown.due(today).select_related("commitment__person", "assignee")
    imports = Run.objects.unfinished()
    return Desk(
        statements=list(statements_for_timeline(statements).order_by("-created_at", "start")[:SHOWN]),
        statements_waiting=statements.count(),
        unresolved=Statement.objects.unresolved().count(),
        commitments=list(commitments_for_timeline(commitments)[:SHOWN]),
        commitments_waiting=commitments.count(),
        reports=reports.grouped(reports.queue(*reports.DECISIVE)[:SHOWN]),
        reports_waiting=sum(waiting[relation] for relation in reports.DECISIVE),
        context_waiting=waiting[Relation.CONTEXT],
        to_check=Article.objects.waiting_for_check().count() if hidden else 0,
        copies_waiting=ClusterProposal.objects.waiting().count(),
        contradictions=list(evidence_for_timeline(contradictions.order_by("-reviewed_at"))[:SHOWN]),
        due=list(follow_ups[:SHOWN]),
        mine=shown.pending().filter(assignee=user).count(),
        imports=_jobs(imports),
        is_empty=not Run.objects.exists(),
    )


def _jobs(unfinished: QuerySet[Run]) -> list[Progress]:
    """The jobs that unfinished runs belong to, each once, by their first run."""
    jobs: dict[object, Progress] = {}
    for run in unfinished.select_related("follows__follows")[:SHOWN]:
        first = job_of(run)
        jobs.setdefault(first.pk, progress(first))
    return list(jobs.values())
