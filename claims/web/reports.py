"""The review queue's other half: suggested evidence that waits, promise by promise."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from claims.models import EvidenceLink, Person, Relation
from claims.permissions import Ability
from claims.queries import reports as queries
from claims.web import dossier, review_tabs
from claims.web.access import able
from claims.web.htmx import Fragment, Request, page_of_origin
from claims.web.listing import only, page_of, render_list

PER_PAGE = 20


class QueueForm(forms.Form):
    """Which part of the queue is looked at. What does not parse is left out."""

    relation = forms.TypedChoiceField(choices=Relation.choices, coerce=Relation, required=False, empty_value=None)
    person = forms.UUIDField(required=False)


@require_safe
@able(Ability.READ)
def queue(request: Request) -> HttpResponse:
    form = QueueForm(request.GET)
    form.is_valid()
    relation = form.cleaned_data.get("relation")
    person = only(Person.objects.standing(), form.cleaned_data.get("person"))
    person_id = person.pk if person else None
    counts = queries.counts(person_id)
    links = queries.queue(*([relation] if relation else []), person_id=person_id)
    page = page_of(request, links, PER_PAGE)
    context = {
        "relation": relation,
        "person": person,
        "relations": [(one, count) for one, count in counts.items() if count],
        "page": page,
        "groups": queries.grouped(page),
        "tabs": review_tabs.tabs(review_tabs.REPORTS),
    }
    return render_list(
        request, page="claims/review/reports.html", fragment="claims/review/_reports.html", context=context
    )


def is_on_page(request: Request) -> bool:
    """Whether an action came from this page, where the promise's words stand above the report."""
    return page_of_origin(request).path == reverse("review-reports")


def card(link: EvidenceLink) -> Fragment:
    """A report as it stands after a decision, its promise, and how much waits now."""
    [group] = queries.grouped([link])
    context = {"link": link, "group": group, "tabs": review_tabs.tabs(review_tabs.REPORTS)}
    return Fragment("claims/review/_report.html", context, url=reverse("review-reports"))


def promise(commitment_id: UUID) -> Fragment:
    """A promise in the place of its reports, and how much waits now."""
    context = {**dossier.card(commitment_id).context, "tabs": review_tabs.tabs(review_tabs.REPORTS)}
    return Fragment("claims/review/_rejected.html", context, url=reverse("review-reports"))


urlpatterns = [path("review/reports/", queue, name="review-reports")]
