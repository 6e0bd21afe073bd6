"""Timelines: what was promised and said, the accepted evidence on it, and what was ruled."""

from __future__ import annotations

import pytest

from claims.models import CommitmentStatement, ReviewState, StatementRole
from tests import factories


def kinds(page):
    return [(entry["date"], entry["kind"], entry["review_state"]) for entry in page["results"]]


def accept(api, noun, row):
    assert api.post(f"/api/v1/{noun}/{row.pk}/accept/").status_code == 200


def test_evidence_is_on_a_timeline_once_an_editor_accepted_it(api, bridge):
    address = f"/api/v1/people/{bridge['mara'].pk}/timeline/"
    before = api.get(address).json()
    assert kinds(before) == [("2023-03", "commitment", "suggested")]
    assert before["count"] == 1
    accept(api, "evidence", bridge["link"])
    after = api.get(address).json()
    assert kinds(after) == [("2023-03", "commitment", "accepted"), ("2023-06-02", "evidence", "accepted")]
    pledge, evidence = (entry["object"] for entry in after["results"])
    assert pledge["sources"][0]["statement"]["sourcing_chain"][0]["name"] == "Mara Quist"
    assert evidence["relation"] == "contradicts"
    assert evidence["words"]["evidence"]["selector"][1]["exact"] == "Nobody has touched the bridge,"


def test_a_commitments_timeline_has_restatements_and_rulings(api, bridge):
    again = factories.statement(
        factories.article(published_on="2023-05-01"), speaker=bridge["mara"], addressee=bridge["iris"]
    )
    CommitmentStatement.objects.create(
        commitment=bridge["commitment"],
        statement=again,
        role=StatementRole.RESTATEMENT,
        start=again.start,
        end=again.end,
    )
    accept(api, "commitments", bridge["commitment"])
    ruling = {"status": "stalled", "rationale": "No work seen.", "latest_ruling": None}
    assert api.post(f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/", ruling).status_code == 201
    page = api.get(f"/api/v1/commitments/{bridge['commitment'].pk}/timeline/").json()
    assert [kind for _, kind, _ in kinds(page)] == ["commitment", "statement", "ruling"]
    assert page["results"][1]["object"]["id"] == str(again.pk)
    assert page["results"][2]["object"]["status"] == "stalled"
    assert page["results"][2]["review_state"] is None


def test_nothing_rejected_is_on_a_timeline(api, bridge):
    said = factories.statement(factories.article(published_on="2023-05-01"), speaker=bridge["mara"])
    address = f"/api/v1/people/{bridge['mara'].pk}/timeline/"
    assert api.get(address).json()["count"] == 2
    factories.decided(said, ReviewState.REJECTED)
    factories.decided(bridge["link"], ReviewState.REJECTED)
    factories.decided(bridge["commitment"], ReviewState.REJECTED)
    assert kinds(api.get(address).json()) == [("2023-03", "statement", "suggested")]


def test_a_rejected_restatement_is_not_on_a_commitments_timeline(api, bridge):
    again = factories.statement(factories.article(), speaker=bridge["mara"])
    CommitmentStatement.objects.create(
        commitment=bridge["commitment"], statement=again, role="restatement", start=again.start, end=again.end
    )
    factories.decided(again, ReviewState.REJECTED)
    page = api.get(f"/api/v1/commitments/{bridge['commitment'].pk}/timeline/").json()
    assert kinds(page) == [("2023-03", "commitment", "suggested")]


def test_a_long_timeline_comes_in_pages_with_its_total(api, bridge):
    article = factories.article(paragraphs=9, published_on="2024-01-05")
    for day in range(9):
        factories.statement(article, speaker=bridge["mara"], said_on=f"2024-01-{9 - day:02}")
    address = f"/api/v1/people/{bridge['mara'].pk}/timeline/?page_size=4"
    pages = []
    while address:
        pages.append(api.get(address).json())
        address = pages[-1]["next"]
    dates = [entry["date"] for page in pages for entry in page["results"]]
    assert [len(page["results"]) for page in pages] == [4, 4, 2]
    assert dates == sorted(dates)
    assert len(set(dates)) == 10
    assert {page["count"] for page in pages} == {10}
    back = api.get(pages[2]["previous"]).json()
    assert kinds(back) == kinds(pages[1])
    assert api.get(back["previous"]).json()["results"] == pages[0]["results"]


def test_what_has_no_date_comes_last_and_says_so(api, bridge):
    factories.statement(factories.article(), speaker=bridge["mara"])
    page = api.get(f"/api/v1/people/{bridge['mara'].pk}/timeline/").json()
    assert kinds(page)[-1] == (None, "statement", "suggested")


DATES = ("2022", "2023-10", "2023-11~", "2023-11-15", "2023-11-16?", "2023-12", "2023", "2024")


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ({"dated_since": "2023-11-16"}, {"2023-11~", "2023-11-16?", "2023-12", "2023", "2024"}),
        ({"dated_before": "2023-11-15"}, {"2022", "2023-10", "2023-11~", "2023"}),
        ({"dated_before": "2023-11"}, {"2022", "2023-10", "2023"}),
        ({"dated_before": "2023"}, {"2022"}),
        ({"dated_since": "2023-11", "dated_before": "2023-12"}, {"2023-11~", "2023-11-15", "2023-11-16?", "2023"}),
    ],
)
def test_what_was_said_in_a_time_is_found_alike_on_a_timeline_and_in_the_list(api, period, found):
    speaker = factories.person("Nils Aune")
    article = factories.article(paragraphs=len(DATES) + 1)
    for date in (*DATES, ""):
        factories.statement(article, speaker=speaker, said_on=date)
    timeline = api.get(f"/api/v1/people/{speaker.pk}/timeline/", period).json()
    listed = api.get("/api/v1/statements/", {"speaker": str(speaker.pk), **period}).json()
    assert {entry["date"] for entry in timeline["results"]} == found
    assert {statement["said_on"] for statement in listed["results"]} == found
    assert timeline["count"] == listed["count"] == len(found)


def test_a_commitments_timeline_is_narrowed_by_date_and_a_bad_date_is_named(api, bridge):
    address = f"/api/v1/commitments/{bridge['commitment'].pk}/timeline/"
    assert api.get(address, {"dated_since": "2023-04"}).json()["count"] == 0
    assert api.get(address, {"dated_before": "2023-04"}).json()["count"] == 1
    refused = api.get(address, {"dated_since": "soon"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["parameter"] == "dated_since"
