"""API tokens: issued once in the clear, one's own only, revoked."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from claims.models import ApiToken
from claims.services import tokens
from tests import factories
from tests.web.scenes import browser, htmx

pytestmark = pytest.mark.django_db

ISSUE = {"name": "Dashboard", "lifetime": "90"}


def key_in(page: str) -> str:
    found = re.search(r'id="issued-key" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_the_page_asks_a_visitor_to_sign_in_and_turns_a_stranger_away() -> None:
    assert browser().get(reverse("tokens")).url.startswith(reverse("sign-in"))
    assert browser(factories.stranger()).get(reverse("tokens")).status_code == 403


@pytest.mark.parametrize("headers", [{}, htmx("tokens")], ids=["plain", "htmx"])
def test_the_key_is_shown_once_and_works(headers: dict[str, str]) -> None:
    client = browser(factories.reader())
    response = client.post(reverse("token-issue"), ISSUE, headers=headers)
    key = key_in(response.content.decode())
    assert "no-store" in response.headers["Cache-Control"]
    assert tokens.authenticate(key=key, at=timezone.now()) == ApiToken.objects.get()
    again = client.get(reverse("tokens")).content.decode()
    assert key not in again
    assert f"{key[:8]}…" in again


def test_a_token_may_last_until_it_is_revoked() -> None:
    client = browser(factories.reader())
    client.post(reverse("token-issue"), {**ISSUE, "lifetime": "never"})
    assert ApiToken.objects.get().expires_at is None
    client.post(reverse("token-issue"), ISSUE)
    assert (ApiToken.objects.exclude(expires_at=None).get().expires_at - timezone.now()).days in (89, 90)


@pytest.mark.parametrize("headers", [{}, htmx("tokens")], ids=["plain", "htmx"])
def test_a_token_without_a_name_comes_back(headers: dict[str, str]) -> None:
    response = browser(factories.reader()).post(reverse("token-issue"), {**ISSUE, "name": " "}, headers=headers)
    assert response.status_code == 422
    assert "Fill this in." in response.content.decode()
    assert not ApiToken.objects.exists()


def test_revoking_ends_it() -> None:
    reader = factories.reader()
    token, key = tokens.issue(name="Old", by=reader, at=timezone.now())
    answer = browser(reader).post(reverse("token-revoke", args=[token.pk]), headers=htmx("tokens")).content.decode()
    assert answer.lstrip().startswith('<div class="stack" id="tokens"')
    assert "Revoked" in answer
    assert tokens.authenticate(key=key, at=timezone.now()) is None


def test_revoking_works_as_a_plain_form() -> None:
    reader = factories.reader()
    token, _ = tokens.issue(name="Old", by=reader, at=timezone.now())
    assert browser(reader).post(reverse("token-revoke", args=[token.pk])).url == reverse("tokens")


def test_nobody_sees_or_revokes_anothers() -> None:
    token, key = tokens.issue(name="Hers", by=factories.editor(), at=timezone.now())
    client = browser(factories.reader())
    assert "Hers" not in client.get(reverse("tokens")).content.decode()
    assert client.post(reverse("token-revoke", args=[token.pk])).status_code == 404
    assert tokens.authenticate(key=key, at=timezone.now()) is not None


def test_the_list_costs_the_same_for_2_and_20(django_assert_num_queries) -> None:
    reader = factories.reader()
    client = browser(reader)
    for wanted in (2, 20):
        while ApiToken.objects.count() < wanted:
            tokens.issue(name="Another", by=reader, at=timezone.now())
        with django_assert_num_queries(5):
            client.get(reverse("tokens"))
