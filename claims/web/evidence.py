"""Evidence: an editor's answer to a suggested link, and links that an editor finds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import retarget

from claims.models import Commitment, EvidenceLink
from claims.permissions import Ability
from claims.queries import evidence
from claims.queries.timeline import evidence_for_timeline
from claims.services import link
from claims.web import dossier, reports
from claims.web.access import able
from claims.web.forms.evidence import AcceptForm, PassageForm, RelationForm, StatementForm
from claims.web.forms.submission import INVALID, OK, first_error, submit
from claims.web.htmx import Fragment, Request, answer, perform, respond
from claims.web.listing import words_of

_CHANGED = ("head", "ruling", "follow_ups", "timeline", "history")
"""The sections of a commitment's page that a decision on evidence changes, beside the evidence itself."""


@require_POST
@able(Ability.REVIEW)
def accept(request: Request, pk: UUID) -> HttpResponse:
    form = AcceptForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form)
    return _decide(request, pk, link.accept, f"Evidence accepted{_and_with_it(_found(pk))}.", **form.arguments())


@require_POST
@able(Ability.REVIEW)
def reject(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, link.reject, "Evidence rejected.")


@require_POST
@able(Ability.REVIEW)
def reopen(request: Request, pk: UUID) -> HttpResponse:
    return _decide(request, pk, link.reopen, "Undone. The evidence waits for review again.")


@require_POST
@able(Ability.REVIEW)
def relation(request: Request, pk: UUID) -> HttpResponse:
    """Corrects what an accepted link says."""
    form = RelationForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form)
    return _decide(request, pk, link.change_relation, "Evidence changed.", **form.arguments())


@require_http_methods(["GET", "HEAD", "POST"])
@able(Ability.REVIEW)
def add(request: Request, pk: UUID) -> HttpResponse:
    """Finds a statement by its words, or quotes a passage exactly; either is accepted at once."""
    if request.method != "POST":
        return _show_search(request, pk)
    form, verb = (PassageForm, link.add_passage) if "words" in request.POST else (StatementForm, link.add)
    filled = form(request.POST, auto_id=f"{form.NAME}-%s")
    status = submit(filled, lambda: verb(commitment_id=pk, **filled.arguments(), by=request.user, at=timezone.now()))
    if status != OK:
        return _show_search(request, pk, status=status, **{f"{form.NAME}_form": filled})
    messages.success(request, "Evidence added.")
    return answer(request, dossier.sections(request, pk, "evidence", *_CHANGED))


def _show_search(request: Request, pk: UUID, *, status: int = OK, **forms: Any) -> HttpResponse:
    commitment = get_object_or_404(Commitment, pk=pk)
    words = words_of(request)
    context = {
        "commitment": commitment,
        "q": words,
        "statements": evidence.linkable(commitment, words) if words else (),
        "articles": evidence.quotable(words),
        "article_chosen": request.POST.get("article", ""),
        "statement_form": StatementForm(auto_id="statement-%s"),
        "passage_form": PassageForm(auto_id="passage-%s"),
        "inline": bool(request.htmx),
        **forms,
    }
    response = respond(
        request, page="claims/evidence/add.html", fragment="claims/evidence/_add.html", context=context, status=status
    )
    # A form sent from the commitment's page aims at the whole section, which is not there to be replaced yet.
    return retarget(response, "#evidence-add") if request.htmx else response


def _decide(request: Request, pk: UUID, verb: Callable[..., EvidenceLink], said: str, **arguments: Any) -> HttpResponse:
    """The message of a plain post links to the evidence, because it may come back to a queue that it has left."""
    linked = format_html('{} <a href="{}">See it</a>', said, _found(pk).get_absolute_url())
    return perform(
        request,
        lambda: verb(link_id=pk, **arguments, by=request.user, at=timezone.now()),
        show=lambda: _after_decision(request, pk),
        said=said if request.htmx else linked,
    )


def _after_decision(request: Request, pk: UUID) -> Fragment:
    """The commitment's page or the review queue where the action came from one of them, else the card alone."""
    found = _found(pk)
    if dossier.is_origin(request, found.commitment):
        return _in_dossier(request, found)
    if reports.is_on_page(request):
        return reports.card(found)
    return Fragment(
        "claims/evidence/_card.html",
        {"link": found},
        url=found.commitment.get_absolute_url(),
        anchor=f"evidence-{found.pk}",
    )


def _in_dossier(request: Request, found: EvidenceLink) -> Fragment:
    """The card in its place, so that nothing moves under the pointer, and beside it all that the decision changed."""
    context = dossier.context_of(request, found.commitment_id)
    return Fragment(
        "claims/evidence/_decided.html",
        {**context, "link": found, "sections": [dossier.template_of(name) for name in _CHANGED]},
        url=found.commitment.get_absolute_url(),
        anchor=f"evidence-{found.pk}",
    )


def _found(pk: UUID) -> EvidenceLink:
    found = evidence_for_timeline(EvidenceLink.objects.filter(pk=pk)).first()
    if found is None:
        raise Http404("That evidence does not exist any more.")
    return found


def _and_with_it(found: EvidenceLink) -> str:
    """What accepting this link accepts too."""
    others = ["the promise"] if found.commitment.is_suggested else []
    statement = found.statement
    if statement is not None and statement.is_suggested:
        others.append(f"{statement.speaker.name}’s statement" if statement.speaker else "the statement")
    return f", and with it {' and '.join(others)}" if others else ""


def _refuse(request: Request, pk: UUID, form: RelationForm) -> HttpResponse:
    messages.error(request, first_error(form))
    return answer(request, _after_decision(request, pk), status=INVALID)


urlpatterns = [
    path("evidence/<uuid:pk>/accept/", accept, name="evidence-accept"),
    path("evidence/<uuid:pk>/reject/", reject, name="evidence-reject"),
    path("evidence/<uuid:pk>/reopen/", reopen, name="evidence-reopen"),
    path("evidence/<uuid:pk>/relation/", relation, name="evidence-relation"),
    path("commitments/<uuid:pk>/evidence/add/", add, name="evidence-add"),
]
