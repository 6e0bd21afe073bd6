"""Withdraw, restore and release on the article's page, and the list of what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from unittest.mock import patch
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from claims import tasks
from claims.models import Article, AuditEvent, Run
from claims.services import link, withdraw
from tests import factories
from tests.factories import AT
from tests.web.browsing import assert_flat, assert_needs, browser, htmx, messages_of, text_of

pytestmark = pytest.mark.django_db

LATER = datetime(2999, 1, 1, tzinfo=UTC)
VERBS = ("withdraw", "restore", "release")
LIST = "/articles/"


@pytest.fixture(autouse=True)
def sent() -> Iterator[list[UUID]]:
    """The ids of the runs that were sent to the workers; nothing is sent for real."""
    ids: list[UUID] = []
    with patch.object(tasks, "dispatch", ids.append):
        yield ids


def url_of(verb: str, article: Article) -> str:
    return reverse(f"article-{verb}", args=[article.pk])


def promised_in(article: Article) -> None:
    """An accepted promise that has accepted evidence from the article."""
    first = factories.statement(factories.article(), speaker=factories.person())
    found = factories.evidence(factories.commitment(first), factories.statement(article))
    link.accept(link_id=found.pk, by=factories.editor(), at=AT)


def withdrawn(article: Article, because: str = "") -> Article:
    withdraw.withdraw(article_id=article.pk, by=factories.editor(), because=because, at=AT)
    article.refresh_from_db()
    return article


# ---------------------------------------------------------------------------------------------------- who may


@pytest.mark.parametrize("verb", VERBS)
def test_only_those_who_import(verb: str) -> None:
    article = factories.article()
    url = url_of(verb, article)
    reviewer = factories.reader("rob")
    reviewer.groups.get().permissions.add(Permission.objects.get(codename="review_statement"))
    assert browser().post(url)["Location"].startswith(reverse("sign-in"))
    for user in (factories.reader(), reviewer, factories.stranger()):
        assert browser(user).post(url).status_code == 403
        assert browser(user).get(url).status_code in (403, 405)
    assert "article-standing" not in text_of(browser(factories.reader()).get(article.get_absolute_url()))
    assert not AuditEvent.objects.filter(target_id=article.pk).exists()


def test_the_confirmation_is_a_page_and_the_others_are_verbs_only() -> None:
    article = factories.article()
    assert_needs(url_of("withdraw", article), allowed=factories.editor(), refused=factories.reader())
    for verb in ("restore", "release"):
        assert browser(factories.editor()).get(url_of(verb, article)).status_code == 405


# --------------------------------------------------------------------------------------------------- withdraw


def test_it_says_first_what_follows() -> None:
    article = factories.article(provider="Nordwire", guid="urn:x", revision=1)
    url = url_of("withdraw", article)
    client = browser(factories.editor())
    assert url in text_of(client.get(article.get_absolute_url()))
    page = text_of(client.get(url))
    assert "No accepted promise leans on it." in page
    assert "versions" not in page
    promised_in(article)
    factories.article(provider="Nordwire", guid="urn:x", revision=2)
    page = text_of(client.get(url))
    assert "All 2 versions of it go." in page
    assert re.search(r"<strong>1 promise</strong>\s+leans on it", page)
    assert "You can undo this." in page
    assert "hx-post" not in page
    assert not Article.objects.exclude(withdrawn_at=None).exists()


def test_without_javascript_the_page_leads_back_to_the_article_that_says_so() -> None:
    article = factories.article()
    response = browser(factories.editor()).post(url_of("withdraw", article), {"because": "Wrong man."}, follow=True)
    assert response.request["PATH_INFO"] == article.get_absolute_url()
    assert messages_of(response) == ["Withdrawn. Whoever works with it is asked to look again."]
    page = text_of(response)
    assert re.search(r"Withdrawn by Edda Torin, \d+ \w+ \d{4}, [\d:]+ UTC: “Wrong man”\. Only those", page)
    assert url_of("restore", article) in page
    assert url_of("withdraw", article) not in page
    article.refresh_from_db()
    assert (article.withdrawn_by, article.withdrawn_because) == (factories.editor(), "Wrong man.")


def test_with_htmx_the_form_and_then_the_notice_stand_in_the_place_of_the_button() -> None:
    article = factories.article()
    here = article.get_absolute_url()
    client = browser(factories.editor())
    form = text_of(client.get(url_of("withdraw", article), headers=htmx(here)))
    assert re.match(r'\s*<form [^>]*id="article-standing"[^>]* hx-post=', form)
    notice = text_of(client.post(url_of("withdraw", article), headers=htmx(here)))
    assert re.match(r'\s*<div class="standing" id="article-standing">', notice)
    assert "Withdrawn by Edda Torin" in notice
    assert "hx-swap-oob" in notice


@pytest.mark.parametrize("headers", [{}, htmx("/articles/")], ids=["plain", "htmx"])
def test_a_reason_that_is_too_long_comes_back(headers: dict[str, str]) -> None:
    article = factories.article()
    data = {"because": "x" * 161}
    response = browser(factories.editor()).post(url_of("withdraw", article), data, headers=headers)
    assert response.status_code == 422
    assert "x" * 161 in text_of(response)
    article.refresh_from_db()
    assert article.withdrawn_at is None


def test_a_second_withdrawal_changes_nothing_and_says_so() -> None:
    article = withdrawn(factories.article(), "First.")
    client = browser(factories.editor("olaf"))
    response = client.post(url_of("withdraw", article), {"because": "Second."}, follow=True)
    assert messages_of(response) == ["It was withdrawn already."]
    assert "“First”" in text_of(response)
    assert client.get(url_of("withdraw", article))["Location"].startswith(article.get_absolute_url())


def test_a_reason_is_escaped() -> None:
    article = withdrawn(factories.article(), "<script>alert(1)</script>")
    for url in (article.get_absolute_url(), f"{LIST}?show=hidden"):
        page = text_of(browser(factories.editor()).get(url))
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_an_unknown_article_is_not_found() -> None:
    for verb in VERBS:
        url = reverse(f"article-{verb}", args=["00000000-0000-4000-8000-000000000000"])
        assert browser(factories.editor()).post(url).status_code == 404


# ---------------------------------------------------------------------------------------------------- restore


def test_restore_undoes_it(sent: list[UUID]) -> None:
    article = withdrawn(factories.article(extracted_at=AT))
    html = text_of(browser(factories.editor()).post(url_of("restore", article), headers=htmx()))
    assert "Restored." in html
    assert url_of("withdraw", article) in html
    assert list(Article.objects.current()) == [article]
    assert not sent


def test_one_that_was_never_read_is_read(sent: list[UUID]) -> None:
    article = withdrawn(factories.article())
    response = browser(factories.editor()).post(url_of("restore", article), follow=True)
    assert response.request["PATH_INFO"] == article.get_absolute_url()
    assert "The program reads it now" in messages_of(response)[0]
    assert sent == [Run.objects.get(kind="extract").pk]


def test_its_senders_withdrawal_names_nobody_and_can_be_undone() -> None:
    article = factories.article()
    withdraw.withdraw(article_id=article.pk, by=None, at=AT)
    client = browser(factories.editor())
    assert "Withdrawn by its sender, 1 May 2024, 12:00 UTC." in text_of(client.get(article.get_absolute_url()))
    client.post(url_of("restore", article))
    assert Article.objects.current().exists()


def test_restoring_what_stands_is_refused_and_shows_how_it_stands() -> None:
    response = browser(factories.editor()).post(url_of("restore", factories.article()), headers=htmx())
    assert response.status_code == 409
    assert "not withdrawn" in text_of(response)
    assert "Withdraw…" in text_of(response)


# ---------------------------------------------------------------------------------------------------- release


@pytest.mark.parametrize("hold", [{"embargoed_until": LATER}, {"status": "withheld"}])
def test_release_lets_everybody_see_it_and_has_it_read(sent: list[UUID], hold: dict[str, Any]) -> None:
    article = factories.article(**hold)
    client = browser(factories.editor())
    page = text_of(client.get(article.get_absolute_url()))
    assert url_of("release", article) in page
    assert "once nothing holds it back" in page
    assert browser(factories.reader()).get(article.get_absolute_url()).status_code == 404
    html = text_of(client.post(url_of("release", article), headers=htmx()))
    assert "Released by Edda Torin" in html
    assert url_of("release", article) not in html
    assert browser(factories.reader()).get(article.get_absolute_url()).status_code == 200
    assert sent == [Run.objects.get(kind="extract").pk]


def test_releasing_what_nothing_holds_is_refused() -> None:
    response = browser(factories.editor()).post(url_of("release", factories.article()), headers=htmx())
    assert response.status_code == 409
    assert "Nothing holds this article back." in text_of(response)


def test_what_is_held_back_can_be_withdrawn_as_well() -> None:
    article = factories.article(embargoed_until=LATER)
    browser(factories.editor()).post(url_of("withdraw", article))
    page = text_of(browser(factories.editor()).get(article.get_absolute_url()))
    assert url_of("restore", article) in page
    assert url_of("release", article) not in page


# --------------------------------------------------------------------------------------------- what is hidden


def hidden_articles() -> None:
    factories.article("Ferry sold\n\nSo it is.")
    factories.article("Tram line\n\nUnder embargo.", embargoed_until=LATER)
    factories.article("Museum roof\n\nHeld back.", status="withheld")
    withdrawn(factories.article("Harbour plan\n\nTaken back."), "Wrong man")


def test_those_who_import_find_what_is_hidden_and_what_holds_it() -> None:
    hidden_articles()
    client = browser(factories.editor())
    everybody = text_of(client.get(LIST))
    assert 'Hidden <span class="count">3</span>' in everybody
    assert "Ferry sold" in everybody
    page = text_of(client.get(LIST, {"show": "hidden"}))
    assert "Ferry sold" not in page
    for words in (
        "Tram line",
        "until 1 January 2999, 00:00 UTC",
        "Museum roof",
        "Withheld",
        "by its sender",
        "Harbour plan",
        "by Edda Torin, 1 May 2024, 12:00 UTC: “Wrong man”",
    ):
        assert words in page
    found = text_of(client.get(LIST, {"show": "hidden", "q": "tram"}, headers=htmx(LIST)))
    assert "Tram line" in found
    assert "Museum roof" not in found


def test_nobody_else_sees_anything_of_it() -> None:
    hidden_articles()
    client = browser(factories.reader())
    plain = text_of(client.get(LIST))
    for asked in ({"show": "hidden"}, {"show": "hidden", "q": "tram"}):
        page = text_of(client.get(LIST, asked))
        for words in ("Hidden", "Tram line", "Museum roof", "Harbour plan", "embargo"):
            assert words not in page
    assert "Hidden" not in plain
    assert client.get(LIST, {"show": "hidden"}).context["hidden_count"] is None


def test_of_several_versions_the_latest_is_listed() -> None:
    old = factories.article("Old headline\n\nOld text.", provider="Nordwire", guid="urn:x", revision=1)
    new = factories.article("New headline\n\nNew.", provider="Nordwire", guid="urn:x", revision=2, supersedes=old)
    withdrawn(new)
    page = text_of(browser(factories.editor()).get(LIST, {"show": "hidden"}))
    assert "New headline" in page
    assert "Old headline" not in page


def test_an_empty_list_says_so() -> None:
    factories.article()
    client = browser(factories.editor())
    assert "Nothing is hidden" in text_of(client.get(LIST, {"show": "hidden"}))
    assert "Nothing found" in text_of(client.get(LIST, {"show": "hidden", "q": "tram"}))


def test_the_cost_of_the_list_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    def add(n: int) -> None:
        for _ in range(n):
            withdrawn(factories.article(), "So.")

    assert_flat(f"{LIST}?show=hidden", add, django_assert_max_num_queries, at_most=7)


def test_the_cost_of_the_confirmation_does_not_grow(django_assert_max_num_queries: Callable[..., Any]) -> None:
    article = factories.article(paragraphs=20)

    def add(n: int) -> None:
        for _ in range(n):
            promised_in(article)

    assert_flat(url_of("withdraw", article), add, django_assert_max_num_queries, at_most=8)
