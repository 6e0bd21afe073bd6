"""The schema describes what is served; the page to try it on needs nothing from elsewhere."""

from __future__ import annotations

import json
import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from jsonschema import Draft202012Validator

from tests import factories


@pytest.fixture(scope="module")
def schema():
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    return json.loads(out.getvalue())


def operations(schema):
    return [(path, method, one) for path, methods in schema["paths"].items() for method, one in methods.items()]


def test_it_is_openapi_31_and_warns_of_nothing(schema):
    assert schema["openapi"].startswith("3.1")
    assert {"token"} <= set(schema["components"]["securitySchemes"])


def test_every_operation_has_a_tidy_name_a_tag_and_words(schema):
    for path, method, one in operations(schema):
        assert re.fullmatch(r"[a-z]+(_[a-z]+)+", one["operationId"]), one["operationId"]
        assert one["tags"] == [path.split("/")[3]]
        assert one["summary"], (path, method)
    names = [one["operationId"] for _, _, one in operations(schema)]
    assert len(names) == len(set(names))
    assert {"people_timeline", "articles_create", "statements_accept", "commitments_rule"} <= set(names)


def test_every_refusal_is_described_as_a_problem(schema):
    for path, _, one in operations(schema):
        refusals = {status: body for status, body in one["responses"].items() if status >= "400"}
        assert {"401", "403", "429"} <= set(refusals)
        assert ("404" in refusals) == ("{" in path)
        for body in refusals.values():
            (media,) = body["content"]
            assert media == "application/problem+json"
            assert body["content"][media]["schema"] == {"$ref": "#/components/schemas/Problem"}
            assert body["description"]


def test_pages_say_how_large_they_may_be(schema):
    parameters = {one["name"]: one for one in schema["paths"]["/api/v1/people/"]["get"]["parameters"]}
    assert parameters["page_size"]["schema"]["maximum"] == 200
    assert parameters["ordering"]["schema"]["enum"] == ["-created_at", "created_at"]
    assert parameters["review_state"]["schema"]["type"] == "array"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/people/{id}/",
        "/api/v1/articles/{id}/",
        "/api/v1/statements/{id}/",
        "/api/v1/commitments/{id}/",
        "/api/v1/evidence/{id}/",
        "/api/v1/follow-ups/{id}/",
        "/api/v1/runs/{id}/",
        "/api/v1/people/{id}/timeline/",
        "/api/v1/commitments/{id}/timeline/",
        "/api/v1/changes/",
        "/api/v1/evidence/",
    ],
)
def test_answers_are_as_the_schema_says(api, bridge, schema, path):
    api.post(f"/api/v1/evidence/{bridge['link'].pk}/accept/")
    rows = {
        "people": bridge["mara"],
        "articles": bridge["pledge"],
        "statements": bridge["promised"],
        "commitments": bridge["commitment"],
        "evidence": bridge["link"],
        "follow-ups": factories.follow_up(bridge["commitment"]),
        "runs": factories.run(items=1),
    }
    noun = path.split("/")[3]
    answer = api.get(path.replace("{id}", str(rows[noun].pk)) if noun in rows else path)
    described = schema["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = Draft202012Validator({**described, "components": schema["components"]})
    assert [error.message for error in validator.iter_errors(answer.json())] == []


def test_a_problem_is_as_the_schema_says(api, schema):
    validator = Draft202012Validator(
        {"$ref": "#/components/schemas/Problem", "components": schema["components"], "additionalProperties": True}
    )
    for address in ("people/?page_size=x", "people/nobody/"):
        assert list(validator.iter_errors(api.get(f"/api/v1/{address}").json())) == []


def test_the_schema_is_served_as_json_and_yaml(api):
    assert api.get("/api/v1/schema/?format=json").json()["openapi"].startswith("3.1")
    assert api.get("/api/v1/schema/").content.startswith(b"openapi: 3.1")


def test_the_docs_page_is_for_those_who_may_read(db):
    browser = Client()
    asked_to_sign_in = browser.get("/api/v1/docs/")
    assert asked_to_sign_in.status_code == 302
    assert "next=/api/v1/docs/" in asked_to_sign_in.headers["Location"]
    browser.force_login(factories.stranger())
    assert browser.get("/api/v1/docs/").status_code == 403


def test_the_docs_page_takes_everything_from_here_and_runs_no_inline_script(db):
    browser = Client()
    browser.force_login(factories.reader())
    page = browser.get("/api/v1/docs/")
    html = page.content.decode()
    assert page.status_code == 200
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\bstyle=", html)
    assert "unsafe" not in page.headers["Content-Security-Policy"]
    script = browser.get(re.search(r'<script src="(/api/v1/docs/[^"]*)"', html).group(1))
    assert script.headers["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in script.content.decode()


def test_the_root_names_every_list(api):
    body = api.get("/api/v1/").json()
    assert set(body) == {
        "people",
        "articles",
        "statements",
        "commitments",
        "evidence",
        "rulings",
        "follow-ups",
        "runs",
        "changes",
    }
    for address in body.values():
        assert api.get(address).status_code == 200
