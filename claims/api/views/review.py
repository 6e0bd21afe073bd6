"""The verbs of review, as addresses: accept, reject and reopen, each one call to the service of that name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from uuid import UUID

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.views.base import Resource
from claims.permissions import Ability

_CONFLICT = {"409": "It was decided the other way, or something that stands rests on it."}


class Reviewable(Resource):
    """A noun that editors review. `verbs` are its services, which take the id as `id_name`."""

    id_name: ClassVar[str]
    verbs: ClassVar[Mapping[str, Callable[..., Any]]]
    abilities = {"accept": Ability.REVIEW, "reject": Ability.REVIEW, "reopen": Ability.REVIEW}
    problems: ClassVar[Mapping[str, Mapping[str, str]]] = dict.fromkeys(("accept", "reject", "reopen"), _CONFLICT)

    @extend_schema(summary="Accept", request=None)
    @action(detail=True, methods=["post"])
    def accept(self, request: Request, pk: UUID) -> Response:
        return self.decide("accept", pk)

    @extend_schema(summary="Reject", request=None)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, pk: UUID) -> Response:
        return self.decide("reject", pk)

    @extend_schema(summary="Undo the decision", request=None)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: UUID) -> Response:
        return self.decide("reopen", pk)

    def decide(self, verb: str, pk: UUID, **words: Any) -> Response:
        """Does it and answers with the finding as it is now."""
        self.verbs[verb](**{self.id_name: pk}, **words, by=self.caller, at=timezone.now())
        return Response(self.get_serializer(self.get_object()).data)
