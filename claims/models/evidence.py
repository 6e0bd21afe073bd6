"""Evidence link: how a later report bears on a commitment, with the exact words on both sides."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from claims.engine.linking.findings import Relation as EngineRelation
from claims.models.article import visible
from claims.models.base import Anchored, Origin, Reviewed, ReviewState, one_of
from claims.models.commitment import Commitment, made_in_hidden


class Relation(models.TextChoices):
    CONTRADICTS = EngineRelation.CONTRADICTS.value, "Contradicts"
    SUPPORTS = EngineRelation.SUPPORTS.value, "Supports"
    PARTLY_SUPPORTS = EngineRelation.PARTLY_SUPPORTS.value, "Partly supports"
    QUALIFIES = EngineRelation.QUALIFIES.value, "Qualifies"
    RESTATES = EngineRelation.RESTATES.value, "Restates"
    RETRACTS = EngineRelation.RETRACTS.value, "Retracts"
    CONTEXT = EngineRelation.CONTEXT.value, "Context"


class EvidenceQuerySet(models.QuerySet["EvidenceLink"]):
    def reported(self) -> EvidenceQuerySet:
        """Links whose report may be seen."""
        report = EvidenceSpan.objects.filter(link=OuterRef("pk"), side=EvidenceSide.EVIDENCE)
        said = Q(statement__isnull=True) | visible(through="statement__article__")
        return self.filter(said).exclude(Exists(report.exclude(visible(through="article__"))))

    def visible(self) -> EvidenceQuerySet:
        """Links of which both ends may be seen."""
        return self.reported().exclude(made_in_hidden("commitment"))

    def hidden(self) -> EvidenceQuerySet:
        return self.exclude(pk__in=self.visible().order_by().values("pk"))

    def waiting(self) -> EvidenceQuerySet:
        """Suggestions worth a look: neither end was rejected meanwhile, so undoing that brings them back."""
        return (
            self.reported()
            .filter(review_state=ReviewState.SUGGESTED, commitment__in=Commitment.objects.standing())
            .exclude(statement__review_state=ReviewState.REJECTED)
        )

    def accepted(self) -> EvidenceQuerySet:
        """The evidence that counts: accepted, and its report neither withdrawn nor under embargo."""
        return self.reported().filter(review_state=ReviewState.ACCEPTED)

    def standing(self) -> EvidenceQuerySet:
        return self.visible().exclude(review_state=ReviewState.REJECTED)


class EvidenceLink(Reviewed):
    """A commitment and a later statement or, with no `statement`, a passage that its evidence span marks.

    `score` and `reasons` are the machine's; `rationale` is a person's.
    """

    commitment = models.ForeignKey("claims.Commitment", on_delete=models.CASCADE, related_name="evidence")
    statement = models.ForeignKey(
        "claims.Statement", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence"
    )
    relation = models.CharField(max_length=16, choices=Relation)
    score = models.FloatField(null=True, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    rationale = models.TextField(blank=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.MACHINE)

    objects = EvidenceQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ("-score", "created_at", "id")
        indexes = [models.Index(fields=["review_state", "relation"])]
        constraints = [
            *Reviewed.Meta.constraints,
            one_of("claims_evidencelink_relation_is_known", "relation", Relation),
            one_of("claims_evidencelink_origin_is_known", "origin", Origin),
            models.UniqueConstraint(fields=["commitment", "statement"], name="claims_evidencelink_once_per_pair"),
            models.CheckConstraint(
                name="claims_evidencelink_score_is_a_share",
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
            ),
            models.CheckConstraint(
                name="claims_evidencelink_machine_gives_a_score",
                condition=~Q(origin=Origin.MACHINE) | Q(score__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_relation_display()}: {self.commitment}"

    def get_absolute_url(self) -> str:
        return f"{self.commitment.get_absolute_url()}#evidence-{self.pk}"


class EvidenceSide(models.TextChoices):
    COMMITMENT = "commitment", "The promise"
    EVIDENCE = "evidence", "The report"


class EvidenceSpan(Anchored):
    """The exact words a link rests on, on one side of it."""

    link = models.ForeignKey(EvidenceLink, on_delete=models.CASCADE, related_name="spans")
    side = models.CharField(max_length=10, choices=EvidenceSide)
    article = models.ForeignKey("claims.Article", on_delete=models.PROTECT, related_name="+")

    class Meta(Anchored.Meta):
        ordering = ("side",)
        constraints = [
            *Anchored.Meta.constraints,
            one_of("claims_evidencespan_side_is_known", "side", EvidenceSide),
            models.UniqueConstraint(fields=["link", "side"], name="claims_evidencespan_one_per_side"),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.exact[:60]}"
