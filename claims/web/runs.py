"""Runs: what was imported, how far it is, what went wrong, and another try."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims import tasks
from claims.models import Run, RunItem, RunKind, User
from claims.permissions import Ability, sees_hidden
from claims.queries import cuts
from claims.queries import runs as queries
from claims.services import runs
from claims.web.access import able
from claims.web.htmx import STOP_POLLING, Fragment, Request, perform, render_fragment
from claims.web.listing import page_of

ITEMS_PER_PAGE = 100
_STAGES = {
    RunKind.IMPORT: ("Import", "Extract", "Link"),
    RunKind.EXTRACT: ("Extract", "Link"),
    RunKind.LINK: ("Link",),
}


@require_safe
@able(Ability.READ)
def run_list(request: Request) -> HttpResponse:
    page = page_of(request, queries.jobs())
    jobs = [queries.progress(run) for run in page]
    return render(request, "claims/run/list.html", {"page": page, "jobs": jobs})


@require_safe
@able(Ability.READ)
def run(request: Request, pk: UUID) -> HttpResponse:
    """The page of a whole job; a later stage's address leads to it."""
    found = _find(pk)
    first = queries.job_of(found)
    if first != found:
        return redirect(first)
    return render(request, "claims/run/run.html", _context(request, first))


@require_safe
@able(Ability.READ)
def run_progress(request: Request, pk: UUID) -> HttpResponse:
    """The changing part of the page. The last answer says that the job is over and stops the polling."""
    if not request.htmx:
        return redirect("run", pk)
    context = _context(request, queries.job_of(_find(pk)))
    if not context["job"].is_over:
        return render(request, "claims/run/_progress.html", context)
    _say_it_is_over(request, troubles=context["troubles"] or context["job"].has_failures)
    return render_fragment(request, "claims/run/_progress.html", context, status=STOP_POLLING)


@require_POST
@able(Ability.IMPORT)
def run_retry(request: Request, pk: UUID) -> HttpResponse:
    first = queries.job_of(_find(pk))
    return perform(
        request,
        lambda: _retry(pk, request.user),
        show=lambda: Fragment("claims/run/_progress.html", _context(request, first), url=first.get_absolute_url()),
        said="Trying again.",
    )


@require_POST
@able(Ability.IMPORT)
def run_item_retry(request: Request, pk: UUID) -> HttpResponse:
    item = RunItem.objects.lean().select_related("run").filter(pk=pk).first()
    if item is None:
        raise Http404("That item does not exist.")
    first = queries.job_of(_find(item.run_id))
    return perform(
        request,
        lambda: _retry_item(item, request.user),
        show=lambda: Fragment("claims/run/_progress.html", _context(request, first), url=first.get_absolute_url()),
        said=f"Trying again: {item.name}",
    )


def _say_it_is_over(request: Request, *, troubles: bool) -> None:
    if troubles:
        messages.warning(request, "Finished, but not all of it went well. What went wrong is said below.")
    else:
        messages.success(request, "Finished. What was found is below.")


def _retry(run_id: UUID, by: User) -> None:
    runs.retry(run_id=run_id, by=by, at=timezone.now())
    tasks.dispatch(run_id)


def _retry_item(item: RunItem, by: User) -> None:
    runs.retry_item(item_id=item.pk, by=by, at=timezone.now())
    tasks.dispatch(item.run_id)


def _find(pk: UUID) -> Run:
    found = Run.objects.select_related("follows__follows", "started_by", "feed").filter(pk=pk).first()
    if found is None:
        raise Http404("That run does not exist.")
    return found


def _context(request: Request, first: Run) -> dict[str, Any]:
    job = queries.progress(first)
    only_troubled = request.GET.get("show") == "problems"
    listed = queries.troubled if only_troubled else queries.items_of
    page = page_of(request, listed(job, hidden=sees_hidden(request.user)), ITEMS_PER_PAGE)
    names = _STAGES[RunKind(first.kind)]
    troubles = queries.troubled(job).count()
    stages = [*job.stages, *[None] * (len(names) - len(job.stages))]
    return {
        "job": job,
        "stages": list(zip(names, stages, strict=True)),
        "later_names": names[1:],
        "page": page,
        "items": [(one, list(zip(names[1:], one.later, strict=True))) for one in queries.job_items(job, page)],
        "only_troubled": only_troubled,
        "troubles": troubles,
        "may_pass": bool(troubles) and job.is_over and job.run.items.passing().exists(),
        "to_check": cuts.to_check(job.run.pk).count() if job.run.check_first and job.is_over else 0,
        "found": queries.found(queries.articles_of(job.run)) if job.is_over else None,
    }


urlpatterns = [
    path("runs/", run_list, name="run-list"),
    path("runs/<uuid:pk>/", run, name="run"),
    path("runs/<uuid:pk>/progress/", run_progress, name="run-progress"),
    path("runs/<uuid:pk>/retry/", run_retry, name="run-retry"),
    path("runs/items/<uuid:pk>/retry/", run_item_retry, name="run-item-retry"),
]
