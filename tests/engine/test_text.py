"""Spans, normalisation, anchors, tokens and sentences: what every stage stands on."""

from __future__ import annotations

import pytest

from claims.engine.text import (
    MARKS_MOST,
    Span,
    anchor,
    composed,
    hull,
    normalise,
    sentences,
    tokens,
    with_quotation_marks,
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\ufeffA\r\nB\rC", "A\nB\nC"),
        ("A\n \t\n\n\nB", "A\n\nB"),
        ("  A  \n  B  ", "A\n  B"),
        ("Jose\u0301", "José"),
        ("A\u2028B\u2029C\x85D", "A\nB\nC\nD"),
        (" \n ", ""),
        ("A\x00B\x1bC\x7f", "ABC"),
        ("Tiê\u0301ng Viê\u0323t, שָׁלוֹם, مُحَمَّدٌ, ที่นี่", "Tiếng Việt, שָׁלוֹם, مُحَمَّدٌ, ที่นี่"),
        ("a" + "\u0301\u0316" * 20 + "b", "\u00e1" + "\u0316" * 15 + "\u0301" * 14 + "b"),
        ("a" + "\u0344" * 50, "\u00e4" + "\u0301\u0308" * 15),
    ],
)
def test_normalise(raw: str, text: str) -> None:
    assert normalise(raw) == text
    assert normalise(text) == text, "a second pass changes nothing"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_holds_something(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(start, end)


def test_spans_touching_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))
    assert Span(1, 3) in Span(0, 3)
    assert Span(0, 4) not in Span(0, 3)
    assert hull((Span(4, 6), Span(1, 2))) == Span(1, 6)


def test_offsets_count_code_points() -> None:
    text = "🗳️ vote «no»"
    start = text.index("vote")
    assert Span(start, start + 4).of(text) == "vote"


def test_an_anchor_keeps_a_little_of_what_stands_around() -> None:
    text = "x" * 40 + "quote" + "y" * 40
    pinned = anchor(text, Span(40, 45))
    assert (pinned.exact, pinned.prefix, pinned.suffix) == ("quote", "x" * 32, "y" * 32)
    assert anchor("quote", Span(0, 5)).prefix == ""


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


def test_sentences_end_at_full_stops_but_not_at_titles_or_initials() -> None:
    assert cut("Mr. Ode met Sen. Li in the U.S. Senate. They spoke for 1.5 hours! Why?") == [
        "Mr. Ode met Sen. Li in the U.S. Senate.",
        "They spoke for 1.5 hours!",
        "Why?",
    ]


def test_a_sentence_keeps_its_closing_quotation_mark() -> None:
    assert cut("He said: “We won’t.” She left.") == ["He said: “We won’t.”", "She left."]


def test_a_quotation_given_as_whole_is_not_cut_inside() -> None:
    text = "He said: “No. Never again.” She left."
    whole = Span(text.index("“"), text.index("”") + 1)
    assert [span.of(text) for span in sentences(text, Span(0, len(text)), (whole,))] == [
        "He said: “No. Never again.”",
        "She left.",
    ]


def test_tokens_cover_words_and_marks_with_their_offsets() -> None:
    text = "Sen. Li won’t go."
    found = tokens(text, Span(0, len(text)))
    assert [token.text for token in found] == ["Sen.", "Li", "won’t", "go", "."]
    assert all(text[token.start : token.end] == token.text for token in found)
    assert found[2].low == "won't"


@pytest.mark.parametrize(
    ("text", "words", "widened"),
    [
        ('there is "proof" that it leaks', 'proof" that it leaks', '"proof" that it leaks'),
        ("there is “proof” that it leaks", "proof” that it leaks", "“proof” that it leaks"),
        ("hay «pruebas» de ello", "pruebas» de ello", "«pruebas» de ello"),
        ('they call it "a leak".', 'call it "a leak', 'call it "a leak"'),
        ('a "leak" and a ("flood") now', 'leak" and a ("flood', '"leak" and a ("flood"'),
        ('"Leaks" abound', 'Leaks" abound', '"Leaks" abound'),
        ('he said: "It leaks."', "It leaks", "It leaks"),
        ('there is "some proof" that', 'proof" that', 'proof" that'),
        ('a "leak" and a "flood"', '"leak" and a "flood"', '"leak" and a "flood"'),
        ("says it is ‘proof’ of a leak", "proof’ of a leak", "‘proof’ of a leak"),
        ("“the voters’ choice” counts", "“the voters’ choice", "“the voters’ choice”"),
        ("‘it’s a leak’ he said", "it’s a leak", "it’s a leak"),
        ("it leaks", "it leaks", "it leaks"),
    ],
)
def test_words_keep_the_quotation_marks_that_stand_directly_outside(text: str, words: str, widened: str) -> None:
    start = text.index(words)
    assert with_quotation_marks(text, Span(start, start + len(words))).of(text) == widened


def test_full_stops_without_end_are_read_once() -> None:
    text = "." * 50_000 + "a"
    assert sentences(text, Span(0, len(text))) == (Span(0, len(text)),)


def test_spaces_without_end_are_read_once() -> None:
    assert normalise("a" + " " * 500_000 + "b  ") == "a" + " " * 500_000 + "b"


def test_marks_without_end_are_never_put_into_order() -> None:
    """That takes the square of their number, in each form."""
    for form in ("NFC", "NFD", "NFKD"):
        assert len(composed(form, "a" + "\u0301\u0316" * 500_000)) <= MARKS_MOST + 1
