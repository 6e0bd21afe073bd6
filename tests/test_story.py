"""The seed's whole way through real URLs, as an editor without JavaScript goes it, and as an API client sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Article, Commitment, EvidenceLink, FollowUp, Person, Run, Statement
from claims.services import pipeline, tokens
from tests import factories

pytestmark = pytest.mark.django_db

SEED = Path("seeds/000_12bec859e86a6ffa.txt")


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.editor())
    return client


def post(client: Client, name: str, pk: Any = None, **data: Any) -> str:
    """Posts a plain form and returns the page that the editor lands on."""
    answer = client.post(reverse(name, args=[pk] if pk else []), data, follow=True)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def page(client: Client, name: str, pk: Any = None) -> str:
    answer = client.get(reverse(name, args=[pk] if pk else []))
    assert answer.status_code == 200
    return answer.content.decode()


def api(key: str, path: str) -> Any:
    answer = Client().get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_the_seed_from_import_to_timeline(editor: Client) -> None:
    # An editor pastes the article; a worker takes the run through its stages.
    post(editor, "import", text=SEED.read_text())
    pipeline.perform_all(run_id=Run.objects.get().pk)
    article = Article.objects.get()
    assert "Antony Blinken" in page(editor, "run", Run.objects.get(kind="import").pk)

    # The desk asks for review; the reader shows every statement where it stands.
    desk = page(editor, "desk")
    assert "Not interfere in the upcoming U.S. presidential election" in desk
    reader = page(editor, "article", article.pk)
    for statement in Statement.objects.all():
        assert f'id="statement-{statement.pk}"' in reader

    # A wrong finding is rejected and taken back; an unresolved speaker is named.
    headline = Statement.objects.get(text__startswith="there is ‘evidence’")
    post(editor, "statement-reject", headline.pk)
    post(editor, "statement-reopen", headline.pk)
    headline.refresh_from_db()
    assert headline.is_suggested

    # The contradiction is accepted, and with it the pledge.
    commitment = Commitment.objects.get()
    words = Statement.objects.get(text__startswith="We have seen, generally")
    contradiction = EvidenceLink.objects.get(commitment=commitment, statement=words)
    post(editor, "evidence-accept", contradiction.pk)
    commitment.refresh_from_db()
    assert (commitment.review_state, commitment.evidence_state, commitment.status) == (
        *("accepted", "contradicting", "open"),
    )
    assert FollowUp.objects.filter(kind="contradiction", state="open").exists()
    latest = page(editor, "desk").split("Latest contradictions", 1)[1]
    assert "evidence of attempts to influence and arguably interfere" in latest

    # The follow-up it called for is done, with what came of it.
    follow_up = FollowUp.objects.get(kind="contradiction")
    post(editor, "follow-up-finish", follow_up.pk, note="Checked against the interview.")
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.note) == ("done", "Checked against the interview.")

    # A person rules, on that evidence.
    shown = post(
        editor,
        "commitment-rule",
        commitment.pk,
        status="broken",
        broken_reason="other",
        rationale="The Secretary of State speaks of evidence of attempts.",
        links=[str(contradiction.pk)],
        latest_ruling="",
    )
    assert "The Secretary of State speaks of evidence of attempts." in shown
    commitment.refresh_from_db()
    assert commitment.status == "broken"

    # Xi's timeline tells it, to the editor and to an API client.
    xi = Person.objects.get(name="Xi Jinping")
    timeline = page(editor, "person", xi.pk)
    for told in ("November 2023", "evidence of attempts to influence", "Broken"):
        assert told in timeline
    _, key = tokens.issue(name="client", by=factories.editor(), at=timezone.now())
    listed = api(key, "people/")
    assert "Xi Jinping" in [person["name"] for person in listed["results"]]
    entries = api(key, f"people/{xi.pk}/timeline/")["results"]
    assert (entries[0]["kind"], entries[0]["date"]) == ("commitment", "2023-11")
    kinds = [entry["kind"] for entry in entries]
    assert kinds.count("evidence") == 1
    assert kinds[-1] == "ruling"


def test_importing_it_again_is_said_and_doubles_nothing(editor: Client) -> None:
    for _ in range(2):
        post(editor, "import", text=SEED.read_text())
        pipeline.perform_all(run_id=Run.objects.filter(kind="import").latest("created_at").pk)
    assert Article.objects.count() == 1
    assert Statement.objects.count() == 10
    assert "Already imported" in page(editor, "run", Run.objects.filter(kind="import").latest("created_at").pk)
