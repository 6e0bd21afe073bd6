"""Evidence links: how a report bears on a promise, with the exact words of both."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.common import (
    ActorSerializer,
    CommitmentRefSerializer,
    EdtfField,
    PlaceSerializer,
    SelfLink,
    WebLink,
    place,
)
from claims.api.serializers.statements import QuotedStatementSerializer
from claims.models import EvidenceLink, EvidenceSide, Relation, Ruling, Status
from claims.queries.timeline import evidence_dated

_CITO = {
    Relation.CONTRADICTS: "cito:disputes",
    Relation.SUPPORTS: "cito:supports",
    Relation.PARTLY_SUPPORTS: "cito:supports",
    Relation.QUALIFIES: "cito:qualifies",
    Relation.RETRACTS: "cito:retracts",
}
"""CiTO has no word for a restatement, nor for mere context."""
_REFUTES = "cito:refutes"


def cito(link: EvidenceLink) -> str | None:
    """A contradiction disputes a promise, and refutes it once it is ruled broken on the strength of that very link."""
    is_broken = link.commitment.status == Status.BROKEN
    if link.relation == Relation.CONTRADICTS and is_broken and any(_says_broken(one) for one in link.rulings.all()):
        return _REFUTES
    return _CITO.get(Relation(link.relation))


def _says_broken(ruling: Ruling) -> bool:
    return ruling.status == Status.BROKEN


class WordsSerializer(serializers.Serializer):
    """The exact words on both sides."""

    commitment = PlaceSerializer(allow_null=True)
    evidence = PlaceSerializer(allow_null=True)


class EvidenceSerializer(serializers.ModelSerializer):
    """How a report bears on a promise. `score` and `reasons` are the program's, `rationale` is an editor's."""

    url = SelfLink("evidence")
    web_url = WebLink()
    commitment = CommitmentRefSerializer(allow_null=True)
    statement = QuotedStatementSerializer(allow_null=True)
    dated = serializers.SerializerMethodField()
    cito = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField()
    reasons = serializers.ListField(child=serializers.CharField())
    reviewed_by = ActorSerializer(allow_null=True)

    class Meta:
        model = EvidenceLink
        fields = (
            "id",
            "url",
            "web_url",
            "commitment",
            "relation",
            "cito",
            "statement",
            "dated",
            "words",
            "score",
            "reasons",
            "rationale",
            "origin",
            "review_state",
            "reviewed_by",
            "reviewed_at",
            "created_at",
        )
        read_only_fields = fields

    @extend_schema_field(EdtfField())
    def get_dated(self, link: EvidenceLink) -> str | None:
        return evidence_dated(link) or None

    @extend_schema_field(serializers.ChoiceField(choices=sorted({*_CITO.values(), _REFUTES}), allow_null=True))
    def get_cito(self, link: EvidenceLink) -> str | None:
        return cito(link)

    @extend_schema_field(WordsSerializer)
    def get_words(self, link: EvidenceLink) -> dict[str, Any]:
        places = {span.side: place(span.article_id, span, self) for span in link.spans.all()}
        return {side: places.get(side) for side in EvidenceSide.values}
