"""Pipeline: joins the automatic half, import → extract → link. Performs one run and says which runs come next."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from claims.models import ItemState, Run, RunItem, RunKind, User
from claims.services import extract, ingest, link, runs
from claims.services.ingest import Outcome

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

_NEXT = {RunKind.IMPORT: RunKind.EXTRACT, RunKind.EXTRACT: RunKind.LINK}
_USABLE = (ItemState.IMPORTED, ItemState.UPDATED, ItemState.DONE)


def perform(*, run_id: UUID, budget: timedelta | None = None, clock: Clock = timezone.now) -> UUID | None:
    """Works through the queued items of a run under its lease. Returns the id of the run to perform next, if any.

    That is the run that follows or, when `budget` is used up before the items are, this one again. Performing a run
    that is over or in another worker's hands does nothing, so it is safe to be told twice.
    """
    run = runs.claim(run_id=run_id, at=clock())
    if run is None:
        return _follower(run_id)
    step, started = _STEPS[RunKind(run.kind)], clock()
    try:
        # Ids first and one item at a time: an item may carry megabytes, and no cursor stays open while others write.
        for pk in list(run.items.filter(state=ItemState.QUEUED).order_by("position").values_list("pk", flat=True)):
            if budget is not None and clock() - started > budget:
                runs.release(run=run)
                return run.pk
            item = RunItem.objects.get(pk=pk)
            runs.advance(run=run, item=item, outcome=_attempt(step, run, item, clock), at=clock())
        return _finish(run, clock())
    except runs.LeaseLost:
        logger.warning("run %s was taken over by another worker", run_id)
        return None


def perform_all(*, run_id: UUID, clock: Clock = timezone.now) -> list[UUID]:
    """Performs a run and all that follow it in this process. Returns their ids in order."""
    performed = [run_id]
    while (following := perform(run_id=performed[-1], clock=clock)) is not None:
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


def _attempt(step: Step, run: Run, item: RunItem, clock: Clock) -> Outcome:
    """One item's outcome. Any failure is the item's own: it is logged, counted, can be retried and stops no other."""
    try:
        try:
            return step(run, item, clock())
        except OperationalError:  # a deadlock, or a lock that took too long: the other side is through by now
            logger.warning("item %s of run %s is tried again", item.pk, run.pk, exc_info=True)
            return step(run, item, clock())
    except Exception as error:
        logger.exception("item %s of run %s failed", item.pk, run.pk)
        return Outcome(ItemState.FAILED, code="error", message=f"Something went wrong here: {type(error).__name__}.")


def _import(run: Run, item: RunItem, at: datetime) -> Outcome:
    if item.content is None:
        return Outcome(ItemState.REFUSED, code=item.code, message=item.message)
    return ingest.store(content=bytes(item.content), path=item.path, by=run.started_by, at=at)


def _extract(run: Run, item: RunItem, at: datetime) -> Outcome:
    if item.article_id is None:
        return Outcome(ItemState.REFUSED, code="gone", message="The article is not there any more.")
    found = extract.read(article_id=item.article_id, at=at)
    return Outcome(ItemState.DONE, message="" if found.statements else "Nobody is quoted in it.")


def _link(run: Run, item: RunItem, at: datetime) -> Outcome:
    if item.article_id is None:
        return Outcome(ItemState.REFUSED, code="gone", message="The article is not there any more.")
    link.suggest(article_id=item.article_id, at=at)
    return Outcome(ItemState.DONE)


Step = Callable[[Run, RunItem, datetime], Outcome]
_STEPS: dict[RunKind, Step] = {RunKind.IMPORT: _import, RunKind.EXTRACT: _extract, RunKind.LINK: _link}


@transaction.atomic
def _finish(run: Run, at: datetime) -> UUID | None:
    """Closes the run and queues the next stage for what came through, in one transaction."""
    states = Counter(run.items.values_list("state", flat=True))
    runs.finish(run=run, counts=dict(states), at=at)
    # A duplicate that was never read: its import was interrupted after the text was stored.
    usable = Q(state__in=_USABLE) | Q(state=ItemState.DUPLICATE, article__extracted_at=None)
    articles = list(
        run.items.filter(usable, article__isnull=False).order_by("position").values_list("article_id", flat=True)
    )
    following = _NEXT.get(RunKind(run.kind))
    if following is None or not articles:
        return None
    return runs.start(kind=following, article_ids=articles, by=run.started_by, follows=run).pk


def _follower(run_id: UUID) -> UUID | None:
    return Run.objects.unfinished().filter(follows=run_id).values_list("pk", flat=True).first()
