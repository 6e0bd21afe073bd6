"""The desk: what waits, what is due, what came out lately."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.permissions import Ability, sees_hidden
from claims.queries import desk as queries
from claims.web.access import able
from claims.web.htmx import Request


@require_safe
@able(Ability.READ)
def desk(request: Request) -> HttpResponse:
    today = timezone.localdate()
    desk = queries.desk(request.user, today, hidden=sees_hidden(request.user))
    return render(request, "claims/desk/desk.html", {"desk": desk, "today": today})


urlpatterns = [path("", desk, name="desk")]
