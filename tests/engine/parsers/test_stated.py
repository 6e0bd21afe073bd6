"""What a document says of itself: its language and the first paragraphs, as far as the words bear it out."""

from __future__ import annotations

import pytest

from claims.engine.parsers import parse_plain
from claims.engine.parsers.layout import Block, lay_out
from claims.engine.text import SegmentKind

ENGLISH = "The minister said on Friday that the harbour will stay open and that it is the best for all of the town."
SPANISH = "La ministra dijo el viernes que el puerto seguirá abierto y que es lo mejor para la gente de la ciudad."
SWEDISH = "Ministern sade på fredagen att hamnen ska vara öppen och att det är det bästa för alla som bor i staden."


@pytest.mark.parametrize(
    ("words", "stated", "language"),
    [
        (ENGLISH, "en-GB", "en-GB"),
        (ENGLISH, "es", "en"),
        (SPANISH, "en", "es"),
        (SPANISH, "sv", "es"),
        (SWEDISH, "sv-SE", "sv-SE"),
        ("第三次工作", "zh", "zh"),
        ("12 %", "", ""),
    ],
)
def test_a_stated_language_is_believed_unless_the_words_tell_otherwise(words: str, stated: str, language: str) -> None:
    laid = lay_out([Block(SegmentKind.PARAGRAPH, words)], stated=stated)
    assert laid.language == language
    assert laid.segments[0].language == language.partition("-")[0]


def test_a_passage_in_a_language_of_ours_is_found_in_a_text_that_is_not() -> None:
    laid = lay_out([Block(SegmentKind.PARAGRAPH, words) for words in (SWEDISH, ENGLISH, SWEDISH, SWEDISH)], stated="sv")
    assert [part.language for part in laid.segments] == ["sv", "en", "sv", "sv"]


def test_a_known_head_is_not_judged_by_its_shape() -> None:
    title = "By Marina Solano, staff reporter"
    kinds = (SegmentKind.HEADLINE, SegmentKind.DECK)
    draft = parse_plain(f"{title}\n\nOf ferries, and what they carry.\n\n{ENGLISH}\n\n{ENGLISH}", head=kinds)
    assert (draft.title, draft.deck, draft.byline) == (title, "Of ferries, and what they carry.", "")
    assert [part.kind for part in draft.segments] == [*kinds, SegmentKind.PARAGRAPH, SegmentKind.PARAGRAPH]


def test_a_stated_language_reaches_the_plain_text() -> None:
    draft = parse_plain(f"Hamnen\n\n{SWEDISH}\n\n{SWEDISH}", stated="sv")
    assert draft.language == "sv"
    assert {part.language for part in draft.segments} == {"sv"}
