"""Statements: the words, who said them, where they stand and how they reached the page."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.common import (
    ActorSerializer,
    ArticleRefSerializer,
    CommitmentRefSerializer,
    EdtfField,
    PersonRefSerializer,
    PlaceSerializer,
    SelfLink,
    StatementRefSerializer,
    UnlessRejected,
    WebLink,
    place,
)
from claims.models import SpanRole, Statement
from claims.queries import sourcing


class StepSerializer(serializers.Serializer):
    """One hand the words passed through, from the speaker outwards."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in sourcing.StepKind])
    name = serializers.CharField(help_text="As resolved, else as written")
    person = PersonRefSerializer(allow_null=True)
    to = serializers.CharField(help_text="Whom they told; empty if not known")
    to_person = PersonRefSerializer(allow_null=True)
    summary = serializers.CharField(source="__str__", help_text="In words")


class SpanSerializer(PlaceSerializer):
    role = serializers.ChoiceField(choices=SpanRole.choices)


class QuotedStatementSerializer(UnlessRejected):
    """Words attributed to somebody, as they are shown inside something else."""

    url = SelfLink("statement")
    web_url = WebLink()
    article = ArticleRefSerializer()
    speaker = PersonRefSerializer(allow_null=True)
    addressee = PersonRefSerializer(allow_null=True)
    said_on = EdtfField()
    within = StatementRefSerializer(allow_null=True)
    sourcing_chain = serializers.SerializerMethodField()
    spans = serializers.SerializerMethodField()
    reviewed_by = ActorSerializer(allow_null=True)

    class Meta:
        model = Statement
        fields: tuple[str, ...] = (
            "id",
            "url",
            "web_url",
            "article",
            "text",
            "kind",
            "speaker",
            "speaker_text",
            "addressee",
            "venue",
            "said_on",
            "within",
            "via",
            "sourcing",
            "sourcing_chain",
            "spans",
            "origin",
            "confidence",
            "rule",
            "review_state",
            "reviewed_by",
            "reviewed_at",
            "created_at",
        )
        read_only_fields = fields

    @extend_schema_field(StepSerializer(many=True))
    def get_sourcing_chain(self, statement: Statement) -> Any:
        return StepSerializer(sourcing.chain(statement), many=True, context=self.context).data

    @extend_schema_field(SpanSerializer(many=True))
    def get_spans(self, statement: Statement) -> list[dict[str, Any]]:
        return [{"role": span.role, **place(statement.article_id, span, self)} for span in statement.spans.all()]


class StatementSerializer(QuotedStatementSerializer):
    """Words attributed to somebody, with the promises that they make."""

    commitments = serializers.SerializerMethodField()

    class Meta(QuotedStatementSerializer.Meta):
        fields = (*QuotedStatementSerializer.Meta.fields, "commitments")
        read_only_fields = fields

    def to_representation(self, instance: Statement) -> Any:
        """Asked for by itself, a rejected statement is shown, and says that it is."""
        return serializers.ModelSerializer.to_representation(self, instance)

    @extend_schema_field(CommitmentRefSerializer(many=True))
    def get_commitments(self, statement: Statement) -> Any:
        promises = [one.commitment for one in statement.promises.all() if not one.commitment.is_rejected]
        return CommitmentRefSerializer(promises, many=True, context=self.context).data
