"""What a client may send."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from claims.engine.parsers import limits
from claims.engine.text import Segment, SegmentKind, Span
from claims.models import BrokenReason, Relation, Status
from claims.models.article import BECAUSE_LENGTH
from claims.models.base import validate_edtf

DATED_SINCE = "EDTF: what may be of then or later; a month or year counts if any of its days does"
DATED_BEFORE = "EDTF: what may be of before then"


class PeriodSerializer(serializers.Serializer):
    """A stretch of time, for what is dated as precisely as it is known."""

    dated_since = serializers.CharField(required=False, validators=[validate_edtf], help_text=DATED_SINCE)
    dated_before = serializers.CharField(required=False, validators=[validate_edtf], help_text=DATED_BEFORE)


class ImportOptionsSerializer(serializers.Serializer):
    """How articles are taken in."""

    check_first = serializers.BooleanField(
        default=False, help_text="Read new articles only after somebody looked at how they were cut up"
    )


class SubmittedTextSerializer(ImportOptionsSerializer):
    """An article as plain text."""

    text = serializers.CharField(trim_whitespace=False)
    name = serializers.CharField(
        max_length=200, required=False, default="Text from the API", help_text="What you call it"
    )


class SubmittedFilesSerializer(ImportOptionsSerializer):
    """Articles as files. Each file is one article, whatever its field is called."""

    file = serializers.ListField(child=serializers.FileField())


class StretchSerializer(serializers.Serializer):
    """What one stretch of a text is. `[start, end)` in code points."""

    kind = serializers.ChoiceField(choices=[kind.value for kind in SegmentKind])
    start = serializers.IntegerField(min_value=0)
    end = serializers.IntegerField(min_value=1)

    def validate(self, given: dict[str, Any]) -> Segment:
        if given["start"] >= given["end"]:
            raise serializers.ValidationError("A stretch ends after its start.", code="bad_stretch")
        return Segment(SegmentKind(given["kind"]), Span(given["start"], given["end"]))


class RecutSerializer(serializers.Serializer):
    """How a text is cut up: its stretches in order and apart. What stands in none of them is left out."""

    segments = serializers.ListField(child=StretchSerializer(), source="stretches", max_length=limits.LINES)


class AcceptEvidenceSerializer(serializers.Serializer):
    relation = serializers.ChoiceField(choices=Relation.choices, required=False, help_text="Another than suggested")
    rationale = serializers.CharField(required=False, allow_blank=True)

    def validate_relation(self, value: str) -> Relation:
        return Relation(value)


class WithdrawalSerializer(serializers.Serializer):
    because = serializers.CharField(
        max_length=BECAUSE_LENGTH,
        required=False,
        allow_blank=True,
        help_text="Why, in one line. Everybody who is asked to look again reads it.",
    )


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
