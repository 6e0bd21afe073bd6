"""The ledger as a feed: who changed what, when, before and after."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.reads import LEDGER_NOUNS
from claims.api.serializers.common import ActorSerializer
from claims.models import AuditEvent
from claims.queries.visibility import FOR_EDITORS


class TargetSerializer(serializers.Serializer):
    type = serializers.ChoiceField(source="target_type", choices=LEDGER_NOUNS)
    id = serializers.UUIDField(source="target_id")
    label = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="What it was called then; empty for an article that was withdrawn before it was out"
    )
    url = serializers.SerializerMethodField()

    def get_label(self, event: AuditEvent) -> str:
        return "" if event.nameless else event.target_label  # type: ignore[attr-defined]  # annotated

    @extend_schema_field(serializers.URLField())
    def get_url(self, event: AuditEvent) -> str:
        noun = event.target_type.replace("_", "-")
        return reverse(f"api:{noun}-detail", args=[event.target_id], request=self.context["request"])


class ChangeSerializer(serializers.ModelSerializer):
    """One thing that happened. `actor` is null where the program did it."""

    target = TargetSerializer(source="*")
    actor = ActorSerializer(allow_null=True)
    before = serializers.SerializerMethodField()
    after = serializers.SerializerMethodField()

    class Meta:
        model = AuditEvent
        fields = ("id", "verb", "target", "actor", "at", "before", "after", "created_at")
        read_only_fields = fields

    @extend_schema_field(serializers.DictField(child=serializers.JSONField()))
    def get_before(self, event: AuditEvent) -> dict[str, Any]:
        return _told(event, event.before)

    @extend_schema_field(serializers.DictField(child=serializers.JSONField()))
    def get_after(self, event: AuditEvent) -> dict[str, Any]:
        return _told(event, event.after)


def _told(event: AuditEvent, columns: dict[str, Any]) -> dict[str, Any]:
    if event.nameless:  # type: ignore[attr-defined]  # annotated
        return {}
    return {name: bool(value) if name in FOR_EDITORS else value for name, value in columns.items()}
