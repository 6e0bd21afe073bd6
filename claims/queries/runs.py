"""Runs as people watch them: an import and the stages that follow it, as one job with one progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from claims.models import (
    Article,
    Commitment,
    EvidenceLink,
    ItemState,
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
    while (following := next(iter(stages[-1].followed_by.all()), None)) is not None:
        stages.append(following)
    is_over = all(stage.is_over for stage in stages)
    expected = max(_STAGES[RunKind(run.kind)], len(stages))
    percent = 100 if is_over else sum(stage.percent for stage in stages) // expected
    return Progress(run, tuple(stages), percent, is_over)


def job_of(run: Run) -> Run:
    """The run that a run's job began with."""
    while run.follows is not None:
        run = run.follows
    return run


def jobs() -> QuerySet[Run]:
    """The runs that jobs began with, latest first, ready for `progress`. 4 queries whatever their number."""
    first = Run.objects.filter(follows=None).select_related("started_by")
    return first.prefetch_related("followed_by__followed_by__followed_by")


@dataclass(frozen=True, slots=True)
class JobItem:
    """One item of a job's first run, and what each later stage made of its article; None where it did not get to."""

    item: RunItem
    later: tuple[RunItem | None, ...]

    @property
    def reasons(self) -> list[str]:
        return [one.message for one in (self.item, *self.later) if one is not None and one.message]


def items_of(job: Progress) -> QuerySet[RunItem]:
    return job.run.items.select_related("article").defer("content", "article__text")


def troubled(job: Progress) -> QuerySet[RunItem]:
    """The items of a job that were refused, or that failed in any of its stages."""
    failed_later = RunItem.objects.filter(run__in=job.stages[1:], state=ItemState.FAILED).values("article")
    refused = Q(state__in=(ItemState.REFUSED, ItemState.FAILED))
    return items_of(job).filter(refused | Q(article__in=failed_later))


def job_items(job: Progress, items: Iterable[RunItem]) -> list[JobItem]:
    """Some of a job's items with what later stages made of them. 1 query beyond `items`."""
    items = list(items)
    articles = {item.article_id for item in items if item.article_id}
    later = RunItem.objects.filter(run__in=job.stages[1:], article__in=articles).defer("content")
    by_stage = {(one.run_id, one.article_id): one for one in later}
    stages = [stage.pk for stage in job.stages[1:]]
    to_come = (None,) * (_STAGES[RunKind(job.run.kind)] - len(job.stages))
    return [JobItem(item, (*(by_stage.get((stage, item.article_id)) for stage in stages), *to_come)) for item in items]


def articles_of(job: Progress) -> list[Article]:
    """The articles that a job brought in, or found to be there already."""
    return list(Article.objects.filter(run_items__run=job.run).distinct().only("id"))


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
