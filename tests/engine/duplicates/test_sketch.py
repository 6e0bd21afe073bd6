"""Signatures: small, the same everywhere, linear to make."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest

from claims.engine.duplicates import Signature, bands, body, compare, signature
from claims.engine.duplicates.sketch import FACTS, SKETCH
from claims.engine.text import Segment, SegmentKind, Span
from tests.engine.duplicates.invented import article, story

TEXT = (
    "Ada Brill told the chamber on Monday that the night ferry to Istrana will be paid for by the harbour board, "
    "because prices have risen by 12.5 percent. The audit court had counted 1,830 people who want it back."
)


def long_text(seed: int, sentences: int) -> str:
    random = Random(seed)  # noqa: S311
    return "\n\n".join(article(story(random), random, sentences=sentences))


def test_the_same_text_has_the_same_keys_on_every_machine() -> None:
    """Keys are stored: a change here means that all of them must be made anew, and `_FORMAT` raised."""
    assert bands(signature(TEXT))[:4] == (81_540_713, 257_036_520, 452_712_374, 516_410_657)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(" ", "\n"),
        TEXT.replace(", ", "; ").replace("ferry", "fer\u00adry"),
        f"“{TEXT}”",
    ],
    ids=["capitals", "line breaks", "punctuation", "quotation marks"],
)
def test_layout_is_not_looked_at(other: str) -> None:
    assert signature(other).shingles == signature(TEXT).shingles


def test_one_other_word_is_another_signature() -> None:
    assert signature(TEXT.replace("Brill", "Lund")) != signature(TEXT)


def test_names_and_numbers_are_kept_apart() -> None:
    plain = signature(TEXT)
    assert (len(plain.names), len(plain.numbers)) == (4, 2), "Ada, Brill, Monday, Istrana; 12.5 and 1,830"
    assert signature(TEXT.replace("12.5", "13.5")).names == plain.names
    assert signature(TEXT.replace("12.5", "13.5")).numbers != plain.numbers
    assert signature(TEXT.replace("Ada", "Edda")).numbers == plain.numbers


def test_a_signature_survives_storage() -> None:
    for text in ("", "Short.", TEXT, long_text(1, 400)):
        made = signature(text)
        assert Signature.from_bytes(made.to_bytes()) == made
        assert len(made.to_bytes()) <= 9 + 4 * (SKETCH + 2 * FACTS)


@pytest.mark.parametrize("data", [b"", b"\x01", b"\x02" + bytes(20), signature(TEXT).to_bytes()[:-1], bytes(9)])
def test_what_is_no_signature_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="a signature"):
        Signature.from_bytes(data)


@pytest.mark.parametrize("text", ["", " \n", "…!", "Short.", "\ud800 x", "1", "日本", "a " * 29])
def test_a_short_text_is_the_same_or_it_is_not(text: str) -> None:
    made = signature(text)
    assert compare(made, made).jaccard == (1.0 if made.words else 0.0)
    assert compare(made, signature(f"{text} more")).jaccard == 0.0
    assert compare(made, signature(f"{text} {TEXT}")).containment == 0.0


def test_a_script_without_spaces_is_taken_by_character() -> None:
    one = "市長は月曜日に港湾局が夜間フェリーの費用を負担すると述べたが、組合は反対している。議会は来週採決する。"
    likeness = compare(signature(one), signature(one.replace("月曜日", "火曜日")))
    assert 0.7 < likeness.jaccard < 1


def test_the_body_is_the_paragraphs() -> None:
    text = "Headline\n\nA caption\n\nFirst.\n\nQuoted.\n\nSign up!"
    kinds = [SegmentKind.HEADLINE, SegmentKind.CAPTION, SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE,
             SegmentKind.BOILERPLATE]  # fmt: skip
    at, segments = 0, []
    for kind, part in zip(kinds, text.split("\n\n"), strict=True):
        segments.append(Segment(kind, Span(at, at + len(part))))
        at += len(part) + 2
    assert body(text, segments) == "First.\n\nQuoted."


@pytest.mark.parametrize(
    "text",
    ["1," * 500_000, "日" * 500_000, "word " * 200_000, "A" * 1_000_000, "A.b " * 250_000, "\u0301" * 500_000],
    ids=["one number", "no spaces", "one word", "one long word", "initials", "marks"],
)
def test_a_large_hostile_text_is_quick(text: str) -> None:
    began = process_time()
    signature(text)
    assert process_time() - began < 5
