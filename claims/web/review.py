"""The review queue: every statement that waits, one after the other or many at once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from claims.models import Article, Person
from claims.permissions import Ability
from claims.queries import review as queries
from claims.queries.review import Tab
from claims.services import review
from claims.web import review_tabs
from claims.web.access import able
from claims.web.forms.submission import OK
from claims.web.htmx import Fragment, Request, answer
from claims.web.listing import only, page_of, render_list

PER_PAGE = 20
CONFLICT = 409
QUEUE = "claims/review/_queue.html"


class QueueForm(forms.Form):
    """Which part of the queue is looked at. What does not parse is left out."""

    tab = forms.TypedChoiceField(choices=[(tab.value, tab.value) for tab in Tab], coerce=Tab, required=False)
    article = forms.UUIDField(required=False)
    speaker = forms.UUIDField(required=False)


class AcceptForm(QueueForm):
    """The statements that were ticked."""

    statement = forms.TypedMultipleChoiceField(coerce=UUID, error_messages={"required": "Tick at least one statement."})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ticked = self.data.getlist("statement") if hasattr(self.data, "getlist") else []
        self.fields["statement"].choices = [(one, one) for one in ticked]  # type: ignore[attr-defined]


@require_safe
@able(Ability.READ)
def queue(request: Request) -> HttpResponse:
    form = QueueForm(request.GET)
    form.is_valid()
    return render_list(request, page="claims/review/review.html", fragment=QUEUE, context=_context(request, form))


@require_POST
@able(Ability.REVIEW)
def accept(request: Request) -> HttpResponse:
    """Accepts the ticked statements; those that cannot be stop no other, and it is said why."""
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Tick at least one statement.")
        return answer(request, _fragment(request, form), status=422)
    many = review.accept_many(statement_ids=form.cleaned_data["statement"], by=request.user, at=timezone.now())
    if many.accepted:
        messages.success(request, f"Accepted {many.accepted} statement{'s' if many.accepted > 1 else ''}.")
    for conflict in many.conflicts:
        messages.error(request, conflict)
    return answer(request, _fragment(request, form), status=CONFLICT if many.conflicts else OK)


def _fragment(request: Request, form: QueueForm) -> Fragment:
    context = _context(request, form)
    return Fragment(QUEUE, context, url=f"{reverse('review')}?{context['query']}")


def _context(request: Request, form: QueueForm) -> dict[str, Any]:
    tab = form.cleaned_data.get("tab") or Tab.ALL
    article = only(Article.objects.defer("text"), form.cleaned_data.get("article"))
    speaker = only(Person.objects.standing(), form.cleaned_data.get("speaker"))
    narrowed = {name: row.pk for name, row in (("article", article), ("speaker", speaker)) if row}
    return {
        "tab": tab,
        "tabs": review_tabs.tabs(tab, **narrowed),
        "article": article,
        "speaker": speaker,
        "query": review_tabs.query_of(tab, **narrowed),
        "page": page_of(request, queries.queue(tab, **narrowed), PER_PAGE),
    }


urlpatterns = [
    path("review/", queue, name="review"),
    path("review/accept/", accept, name="review-accept"),
]
