"""The verbs: each does what the service of its name does, and says how the thing stands now."""

from __future__ import annotations

import pytest

from claims.models import AuditEvent, FollowUp
from tests import factories

NOUNS = {"statements": "promised", "commitments": "commitment", "evidence": "link"}


@pytest.mark.parametrize("noun", NOUNS)
def test_accept_reopen_reject_and_back(api, bridge, noun):
    row = bridge[NOUNS[noun]]
    address = f"/api/v1/{noun}/{row.pk}/"
    states = []
    for verb in ("accept", "reopen", "reject", "reject", "reopen", "reopen"):
        answer = api.post(f"{address}{verb}/")
        assert answer.status_code == 200, answer.content
        assert answer.json()["review_state"] == api.get(address).json()["review_state"]
        states.append(answer.json()["review_state"])
    assert states == ["accepted", "suggested", "rejected", "rejected", "suggested", "suggested"]
    singular = {"statements": "statement", "commitments": "commitment", "evidence": "evidence"}[noun]
    events = AuditEvent.objects.filter(target_id=row.pk, target_type=singular).order_by("created_at")
    assert [event.verb.split(".")[1] for event in events if "weighed" not in event.verb] == [
        "accepted",
        "reopened",
        "rejected",
        "reopened",
    ]


@pytest.mark.parametrize("noun", NOUNS)
def test_deciding_the_other_way_is_a_conflict(api, bridge, noun):
    address = f"/api/v1/{noun}/{bridge[NOUNS[noun]].pk}/"
    api.post(f"{address}reject/")
    answer = api.post(f"{address}accept/")
    assert answer.status_code == 409
    assert answer.json()["code"] == "conflict"
    assert "Edda" in answer.json()["detail"]


def test_evidence_is_accepted_under_another_relation_with_a_reason(api, bridge):
    address = f"/api/v1/evidence/{bridge['link'].pk}/"
    body = api.post(f"{address}accept/", {"relation": "qualifies", "rationale": "Work may start late."}).json()
    assert (body["relation"], body["rationale"], body["cito"]) == (
        "qualifies",
        "Work may start late.",
        "cito:qualifies",
    )
    assert body["statement"]["review_state"] == "accepted"
    assert api.post(f"{address}accept/", {"relation": "likes"}).status_code == 422


def test_a_ruling_is_made_and_can_be_read(api, bridge):
    api.post(f"/api/v1/evidence/{bridge['link'].pk}/accept/")
    answer = api.post(
        f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/",
        {
            "status": "broken",
            "broken_reason": "not_prioritised",
            "rationale": "May came and went.",
            "evidence": [str(bridge["link"].pk)],
            "latest_ruling": None,
        },
    )
    assert answer.status_code == 201
    body = answer.json()
    assert answer.headers["Location"] == body["url"]
    assert api.get(body["url"]).json() == body
    assert [one["id"] for one in body["evidence"]] == [str(bridge["link"].pk)]
    assert api.get("/api/v1/rulings/?status=broken").json()["count"] == 1
    assert api.get("/api/v1/commitments/?status=broken").json()["count"] == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"broken_reason": None}, 422),
        ({"rationale": " "}, 422),
        ({"status": "open", "broken_reason": "other"}, 422),
        ({"evidence": ["0e5cfb0e-0c30-4b3c-8a40-5d5f64c0f4a1"]}, 422),
        ({"latest_ruling": "0e5cfb0e-0c30-4b3c-8a40-5d5f64c0f4a1"}, 409),
    ],
)
def test_a_ruling_that_does_not_hold_is_refused(api, bridge, change, status):
    api.post(f"/api/v1/commitments/{bridge['commitment'].pk}/accept/")
    whole = {"status": "broken", "broken_reason": "other", "rationale": "It was.", "latest_ruling": None}
    answer = api.post(f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/", {**whole, **change})
    assert answer.status_code == status
    assert api.get("/api/v1/rulings/").json()["count"] == 0


def test_a_suggested_promise_is_not_ruled_on(api, bridge):
    answer = api.post(
        f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/",
        {"status": "stalled", "rationale": "No work seen.", "latest_ruling": None},
    )
    assert answer.status_code == 409


def test_a_follow_up_that_wrote_itself_is_listed(api, bridge):
    api.post(f"/api/v1/evidence/{bridge['link'].pk}/accept/")
    listed = api.get(f"/api/v1/follow-ups/?commitment={bridge['commitment'].pk}").json()["results"]
    assert {one["id"] for one in listed} == {str(pk) for pk in FollowUp.objects.values_list("pk", flat=True)}
    mine = factories.follow_up(bridge["commitment"], assignee=factories.editor())
    body = api.get(f"/api/v1/follow-ups/{mine.pk}/").json()
    assert (body["assignee"]["username"], body["state"]) == ("edda", "open")
    assert body["commitment"]["id"] == str(bridge["commitment"].pk)
