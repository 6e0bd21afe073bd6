"""Cancellation: a sender took back an item that is not here. If it comes in later, it is left out."""

from __future__ import annotations

from django.db import models

from claims.models.base import Record


class Cancellation(Record):
    """The latest word on an item of one provider: which version was cancelled, as the sender counts."""

    provider = models.CharField(max_length=200, blank=True)
    guid = models.CharField(max_length=500)
    version = models.CharField(max_length=500, blank=True)
    updated_at_source = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["guid", "provider"], name="claims_cancellation_once_per_item"),
            models.CheckConstraint(name="claims_cancellation_has_guid", condition=~models.Q(guid="")),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.guid}"
