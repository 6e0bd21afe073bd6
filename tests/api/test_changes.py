"""The change feed: oldest first, resumable, nothing missed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.api import pagination


@pytest.fixture
def decided(api, bridge):
    """Four events: a statement accepted with its speaker, reopened, rejected."""
    for verb in ("accept", "reopen", "reject"):
        assert api.post(f"/api/v1/statements/{bridge['promised'].pk}/{verb}/").status_code == 200
    return bridge["promised"]


def verbs(page):
    return [event["verb"] for event in page["results"]]


def test_it_tells_who_did_what_to_what(api, decided):
    page = api.get("/api/v1/changes/").json()
    assert verbs(page) == ["statement.accepted", "person.accepted", "statement.reopened", "statement.rejected"]
    event = page["results"][0]
    assert event["actor"]["username"] == "edda"
    assert event["target"]["type"] == "statement"
    assert event["before"] == {"review_state": "suggested"}
    assert api.get(event["target"]["url"]).json()["id"] == str(decided.pk) == event["target"]["id"]


def test_every_kind_of_thing_that_changed_has_an_address(api, bridge):
    api.post(f"/api/v1/evidence/{bridge['link'].pk}/accept/")
    api.post("/api/v1/articles/", {"text": "“We will,” the mayor said."})
    for event in api.get("/api/v1/changes/").json()["results"]:
        assert api.get(event["target"]["url"]).status_code == 200, event["verb"]


def test_tokens_are_not_in_it(api):
    assert api.get("/api/v1/changes/").json()["count"] == 0


def test_it_is_narrowed_by_time_verb_and_target(api, decided):
    soon = (timezone.now() + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert api.get(f"/api/v1/changes/?since={soon}").json()["count"] == 0
    assert api.get("/api/v1/changes/?since=2020-01-01T00:00:00Z").json()["count"] == 4
    assert verbs(api.get("/api/v1/changes/?target_type=person").json()) == ["person.accepted"]
    assert api.get(f"/api/v1/changes/?target_id={decided.pk}").json()["count"] == 3
    assert api.get("/api/v1/changes/?verb=statement.rejected").json()["count"] == 1


def test_going_on_from_resume_misses_nothing_that_was_committed_late(api, decided):
    page = api.get("/api/v1/changes/").json()
    again = api.get(page["resume"]).json()
    assert verbs(again) == verbs(page)


def test_resume_moves_past_what_is_settled(api, decided, monkeypatch):
    monkeypatch.setattr(pagination, "SETTLED_AFTER", timedelta(0))
    page = api.get("/api/v1/changes/?page_size=3").json()
    rest = api.get(page["resume"]).json()
    assert verbs(rest) == ["statement.rejected"]
    assert rest["next"] is None
    nothing = api.get(rest["resume"]).json()
    assert nothing["results"] == []
    api.post(f"/api/v1/statements/{decided.pk}/reopen/")
    assert verbs(api.get(nothing["resume"]).json()) == ["statement.reopened"]
