"""The import page: what it takes in, and what it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
from tests.fetch.sites import Internet, answer
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
    assert "Choose at least one file, paste a text or give a link." in text_of(response)
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
    page = text_of(browser(factories.editor()).get(URL))
    assert (
        "Up to 1,000 at once, 256 MB together: a text may have 2 MB, a web page 3 MB, other files more, a zip" in page
    )


@pytest.mark.parametrize("kind", [".txt", ".html", ".pdf", ".docx", ".csv", ".jsonl", ".xml", ".zip"])
def test_the_browser_offers_files_of_every_kind(kind: str) -> None:
    assert kind in _input(text_of(browser(factories.editor()).get(URL)))["accept"].split(",")


def test_links_are_fetched_by_the_run_each_once(
    sent: list[UUID], outside: Internet, site: Callable[..., object]
) -> None:
    site("harbour.example", {"/1": answer(TEXT.encode(), content_type="text/plain")})
    links = "http://harbour.example/1\r\n\r\n  http://harbour.example/2  \r\nhttp://harbour.example/1"
    assert browser(factories.editor()).post(URL, {"links": links}).status_code == 302
    run = Run.objects.get()
    assert [item.url for item in run.items.all()] == ["http://harbour.example/1", "http://harbour.example/2"]
    pipeline.perform(run_id=run.pk)
    assert [item.state for item in run.items.all()] == ["imported", "refused"]
    assert Article.objects.get().url == "http://harbour.example/1"


def test_a_line_that_is_no_link_is_named_and_nothing_is_queued(sent: list[UUID]) -> None:
    links = "http://harbour.example/1\nharbour news <b>today</b>\nftp://harbour.example/2"
    response = browser(factories.editor()).post(URL, {"links": links, "text": TEXT})
    assert response.status_code == 422
    errors = response.context["form"].errors
    assert [error.split("”")[0] for error in errors["links"]] == [
        "“harbour news <b>today</b>",
        "“ftp://harbour.example/2",
    ]
    assert "<b>today" not in text_of(response)
    assert (Run.objects.exists(), sent) == (False, [])


def test_more_links_than_may_be_are_refused(sent: list[UUID]) -> None:
    links = "\n".join(f"http://harbour.example/{n}" for n in range(101))
    response = browser(factories.editor()).post(URL, {"links": links})
    assert response.status_code == 422
    assert "These are 101 links; 100 at once may be." in text_of(response)
    assert not Run.objects.exists()


def test_a_file_of_another_kind_may_be_larger_than_a_text(sent: list[UUID]) -> None:
    table = SimpleUploadedFile("many.jsonl", b'{"title": "A", "text": "B"}\n' * 80_000)
    assert (table.size or 0) > TEXT_BYTES
    browser(factories.editor()).post(URL, {"uploads": [table]})
    item = Run.objects.get().items.get()
    assert (item.code, item.original is None) == ("", False)


def _input(page: str) -> dict[str, str]:
    """The attributes of the page's file field."""
    (tag,) = re.findall(r"<input[^>]* type=\"file\"[^>]*>|<input type=\"file\"[^>]*>", page)
    return dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
