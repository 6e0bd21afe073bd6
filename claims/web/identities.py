"""Who is who: merging two people, telling them apart, and undoing either."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Verdict
from claims.permissions import Ability
from claims.queries import people as known
from claims.services import people
from claims.web import profile
from claims.web.access import able
from claims.web.forms.people import JudgementForm, MergeForm, TellApartForm
from claims.web.forms.submission import INVALID, first_error
from claims.web.htmx import Request, answer, perform, respond
from claims.web.listing import words_of

_ALL = ("identity", "head", "timeline", "history")
"""The sections of a person's page that a merge changes: all of them."""
_SAID = {
    Verdict.DIFFERENT: "Recorded that they are two people.",
    Verdict.UNSURE: "Recorded that nobody can say yet.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.IDENTIFY)
def merge(request: Request, pk: UUID) -> HttpResponse:
    """The search for somebody who is the same as `pk`; and the merge, in which `pk` stays."""
    if request.method != "POST":
        return _show_search(request, pk)
    form = MergeForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form)
    return perform(
        request,
        lambda: people.merge(
            person_id=pk,
            other_id=form.cleaned_data["other"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        ),
        show=lambda: profile.sections(request, pk, *_ALL),
        said="Merged. You can undo it below.",
    )


@require_POST
@able(Ability.IDENTIFY)
def split(request: Request, pk: UUID) -> HttpResponse:
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form)
    return perform(
        request,
        lambda: people.split(judgement_id=form.cleaned_data["judgement"], by=request.user, at=timezone.now()),
        show=lambda: profile.sections(request, pk, *_ALL),
        said="Merge undone.",
    )


@require_POST
@able(Ability.IDENTIFY)
def take_back(request: Request, pk: UUID) -> HttpResponse:
    """Undoes "not the same" or "unsure"."""
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form)
    return perform(
        request,
        lambda: people.take_back(judgement_id=form.cleaned_data["judgement"], by=request.user, at=timezone.now()),
        show=lambda: profile.sections(request, pk, "identity", "history"),
        said="Taken back.",
    )


@require_POST
@able(Ability.IDENTIFY)
def tell_apart(request: Request, pk: UUID) -> HttpResponse:
    form = TellApartForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form)
    return perform(
        request,
        lambda: people.tell_apart(
            person_id=pk,
            other_id=form.cleaned_data["other"],
            verdict=form.cleaned_data["verdict"],
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
        ),
        show=lambda: profile.sections(request, pk, "identity", "history"),
        said=_SAID[form.cleaned_data["verdict"]],
    )


def _show_search(request: Request, pk: UUID) -> HttpResponse:
    person = profile.find(pk)
    words = words_of(request)
    context = {"person": person, "q": words, "offered": known.offered(person, words), "inline": bool(request.htmx)}
    return respond(request, page="claims/person/merge.html", fragment="claims/person/_candidates.html", context=context)


def _refuse(request: Request, pk: UUID, form: Form) -> HttpResponse:
    """The section as it is, and in words what was wrong: these forms are buttons beside a name."""
    messages.error(request, first_error(form))
    return answer(request, profile.sections(request, pk, "identity"), status=INVALID)


urlpatterns = [
    path("people/<uuid:pk>/merge/", merge, name="person-merge"),
    path("people/<uuid:pk>/split/", split, name="person-split"),
    path("people/<uuid:pk>/take-back/", take_back, name="person-take-back"),
    path("people/<uuid:pk>/tell-apart/", tell_apart, name="person-tell-apart"),
]
