"""Signing in and out."""

from __future__ import annotations

import pytest
from django.urls import reverse

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
    assert "correct username and password" in text_of(response)


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
    response = browser(factories.stranger()).get(reverse("desk"))
    assert response.status_code == 403
    assert "may not open this" in text_of(response)


def test_an_unknown_address_says_so_and_leads_back() -> None:
    response = browser(factories.reader()).get("/nothing-here/")
    assert response.status_code == 404
    assert reverse("desk") in text_of(response)


def test_every_page_forbids_inline_script_and_style() -> None:
    response = browser(factories.reader()).get(reverse("desk"))
    policy = response["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
    assert " style=" not in text_of(response)
    assert "<script>" not in text_of(response)
