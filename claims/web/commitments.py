"""Commitments: the list, one with all that is known about it, and an editor's decisions on it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Commitment
from claims.permissions import Ability
from claims.queries import commitments
from claims.services import review
from claims.web import dossier, reports
from claims.web.access import able
from claims.web.forms.commitments import CommitmentFilterForm, CommitmentForm
from claims.web.forms.submission import OK, submit
from claims.web.htmx import Fragment, Request, answer, perform, respond
from claims.web.listing import page_of, render_list


@require_safe
@able(Ability.READ)
def index(request: Request) -> HttpResponse:
    form = CommitmentFilterForm(request.GET)
    filters = form.filters()
    page = page_of(request, commitments.listed(filters, today=timezone.localdate()))
    context = {"form": form, "filters": filters, "page": page, "repeats": commitments.repeats(page)}
    return render_list(
        request, page="claims/commitment/list.html", fragment="claims/commitment/_list.html", context=context
    )


@require_safe
@able(Ability.READ)
def show(request: Request, pk: UUID) -> HttpResponse:
    return render(request, dossier.PAGE, dossier.context_of(request, pk))


@require_POST
@able(Ability.REVIEW)
def accept(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, review.accept_commitment, "Promise accepted.")


@require_POST
@able(Ability.REVIEW)
def reject(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, review.reject_commitment, "Promise rejected.")


@require_POST
@able(Ability.REVIEW)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, review.reopen_commitment, "Undone. The promise waits for review again.")


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.REVIEW)
def edit(request: Request, pk: UUID) -> HttpResponse:
    """The form in the place of the page's head; with JavaScript off, on a page of its own."""
    commitment = get_object_or_404(Commitment, pk=pk)
    form = CommitmentForm(request.POST) if request.method == "POST" else CommitmentForm.of(commitment)
    status = OK
    if form.is_bound:
        status = submit(
            form,
            lambda: review.edit_commitment(
                commitment_id=pk,
                details=form.details(),
                seen=form.cleaned_data["edited_at"],
                by=request.user,
                at=timezone.now(),
            ),
        )
        if status == OK:
            messages.success(request, "Promise changed.")
            return answer(request, dossier.sections(request, pk, "head", "ruling", "timeline", "history"))
    return respond(
        request,
        page="claims/commitment/edit.html",
        fragment="claims/commitment/_edit.html",
        context={"commitment": commitment, "form": form, "inline": bool(request.htmx)},
        status=status,
    )


def _decide(request: Request, pk: UUID, verb: Callable[..., Commitment], said: str) -> HttpResponse:
    return perform(
        request,
        lambda: verb(commitment_id=pk, by=request.user, at=timezone.now()),
        show=lambda: _after_decision(request, pk),
        said=said,
    )


def _after_decision(request: Request, pk: UUID) -> Fragment:
    if dossier.is_on_page(request):
        return dossier.sections(request, pk, "head", "ruling", "timeline", "history")
    if reports.is_on_page(request):
        return reports.promise(pk)
    if request.htmx:
        return dossier.card(pk)
    return Fragment("", {}, url=reverse("commitment", args=[pk]))


urlpatterns = [
    path("commitments/", index, name="commitments"),
    path("commitments/<uuid:pk>/", show, name="commitment"),
    path("commitments/<uuid:pk>/accept/", accept, name="commitment-accept"),
    path("commitments/<uuid:pk>/reject/", reject, name="commitment-reject"),
    path("commitments/<uuid:pk>/reopen/", reopen, name="commitment-reopen"),
    path("commitments/<uuid:pk>/edit/", edit, name="commitment-edit"),
]
