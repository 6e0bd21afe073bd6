"""Every refusal is problem details, at whatever depth it arises."""

from __future__ import annotations

import base64
from uuid import uuid4

import pytest
from rest_framework.test import APIClient

from claims.services.errors import ClaimsError, Conflict

PROBLEM = "application/problem+json"


def refused(answer, status, code):
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == PROBLEM
    body = answer.json()
    assert body["status"] == status
    assert body["code"] == code
    assert body["title"]
    assert body["detail"]
    return body


@pytest.mark.parametrize("path", ["nothing/", "nothing", "people/not-an-id/", f"people/{uuid4()}/nothing/", "people//"])
def test_unknown_addresses_answer_with_a_problem(client, path):
    body = refused(client.get(f"/api/v1/{path}"), 404, "not_found")
    assert body["type"] == "about:blank"
    assert body["title"] == "Not Found"


@pytest.mark.parametrize("noun", ["people", "articles", "statements", "commitments", "evidence", "rulings", "runs"])
def test_an_unknown_id_is_not_found(api, noun):
    refused(api.get(f"/api/v1/{noun}/{uuid4()}/"), 404, "not_found")


def test_a_missing_last_slash_is_led_on_with_method_and_query(client):
    answer = client.post("/api/v1/articles?x=1")
    assert answer.status_code == 308
    assert answer.headers["Location"] == "/api/v1/articles/?x=1"


def test_a_method_that_an_address_does_not_know(api):
    answer = api.delete("/api/v1/people/")
    refused(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]
    refused(api.post("/api/v1/people/", {}), 405, "method_not_allowed")


def test_a_body_that_cannot_be_read(api):
    refused(api.post("/api/v1/articles/", "{", content_type="application/json"), 400, "parse_error")
    refused(api.post("/api/v1/articles/", "[" * 100_000, content_type="application/json"), 400, "parse_error")
    refused(api.post("/api/v1/articles/", "a,b", content_type="text/csv"), 415, "unsupported_media_type")


def test_a_format_that_is_not_spoken(api):
    refused(api.get("/api/v1/people/", headers={"Accept": "text/html"}), 406, "not_acceptable")


def test_the_schema_refuses_in_json_too(db):
    answer = APIClient().get("/api/v1/schema/", headers={"Accept": "application/vnd.oai.openapi"})
    refused(answer, 401, "not_authenticated")


@pytest.mark.parametrize(
    "packed", [b"[" * 1500, b"[]", b"7", b"[false]", b'[0,"a","b"]', b'[false,"then","there"]', b"\xff"]
)
def test_a_cursor_somebody_made_up_is_refused(api, packed):
    cursor = base64.urlsafe_b64encode(packed).decode()
    refused(api.get(f"/api/v1/people/?cursor={cursor}"), 400, "bad_cursor")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("people/?review_state=perhaps", "review_state"),
        ("statements/?article=7", "article"),
        ("statements/?created_since=yesterday", "created_since"),
        ("evidence/?relation=likes", "relation"),
        ("people/?page_size=none", "page_size"),
        ("people/?page_size=0", "page_size"),
        ("people/?page_size=201", "page_size"),
        ("people/?page_size=1000000000000", "page_size"),
        ("commitments/?state=broken", "state"),
        ("changes/?sinc=2024-01-01T00:00:00Z", "sinc"),
        ("statements/?dated_since=last+week", "dated_since"),
        ("articles/?published_since=last+week", "published_since"),
        ("people/?cursor=nonsense", "cursor"),
        ("people/?ordering=name", "ordering"),
    ],
)
def test_a_bad_parameter_is_named(api, query, parameter):
    body = api.get(f"/api/v1/{query}")
    errors = refused(body, 400, body.json()["code"])["errors"]
    assert [error["parameter"] for error in errors] == [parameter]


def test_an_unknown_parameter_is_told_what_it_may_have_meant(api, bridge):
    body = refused(api.get("/api/v1/commitments/?state=broken"), 400, "unknown_parameter")
    assert "“state”" in body["detail"]
    assert "Do you mean evidence_state or review_state?" in body["detail"]
    assert "status" in body["detail"]
    one = f"/api/v1/commitments/{bridge['commitment'].pk}/"
    assert api.get(f"{one}?status=open").status_code == 400
    assert api.get(f"{one}timeline/?status=open").status_code == 400
    assert api.get(f"{one}?format=json").status_code == 200


def test_a_bad_field_is_pointed_at(api, bridge):
    address = f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/"
    body = refused(api.post(address, {"status": "lost", "evidence": ["x"]}), 422, "invalid")
    pointers = {error["pointer"] for error in body["errors"]}
    assert pointers == {"#/status", "#/rationale", "#/evidence/0", "#/latest_ruling"}


def test_a_refusal_of_a_service_keeps_its_words(api, bridge, monkeypatch):
    def refuse(**_):
        raise Conflict("Edda was faster.")

    monkeypatch.setattr("claims.api.views.findings.StatementViewSet.verbs", {"accept": refuse})
    body = refused(api.post(f"/api/v1/statements/{bridge['promised'].pk}/accept/"), 409, "conflict")
    assert body["detail"] == "Edda was faster."


def test_a_kind_of_refusal_that_is_new_gets_the_status_of_its_base(api, bridge, monkeypatch):
    class Embargoed(ClaimsError):
        code = "embargoed"

    def refuse(**_):
        raise Embargoed("Not before noon.")

    monkeypatch.setattr("claims.api.views.findings.StatementViewSet.verbs", {"accept": refuse})
    refused(api.post(f"/api/v1/statements/{bridge['promised'].pk}/accept/"), 422, "embargoed")


def test_a_bug_is_not_dressed_up(api, bridge, monkeypatch):
    def stumble(**_):
        raise ZeroDivisionError

    monkeypatch.setattr("claims.api.views.findings.StatementViewSet.verbs", {"accept": stumble})
    with pytest.raises(ZeroDivisionError):
        api.post(f"/api/v1/statements/{bridge['promised'].pk}/accept/")
