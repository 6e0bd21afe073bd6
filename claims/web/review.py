"""The review queue: every statement that waits, one after the other or many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from claims.models import Article, Person, ReviewState, Statement, User
from claims.permissions import Ability
from claims.queries import review as queries
from claims.queries.review import Tab
from claims.services import review
from claims.services.errors import ClaimsError
from claims.web import review_tabs
from claims.web.access import able
from claims.web.forms.submission import CONFLICT, OK
from claims.web.htmx import Fragment, Request, answer, page_of_origin
from claims.web.listing import only, page_of, render_list
from claims.web.review_tabs import TabLink

PER_PAGE = 20
QUEUE = "claims/review/_queue.html"


class QueueForm(forms.Form):
    """Which part of the queue is looked at. What does not parse is left out."""

    tab = forms.TypedChoiceField(choices=[(tab.value, tab.value) for tab in Tab], coerce=Tab, required=False)
    article = forms.UUIDField(required=False)
    speaker = forms.UUIDField(required=False)


class StatementsField(forms.TypedMultipleChoiceField):
    """Ids of statements, whichever they are: the service says which of them it takes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=UUID, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return True


class TickedForm(QueueForm):
    """The statements that were ticked, and where in the queue."""

    statement = StatementsField()


class AcceptedForm(forms.Form):
    """Those that were just accepted together, in the address that a plain form comes back to."""

    accepted = StatementsField(required=False)


@require_safe
@able(Ability.READ)
def queue(request: Request) -> HttpResponse:
    form = QueueForm(request.GET)
    form.is_valid()
    context = _context(request, form)
    accepted = AcceptedForm(request.GET)
    if accepted.is_valid():
        context["just_accepted"] = _still_accepted(accepted.cleaned_data["accepted"], request.user)
    return render_list(request, page="claims/review/review.html", fragment=QUEUE, context=context)


@require_POST
@able(Ability.REVIEW)
def accept(request: Request) -> HttpResponse:
    """Accepts the ticked statements; those that cannot be stop no other, and it is said why."""
    form = TickedForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tick at least one statement.")
        return answer(request, _fragment(request, form), status=422)
    many = review.accept_many(statement_ids=form.cleaned_data["statement"], by=request.user, at=timezone.now())
    if many.accepted:
        messages.success(request, f"Accepted {many.accepted} statement{'s' if many.accepted > 1 else ''}.")
    for conflict in many.conflicts:
        messages.error(request, conflict)
    accepted = _still_accepted(form.cleaned_data["statement"], request.user)
    return answer(request, _fragment(request, form, accepted), status=CONFLICT if many.conflicts else OK)


@require_POST
@able(Ability.REVIEW)
def reopen(request: Request) -> HttpResponse:
    """Undoes what was accepted together; one that cannot be undone any more stops no other."""
    form, undone, refusals = TickedForm(request.POST), 0, []
    if form.is_valid():
        for pk in form.cleaned_data["statement"][:PER_PAGE]:
            try:
                review.reopen(statement_id=pk, by=request.user, at=timezone.now())
            except ClaimsError as refusal:
                refusals.append(str(refusal))
            else:
                undone += 1
    if undone:
        messages.success(request, f"Undone. {undone} statement{'s wait' if undone > 1 else ' waits'} for review again.")
    for why in refusals:
        messages.error(request, why)
    return answer(request, _fragment(request, form), status=CONFLICT if refusals else OK)


def tabs_beside(request: Request) -> list[TabLink] | None:
    """The queue's tabs with what waits now, for an action on one of its cards; None when it came from elsewhere."""
    origin = page_of_origin(request)
    if origin.path != reverse("review"):
        return None
    form = QueueForm(QueryDict(origin.query))
    form.is_valid()
    tab, narrowed = form.cleaned_data.get("tab") or Tab.ALL, _narrowed(form)
    return review_tabs.tabs(tab, **{name: row.pk for name, row in narrowed.items()})


def _still_accepted(statement_ids: list[UUID], by: User) -> list[UUID]:
    """Which of these `by` accepted, so that it can be undone in one go."""
    mine = Statement.objects.filter(review_state=ReviewState.ACCEPTED, reviewed_by=by)
    return list(mine.filter(pk__in=statement_ids[:PER_PAGE]).values_list("pk", flat=True)) if statement_ids else []


def _fragment(request: Request, form: QueueForm, accepted: Sequence[UUID] = ()) -> Fragment:
    context = {**_context(request, form), "just_accepted": accepted}
    place = {"page": context["page"].number, "accepted": accepted}
    return Fragment(QUEUE, context, url=f"{reverse('review')}?{context['query']}&{urlencode(place, doseq=True)}")


def _narrowed(form: QueueForm) -> dict[str, Article | Person]:
    """What the queue is narrowed to, of that which there is."""
    asked = {
        "article": only(Article.objects.defer("text"), form.cleaned_data.get("article")),
        "speaker": only(Person.objects.standing(), form.cleaned_data.get("speaker")),
    }
    return {name: row for name, row in asked.items() if row is not None}


def _context(request: Request, form: QueueForm) -> dict[str, Any]:
    tab = form.cleaned_data.get("tab") or Tab.ALL
    rows = _narrowed(form)
    narrowed = {name: row.pk for name, row in rows.items()}
    return {
        "tab": tab,
        "tabs": review_tabs.tabs(tab, **narrowed),
        **rows,
        "query": review_tabs.query_of(tab, **narrowed),
        "page": page_of(request, queries.queue(tab, **narrowed), PER_PAGE),
    }


urlpatterns = [
    path("review/", queue, name="review"),
    path("review/accept/", accept, name="review-accept"),
    path("review/reopen/", reopen, name="review-reopen"),
]
