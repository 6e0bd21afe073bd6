"""Sentences: where they end, and where a full stop ends nothing."""

from __future__ import annotations

import pytest

from claims.engine.extraction.cues import lexicon
from claims.engine.extraction.quotes import scan
from claims.engine.extraction.reading import sentences_of
from claims.engine.text import Segment, SegmentKind, Span


def cut(text: str) -> list[str]:
    span = Span(0, len(text))
    quotations = scan(text, Segment(SegmentKind.PARAGRAPH, span))
    return [sentence.span.of(text) for sentence in sentences_of(text, span, quotations, lexicon("en"))]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Hale met Sen. Marsh in the U.S. Senate.",
        "J. R. Moss paid $1.5 million to the fund.",
        "“Is it over? Is it?” Marsh asked.",
        "“We won. We won,” she said.",
        "They came at 9 a.m. in two cars.",
    ],
)
def test_one_sentence(text: str) -> None:
    assert cut(text) == [text]


def test_two_sentences_with_a_quotation_at_the_end_of_the_first() -> None:
    assert cut("She said: “We won.” Then she left.") == ["She said: “We won.”", "Then she left."]


def test_an_abbreviation_at_the_end_of_a_sentence() -> None:
    assert cut("They moved to the U.S. The firm stayed.") == ["They moved to the U.S.", "The firm stayed."]


def test_a_list_without_full_stops_is_cut_into_pieces() -> None:
    assert max(len(part.split()) for part in cut("word " * 2000)) < 400
