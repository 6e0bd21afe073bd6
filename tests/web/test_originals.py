"""The file an article was read from: as it came, saved and never shown, for those who import."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Article
from claims.services import originals, withdraw
from tests import factories
from tests.factories import AT
from tests.web.browsing import assert_needs, browser, htmx, text_of

pytestmark = pytest.mark.django_db

PAGE = b"<!doctype html><script>alert(1)</script>\r\n\xff"
CONTENT_COLUMN = '"claims_original"."content"'


@pytest.fixture
def article() -> Article:
    return factories.article(original=originals.keep(PAGE), original_where="line 3")


def url_of(article: Article) -> str:
    return reverse("article-original", args=[article.pk])


def test_only_those_who_import(article: Article) -> None:
    assert_needs(url_of(article), allowed=factories.editor(), refused=factories.reader())
    assert browser(factories.editor()).post(url_of(article)).status_code == 405
    page = text_of(browser(factories.reader()).get(article.get_absolute_url()))
    assert url_of(article) not in page
    assert article.original is not None
    assert article.original.sha256[:12] not in page


def test_the_article_says_what_it_was_read_from(article: Article) -> None:
    page = text_of(browser(factories.editor()).get(article.get_absolute_url()))
    assert url_of(article) in page
    assert "line 3 of a web page, 43\xa0bytes" in page
    assert f"{hashlib.sha256(PAGE).hexdigest()[:12]}…" in page
    assert "SHA-256" not in text_of(browser(factories.editor()).get(factories.article().get_absolute_url()))


def test_the_bytes_come_exactly_and_are_never_shown(article: Article) -> None:
    response = browser(factories.editor()).get(url_of(article))
    with CaptureQueriesContext(connection) as asked:
        assert b"".join(response.streaming_content) == PAGE
    assert CONTENT_COLUMN in asked[0]["sql"]
    assert (
        dict(response.headers).items()
        >= {
            "Content-Type": "application/octet-stream",
            "Content-Length": str(len(PAGE)),
            "Content-Disposition": f'attachment; filename="{article.title}.html"',
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
            "ETag": f'"{hashlib.sha256(PAGE).hexdigest()}"',
        }.items()
    )
    assert "no-store" in response["Cache-Control"]


def test_whoever_has_them_gets_no_bytes_again(article: Article) -> None:
    client = browser(factories.editor())
    tag = client.get(url_of(article))["ETag"]
    for method, headers, status in (
        ("head", {}, 200),
        ("get", {"If-None-Match": tag}, 304),
        ("head", {"If-None-Match": f"W/{tag}"}, 304),
        ("get", {"If-None-Match": '"other"'}, 200),
    ):
        with CaptureQueriesContext(connection) as asked:
            response = getattr(client, method)(url_of(article), headers=headers)
        assert response.status_code == status
        assert response["ETag"] == tag
        assert not [one for one in asked if CONTENT_COLUMN in one["sql"]]
        if method == "head" and status == 200:
            assert response["Content-Length"] == str(len(PAGE))
            assert not response.streaming


def test_what_is_hidden_can_be_looked_into_by_those_who_import(article: Article) -> None:
    withdraw.withdraw(article_id=article.pk, by=factories.editor(), at=AT)
    assert browser(factories.editor()).get(url_of(article)).status_code == 200
    assert browser(factories.reader()).get(url_of(article)).status_code == 403


def test_what_was_not_kept_is_not_found() -> None:
    assert browser(factories.editor()).get(url_of(factories.article())).status_code == 404


def test_a_name_cannot_break_out_of_its_header() -> None:
    title = 'x"; filename="evil.exe\r\nSet-Cookie: a=b\u202e'
    article = factories.article(title=title, original=originals.keep(b"words"))
    response = browser(factories.editor()).get(url_of(article))
    assert response["Content-Disposition"] == 'attachment; filename="x ; filename= evil.exe Set-Cookie a=b.txt"'
    assert "Set-Cookie" not in response.headers


def test_pages_do_not_load_the_bytes(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    from claims import tasks

    monkeypatch.setattr(tasks, "dispatch", lambda run_id: None)
    client = browser(factories.editor())
    here = article.get_absolute_url()
    correct: dict[str, Any] = {"outlet": "Nordland Times"}
    with CaptureQueriesContext(connection) as asked:
        assert url_of(article) in text_of(client.get(here))
        html = text_of(client.post(reverse("article-publication", args=[article.pk]), correct, headers=htmx(here)))
    assert url_of(article) in html
    assert not [one for one in asked if CONTENT_COLUMN in one["sql"]]
