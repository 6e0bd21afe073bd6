"""Runs as people watch them: an import and the stages that follow it, as one job with one progress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from claims.models import (
    Article,
    Commitment,
    CommitmentStatement,
    EvidenceLink,
    ItemState,
    Mention,
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
    first = Run.objects.filter(follows=None).select_related("started_by", "feed")
    return first.prefetch_related("followed_by__followed_by__followed_by")


@dataclass(frozen=True, slots=True)
class JobItem:
    """One item of a job's first run, and what each later stage made of its article; None where it did not get to."""

    item: RunItem
    later: tuple[RunItem | None, ...]

    @property
    def reasons(self) -> list[str]:
        return [one.message for one in (self.item, *self.later) if one is not None and one.message]


def items_of(job: Progress, *, hidden: bool = False) -> QuerySet[RunItem]:
    """A job's results, each with its article. One that may not be seen is named only if `hidden`. 2 queries."""
    return with_articles(job.run.items.results(), hidden=hidden)


def with_articles(items: QuerySet[RunItem], *, hidden: bool) -> QuerySet[RunItem]:
    """Items with their articles, those that may not be seen only if `hidden`."""
    articles = Article.objects.all() if hidden else Article.objects.visible()
    return items.lean().prefetch_related(Prefetch("article", articles.defer("text")))  # type: ignore[attr-defined]


def results_in_order(run: Run) -> list[RunItem]:
    """A run's results, those of one file together and in the file's place, each with its article.

    2 queries, on SQLite one more for every thousand articles: a prefetch of ten thousand is more than it takes at once.

    Their articles say in `has_statements` whether anybody is quoted.
    """
    items = list(run.items.lean())
    places: dict[UUID, tuple[int, ...]] = {}
    for item in items:  # a file always stands before what was found in it
        before = places[item.parent_id] if item.parent_id else ()
        places[item.pk] = (*before, item.position)
    results = sorted((one for one in items if one.state != ItemState.OPENED), key=lambda one: places[one.pk])
    quoted = Exists(Statement.objects.filter(article=OuterRef("pk")))
    articles = Article.objects.defer("text").annotate(has_statements=quoted)
    read = articles.in_bulk({one.article_id for one in results if one.article_id})
    for one in results:
        one.article = read.get(one.article_id)
    return results


def troubled(job: Progress, *, hidden: bool = False) -> QuerySet[RunItem]:
    """The items of a job that were refused, or that failed in any of its stages."""
    failed_later = RunItem.objects.filter(run__in=job.stages[1:], state=ItemState.FAILED).values("article")
    refused = Q(state__in=(ItemState.REFUSED, ItemState.FAILED))
    return items_of(job, hidden=hidden).filter(refused | Q(article__in=failed_later))


def job_items(job: Progress, items: Iterable[RunItem]) -> list[JobItem]:
    """Some of a job's items with what later stages made of them. 1 query beyond `items`."""
    items = list(items)
    articles = {item.article_id for item in items if item.article_id}
    later = RunItem.objects.filter(run__in=job.stages[1:], article__in=articles).lean()
    by_stage = {(one.run_id, one.article_id): one for one in later}
    stages = [stage.pk for stage in job.stages[1:]]
    to_come = (None,) * (_STAGES[RunKind(job.run.kind)] - len(job.stages))
    return [JobItem(item, (*(by_stage.get((stage, item.article_id)) for stage in stages), *to_come)) for item in items]


def articles_of(run: Run) -> QuerySet[Article]:
    """The articles that an import brought in, or found to be there already."""
    return Article.objects.filter(pk__in=RunItem.objects.filter(run=run).exclude(article=None).values("article"))


def found(articles: QuerySet[Article]) -> dict[str, int]:
    """What is known from these articles: counts by noun, for the import's summary."""
    statements = Statement.objects.standing().filter(article__in=articles)
    evidence = EvidenceLink.objects.standing().filter(statement__article__in=articles)
    # Asked for by their ids: a join would make every column of every row distinct, and there may be 100,000.
    named = Mention.objects.filter(article__in=articles).values("person")
    promised = CommitmentStatement.objects.filter(statement__article__in=articles).values("commitment")
    return {
        "articles": articles.count(),
        "people": Person.objects.standing().filter(pk__in=named).count(),
        "statements": statements.count(),
        "commitments": Commitment.objects.standing().filter(pk__in=promised).count(),
        "suggested_contradictions": evidence.filter(relation=Relation.CONTRADICTS, review_state="suggested").count(),
    }


def item_counts(run: Run) -> dict[str, int]:
    """How many of a run's items are in each state."""
    return dict(Counter(run.items.results().values_list("state", flat=True)))
