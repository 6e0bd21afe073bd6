"""A page's deck: only where it stands in the page, apart from the article's paragraphs. Invents no words."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from claims.engine.parsers.fragments import Placed
from claims.engine.parsers.html.metadata import Said
from claims.engine.parsers.html.runs import Run
from claims.engine.parsers.html.tree import hints_of, key_of, word_count
from claims.engine.text import SegmentKind, word_set

_CALLED_DECK = word_set(
    """
    abstract bajada copete deck dek entradilla excerpt standfirst subhead subheadline subheading subtitle subtitular
    subtitulo summary tagline
    """
)
_SUBHEADINGS = frozenset({"h2", "h3", "h4"})
_FEWEST, _MOST = 5, 90
_SENTENCE = 8
"""Words of a second heading straight under the headline. One with fewer begins a section."""
_CUT_OFF = 6
"""Words that a description which was cut short must share with the page's own."""


def find_deck(
    head: Sequence[Placed], descriptions: Sequence[Said], run: Run, headline: etree._Element | None
) -> tuple[int, str]:
    """Which block of `head` is the deck, or -1; and where it was read: `jsonld`, `meta` or `text`.

    `head` is what stands above the article's second paragraph, `run` where its paragraphs stand: most often a page's
    description is nothing but the first of them.
    """
    for at, placed in enumerate(head):
        words = word_count(placed.block.words)
        if placed.block.kind is not SegmentKind.PARAGRAPH or not _FEWEST <= words <= _MOST or placed.linked > 0.5:
            continue
        apart = placed.within.tag in _SUBHEADINGS or not run.holds(placed.within)
        if apart and (origin := _described_as(placed, descriptions)):
            return at, origin
        if _is_called_deck(placed.within, run) or _is_second_heading(placed, headline, words):
            return at, "text"
    return -1, ""


def _described_as(placed: Placed, descriptions: Sequence[Said]) -> str:
    key = key_of(placed.block.words)
    for said in descriptions:
        description = key_of(said.words)
        cut_off = len(description.split()) >= _CUT_OFF and key.startswith(description)
        if key == description or cut_off:
            return said.origin
    return ""


def _is_called_deck(within: etree._Element, run: Run) -> bool:
    if hints_of(within) & _CALLED_DECK:
        return True
    parent = within.getparent()
    return parent is not None and not run.has_box(parent) and bool(hints_of(parent) & _CALLED_DECK)


def _is_second_heading(placed: Placed, headline: etree._Element | None, words: int) -> bool:
    """Whether it stands beside the headline, in the same box."""
    if placed.within.tag != "h2" or headline is None or words < _SENTENCE:
        return False
    return placed.within.getparent() is headline.getparent()
