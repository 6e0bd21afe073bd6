"""How each noun looks from outside, and what does not leave through a side door."""

from __future__ import annotations

import pytest

from claims.models import Mention, PersonAlias, PersonRole, ReviewState
from claims.services import people as people_service
from tests import factories


def position_and_quote(place):
    assert place["type"] == "SpecificResource"
    position, quote = place["selector"]
    assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
    return position, quote


def test_a_person_is_shaped_as_in_popolo(api):
    person = factories.person("Mara Quist", wikidata_id="Q123")
    PersonAlias.objects.create(person=person, name="Mara Vale", key="mara vale", held_to="2019-06")
    PersonRole.objects.create(person=person, title="Mayor", organisation="Harbour City", held_from="2021-01-26")
    PersonRole.objects.create(person=person, title="Councillor")
    body = api.get(f"/api/v1/people/{person.pk}/").json()
    assert body["name"] == "Mara Quist"
    assert body["other_names"] == [{"name": "Mara Vale", "start_date": None, "end_date": "2019-06"}]
    assert body["identifiers"] == [{"scheme": "wikidata", "identifier": "Q123"}]
    assert body["memberships"] == [
        {
            "role": "Mayor",
            "organization": {"name": "Harbour City"},
            "start_date": "2021-01-26",
            "end_date": None,
        },
        {"role": "Councillor", "organization": None, "start_date": None, "end_date": None},
    ]
    assert body["review_state"] == "suggested"


def test_links_lead_to_the_thing_itself_and_to_its_page(api, bridge):
    commitment = bridge["commitment"]
    body = api.get(f"/api/v1/commitments/{commitment.pk}/").json()
    assert body["url"] == f"http://testserver/api/v1/commitments/{commitment.pk}/"
    assert body["web_url"] == f"http://testserver{commitment.get_absolute_url()}"
    for address in (body["url"], body["timeline_url"], body["person"]["url"], body["to"]["url"]):
        assert api.get(address).status_code == 200


def test_an_article_has_its_text_only_by_itself(api, bridge):
    article = bridge["pledge"]
    Mention.objects.create(article=article, start=0, end=5, kind="name", exact="Quist", person=bridge["mara"])
    body = api.get(f"/api/v1/articles/{article.pk}/").json()
    assert body["text"] == article.text
    assert [segment["kind"] for segment in body["segments"]] == ["headline", "paragraph"]
    assert body["mentions"][0]["person"]["id"] == str(bridge["mara"].pk)
    assert (body["language"], body["published_on"]) == ("en", "2023-04-01")
    listed = api.get("/api/v1/articles/").json()["results"]
    assert len(listed) == 2
    assert not any("text" in one or "segments" in one for one in listed)


def test_versions_of_an_article_know_each_other(api):
    old = factories.article()
    new = factories.article(supersedes=old)
    assert api.get(f"/api/v1/articles/{old.pk}/").json()["superseded_by"].endswith(f"/articles/{new.pk}/")
    body = api.get(f"/api/v1/articles/{new.pk}/").json()
    assert body["supersedes"].endswith(f"/articles/{old.pk}/")
    assert body["superseded_by"] is None


def test_a_withdrawn_article_is_gone(api):
    article = factories.article(withdrawn_at=factories.AT)
    answer = api.get(f"/api/v1/articles/{article.pk}/")
    assert answer.status_code == 410
    assert answer.json()["code"] == "gone"
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert api.get("/api/v1/articles/").json()["count"] == 0


def test_every_span_of_a_statement_stands_where_it_says(api, bridge):
    body = api.get(f"/api/v1/statements/{bridge['promised'].pk}/").json()
    text = api.get(body["article"]["url"]).json()["text"]
    assert {span["role"] for span in body["spans"]} == {"content", "cue", "source"}
    for span in body["spans"]:
        position, quote = position_and_quote(span)
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert span["source"] == body["article"]["url"]


def test_a_statement_says_how_it_reached_the_page(api, bridge):
    body = api.get(f"/api/v1/statements/{bridge['promised'].pk}/").json()
    assert [(step["kind"], step["name"], step["to"]) for step in body["sourcing_chain"]] == [
        ("said", "Mara Quist", "Iris Vale"),
        ("relayed", "The Harbour Post", ""),
        ("published", "The Harbour Post", ""),
    ]
    assert body["sourcing_chain"][0]["summary"] == "Mara Quist said it to Iris Vale"
    assert (body["said_on"], body["sourcing"]) == ("2023-03", "third_party")
    assert [one["id"] for one in body["commitments"]] == [str(bridge["commitment"].pk)]


def test_a_commitment_keeps_its_three_states_apart(api, bridge):
    api.post(f"/api/v1/evidence/{bridge['link'].pk}/accept/")
    body = api.get(f"/api/v1/commitments/{bridge['commitment'].pk}/").json()
    assert (body["review_state"], body["status"], body["evidence_state"]) == ("accepted", "open", "contradicting")
    assert body["made_on"] == "2023-03"
    assert body["deadline"] == {"kind": "none", "on": None, "event": ""}
    (source,) = body["sources"]
    position, quote = position_and_quote(source["words"])
    assert quote["exact"] == body["quote"] == "she would mend the bridge by May"
    assert bridge["pledge"].text[position["start"] : position["end"]] == quote["exact"]
    assert source["statement"]["sourcing_chain"]


def test_evidence_shows_the_words_of_both_sides(api, bridge):
    body = api.get(f"/api/v1/evidence/{bridge['link'].pk}/").json()
    _, promise = position_and_quote(body["words"]["commitment"])
    _, report = position_and_quote(body["words"]["evidence"])
    assert promise["exact"] == "she would mend the bridge by May"
    assert report["exact"] == "Nobody has touched the bridge,"
    assert body["dated"] == "2023-06-02"
    assert body["reasons"] == ["Both are about bridges."]


@pytest.mark.parametrize(
    ("relation", "term"),
    [
        ("contradicts", "cito:disputes"),
        ("supports", "cito:supports"),
        ("qualifies", "cito:qualifies"),
        ("retracts", "cito:retracts"),
        ("restates", None),
        ("context", None),
    ],
)
def test_relations_speak_cito(api, bridge, relation, term):
    bridge["link"].relation = relation
    bridge["link"].save()
    body = api.get(f"/api/v1/evidence/{bridge['link'].pk}/").json()
    assert (body["relation"], body["cito"]) == (relation, term)


def test_a_contradiction_refutes_once_a_broken_ruling_rests_on_it(api, bridge):
    address = f"/api/v1/evidence/{bridge['link'].pk}/"
    other = factories.statement(factories.article(), speaker=bridge["iris"])
    bystander = factories.evidence(bridge["commitment"], other)
    for link in (bridge["link"], bystander):
        api.post(f"/api/v1/evidence/{link.pk}/accept/")
    assert api.get(address).json()["cito"] == "cito:disputes"
    rulings = f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/"
    broken = {
        "status": "broken",
        "broken_reason": "other",
        "rationale": "Nobody came.",
        "evidence": [str(bridge["link"].pk)],
        "latest_ruling": None,
    }
    ruling = api.post(rulings, broken).json()
    assert api.get(address).json()["cito"] == "cito:refutes"
    assert api.get(f"/api/v1/evidence/{bystander.pk}/").json()["cito"] == "cito:disputes"
    api.post(rulings, {"status": "open", "rationale": "We erred.", "latest_ruling": ruling["id"]})
    assert api.get(address).json()["cito"] == "cito:disputes"


def test_nothing_rejected_shows_inside_something_else(api, bridge):
    factories.decided(bridge["mara"], ReviewState.REJECTED)
    body = api.get(f"/api/v1/statements/{bridge['promised'].pk}/").json()
    assert body["speaker"] is None
    assert body["speaker_text"] == "Mayor Mara Quist"
    factories.decided(bridge["commitment"], ReviewState.REJECTED)
    assert api.get(f"/api/v1/statements/{bridge['promised'].pk}/").json()["commitments"] == []
    assert api.get(f"/api/v1/evidence/{bridge['link'].pk}/").json()["commitment"] is None


def test_a_rejected_statement_is_behind_nothing(api, bridge):
    nested = factories.statement(bridge["report"], "touched the bridge", within=bridge["reported"])
    factories.decided(bridge["promised"], ReviewState.REJECTED)
    factories.decided(bridge["reported"], ReviewState.REJECTED)
    assert api.get(f"/api/v1/commitments/{bridge['commitment'].pk}/").json()["sources"] == []
    assert api.get(f"/api/v1/evidence/{bridge['link'].pk}/").json()["statement"] is None
    assert api.get(f"/api/v1/statements/{nested.pk}/").json()["within"] is None


def test_lists_leave_out_what_was_rejected_unless_asked(api, bridge):
    nouns = ("statements", "commitments", "evidence")
    factories.decided(bridge["reported"], ReviewState.REJECTED)
    assert [api.get(f"/api/v1/{noun}/").json()["count"] for noun in nouns] == [1, 1, 0]
    factories.decided(bridge["promised"], ReviewState.REJECTED)
    assert [api.get(f"/api/v1/{noun}/").json()["count"] for noun in nouns] == [0, 0, 0]
    rejected = api.get("/api/v1/statements/?review_state=rejected").json()
    assert rejected["count"] == 2
    both = api.get("/api/v1/statements/?review_state=rejected&review_state=suggested").json()
    assert both["count"] == 2


def test_the_id_of_somebody_merged_leads_to_whom_they_became(api, bridge):
    third = factories.person("M. Quist")
    second = factories.person("Mayor Quist")
    for stays, goes in ((second, third), (bridge["mara"], second)):
        people_service.merge(person_id=stays.pk, other_id=goes.pk, reason="", by=factories.editor(), at=factories.AT)
    answer = api.get(f"/api/v1/people/{third.pk}/")
    assert answer.status_code == 308
    assert answer.headers["Location"] == f"http://testserver/api/v1/people/{bridge['mara'].pk}/"
    answer = api.get(f"/api/v1/people/{third.pk}/timeline/?page_size=5")
    assert answer.status_code == 308
    assert answer.headers["Location"].endswith(f"/people/{bridge['mara'].pk}/timeline/?page_size=5")
    assert {one["name"] for one in api.get("/api/v1/people/").json()["results"]} == {"Mara Quist", "Iris Vale"}
    assert api.get(f"/api/v1/statements/?speaker={third.pk}").json()["count"] == 1


def test_what_a_client_has_already_is_not_sent_again(api, bridge):
    address = f"/api/v1/statements/{bridge['promised'].pk}/"
    first = api.get(address)
    tag = first.headers["ETag"]
    again = api.get(address, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["ETag"] == tag
    assert api.get(address, headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304
    api.post(f"{address}accept/")
    changed = api.get(address, headers={"If-None-Match": tag})
    assert changed.status_code == 200
    assert changed.json()["review_state"] == "accepted"
    assert changed.json()["reviewed_by"] == {"username": "edda", "name": "Edda Torin"}


def test_a_ruling_and_a_follow_up_lead_to_their_place_on_the_promises_page(api, bridge):
    factories.decided(bridge["commitment"])
    page = f"http://testserver{bridge['commitment'].get_absolute_url()}"
    follow_up = factories.follow_up(bridge["commitment"])
    assert api.get(f"/api/v1/follow-ups/{follow_up.pk}/").json()["web_url"] == f"{page}#follow-up-{follow_up.pk}"
    ruled = {"status": "stalled", "rationale": "No work seen.", "latest_ruling": None}
    ruling = api.post(f"/api/v1/commitments/{bridge['commitment'].pk}/rulings/", ruled).json()
    assert ruling["web_url"] == f"{page}#ruling-{ruling['id']}"
