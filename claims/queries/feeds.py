"""Feeds as editors watch them: how each one is doing, and what became of its entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, TextChoices

from claims.models import Feed, FeedEntry, ItemState, Run

OVERDUE_AFTER = timedelta(minutes=10)
"""From when on a feed that nobody polled is late: with a worker running, it is polled within two minutes."""


class Health(TextChoices):
    OK = "ok", "Works"
    READING = "reading", "Being read"
    LATE = "late", "Late"
    FAILING = "failing", "Failing"
    PAUSED = "paused", "Paused"


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed with how it is doing. `waiting` pages are still to be fetched; `unread` could not be imported."""

    feed: Feed
    health: Health
    waiting: int
    unread: int
    last_run: UUID | None

    @property
    def is_moving(self) -> bool:
        """Whether it will look different in a moment."""
        return self.health == Health.READING

    def get_health_display(self) -> str:
        """As Django names the words of a field with choices, so that one badge serves both."""
        return str(self.health.label)


def listing(at: datetime) -> Iterator[Listed]:
    """Every feed on the list. 1 query."""
    return (_listed(feed, at) for feed in _with_counts(Feed.objects.listed()))


def find(pk: UUID, at: datetime) -> Listed | None:
    """One feed on the list. 1 query."""
    feed = _with_counts(Feed.objects.listed().filter(pk=pk)).first()
    return _listed(feed, at) if feed else None


def entries(feed: Feed) -> QuerySet[FeedEntry]:
    """A feed's entries with what became of them, the newest first."""
    found = feed.entries.select_related("item__article")
    return found.defer("item__content", "item__draft", "item__article__text")


def health_of(feed: Feed, at: datetime) -> Health:
    if not feed.active:
        return Health.PAUSED
    overdue = at - feed.next_poll_at
    if overdue > OVERDUE_AFTER:
        return Health.LATE
    if overdue >= timedelta(0):
        return Health.READING
    return Health.FAILING if feed.failures else Health.OK


def _listed(feed: Feed, at: datetime) -> Listed:
    counted = vars(feed)
    return Listed(feed, health_of(feed, at), counted["waiting"], counted["unread"], counted["last_run"])


def _with_counts(feeds: QuerySet[Feed]) -> QuerySet[Feed]:
    """Counted in subqueries: joined, two counts would multiply each other's rows."""
    entries_of = FeedEntry.objects.filter(feed=OuterRef("pk")).order_by().values("feed")
    unread = Q(item__state__in=(ItemState.REFUSED, ItemState.FAILED))
    latest = Run.objects.filter(feed=OuterRef("pk")).order_by("-created_at", "id")
    counts = entries_of.annotate(
        are_waiting=Count("pk", filter=Q(waiting=True)), are_unread=Count("pk", filter=Q(waiting=False) & unread)
    )
    return feeds.select_related("outlet").annotate(
        waiting=Subquery(counts.values("are_waiting")),
        unread=Subquery(counts.values("are_unread")),
        last_run=Subquery(latest.values("pk")[:1]),
    )
