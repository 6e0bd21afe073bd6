"""What goes wrong is said in words, and mapped to a status in one place."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.queries import desk
from claims.services.errors import ClaimsError, Conflict, Invalid, NotFound
from claims.web.errors import status_of
from tests import factories
from tests.web.browsing import browser, text_of

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


def test_too_many_files_at_once_are_refused_in_words(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{number}.txt", b"Head\n\nText.") for number in range(3)]
    client = Client(enforce_csrf_checks=True)  # it is the first to read the body
    client.force_login(factories.editor())
    client.get(reverse("import"))
    response = client.post(reverse("import"), {"uploads": files})
    assert response.status_code == 413
    assert "An import may have 1,000 files." in text_of(response)


def test_more_bytes_than_may_be_are_refused_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("claims.web.uploads.UPLOAD_BYTES", 100)
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.editor())
    with patch("django.http.request.HttpRequest.parse_file_upload", side_effect=AssertionError("it was read")):
        response = client.post(reverse("import"), {"uploads": SimpleUploadedFile("a.txt", b"x" * 200)})
    assert response.status_code == 413
    assert "All files of an import together may have 256 MB." in text_of(response)


def test_a_paste_that_is_too_long_and_a_garbled_request_each_have_words(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client = browser(factories.editor())
    long = client.post(reverse("import"), {"text": "x" * 200})
    assert (long.status_code, "A pasted article may have 2 MB." in text_of(long)) == (413, True)
    garbled = client.post(reverse("import"), "--x", content_type="multipart/form-data; boundary=")
    assert garbled.status_code == 400
    assert "garbled on the way" in text_of(garbled)
