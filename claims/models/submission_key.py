"""Submission key: what a client calls one handing in, so that the same request sent twice is one import."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from claims.models.base import Record
from claims.models.run import Run

KEY_LENGTH = 255


class SubmissionKey(Record):
    """The run that a user's key stands for. `digest` tells whether a request with that key asks for the same thing."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=KEY_LENGTH)
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of what was handed in")
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    kept_until = models.DateTimeField(db_index=True, editable=False)

    class Meta:
        ordering = ("-created_at", "id")
        constraints = [models.UniqueConstraint(name="claims_submissionkey_once_per_user", fields=["user", "key"])]

    def __str__(self) -> str:
        return self.key
