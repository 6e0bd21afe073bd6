"""What holds for every text: words, sentences and dates lie inside it, and no process reads it in another way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

import claims
from claims.engine.dates import PartialDate, find_dates, reference_date
from claims.engine.text import Span, sentences, tokens
from tests.engine.anything import DATES, TEXTS

ROOT = Path(claims.__file__).parent.parent
NOT_EMPTY = TEXTS.filter(bool)
DATE_LIKE = st.one_of(
    TEXTS,
    st.lists(st.sampled_from([*"0123456789-~?/. ", "May", "de", "mayo", "of", "20", "2024"]), max_size=12).map("".join),
)


@settings(max_examples=200, deadline=None)
@given(text=NOT_EMPTY, data=st.data())
def test_words_and_sentences_of_any_stretch(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    words, cut = tokens(text, span), sentences(text, span)
    assert all(word.text == text[word.start : word.end] for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))
    assert all(one.end <= other.start for one, other in pairwise(cut))
    assert all(span.start <= part.start < part.end <= span.end for part in [*words, *cut])
    assert sum(len(part.of(text).split()) for part in cut) >= len(span.of(text).split()), "no word is left out"


@settings(max_examples=200, deadline=None)
@given(text=DATE_LIKE)
def test_dates_of_any_text(text: str) -> None:
    found = find_dates(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(PartialDate.parse(str(one.date)) == one.date for one in found)
    reference = reference_date(text)
    assert reference is None or PartialDate.parse(text) == reference


@pytest.mark.parametrize("edtf", ["", "yesterday", "2023-13", "0001-01-01", "9999-12-31"])
def test_no_date_counts_from_there(edtf: str) -> None:
    assert reference_date(edtf) is None


@settings(max_examples=3, deadline=None)
@given(documents=st.lists(st.tuples(TEXTS, DATES), min_size=10, max_size=30))
def test_another_process_reads_the_same(documents: list[tuple[str, str]]) -> None:
    lines = "\n".join(json.dumps({"text": text, "published": published}) for text, published in documents)
    assert _read_in_a_process(lines, seed="1") == _read_in_a_process(lines, seed="2")


def _read_in_a_process(lines: str, *, seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "claims.engine", "extract"],
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )
    assert done.stdout.count("\n") == lines.count("\n") + 1
    return done.stdout
