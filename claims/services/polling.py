"""Polling: asks a feed what is new and queues the import of it. One worker at a time, held by a lease.

Stage: before import. What a poll found, its import run and what the feed is now are written in one transaction: a
worker that is killed before leaves everything as it was, and after there is nothing left to do.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from claims.engine import urls
from claims.engine.parsers import Refused, limits
from claims.engine.parsers.contained_feed import read_feed_contained
from claims.engine.parsers.feeds import Feed as ReadFeed
from claims.fetch import Fetched, Limits, NotFetched
from claims.models import Feed
from claims.services import audit, feed_entries, fetching

logger = logging.getLogger(__name__)

Clock = Callable[[], datetime]

LEASE = timedelta(minutes=2)
"""How long one poll may take before its worker is taken for dead: asking, waiting for one's turn, and reading."""
LONGEST_REST = timedelta(days=1)
"""How long a failing feed is left alone at most, unless it asks for more itself."""
MOST_AT_ONCE = 100
_LIMITS = Limits(body_bytes=limits.FEED_BYTES)
_GONE = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at a feed's address now. `read` is None where nothing has changed since the copy at hand."""

    fetched: Fetched
    read: ReadFeed | None


class NotRead(Exception):
    """Why there is no feed to be had: a code, and a sentence for an editor."""

    def __init__(self, code: str, reason: str, *, status: int = 0, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.is_gone = status == _GONE
        self.retry_after = timedelta(seconds=retry_after or 0)


class LeaseLost(Exception):
    """The feed was paused, removed or taken over in the meantime. Nothing of the poll may be kept."""


def due(*, at: datetime) -> list[UUID]:
    """The feeds to poll now, longest overdue first."""
    return list(Feed.objects.due(at).order_by("next_poll_at").values_list("pk", flat=True)[:MOST_AT_ONCE])


def poll(*, feed_id: UUID, clock: Clock = timezone.now) -> UUID | None:
    """Polls one feed. Returns the id of the import run to perform, if there is something to import.

    A feed that is not due, or in another worker's hands, is left alone: it is safe to be told twice.
    """
    feed = _claim(feed_id, clock())
    if feed is None:
        return None
    try:
        return take_in(feed, look(feed.url, etag=feed.etag, last_modified=feed.last_modified), at=clock())
    except NotRead as failure:
        _failed(feed, failure, at=clock())
    except LeaseLost:
        logger.info("feed %s was paused, removed or taken over while it was polled", feed.pk)
    except Exception as error:  # whatever is in it: it must not be asked again and again without end
        logger.exception("feed %s could not be taken in", feed.pk)
        _failed(feed, NotRead("error", f"Something went wrong here: {type(error).__name__}."), at=clock())
    return None


def look(url: str, *, etag: str = "", last_modified: str = "") -> Answer:
    """Asks for a feed and reads it. Writes nothing. Raises `NotRead`."""
    try:
        fetched = fetching.ask(url, accept=fetching.FEED, etag=etag, last_modified=last_modified, limits=_LIMITS)
        read = None if fetched.not_modified else read_feed_contained(fetched.body, charset=fetched.charset)
        return Answer(fetched, read)
    except NotFetched as failure:
        raise NotRead(failure.code, failure.reason, status=failure.status, retry_after=failure.retry_after) from failure
    except Refused as refusal:
        raise NotRead(refusal.code, refusal.reason) from refusal


@transaction.atomic
def take_in(feed: Feed, answer: Answer, *, at: datetime) -> UUID | None:
    """Writes down what a poll under the feed's lease brought, and lets go of the feed. Raises `LeaseLost`."""
    columns: dict[str, Any] = {"last_polled_at": at, "last_ok_at": at, "failures": 0, "failing_since": None}
    if answer.read is not None:
        columns |= {
            "title": answer.read.head.title[:500] or feed.title,
            "ttl": answer.read.head.ttl_minutes,
            "etag": answer.fetched.etag,
            "last_modified": answer.fetched.last_modified,
        }
    _write(feed, columns)
    if answer.fetched.moved_to:
        _move(feed, answer.fetched.moved_to, at=at)
    noted = feed_entries.note(feed, answer.read, answer.fetched.body, at=at)
    run = feed_entries.queue(feed, noted, at=at)
    _let_go(feed, items_seen=F("items_seen") + noted.new, next_poll_at=at + feed.rest, last_message=noted.in_words)
    return run.pk if run else None


def _claim(feed_id: UUID, at: datetime) -> Feed | None:
    lease = uuid4()
    if not Feed.objects.due(at).filter(pk=feed_id).update(lease=lease, lease_until=at + LEASE):
        return None
    feed = Feed.objects.select_related("outlet").get(pk=feed_id)
    feed.lease = lease  # ours, whoever may hold another one by now
    return feed


def _write(feed: Feed, columns: dict[str, Any]) -> None:
    """Guarded by the lease, which this also locks until the transaction ends."""
    if not Feed.objects.filter(pk=feed.pk, lease=feed.lease).update(**columns):
        raise LeaseLost
    for name, value in columns.items():
        setattr(feed, name, value)


def _let_go(feed: Feed, **columns: Any) -> None:
    Feed.objects.filter(pk=feed.pk).update(lease=None, lease_until=None, last_code="", **columns)


def _move(feed: Feed, moved_to: str, *, at: datetime) -> None:
    """The feed has a new address for good. One that stands in the list already is left to that other feed."""
    try:
        url = urls.canonical(moved_to)
    except urls.BadAddress:
        return
    if url == feed.url or len(url) > 2000 or Feed.objects.filter(url=url).exists():
        return
    before, feed.url = feed.url, url
    Feed.objects.filter(pk=feed.pk).update(url=url)
    audit.record("feed.moved", feed, by=None, at=at, before={"url": before}, after={"url": url})


@transaction.atomic
def _failed(feed: Feed, failure: NotRead, *, at: datetime) -> None:
    """Leaves the feed alone, twice as long after each failure; for good where its site says that it is gone.

    What the feed is stands in its row alone: taking it in may have gone wrong half-way, with all of that undone there.
    """
    as_it_is = Feed.objects.filter(pk=feed.pk, lease=feed.lease).first()
    if as_it_is is None:
        return
    failures = as_it_is.failures + 1
    doubled = as_it_is.rest * 2 ** min(failures, 10)
    rest = max(min(doubled, LONGEST_REST), as_it_is.rest, failure.retry_after)
    ended = Feed.objects.filter(pk=feed.pk, lease=feed.lease).update(
        last_polled_at=at,
        failures=failures,
        failing_since=as_it_is.failing_since or at,
        last_code=failure.code,
        last_message=failure.reason,
        next_poll_at=at + rest,
        active=not failure.is_gone,
        lease=None,
        lease_until=None,
    )
    if ended and failure.is_gone:
        audit.record("feed.paused", feed, by=None, at=at, after={"reason": failure.reason})
