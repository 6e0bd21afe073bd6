"""Rulings, follow-ups, runs and the change feed: read only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import reads
from claims.api.filters import ChangeFilter, FollowUpListFilter, RulingListFilter, RunItemFilter, RunListFilter
from claims.api.pagination import FeedPagination, ItemPagination
from claims.api.serializers.changes import ChangeSerializer
from claims.api.serializers.runs import RunItemSerializer, RunSerializer, WatchedRunSerializer
from claims.api.serializers.tracking import FollowUpSerializer, RulingSerializer
from claims.api.views.base import Listed, Resource
from claims.models import ReviewState
from claims.permissions import sees_hidden


@extend_schema_view(list=extend_schema(summary="Rulings"), retrieve=extend_schema(summary="A ruling"))
class RulingViewSet(Resource):
    """Dated decisions on promises. They never change."""

    serializer_class = RulingSerializer
    filterset_class = RulingListFilter

    def get_queryset(self) -> Any:
        return reads.rulings()


@extend_schema_view(list=extend_schema(summary="Follow-ups"), retrieve=extend_schema(summary="A follow-up"))
class FollowUpViewSet(Resource):
    """What is to be done next on promises."""

    serializer_class = FollowUpSerializer
    filterset_class = FollowUpListFilter

    def get_queryset(self) -> Any:
        rows = reads.follow_ups()
        return rows.exclude(commitment__review_state=ReviewState.REJECTED) if self.action == "list" else rows


@extend_schema_view(
    list=extend_schema(summary="Runs"), retrieve=extend_schema(summary="A run", responses=WatchedRunSerializer)
)
class RunViewSet(Resource):
    """Import, extraction and linking jobs."""

    serializer_class = RunSerializer
    filterset_class = RunListFilter

    def get_queryset(self) -> Any:
        return reads.runs()

    def get_serializer_class(self) -> Any:
        return WatchedRunSerializer if self.action == "retrieve" else super().get_serializer_class()

    @extend_schema(
        summary="A run's items",
        description="In the order in which they were handed in.",
        responses=RunItemSerializer(many=True),
    )
    @action(
        detail=True, pagination_class=ItemPagination, serializer_class=RunItemSerializer, filterset_class=RunItemFilter
    )
    def items(self, request: Request, pk: UUID) -> Response:
        page = self.paginate_queryset(
            self.filter_queryset(reads.run_items(self.get_object().pk, hidden=sees_hidden(self.caller)))
        )
        return self.get_paginated_response(
            RunItemSerializer(page, many=True, context=self.get_serializer_context()).data
        )


@extend_schema_view(
    list=extend_schema(
        summary="What changed",
        description="The ledger, oldest first. Go on from `resume`: some events come twice, none is missed.",
    )
)
class ChangeViewSet(Listed):
    http_method_names = ("get", "head")
    serializer_class = ChangeSerializer
    filterset_class = ChangeFilter
    pagination_class = FeedPagination

    def get_queryset(self) -> Any:
        return reads.changes()
