"""What is withdrawn, withheld or under embargo leaves by no address of the API."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.models import Article, RunKind
from claims.services import audit, link, runs, withdraw
from tests import factories
from tests.factories import AT
from tests.services.wire import arrives, killed

V1 = "/api/v1"
LATER = datetime(2999, 1, 1, tzinfo=UTC)
HIDDEN = {"embargo": {"embargoed_until": LATER}, "withheld": {"status": "withheld"}, "withdrawn": {"withdrawn_at": AT}}
SECRET = ("she would mend the bridge", "Quist on the bridge", "Mend the bridge by May")


@pytest.fixture
def hidden(bridge, request):
    """The bridge with its promise hidden. `how` is the marker's word."""
    link.accept(link_id=bridge["link"].pk, by=factories.editor(), at=AT)
    audit.record("article.imported", bridge["pledge"], by=None, at=AT, after={"title": bridge["pledge"].title})
    factories.follow_up(bridge["commitment"])
    Article.objects.filter(pk=bridge["pledge"].pk).update(**HIDDEN[request.param])
    return bridge


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
def test_no_list_gives_it_away(api, hidden):
    lists = ("articles", "statements", "commitments", "evidence", "rulings", "follow-ups", "people")
    for address in (*(f"{V1}/{noun}/" for noun in lists), f"{V1}/people/{hidden['mara'].pk}/timeline/"):
        body = api.get(address).content.decode()
        assert not any(words in body for words in SECRET), address
    for state in ("accepted", "suggested", "rejected"):
        body = api.get(f"{V1}/commitments/", {"review_state": state}).json()
        assert body["results"] == []


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
def test_nothing_of_it_is_at_its_own_address(api, hidden):
    for noun, row in (
        ("statements", hidden["promised"]),
        ("commitments", hidden["commitment"]),
        ("evidence", hidden["link"]),
    ):
        assert api.get(f"{V1}/{noun}/{row.pk}/").status_code == 404
    assert api.post(f"{V1}/statements/{hidden['promised'].pk}/reject/").status_code == 404
    assert api.get(f"{V1}/commitments/{hidden['commitment'].pk}/timeline/").status_code == 404


@pytest.mark.parametrize("hidden", HIDDEN, indirect=True)
def test_the_ledger_tells_nothing_of_it_but_that_it_was_withdrawn(api, hidden):
    if hidden["pledge"].pk in Article.objects.exclude(withdrawn_at=None).values_list("pk", flat=True):
        audit.record("article.withdrawn", hidden["pledge"], by=None, at=AT)
        assert "article.withdrawn" in api.get(f"{V1}/changes/").content.decode()
        return
    body = api.get(f"{V1}/changes/").content.decode()
    assert not any(words in body for words in SECRET)
    Article.objects.update(embargoed_until=None, status="usable")
    assert "Quist on the bridge" in api.get(f"{V1}/changes/").content.decode()


def ledger(client, article):
    return client.get(f"{V1}/changes/?target_id={article.pk}").json()["results"]


@pytest.mark.parametrize("held", [{"embargoed_until": "2999-01-01T06:00:00Z"}, {"status": "withheld"}])
def test_what_was_withdrawn_before_it_was_out_is_never_named(call_as, held):
    article = arrives(version="1", editors_note="Not before Friday.", **held).article
    arrives(version="2", editors_note="Not before Monday.", **held)
    killed(version="3")
    [event] = ledger(call_as(factories.reader()), article)
    assert (event["verb"], event["target"]["id"]) == ("article.withdrawn", str(article.pk))
    assert (event["target"]["label"], event["before"], event["after"]) == ("", {}, {})


def test_what_was_out_and_is_withdrawn_is_named_and_nothing_more_is_told_of_it(call_as):
    article = arrives(version="1").article
    arrives(version="2", usage_terms="Not for broadcast.")
    reader = call_as(factories.reader())
    assert [event["verb"] for event in ledger(reader, article)] == ["article.imported", "article.described_anew"]
    withdraw.withdraw(article_id=article.pk, by=factories.editor(), at=AT)
    withdraw.restore(article_id=article.pk, by=factories.editor(), at=AT)
    assert len(ledger(reader, article)) == 4
    killed(version="3")
    events = ledger(reader, article)
    assert [event["verb"] for event in events] == ["article.withdrawn", "article.restored", "article.withdrawn"]
    assert {event["target"]["label"] for event in events} == {article.title}


def test_a_note_to_editors_is_not_in_the_ledger_that_leaves(call_as):
    article = arrives(version="1", editors_note="Ring Bo first.").article
    arrives(version="2", editors_note="Ring Ana first.", usage_terms="Not for broadcast.")
    old = {"before": {"editors_note": ""}, "after": {"editors_note": "Ring Eva first."}}  # as it used to be written
    audit.record("article.described_anew", article, by=None, at=AT, **old)
    _, anew, old = ledger(call_as(factories.reader()), article)
    assert anew["after"] == {"version": "2", "usage_terms": "Not for broadcast.", "editors_note": True}
    assert anew["before"] == {"version": "1", "usage_terms": "", "editors_note": True}
    assert (old["before"], old["after"]) == ({"editors_note": False}, {"editors_note": True})


@pytest.mark.parametrize("hidden", ["embargo", "withheld"], indirect=True)
def test_the_article_itself_is_there_for_those_who_import(api, call_as, hidden):
    address = f"{V1}/articles/{hidden['pledge'].pk}/"
    assert api.get(address).json()["title"] == "Quist on the bridge"
    assert call_as(factories.reader()).get(address).status_code == 404


@pytest.mark.parametrize("hidden", ["withdrawn"], indirect=True)
def test_a_withdrawn_article_is_gone_for_everybody(api, hidden):
    assert api.get(f"{V1}/articles/{hidden['pledge'].pk}/").status_code == 410


def test_a_run_names_what_is_hidden_only_to_those_who_import(api, call_as):
    article = factories.article("Secret plan\n\nNothing yet.", embargoed_until=LATER)
    run = factories.run(items=1, item_state="imported", state="done", finished_at=AT, done=1)
    run.items.update(article=article)
    address = f"{V1}/runs/{run.pk}/items/"
    assert api.get(address).json()["results"][0]["article"]["title"] == "Secret plan"
    assert call_as(factories.reader()).get(address).json()["results"][0]["article"] is None


def test_a_reading_of_what_was_hidden_since_does_not_name_it_either(api, call_as):
    article = factories.article("Secret plan\n\nNothing yet.", embargoed_until=LATER)
    run = runs.start(kind=RunKind.EXTRACT, article_ids=[article.pk], by=None)
    address = f"{V1}/runs/{run.pk}/items/"
    [item] = call_as(factories.reader()).get(address).json()["results"]
    assert (item["path"], item["name"], item["article"]) == ("", "An article that is not shown", None)
    assert api.get(address).json()["results"][0]["name"] == "Secret plan"


def test_a_restatement_in_a_hidden_article_is_left_out(api, bridge):
    again = factories.article("Quist again\n\nShe said it twice.", embargoed_until=LATER)
    said = factories.statement(again, "She said it twice.")
    bridge["commitment"].sources.create(statement=said, role="restatement", start=said.start, end=said.end)
    body = api.get(f"{V1}/commitments/{bridge['commitment'].pk}/").json()
    assert [source["role"] for source in body["sources"]] == ["first"]


def test_what_is_said_of_an_article(api):
    article = factories.article(
        copyright="© Nordwire", usage_terms="Not for broadcast.", warnings=["Cut."], guid="urn:x", version="2"
    )
    body = api.get(f"{V1}/articles/{article.pk}/").json()
    assert (body["copyright"], body["usage_terms"], body["warnings"]) == ("© Nordwire", "Not for broadcast.", ["Cut."])
    assert (body["guid"], body["version"], body["published_at"]) == ("urn:x", "2", None)


def test_a_guess_says_so(api):
    article = factories.article(published_on="2024-04-26~", published_from="guess")
    body = api.get(f"{V1}/articles/{article.pk}/").json()
    assert (body["published_on"], body["published_from"]) == ("2024-04-26~", "guess")
