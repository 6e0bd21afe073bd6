"""What is withdrawn, withheld or under embargo: there for whoever imports, one thing at a time, and for nobody else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.urls import reverse

from claims.models import Article, Person, RunKind
from claims.services import link, runs
from tests import factories
from tests.factories import AT
from tests.web.browsing import browser

pytestmark = pytest.mark.django_db

LATER = datetime(2999, 1, 1, tzinfo=UTC)
HIDDEN = {"embargo": {"embargoed_until": LATER}, "withheld": {"status": "withheld"}, "withdrawn": {"withdrawn_at": AT}}


@pytest.fixture
def made() -> dict[str, Any]:
    promise = factories.article(
        "Harbour plan\n\n“We will dig by May,” Ana Ruiz said.", usage_terms="Not for broadcast."
    )
    report = factories.article("Harbour idle\n\n“Nobody has dug,” Bo Lind said.")
    statement = factories.statement(promise, "“We will dig by May,”", speaker=factories.person("Ana Ruiz"))
    commitment = factories.commitment(statement, title="Dig by May")
    evidence = factories.evidence(commitment, factories.statement(report, "“Nobody has dug,”"))
    link.accept(link_id=evidence.pk, by=factories.editor(), at=AT)
    follow_up = factories.follow_up(commitment, title="Ask about the dredger")
    return {
        "promise": promise,
        "report": report,
        "statement": statement,
        "commitment": commitment,
        "follow_up": follow_up,
    }


def hide(article: Article, how: str) -> None:
    Article.objects.filter(pk=article.pk).update(**HIDDEN[how])


@pytest.mark.parametrize("how", HIDDEN)
def test_its_pages_are_there_only_for_those_who_import(made: dict[str, Any], how: str) -> None:
    hide(made["promise"], how)
    for url in (made["promise"].get_absolute_url(), made["commitment"].get_absolute_url()):
        assert browser(factories.reader()).get(url).status_code == 404
        assert browser(factories.editor()).get(url).status_code == 200
    statement = reverse("statement", args=[made["statement"].pk])
    assert browser(factories.reader()).get(statement).status_code == 404


def test_no_verb_reaches_what_one_may_not_see(made: dict[str, Any]) -> None:
    tracker = factories.reader()
    tracker.groups.get().permissions.add(*_abilities("track_followup", "review_statement"))
    hide(made["promise"], "embargo")
    client = browser(tracker)
    assert client.post(reverse("follow-up-finish", args=[made["follow_up"].pk])).status_code == 404
    assert client.post(reverse("statement-reject", args=[made["statement"].pk])).status_code == 404
    made["follow_up"].refresh_from_db()
    assert made["follow_up"].state == "open"


@pytest.mark.parametrize("how", HIDDEN)
def test_no_list_names_it(made: dict[str, Any], how: str) -> None:
    hide(made["promise"], how)
    client = browser(factories.reader())
    for name in ("desk", "article-list", "commitments", "statement-list", "review", "follow-ups"):
        page = client.get(reverse(name), {"scope": "all"}).content.decode()
        assert "Harbour plan" not in page, name
        assert "We will dig" not in page, name
        assert "Ask about the dredger" not in page, name
    person = Person.objects.get(name="Ana Ruiz")
    assert "dig by May" not in client.get(person.get_absolute_url()).content.decode()


@pytest.mark.parametrize("how", HIDDEN)
def test_a_promise_shows_evidence_from_it_only_to_those_who_import(made: dict[str, Any], how: str) -> None:
    url = made["commitment"].get_absolute_url()
    hide(made["report"], how)
    assert "Nobody has dug" not in browser(factories.reader()).get(url).content.decode()
    page = browser(factories.editor()).get(url).content.decode()
    assert "Nobody has dug" in page
    words = {"embargo": "Under embargo until 1 January 2999", "withheld": "Withheld by", "withdrawn": "Withdrawn by"}
    assert words[how] in page


def test_a_run_names_it_only_to_those_who_import(made: dict[str, Any]) -> None:
    run = factories.run(items=1, item_state="imported", state="done", finished_at=AT, done=1)
    run.items.update(article=made["promise"])
    hide(made["promise"], "embargo")
    assert "Harbour plan" not in browser(factories.reader()).get(run.get_absolute_url()).content.decode()
    assert "Harbour plan" in browser(factories.editor()).get(run.get_absolute_url()).content.decode()


def test_a_reading_of_what_was_hidden_since_does_not_name_it_either(made: dict[str, Any]) -> None:
    run = runs.start(kind=RunKind.EXTRACT, article_ids=[made["promise"].pk], by=None)
    assert "Harbour plan" in browser(factories.reader()).get(run.get_absolute_url()).content.decode()
    hide(made["promise"], "embargo")
    page = browser(factories.reader()).get(run.get_absolute_url()).content.decode()
    assert "Harbour plan" not in page
    assert "An article that is not shown" in page
    assert "Harbour plan" in browser(factories.editor()).get(run.get_absolute_url()).content.decode()


def test_the_article_says_why_it_is_hidden_and_what_may_be_done_with_it(made: dict[str, Any]) -> None:
    hide(made["promise"], "embargo")
    Article.objects.update(warnings=["It is dated in the future: 2999-01-01."])
    page = browser(factories.editor()).get(made["promise"].get_absolute_url()).content.decode()
    for words in ("Under embargo until 1 January 2999, 00:00 UTC", "Not for broadcast.", "dated in the future"):
        assert words in page


def test_a_guessed_date_is_printed_as_a_guess(made: dict[str, Any]) -> None:
    Article.objects.filter(pk=made["report"].pk).update(published_on="2024-04-26~", published_from="guess")
    client = browser(factories.reader())
    page = client.get(made["report"].get_absolute_url()).content.decode()
    assert "about 26 April 2024" in page
    assert "a guess of the program" in page
    for url in (reverse("article-list"), reverse("statement-list"), made["commitment"].get_absolute_url()):
        page = client.get(url).content.decode()
        assert page.count("26 April 2024") == page.count("about 26 April 2024") > 0, url


def _abilities(*codenames: str) -> Any:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(codename__in=codenames)
