"""Pages of a list: cut by cursor, so that none repeats or skips a row, each with the total."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError as BadValue
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param
from rest_framework.views import APIView

from claims.api.cursors import Cursor
from claims.queries.timeline import Entry

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
SETTLED_AFTER = timedelta(seconds=10)
"""A transaction that is slower than this may commit its ledger rows behind a reader's cursor."""
_FIRST_ID = str(UUID(int=0))


class _Pages(BasePagination):
    """What every list shares: the envelope, the page size and the links to the pages on either side."""

    count = 0
    next: str | None = None
    previous: str | None = None
    position_types: tuple[type, ...] = ()

    def read(self, request: Request) -> None:
        self.address = request.build_absolute_uri()
        self.size = _page_size(request)
        self.cursor = self._cursor(request)

    @property
    def backwards(self) -> bool:
        return self.cursor is not None and self.cursor.backwards

    def cut(self, found: Sequence[Any], position_of: Callable[[Any], tuple[Any, ...]]) -> list[Any]:
        """The page out of up to `size + 1` rows in walking order; sets the links."""
        page = list(found[: self.size])
        more = len(found) > self.size
        if self.backwards:
            page.reverse()
        if page and (more or self.backwards):
            self.next = self._link(Cursor(position_of(page[-1])))
        if page and (more if self.backwards else self.cursor is not None):
            self.previous = self._link(Cursor(position_of(page[0]), backwards=True))
        return page

    def get_paginated_response(self, data: Any) -> Response:
        return Response(self.envelope(data))

    def envelope(self, data: Any) -> dict[str, Any]:
        return {"count": self.count, "next": self.next, "previous": self.previous, "results": data}

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer", "description": "How many there are on all pages."},
            "next": link,
            "previous": link,
            "results": schema,
        }
        return {"type": "object", "required": list(properties), "properties": properties}

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE_SIZE, "default": PAGE_SIZE}
        return [
            _parameter("cursor", "From the `next` or `previous` link of a page.", {"type": "string"}),
            _parameter("page_size", "How many on a page.", size),
        ]

    def _cursor(self, request: Request) -> Cursor | None:
        text = request.query_params.get("cursor", "")
        if not text:
            return None
        try:
            return Cursor.decode(text, like=self.position_types)
        except ValueError as error:
            raise _bad_cursor() from error

    def _link(self, cursor: Cursor) -> str:
        return replace_query_param(self.address, "cursor", cursor.encode())


class CursorPagination(_Pages):
    """Pages of a queryset by one field, with the id to tell rows of the same moment apart."""

    orderings: tuple[str, ...] = ("-created_at", "created_at")
    """The first is the default; a client may ask for the others."""
    position_types: tuple[type, ...] = (str, str)

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        self.read(request)
        ordering = self._ordering(request)
        self.field = ordering.removeprefix("-")
        self.count = queryset.count()
        descending = ordering.startswith("-") != self.backwards
        sign = "-" if descending else ""
        rows: QuerySet = queryset.order_by(f"{sign}{self.field}", f"{sign}id")
        if self.cursor is not None:
            rows = rows.filter(self._beyond(queryset.model, descending))
        return self.cut(list(rows[: self.size + 1]), self.position_of)

    def position_of(self, row: Any) -> tuple[Any, ...]:
        value = getattr(row, self.field)
        return (_moment(value) if isinstance(value, datetime) else value, str(row.pk))

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        parameters = super().get_schema_operation_parameters(view)
        if len(self.orderings) > 1:
            choice = {"type": "string", "enum": list(self.orderings), "default": self.orderings[0]}
            parameters.append(_parameter("ordering", "Newest first with `-created_at`.", choice))
        return parameters

    def _ordering(self, request: Request) -> str:
        asked = request.query_params.get("ordering", self.orderings[0])
        if asked not in self.orderings:
            raise ValidationError({"ordering": [f"Order by one of {', '.join(self.orderings)}."]})
        return asked

    def _beyond(self, model: type[Model], descending: bool) -> Q:
        """Rows past the cursor. The first condition is implied by the rest; it is what an index can use."""
        assert self.cursor is not None
        try:
            value, pk = (
                model._meta.get_field(name).to_python(part)  # type: ignore[union-attr]
                for name, part in zip((self.field, "id"), self.cursor.position, strict=True)
            )
        except BadValue as error:
            raise _bad_cursor() from error
        past = "lt" if descending else "gt"
        return Q(**{f"{self.field}__{past}e": value}) & (
            Q(**{f"{self.field}__{past}": value}) | Q(**{self.field: value, f"id__{past}": pk})
        )


class ItemPagination(CursorPagination):
    """The items of one run, as they were handed in."""

    orderings = ("position",)
    position_types = (int, str)


class FeedPagination(CursorPagination):
    """The ledger, oldest first. `resume` is where to ask next time.

    It never points past rows that are younger than `SETTLED_AFTER`: a slower transaction may still put one in between.
    So an event may come twice, and none is missed.
    """

    orderings = ("created_at",)
    resume = ""

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        page = super().paginate_queryset(queryset, request, view)
        settled = (_moment(timezone.now() - SETTLED_AFTER), _FIRST_ID)
        before = self.cursor.position if self.cursor else settled
        reached = self.position_of(page[-1]) if page else before
        self.resume = self._link(Cursor(min(reached, settled)))
        return page

    def envelope(self, data: Any) -> dict[str, Any]:
        return {**super().envelope(data), "resume": self.resume}

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page = super().get_paginated_response_schema(schema)
        page["properties"]["resume"] = {
            "type": "string",
            "format": "uri",
            "description": "Where to ask next time. Events of the last seconds come again: drop the ids you know.",
        }
        page["required"].append("resume")
        return page


class TimelinePagination(_Pages):
    """Pages of a timeline, which is sorted and whole already."""

    position_types = (str, int, str)

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any]:
        entries: list[Entry] = list(queryset)
        self.read(request)
        self.count = len(entries)
        walked = entries[::-1] if self.backwards else entries
        if self.cursor is not None:
            past = operator.lt if self.backwards else operator.gt
            walked = [entry for entry in walked if past(entry.key, self.cursor.position)]
        return self.cut(walked, lambda entry: entry.key)


def _page_size(request: Request) -> int:
    asked = request.query_params.get("page_size", str(PAGE_SIZE))
    if not (asked.isdecimal() and asked.isascii() and 0 < int(asked[:9]) <= MAX_PAGE_SIZE):
        raise ValidationError({"page_size": [f"Ask for 1 to {MAX_PAGE_SIZE} on a page."]})
    return int(asked)


def _moment(value: datetime) -> str:
    """Of one length, so that moments compare as text."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


def _bad_cursor() -> ValidationError:
    return ValidationError({"cursor": ["This is no cursor of this list. Start again without one."]}, code="bad_cursor")


def _parameter(name: str, description: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}
