"""Audit event: who changed what, when, before and after. Append-only: a trigger refuses changes and deletions."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from claims.models.base import Record


class AuditEvent(Record):
    """`verb` is noun and past tense (`statement.accepted`). Nobody in `actor` means the program did it."""

    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=40)
    target_id = models.UUIDField()
    target_label = models.CharField(max_length=300, blank=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    before = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ("-at", "-created_at")
        indexes = [models.Index(fields=["target_type", "target_id", "-at"]), models.Index(fields=["-at", "id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.target_label}"
