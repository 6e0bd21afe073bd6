"""Handing in articles: queued and answered at once, or refused at once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from kombu.exceptions import OperationalError

from claims import tasks
from claims.engine.parsers.limits import TEXT_BYTES
from claims.models import Article, Run
from claims.services import pipeline
from tests import factories

ADDRESS = "/api/v1/articles/"
TEXT = "Bridge stays shut\n\n“We will mend the bridge by May,” Mayor Mara Quist said on 3 April 2023."


@pytest.fixture
def sent(monkeypatch):
    """The ids of the runs that were sent to the workers."""
    ids: list[str] = []
    monkeypatch.setattr(tasks.perform_run, "apply_async", lambda kwargs, **_: ids.append(kwargs["run_id"]))
    return ids


def test_a_text_is_queued_and_its_run_can_be_watched(api, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = api.post(ADDRESS, {"text": TEXT, "name": "from the desk"})
    assert answer.status_code == 202
    body = answer.json()
    assert answer.headers["Location"] == body["url"]
    assert type(answer.headers["Location"]) is str  # PEP 3333: a subclass makes a strict server fail
    assert (body["state"], body["total"], body["progress"]["is_over"]) == ("queued", 1, False)
    assert body["started_by"]["username"] == "edda"
    assert sent == [body["id"]]
    pipeline.perform_all(run_id=body["id"])
    watched = api.get(body["url"]).json()
    assert watched["progress"]["is_over"] is True
    assert [stage["kind"] for stage in watched["progress"]["stages"]] == ["import", "extract", "link"]
    (item,) = api.get(body["items_url"]).json()["results"]
    assert (item["state"], item["path"]) == ("imported", "from the desk")
    assert api.get(item["article"]["url"]).json()["text"] == TEXT


def test_the_same_text_twice_is_one_article(api, sent):
    runs = [api.post(ADDRESS, {"text": TEXT}).json() for _ in range(2)]
    for run in runs:
        pipeline.perform_all(run_id=run["id"])
    states = [api.get(run["items_url"]).json()["results"][0]["state"] for run in runs]
    assert states == ["imported", "duplicate"]
    assert api.get(ADDRESS).json()["count"] == 1


def test_every_file_of_a_form_is_one_article(api, sent):
    files = [SimpleUploadedFile(f"{number}.txt", f"{TEXT}\n\nPart {number}.".encode()) for number in (1, 2)]
    answer = api.post(ADDRESS, {"file": files}, format="multipart")
    assert answer.status_code == 202
    items = api.get(answer.json()["items_url"]).json()["results"]
    assert [item["path"] for item in items] == ["1.txt", "2.txt"]
    pipeline.perform_all(run_id=answer.json()["id"])
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("body", "code", "pointer"),
    [
        ({}, "required", "#/text"),
        ({"text": ""}, "blank", "#/text"),
        ({"text": "  \n "}, "empty", "#/text"),
        ({"text": None}, "null", "#/text"),
        ({"text": ["a"]}, "invalid", "#/text"),
        ({"text": "a\x00b"}, "null_characters_not_allowed", "#/text"),
        ({"text": "x", "name": "n" * 300}, "max_length", "#/name"),
    ],
)
def test_a_text_that_is_none_is_refused_at_once(api, sent, body, code, pointer):
    answer = api.post(ADDRESS, body)
    assert answer.status_code == 422
    assert [(error["code"], error["pointer"]) for error in answer.json()["errors"]] == [(code, pointer)]
    assert not Run.objects.exists()


def test_a_text_that_is_none_is_not_called_pasted(api, sent):
    assert api.post(ADDRESS, {"text": " "}).json()["detail"] == "Text from the API is empty."


def test_a_lone_surrogate_is_no_text(api, sent):
    answer = api.post(ADDRESS, '{"text": "a \\ud800 b"}', content_type="application/json")
    assert answer.status_code == 422
    assert not Run.objects.exists()


def test_a_list_is_no_article(api, sent):
    answer = api.post(ADDRESS, "[]", content_type="application/json")
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_one_bad_file_and_none_is_queued(api, sent):
    files = [SimpleUploadedFile("good.txt", TEXT.encode()), SimpleUploadedFile("empty.txt", b"")]
    answer = api.post(ADDRESS, {"file": files}, format="multipart")
    assert answer.status_code == 422
    assert answer.json()["detail"] == "empty.txt is empty."
    assert not Run.objects.exists()


@pytest.mark.parametrize("form", [True, False])
def test_a_text_larger_than_an_article_is_refused(api, sent, form):
    text = "é" * (TEXT_BYTES // 2 + 1)
    if form:
        file = SimpleUploadedFile("long.txt", text.encode())
        answer = api.post(ADDRESS, {"file": file}, format="multipart")
    else:
        answer = api.post(ADDRESS, {"text": text})
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"
    assert "2 MB" in answer.json()["detail"]
    assert not Run.objects.exists()


@pytest.mark.parametrize(("form", "limit"), [(False, "MAX_JSON"), (True, "UPLOAD_BYTES")])
def test_a_huge_request_is_refused_unread(api, sent, monkeypatch, form, limit):
    def unread(*_, **__):
        raise AssertionError("the body was parsed")

    monkeypatch.setattr("rest_framework.parsers.JSONParser.parse", unread)
    monkeypatch.setattr("rest_framework.parsers.MultiPartParser.parse", unread)
    monkeypatch.setattr(f"claims.api.views.base.{limit}", 100)
    body = {"file": SimpleUploadedFile("a.txt", b"x" * 200)} if form else {"text": "x" * 200}
    answer = api.post(ADDRESS, body, format="multipart" if form else "json")
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"


def test_what_only_a_parser_can_refuse_is_told_in_the_run(api, sent):
    run = api.post(ADDRESS, {"file": SimpleUploadedFile("scan.txt", b"%PDF-1.7 ...")}, format="multipart").json()
    pipeline.perform_all(run_id=run["id"])
    (item,) = api.get(run["items_url"]).json()["results"]
    assert (item["state"], item["code"], item["article"]) == ("refused", "pdf_malformed", None)
    assert "PDF" in item["message"]


def test_a_broker_that_is_away_fails_nobodys_request(api, monkeypatch, django_capture_on_commit_callbacks):
    def away(**_):
        raise OperationalError

    monkeypatch.setattr(tasks.perform_run, "apply_async", away)
    with django_capture_on_commit_callbacks(execute=True):
        answer = api.post(ADDRESS, {"text": TEXT})
    assert answer.status_code == 202
    assert Run.objects.get().dispatched_at is None


def test_importing_needs_only_the_ability_to_import(call_as, sent):
    feeder = factories.user("feeder")
    feeder.user_permissions.add(Permission.objects.get(codename="import_article"))
    assert call_as(feeder).post(ADDRESS, {"text": TEXT}).status_code == 202
    assert call_as(feeder).get(ADDRESS).status_code == 403


def test_more_files_than_may_be_are_a_problem_in_words(api, sent, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    files = [SimpleUploadedFile(f"{number}.txt", TEXT.encode()) for number in range(3)]
    answer = api.post(ADDRESS, {"file": files}, format="multipart")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_many_files")
    assert answer.json()["detail"] == "A request may have 1,000 files."
