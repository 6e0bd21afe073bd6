"""Who may see an article, as addresses: withdraw, restore and release; and the file it was read from."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from claims import downloads
from claims.api.problems import Gone
from claims.api.serializers.articles import ArticleStandingSerializer
from claims.api.serializers.requests import WithdrawalSerializer
from claims.api.views.base import Resource
from claims.models import Article
from claims.permissions import Ability
from claims.services import originals, pipeline, withdraw
from claims.tasks import dispatch

WITHDRAWN = {"410": "It was withdrawn."}
_VERBS = ("withdraw", "restore", "release")


class AsItCame(BaseRenderer):
    """Whatever kind of answer a client asks for, a file is bytes. They are sent by `downloads`."""

    media_type = "*/*"
    format = "bin"


class Withdrawable(Resource):
    """Articles, as far as it goes who may see them. For those who import."""

    abilities = {**dict.fromkeys(_VERBS, Ability.IMPORT), "original": Ability.IMPORT}
    hidden_too = _VERBS
    problems = {
        "restore": {"409": "It is not withdrawn."},
        "release": {"409": "Nothing holds it back, or it is withdrawn and has to be restored first."},
        "original": WITHDRAWN,
    }

    @extend_schema(
        summary="Withdraw",
        description="Takes back every version of it. Evidence from it counts no more, until it is restored.",
        request=WithdrawalSerializer,
        responses=ArticleStandingSerializer,
    )
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: UUID) -> Response:
        asked = WithdrawalSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        withdraw.withdraw(article_id=pk, **asked.validated_data, by=self.caller, at=timezone.now())
        return self._standing(pk)

    @extend_schema(
        summary="Restore",
        description="Undoes a withdrawal, of every version that went with it.",
        request=None,
        responses=ArticleStandingSerializer,
    )
    @action(detail=True, methods=["post"])
    def restore(self, request: Request, pk: UUID) -> Response:
        return self._standing(pk, pipeline.restore(article_id=pk, by=self.caller, at=timezone.now()))

    @extend_schema(
        summary="Release",
        description="Lifts an embargo, or lets be used what its sender withholds.",
        request=None,
        responses=ArticleStandingSerializer,
    )
    @action(detail=True, methods=["post"])
    def release(self, request: Request, pk: UUID) -> Response:
        return self._standing(pk, pipeline.release(article_id=pk, by=self.caller, at=timezone.now()))

    @extend_schema(
        summary="The file it was read from",
        description="The bytes as they came. One file may hold more than this article: `Content-Disposition` names it.",
        responses={(200, downloads.CONTENT_TYPE): OpenApiTypes.BINARY},
    )
    @action(detail=True, renderer_classes=[AsItCame])
    def original(self, request: Request, pk: UUID) -> HttpResponseBase:
        if Article.objects.filter(pk=pk).exclude(withdrawn_at=None).exists():
            raise Gone("This article was withdrawn.")
        kept = originals.of_article(pk)
        if kept is None:
            raise Http404
        return downloads.attachment(request._request, kept)

    def _standing(self, pk: UUID, run_id: UUID | None = None) -> Response:
        if run_id is not None:
            dispatch(run_id)
        found = get_object_or_404(Article.objects.select_related("withdrawn_by", "released_by").defer("text"), pk=pk)
        context: dict[str, Any] = {**self.get_serializer_context(), "run_id": run_id}
        return Response(ArticleStandingSerializer(found, context=context).data)
