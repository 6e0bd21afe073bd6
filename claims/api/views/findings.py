"""Statements, commitments with their timelines and rulings, and evidence."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import reads
from claims.api.filters import CommitmentListFilter, EvidenceListFilter, StatementListFilter
from claims.api.pagination import TimelinePagination
from claims.api.serializers.commitments import CommitmentSerializer
from claims.api.serializers.evidence import EvidenceSerializer
from claims.api.serializers.requests import AcceptEvidenceSerializer, NewRulingSerializer, PeriodSerializer
from claims.api.serializers.statements import StatementSerializer
from claims.api.serializers.timelines import EntrySerializer
from claims.api.serializers.tracking import RulingSerializer
from claims.api.views.review import Reviewable
from claims.api.views.timelines import OF_A_TIME, TimelineMixin
from claims.permissions import Ability
from claims.queries import timeline
from claims.services import link, review, track


@extend_schema_view(list=extend_schema(summary="Statements"), retrieve=extend_schema(summary="A statement"))
class StatementViewSet(Reviewable):
    """Words attributed to somebody. Rejected ones are listed only if asked for by `review_state`."""

    serializer_class = StatementSerializer
    filterset_class = StatementListFilter
    id_name = "statement_id"
    verbs = {"accept": review.accept, "reject": review.reject, "reopen": review.reopen}

    def get_queryset(self) -> Any:
        return reads.statements()


@extend_schema_view(list=extend_schema(summary="Commitments"), retrieve=extend_schema(summary="A commitment"))
class CommitmentViewSet(TimelineMixin, Reviewable):
    """Promises. `review_state`, `status` and `evidence_state` are three separate things."""

    serializer_class = CommitmentSerializer
    filterset_class = CommitmentListFilter
    id_name = "commitment_id"
    verbs = {
        "accept": review.accept_commitment,
        "reject": review.reject_commitment,
        "reopen": review.reopen_commitment,
    }
    abilities = {**Reviewable.abilities, "rule": Ability.RULE}
    problems = {
        **Reviewable.problems,
        "rule": {"409": "It is not accepted yet, or somebody else ruled on it meanwhile."},
    }

    def get_queryset(self) -> Any:
        return reads.commitments()

    @extend_schema(
        summary="A commitment's timeline",
        description="The promise, its restatements, the accepted evidence on it, and the rulings; oldest first.",
        responses=EntrySerializer(many=True),
        parameters=[PeriodSerializer],
    )
    @action(detail=True, pagination_class=TimelinePagination, serializer_class=EntrySerializer, **OF_A_TIME)
    def timeline(self, request: Request, pk: UUID) -> Response:
        return self.timeline_response(timeline.of_commitment(self.get_object()))

    @extend_schema(summary="Rule on a commitment", request=NewRulingSerializer, responses={201: RulingSerializer})
    @action(detail=True, methods=["post"], url_path="rulings", serializer_class=RulingSerializer)
    def rule(self, request: Request, pk: UUID) -> Response:
        asked = NewRulingSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        made = track.rule(commitment_id=pk, **asked.validated_data, by=self.caller, at=timezone.now())
        ruling = self.get_serializer(reads.rulings().get(pk=made.pk)).data
        return self.made(ruling, status.HTTP_201_CREATED)


@extend_schema_view(list=extend_schema(summary="Evidence"), retrieve=extend_schema(summary="An evidence link"))
class EvidenceViewSet(Reviewable):
    """How reports bear on promises, with the exact words of both."""

    serializer_class = EvidenceSerializer
    filterset_class = EvidenceListFilter
    id_name = "link_id"
    verbs = {"accept": link.accept, "reject": link.reject, "reopen": link.reopen}

    def get_queryset(self) -> Any:
        return reads.evidence()

    @extend_schema(summary="Accept", request=AcceptEvidenceSerializer)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: UUID) -> Response:  # type: ignore[override]  # the stubs bind it to its class
        """Accepts the link, under another relation if given, and with it the promise and the statement it joins."""
        asked = AcceptEvidenceSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        return self.decide("accept", pk, **asked.validated_data)
