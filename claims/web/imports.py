"""Import: takes texts in and sends them to the workers; what becomes of them is on the run's page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from claims import tasks
from claims.permissions import Ability
from claims.queries import cuts
from claims.services import ingest
from claims.web.access import able
from claims.web.forms.imports import ImportForm
from claims.web.htmx import Request


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IMPORT)
def import_articles(request: Request) -> HttpResponse:
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    if not posted or not form.is_valid():
        context = {"form": form, "to_check": cuts.to_check().count()}
        return render(request, "claims/import/import.html", context, status=422 if posted else 200)
    run = ingest.submit(
        submissions=form.submissions(),
        check_first=form.cleaned_data["check_first"],
        by=request.user,
        at=timezone.now(),
    )
    tasks.dispatch(run.pk)
    return redirect(run)


urlpatterns = [path("import/", import_articles, name="import")]
