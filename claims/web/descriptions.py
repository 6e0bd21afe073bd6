"""A person's description: their Wikidata id and the roles they held, edited as a whole."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from claims.permissions import Ability
from claims.services import people
from claims.web import profile
from claims.web.access import able
from claims.web.forms.descriptions import DescriptionForm
from claims.web.forms.submission import OK, submit
from claims.web.htmx import Request, answer, respond


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IDENTIFY)
def describe(request: Request, pk: UUID) -> HttpResponse:
    """The form in the place of the page's head. Its buttons for rows draw it anew and save nothing."""
    person, status = profile.find(pk), OK
    if request.method != "POST":
        form = DescriptionForm.of(person)
    elif "more" in request.POST or "without" in request.POST:
        form = DescriptionForm.redrawn(request.POST, without=request.POST.get("without", ""))
    else:
        form = DescriptionForm(request.POST)
        status = submit(
            form,
            lambda: people.describe(person_id=pk, **form.arguments(), by=request.user, at=timezone.now()),
        )
        if status == OK:
            messages.success(request, "Description changed.")
            return answer(request, profile.sections(request, pk, "head", "history"))
    return respond(
        request,
        page="claims/person/describe.html",
        fragment="claims/person/_describe.html",
        context={"person": person, "form": form, "inline": bool(request.htmx)},
        status=status,
    )


urlpatterns = [path("people/<uuid:pk>/describe/", describe, name="person-describe")]
