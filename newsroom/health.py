"""Whether this process can serve: for load balancers and supervisors, not for people.

A middleware before all others, because who asks knows neither the site's name nor its certificate: any `Host` will do,
and plain HTTP too.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

PATH = "/healthz"


class HealthMiddleware:
    """Answers `/healthz`: 200 "ok", or 503 when the database does not answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return _health() if request.path == PATH else self._get_response(request)


def _health() -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        answer = HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    else:
        answer = HttpResponse("ok\n", content_type="text/plain")
    answer["Cache-Control"] = "no-store"
    return answer
