"""Signing in and out."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, reverse

import newsroom.urls
from tests import factories
from tests.web.browsing import browser, htmx, text_of

pytestmark = pytest.mark.django_db


def test_signing_in_leads_to_the_page_one_wanted() -> None:
    factories.editor("edda")
    client = browser()
    wanted = reverse("article-list")
    asked = client.get(wanted)
    assert asked["Location"] == f"{reverse('sign-in')}?next={wanted}"
    response = client.post(asked["Location"], {"username": "edda", "password": "pass", "next": wanted})
    assert response["Location"] == wanted


def test_a_wrong_password_is_said_in_words() -> None:
    factories.editor("edda")
    response = browser().post(reverse("sign-in"), {"username": "edda", "password": "wrong"})
    assert "Nobody signs in with that username and password." in text_of(response)
    nothing = browser().post(reverse("sign-in"), {})
    assert "Write your username." in text_of(nothing)
    assert "Write your password." in text_of(nothing)


def test_it_never_leads_to_another_site() -> None:
    factories.editor("edda")
    response = browser().post(
        reverse("sign-in"), {"username": "edda", "password": "pass", "next": "https://elsewhere.example/"}
    )
    assert response["Location"] == reverse("desk")


def test_signing_out_takes_a_post() -> None:
    client = browser(factories.editor())
    assert client.get(reverse("sign-out")).status_code == 405
    assert client.post(reverse("sign-out"))["Location"] == reverse("sign-in")
    assert client.get(reverse("desk")).status_code == 302


def test_when_the_session_ended_htmx_is_sent_to_sign_in_as_a_whole_page() -> None:
    """A redirect would put the sign-in page where the fragment was."""
    response = browser().get(reverse("article-list"), headers=htmx("/articles/?q=x"))
    assert response.status_code == 200
    assert response["HX-Redirect"] == f"{reverse('sign-in')}?next=/articles/%3Fq%3Dx"


def test_somebody_without_a_role_is_told_so() -> None:
    factories.admin()
    response = browser(factories.stranger()).get(reverse("desk"))
    assert response.status_code == 403
    html = text_of(response)
    assert "Your account has no role yet" in html
    assert "Ask <strong>Ada Minh</strong>" in html
    assert reverse("review") not in html


def test_somebody_whose_role_does_not_reach_is_told_whom_to_ask() -> None:
    factories.admin()
    response = browser(factories.reader()).get(reverse("import"))
    assert response.status_code == 403
    assert "You may not open this" in text_of(response)
    assert "Ask <strong>Ada Minh</strong>" in text_of(response)


def test_a_reader_is_not_led_to_what_only_an_editor_does() -> None:
    client = browser(factories.reader())
    for name in ("desk", "review", "run-list", "people", "article-list"):
        html = text_of(client.get(reverse(name)))
        assert reverse("import") not in html
        assert "accept or reject" not in html


def test_going_back_asks_for_the_page_anew() -> None:
    response = browser(factories.reader()).get(reverse("desk"))
    assert {"no-cache", "private"} <= set(response["Cache-Control"].split(", "))


def test_a_form_from_before_one_signed_in_again_says_so_and_changes_nothing() -> None:
    statement = factories.statement(factories.article())
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.editor())
    url = reverse("statement-accept", args=[statement.pk])
    by_htmx, plain = client.post(url, headers=htmx("/review/")), client.post(url)
    assert (by_htmx.status_code, plain.status_code) == (403, 403)
    assert by_htmx["Content-Type"].startswith("text/plain")  # what site.js says in the page, and swaps nothing
    for response in (by_htmx, plain):
        assert "You signed in again in another tab." in text_of(response)
    statement.refresh_from_db()
    assert statement.is_suggested


def test_an_unknown_address_says_so_and_leads_back() -> None:
    response = browser(factories.reader()).get("/nothing-here/")
    assert response.status_code == 404
    assert reverse("desk") in text_of(response)


def test_in_development_too_a_mistyped_address_gets_our_page(settings: Any) -> None:
    settings.DEBUG = True
    try:
        clear_url_caches()
        importlib.reload(newsroom.urls)
        client = browser(factories.reader())
        response = client.get("/nothing-here", follow=True)
        assert response.status_code == 404
        assert "There is nothing here" in text_of(response)
        assert "There is nothing here" not in text_of(client.get("/api/nothing-here/"))
        assert client.get("/articles", follow=True).status_code == 200
    finally:
        settings.DEBUG = False
        importlib.reload(newsroom.urls)
        clear_url_caches()


def test_every_page_forbids_inline_script_and_style() -> None:
    response = browser(factories.reader()).get(reverse("desk"))
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in text_of(response)
    assert "<script>" not in text_of(response)
