"""Articles: reading them, and handing in new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api import reads
from claims.api.filters import ArticleListFilter
from claims.api.problems import Gone, TooLarge
from claims.api.serializers.articles import ArticleSerializer, WholeArticleSerializer
from claims.api.serializers.requests import (
    ImportOptionsSerializer,
    RecutSerializer,
    SubmittedFilesSerializer,
    SubmittedTextSerializer,
)
from claims.api.serializers.runs import WatchedRunSerializer
from claims.api.views.withdrawals import WITHDRAWN, Withdrawable
from claims.models.submission_key import KEY_LENGTH
from claims.permissions import Ability, sees_hidden
from claims.services import ingest, originals, pipeline, submission_keys
from claims.services.ingest import Submission
from claims.tasks import dispatch

_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": KEY_LENGTH},
    OpenApiParameter.HEADER,
    description=(
        "Your own name for this request. Sent again within 24 hours, it answers with the same run and queues nothing; "
        "with another body it is a 422 with `code` `idempotency_key_reused`."
    ),
)
_RUN_ADDRESS = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[202], description="The run to watch."
)


@extend_schema_view(
    list=extend_schema(summary="Articles"),
    retrieve=extend_schema(summary="An article with its text", responses=WholeArticleSerializer),
)
class ArticleViewSet(Withdrawable):
    """What was published. Lists leave out the texts, and what was withdrawn, is withheld or under embargo.

    One at a time, whoever imports may read what is withheld or under embargo.
    """

    serializer_class = ArticleSerializer
    filterset_class = ArticleListFilter
    abilities = {**Withdrawable.abilities, **dict.fromkeys(("create", "recut", "approve_cut"), Ability.IMPORT)}
    problems = {
        **Withdrawable.problems,
        "retrieve": WITHDRAWN,
        "recut": {"409": "A newer version took its place."},
    }

    def get_queryset(self) -> Any:
        return reads.articles() if self.action in ("list", "create") else reads.whole_articles()

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        article = self.get_object()
        if article.withdrawn_at:
            raise Gone("This article was withdrawn.")
        if not article.is_visible(timezone.now()) and not sees_hidden(self.caller):
            raise Http404
        return self.answer(request, WholeArticleSerializer(article, context=self.get_serializer_context()).data)

    @extend_schema(
        summary="Correct how the text was cut up",
        description="The text is read anew with that, unless it waits for its approval.",
        request=RecutSerializer,
        responses=WholeArticleSerializer,
    )
    @action(detail=True, methods=["post"])
    def recut(self, request: Request, pk: UUID) -> Response:
        asked = RecutSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        run_id = pipeline.recut(article_id=pk, **asked.validated_data, by=self.caller, at=timezone.now())
        return self._read_with(run_id)

    @extend_schema(
        summary="Have it read as it is cut up",
        request=None,
        responses=WholeArticleSerializer,
        operation_id="approve_cut",
    )
    @action(detail=True, methods=["post"], url_path="approve-cut")
    def approve_cut(self, request: Request, pk: UUID) -> Response:
        run_id = pipeline.approve_cuts(article_ids=[pk], by=self.caller, at=timezone.now())
        return self._read_with(run_id)

    def _read_with(self, run_id: UUID | None) -> Response:
        if run_id is not None:
            dispatch(run_id)
        return Response(WholeArticleSerializer(self.get_object(), context=self.get_serializer_context()).data)

    @extend_schema(
        summary="Hand in articles",
        description="Queues an import of a text, or of each file of a form. If one is refused at once, none is queued.",
        request={"application/json": SubmittedTextSerializer, "multipart/form-data": SubmittedFilesSerializer},
        responses={202: WatchedRunSerializer},
        parameters=[_KEY, _RUN_ADDRESS],
    )
    def create(self, request: Request) -> Response:
        key, given, at = _key(request), _submissions(request), timezone.now()
        how = ImportOptionsSerializer(data=request.data)
        how.is_valid(raise_exception=True)
        if key:
            submitted = submission_keys.submit_once(
                key=key, submissions=given, **how.validated_data, by=self.caller, at=at
            )
            run, is_new = submitted.run, submitted.is_new
        else:
            run, is_new = ingest.submit(submissions=given, **how.validated_data, by=self.caller, at=at), True
        if is_new:
            dispatch(run.pk)
        answer = WatchedRunSerializer(reads.runs().get(pk=run.pk), context=self.get_serializer_context()).data
        return self.made(answer, status.HTTP_202_ACCEPTED)


def _key(request: Request) -> str:
    """The request's name, if its client gave it one."""
    key: str | None = request.headers.get("Idempotency-Key")
    if key is None:
        return ""
    if not 0 < len(key) <= KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise ValidationError(
            f"An Idempotency-Key has 1 to {KEY_LENGTH} printable ASCII characters.", code="bad_idempotency_key"
        )
    return key


def _submissions(request: Request) -> list[Submission]:
    files = [(field, file) for field, several in request.FILES.lists() for file in several]
    if files:
        return [
            _submission(field, file.name or field, file.size or 0, originals.head_of(file), file.read)
            for field, file in files
        ]
    asked = SubmittedTextSerializer(data=request.data)
    asked.is_valid(raise_exception=True)
    text = asked.validated_data["text"]
    content = text.encode() if text.strip() else b""
    head = content[: originals.HEAD]
    return [_submission("text", asked.validated_data["name"], len(content), head, lambda: content)]


def _submission(field: str, path: str, size: int, head: bytes, read: Callable[[], bytes]) -> Submission:
    """Refuses at once what is known to be useless unread. The parsers judge the rest in the run."""
    if not size:
        raise ValidationError({field: [f"{path} is empty."]}, code="empty")
    taken = ingest.submission(path=path, size=size, head=head, read=read)
    if taken.content is None:
        raise TooLarge(taken.message)
    return taken
