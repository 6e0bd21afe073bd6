"""How an operation is described: what it answers when it refuses, told once for all of them."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from rest_framework import serializers

from claims.api.problems import CONTENT_TYPE


class ProblemErrorSerializer(serializers.Serializer):
    """One thing that is wrong, and where: `pointer` into the body, or `parameter` of the address."""

    detail = serializers.CharField()
    code = serializers.CharField()
    pointer = serializers.CharField(required=False)
    parameter = serializers.CharField(required=False)


class ProblemSerializer(serializers.Serializer):
    """Problem details (RFC 9457). `code` is stable, for programs; `detail` is for people."""

    type = serializers.CharField(default="about:blank")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField()
    errors = ProblemErrorSerializer(many=True, required=False)  # type: ignore[assignment]


_EVERYWHERE = {
    "401": "No token, or one that is unknown, revoked or expired.",
    "403": "You may not do this.",
    "429": "Too many requests; `Retry-After` says when to come back.",
}
_BAD_QUERY = {"400": "A parameter is unknown or makes no sense, or the cursor does."}
_NOT_FOUND = {"404": "There is no such thing."}
_OF_WRITES = {
    "400": "The body cannot be read.",
    "413": "Too large.",
    "415": "A body in another format.",
    "422": "The body can be read, but not taken as it is; `errors` says where.",
}


class ApiSchema(AutoSchema):
    """Adds the problems to every operation. A view names its own in `problems`: what each status means there."""

    def get_operation_id(self) -> str:
        """Noun and verb: `statements_accept`."""
        return "_".join((*self.get_tags(), self._action)).replace("-", "_")

    @property
    def _action(self) -> str:
        return getattr(self.view, "action", "")

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies = super()._get_response_bodies(direction)
        for status, meaning in sorted(self._problems().items()):
            response = self._get_response_for_code(ProblemSerializer, status, [CONTENT_TYPE], direction)
            bodies.setdefault(status, {**response, "description": meaning})
        if self._action in ("retrieve", "original"):
            bodies["304"] = {"description": "It is as your `If-None-Match` says you have it."}
        return bodies

    def _problems(self) -> dict[str, str]:
        found = dict(_EVERYWHERE)
        if self.method == "GET":
            found |= _BAD_QUERY
        if "{" in self.path:
            found |= _NOT_FOUND
        if self.get_request_serializer() is not None and self.method == "POST":
            found |= _OF_WRITES
        return found | getattr(self.view, "problems", {}).get(self._action, {})
