"""Statement: words attributed to somebody, with where they stand and how they reached the page."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse

from claims.engine.extraction.findings import Sourcing as EngineSourcing
from claims.engine.extraction.findings import StatementKind as EngineStatementKind
from claims.models.article import visible
from claims.models.base import Anchored, EDTFField, Origin, Reviewed, ReviewState, both_or_neither, one_of


class StatementKind(models.TextChoices):
    DIRECT = EngineStatementKind.DIRECT.value, "Direct"
    INDIRECT = EngineStatementKind.INDIRECT.value, "Indirect"
    MIXED = EngineStatementKind.MIXED.value, "Mixed"


class Sourcing(models.TextChoices):
    ON_RECORD = EngineSourcing.ON_RECORD.value, "On the record"
    PARAPHRASED = EngineSourcing.PARAPHRASED.value, "Paraphrased"
    THIRD_PARTY = EngineSourcing.THIRD_PARTY.value, "Reported by a third party"


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible(self) -> StatementQuerySet:
        """Statements of articles that may be seen."""
        return self.filter(visible(through="article__"))

    def hidden(self) -> StatementQuerySet:
        return self.exclude(visible(through="article__"))

    def waiting(self) -> StatementQuerySet:
        return self.visible().filter(review_state=ReviewState.SUGGESTED)

    def standing(self) -> StatementQuerySet:
        """Suggested or accepted: everything a reader may see marked as such."""
        return self.visible().exclude(review_state=ReviewState.REJECTED)

    def unresolved(self) -> StatementQuerySet:
        """Statements whose speaker is not known yet. They wait in a queue and never vanish."""
        return self.standing().filter(speaker__isnull=True)

    def dated(self) -> StatementQuerySet:
        """Adds `dated`: when it was said, else when it was published, else `""` (EDTF)."""
        return self.annotate(
            dated=Case(
                When(~Q(said_on=""), then=F("said_on")),
                default=F("article__published_on"),
                output_field=models.CharField(),
            )
        )


class Statement(Reviewed):
    """`[start, end)` is the smallest stretch of the article that holds all its content spans."""

    article = models.ForeignKey("claims.Article", on_delete=models.CASCADE, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField(help_text="The content spans, joined")
    kind = models.CharField(max_length=10, choices=StatementKind)
    sourcing = models.CharField(max_length=12, choices=Sourcing)
    speaker = models.ForeignKey(
        "claims.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )
    speaker_text = models.CharField(max_length=500, blank=True, help_text="The source as written")
    addressee = models.ForeignKey(
        "claims.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="statements_heard"
    )
    venue = models.CharField(max_length=300, blank=True)
    said_on = EDTFField()
    within = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="nested")
    via = models.CharField(max_length=300, blank=True, help_text="Who relayed it, as written")
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.MACHINE)
    confidence = models.FloatField(null=True, blank=True)
    rule = models.CharField(max_length=100, blank=True, help_text="Which rule or model proposed it")
    extractor = models.CharField(max_length=50, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField(null=True, blank=True)

    objects = StatementQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ("article", "start", "-end")
        indexes = [models.Index(fields=["review_state", "created_at"]), models.Index(fields=["speaker", "said_on"])]
        permissions = [("review_statement", "Can accept, reject and correct findings")]
        constraints = [
            *Reviewed.Meta.constraints,
            models.CheckConstraint(name="claims_statement_end_after_start", condition=Q(end__gt=F("start"))),
            models.UniqueConstraint(fields=["article", "start", "end"], name="claims_statement_once_per_span"),
            models.CheckConstraint(name="claims_statement_not_within_itself", condition=~Q(within=F("id"))),
            models.CheckConstraint(
                name="claims_statement_confidence_is_a_share",
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
            ),
            one_of("claims_statement_kind_is_known", "kind", StatementKind),
            one_of("claims_statement_sourcing_is_known", "sourcing", Sourcing),
            one_of("claims_statement_origin_is_known", "origin", Origin),
            both_or_neither("claims_statement_edited_who_when", "edited_by", "edited_at"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    def get_absolute_url(self) -> str:
        return f"{reverse('article', args=[self.article_id])}#statement-{self.pk}"

    @property
    def touched(self) -> bool:
        """A person decided on it or corrected it: no machine may change it any more."""
        return not self.is_suggested or self.edited_at is not None or self.origin == Origin.PERSON

    @property
    def speaker_name(self) -> str:
        """The resolved speaker, else the source as written. Somebody rejected as a person is nobody."""
        return self.speaker.name if self.speaker and not self.speaker.is_rejected else self.speaker_text


class SpanRole(models.TextChoices):
    CONTENT = "content", "Content"
    CUE = "cue", "Cue"
    SOURCE = "source", "Source"


class StatementSpan(Anchored):
    """One stretch of a statement: a part of its content, its cue ("said") or its source ("the minister")."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="spans")
    role = models.CharField(max_length=10, choices=SpanRole)

    class Meta(Anchored.Meta):
        ordering = ("role", "start")
        constraints = [
            *Anchored.Meta.constraints,
            one_of("claims_statementspan_role_is_known", "role", SpanRole),
            models.UniqueConstraint(
                fields=["statement", "role", "start", "end"], name="claims_statementspan_once_per_role"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.exact[:60]}"
