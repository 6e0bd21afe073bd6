"""Runs as people watch them: an import and the stages that follow it, as one job with one progress."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from claims.models import (
    Article,
    Commitment,
    EvidenceLink,
    Person,
    Relation,
    Run,
    RunItem,
    RunKind,
    RunState,
    Statement,
)

_STAGES = {RunKind.IMPORT: 3, RunKind.EXTRACT: 2, RunKind.LINK: 1}
"""How many stages a job of that kind has, its own included."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One job. `percent` counts all its stages; `stage` is the run that works, or the last one."""

    run: Run
    stages: tuple[Run, ...]
    percent: int
    is_over: bool

    @property
    def stage(self) -> Run:
        return next((run for run in self.stages if not run.is_over), self.stages[-1])

    @property
    def has_failures(self) -> bool:
        return any(run.state == RunState.FAILED or run.counts.get("failed") for run in self.stages)


def progress(run: Run) -> Progress:
    """How far a run and what follows it have come. At most 3 queries."""
    stages = [run]
    while (following := Run.objects.filter(follows=stages[-1]).first()) is not None:
        stages.append(following)
    is_over = all(stage.is_over for stage in stages)
    expected = max(_STAGES[RunKind(run.kind)], len(stages))
    percent = 100 if is_over else sum(stage.percent for stage in stages) // expected
    return Progress(run, tuple(stages), percent, is_over)


def found(articles: list[Article]) -> dict[str, int]:
    """What is known from these articles: counts by noun, for the import's summary."""
    statements = Statement.objects.standing().filter(article__in=articles)
    evidence = EvidenceLink.objects.standing().filter(statement__article__in=articles)
    return {
        "articles": len(articles),
        "people": Person.objects.standing().filter(mentions__article__in=articles).distinct().count(),
        "statements": statements.count(),
        "commitments": Commitment.objects.standing().filter(statements__article__in=articles).distinct().count(),
        "suggested_contradictions": evidence.filter(relation=Relation.CONTRADICTS, review_state="suggested").count(),
    }


def item_counts(run: Run) -> dict[str, int]:
    """How many of a run's items are in each state."""
    return dict(Counter(RunItem.objects.filter(run=run).values_list("state", flat=True)))
