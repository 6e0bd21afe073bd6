"""Commitments: the promise, the statements behind it, and its three separate states."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.common import (
    ActorSerializer,
    EdtfField,
    PersonRefSerializer,
    PlaceSerializer,
    SelfLink,
    WebLink,
    place,
)
from claims.api.serializers.statements import QuotedStatementSerializer
from claims.engine.text import anchor
from claims.models import Commitment, DeadlineKind, StatementRole


class DeadlineSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(source="deadline_kind", choices=DeadlineKind.choices)
    on = EdtfField(source="deadline_on")
    event = serializers.CharField(source="deadline_event", help_text="In words; empty if it is no event")


class SourceSerializer(serializers.Serializer):
    """Where a statement makes the promise. `words` are the promise's, `statement` all that was said."""

    role = serializers.ChoiceField(choices=StatementRole.choices)
    words = PlaceSerializer()
    statement = QuotedStatementSerializer()


class CommitmentSerializer(serializers.ModelSerializer):
    """A promise. What editors make of the finding, what they ruled, and what the evidence says are three things."""

    url = SelfLink("commitment")
    web_url = WebLink()
    timeline_url = serializers.HyperlinkedIdentityField(view_name="api:commitment-timeline")
    person = PersonRefSerializer(allow_null=True)
    to = PersonRefSerializer(allow_null=True)
    made_on = EdtfField()
    deadline = DeadlineSerializer(source="*")
    owner = ActorSerializer(allow_null=True)
    sources = serializers.SerializerMethodField()
    reviewed_by = ActorSerializer(allow_null=True)

    class Meta:
        model = Commitment
        fields = (
            "id",
            "url",
            "web_url",
            "timeline_url",
            "person",
            "to",
            "to_text",
            "title",
            "quote",
            "polarity",
            "made_on",
            "deadline",
            "broken_if",
            "topic",
            "owner",
            "review_state",
            "status",
            "evidence_state",
            "sources",
            "origin",
            "reviewed_by",
            "reviewed_at",
            "created_at",
        )
        read_only_fields = fields

    @extend_schema_field(SourceSerializer(many=True))
    def get_sources(self, commitment: Commitment) -> list[dict[str, Any]]:
        return [
            {
                "role": source.role,
                "words": place(statement.article_id, anchor(statement.article.text, source.span), self),
                "statement": QuotedStatementSerializer(statement, context=self.context).data,
            }
            for source in commitment.sources.all()
            if not (statement := source.statement).is_rejected
        ]
