"""What representations share: links, references to other nouns, dates, languages and places in a text."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.engine.text import Anchor
from claims.models import Article, Commitment, Person, Statement, User
from claims.models.base import Anchored


@extend_schema_field(
    {"type": ["string", "null"], "examples": ["2023-11"], "description": "EDTF: a day, month or year."}
)
class EdtfField(serializers.CharField):
    def to_representation(self, value: str) -> Any:
        return value or None


@extend_schema_field({"type": ["string", "null"], "examples": ["en"], "description": "BCP 47."})
class LanguageField(serializers.CharField):
    def to_representation(self, value: str) -> Any:
        return value or None


class SelfLink(serializers.HyperlinkedIdentityField):
    """The address of this very thing in the API."""

    def __init__(self, noun: str, **kwargs: Any) -> None:
        super().__init__(view_name=f"api:{noun}-detail", **kwargs)


class ThingLink(serializers.HyperlinkedRelatedField):
    """The address of another thing in the API; null if there is none."""

    def __init__(self, noun: str, **kwargs: Any) -> None:
        super().__init__(view_name=f"api:{noun}-detail", read_only=True, allow_null=True, **kwargs)


class WebLink(serializers.Field):
    """The page on the site that shows it: its own or, through `of`, its place on that of what it belongs to.

    `anchor` is how the ids of its kind begin there.
    """

    def __init__(self, of: str = "", anchor: str = "", **kwargs: Any) -> None:
        self.of, self.anchor = of, anchor
        super().__init__(source="*", read_only=True, **kwargs)

    def to_representation(self, row: Any) -> str:
        shown = getattr(row, self.of) if self.of else row
        place = f"#{self.anchor}-{row.pk}" if self.anchor else ""
        return self.context["request"].build_absolute_uri(shown.get_absolute_url() + place)


extend_schema_field({"type": "string", "format": "uri"})(WebLink)


class UnlessRejected(serializers.ModelSerializer):
    """A nested finding. One that an editor rejected is shown as null: it does not leave through a side door."""

    def to_representation(self, instance: Any) -> Any:
        return None if instance.is_rejected else super().to_representation(instance)


class ActorSerializer(serializers.ModelSerializer):
    """A member of the newsroom."""

    name = serializers.CharField(source="__str__", read_only=True)

    class Meta:
        model = User
        fields = ("username", "name")
        read_only_fields = fields


class PersonRefSerializer(UnlessRejected):
    url = SelfLink("person")

    class Meta:
        model = Person
        fields = ("id", "name", "review_state", "url")
        read_only_fields = fields


class ArticleRefSerializer(serializers.ModelSerializer):
    published_on = EdtfField()
    url = SelfLink("article")

    class Meta:
        model = Article
        fields = ("id", "title", "published_on", "url")
        read_only_fields = fields


class StatementRefSerializer(UnlessRejected):
    url = SelfLink("statement")

    class Meta:
        model = Statement
        fields = ("id", "text", "review_state", "url")
        read_only_fields = fields


class CommitmentRefSerializer(UnlessRejected):
    url = SelfLink("commitment")

    class Meta:
        model = Commitment
        fields = ("id", "title", "review_state", "url")
        read_only_fields = fields


def constant(value: str) -> serializers.Field:
    """A field that is always the same, described as such."""
    described = extend_schema_field({"type": "string", "const": value})(type(value, (serializers.CharField,), {}))
    return described()


class TextPositionSelectorSerializer(serializers.Serializer):
    """Code points into the article's `text`: `[start, end)`."""

    type = constant("TextPositionSelector")
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)


class TextQuoteSelectorSerializer(serializers.Serializer):
    """The words themselves, with a little of what stands around them."""

    type = constant("TextQuoteSelector")
    exact = serializers.CharField()
    prefix = serializers.CharField(allow_blank=True)
    suffix = serializers.CharField(allow_blank=True)


@extend_schema_field(
    PolymorphicProxySerializer(
        component_name="Selector",
        serializers={
            "TextPositionSelector": TextPositionSelectorSerializer,
            "TextQuoteSelector": TextQuoteSelectorSerializer,
        },
        resource_type_field_name="type",
        many=True,
    )
)
class SelectorsField(serializers.ListField):
    """The selectors of one place, each of which finds it."""


class PlaceSerializer(serializers.Serializer):
    """A stretch of an article as a W3C Web Annotation target: both selectors mark the same words."""

    type = constant("SpecificResource")
    source = serializers.URLField(help_text="The article, in this API")  # type: ignore[assignment]
    selector = SelectorsField()


def place(article_id: Any, words: Anchored | Anchor, serializer: serializers.BaseSerializer) -> dict[str, Any]:
    """`words` of that article in the shape of `PlaceSerializer`."""
    return {
        "type": "SpecificResource",
        "source": reverse("api:article-detail", args=[article_id], request=serializer.context["request"]),
        "selector": [
            {"type": "TextPositionSelector", "start": words.span.start, "end": words.span.end},
            {"type": "TextQuoteSelector", "exact": words.exact, "prefix": words.prefix, "suffix": words.suffix},
        ],
    }
