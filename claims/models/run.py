"""Run: one import, extraction or linking job that people can watch, and its items."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from claims.models.base import Record, one_of


class RunKind(models.TextChoices):
    IMPORT = "import", "Import"
    EXTRACT = "extract", "Extraction"
    LINK = "link", "Linking"


class RunState(models.TextChoices):
    QUEUED = "queued", "Queued"
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


class RunQuerySet(models.QuerySet["Run"]):
    def unfinished(self) -> RunQuerySet:
        return self.filter(state__in=(RunState.QUEUED, RunState.RUNNING))

    def claimable(self, now: datetime) -> RunQuerySet:
        """Unfinished runs that no worker holds a lease on."""
        return self.unfinished().filter(Q(lease_until__isnull=True) | Q(lease_until__lt=now))


class Run(Record):
    """The truth about a job; the broker only carries its id. A worker holds it by an unexpired lease."""

    kind = models.CharField(max_length=10, choices=RunKind)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.QUEUED)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="runs"
    )
    feed = models.ForeignKey(
        "claims.Feed",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="runs",
        help_text="Whose entries are imported, where a feed started it",
    )
    check_first = models.BooleanField(
        default=False, help_text="Whether its articles are read only after somebody looked at how they were cut up"
    )
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="followed_by")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True)
    error = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True, editable=False)
    lease_until = models.DateTimeField(null=True, blank=True, editable=False)
    dispatched_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = RunQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = [models.Index(fields=["state", "created_at"])]
        constraints = [
            models.CheckConstraint(name="claims_run_done_within_total", condition=Q(done__lte=F("total"))),
            models.CheckConstraint(
                name="claims_run_finished_when_over",
                condition=Q(state__in=("done", "failed"), finished_at__isnull=False)
                | Q(state__in=("queued", "running"), finished_at__isnull=True),
            ),
            one_of("claims_run_kind_is_known", "kind", RunKind),
            models.UniqueConstraint(fields=["follows", "kind"], name="claims_run_followed_once_per_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.total}"

    def get_absolute_url(self) -> str:
        return reverse("run", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in (RunState.DONE, RunState.FAILED)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else (100 if self.is_over else 0)


class ItemState(models.TextChoices):
    """What became of an item. One that was opened is no result itself: what was found in it are items of their own."""

    QUEUED = "queued", "Queued"
    OPENED = "opened", "Opened"
    IMPORTED = "imported", "Imported"
    UPDATED = "updated", "Updated"
    DUPLICATE = "duplicate", "Already imported"
    REFUSED = "refused", "Refused"
    DONE = "done", "Done"
    FAILED = "failed", "Failed"


MAY_PASS = (
    "timeout",
    "too_costly",
    "dns",
    "unreachable",
    "bad_response",
    "busy",
    "server_error",
    "robots_unreadable",
)
"""Refusals that another day may lift: a busy machine, or a site that was away, as `claims.fetch` tells it."""
NOT_SHOWN = "An article that is not shown"


class RunItemQuerySet(models.QuerySet["RunItem"]):
    def results(self) -> RunItemQuerySet:
        """The items that count: not the files that only held others."""
        return self.exclude(state=ItemState.OPENED)

    def lean(self) -> RunItemQuerySet:
        """Without what an item carries until it is done, which may be megabytes."""
        return self.defer("content", "draft", "article__text")

    def passing(self) -> RunItemQuerySet:
        """What was refused for a reason that may be gone by now."""
        return self.filter(state=ItemState.REFUSED, code__in=MAY_PASS)


class RunItem(Record):
    """One file, link, paste or article of a run, with its own result. A bad item never stops the others.

    One that stands for an article from the beginning has no `path`: what the article is called is the article's to say,
    for it may be hidden some day.

    A file that holds many things is opened: each of them becomes an item of its own under `parent`. What an item is to
    be made of stands in `draft` (an article as read), else in `content` (a file out of an archive), else in `original`
    (a whole file), else behind `url`.
    """

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="items")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveIntegerField()
    path = models.CharField(max_length=1000, blank=True, help_text="File name or address as given")
    where = models.CharField(max_length=1000, blank=True, help_text="Which item of its file: “line 3”, “entry a/b.txt”")
    original = models.ForeignKey(
        "claims.Original", null=True, blank=True, on_delete=models.PROTECT, related_name="run_items"
    )
    content = models.BinaryField(
        null=True, blank=True, editable=False, help_text="The bytes of a file in an archive, until they are stored"
    )
    draft = models.TextField(blank=True, editable=False, help_text="An article as read, until it is stored")
    url = models.URLField(max_length=2000, blank=True, help_text="To be fetched")
    charset = models.CharField(
        max_length=40, blank=True, editable=False, help_text="What its site says that `original` is encoded in"
    )
    follow = models.BooleanField(default=False, help_text="Whether links found in it are fetched as well")
    article = models.ForeignKey(
        "claims.Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="run_items"
    )
    state = models.CharField(max_length=10, choices=ItemState, default=ItemState.QUEUED)
    code = models.CharField(max_length=50, blank=True, help_text="Why, for programs")
    message = models.TextField(blank=True, help_text="Why, for people")

    objects = RunItemQuerySet.as_manager()

    class Meta:
        ordering = ("position",)
        indexes = [models.Index(fields=["run", "state", "position"])]
        constraints = [
            one_of("claims_runitem_state_is_known", "state", ItemState),
            models.UniqueConstraint(fields=["run", "position"], name="claims_runitem_one_per_position"),
            models.CheckConstraint(name="claims_runitem_not_its_own_parent", condition=~Q(parent=F("id"))),
        ]

    def __str__(self) -> str:
        return self.path or str(self.position)

    @property
    def name(self) -> str:
        """As people read it: the file, and where in it the item stands: “archive.zip · a/b.csv, line 3”.

        Without a file it is the title of the article, as far as that was loaded (`queries.runs.with_articles`).
        """
        if not self.path:
            return self.article.title if self.article else NOT_SHOWN
        is_page = self.url and self.code != "link_only"
        if not self.where or is_page:
            return self.path
        place = self.where.removeprefix("entry ")
        if place == self.where:
            return f"{self.path} · {self.where}"
        slashes = (at for at, character in enumerate(self.path) if character == "/")
        archive = next((self.path[:at] for at in slashes if place.startswith(self.path[at + 1 :])), self.path)
        return f"{archive} · {place}"

    @property
    def is_worth_another_try(self) -> bool:
        """Whether it may go better next time. A file that was refused for what it is stays what it is."""
        return self.state == ItemState.FAILED or (
            self.state == ItemState.REFUSED and (bool(self.url) or self.code in MAY_PASS)
        )
