"""What a client may send."""

from __future__ import annotations

from rest_framework import serializers

from claims.models import BrokenReason, Relation, Status
from claims.models.base import validate_edtf

DATED_SINCE = "EDTF: what may be of then or later; a month or year counts if any of its days does"
DATED_BEFORE = "EDTF: what may be of before then"


class PeriodSerializer(serializers.Serializer):
    """A stretch of time, for what is dated as precisely as it is known."""

    dated_since = serializers.CharField(required=False, validators=[validate_edtf], help_text=DATED_SINCE)
    dated_before = serializers.CharField(required=False, validators=[validate_edtf], help_text=DATED_BEFORE)


class SubmittedTextSerializer(serializers.Serializer):
    """An article as plain text."""

    text = serializers.CharField(trim_whitespace=False)
    name = serializers.CharField(
        max_length=200, required=False, default="Text from the API", help_text="What you call it"
    )


class SubmittedFilesSerializer(serializers.Serializer):
    """Articles as files. Each file is one article, whatever its field is called."""

    file = serializers.ListField(child=serializers.FileField())


class AcceptEvidenceSerializer(serializers.Serializer):
    relation = serializers.ChoiceField(choices=Relation.choices, required=False, help_text="Another than suggested")
    rationale = serializers.CharField(required=False, allow_blank=True)

    def validate_relation(self, value: str) -> Relation:
        return Relation(value)


class NewRulingSerializer(serializers.Serializer):
    status = serializers.ChoiceField(choices=Status.choices)
    rationale = serializers.CharField()
    broken_reason = serializers.ChoiceField(choices=BrokenReason.choices, required=False, help_text="If broken: how")
    evidence = serializers.ListField(
        child=serializers.UUIDField(), source="link_ids", required=False, help_text="Accepted links that justify it"
    )
    latest_ruling = serializers.UUIDField(
        source="latest_ruling_id", allow_null=True, help_text="The last one you saw; null if there was none"
    )

    def validate_status(self, value: str) -> Status:
        return Status(value)
