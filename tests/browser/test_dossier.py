"""A commitment's page in a real browser: evidence is worked through without the page moving under one's hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright")
from playwright.sync_api import Locator, Page, expect

from claims.models import EvidenceLink
from tests import factories
from tests.web import scenes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

A_FEW_PIXELS = 2
REFUSED = "Failed to load resource: the server responded with a status of 422"
"""What the browser itself notes when a form comes back."""


@pytest.fixture
def links() -> list[EvidenceLink]:
    return scenes.reports(scenes.promise(), 8)


@pytest.fixture
def dossier(page: Page, live_server: Any, links: list[EvidenceLink]) -> Iterator[Page]:
    """The commitment's page, which must stay free of script errors and CSP violations."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    cookie = scenes.browser(factories.editor()).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.goto(f"{live_server.url}{links[0].commitment.get_absolute_url()}")
    yield page
    assert not [one for one in complaints if not one.startswith(REFUSED)]


def cards(page: Page) -> Locator:
    return page.locator("#commitment-evidence [data-card]")


def top_of(card: Locator) -> float:
    box = card.bounding_box()
    assert box is not None
    return box["y"]


@pytest.mark.parametrize("verb", ["Accept", "Reject"])
@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_a_decision_leaves_the_page_where_it_is_and_the_focus_on_the_next_card(
    dossier: Page, by: str, verb: str
) -> None:
    for number in (3, 4):
        card = cards(dossier).nth(number)
        button = card.get_by_role("button", name=f"{verb} this evidence")
        button.evaluate("button => button.scrollIntoView({ block: 'center', behavior: 'instant' })")
        button.focus()
        before = top_of(card)
        if by == "mouse":
            button.click()
        else:
            button.press("Enter")
        expect(card.get_by_role("button", name=f"Undo {verb}ed")).to_be_visible()
        following = cards(dossier).nth(number + 1).get_by_role("button", name="Accept this evidence")
        expect(following).to_be_focused()
        if by == "mouse":
            assert abs(top_of(card) - before) <= A_FEW_PIXELS
        expect(following).to_be_in_viewport()
    expect(dossier.locator("#evidence-tally")).to_contain_text("6 to review")


def test_the_ruling_form_asks_how_only_of_a_broken_promise(dossier: Page) -> None:
    cards(dossier).first.get_by_role("button", name="Accept this evidence").click()
    ruling = dossier.locator("#commitment-ruling")
    ruling.get_by_text("Rule on this promise").click()
    how = ruling.get_by_label("If broken, in which way")
    expect(how).to_be_hidden()
    ruling.get_by_label("The promise is").select_option(label="Broken")
    expect(how).to_be_visible()
    how.select_option(label="Other")
    ruling.get_by_label("The promise is").select_option(label="Fulfilled")
    expect(how).to_be_hidden()
    ruling.get_by_label("Why", exact=True).fill("On second thoughts.")
    ruling.get_by_role("button", name="Record the ruling").click()
    expect(ruling).to_contain_text("the accepted evidence is contradicting")
    ruling.get_by_role("button", name="Record it all the same").click()
    expect(ruling).to_contain_text("On second thoughts.")
    expect(ruling.get_by_text("Rule again")).to_be_visible()
