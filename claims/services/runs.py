"""Runs: who works on which job. A worker holds a run by a lease that it renews with every item it finishes.

A worker that dies leaves its lease to run out; the sweeper then has the run sent out again, and the next worker goes on
with the items that are still queued.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet

from claims.models import MAY_PASS, ItemState, Run, RunItem, RunKind, RunState, User
from claims.services import audit, decisions
from claims.services.errors import Conflict
from claims.services.outcomes import Outcome

LEASE = timedelta(seconds=60)
"""How long one item may take before its worker is taken for dead, unless it is known to take longer (`hold`)."""
REDISPATCH_AFTER = timedelta(seconds=30)
"""How long a sent-out run may wait for a worker before it is sent out again."""
LONG_LEASE = timedelta(minutes=6)
"""The same for opening a large file: its parser alone may take five."""
MAX_ATTEMPTS = 5
"""Where this many workers in a row went down, without one item done in between, the item that they began with is given
up and the run goes on with the next one."""
GIVEN_UP = Outcome(
    ItemState.FAILED,
    code="given_up",
    message=f"Given up: {MAX_ATTEMPTS} workers in a row ended while they worked on it.",
)

_MAY_BE_TRIED_AGAIN = (ItemState.FAILED, ItemState.REFUSED)
_CAN_BE_TRIED_AGAIN = Q(state__in=_MAY_BE_TRIED_AGAIN) & (
    ~Q(url="") | ~Q(draft="") | Q(content__isnull=False) | Q(original__isnull=False) | Q(article__isnull=False)
)


class LeaseLost(Exception):
    """Another worker has taken the run over; this one must let go of it."""


@transaction.atomic
def start(
    *,
    kind: RunKind,
    article_ids: Iterable[UUID],
    by: User | None,
    follows: Run | None = None,
    joining: UUID | None = None,
) -> Run:
    """Queues a run over articles, or has the run `joining` take in what is new to it.

    Where it follows another run it is made once and takes in what is new as well.
    """
    if joining is not None:
        run = decisions.find(Run, joining)
    elif follows is not None:
        run, _ = Run.objects.get_or_create(follows=follows, kind=kind, defaults={"started_by": by})
    else:
        run = Run.objects.create(kind=kind, started_by=by)
    known = set(run.items.values_list("article_id", flat=True))
    new = [pk for pk in dict.fromkeys(article_ids) if pk not in known]
    RunItem.objects.bulk_create(
        [RunItem(run=run, position=run.total + offset, article_id=pk) for offset, pk in enumerate(new)],
        batch_size=500,
    )
    if new:
        _queue(run, total=run.total + len(new))
    return run


def claim(*, run_id: UUID, at: datetime) -> Run | None:
    """Takes the lease on a run, or None when it is over, gone or in another worker's hands."""
    lease = uuid4()
    claimed = (
        Run.objects.claimable(at)
        .filter(pk=run_id)
        .update(state=RunState.RUNNING, lease=lease, lease_until=at + LEASE, attempts=F("attempts") + 1)
    )
    if not claimed:
        return None
    Run.objects.filter(pk=run_id, started_at=None).update(started_at=at)
    run = Run.objects.get(pk=run_id)
    if has_to_give_up(run) and not run.items.filter(state=ItemState.QUEUED).exists():
        _end(run, RunState.FAILED, at=at, error=f"Given up after {MAX_ATTEMPTS} attempts to finish it.")
        return None
    return run


def has_to_give_up(run: Run) -> bool:
    """Whether the next item is the one that took down too many workers: each of them began with it."""
    return run.attempts > MAX_ATTEMPTS


def hold(*, run: Run, at: datetime, lasting: timedelta = LEASE) -> None:
    """Keeps a run, longer than an item usually takes if need be. Raises LeaseLost if it is not ours now."""
    if not _renewed(run, lease_until=at + lasting):
        raise LeaseLost
    run.lease_until = at + lasting


def keep(*, run: Run, at: datetime) -> None:
    """Renews the lease in the midst of an item, once half of it is used up. Raises LeaseLost as `hold` does."""
    if run.lease_until is None or run.lease_until - at < LEASE / 2:
        hold(run=run, at=at)


@transaction.atomic
def advance(*, run: Run, item: RunItem, outcome: Outcome, at: datetime) -> None:
    """Writes one item's result and renews the lease. Raises LeaseLost, and writes nothing, if it is not ours now.

    An opened file makes way for the items found in it, in the same transaction: killed in between, it is opened anew.
    """
    opened = outcome.state == ItemState.OPENED
    counted = {"total": F("total") + len(outcome.found) - 1} if opened else {"done": F("done") + 1}
    if not _renewed(run, lease_until=at + LEASE, attempts=0, **counted):
        raise LeaseLost
    run.lease_until, run.attempts = at + LEASE, 0
    if opened:
        _add(run, outcome.found)
    item.state, item.article = outcome.state, outcome.article or item.article
    item.code, item.message = outcome.code, outcome.message
    if outcome.state not in _MAY_BE_TRIED_AGAIN:
        item.content, item.draft = None, ""
    item.save(update_fields=["state", "article", "code", "message", "content", "draft", "original", "url"])


def release(*, run: Run) -> None:
    """Lets go of a run between two items, so that any worker may go on with it."""
    Run.objects.filter(pk=run.pk, lease=run.lease).update(lease=None, lease_until=None)


def finish(*, run: Run, counts: dict[str, int], at: datetime) -> None:
    """Closes a run whose items all have their result."""
    run.counts = counts
    Run.objects.filter(pk=run.pk).update(counts=counts)
    _end(run, RunState.DONE, at=at)


@transaction.atomic
def retry(*, run_id: UUID, by: User, at: datetime) -> Run:
    """Queues a finished run's items again that failed, or were refused for what may pass.

    Raises Conflict while it runs, or where there are none.
    """
    run = _require_over(run_id)
    passing = Q(state=ItemState.REFUSED, code__in=MAY_PASS) & _CAN_BE_TRIED_AGAIN
    left = _queue_again(run, run.items.filter(Q(state__in=(ItemState.FAILED, ItemState.QUEUED)) | passing))
    if not left:
        raise Conflict("Nothing failed in this run.")
    audit.record("run.retried", run, by=by, at=at, after={"items": left})
    return run


@transaction.atomic
def retry_item(*, item_id: UUID, by: User, at: datetime) -> Run:
    """Queues one failed or refused item again; a link that was only listed is fetched then.

    Raises Conflict while its run works, or where trying again could change nothing.
    """
    item = decisions.find(RunItem, item_id)
    run = _require_over(item.run_id)
    again = run.items.filter(pk=item.pk).filter(_CAN_BE_TRIED_AGAIN)
    if not _queue_again(run, again):
        raise Conflict("There is nothing to try again here: hand it in anew.")
    audit.record("run.retried", run, by=by, at=at, after={"items": 1, "path": item.path})
    return run


def dispatched(*, run_id: UUID, at: datetime) -> None:
    """Notes that a run was sent out to the workers."""
    Run.objects.filter(pk=run_id).update(dispatched_at=at)


def lost(*, at: datetime) -> list[UUID]:
    """Runs that nobody works on and that were not sent out lately: never published, or their worker died."""
    waiting = Q(dispatched_at__isnull=True) | Q(dispatched_at__lt=at - REDISPATCH_AFTER)
    settled = Q(created_at__lt=at - timedelta(seconds=5))  # the request that made it may be publishing it right now
    return list(Run.objects.claimable(at).filter(waiting & settled).order_by("created_at").values_list("pk", flat=True))


def _require_over(run_id: UUID) -> Run:
    run = decisions.find(Run, run_id)
    if not run.is_over or Run.objects.unfinished().filter(Q(follows=run) | Q(follows__follows=run)).exists():
        raise Conflict("This run is still working.")
    return run


def _queue_again(run: Run, items: QuerySet[RunItem]) -> int:
    """How many of the run's items wait now. What was fetched is fetched again."""
    again = list(items.values_list("pk", flat=True))
    chosen = run.items.filter(pk__in=again)
    chosen.exclude(url="").filter(draft="").update(original=None)
    chosen.update(state=ItemState.QUEUED, code="", message="")
    if again:
        _queue(run, done=run.total - run.items.filter(state=ItemState.QUEUED).count())
    return len(again)


def _renewed(run: Run, **columns: Any) -> int:
    return Run.objects.filter(pk=run.pk, lease=run.lease, state=RunState.RUNNING).update(**columns)


def _add(run: Run, items: Iterable[RunItem]) -> None:
    """Puts items at the end of a run."""
    after = run.items.aggregate(last=Max("position"))["last"] or 0
    added = list(items)
    for offset, item in enumerate(added, start=1):
        item.run, item.position = run, after + offset
    RunItem.objects.bulk_create(added, batch_size=200)


def _queue(run: Run, **columns: int) -> None:
    """Makes a run wait for a worker, as new or again."""
    Run.objects.filter(pk=run.pk).update(
        state=RunState.QUEUED,
        attempts=0,
        lease=None,
        lease_until=None,
        finished_at=None,
        error="",
        dispatched_at=None,
        **columns,
    )
    run.refresh_from_db()


def _end(run: Run, state: RunState, *, at: datetime, error: str = "") -> None:
    ended = Run.objects.filter(pk=run.pk, lease=run.lease).update(
        state=state, error=error, finished_at=at, lease=None, lease_until=None
    )
    if not ended:
        raise LeaseLost
    run.refresh_from_db()
