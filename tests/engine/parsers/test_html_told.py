"""The text that a page tells machines: taken only where it shows none, and only where it is surely its own."""

from __future__ import annotations

import json
from typing import Any

import pytest

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.html import parse_html
from claims.engine.text import SegmentKind

TITLE = "Harbour to stay open all winter"
PARAGRAPHS = [
    "The harbour at Port Sarn will stay open for the whole winter, its board said on Monday after a long meeting.",
    "The chair of the board, Duncan Aldous, told members that the lights would be paid for by the town and by nobody.",
    "Nobody in the room asked him what would happen if the town did not pay, or when the boat from Osk would come.",
]
TOLD = "\n\n".join(PARAGRAPHS)


def page(body: str, **node: Any) -> bytes:
    node = {"@type": "NewsArticle", "headline": TITLE, "articleBody": TOLD, **node}
    script = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    return f"<html lang=en><head><title>{TITLE}</title>{script}</head><body>{body}</body></html>".encode()


def paragraphs(data: bytes) -> list[str]:
    (draft,) = parse_html(data)
    assert isinstance(draft, ArticleDraft)
    return [part.span.of(draft.text) for part in draft.segments if part.kind is SegmentKind.PARAGRAPH]


SHELL = f"<h1>{TITLE}</h1><div id=app></div><footer><p>Port Sarn Courier, The Quay.</p></footer>"


def test_a_page_that_shows_no_text_is_read_as_it_tells_machines_and_says_so() -> None:
    (draft,) = parse_html(page(SHELL))
    assert isinstance(draft, ArticleDraft)

    assert paragraphs(page(SHELL)) == PARAGRAPHS
    assert (draft.title, draft.where["text"]) == (TITLE, "jsonld")
    assert any("tells machines" in warning for warning in draft.warnings)


def test_markup_in_it_is_read_as_markup() -> None:
    marked = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)

    assert paragraphs(page(SHELL, articleBody=marked)) == PARAGRAPHS


@pytest.mark.parametrize(
    "node",
    [
        {"headline": "Another story altogether"},
        {"isAccessibleForFree": False},
        {"articleBody": "Too short to be more than a summary of it."},
        {"articleBody": {"@value": TOLD}},
        {"articleBody": 17},
    ],
)
def test_it_is_not_taken_unchecked(node: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        parse_html(page(SHELL, **node))


def test_what_the_page_shows_counts_more() -> None:
    shown = [paragraph.replace("Port Sarn", "Osk") for paragraph in PARAGRAPHS]
    body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{paragraph}</p>" for paragraph in shown)

    assert paragraphs(page(body)) == shown


def test_a_page_that_shows_something_else_is_not_overruled() -> None:
    other = "The council of Osk has bought a snow plough and is looking for somebody who can drive it to the town."

    assert paragraphs(page(f"<h1>{TITLE}</h1><p>{other}</p>")) == [other]
