"""The search of statements: what somebody said in a time about something."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from claims.permissions import Ability
from claims.queries import statements
from claims.web.access import able
from claims.web.forms.statements import StatementFilterForm
from claims.web.htmx import Request
from claims.web.listing import page_of, render_list


@require_safe
@able(Ability.READ)
def index(request: Request) -> HttpResponse:
    form = StatementFilterForm(request.GET)
    filters = form.filters()
    context = {
        "form": form,
        "is_narrow": filters.is_narrow,
        "page": page_of(request, statements.listed(filters)),
    }
    return render_list(
        request, page="claims/statement/list.html", fragment="claims/statement/_list.html", context=context
    )


urlpatterns = [path("statements/", index, name="statement-list")]
