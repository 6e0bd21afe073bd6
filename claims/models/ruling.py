"""Ruling: a dated decision on a commitment's status. Append-only: a trigger refuses changes and deletions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from claims.models.base import Record, one_of
from claims.models.commitment import Status


class BrokenReason(models.TextChoices):
    REVERSED = "reversed", "Reversed"
    BLOCKED = "blocked", "Blocked"
    NOT_PRIORITISED = "not_prioritised", "Not prioritised"
    SUPERSEDED = "superseded", "Superseded"
    OTHER = "other", "Other"


class Ruling(Record):
    """A wrong ruling is corrected by a later one; the row itself never changes."""

    commitment = models.ForeignKey("claims.Commitment", on_delete=models.PROTECT, related_name="rulings")
    status = models.CharField(max_length=20, choices=Status)
    broken_reason = models.CharField(max_length=16, choices=BrokenReason, blank=True)
    rationale = models.TextField()
    ruled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rulings")
    ruled_at = models.DateTimeField()
    links = models.ManyToManyField("claims.EvidenceLink", through="claims.RulingLink", related_name="rulings")

    class Meta:
        ordering = ("-ruled_at", "-created_at")
        constraints = [
            models.CheckConstraint(
                name="claims_ruling_reason_only_when_broken",
                condition=(Q(status=Status.BROKEN) & ~Q(broken_reason=""))
                | (~Q(status=Status.BROKEN) & Q(broken_reason="")),
            ),
            one_of("claims_ruling_status_is_known", "status", Status),
            models.CheckConstraint(name="claims_ruling_has_a_rationale", condition=~Q(rationale="")),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.status}"


class RulingLink(models.Model):
    """An evidence link that justifies a ruling."""

    ruling = models.ForeignKey(Ruling, on_delete=models.PROTECT)
    link = models.ForeignKey("claims.EvidenceLink", on_delete=models.PROTECT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ruling", "link"], name="claims_rulinglink_once")]

    def __str__(self) -> str:
        return f"{self.ruling_id} / {self.link_id}"
