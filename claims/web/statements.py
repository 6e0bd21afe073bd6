"""Statements: what an editor does to one. Each action answers with its card as it stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.models import Person, ReviewState, Statement
from claims.permissions import Ability
from claims.queries import people, reader
from claims.services import review
from claims.web import review as review_queue
from claims.web.access import able
from claims.web.forms.commitments import CommitmentForm
from claims.web.forms.statements import SpeakerForm, promise_in
from claims.web.htmx import Fragment, Request, page_of_origin, perform, respond
from claims.web.listing import words_of

CARD = "claims/statement/_card.html"
PAGE = "claims/statement/statement.html"
SPEAKER_FORM = "claims/statement/_speaker.html"
PROMISE_FORM = "claims/statement/_promise.html"


@require_safe
@able(Ability.READ)
def statement(request: Request, pk: UUID) -> HttpResponse:
    """One card for htmx (to put a form away); a browser is led to the place in the article."""
    found = _find(pk)
    if not request.htmx:
        return redirect(found)
    return respond(request, page=PAGE, fragment=CARD, context=_context(request, found))


@require_POST
@able(Ability.REVIEW)
def accept(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, review.accept, "Accepted.")


@require_POST
@able(Ability.REVIEW)
def reject(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, review.reject, "Rejected.")


@require_POST
@able(Ability.REVIEW)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, review.reopen, "Undone. It waits for review again.")


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.REVIEW)
def speaker(request: Request, pk: UUID) -> HttpResponse:
    form = SpeakerForm(request.POST if request.method == "POST" else None, auto_id=f"speaker-{pk}-%s")
    if form.is_bound and form.is_valid():
        _doubt(form, _find(pk))
    if not form.is_bound or form.errors:
        return _show_form(request, pk, status=422 if form.is_bound else 200, **_speakers(request, pk, form))
    return perform(
        request,
        lambda: review.change_speaker(statement_id=pk, **form.choice(), by=request.user, at=timezone.now()),
        show=lambda: _card(request, pk),
        otherwise=lambda: _card(request, pk, **_speakers(request, pk, form)),
        said="Speaker changed.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.REVIEW)
def commitment(request: Request, pk: UUID) -> HttpResponse:
    if request.method != "POST":
        return _show_form(request, pk, open_form=PROMISE_FORM, form=promise_in(_find(pk)))
    form = CommitmentForm(request.POST, auto_id=f"promise-{pk}-%s")
    if not form.is_valid():
        return _show_form(request, pk, status=422, open_form=PROMISE_FORM, form=form)
    return perform(
        request,
        lambda: review.mark_commitment(statement_id=pk, details=form.details(), by=request.user, at=timezone.now()),
        show=lambda: _card(request, pk),
        said="Marked as a promise.",
    )


def _decide(request: Request, pk: UUID, verb: Callable[..., Statement], said: str) -> HttpResponse:
    """The message links to the card, because a plain post may come back to a list it has left."""
    link = format_html('{} <a href="{}">See it in the article</a>', said, reverse("statement", args=[pk]))
    return perform(
        request,
        lambda: verb(statement_id=pk, by=request.user, at=timezone.now()),
        show=lambda: _card(request, pk),
        said=said if request.htmx else link,
    )


def _show_form(request: Request, pk: UUID, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The card with a form open in it; without htmx on a page of its own."""
    return respond(request, page=PAGE, fragment=CARD, context=_context(request, _find(pk), **forms), status=status)


def _card(request: Request, pk: UUID, **forms: Any) -> Fragment:
    found = _find(pk)
    return Fragment(
        CARD,
        _context(request, found, **forms),
        url=reverse("article", args=[found.article_id]),
        anchor=f"statement-{pk}",
    )


def _context(request: Request, found: Statement, **forms: Any) -> dict[str, Any]:
    """What a card shows, and what changes with it beside it: the article's tally, or the tabs of the review queue."""
    beside = page_of_origin(request).path == reverse("article", args=[found.article_id])
    tally = reader.tally(found.article_id) if beside else None
    return {"statement": found, "tally": tally, "queue_tabs": review_queue.tabs_beside(request), **forms}


def _speakers(request: Request, pk: UUID, form: SpeakerForm) -> dict[str, Any]:
    """Whom to offer: those found by a search, else those whom the article names, the nearest first."""
    words = words_of(request) or form.data.get("name", "").replace("\x00", "").strip()
    known = Person.objects.standing().exclude(review_state=ReviewState.REJECTED)
    offered = people.called(known, words) if words else people.near(_find(pk))
    shown = list(offered.prefetch_related("roles")[: people.OFFERED])
    return {
        "open_form": SPEAKER_FORM,
        "form": form,
        "words": words,
        "offered": shown,
        "not_shown": max(offered.count() - len(shown), 0),
    }


def _doubt(form: SpeakerForm, found: Statement) -> None:
    """Asks once whether somebody new is not rather a person of the article whose name was cut short."""
    name = form.choice()["name"]
    if not name or form.cleaned_data["asked_about"] == name:
        return
    meant = people.meant_by(name, found)
    if meant is not None:
        form.ask_about(name, f"Do you mean {meant}? Choose them above. If not, press “Add and choose” again.")


def _find(pk: UUID) -> Statement:
    found = reader.for_cards(Statement.objects.filter(pk=pk)).first()
    if found is None:
        raise Http404("That statement does not exist any more.")
    return found


urlpatterns = [
    path("statements/<uuid:pk>/", statement, name="statement"),
    path("statements/<uuid:pk>/accept/", accept, name="statement-accept"),
    path("statements/<uuid:pk>/reject/", reject, name="statement-reject"),
    path("statements/<uuid:pk>/reopen/", reopen, name="statement-reopen"),
    path("statements/<uuid:pk>/speaker/", speaker, name="statement-speaker"),
    path("statements/<uuid:pk>/commitment/", commitment, name="statement-commitment"),
]
