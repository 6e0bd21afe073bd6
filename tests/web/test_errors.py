"""What goes wrong is said in words, and mapped to a status in one place."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from claims.queries import desk
from claims.services.errors import ClaimsError, Conflict, Invalid, NotFound
from claims.web.errors import status_of
from tests import factories
from tests.web.browsing import text_of

pytestmark = pytest.mark.django_db


class Overtaken(Conflict):
    """A refusal of a kind that the mapping does not list itself."""


@pytest.mark.parametrize(
    ("error", "status"),
    [(NotFound("x"), 404), (Conflict("x"), 409), (Overtaken("x"), 409), (Invalid("x"), 422), (ClaimsError("x"), 422)],
)
def test_each_refusal_has_its_status(error: ClaimsError, status: int) -> None:
    assert status_of(error) == status


def test_a_form_that_is_out_of_date_is_explained() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.editor())
    response = client.post(reverse("import"), {"text": "Head\n\nText."})
    assert response.status_code == 403
    assert "That page was out of date" in text_of(response)


def test_a_bug_shows_a_page_that_needs_nothing_to_work() -> None:
    client = Client(raise_request_exception=False)
    client.force_login(factories.editor())
    with patch.object(desk, "desk", side_effect=RuntimeError):
        response = client.get(reverse("desk"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in text_of(response)
