"""Pages of a timeline, whole or of a time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework.response import Response

from claims.api import reads
from claims.api.serializers.requests import PeriodSerializer
from claims.queries import timeline
from claims.queries.timeline import Entry

OF_A_TIME: dict[str, Any] = {"filterset_class": None, "query_serializer_class": PeriodSerializer}
"""What a `timeline` action is narrowed by: dates, not the filters of its noun."""


class TimelineMixin:
    """For a resource with a `timeline` action."""

    def timeline_response(self: Any, entries: Iterable[Entry]) -> Response:
        asked = PeriodSerializer(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        page = self.paginate_queryset(timeline.during(reads.visible(entries), **asked.validated_data))
        reads.complete(page)
        return self.get_paginated_response(self.get_serializer(page, many=True).data)
