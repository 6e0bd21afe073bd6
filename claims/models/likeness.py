"""Likeness: the signatures by which near-identical texts are found, and pairs of them that wait for an editor.

Which articles stand in one wire cluster follows from the accepted pairs, and from nothing else.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q

from claims.engine import duplicates
from claims.models.article import Article, visible
from claims.models.base import Reviewed, ReviewState


def body_of(article: Article) -> str:
    """What of an article is compared with others. Reads its segments."""
    return duplicates.body(article.text, article.cut())


class ArticleSignature(models.Model):
    """What is kept of an article's body to compare it by: samples of its wording, its names and its numbers.

    It is written once, for texts never change. One that the engine cannot read any more is made anew.
    """

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.CASCADE, related_name="signature")
    data = models.BinaryField(help_text="duplicates.Signature.to_bytes()")
    looked_up_at = models.DateTimeField(
        null=True, blank=True, help_text="When the article was held against all that were signed by then"
    )

    def __str__(self) -> str:
        return f"signature of {self.article_id}"


class SignatureKey(models.Model):
    """A key under which a signature is filed: near texts have some in common."""

    signature = models.ForeignKey(ArticleSignature, on_delete=models.CASCADE, related_name="keys", db_index=False)
    key = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(name="claims_signaturekey_latest", fields=["key", "-id"])]
        constraints = [models.UniqueConstraint(name="claims_signaturekey_once", fields=["signature", "key"])]

    def __str__(self) -> str:
        return f"{self.key:08x}"


class ClusterProposalQuerySet(models.QuerySet["ClusterProposal"]):
    def visible(self) -> ClusterProposalQuerySet:
        return self.filter(visible(through="first__") & visible(through="second__"))

    def waiting(self) -> ClusterProposalQuerySet:
        """What an editor is asked: no pairs with an article that a newer version replaces, and none that stands in one
        cluster already, by way of others.
        """
        together = Q(first__wire_cluster__isnull=False, first__wire_cluster=F("second__wire_cluster"))
        current = Q(first__superseded_by__isnull=True, second__superseded_by__isnull=True)
        return self.visible().filter(~together, current, review_state=ReviewState.SUGGESTED)

    def of(self, article: Article) -> ClusterProposalQuerySet:
        return self.filter(Q(first=article) | Q(second=article))


class ClusterProposal(Reviewed):
    """Two articles that may tell one report in nearly the same words, in the order of their ids. Accepted, they do."""

    first = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    jaccard = models.FloatField(help_text="Of all wording of both, how much stands in both")
    containment = models.FloatField(help_text="Of the wording of the shorter one, how much stands in the longer one")
    facts = models.FloatField(help_text="Of the numbers or names of the one with fewer, how many the other one has")
    moved = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="What accepting it moved: article → its cluster before, or nothing",
    )

    objects = ClusterProposalQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ("-containment", "-jaccard", "id")
        indexes = [models.Index(fields=["review_state", "-containment"])]
        constraints = [
            *Reviewed.Meta.constraints,
            models.UniqueConstraint(name="claims_clusterproposal_once_per_pair", fields=["first", "second"]),
            models.CheckConstraint(name="claims_clusterproposal_in_order", condition=Q(first__lt=F("second"))),
            models.CheckConstraint(
                name="claims_clusterproposal_likeness_is_shares",
                condition=Q(
                    jaccard__gte=0, jaccard__lte=1, containment__gte=0, containment__lte=1, facts__gte=0, facts__lte=1
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"

    @classmethod
    def between(cls, one: Article, other: Article, likeness: duplicates.Likeness) -> ClusterProposal:
        """The suggestion, not saved yet, whichever of the two comes first."""
        first, second = sorted((one, other), key=lambda article: article.pk)
        columns: dict[str, Any] = {
            "jaccard": likeness.jaccard,
            "containment": likeness.containment,
            "facts": likeness.facts,
        }
        return cls(first=first, second=second, **columns)
