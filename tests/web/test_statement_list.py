"""The search of statements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Person, PersonAlias, Statement, name_key
from tests import factories
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, text_of

pytestmark = pytest.mark.django_db

URL = "/statements/"


def _said(words: str, on: str = "", speaker: Person | None = None, **columns: Any) -> Statement:
    article = factories.article(f"Head of {words}\n\n{words}", published_on=columns.pop("published_on", ""))
    return factories.statement(article, words, said_on=on, speaker=speaker, **columns)


def _found(**query: str) -> list[str]:
    return [statement.text for statement in browser(factories.reader()).get(URL, query).context["page"]]


def test_it_is_for_whoever_may_read_and_reached_from_the_articles() -> None:
    assert reverse("statement-list") == URL
    assert_needs(URL, allowed=factories.reader(), refused=factories.stranger())
    assert f'href="{URL}"' in text_of(browser(factories.reader()).get(reverse("article-list")))


def test_it_answers_what_somebody_said_in_a_year_about_something() -> None:
    mara = factories.person("Mara Quist")
    _said("The harbour stays open.", "2024-03-02", mara)
    _said("The harbour may close.", "2023-12-31", mara)
    _said("The school stays open.", "2024-03-02", mara)
    _said("The harbour is ours.", "2024-03-02", factories.person("Olav Berg"))
    assert _found(q="harbour", speaker="quist", since="2024", until="2024") == ["The harbour stays open."]


def test_the_latest_come_first_and_the_undated_last() -> None:
    _said("Undated.")
    _said("In May.", "2024-05")
    _said("Published in June.", published_on="2024-06-01")
    assert _found() == ["Published in June.", "In May.", "Undated."]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("2024-05-10", True),
        ("2024-05-10~", True),
        ("2024-05-20?", True),
        ("2024-05", True),
        ("2024", True),
        ("2024~", True),
        ("2024-05-09", False),
        ("2024-05-21", False),
        ("2024-04", False),
        ("2024-06", False),
        ("2023", False),
        ("", False),
    ],
)
def test_a_time_that_reaches_into_the_period_is_found(said: str, found: bool) -> None:
    _said("Words.", said)
    assert bool(_found(since="2024-05-10", until="2024-05-20")) is found


def test_a_speaker_is_found_by_any_name_and_an_unresolved_one_by_that_of_the_text() -> None:
    mara = factories.person("Mara Quist")
    PersonAlias.objects.create(person=mara, name="Minister Núñez", key=name_key("Minister Núñez"))
    _said("Hers.", speaker=mara)
    _said("Somebody's.", speaker_text="the nunez spokesman")
    assert set(_found(speaker="nunez")) == {"Hers.", "Somebody's."}
    assert _found(speaker="nunez minister") == ["Hers."]


def test_rejected_ones_only_on_demand() -> None:
    factories.decided(_said("No words of hers."), "rejected")
    factories.decided(_said("Words of hers."))
    assert _found() == ["Words of hers."]
    assert _found(review="rejected") == ["No words of hers."]
    assert _found(review="suggested") == []


def test_htmx_gets_the_results_alone_and_what_does_not_parse_is_left_out() -> None:
    _said("Words.")
    html = text_of(browser(factories.reader()).get(URL, {"since": "May", "q": "\x00"}, headers=htmx(URL)))
    assert html.lstrip().startswith('<div id="statements"')
    assert "Words." in html
    assert "No such statement" in text_of(browser(factories.reader()).get(URL, {"q": "nothing"}))


def test_its_cost_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(n: int) -> None:
        for _ in range(n):
            factories.statement(factories.article(), speaker=factories.person())

    assert_flat(URL, add, django_assert_max_num_queries, at_most=6)
