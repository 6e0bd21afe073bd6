"""The seed in a real browser: import it, watch it move, accept the contradiction, rule, see the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Page, expect

from claims.models import Person
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEED = Path("seeds/000_12bec859e86a6ffa.txt")
PLEDGE = "Not interfere in the upcoming U.S. presidential election"
WAIT = 30_000
"""Milliseconds a step may take on a slow machine. Only a hang reaches it."""


@pytest.fixture
def desk(page: Page, live_server: Any, worker: None) -> Iterator[Page]:
    """The desk of a signed-in editor, on a page that must stay free of script errors and CSP violations."""
    factories.editor()
    page.set_default_timeout(WAIT)
    expect.set_options(timeout=WAIT)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(live_server.url)
    page.get_by_label("Username").fill("edda")
    page.get_by_label("Password", exact=True).fill("pass")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Desk", level=1)).to_be_visible()
    yield page
    assert not complaints


def test_from_paste_to_timeline(desk: Page, live_server: Any) -> None:
    page = desk
    page.get_by_role("link", name="Import").first.click()
    page.get_by_label("Or paste an article").fill(SEED.read_text())
    page.get_by_role("button", name=re.compile("import", re.I)).click()

    # The run's page fills itself in without a reload.
    page.wait_for_url(re.compile(r"/runs/[0-9a-f-]+/$"))
    expect(page.get_by_role("link", name=re.compile("suggested contradiction"))).to_be_visible()

    page.goto(f"{live_server.url}/commitments/")
    page.get_by_role("link", name=PLEDGE).click()
    contradiction = page.locator("[id^=evidence-]").filter(has_text="We have seen, generally speaking").first
    contradiction.get_by_role("button", name="Accept this evidence").click()
    evidence_state = page.locator("#commitment-head, main").first
    expect(evidence_state).to_contain_text("Contradicting")

    ruling = page.locator("#commitment-ruling")
    ruling.get_by_text("Rule on this promise").click()
    ruling.get_by_label("The promise is").select_option(label="Broken")
    ruling.get_by_label("If broken, in which way").select_option(label="Other")
    ruling.get_by_label("Why", exact=True).fill("Evidence of attempts, on the record.")
    ruling.get_by_role("checkbox").first.check()
    ruling.get_by_role("button", name="Record the ruling").click()
    expect(ruling).to_contain_text("Evidence of attempts, on the record.")

    page.goto(f"{live_server.url}/people/{Person.objects.get(name='Xi Jinping').pk}/")
    timeline = page.locator("main")
    for told in ("November 2023", "evidence of attempts to influence", "Broken"):
        expect(timeline).to_contain_text(told)


def test_accepting_in_the_reader_swaps_the_card_and_can_be_undone(desk: Page, live_server: Any) -> None:
    article = factories.article("Bridge\n\n“We will mend the bridge,” Ana Ruiz said.", published_on="2024-05-01")
    statement = factories.statement(article, "We will mend the bridge", speaker=factories.person("Ana Ruiz"))
    page = desk
    page.goto(f"{live_server.url}{article.get_absolute_url()}")
    card = page.locator(f"#statement-{statement.pk}")
    card.get_by_role("button", name=re.compile("^Accept")).click()
    expect(card).to_contain_text("Edda Torin")
    statement.refresh_from_db()
    assert statement.is_accepted
    card.get_by_role("button", name=re.compile("^Undo")).click()
    expect(card.get_by_role("button", name=re.compile("^Accept"))).to_be_visible()
    statement.refresh_from_db()
    assert statement.is_suggested
