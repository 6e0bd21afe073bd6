"""Withdraw, restore and release by address, and the file that an article was read from."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from jsonschema import Draft202012Validator

from claims.api.views import withdrawals
from claims.models import Article, AuditEvent, FollowUp, Run
from claims.services import link, originals, withdraw
from tests import factories
from tests.factories import AT

V1 = "/api/v1"
LATER = datetime(2999, 1, 1, tzinfo=UTC)
BYTES = b"\x00<html>\xff"


@pytest.fixture(autouse=True)
def sent():
    """The ids of the runs that were sent to the workers; nothing is sent for real."""
    ids = []
    with patch.object(withdrawals, "dispatch", ids.append):
        yield ids


def of(article, verb=""):
    return f"{V1}/articles/{article.pk}/{verb + '/' if verb else ''}"


def test_withdraw_takes_it_off_every_address_and_restore_brings_it_back(api, bridge, sent):
    link.accept(link_id=bridge["link"].pk, by=factories.editor(), at=AT)
    report = bridge["report"]
    Article.objects.update(extracted_at=AT)
    body = api.post(of(report, "withdraw"), {"because": "Nobody said so."}).json()
    assert (body["withdrawn_by"]["username"], body["withdrawn_because"]) == ("edda", "Nobody said so.")
    assert body["publishing_status"] == "usable"
    assert api.get(of(report)).status_code == 410
    assert str(report.pk) not in api.get(f"{V1}/articles/").content.decode()
    assert api.get(f"{V1}/commitments/{bridge['commitment'].pk}/").json()["evidence_state"] == "none"
    assert FollowUp.objects.get(key__startswith="withdrawn:").title.endswith(": Nobody said so.")
    body = api.post(of(report, "restore")).json()
    assert (body["withdrawn_at"], body["withdrawn_because"], body["run"]) == (None, "", None)
    assert api.get(of(report)).status_code == 200
    assert api.get(f"{V1}/commitments/{bridge['commitment'].pk}/").json()["evidence_state"] == "contradicting"
    assert not sent


def test_withdrawing_twice_is_harmless_and_restoring_twice_a_conflict(api, bridge):
    pledge = bridge["pledge"]
    for because in ("First.", "Second."):
        answer = api.post(of(pledge, "withdraw"), {"because": because})
        assert (answer.status_code, answer.json()["withdrawn_because"]) == (200, "First.")
    assert AuditEvent.objects.filter(verb="article.withdrawn").count() == 1
    assert api.post(of(pledge, "restore")).status_code == 200
    answer = api.post(of(pledge, "restore"))
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_a_reason_may_be_left_out_but_not_be_long(api, bridge):
    answer = api.post(of(bridge["pledge"], "withdraw"), {"because": "x" * 161})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/because")
    assert api.post(of(bridge["pledge"], "withdraw")).status_code == 200


@pytest.mark.parametrize("hold", [{"embargoed_until": LATER}, {"status": "withheld"}])
def test_release_lets_everybody_read_it_and_says_which_run_reads_it(api, call_as, bridge, sent, hold):
    Article.objects.filter(pk=bridge["pledge"].pk).update(**hold)
    reader = call_as(factories.reader())
    assert reader.get(of(bridge["pledge"])).status_code == 404
    body = api.post(of(bridge["pledge"], "release")).json()
    run = Run.objects.get(kind="extract")
    assert (body["embargoed_until"], body["publishing_status"]) == (None, "usable")
    assert body["released_by"]["username"] == "edda"
    assert body["run"].endswith(f"{V1}/runs/{run.pk}/")
    assert sent == [run.pk]
    assert reader.get(of(bridge["pledge"])).status_code == 200
    assert api.post(of(bridge["pledge"], "release")).status_code == 409


def test_one_that_was_never_read_is_read_when_it_is_restored(api, bridge, sent):
    api.post(of(bridge["pledge"], "withdraw"))
    assert api.post(of(bridge["pledge"], "restore")).json()["run"]
    assert sent == [Run.objects.get(kind="extract").pk]


def test_what_is_held_back_can_be_withdrawn_but_not_released_while_it_is(api, bridge):
    Article.objects.filter(pk=bridge["pledge"].pk).update(embargoed_until=LATER)
    assert api.post(of(bridge["pledge"], "withdraw")).status_code == 200
    answer = api.post(of(bridge["pledge"], "release"))
    assert (answer.status_code, answer.json()["detail"]) == (409, "This article is withdrawn. Restore it first.")


def test_an_unknown_article_is_not_found(api):
    for verb in ("withdraw", "restore", "release"):
        assert api.post(f"{V1}/articles/00000000-0000-4000-8000-000000000000/{verb}/").status_code == 404
    assert api.get(f"{V1}/articles/00000000-0000-4000-8000-000000000000/original/").status_code == 404


def test_answers_are_as_the_schema_says(api, bridge):
    schema = api.get(f"{V1}/schema/?format=json").json()
    Article.objects.filter(pk=bridge["report"].pk).update(status="withheld")
    for article, verb in ((bridge["pledge"], "withdraw"), (bridge["pledge"], "restore"), (bridge["report"], "release")):
        operation = schema["paths"][f"{V1}/articles/{{id}}/{verb}/"]["post"]
        described = operation["responses"]["200"]["content"]["application/json"]["schema"]
        validator = Draft202012Validator({**described, "components": schema["components"]})
        assert [error.message for error in validator.iter_errors(api.post(of(article, verb)).json())] == []
    original = schema["paths"][f"{V1}/articles/{{id}}/original/"]["get"]["responses"]
    assert original["200"]["content"] == {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
    }
    assert {"304", "403", "404", "410"} <= set(original)


# --------------------------------------------------------------------------------------------------- the file


@pytest.fixture
def kept(db):
    return factories.article("Head\n\nWords.", original=originals.keep(BYTES))


@pytest.mark.parametrize("accept", ["*/*", "application/json", "application/octet-stream", "text/html"])
def test_the_bytes_come_exactly_whatever_is_asked_for(api, kept, accept):
    answer = api.get(of(kept, "original"), headers={"Accept": accept})
    assert b"".join(answer.streaming_content) == BYTES
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="Head.html"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["ETag"] == f'"{hashlib.sha256(BYTES).hexdigest()}"'
    assert "private" in answer["Cache-Control"]


def test_whoever_has_them_gets_no_bytes_again(api, kept):
    tag = api.get(of(kept, "original"))["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert api.get(of(kept, "original"), headers={"If-None-Match": tag}).status_code == 304
        assert api.head(of(kept, "original"))["Content-Length"] == str(len(BYTES))
    assert not [one for one in asked if '"claims_original"."content"' in one["sql"]]


@pytest.mark.parametrize("hold", [{"embargoed_until": LATER}, {"status": "withheld"}])
def test_it_is_there_while_the_article_is_held_back(api, call_as, kept, hold):
    Article.objects.filter(pk=kept.pk).update(**hold)
    assert api.get(of(kept, "original")).status_code == 200
    assert call_as(factories.reader()).get(of(kept, "original")).status_code == 403


def test_it_is_gone_with_a_withdrawn_article_and_not_found_where_none_was_kept(api, kept):
    withdraw.withdraw(article_id=kept.pk, by=factories.editor(), at=AT)
    answer = api.get(of(kept, "original"))
    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert api.get(of(factories.article(), "original")).status_code == 404
    assert api.get(of(factories.article(), "original") + "?page=2").status_code == 400
