"""How a text is cut up, through the API: handed in to be checked, corrected, approved."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from claims import tasks
from claims.models import Article, Run
from tests import factories

ADDRESS = "/api/v1/articles/"
TEXT = "Harbour shut\n\n“We will open it by May,” Ana Ruiz said.\n\nA gate."


@pytest.fixture(autouse=True)
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ids: list[str] = []
    monkeypatch.setattr(tasks.perform_run, "apply_async", lambda kwargs, **_: ids.append(kwargs["run_id"]))
    return ids


@pytest.fixture
def article(db: None) -> Article:
    return factories.article(TEXT, awaits_check=True)


def segments(*kinds: str) -> list[dict[str, Any]]:
    edges = ((0, 12), (14, 55), (57, 64))
    return [{"kind": kind, "start": start, "end": end} for kind, (start, end) in zip(kinds, edges, strict=False)]


@pytest.mark.parametrize(("given", "said"), [({"check_first": True}, True), ({}, False)], ids=["asked for", "left out"])
def test_what_is_handed_in_waits_if_asked_for(api: APIClient, given: dict[str, bool], said: bool) -> None:
    assert api.post(ADDRESS, {"text": TEXT, **given}).status_code == 202
    assert Run.objects.get().check_first is said


def test_a_form_asks_for_it_by_a_field(api: APIClient) -> None:
    file = SimpleUploadedFile("one.txt", TEXT.encode())
    answer = api.post(ADDRESS, {"file": file, "check_first": "true"}, format="multipart")
    assert answer.status_code == 202
    assert Run.objects.get().check_first
    assert api.post(ADDRESS, {"text": TEXT, "check_first": "perhaps"}).status_code == 422


def test_the_same_key_with_and_without_it_is_not_the_same_request(api: APIClient) -> None:
    headers = {"Idempotency-Key": "one"}
    assert api.post(ADDRESS, {"text": TEXT, "check_first": True}, headers=headers).status_code == 202
    answer = api.post(ADDRESS, {"text": TEXT}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_articles_that_wait_can_be_listed_and_approved(
    api: APIClient, article: Article, sent: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    factories.article()
    (listed,) = api.get(ADDRESS, {"awaits_check": "true"}).json()["results"]
    assert (listed["id"], listed["awaits_check"]) == (str(article.pk), True)
    with django_capture_on_commit_callbacks(execute=True):
        answer = api.post(f"{ADDRESS}{article.pk}/approve-cut/")
    assert (answer.status_code, answer.json()["awaits_check"]) == (200, False)
    assert sent == [str(Run.objects.get().pk)]
    assert api.post(f"{ADDRESS}{article.pk}/approve-cut/").status_code == 200  # twice is harmless


def test_a_corrected_cut_is_answered_as_it_stands(api: APIClient, article: Article) -> None:
    body = {"segments": segments("headline", "paragraph")}
    answer = api.post(f"{ADDRESS}{article.pk}/recut/", body)
    assert answer.status_code == 200
    kinds = [one["kind"] for one in answer.json()["segments"]]
    assert kinds == ["headline", "paragraph", "boilerplate"]  # no word is out of sight
    assert answer.json()["text"] == TEXT


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"segments": [{"kind": "headline", "start": 5, "end": 5}]},
        {"segments": [{"kind": "nonsense", "start": 0, "end": 5}]},
        {"segments": [{"kind": "headline", "start": 0, "end": 9}, {"kind": "deck", "start": 3, "end": 12}]},
        {"segments": [{"kind": "headline", "start": 0, "end": 10_000}]},
    ],
    ids=["nothing", "empty stretch", "unknown kind", "overlap", "behind the end"],
)
def test_what_is_no_cut_is_refused(api: APIClient, article: Article, body: dict[str, Any]) -> None:
    assert api.post(f"{ADDRESS}{article.pk}/recut/", body).status_code == 422
    assert article.segments.count() == 3


def test_an_old_version_answers_409(api: APIClient, article: Article) -> None:
    factories.article(f"{TEXT} And more.", supersedes=article)
    answer = api.post(f"{ADDRESS}{article.pk}/recut/", {"segments": segments("headline")})
    assert answer.status_code == 409


@pytest.mark.parametrize("verb", ["recut", "approve-cut"])
def test_both_are_for_whoever_may_import(call_as: Any, article: Article, verb: str) -> None:
    assert call_as(factories.reader()).post(f"{ADDRESS}{article.pk}/{verb}/").status_code == 403
