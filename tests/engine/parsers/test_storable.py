"""The gate that everything passes: characters and lengths that a database refuses never reach it."""

from __future__ import annotations

import re

import pytest

from claims.engine.parsers import ArticleDraft, ItemRefused, LinkFound, Refused, read_items
from claims.engine.parsers.carry import from_line, to_line
from claims.engine.parsers.draft import Item
from claims.engine.parsers.storable import storable
from claims.engine.text import Segment, SegmentKind, Span

BAD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
PARAGRAPH = "<p>The harbour board put off its vote on the new ferry terminal for the third time on Friday.</p>" * 3
SAID = (
    r'"author": "Ann\u0000 Brock", "publisher": {"name": "News \ud83d"}, "copyrightNotice": "a\u0001b",'
    r' "headline": "Ferry \u001b[31m vote", "description": "The board \ud83d"'
)
PAGES = {
    "JSON-LD": f'<script type="application/ld+json">{{"@type": "NewsArticle", {SAID}}}</script>',
    "characters by number": "<p>A NUL &#0; and a del &#x7f; and half &#xD800; a letter in this text.</p>",
    "meta": '<meta name="author" content="Ann &#1; Brock"><meta name="copyright" content="&#8;Post">',
    "language of a page": f'<meta http-equiv="content-language" content="{"x" * 9_000}">',
}


def draft(text: str = "Words.", **fields: object) -> ArticleDraft:
    kind, span = SegmentKind.PARAGRAPH, Span(0, len(text))
    return ArticleDraft("html", text, (Segment(kind, span, "en"),), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_with_such_characters_is_read(name: str) -> None:
    body = f"<h1>Ferry vote put off</h1>{PARAGRAPH}{PAGES[name]}"
    html = f"<html><head><title>Ferry vote</title></head><body>{body}</body></html>"
    [found] = read_items(html.encode(), name="page.html")
    assert isinstance(found, ArticleDraft)
    assert not BAD.search(to_line(found))
    assert "\\u00" not in to_line(found)
    assert len(found.language) <= 35
    assert all(len(part.language) <= 35 for part in found.segments)


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (draft(title="A\x00B\ud83dC"), draft(title="AB\ufffdC")),
        (draft("Wo\x00rd\ud83d."), draft("Wo\ufffdrd\ufffd.")),
        (draft(language="en-" + "x" * 60), draft()),
        (draft(language="de-DE-1996-x-one-two-three-four-five-six"), draft(language="de-DE-1996-x-one-two-three-four")),
        (draft(url="https://a.example/" + "a" * 2_000, guid="g" * 501, version="1" * 501), draft()),
        (draft(warnings=("A\x1b",), where={"title": "me\x00ta"}), draft(warnings=("A",), where={"title": "meta"})),
        (LinkFound("https://a.example/", title="\x01A"), LinkFound("https://a.example/", title="A")),
        (ItemRefused("line\x00 3", "empty", "A \udc00."), ItemRefused("line 3", "empty", "A \ufffd.")),
        (draft("Two\nlines.", usage_terms="One\n\ttwo"), draft("Two\nlines.", usage_terms="One\n\ttwo")),
    ],
)
def test_what_cannot_be_stored_is_mended(found: Item, held: Item) -> None:
    assert storable(found) == held
    assert from_line(to_line(found).encode()) == held


def test_a_segment_says_no_endless_language() -> None:
    text = "Words."
    found = ArticleDraft("html", text, (Segment(SegmentKind.PARAGRAPH, Span(0, 6), "x" * 100),))
    [part] = from_line(to_line(found).encode()).segments  # type: ignore[union-attr]
    assert part.language == ""


def test_a_line_that_our_side_did_not_write_is_mended_too() -> None:
    assert from_line(rb'["link", {"url": "https://a.example/", "title": "A\u0000\ud83d"}]') == LinkFound(
        "https://a.example/", title="A\ufffd"
    )
    refused = from_line(to_line(Refused("em\x00pty", "It\ud800 is.")).encode())
    assert isinstance(refused, Refused)
    assert (refused.code, refused.reason) == ("empty", "It\ufffd is.")
