"""Pipeline: joins the automatic half, import → extract → link. Performs one run and says which runs come next."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Case, F, Q, Value, When
from django.utils import timezone

from claims.engine.text import Segment
from claims.models import Article, ItemState, Run, RunItem, RunKind, User
from claims.models.article import visible
from claims.services import audit, cuts, extract, ingest, likeness, lines, link, releases, runs, unpack, withdraw
from claims.services.outcomes import Outcome, refused

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]
Watch = Callable[[Run], object]

_NEXT = {RunKind.IMPORT: RunKind.EXTRACT, RunKind.EXTRACT: RunKind.LINK}
_READING = timedelta(microseconds=500)
"""How long reading may take for each character, several times what it does take."""
_AT_A_TIME = 500
"""How many queued items are listed before it is looked whether opened files added some that go first."""


def perform(
    *, run_id: UUID, budget: timedelta | None = None, clock: Clock = timezone.now, watch: Watch | None = None
) -> UUID | None:
    """Works through the queued items of a run under its lease. Returns the id of the run to perform next, if any.

    That is the run that follows or, when `budget` is used up before the items are, this one again. Performing a run
    that is over or in another worker's hands does nothing, so it is safe to be told twice. `watch` is told of every
    item that is done.
    """
    run = runs.claim(run_id=run_id, at=clock())
    if run is None:
        return _follower(run_id)
    step, started = _STEPS[RunKind(run.kind)], clock()
    try:
        while waiting := _waiting(run):
            for pk in waiting:
                if budget is not None and clock() - started > budget:
                    runs.release(run=run)
                    return run.pk
                outcome = _advance(step, run, pk, clock)
                if watch is not None:
                    watch(run)
                if outcome.found:
                    break  # what was found in a file comes before the next file
        return _finish(run, clock())
    except runs.LeaseLost:
        logger.warning("run %s was taken over by another worker", run_id)
        return None


def perform_all(*, run_id: UUID, clock: Clock = timezone.now, watch: Watch | None = None) -> list[UUID]:
    """Performs a run and all that follow it in this process. Returns their ids in order."""
    performed = [run_id]
    while (following := perform(run_id=performed[-1], clock=clock, watch=watch)) is not None:
        performed.append(following)
    return performed


@transaction.atomic
def correct(*, article_id: UUID, outlet: str, published_on: str, by: User, at: datetime) -> UUID | None:
    """Says where and when an article was published and, if that is new, queues reading it again: dates rest on it.

    Returns the id of the run to perform, if any.
    """
    if not ingest.describe(article_id=article_id, outlet=outlet, published_on=published_on, by=by, at=at):
        return None
    return runs.start(kind=RunKind.EXTRACT, article_ids=[article_id], by=by).pk


@transaction.atomic
def recut(
    *,
    article_id: UUID,
    stretches: Sequence[Segment],
    seen: str = "",
    approve: bool = False,
    by: User,
    at: datetime,
) -> UUID | None:
    """Cuts an article's text as a person says, with `approve` for good, and queues reading it with that.

    Returns the id of the run to perform, if any: none for a text that is cut so already, or waits to be approved.
    """
    changed = cuts.recut(article_id=article_id, stretches=stretches, seen=seen, by=by, at=at)
    approved = cuts.approve(article_ids=[article_id], by=by, at=at) if approve else []
    if not (changed or approved):
        return None
    return _read_later(Article.objects.filter(pk=article_id), by=by, at=at)


@transaction.atomic
def put_back_cut(*, article_id: UUID, by: User, at: datetime) -> UUID | None:
    """Undoes the last correction of an article's cut, and what follows as for `recut`."""
    if not cuts.put_back(article_id=article_id, by=by, at=at):
        return None
    return _read_later(Article.objects.filter(pk=article_id), by=by, at=at)


@transaction.atomic
def approve_cuts(*, article_ids: Iterable[UUID], by: User, at: datetime) -> UUID | None:
    """Has articles read that waited for a look at their cut. Returns the id of the run to perform, if any."""
    return _read_later(cuts.approve(article_ids=article_ids, by=by, at=at), by=by, at=at)


@transaction.atomic
def restore(*, article_id: UUID, by: User, at: datetime) -> UUID | None:
    """Undoes a withdrawal. Returns the id of the run to perform, if a version was never read."""
    restored = withdraw.restore(article_id=article_id, by=by, at=at)
    return _read_later([one for one in restored if one.extracted_at is None], by=by, at=at)


@transaction.atomic
def release(*, article_id: UUID, by: User, at: datetime) -> UUID | None:
    """Lifts an embargo or a withholding. Returns the id of the run to perform, if the article was never read."""
    article = releases.release(article_id=article_id, by=by, at=at)
    lines.take_place(article, by=by, at=at)
    return _read_later([article] if article.extracted_at is None else [], by=by, at=at)


def release_due(*, at: datetime) -> UUID | None:
    """Sees to what came out because its embargo ended: it takes its place and is read. Returns the run to perform.

    That it may be seen needs nothing: `visible` looks at the clock. Each is seen to in a transaction of its own, with
    its reading queued in it: one that fails stops no other and is tried again with the next sweep.
    """
    run_id = None
    for article in Article.objects.filter(embargoed_until__lte=at, released_at=None).order_by("embargoed_until"):
        try:
            run_id = _come_out(article, run_id, at=at) or run_id
        except Exception:
            logger.exception("article %s could not be released", article.pk)
    return run_id


@transaction.atomic
def _come_out(article: Article, run_id: UUID | None, *, at: datetime) -> UUID | None:
    """The run in which it is read, if that is to be: `run_id` if there is one."""
    if not Article.objects.filter(pk=article.pk, released_at=None).update(released_at=at):
        return None
    audit.record("article.released", article, by=None, at=at, after={"title": article.title})
    lines.take_place(article, by=None, at=at)
    return _read_later([article], by=None, at=at, joining=run_id)


def _read_later(
    articles: Iterable[Article], *, by: User | None, at: datetime, joining: UUID | None = None
) -> UUID | None:
    ids = [article.pk for article in articles]
    ready = Article.objects.visible(at).filter(pk__in=ids, awaits_check=False, superseded_by=None)
    shown = list(ready.order_by("created_at").values_list("pk", flat=True))
    return runs.start(kind=RunKind.EXTRACT, article_ids=shown, by=by, joining=joining).pk if shown else None


def _waiting(run: Run) -> list[UUID]:
    """The next queued items, those found in an opened file first: no more than one file lies open at a time.

    Ids only: an item may carry megabytes, and no cursor stays open while others write.
    """
    inner_first = Case(When(parent=None, then=Value(1)), default=Value(0))
    queued = run.items.filter(state=ItemState.QUEUED).order_by(inner_first, "position")
    return list(queued.values_list("pk", flat=True)[:_AT_A_TIME])


def _advance(step: Step, run: Run, pk: UUID, clock: Clock) -> Outcome:
    item = (
        RunItem.objects.select_related("original", "parent", "run__feed")
        .defer("original__content", "parent__content", "parent__draft")
        .annotate(text_length=F("article__text_length"))
        .get(pk=pk)
    )
    if runs.has_to_give_up(run):
        outcome = runs.GIVEN_UP
    else:
        if (lasting := _lasting(run, item)) > runs.LEASE:
            runs.hold(run=run, at=clock(), lasting=lasting)
        outcome = _attempt(step, run, item, clock)
    runs.advance(run=run, item=item, outcome=outcome, at=clock())
    return outcome


def _lasting(run: Run, item: RunItem) -> timedelta:
    """How long an item may take before its worker is taken for dead. Linking says between promises that it lives."""
    if run.kind == RunKind.IMPORT and unpack.is_large(item):
        return runs.LONG_LEASE
    if run.kind == RunKind.EXTRACT:
        return runs.LEASE + _READING * (item.text_length or 0)  # type: ignore[attr-defined]  # annotated
    return runs.LEASE


def _attempt(step: Step, run: Run, item: RunItem, clock: Clock) -> Outcome:
    """One item's outcome. Any failure is the item's own: it is logged, counted, can be retried and stops no other."""
    try:
        try:
            return step(run, item, clock)
        except OperationalError:  # a deadlock, or a lock that took too long: the other side is through by now
            logger.warning("item %s of run %s is tried again", item.pk, run.pk, exc_info=True)
            return step(run, item, clock)
    except runs.LeaseLost:
        raise
    except Exception as error:
        logger.exception("item %s of run %s failed", item.pk, run.pk)
        return Outcome(ItemState.FAILED, code="error", message=f"Something went wrong here: {type(error).__name__}.")


def _import(run: Run, item: RunItem, clock: Clock) -> Outcome:
    return unpack.work(item=item, by=run.started_by, at=clock())


def _extract(run: Run, item: RunItem, clock: Clock) -> Outcome:
    at = clock()
    if item.article_id is None:
        return refused("gone", "The article is not there any more.")
    if not Article.objects.visible(at).filter(pk=item.article_id).exists():
        return refused("hidden", "It is withdrawn, withheld or under embargo, and is read when it may be seen.")
    if Article.objects.filter(pk=item.article_id, awaits_check=True).exists():
        return refused("awaits_check", "It is read when somebody has looked at how it was cut up.")
    if Article.objects.filter(supersedes=item.article_id).exists():
        return refused("superseded", "A newer version took its place, and is read instead.")
    likeness.look_up(article_id=item.article_id, at=at)
    found = extract.read(article_id=item.article_id, at=at)
    return Outcome(ItemState.DONE, message="" if found.statements else "Nobody is quoted in it.")


def _link(run: Run, item: RunItem, clock: Clock) -> Outcome:
    if item.article_id is None:
        return refused("gone", "The article is not there any more.")
    link.suggest(article_id=item.article_id, between=lambda: runs.keep(run=run, at=clock()), at=clock())
    return Outcome(ItemState.DONE)


Step = Callable[[Run, RunItem, Clock], Outcome]
_STEPS: dict[RunKind, Step] = {RunKind.IMPORT: _import, RunKind.EXTRACT: _extract, RunKind.LINK: _link}


@transaction.atomic
def _finish(run: Run, at: datetime) -> UUID | None:
    """Closes the run and queues the next stage for what came through, in one transaction."""
    states = Counter(run.items.results().values_list("state", flat=True))
    runs.finish(run=run, counts=dict(states), at=at)
    through = run.items.filter(article__isnull=False).exclude(state__in=(ItemState.FAILED, ItemState.REFUSED))
    if run.kind == RunKind.IMPORT:
        # Duplicates too, if they were never read: their import was interrupted after the text was stored.
        current = Q(article__superseded_by=None) & visible(at, through="article__")
        through = through.filter(current, article__extracted_at=None, article__awaits_check=False)
    articles = list(through.order_by("position").values_list("article_id", flat=True))
    following = _NEXT.get(RunKind(run.kind))
    if following is None or not articles:
        return None
    return runs.start(kind=following, article_ids=articles, by=run.started_by, follows=run).pk


def _follower(run_id: UUID) -> UUID | None:
    return Run.objects.unfinished().filter(follows=run_id).values_list("pk", flat=True).first()
