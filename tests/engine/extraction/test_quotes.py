"""The quotation-mark scanner: every style, nesting, marks that were forgotten, and what only looks like a mark."""

from __future__ import annotations

import pytest

from claims.engine.extraction.quotes import Quotation, scan
from claims.engine.text import Segment, SegmentKind, Span


def quotations(text: str) -> tuple[Quotation, ...]:
    return scan(text, Segment(SegmentKind.PARAGRAPH, Span(0, len(text))))


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ("He said “yes” twice.", ["yes"]),
        ('He said "yes" and "no".', ["yes", "no"]),
        ("Dijo «sí» y se fue.", ["sí"]),
        ("Er sagte „ja“ und ging.", ["ja"]),
        ("He said ``yes'' twice.", ["yes"]),
        ("He said ''yes'' twice.", ["yes"]),
        ("It is a ‘trick’ of theirs.", ["trick"]),
        ("It is a 'trick' of theirs.", ["trick"]),
        ("«Dijo «sí» ayer» y se fue.", ["Dijo «sí» ayer"]),
        ("“They call it ‘art’ here.”", ["They call it ‘art’ here."]),
        ("''They call it 'art,''' she said.", ["They call it 'art,'"]),
        ('“Mixed marks" are read.', ["Mixed marks"]),
    ],
)
def test_what_stands_between_the_marks(text: str, inner: list[str]) -> None:
    assert [found.inner.of(text) for found in quotations(text)] == inner


@pytest.mark.parametrize(
    "text", ["It’s the voters’ choice, isn’t it?", "the '90s and rock 'n' roll", "no marks", '" "']
)
def test_apostrophes_and_empty_marks_quote_nothing(text: str) -> None:
    assert not [found for found in quotations(text) if " " in found.inner.of(text)]


def test_an_unclosed_quotation_runs_to_the_end_and_says_so() -> None:
    [found] = quotations("She began: “We have heard enough.")
    assert not found.closed
    assert found.span.end == 33


def test_spans_hold_the_marks_and_inner_spans_do_not() -> None:
    text = "He said “yes”."
    [found] = quotations(text)
    assert (found.span.of(text), found.inner.of(text)) == ("“yes”", "yes")
