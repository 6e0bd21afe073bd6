"""Article: one published text, cut into segments; and the wire cluster that near-identical copies share.

Whether a text may be seen is decided here, once, for every edge: `visible` and the querysets that build on it.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Now
from django.urls import reverse

from claims.engine.text import SegmentKind
from claims.models.base import EDTFField, Record, Stretch, one_of


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


class PublishingStatus(models.TextChoices):
    """What its sender says may be done with it (IPTC)."""

    USABLE = "usable", "Usable"
    WITHHELD = "withheld", "Withheld"
    CANCELED = "canceled", "Cancelled"


def visible(at: datetime | None = None, *, through: str = "") -> Q:
    """The one rule on what may be seen: usable, not withdrawn, and no embargo holds. `through` leads to the article.

    Without `at` it is the database's clock that says whether an embargo holds: an article comes out at its time by
    itself, on every list, and no caller can forget to ask.
    """
    when = Now() if at is None else at
    usable = Q(**{f"{through}withdrawn_at__isnull": True, f"{through}status": PublishingStatus.USABLE})
    return usable & (Q(**{f"{through}embargoed_until__isnull": True}) | Q(**{f"{through}embargoed_until__lte": when}))


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible(self, at: datetime | None = None) -> ArticleQuerySet:
        """What everybody who may read may see; by the database's clock without `at`."""
        return self.filter(visible(at))

    def hidden(self, at: datetime | None = None) -> ArticleQuerySet:
        """The rest: withdrawn, withheld or under embargo. Only those who import see it, and only by asking for it."""
        return self.exclude(visible(at))

    def current(self) -> ArticleQuerySet:
        """Visible articles that no later version supersedes. A version that is still hidden supersedes nothing."""
        return self.visible().filter(superseded_by__isnull=True)


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
    provider = models.CharField(max_length=200, blank=True, help_text="Who sent it: the guid is theirs")
    guid = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=500, blank=True, help_text="As the sender counts")
    revision = models.PositiveIntegerField(default=1, help_text="Which of the versions of its guid that came in")
    original = models.ForeignKey(
        "claims.Original", null=True, blank=True, on_delete=models.PROTECT, related_name="articles"
    )
    original_where = models.CharField(max_length=1000, blank=True, help_text="Which item of the original file")
    published_on = EDTFField()
    published_from = models.CharField(max_length=10, choices=DateSource, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, help_text="The moment, where the sender gives one")
    updated_at_source = models.DateTimeField(null=True, blank=True, help_text="When the sender last changed it")
    status = models.CharField(max_length=10, choices=PublishingStatus, default=PublishingStatus.USABLE)
    embargoed_until = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When it was noticed that the embargo was over"
    )
    usage_terms = models.TextField(blank=True)
    copyright = models.CharField(max_length=500, blank=True)
    editors_note = models.TextField(blank=True)
    warnings = models.JSONField(default=list, blank=True, help_text="What may be wrong with it, a sentence each")
    field_sources = models.JSONField(default=dict, blank=True, help_text="Field → where its value was read")
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
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Nobody, where its sender withdrew it",
    )

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = [
            models.Index(fields=["-created_at", "id"]),
            models.Index(fields=["published_on"]),
            # Beside the partial unique one below: SQLite does not see that a guid given as a parameter is not "".
            models.Index(name="claims_article_line", fields=["guid", "provider"]),
            models.Index(
                name="claims_article_to_release",
                fields=["embargoed_until"],
                condition=Q(embargoed_until__isnull=False, released_at__isnull=True),
            ),
        ]
        permissions = [("import_article", "Can import articles")]
        constraints = [
            models.CheckConstraint(name="claims_article_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="claims_article_date_has_source",
                condition=Q(published_on="", published_from="") | (~Q(published_on="") & ~Q(published_from="")),
            ),
            one_of("claims_article_status_is_known", "status", PublishingStatus),
            models.UniqueConstraint(
                name="claims_article_one_per_revision",
                fields=["guid", "provider", "revision"],
                condition=~Q(guid=""),
            ),
            models.CheckConstraint(
                name="claims_article_withdrawn_by_at",
                condition=Q(withdrawn_by__isnull=True) | Q(withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    def is_visible(self, at: datetime) -> bool:
        """The rule of `visible`, for one article at hand."""
        free = self.embargoed_until is None or self.embargoed_until <= at
        return free and self.withdrawn_at is None and self.status == PublishingStatus.USABLE

    @property
    def source_key(self) -> str:
        """Articles with the same key are one independent source: copies of a report, and versions of one item."""
        if self.wire_cluster_id:
            return f"cluster:{self.wire_cluster_id}"
        return f"item:{self.provider}:{self.guid}" if self.guid else f"article:{self.pk}"


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
