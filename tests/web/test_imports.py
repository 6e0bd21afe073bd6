"""The import page: what it takes in, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from claims import tasks
from claims.engine.parsers.limits import TEXT_BYTES
from claims.models import Article, Run
from claims.services import pipeline
from tests import factories
from tests.web.browsing import assert_needs, browser, text_of

pytestmark = pytest.mark.django_db

URL = "/import/"
TEXT = "Ferry to run again\n\nThe harbour master said the ferry would run again in May.\n\nNobody objected."


@pytest.fixture
def sent() -> Iterator[list[UUID]]:
    """The ids of the runs that were sent to the workers; nothing is sent for real."""
    ids: list[UUID] = []
    with patch.object(tasks, "dispatch", ids.append):
        yield ids


def test_it_is_for_whoever_may_import() -> None:
    assert reverse("import") == URL
    assert_needs(URL, allowed=factories.editor(), refused=factories.reader())
    assert_needs(URL, allowed=factories.editor(), refused=factories.reader(), method="post")


def test_a_pasted_text_is_queued_and_its_run_shown(sent: list[UUID]) -> None:
    response = browser(factories.editor()).post(URL, {"text": TEXT})
    run = Run.objects.get()
    assert response["Location"] == reverse("run", args=[run.pk])
    assert sent == [run.pk]
    assert run.started_by == factories.editor()
    pipeline.perform(run_id=run.pk)
    assert Article.objects.get().title == "Ferry to run again"


def test_files_and_a_paste_become_one_run(sent: list[UUID]) -> None:
    files = [SimpleUploadedFile(f"{name}.txt", f"{name}\n\nSome text.".encode()) for name in ("one", "two")]
    browser(factories.editor()).post(URL, {"text": TEXT, "uploads": files})
    assert [item.path for item in Run.objects.get().items.all()] == ["Pasted text", "one.txt", "two.txt"]


def test_nothing_given_is_422_and_says_what_to_do(sent: list[UUID]) -> None:
    response = browser(factories.editor()).post(URL, {"text": "  \n "})
    assert response.status_code == 422
    assert "Choose at least one file or paste a text." in text_of(response)
    assert not Run.objects.exists()
    assert sent == []


def test_a_file_that_is_too_large_is_refused_by_name_and_never_stored(sent: list[UUID]) -> None:
    huge = SimpleUploadedFile("huge.txt", b"a" * (TEXT_BYTES + 1))
    browser(factories.editor()).post(URL, {"uploads": [huge]})
    item = Run.objects.get().items.get()
    assert item.content is None
    pipeline.perform(run_id=item.run_id)
    item.refresh_from_db()
    assert (item.state, item.code) == ("refused", "too_large")
    assert "huge.txt: It has more than 2 MB; a plain text may have 2 MB." in item.message


def test_the_page_says_its_limits() -> None:
    assert "up to 2 MB each and 100 at once" in text_of(browser(factories.editor()).get(URL))
