"""What every view of the API does: ask for the ability it needs, refuse huge bodies unread, tag answers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import Any, ClassVar, cast

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import parse_etags
from rest_framework import status
from rest_framework.mixins import ListModelMixin
from rest_framework.parsers import MultiPartParser
from rest_framework.permissions import SAFE_METHODS
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView
from rest_framework.viewsets import GenericViewSet

from claims.api import parameters
from claims.api.parsers import JSONParser
from claims.api.permissions import HasAbility
from claims.api.problems import TooLarge
from claims.api.schema import ApiSchema
from claims.api.throttling import Throttle
from claims.engine.parsers.limits import UPLOAD_BYTES, as_megabytes
from claims.models import User
from claims.permissions import Ability
from claims.queries.visibility import is_hidden

MAX_JSON = 16 * 1024 * 1024
"""A text of the largest size with every character escaped. JSON is read whole, so no more of it is taken."""


class ApiView(APIView):
    """For every view. `abilities` names what an action needs, where that is not the ability to read."""

    permission_classes = (HasAbility,)
    throttle_classes = (Throttle,)
    parser_classes = (JSONParser, MultiPartParser)
    metadata_class = None
    abilities: ClassVar[Mapping[str, Ability]] = {}

    def ability_needed(self) -> Ability:
        return self.abilities.get(getattr(self, "action", None) or "", Ability.READ)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Before anything else, even authentication, which may read the body in search of a form's CSRF token."""
        most = UPLOAD_BYTES if (request.content_type or "").startswith("multipart/") else MAX_JSON
        if _announced(request) > most:
            raise TooLarge(f"The request is larger than {as_megabytes(most)}.")
        super().initial(request, *args, **kwargs)

    @property
    def caller(self) -> User:
        """Who asks. The permission has let nobody else through."""
        return cast(User, self.request.user)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ("Authorization", "Cookie"))
        patch_cache_control(response, private=True, no_cache=True)
        throttle = getattr(request, "throttle", None)
        for name, value in (throttle.headers() if throttle else {}).items():
            response.headers[name] = value
        return response


class Listed(ApiView, ListModelMixin, GenericViewSet):
    """What has a list."""

    schema = ApiSchema()
    filterset_class: Any = None
    query_serializer_class: type[Serializer] | None = None
    """What an action reads from the address beside filters and pages."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS:
            parameters.refuse_unknown(request, self)


class Resource(Listed):
    """A noun: its list, and one of it by id."""

    lookup_value_converter = "uuid"
    http_method_names = ("get", "head", "post")
    hidden_too: ClassVar[Collection[str]] = ()
    """The verbs that reach what is hidden. Each needs the ability to import."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """No verb but those on visibility itself reaches what no list shows: withdrawn, withheld or under embargo."""
        super().initial(request, *args, **kwargs)
        if request.method in SAFE_METHODS or "pk" not in kwargs or self.action in self.hidden_too:
            return
        if is_hidden(kwargs["pk"]):
            raise Http404

    def get_object(self) -> Any:
        """By id, whatever a list would leave out."""
        row = get_object_or_404(self.get_queryset(), pk=self.kwargs["pk"])
        self.check_object_permissions(self.request, row)
        return row

    def made(self, data: Any, status_code: int) -> Response:
        """The answer to a thing that was made, with its address. A plain `str`: a strict server takes no other."""
        return Response(data, status=status_code, headers={"Location": str(data["url"])})

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.answer(request, self.get_serializer(self.get_object()).data)

    def answer(self, request: Request, data: Any) -> Response:
        """`data` with its entity tag, or 304 to a client that has it. It saves the way, not the work."""
        tag = f'"{sha256(JSONRenderer().render(data)).hexdigest()[:32]}"'
        known = {one.removeprefix("W/") for one in parse_etags(request.headers.get("If-None-Match", ""))}
        if known & {tag, "*"}:
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers={"ETag": tag})
        return Response(data, headers={"ETag": tag})


def _announced(request: Request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0
