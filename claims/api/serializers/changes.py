"""The ledger as a feed: who changed what, when, before and after."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.reverse import reverse

from claims.api.reads import LEDGER_NOUNS
from claims.api.serializers.common import ActorSerializer
from claims.models import AuditEvent


class TargetSerializer(serializers.Serializer):
    type = serializers.ChoiceField(source="target_type", choices=LEDGER_NOUNS)
    id = serializers.UUIDField(source="target_id")
    label = serializers.CharField(source="target_label", help_text="What it was called then")  # type: ignore[assignment]
    url = serializers.SerializerMethodField()

    @extend_schema_field(serializers.URLField())
    def get_url(self, event: AuditEvent) -> str:
        noun = event.target_type.replace("_", "-")
        return reverse(f"api:{noun}-detail", args=[event.target_id], request=self.context["request"])


class ChangeSerializer(serializers.ModelSerializer):
    """One thing that happened. `actor` is null where the program did it."""

    target = TargetSerializer(source="*")
    actor = ActorSerializer(allow_null=True)
    before = serializers.DictField(child=serializers.JSONField())
    after = serializers.DictField(child=serializers.JSONField())

    class Meta:
        model = AuditEvent
        fields = ("id", "verb", "target", "actor", "at", "before", "after", "created_at")
        read_only_fields = fields
