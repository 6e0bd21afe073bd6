"""Commitment: a promise somebody made, and the statements behind it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from claims.engine import tracking
from claims.engine.extraction.findings import DeadlineKind as EngineDeadlineKind
from claims.engine.extraction.findings import Polarity as EnginePolarity
from claims.models.article import visible
from claims.models.base import EDTFField, Origin, Reviewed, ReviewState, Stretch, both_or_neither, one_of


class Polarity(models.TextChoices):
    WILL = EnginePolarity.WILL.value, "Will"
    WILL_NOT = EnginePolarity.WILL_NOT.value, "Will not"


class DeadlineKind(models.TextChoices):
    NONE = EngineDeadlineKind.NONE.value, "No deadline"
    FIXED = EngineDeadlineKind.FIXED.value, "A fixed date"
    RELATIVE = EngineDeadlineKind.RELATIVE.value, "Relative to the promise"
    EVENT = EngineDeadlineKind.EVENT.value, "An event"
    END_OF_TERM = EngineDeadlineKind.END_OF_TERM.value, "End of term"
    STANDING = EngineDeadlineKind.STANDING.value, "Standing"


class Status(models.TextChoices):
    """What a person ruled. Never what the evidence says: that is the evidence state."""

    OPEN = "open", "Open"
    IN_PROGRESS = "in_progress", "In progress"
    STALLED = "stalled", "Stalled"
    PARTLY_FULFILLED = "partly_fulfilled", "Partly fulfilled"
    FULFILLED = "fulfilled", "Fulfilled"
    FULFILLED_LATE = "fulfilled_late", "Fulfilled late"
    BROKEN = "broken", "Broken"
    UNRATEABLE = "unrateable", "Unrateable"
    WITHDRAWN = "withdrawn", "Withdrawn"


UNSETTLED = (Status.OPEN, Status.IN_PROGRESS, Status.STALLED)
"""The statuses of a commitment that later reports may still bear out or contradict."""


class EvidenceState(models.TextChoices):
    """What the accepted evidence says, counted by independent sources."""

    NONE = "none", "No evidence yet"
    SUPPORTING = "supporting", "Supporting"
    MIXED = "mixed", "Mixed"
    CONTRADICTING = "contradicting", "Contradicting"


def made_in_hidden(commitment: str) -> Exists:
    """Whether the promise in column `commitment` was first made in an article that may not be seen."""
    first = CommitmentStatement.objects.filter(commitment=OuterRef(commitment), role=StatementRole.FIRST)
    return Exists(first.exclude(visible(through="statement__article__")))


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible(self) -> CommitmentQuerySet:
        """Promises whose first words stand in an article that may be seen."""
        return self.exclude(made_in_hidden("pk"))

    def hidden(self) -> CommitmentQuerySet:
        return self.filter(made_in_hidden("pk"))

    def standing(self) -> CommitmentQuerySet:
        """Not rejected, and neither is the first statement behind it."""
        return (
            self.visible()
            .exclude(review_state=ReviewState.REJECTED)
            .exclude(sources__role=StatementRole.FIRST, sources__statement__review_state=ReviewState.REJECTED)
        )

    def waiting(self) -> CommitmentQuerySet:
        return self.standing().filter(review_state=ReviewState.SUGGESTED)

    def open(self) -> CommitmentQuerySet:
        """Commitments that new statements are linked to."""
        return self.standing().filter(status__in=UNSETTLED)


class Commitment(Reviewed):
    """`status` and `evidence_state` are caches: of the latest ruling, and of the accepted evidence."""

    person = models.ForeignKey(
        "claims.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments"
    )
    to = models.ForeignKey(
        "claims.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="commitments_received"
    )
    to_text = models.CharField(max_length=300, blank=True, help_text="To whom, where that is not one person")
    title = models.CharField(max_length=300)
    quote = models.TextField(help_text="The promise word for word")
    polarity = models.CharField(max_length=10, choices=Polarity)
    made_on = EDTFField()
    deadline_kind = models.CharField(max_length=12, choices=DeadlineKind, default=DeadlineKind.NONE)
    deadline_on = EDTFField()
    deadline_event = models.CharField(max_length=300, blank=True)
    broken_if = models.TextField(blank=True, help_text="What would show this broken")
    topic = models.CharField(max_length=100, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="commitments"
    )
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN, editable=False)
    evidence_state = models.CharField(max_length=15, choices=EvidenceState, default=EvidenceState.NONE, editable=False)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.MACHINE)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)
    statements = models.ManyToManyField(
        "claims.Statement", through="claims.CommitmentStatement", related_name="commitments"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ("-created_at", "id")
        indexes = [models.Index(fields=["review_state", "status"]), models.Index(fields=["person", "made_on"])]
        permissions = [("rule_commitment", "Can rule on commitments")]
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(name="claims_commitment_has_words", condition=~Q(quote="") & ~Q(title="")),
            models.CheckConstraint(
                name="claims_commitment_dated_deadline",
                condition=~Q(deadline_kind=DeadlineKind.FIXED) | ~Q(deadline_on=""),
            ),
            one_of("claims_commitment_status_is_known", "status", Status),
            one_of("claims_commitment_evidence_state_is_known", "evidence_state", EvidenceState),
            one_of("claims_commitment_polarity_is_known", "polarity", Polarity),
            one_of("claims_commitment_deadline_kind_is_known", "deadline_kind", DeadlineKind),
            one_of("claims_commitment_origin_is_known", "origin", Origin),
            both_or_neither("claims_commitment_edited_who_when", "edited_by", "edited_at"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.pk])

    @property
    def pledge(self) -> tracking.Pledge:
        """What the rules of tracking need to know of it."""
        return tracking.Pledge(
            polarity=self.polarity,
            status=tracking.Status(self.status),
            deadline_kind=self.deadline_kind,
            deadline_on=self.deadline_on,
            made_on=self.made_on,
        )

    @property
    def touched(self) -> bool:
        """A person decided on it or edited it: no machine may change its words any more."""
        return not self.is_suggested or self.edited_at is not None or self.origin == Origin.PERSON


class StatementRole(models.TextChoices):
    FIRST = "first", "First statement"
    RESTATEMENT = "restatement", "Restatement"


class CommitmentStatementQuerySet(models.QuerySet["CommitmentStatement"]):
    def visible(self) -> CommitmentStatementQuerySet:
        """Without restatements that stand where they may not be seen, and without promises that may not be."""
        return self.filter(Q(role=StatementRole.FIRST) | visible(through="statement__article__")).exclude(
            made_in_hidden("commitment")
        )


class CommitmentStatement(Stretch):
    """Where a statement makes the promise: `[start, end)` are the promise's words in the statement's article."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="sources")
    statement = models.ForeignKey("claims.Statement", on_delete=models.PROTECT, related_name="promises")
    role = models.CharField(max_length=12, choices=StatementRole)

    objects = CommitmentStatementQuerySet.as_manager()

    class Meta(Stretch.Meta):
        ordering = ("role", "created_at", "id")
        constraints = [
            *Stretch.Meta.constraints,
            one_of("claims_commitmentstatement_role_is_known", "role", StatementRole),
            models.UniqueConstraint(
                fields=["statement", "start", "end"], name="claims_commitmentstatement_words_promise_once"
            ),
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(role=StatementRole.FIRST),
                name="claims_commitmentstatement_one_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.role}"
