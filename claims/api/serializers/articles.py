"""Articles: what was published. The text comes only with one article at a time."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.serializers.common import (
    ActorSerializer,
    EdtfField,
    LanguageField,
    PersonRefSerializer,
    SelfLink,
    ThingLink,
    WebLink,
)
from claims.models import Article, Mention, Outlet, PublishingStatus, Segment


class OutletSerializer(serializers.ModelSerializer):
    language = LanguageField()

    class Meta:
        model = Outlet
        fields = ("id", "name", "domain", "country", "language")
        read_only_fields = fields


class SegmentSerializer(serializers.ModelSerializer):
    """What one stretch of the text is. `[start, end)` in code points."""

    language = LanguageField()

    class Meta:
        model = Segment
        fields = ("kind", "start", "end", "language")


class MentionSerializer(serializers.ModelSerializer):
    """A name as it stands in the text. `person` is null until somebody knows who that is."""

    person = PersonRefSerializer(allow_null=True)

    class Meta:
        model = Mention
        fields = ("exact", "start", "end", "kind", "person")


class ArticleSerializer(serializers.ModelSerializer):
    """One published text, without the text."""

    url = SelfLink("article")
    web_url = WebLink()
    original_url = serializers.URLField(source="url", help_text="Where it was published; empty if not known")
    outlet = OutletSerializer(allow_null=True)
    language = LanguageField()
    published_on = EdtfField(help_text="Ends in `~` where the program guessed it")
    warnings = serializers.ListField(child=serializers.CharField(), help_text="What may be wrong with it")
    wire_cluster = serializers.UUIDField(
        source="wire_cluster_id",
        allow_null=True,
        help_text="Articles with the same one tell one report, as an editor said, and count as one independent source",
    )
    supersedes = ThingLink("article")
    superseded_by = ThingLink("article")

    class Meta:
        model = Article
        fields: tuple[str, ...] = (
            "id",
            "url",
            "web_url",
            "original_url",
            "outlet",
            "title",
            "deck",
            "byline",
            "dateline",
            "language",
            "published_on",
            "published_from",
            "published_at",
            "guid",
            "version",
            "copyright",
            "usage_terms",
            "warnings",
            "text_length",
            "wire_cluster",
            "supersedes",
            "superseded_by",
            "awaits_check",
            "extracted_at",
            "created_at",
        )
        read_only_fields = fields


class WholeArticleSerializer(ArticleSerializer):
    """One published text. Every span of this API points into `text`, in code points."""

    segments = SegmentSerializer(many=True)
    mentions = MentionSerializer(many=True)

    class Meta(ArticleSerializer.Meta):
        fields = (*ArticleSerializer.Meta.fields, "text", "segments", "mentions")
        read_only_fields = fields


class ArticleStandingSerializer(serializers.ModelSerializer):
    """Who may see an article and who decided it. With `usable` and neither withdrawn nor under embargo: everybody."""

    url = SelfLink("article")
    web_url = WebLink()
    publishing_status = serializers.ChoiceField(
        source="status", choices=PublishingStatus.choices, help_text="What its sender says may be done with it"
    )
    withdrawn_by = ActorSerializer(allow_null=True, help_text="Null, if withdrawn, where its sender did it")
    released_by = ActorSerializer(allow_null=True, help_text="Who lifted what its sender had put on it")
    run = serializers.SerializerMethodField(help_text="The run that reads it now; null if none has to")

    class Meta:
        model = Article
        fields = (
            "id",
            "url",
            "web_url",
            "title",
            "publishing_status",
            "embargoed_until",
            "withdrawn_at",
            "withdrawn_by",
            "withdrawn_because",
            "released_at",
            "released_by",
            "run",
        )
        read_only_fields = fields

    @extend_schema_field({"type": ["string", "null"], "format": "uri"})
    def get_run(self, article: Article) -> Any:
        run_id = self.context.get("run_id")
        return run_id and reverse("api:run-detail", args=[run_id], request=self.context["request"])
