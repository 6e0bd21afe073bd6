"""Handing in with a key: what is sent twice is one import."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from claims.models import Run, SubmissionKey
from tests import factories

ADDRESS = "/api/v1/articles/"
TEXT = "Bridge stays shut\n\n“We will mend the bridge by May,” Mayor Mara Quist said."
KEY = {"Idempotency-Key": "8e03978e-40d5-43dd-bc93-6894a57f9324"}


@pytest.fixture(autouse=True)
def sent(monkeypatch):
    ids: list[str] = []
    monkeypatch.setattr("claims.api.views.articles.dispatch", lambda pk: ids.append(str(pk)))
    return ids


def test_the_same_again_answers_with_the_same_run_and_queues_nothing(api, sent):
    first, second = (api.post(ADDRESS, {"text": TEXT}, headers=KEY) for _ in range(2))
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] == second.json()["id"]
    assert first.headers["Location"] == second.headers["Location"]
    assert sent == [first.json()["id"]]
    assert Run.objects.count() == 1


@pytest.mark.parametrize("other", [{"text": f"{TEXT} More."}, {"text": TEXT, "name": "another"}])
def test_something_else_under_the_same_key_is_refused(api, sent, other):
    api.post(ADDRESS, {"text": TEXT}, headers=KEY)
    answer = api.post(ADDRESS, other, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert len(sent) == Run.objects.count() == 1


def test_files_are_compared_by_their_bytes_whatever_the_form_around_them(api):
    def post(*parts):
        files = [SimpleUploadedFile(f"{number}.txt", part) for number, part in enumerate(parts)]
        return api.post(ADDRESS, {"file": files}, format="multipart", headers=KEY)

    first = post(b"One text.", b"Another.")
    assert post(b"One text.", b"Another.").json()["id"] == first.json()["id"]
    assert post(b"One text.A", b"nother.").status_code == 422


def test_without_a_key_or_with_another_one_it_is_another_run(api):
    for headers in ({}, {}, {"Idempotency-Key": "a"}, {"Idempotency-Key": "b"}):
        assert api.post(ADDRESS, {"text": TEXT}, headers=headers).status_code == 202
    assert Run.objects.count() == 4


def test_a_key_is_its_users_own(api, call_as):
    other = call_as(factories.editor("elias"))
    runs = {client.post(ADDRESS, {"text": TEXT}, headers=KEY).json()["id"] for client in (api, other)}
    assert len(runs) == 2


def test_a_key_is_kept_for_a_day(api):
    first = api.post(ADDRESS, {"text": TEXT}, headers=KEY).json()["id"]
    left = SubmissionKey.objects.get().kept_until - timezone.now()
    assert timedelta(hours=23) < left <= timedelta(hours=24)
    SubmissionKey.objects.update(kept_until=timezone.now())
    assert api.post(ADDRESS, {"text": "Something else."}, headers=KEY).json()["id"] != first


def test_what_was_refused_uses_up_no_key(api):
    assert api.post(ADDRESS, {"text": " "}, headers=KEY).status_code == 422
    assert api.post(ADDRESS, {"text": TEXT}, headers=KEY).status_code == 202


@pytest.mark.parametrize("key", ["", "k" * 256, "clé", "a\tb"])
def test_a_key_that_is_none_is_refused(api, key):
    answer = api.post(ADDRESS, {"text": TEXT}, headers={"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_idempotency_key")
    assert not Run.objects.exists()
