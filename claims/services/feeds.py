"""Feeds: which ones are polled, and when. People decide; what a poll brings is the business of `polling`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from claims.engine import urls
from claims.models import Feed, User
from claims.models.feed import LEAST_INTERVAL, MOST_INTERVAL
from claims.services import audit, decisions, ingest, polling
from claims.services.errors import Conflict, Invalid


class NotAFeed(Invalid):
    """There is no feed to be had at that address, or none that may be read."""

    code = "not_a_feed"


@dataclass(frozen=True, slots=True)
class Added:
    """A feed that is new on the list, how many entries stand in it, and the import of them to perform, if any."""

    feed: Feed
    entries: int
    run_id: UUID | None


def add(*, url: str, interval: int, outlet: str = "", by: User, at: datetime) -> Added:
    """Asks for a feed and puts it on the list with what stands in it. Raises `Invalid`, and writes nothing, if it is
    there already or cannot be read. One that was removed comes back and knows its old entries.
    """
    _insist_on_sense(interval)
    _insist_on_new(_canonical(url))
    try:
        answer = polling.look(url)
    except polling.NotRead as failure:
        raise NotAFeed(failure.reason) from failure
    assert answer.read is not None  # nothing was at hand that could still be good
    try:
        kept = _canonical(answer.fetched.moved_to or url)
        return _add(answer, kept, interval=interval, outlet=outlet, by=by, at=at)
    except IntegrityError as error:  # somebody added it a moment ago
        raise _known() from error


@transaction.atomic
def describe(*, feed_id: UUID, interval: int, outlet: str, by: User, at: datetime) -> bool:
    """Says how often a feed is read and who publishes it. False if that was so already.

    Articles that came in keep their outlet. A poll under way goes on.
    """
    _insist_on_sense(interval)
    feed = _listed(feed_id)
    published_by = ingest.outlet_named(outlet)
    before = {"interval": feed.interval, "outlet": feed.outlet.name if feed.outlet else ""}
    after = {"interval": interval, "outlet": published_by.name if published_by else ""}
    if before == after:
        return False
    sooner = at + timedelta(minutes=interval)
    soonest = {"next_poll_at": sooner} if not feed.failures and sooner < feed.next_poll_at else {}
    Feed.objects.filter(pk=feed.pk).update(interval=interval, outlet=published_by, **soonest)
    audit.record("feed.described", feed, by=by, at=at, before=before, after=after)
    return True


@transaction.atomic
def pause(*, feed_id: UUID, by: User, at: datetime) -> None:
    """Stops polling. A poll under way brings nothing any more. Pausing twice changes nothing."""
    if _changed(feed_id, at=at, by=by, verb="paused", where={"active": True}, active=False):
        return
    _listed(feed_id)


@transaction.atomic
def resume(*, feed_id: UUID, by: User, at: datetime) -> None:
    """Polls again, first of all now. Its failures are forgotten: somebody looked into them."""
    fresh = {"active": True, "failures": 0, "failing_since": None, "next_poll_at": at, "last_code": ""}
    if _changed(feed_id, at=at, by=by, verb="resumed", where={"active": False}, last_message="", **fresh):
        return
    _listed(feed_id)


@transaction.atomic
def hasten(*, feed_id: UUID, by: User, at: datetime) -> None:
    """Makes a feed due, whatever it or its failures ask for. Raises Conflict if it is paused."""
    feed = _listed(feed_id)
    if not Feed.objects.filter(pk=feed.pk, active=True).update(next_poll_at=at):
        raise Conflict("This feed is paused. Resume it first.")
    audit.record("feed.hastened", feed, by=by, at=at)


@transaction.atomic
def remove(*, feed_id: UUID, by: User, at: datetime) -> None:
    """Takes a feed off the list. Its articles stay. Removing twice changes nothing."""
    _changed(feed_id, at=at, by=by, verb="removed", where={}, active=False, removed_by=by, removed_at=at)


@transaction.atomic
def _add(answer: polling.Answer, url: str, *, interval: int, outlet: str, by: User, at: datetime) -> Added:
    _insist_on_new(url)
    lease = uuid4()
    feed, _ = Feed.objects.update_or_create(
        url=url,
        defaults={
            "active": True,
            "interval": interval,
            "outlet": ingest.outlet_named(outlet),
            "next_poll_at": at,
            "added_by": by,
            "removed_by": None,
            "removed_at": None,
            "lease": lease,
            "lease_until": at + polling.LEASE,
        },
    )
    audit.record("feed.added", feed, by=by, at=at, after={"url": url, "interval": interval})
    run_id = polling.take_in(feed, answer, at=at)
    assert answer.read is not None
    return Added(feed, len(answer.read.items), run_id)


def _changed(feed_id: UUID, *, verb: str, by: User, at: datetime, where: dict[str, Any], **columns: Any) -> bool:
    """Guarded by `where`. A poll under way loses its lease, so that what it brings is not written."""
    changed = Feed.objects.listed().filter(pk=feed_id, **where).update(lease=None, lease_until=None, **columns)
    if changed:
        audit.record(f"feed.{verb}", decisions.find(Feed, feed_id), by=by, at=at)
    else:
        decisions.find(Feed, feed_id)
    return bool(changed)


def _listed(feed_id: UUID) -> Feed:
    feed = decisions.find(Feed, feed_id)
    if feed.removed_at is not None:
        raise Conflict("Somebody has removed this feed.")
    return feed


def _insist_on_sense(interval: int) -> None:
    if not LEAST_INTERVAL <= interval <= MOST_INTERVAL:
        raise Invalid(f"A feed is read every {LEAST_INTERVAL} to {MOST_INTERVAL:,} minutes.")


def _insist_on_new(url: str) -> None:
    if Feed.objects.listed().filter(url=url).exists():
        raise _known()


def _known() -> Invalid:
    return Invalid("This feed is on the list already.")


def _canonical(url: str) -> str:
    try:
        return urls.canonical(url)
    except urls.BadAddress as error:
        raise NotAFeed(error.reason) from error
