"""Pages of a timeline."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.response import Response

from claims.api import reads
from claims.queries.timeline import Entry


class TimelineMixin:
    """For a resource with a `timeline` action."""

    def timeline_response(self: Any, entries: Iterable[Entry]) -> Response:
        page = self.paginate_queryset(reads.visible(entries))
        reads.complete(page)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
