"""The page of one person, in sections: an action answers with the sections that it changed."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from claims.models import Person
from claims.queries import history, people, timeline
from claims.queries.timeline import Entry, EntryKind
from claims.web.forms.people import AliasForm, NameForm
from claims.web.htmx import Fragment, Request, render_fragment

PAGE = "claims/person/person.html"
SECTIONS = ("head", "identity", "timeline", "history")
ENTRIES_PER_PAGE = 100


def anchor_of(section: str) -> str:
    """The id of a section's element."""
    return f"person-{section}"


def is_on_page(request: Request) -> bool:
    """Whether an action came from a person's page: its answer then replaces a section there."""
    return bool(request.htmx) and request.htmx.target in {anchor_of(section) for section in SECTIONS}


def find(person_id: UUID) -> Person:
    """The person with names and roles. Raises Http404."""
    person = people.person(person_id)
    if person is None:
        raise Http404("That person does not exist any more.")
    return person


def context_of(request: Request, person: Person, **forms: Any) -> dict[str, Any]:
    """All that the page shows. `forms` replaces empty forms by ones that were filled in."""
    return {
        "person": person,
        "waiting": people.waiting(person),
        "judgements": people.judgements(person),
        "events": history.of_person(person),
        "offered": people.offered(person, ""),
        "rename_form": NameForm(initial={"name": person.name}, auto_id="rename-%s"),
        "alias_form": AliasForm(auto_id="alias-%s"),
        **timeline_of(request, person),
        **forms,
    }


def timeline_of(request: Request, person: Person) -> dict[str, Any]:
    """One page of the timeline: of one `?kind=`, of one `?year=`, the newest first if `?order=newest` says so."""
    entries = timeline.of_person(person)
    asked = request.GET.get("kind", "")
    kind = EntryKind(asked) if asked in set(EntryKind) else None
    of_kind = [entry for entry in entries if kind in (None, entry.kind)]
    counts = Counter(entry.date[:4] for entry in of_kind if entry.date)
    year = request.GET.get("year", "") if request.GET.get("year", "") in counts else ""
    shown = [entry for entry in of_kind if entry.date.startswith(year)]
    newest_first = request.GET.get("order") == "newest"
    if newest_first:
        shown.sort(key=lambda entry: entry.date, reverse=True)  # what has no date still comes last
    page: Page[Entry] = Paginator(shown, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    return {
        "person": person,
        "kind": kind,
        "year": year,
        "year_counts": sorted(counts.items()),
        "newest_first": newest_first,
        "kinds": [(one, sum(entry.kind == one for entry in entries)) for one in EntryKind],
        "entry_count": len(entries),
        "page": page,
        "years": timeline.by_year(page),
    }


def sections(request: Request, person_id: UUID, *names: str, **forms: Any) -> Fragment:
    """The first section in its place, the others beside it. A plain request needs only where to go."""
    url = reverse("person", args=[person_id])
    if not request.htmx:
        return Fragment("", {}, url=url, anchor=anchor_of(names[0]))
    context = context_of(request, find(person_id), **forms)
    context["sections"] = [f"claims/person/_{name}.html" for name in names]
    return Fragment("claims/person/_sections.html", context, url=url, anchor=anchor_of(names[0]))


def refuse(request: Request, person_id: UUID, section: str, *, status: int, **forms: Any) -> HttpResponse:
    """Shows a form again with what is wrong with it: its section for htmx, else the whole page."""
    if request.htmx:
        fragment = sections(request, person_id, section, **forms)
        return render_fragment(request, fragment.template, fragment.context, status=status)
    return render(request, PAGE, context_of(request, find(person_id), **forms), status=status)


def card(person_id: UUID) -> Fragment:
    """A person as lists and queues show them."""
    person = people.for_cards(Person.objects.filter(pk=person_id)).first()
    if person is None:
        raise Http404("That person does not exist any more.")
    return Fragment(
        "claims/person/_card.html",
        {"person": person, "undo": True},
        url=person.get_absolute_url(),
        anchor=f"person-{person.pk}",
    )
