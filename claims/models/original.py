"""Original: the bytes of a file as it came, kept once however often it is handed in. A trigger holds that they stay."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from claims.models.base import Record


class OriginalQuerySet(models.QuerySet["Original"]):
    def without_content(self) -> OriginalQuerySet:
        """What is known of files, without loading megabytes."""
        return self.defer("content")


class Original(Record):
    """Articles and run items point to it; `where` in it they were read is theirs to say."""

    sha256 = models.CharField(max_length=64, unique=True, editable=False, help_text="Of the content")
    content = models.BinaryField(editable=False)
    media_kind = models.CharField(max_length=20, help_text="What the content is: pdf, feed, zip, text …")
    size = models.PositiveIntegerField(help_text="Bytes")

    objects = OriginalQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        constraints = [
            models.CheckConstraint(name="claims_original_is_named_by_its_digest", condition=~Q(sha256="")),
        ]

    def __str__(self) -> str:
        return f"{self.media_kind} {self.sha256[:12]}"
