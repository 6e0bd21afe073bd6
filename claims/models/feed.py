"""Feed: an address that lists new articles, polled on a schedule; and its entries, so that each is imported once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import Record, both_or_neither

LEAST_INTERVAL = 5
MOST_INTERVAL = 24 * 60
"""Minutes. What a feed asks for itself (`ttl`) is kept to up to a day as well: some say "yearly" and mean nothing."""


class FeedQuerySet(models.QuerySet["Feed"]):
    def listed(self) -> FeedQuerySet:
        """Those that nobody removed."""
        return self.filter(removed_at__isnull=True)

    def due(self, at: datetime) -> FeedQuerySet:
        """Those to be polled now that no worker is polling."""
        free = Q(lease_until__isnull=True) | Q(lease_until__lt=at)
        return self.listed().filter(free, active=True, next_poll_at__lte=at)


class Feed(Record):
    """A worker holds it by an unexpired lease while it polls. A removed feed stays, and so do its articles."""

    url = models.URLField(max_length=2000, unique=True)
    title = models.CharField(max_length=500, blank=True, help_text="As the feed says")
    outlet = models.ForeignKey(
        "claims.Outlet",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="feeds",
        help_text="Who publishes the articles that stand in it whole; else it is the feed's title",
    )
    active = models.BooleanField(default=True)
    interval = models.PositiveIntegerField(default=30, help_text="Minutes between two polls")
    ttl = models.PositiveIntegerField(null=True, blank=True, help_text="Minutes that the feed asks to be left alone")
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=1000, blank=True, editable=False)
    last_polled_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    next_poll_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0, help_text="In a row")
    failing_since = models.DateTimeField(null=True, blank=True)
    last_code = models.CharField(max_length=50, blank=True, help_text="What came of the last poll, for programs")
    last_message = models.TextField(blank=True, help_text="What came of the last poll, for people")
    items_seen = models.PositiveIntegerField(default=0, help_text="Entries that ever stood in it")
    lease = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ("title", "url")
        indexes = [
            models.Index(
                name="claims_feed_to_poll",
                fields=["next_poll_at"],
                condition=Q(active=True, removed_at__isnull=True),
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="claims_feed_interval_is_sensible",
                condition=Q(interval__gte=LEAST_INTERVAL, interval__lte=MOST_INTERVAL),
            ),
            models.CheckConstraint(
                name="claims_feed_failing_since_first_failure",
                condition=Q(failures=0, failing_since__isnull=True) | Q(failures__gt=0, failing_since__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_feed_removed_is_not_active", condition=Q(removed_at__isnull=True) | Q(active=False)
            ),
            both_or_neither("claims_feed_removed_who_when", "removed_by", "removed_at"),
        ]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def rest(self) -> timedelta:
        """How long to leave a healthy feed alone."""
        return timedelta(minutes=max(self.interval, min(self.ttl or 0, MOST_INTERVAL)))


class FeedEntry(Record):
    """One entry. `key` is made from its guid or, where it has none, from its link; `mark` tells when it has changed."""

    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="entries")
    key = models.CharField(max_length=64, editable=False)
    mark = models.CharField(max_length=64, blank=True, editable=False, help_text="When updated, or SHA-256 of its text")
    title = models.CharField(max_length=1000, blank=True)
    url = models.URLField(max_length=2000, blank=True, help_text="To be fetched; empty where the text stands in it")
    seen_at = models.DateTimeField(help_text="When it was new, or had changed")
    position = models.PositiveIntegerField(default=0, help_text="In the feed, when it was seen")
    waiting = models.BooleanField(default=False, help_text="Its page is still to be asked for")
    tries = models.PositiveIntegerField(default=0, help_text="How often its page was asked for since then")
    item = models.ForeignKey(
        "claims.RunItem",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="feed_entries",
        help_text="The last import of it",
    )

    class Meta:
        ordering = ("-seen_at", "position")
        constraints = [
            models.UniqueConstraint(fields=["feed", "key"], name="claims_feedentry_once_per_feed"),
            models.CheckConstraint(name="claims_feedentry_waits_for_a_page", condition=Q(waiting=False) | ~Q(url="")),
        ]

    def __str__(self) -> str:
        return self.title or self.url or self.key

    @property
    def reason(self) -> str:
        """Why it was not imported, without the address that a list shows beside it anyway."""
        return self.item.message.removeprefix(f"{self.item.path}: ") if self.item else ""
