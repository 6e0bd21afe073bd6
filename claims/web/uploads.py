"""Requests that bring too much at once: refused in words, and unread where their size alone says it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.engine.parsers.limits import UPLOAD_BYTES, UPLOAD_FILES, as_megabytes

TOO_LARGE = 413
_API = "/api/"
"""It has an answer of its own."""
_WHY_BYTES = f"All files of an import together may have {as_megabytes(UPLOAD_BYTES)}. Give them in smaller parts."
_WHY_FILES = f"An import may have {UPLOAD_FILES:,} files. Give them in smaller parts, or as one zip archive."
_WHY_TEXT = "A pasted article may have 2 MB."


def refuse_huge(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. A body of this size would be written to disk before any view could look at it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if _announced(request) > UPLOAD_BYTES and not request.path.startswith(_API):
            return _refused(request, _WHY_BYTES)
        return get_response(request)

    return middleware


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for a request that Django gave up reading."""
    match exception:
        case TooManyFilesSent():
            return _refused(request, _WHY_FILES)
        case RequestDataTooBig():
            return _refused(request, _WHY_TEXT)
    return render(request, "400.html", status=400)


def _announced(request: HttpRequest) -> int:
    """How many bytes the body has, as its sender says."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    return render(request, "400.html", {"why": why}, status=TOO_LARGE)
