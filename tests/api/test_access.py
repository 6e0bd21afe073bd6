"""Who may call what, and how the API says no."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from claims.services import tokens
from tests import factories

LISTS = ("people", "articles", "statements", "commitments", "evidence", "rulings", "follow-ups", "runs", "changes")
READS = ("", "schema/", *(f"{noun}/" for noun in LISTS))


@pytest.mark.parametrize("path", READS)
def test_nobody_reads_without_a_token(db, path):
    answer = APIClient().get(f"/api/v1/{path}")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_authenticated"


@pytest.mark.parametrize("path", READS)
def test_a_login_without_a_role_reads_nothing(call_as, path):
    answer = call_as(factories.stranger()).get(f"/api/v1/{path}")
    assert answer.status_code == 403
    assert answer.json()["status"] == 403


@pytest.mark.parametrize("path", READS)
def test_a_reader_reads_everything(call_as, path):
    assert call_as(factories.reader()).get(f"/api/v1/{path}").status_code == 200


@pytest.mark.parametrize("key", ["wrong", "", "two words", "\xe9\xff"])
def test_a_wrong_token_is_told_so(db, key):
    answer = APIClient().get("/api/v1/people/", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 401
    assert answer.json()["code"] == "invalid_token"


def test_a_revoked_or_expired_token_opens_nothing(db):
    now = timezone.now()
    revoked, key = tokens.issue(name="old", by=factories.editor(), at=now)
    tokens.revoke(token_id=revoked.pk, by=factories.editor(), at=now)
    _, late = tokens.issue(name="late", by=factories.editor(), at=now, expires_at=now - timedelta(seconds=1))
    for one in (key, late):
        assert APIClient().get("/api/v1/people/", headers={"Authorization": f"Bearer {one}"}).status_code == 401


def test_the_scheme_of_a_token_has_no_case(db):
    _, key = tokens.issue(name="tests", by=factories.reader(), at=factories.AT)
    assert APIClient().get("/api/v1/people/", headers={"Authorization": f"bearer {key}"}).status_code == 200


def test_a_session_reads_and_writes_only_with_a_csrf_token(db):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(factories.editor())
    assert client.get("/api/v1/people/").status_code == 200
    answer = client.post("/api/v1/articles/", {"text": "Something was said."})
    assert answer.status_code == 403
    assert "CSRF" in answer.json()["detail"]


@pytest.mark.parametrize(
    "path",
    ["statements/{id}/accept/", "evidence/{id}/reject/", "commitments/{id}/reopen/", "commitments/{id}/rulings/"],
)
def test_a_reader_decides_nothing(call_as, bridge, path):
    noun = path.split("/")[0]
    row = {"statements": bridge["promised"], "evidence": bridge["link"], "commitments": bridge["commitment"]}[noun]
    answer = call_as(factories.reader()).post(f"/api/v1/{path.format(id=row.pk)}")
    assert answer.status_code == 403
    row.refresh_from_db()
    assert row.is_suggested


@pytest.mark.parametrize("verb", ["withdraw", "restore", "release", "original"])
def test_only_those_who_import_decide_who_may_see_an_article(call_as, bridge, verb):
    client = call_as(factories.reader())
    address = f"/api/v1/articles/{bridge['pledge'].pk}/{verb}/"
    answer = client.get(address) if verb == "original" else client.post(address)
    assert answer.status_code == 403
    bridge["pledge"].refresh_from_db()
    assert bridge["pledge"].withdrawn_at is None


def test_a_reader_imports_nothing(call_as):
    answer = call_as(factories.reader()).post("/api/v1/articles/", {"text": "“We will,” the mayor said."})
    assert answer.status_code == 403


def test_requests_are_counted_and_the_headers_say_so(api, monkeypatch):
    from claims.api.throttling import Throttle

    monkeypatch.setattr(Throttle, "THROTTLE_RATES", {"user": "2/min"})
    first = api.get("/api/v1/people/")
    assert first.headers["RateLimit-Limit"] == "2"
    assert first.headers["RateLimit-Remaining"] == "1"
    assert 0 < int(first.headers["RateLimit-Reset"]) <= 60
    assert api.get("/api/v1/articles/").headers["RateLimit-Remaining"] == "0"
    refused = api.get("/api/v1/people/")
    assert refused.status_code == 429
    assert refused.json()["code"] == "throttled"
    assert int(refused.headers["Retry-After"]) > 0


def test_answers_are_nobody_elses_to_cache(api):
    answer = api.get("/api/v1/people/")
    assert "private" in answer.headers["Cache-Control"]
    assert "Authorization" in answer.headers["Vary"]
