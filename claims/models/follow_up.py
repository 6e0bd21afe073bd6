"""Follow-up: what to do next on a commitment, by whom and by when."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import Origin, Record, both_or_neither, one_of
from claims.models.commitment import made_in_hidden


class FollowUpKind(models.TextChoices):
    DEADLINE_CHECK = "deadline_check", "Deadline check"
    CONTRADICTION = "contradiction", "Contradiction to verify"
    RIGHT_OF_REPLY = "right_of_reply", "Right of reply"
    STALE_STATUS = "stale_status", "Stale status"
    OTHER = "other", "Other"


class FollowUpState(models.TextChoices):
    OPEN = "open", "Open"
    SNOOZED = "snoozed", "Snoozed"
    DONE = "done", "Done"
    DROPPED = "dropped", "Dropped"


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    def visible(self) -> FollowUpQuerySet:
        """What is to be done on promises that may be seen."""
        return self.exclude(made_in_hidden("commitment"))

    def hidden(self) -> FollowUpQuerySet:
        return self.filter(made_in_hidden("commitment"))

    def pending(self) -> FollowUpQuerySet:
        """Open or snoozed: still somebody's work."""
        return self.filter(state__in=(FollowUpState.OPEN, FollowUpState.SNOOZED))

    def due(self, today: date) -> FollowUpQuerySet:
        return self.filter(state=FollowUpState.OPEN, due_on__lte=today)


class FollowUp(Record):
    """`key` names the occasion of one that wrote itself, so that it is written once."""

    commitment = models.ForeignKey("claims.Commitment", on_delete=models.CASCADE, related_name="follow_ups")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=16, choices=FollowUpKind, default=FollowUpKind.OTHER)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="follow_ups"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=FollowUpState, default=FollowUpState.OPEN)
    snoozed_until = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True, help_text="What came of it")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.PERSON)
    key = models.CharField(max_length=200, null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = (models.F("due_on").asc(nulls_last=True), "created_at")
        indexes = [models.Index(fields=["state", "due_on"])]
        permissions = [("track_followup", "Can work on follow-ups")]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "key"], name="claims_followup_written_once"),
            one_of("claims_followup_kind_is_known", "kind", FollowUpKind),
            one_of("claims_followup_origin_is_known", "origin", Origin),
            both_or_neither("claims_followup_closed_who_when", "closed_by", "closed_at"),
            models.CheckConstraint(
                name="claims_followup_closed_when_over",
                condition=Q(state__in=("done", "dropped"), closed_at__isnull=False)
                | Q(state__in=("open", "snoozed"), closed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="claims_followup_snoozed_until_a_day",
                condition=Q(state="snoozed", snoozed_until__isnull=False)
                | (~Q(state="snoozed") & Q(snoozed_until__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title
