"""Timelines: dated entries, each with the thing itself."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from claims.api.serializers.commitments import CommitmentSerializer
from claims.api.serializers.common import EdtfField
from claims.api.serializers.evidence import EvidenceSerializer
from claims.api.serializers.statements import QuotedStatementSerializer
from claims.api.serializers.tracking import RulingSerializer
from claims.models import ReviewState
from claims.queries.timeline import Entry, EntryKind

_SERIALIZER_OF: dict[EntryKind, type[serializers.ModelSerializer]] = {
    EntryKind.COMMITMENT: CommitmentSerializer,
    EntryKind.STATEMENT: QuotedStatementSerializer,
    EntryKind.EVIDENCE: EvidenceSerializer,
    EntryKind.RULING: RulingSerializer,
}


class EntrySerializer(serializers.Serializer):
    """One thing on a timeline. `object` is a commitment, statement, evidence link or ruling, as `kind` says."""

    date = EdtfField()
    kind = serializers.ChoiceField(choices=[kind.value for kind in EntryKind])
    review_state = serializers.SerializerMethodField()
    object = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ChoiceField(choices=ReviewState.choices, allow_null=True))
    def get_review_state(self, entry: Entry) -> str | None:
        """Null for a ruling, which is a decision itself."""
        return getattr(entry.subject, "review_state", None)

    @extend_schema_field(
        PolymorphicProxySerializer(
            component_name="TimelineObject",
            serializers=list(_SERIALIZER_OF.values()),
            resource_type_field_name=None,
        )
    )
    def get_object(self, entry: Entry) -> Any:
        return _SERIALIZER_OF[entry.kind](entry.subject, context=self.context).data
