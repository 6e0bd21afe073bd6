"""People and their timelines. The id of somebody who was merged leads on to whom they became."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponsePermanentRedirect
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.reverse import reverse

from claims.api import reads
from claims.api.filters import PersonListFilter
from claims.api.pagination import TimelinePagination
from claims.api.serializers.people import PersonSerializer
from claims.api.serializers.requests import PeriodSerializer
from claims.api.serializers.timelines import EntrySerializer
from claims.api.views.base import Resource
from claims.api.views.timelines import OF_A_TIME, TimelineMixin
from claims.models import Person
from claims.queries import timeline

MOVED = OpenApiResponse(
    description="They were merged into somebody else.",
    response=None,
)
LOCATION = OpenApiParameter(
    "Location", str, OpenApiParameter.HEADER, response=[308], description="The same of whom they became."
)


@extend_schema_view(
    list=extend_schema(summary="People"),
    retrieve=extend_schema(summary="A person", responses={200: PersonSerializer, 308: MOVED}, parameters=[LOCATION]),
)
class PersonViewSet(TimelineMixin, Resource):
    """Who is quoted and who promises. Somebody merged into another is not listed; their address leads there."""

    serializer_class = PersonSerializer
    filterset_class = PersonListFilter

    def get_queryset(self) -> Any:
        rows = reads.people()
        return rows.filter(merged_into__isnull=True) if self.action == "list" else rows

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        person = self.get_object()
        if person.merged_into_id:
            return self._moved(person, "api:person-detail")
        return self.answer(request, self.get_serializer(person).data)

    @extend_schema(
        summary="A person's timeline",
        description="What they said and promised, the accepted evidence on it, and the rulings; oldest first.",
        responses={200: EntrySerializer(many=True), 308: MOVED},
        parameters=[LOCATION, PeriodSerializer],
    )
    @action(detail=True, pagination_class=TimelinePagination, serializer_class=EntrySerializer, **OF_A_TIME)
    def timeline(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        person = self.get_object()
        if person.merged_into_id:
            return self._moved(person, "api:person-timeline")
        return self.timeline_response(timeline.of_person(person))

    def _moved(self, person: Person, view_name: str) -> HttpResponsePermanentRedirect:
        while person.merged_into is not None:
            person = person.merged_into
        address = reverse(view_name, args=[person.pk], request=self.request)
        query = self.request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address, preserve_request=True)
