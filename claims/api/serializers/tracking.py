"""Rulings and follow-ups: what was decided on a promise, and what is to be done next."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.serializers.common import ActorSerializer, CommitmentRefSerializer, SelfLink, WebLink
from claims.models import FollowUp, Ruling


class EvidenceRefSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    url = serializers.URLField()


class RulingSerializer(serializers.ModelSerializer):
    """A dated decision on a promise's status. It never changes: a later ruling corrects it."""

    url = SelfLink("ruling")
    web_url = WebLink(of="commitment", anchor="ruling")
    commitment = CommitmentRefSerializer(allow_null=True)
    ruled_by = ActorSerializer()
    evidence = serializers.SerializerMethodField()

    class Meta:
        model = Ruling
        fields = (
            "id",
            "url",
            "web_url",
            "commitment",
            "status",
            "broken_reason",
            "rationale",
            "evidence",
            "ruled_by",
            "ruled_at",
            "created_at",
        )
        read_only_fields = fields

    @extend_schema_field(EvidenceRefSerializer(many=True))
    def get_evidence(self, ruling: Ruling) -> list[dict[str, Any]]:
        """Addresses only: a link that it rested on may have been taken back since."""
        request = self.context["request"]
        return [
            {"id": str(link.pk), "url": reverse("api:evidence-detail", args=[link.pk], request=request)}
            for link in ruling.links.all()
        ]


class FollowUpSerializer(serializers.ModelSerializer):
    """What to do next on a promise, by whom and by when."""

    url = SelfLink("follow-up")
    web_url = WebLink(of="commitment", anchor="follow-up")
    commitment = CommitmentRefSerializer(allow_null=True)
    assignee = ActorSerializer(allow_null=True)
    created_by = ActorSerializer(allow_null=True)
    closed_by = ActorSerializer(allow_null=True)

    class Meta:
        model = FollowUp
        fields = (
            "id",
            "url",
            "web_url",
            "commitment",
            "title",
            "kind",
            "assignee",
            "due_on",
            "state",
            "snoozed_until",
            "note",
            "origin",
            "created_by",
            "created_at",
            "closed_by",
            "closed_at",
        )
        read_only_fields = fields
