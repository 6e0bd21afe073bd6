"""Lists that narrow as one types: the whole page for a browser, its results alone for htmx, under one address."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from claims.web.htmx import Request

Row = TypeVar("Row", bound=Model)

PER_PAGE = 25


def page_of(request: Request, rows: QuerySet[Row], per_page: int = PER_PAGE) -> Page[Row]:
    """The page that `page` asks for, in the address or the form: the nearest one there is, whatever was written."""
    return Paginator(rows, per_page).get_page(request.GET.get("page") or request.POST.get("page"))


def words_of(request: Request) -> str:
    """What `?q=` asks to search for, as a database can take it: PostgreSQL refuses NUL."""
    return request.GET.get("q", "").replace("\x00", "").strip()


def only(rows: QuerySet[Row], pk: UUID | None) -> Row | None:
    """The row that a list is to be narrowed to; None if none was asked for or it is not there."""
    return rows.filter(pk=pk).first() if pk else None


def render_list(request: Request, *, page: str, fragment: str, context: dict[str, Any]) -> HttpResponse:
    """The browser's own cache must tell the two apart, and going back in history needs the whole page."""
    alone = bool(request.htmx) and not request.htmx.history_restore_request
    response = render(request, fragment if alone else page, context)
    patch_vary_headers(response, ["HX-Request", "HX-History-Restore-Request"])
    return response
