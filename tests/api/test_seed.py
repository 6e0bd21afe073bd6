"""The shipped article through the API alone: handed in, found, accepted, on the timeline."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from claims import tasks
from claims.services import pipeline

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"


@pytest.fixture
def imported(api, monkeypatch):
    monkeypatch.setattr(tasks.perform_run, "apply_async", lambda **_: None)
    files = [SimpleUploadedFile(path.name, path.read_bytes()) for path in sorted(SEEDS.glob("*.txt"))]
    run = api.post("/api/v1/articles/", {"file": files}, format="multipart").json()
    pipeline.perform_all(run_id=run["id"])
    assert api.get(run["url"]).json()["progress"]["is_over"] is True
    return run


def test_the_pledge_and_what_contradicts_it_are_on_the_timeline(api, imported):
    people = api.get("/api/v1/people/?q=xi+jinping").json()
    assert people["count"] == 1
    timeline = people["results"][0]["timeline_url"]
    pledge = api.get(timeline).json()["results"][0]
    assert (pledge["date"], pledge["kind"], pledge["review_state"]) == ("2023-11", "commitment", "suggested")
    commitment = pledge["object"]
    assert commitment["to"]["name"] == "Joe Biden"
    statement = commitment["sources"][0]["statement"]
    assert statement["sourcing"] == "third_party"
    assert statement["sourcing_chain"][0]["summary"] == "Xi Jinping said it to Joe Biden"
    assert statement["sourcing_chain"][-1]["kind"] == "published"

    against = api.get(f"/api/v1/evidence/?commitment={commitment['id']}&relation=contradicts").json()["results"]
    assert len(against) >= 2
    assert not [entry for entry in api.get(timeline).json()["results"] if entry["kind"] == "evidence"]
    for link in against:
        assert api.post(f"{link['url']}accept/").status_code == 200
    entries = api.get(timeline).json()["results"]
    shown = [entry["object"]["id"] for entry in entries if entry["kind"] == "evidence"]
    assert set(shown) == {link["id"] for link in against}
    assert entries[0]["object"]["evidence_state"] == "contradicting"
    assert entries[0]["object"]["status"] == "open"


def test_every_place_in_every_answer_is_in_its_text(api, imported):
    texts = {one["url"]: api.get(one["url"]).json()["text"] for one in api.get("/api/v1/articles/").json()["results"]}
    statements = api.get("/api/v1/statements/?page_size=200").json()["results"]
    links = api.get("/api/v1/evidence/?page_size=200").json()["results"]
    places = [span for one in statements for span in one["spans"]]
    places += [place for link in links for place in link["words"].values()]
    assert len(places) > 20
    for place in places:
        position, quote = place["selector"]
        assert texts[place["source"]][position["start"] : position["end"]] == quote["exact"]
