"""Article: one published text, cut into segments; and the wire cluster that near-identical copies share."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.urls import reverse

from claims.engine.text import SegmentKind
from claims.models.base import EDTFField, Record, Stretch


class WireCluster(Record):
    """Near-identical copies of one report. They count as one independent source."""

    title = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.title


class DateSource(models.TextChoices):
    """Where a parsed date was read. A guess is shown as a guess."""

    JSONLD = "jsonld", "structured data"
    META = "meta", "page metadata"
    WIRE = "wire", "wire header"
    TEXT = "text", "the text"
    CAPTION = "caption", "a caption"
    PERSON = "person", "entered by a person"
    GUESS = "guess", "a guess"


class ArticleQuerySet(models.QuerySet["Article"]):
    def current(self) -> ArticleQuerySet:
        """Articles that no later version supersedes and nobody withdrew."""
        return self.filter(superseded_by__isnull=True, withdrawn_at__isnull=True)


class Article(Record):
    """`text` is normalised once, at import, and never edited: a trigger holds that. Every span points into it."""

    outlet = models.ForeignKey("claims.Outlet", null=True, blank=True, on_delete=models.PROTECT)
    title = models.CharField(max_length=1000)
    deck = models.TextField(blank=True)
    byline = models.CharField(max_length=500, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    text_length = models.GeneratedField(
        expression=Length("text"), output_field=models.PositiveIntegerField(), db_persist=True
    )
    content_hash = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the text")
    language = models.CharField(max_length=35, blank=True, help_text="BCP 47")
    url = models.URLField(max_length=2000, blank=True)
    guid = models.CharField(max_length=500, blank=True)
    published_on = EDTFField()
    published_from = models.CharField(max_length=10, choices=DateSource, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    wire_cluster = models.ForeignKey(
        WireCluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    extracted_by = models.CharField(max_length=50, blank=True, help_text="Version of the extractor that last read it")
    extracted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = [models.Index(fields=["-created_at", "id"]), models.Index(fields=["published_on"])]
        permissions = [("import_article", "Can import articles")]
        constraints = [
            models.CheckConstraint(name="claims_article_has_text", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="claims_article_date_has_source",
                condition=models.Q(published_on="", published_from="")
                | (~models.Q(published_on="") & ~models.Q(published_from="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def source_key(self) -> str:
        """Articles with the same key are one independent source."""
        return f"cluster:{self.wire_cluster_id}" if self.wire_cluster_id else f"article:{self.pk}"


class Segment(Stretch):
    """What one stretch of an article is: headline, caption, paragraph …"""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value.replace("_", " ")) for kind in SegmentKind])
    language = models.CharField(max_length=35, blank=True)

    class Meta(Stretch.Meta):
        ordering = ("position",)
        constraints = [
            *Stretch.Meta.constraints,
            models.UniqueConstraint(fields=["article", "position"], name="claims_segment_one_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.start}–{self.end}"
