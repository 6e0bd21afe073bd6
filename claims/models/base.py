"""What every noun shares: ids, review state, spans with their anchors. Data and invariants only."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from claims.engine.dates import PartialDate
from claims.engine.text import Anchor, Span


class ReviewState(models.TextChoices):
    """What an editor thinks of a finding. Apart from a commitment's status and from its evidence state."""

    SUGGESTED = "suggested", "Suggested"
    ACCEPTED = "accepted", "Accepted"
    REJECTED = "rejected", "Rejected"


class Origin(models.TextChoices):
    MACHINE = "machine", "Found by the program"
    PERSON = "person", "Added by a person"


def validate_edtf(value: str) -> None:
    try:
        PartialDate.parse(value)
    except ValueError as error:
        raise ValidationError("Write a date as 2023, 2023-11 or 2023-11-05.", code="edtf") from error


class EDTFField(models.CharField):
    """A date that may be a month or a year only (`2023-11`); `""` when unknown. Sorts by its earliest day as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 16)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_edtf]


class Record(models.Model):
    """A row with a public id that never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    class Meta:
        abstract = True


def one_of(name: str, field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """Nothing but one of these words: what writes past the forms is held to them too."""
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": choices.values}))


def both_or_neither(name: str, who: str, when: str) -> models.CheckConstraint:
    """Somebody and a time, or nobody and no time."""
    return models.CheckConstraint(
        name=name,
        condition=Q(**{f"{who}__isnull": True, f"{when}__isnull": True})
        | Q(**{f"{who}__isnull": False, f"{when}__isnull": False}),
    )


class Reviewed(Record):
    """A finding that an editor accepts or rejects. A suggestion has no reviewer; a decision always has one."""

    review_state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.SUGGESTED)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_decided_by_someone",
                condition=Q(review_state=ReviewState.SUGGESTED, reviewed_by__isnull=True, reviewed_at__isnull=True)
                | Q(
                    review_state__in=(ReviewState.ACCEPTED, ReviewState.REJECTED),
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
            )
        ]

    @property
    def is_suggested(self) -> bool:
        return self.review_state == ReviewState.SUGGESTED

    @property
    def is_accepted(self) -> bool:
        return self.review_state == ReviewState.ACCEPTED

    @property
    def is_rejected(self) -> bool:
        return self.review_state == ReviewState.REJECTED


class Stretch(Record):
    """A stretch `[start, end)` of one text, in code points. That it lies inside the text is held by a trigger."""

    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="%(app_label)s_%(class)s_end_after_start", condition=Q(end__gt=F("start")))
        ]

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class Anchored(Stretch):
    """A stretch that also keeps its words and what stands around them, so that it can be found again in a new text.

    W3C Web Annotation: text position selector (`start`, `end`) and text quote selector (`exact`, `prefix`, `suffix`).
    """

    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)

    class Meta(Stretch.Meta):
        abstract = True

    @staticmethod
    def columns(anchor: Anchor) -> dict[str, Any]:
        """The columns of this model that `anchor` fills."""
        return {
            "start": anchor.span.start,
            "end": anchor.span.end,
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
        }
