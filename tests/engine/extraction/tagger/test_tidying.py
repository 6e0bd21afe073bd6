"""An attribution as the tagger marks it becomes one as a reader would cut it."""

from __future__ import annotations

import pytest

from claims.engine.extraction.findings import Document
from claims.engine.extraction.reading import read
from claims.engine.extraction.tagger.tidying import Attribution, Places, tidied
from claims.engine.text import Segment, SegmentKind, Span

FIRST = "The mayor said that taxes would “fall sharply.” Nobody believed it. “We will see,” she added."
SECOND = "She went home."
TEXT = f"{FIRST}\n\n{SECOND}"
PARAGRAPHS = read(
    Document(
        TEXT,
        (
            Segment(SegmentKind.PARAGRAPH, Span(0, len(FIRST)), "en"),
            Segment(SegmentKind.PARAGRAPH, Span(len(FIRST) + 2, len(TEXT)), "en"),
        ),
    )
)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def cut(*content: str, cue: str = "said", source: str = "The mayor") -> list[str] | None:
    kept = tidied(Attribution(tuple(span(part) for part in content), span(cue), span(source), 0.9), Places(PARAGRAPHS))
    return [part.of(TEXT) for part in kept.content] if kept else None


def test_a_that_in_front_goes_and_quotation_marks_are_completed() -> None:
    assert cut("that taxes would “fall sharply") == ["taxes would “fall sharply.”"]


def test_only_words_of_the_sentence_and_quoted_ones_are_told() -> None:
    assert cut("taxes would", "Nobody believed it") == ["taxes would"]
    assert cut("taxes would “fall sharply", "We will see") == ["taxes would “fall sharply.”", "“We will see,”"]
    assert cut("taxes would", "She went home") == ["taxes would"]


def test_the_source_and_the_cue_are_not_what_is_said() -> None:
    assert cut("The mayor", "taxes would") == ["taxes would"]


def test_a_word_or_two_apart_are_a_slip() -> None:
    assert cut("mayor", "that taxes would", source="Nobody") == ["taxes would"]


@pytest.mark.parametrize("words", ["that", "would", "it"])
def test_words_that_say_nothing_are_no_statement(words: str) -> None:
    assert cut(words) is None


def test_the_place_of_a_code_point() -> None:
    places = Places(PARAGRAPHS)
    assert places.sentence(span("believed").start) == (PARAGRAPHS[0], 1)
    assert places.paragraph(len(FIRST) + 1).index == 0
    assert places.paragraph(len(FIRST) + 2).index == 1
