"""The queue's edge: ids in, one service call. Run rows are the truth; the sweeper sends lost messages again."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import partial
from uuid import UUID

from celery import shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from claims.services import likeness, pipeline, polling, reminders, runs

logger = logging.getLogger(__name__)

BUDGET = timedelta(minutes=5)
"""How long one message may keep a worker busy. Well below Celery's time limit, which is then for an item that hangs."""


@shared_task
def perform_run(*, run_id: str) -> None:
    following = pipeline.perform(run_id=UUID(run_id), budget=BUDGET)
    if following is not None:
        dispatch(following)


@shared_task
def sweep() -> None:
    """Sends out again what got lost, and sees to what came out of an embargo."""
    for run_id in runs.lost(at=timezone.now()):
        dispatch(run_id)
    if (released := pipeline.release_due(at=timezone.now())) is not None:
        dispatch(released)


@shared_task
def find_copies() -> None:
    """Looks for copies of what was read before there was a way to find them."""
    likeness.catch_up(at=timezone.now())


@shared_task
def wake_follow_ups() -> None:
    """Brings back what was snoozed and writes the follow-ups that fell due."""
    reminders.wake(at=timezone.now())


@shared_task
def poll_feeds() -> None:
    """Sends the feeds that are due to the workers."""
    for feed_id in polling.due(at=timezone.now()):
        send_poll(feed_id)


@shared_task
def poll_feed(*, feed_id: str) -> None:
    run_id = polling.poll(feed_id=UUID(feed_id))
    if run_id is not None:
        dispatch(run_id)


def send_poll(feed_id: UUID) -> None:
    """Sends a feed to the workers, to be polled if it is due. A message that is lost is sent again by `poll_feeds`."""
    transaction.on_commit(partial(_publish_poll, feed_id), robust=True)


def dispatch(run_id: UUID) -> None:
    """Sends a run to the workers once the transaction is committed. A broker that is down fails nobody's request."""
    transaction.on_commit(partial(_publish, run_id), robust=True)


def _publish(run_id: UUID) -> None:
    try:
        perform_run.apply_async(kwargs={"run_id": str(run_id)}, retry=False)
    except (OperationalError, OSError):
        logger.warning("the broker is away; run %s waits for the sweeper", run_id)
    else:
        runs.dispatched(run_id=run_id, at=timezone.now())


def _publish_poll(feed_id: UUID) -> None:
    try:
        # None pile up while no worker runs: the next round sends them anew.
        poll_feed.apply_async(kwargs={"feed_id": str(feed_id)}, retry=False, expires=settings.POLL_SECONDS)
    except (OperationalError, OSError):
        logger.warning("the broker is away; feed %s waits for the next round", feed_id)
