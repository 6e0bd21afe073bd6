"""What an editor does to one statement, by htmx and by plain form."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Commitment, Person, Statement
from tests import factories
from tests.web.browsing import browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

PROMISE = {"title": "Mend the bridge", "polarity": "will", "deadline_kind": "none"}


@pytest.fixture
def statement() -> Statement:
    return factories.statement(factories.article(), speaker_text="the mayor")


def _url(verb: str, statement: Statement) -> str:
    return reverse(f"statement-{verb}", args=[statement.pk])


def _card(statement: Statement) -> str:
    return f'id="statement-{statement.pk}"'


@pytest.mark.parametrize("verb", ["accept", "reject", "reopen", "speaker", "commitment"])
def test_every_verb_is_for_whoever_may_review(verb: str, statement: Statement) -> None:
    assert browser().post(_url(verb, statement)).status_code == 302
    assert browser(factories.reader()).post(_url(verb, statement)).status_code == 403
    statement.refresh_from_db()
    assert statement.is_suggested


@pytest.mark.parametrize("verb", ["accept", "reject", "reopen"])
def test_a_decision_takes_a_post(verb: str, statement: Statement) -> None:
    assert browser(factories.editor()).get(_url(verb, statement)).status_code == 405


@pytest.mark.parametrize(("verb", "state"), [("accept", "accepted"), ("reject", "rejected")])
def test_a_decision_by_htmx_answers_with_the_fresh_card(verb: str, state: str, statement: Statement) -> None:
    response = browser(factories.editor()).post(_url(verb, statement), headers=htmx("/review/"))
    html = text_of(response)
    assert response.status_code == 200
    assert html.lstrip().startswith("<article")
    assert _card(statement) in html
    assert f'data-state="{state}"' in html
    assert "by Edda Torin" in html
    assert _url("reopen", statement) in html
    assert 'hx-swap-oob="innerHTML:#messages"' in html
    assert f"{state.capitalize()}." in html


def test_a_decision_by_plain_form_comes_back_to_the_card(statement: Statement) -> None:
    response = browser(factories.editor()).post(_url("accept", statement))
    assert response["Location"] == f"{statement.article.get_absolute_url()}#statement-{statement.pk}"
    statement.refresh_from_db()
    assert statement.is_accepted


def test_a_plain_form_comes_back_to_where_it_was_and_links_to_the_card(statement: Statement) -> None:
    response = browser(factories.editor()).post(
        _url("accept", statement), {"next": "/review/?tab=unresolved"}, follow=True
    )
    assert response.redirect_chain == [(f"/review/?tab=unresolved#statement-{statement.pk}", 302)]
    assert reverse("statement", args=[statement.pk]) in messages_of(response)[0]


def test_a_plain_form_never_leads_to_another_site(statement: Statement) -> None:
    response = browser(factories.editor()).post(_url("accept", statement), {"next": "https://elsewhere.example/"})
    assert response["Location"].startswith("/articles/")


def test_undo_makes_it_wait_again(statement: Statement) -> None:
    factories.decided(statement)
    response = browser(factories.editor()).post(_url("reopen", statement), headers=htmx())
    assert 'data-state="suggested"' in text_of(response)
    assert _url("accept", statement) in text_of(response)


def test_a_statement_decided_otherwise_meanwhile_is_a_conflict_with_the_card_as_it_stands(statement: Statement) -> None:
    factories.decided(statement, "rejected", by=factories.admin())
    response = browser(factories.editor()).post(_url("accept", statement), headers=htmx())
    html = text_of(response)
    assert response.status_code == 409
    assert _card(statement) in html
    assert 'data-state="rejected"' in html
    assert "Ada Minh rejected this already. Undo that first." in html


def test_a_conflict_by_plain_form_is_said_on_the_page_one_comes_back_to(statement: Statement) -> None:
    factories.decided(statement, "rejected")
    response = browser(factories.editor()).post(_url("accept", statement), follow=True)
    assert response.status_code == 200
    assert "Undo that first." in messages_of(response)[0]


def test_an_unknown_statement_is_not_found() -> None:
    unknown = reverse("statement-accept", args=["00000000-0000-4000-8000-000000000000"])
    assert browser(factories.editor()).post(unknown, headers=htmx()).status_code == 404


def test_on_its_articles_page_the_count_changes_with_the_card(statement: Statement) -> None:
    url = statement.article.get_absolute_url()
    html = text_of(browser(factories.editor()).post(_url("accept", statement), headers=htmx(url)))
    assert 'id="article-tally" hx-swap-oob="true"' in html
    assert "1 of 1 statement reviewed" in html
    elsewhere = text_of(browser(factories.editor()).post(_url("reopen", statement), headers=htmx("/review/")))
    assert "article-tally" not in elsewhere


def test_the_card_alone_for_htmx_the_place_in_the_article_for_a_browser(statement: Statement) -> None:
    url = reverse("statement", args=[statement.pk])
    client = browser(factories.reader())
    assert client.get(url)["Location"] == statement.get_absolute_url()
    assert _card(statement) in text_of(client.get(url, headers=htmx()))


# ---------------------------------------------------------------------------------------------------- speaker


def _mention(statement: Statement, person: Person) -> None:
    statement.article.mentions.create(person=person, start=0, end=7, kind="name", exact="Council")


def test_the_speaker_form_offers_who_is_named_in_the_article(statement: Statement) -> None:
    named, other = factories.person("Ann Bo"), factories.person("Tom Ek")
    _mention(statement, named)
    html = text_of(browser(factories.editor()).get(_url("speaker", statement)))
    assert "<html" in html
    assert named.name in html
    assert other.name not in html


def test_the_speaker_form_finds_people_by_any_name_and_accent(statement: Statement) -> None:
    found = factories.person("Zoë Núñez")
    html = text_of(browser(factories.editor()).get(_url("speaker", statement), {"q": "zoe nun"}, headers=htmx()))
    assert found.name in html
    assert _card(statement) in html
    assert "<html" not in html


def _offered(statement: Statement) -> list[str]:
    response = browser(factories.editor()).get(_url("speaker", statement), headers=htmx())
    return [person.name for person in response.context["offered"]]


def test_those_named_beside_the_words_are_offered_before_those_further_away() -> None:
    text = "Head\n\nAl Far stood there.\n\nZo Near spoke first.\n\nThe ferry will run.\n\nMo Late left.\n\nIt is cold."
    statement = factories.statement(article := factories.article(text), "The ferry will run.")
    for name in ("Al Far", "Zo Near", "Mo Late"):
        start = text.index(name)
        person = factories.person(name)
        article.mentions.create(person=person, start=start, end=start + len(name), kind="name", exact=name)
    factories.statement(article, "It is cold.", speaker=Person.objects.get(name="Mo Late"))
    assert _offered(statement) == ["Zo Near", "Mo Late", "Al Far"]


def test_how_many_more_there_are_is_said(statement: Statement) -> None:
    for number in range(10):
        statement.article.mentions.create(
            person=factories.person(), start=number, end=number + 1, kind="name", exact="C"
        )
    html = text_of(browser(factories.editor()).get(_url("speaker", statement), headers=htmx()))
    assert "and 2 more: search" in html


@pytest.mark.parametrize("headers", [{}, htmx()])
def test_a_part_of_a_name_in_the_article_is_asked_about_once(headers: dict[str, str], statement: Statement) -> None:
    _mention(statement, factories.person("Ann Bo"))
    client, data = browser(factories.editor()), {"who": "new", "name": " bo "}
    asked = client.post(_url("speaker", statement), data, headers=headers)
    assert asked.status_code == 422
    assert "Do you mean Ann Bo?" in text_of(asked)
    assert [person.name for person in asked.context["offered"]] == ["Ann Bo"]
    assert 'name="asked_about" value="bo"' in text_of(asked)
    other = client.post(_url("speaker", statement), {**data, "name": "Ann", "asked_about": "bo"}, headers=headers)
    assert "Do you mean Ann Bo?" in text_of(other)
    client.post(_url("speaker", statement), {**data, "asked_about": "bo"}, headers=headers)
    statement.refresh_from_db()
    assert statement.speaker is not None
    assert statement.speaker.name == "bo"


def test_forms_open_on_two_cards_share_no_id() -> None:
    article = factories.article(paragraphs=2)
    client, ids = browser(factories.editor()), []
    for statement in (factories.statement(article), factories.statement(article)):
        for verb in ("speaker", "commitment"):
            html = text_of(client.get(_url(verb, statement), headers=htmx()))
            ids += set(re.findall(r'\bid="([^"]+)"', html)) - {
                f"statement-{statement.pk}",
                f"speaker-of-{statement.pk}",
            }
    assert len(ids) == len(set(ids)) > 10


def test_a_known_person_becomes_the_speaker(statement: Statement) -> None:
    person = factories.person("Ann Bo")
    response = browser(factories.editor()).post(
        _url("speaker", statement), {"who": "known", "person": person.pk}, headers=htmx()
    )
    statement.refresh_from_db()
    assert statement.speaker == person
    assert "Corrected by Edda Torin" in text_of(response)
    assert "Who said this?" not in text_of(response)


def test_a_new_person_is_named_and_becomes_the_speaker(statement: Statement) -> None:
    browser(factories.editor()).post(_url("speaker", statement), {"who": "new", "name": "Ann Bo"})
    statement.refresh_from_db()
    assert statement.speaker is not None
    assert statement.speaker.name == "Ann Bo"
    assert statement.speaker.is_accepted


def test_nobody_known_takes_the_speaker_away(statement: Statement) -> None:
    Statement.objects.filter(pk=statement.pk).update(speaker=factories.person())
    browser(factories.editor()).post(_url("speaker", statement), {"who": "nobody"})
    statement.refresh_from_db()
    assert statement.speaker is None


def test_a_new_person_of_a_known_name_is_a_conflict_that_offers_the_known_one(statement: Statement) -> None:
    factories.person("Ann Bo")
    response = browser(factories.editor()).post(
        _url("speaker", statement), {"who": "new", "name": "Ann Bo"}, headers=htmx()
    )
    assert response.status_code == 409
    assert "Somebody called Ann Bo is listed already." in text_of(response)
    assert "Known by that name" in text_of(response)
    statement.refresh_from_db()
    assert statement.speaker is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"who": "new", "name": " "}, "Write the name."),
        ({"who": "known"}, "Choose a person."),
        ({"who": "known", "person": "nobody"}, "Choose a person."),
    ],
)
@pytest.mark.parametrize("headers", [{}, htmx()])
def test_an_incomplete_speaker_form_is_422_with_the_form(
    data: dict[str, str], words: str, headers: dict[str, str], statement: Statement
) -> None:
    response = browser(factories.editor()).post(_url("speaker", statement), data, headers=headers)
    assert response.status_code == 422
    assert words in text_of(response)
    assert "Who said this?" in text_of(response)
    assert ("<html" in text_of(response)) is not bool(headers)


# ---------------------------------------------------------------------------------------------------- promise


def test_the_promise_form_starts_from_what_the_statement_says(statement: Statement) -> None:
    html = text_of(browser(factories.editor()).get(_url("commitment", statement), headers=htmx()))
    assert f'value="{statement.text}"' in html
    assert _card(statement) in html


def test_a_statement_is_marked_as_a_promise(statement: Statement) -> None:
    response = browser(factories.editor()).post(_url("commitment", statement), PROMISE, headers=htmx())
    commitment = Commitment.objects.get()
    assert commitment.title == "Mend the bridge"
    assert commitment.is_accepted
    assert commitment.get_absolute_url() in text_of(response)
    assert "Marked as a promise." in text_of(response)


def test_a_promise_by_plain_form_comes_back_to_the_card(statement: Statement) -> None:
    response = browser(factories.editor()).post(_url("commitment", statement), PROMISE)
    assert response["Location"].endswith(f"#statement-{statement.pk}")


@pytest.mark.parametrize("headers", [{}, htmx()])
def test_a_promise_that_lacks_something_is_422_with_the_form(headers: dict[str, str], statement: Statement) -> None:
    data: dict[str, Any] = {**PROMISE, "title": "", "deadline_kind": "fixed"}
    response = browser(factories.editor()).post(_url("commitment", statement), data, headers=headers)
    assert response.status_code == 422
    assert "A fixed deadline needs its date." in text_of(response)
    assert not Commitment.objects.exists()


def test_a_promise_marked_twice_is_a_conflict(statement: Statement) -> None:
    factories.commitment(statement)
    response = browser(factories.editor()).post(_url("commitment", statement), PROMISE, headers=htmx())
    assert response.status_code == 409
    assert "marked as a promise already" in text_of(response)
