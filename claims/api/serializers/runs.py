"""Runs: how far a job is, and what became of each thing in it."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.common import ActorSerializer, ArticleRefSerializer, SelfLink, ThingLink, WebLink
from claims.models import Run, RunItem
from claims.queries.runs import progress


class RunSerializer(serializers.ModelSerializer):
    """One import, extraction or linking job."""

    url = SelfLink("run")
    web_url = WebLink()
    items_url = serializers.HyperlinkedIdentityField(view_name="api:run-items")
    follows = ThingLink("run")
    started_by = ActorSerializer(allow_null=True)
    percent = serializers.IntegerField(help_text="Of this run alone")
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="Items by state, once it is over")

    class Meta:
        model = Run
        fields: tuple[str, ...] = (
            "id",
            "url",
            "web_url",
            "items_url",
            "kind",
            "state",
            "follows",
            "started_by",
            "total",
            "done",
            "percent",
            "counts",
            "error",
            "created_at",
            "started_at",
            "finished_at",
        )
        read_only_fields = fields


class StageSerializer(serializers.ModelSerializer):
    url = SelfLink("run")

    class Meta:
        model = Run
        fields = ("id", "url", "kind", "state", "done", "total")


class ProgressSerializer(serializers.Serializer):
    """The run and all that follow it, as one job."""

    percent = serializers.IntegerField()
    is_over = serializers.BooleanField()
    has_failures = serializers.BooleanField()
    stages = StageSerializer(many=True)


class WatchedRunSerializer(RunSerializer):
    """A run with the job that it begins: ask again until `progress.is_over`."""

    progress = serializers.SerializerMethodField()

    class Meta(RunSerializer.Meta):
        fields = (*RunSerializer.Meta.fields, "progress")
        read_only_fields = fields

    @extend_schema_field(ProgressSerializer)
    def get_progress(self, run: Run) -> Any:
        return ProgressSerializer(progress(run), context=self.context).data


class RunItemSerializer(serializers.ModelSerializer):
    """One file, paste or article of a run, with its own result."""

    name = serializers.CharField(help_text="As people read it: the file and where in it, or the article's title")
    article = ArticleRefSerializer(allow_null=True, help_text="Null too where it may not be seen")

    class Meta:
        model = RunItem
        fields = ("id", "position", "path", "name", "state", "code", "message", "article")
        read_only_fields = fields
