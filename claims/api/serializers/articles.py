"""Articles: what was published. The text comes only with one article at a time."""

from __future__ import annotations

from rest_framework import serializers

from claims.api.serializers.common import EdtfField, LanguageField, PersonRefSerializer, SelfLink, ThingLink, WebLink
from claims.models import Article, Mention, Outlet, Segment


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
