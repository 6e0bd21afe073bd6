"""A person's page: what stands on the timeline, and what it costs."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import Person, PersonRole, ReviewState, Status
from claims.services import link, track
from tests import factories
from tests.web.scenes import accepted_promise, browser, htmx, promise, report

pytestmark = pytest.mark.django_db


def page_of(person: Person, **query: str) -> str:
    return browser(factories.editor()).get(person.get_absolute_url(), query).content.decode()


def test_names_roles_and_wikidata_are_shown() -> None:
    mara = factories.person("Mara Quist", wikidata_id="Q42")
    PersonRole.objects.create(person=mara, title="Minister", held_from="2021-01", held_to="2024")
    page = page_of(mara)
    assert "January 2021" in page
    assert 'href="https://www.wikidata.org/wiki/Q42"' in page


def test_a_promise_shows_its_date_as_precise_as_it_is_known_and_both_axes() -> None:
    commitment = promise()
    page = page_of(commitment.person)
    assert '<time datetime="2023-11">November 2023</time>' in page
    assert "No evidence yet" in page
    assert '<span class="axis__name">Status</span>' in page
    assert "The Harbour Post published it" in " ".join(page.split())


def test_evidence_appears_once_accepted_and_with_both_sides() -> None:
    commitment = accepted_promise()
    suggestion = report(commitment)
    assert "rises by ten per cent" not in page_of(commitment.person)
    link.accept(link_id=suggestion.pk, by=factories.editor(), at=timezone.now())
    page = page_of(commitment.person)
    assert "the toll rises by ten per cent in July" in page
    assert "Contradicting" in page


def test_rulings_appear_with_their_rationale() -> None:
    commitment = accepted_promise()
    track.rule(
        commitment_id=commitment.pk,
        status=Status.STALLED,
        rationale="Silence since May.",
        latest_ruling_id=None,
        by=factories.editor(),
        at=timezone.now(),
    )
    assert "Silence since May." in page_of(commitment.person)


def test_years_mark_the_timeline_and_the_undated_come_last() -> None:
    mara = factories.person()
    for published in ("2023-05-02", "", "2022-01"):
        factories.statement(factories.article(published_on=published), speaker=mara)
    years = browser(factories.reader()).get(mara.get_absolute_url()).context["years"]
    assert [year.label for year in years] == ["2022", "2023", ""]


def test_a_year_narrows_it_and_the_newest_may_come_first() -> None:
    mara = factories.person()
    for published in ("2023-05-02", "", "2022-01", "2023-06"):
        factories.statement(factories.article(published_on=published), speaker=mara)
    client = browser(factories.reader())

    def dates(**query: str) -> list[str]:
        return [entry.date for entry in client.get(mara.get_absolute_url(), query).context["page"]]

    assert dates(year="2023") == ["2023-05-02", "2023-06"]
    assert dates(order="newest") == ["2023-06", "2023-05-02", "2022-01", ""]
    assert dates(year="1999") == dates() == ["2022-01", "2023-05-02", "2023-06", ""]
    page = page_of(mara, year="2023", kind="statement")
    assert f'href="{mara.get_absolute_url()}?year=2022&amp;kind=statement"' in page
    assert f'href="{reverse("statement-list")}?speaker=' in page


def test_rejected_findings_are_not_on_it() -> None:
    mara = factories.person()
    factories.decided(factories.statement(factories.article(), speaker=mara), ReviewState.REJECTED)
    assert "Nothing on the timeline yet" in page_of(mara)


def test_a_kind_narrows_it_and_htmx_gets_the_timeline_alone() -> None:
    commitment = promise()
    factories.statement(factories.article(), speaker=commitment.person)
    response = browser(factories.editor()).get(
        commitment.person.get_absolute_url(), {"kind": "statement"}, headers=htmx("person-timeline")
    )
    assert response.content.decode().lstrip().startswith('<section class="panel" id="person-timeline"')
    assert commitment.title not in response.content.decode()
    assert "HX-Request" in response.headers["Vary"]


def test_what_waits_is_counted() -> None:
    commitment = promise()
    report(commitment)
    waiting = browser(factories.editor()).get(commitment.person.get_absolute_url()).context["waiting"]
    assert (waiting.statements, waiting.commitments, waiting.evidence) == (1, 1, 1)


def test_a_page_costs_the_same_for_2_and_20(django_assert_num_queries) -> None:
    mara = factories.person()
    editor = factories.editor()
    client = browser(editor)
    made = 0
    for wanted in (2, 20):
        for number in range(made, wanted):
            commitment = accepted_promise(words=f"toll number {number} will not rise", person=mara)
            evidence = report(commitment, f"toll number {number} rises")
            link.accept(link_id=evidence.pk, by=editor, at=timezone.now())
        made = wanted
        with django_assert_num_queries(24):
            client.get(mara.get_absolute_url())


def test_a_long_timeline_comes_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.web.profile.ENTRIES_PER_PAGE", 2)
    mara = factories.person()
    for _ in range(3):
        factories.statement(factories.article(), speaker=mara)
    page = page_of(mara, page="2")
    assert "3–3 of 3 entries" in page
    assert reverse("person", args=[mara.pk]) in page
