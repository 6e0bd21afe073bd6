"""Probabilities → attributions, on answers made by hand."""

from __future__ import annotations

import numpy as np
import pytest

from claims.engine.extraction.tagger.decode import decode
from claims.engine.extraction.tagger.labels import ARC_SIZE, Tag
from claims.engine.extraction.tagger.model import Answer

TAGS = {
    "-": Tag.NONE,
    "S": Tag.SOURCE_FIRST,
    "s": Tag.SOURCE_NEXT,
    "Q": Tag.SPEECH_FIRST,
    "q": Tag.SPEECH_NEXT,
    "T": Tag.THOUGHT_FIRST,
    "C": Tag.CONTENT_FIRST,
    "c": Tag.CONTENT_NEXT,
}


def answer(marks: str, arcs: dict[int, int | None], sure: float = 0.92) -> Answer:
    """One letter a word; `arcs` says which word each first word goes with (None: with none)."""
    rest = (1 - sure) / (len(Tag) - 1)
    tags = np.full((len(marks), len(Tag)), rest, dtype=np.float32)
    keys = np.eye(len(marks) + 1, ARC_SIZE, dtype=np.float32)  # each end has a direction of its own
    vectors = np.zeros((len(marks), ARC_SIZE), dtype=np.float32)
    for k, mark in enumerate(marks):
        tags[k, TAGS[mark]] = sure
    for word, end in arcs.items():
        vectors[word, 0 if end is None else end + 1] = 100.0
    return Answer(tags, content=vectors, cue=vectors, cue_key=keys, source_key=keys)


def test_words_a_cue_and_a_source() -> None:
    told = decode(answer("CccSsQ-", {0: 5, 5: 3}))
    assert [(one.content, one.cue, one.source) for one in told] == [(((0, 3),), (5, 6), (3, 5))]
    assert told[0].belief == pytest.approx(0.92, abs=0.03)


def test_two_stretches_of_one_cue_are_one_attribution() -> None:
    assert decode(answer("CcSQCc", {0: 3, 3: 2, 4: 3}))[0].content == ((0, 2), (4, 6))


def test_two_cues_share_a_source() -> None:
    told = decode(answer("SQCcQCc", {1: 0, 2: 1, 4: 0, 5: 4}))
    assert [(one.content, one.cue, one.source) for one in told] == [
        (((2, 4),), (1, 2), (0, 1)),
        (((5, 7),), (4, 5), (0, 1)),
    ]


def test_a_new_first_word_opens_a_new_stretch() -> None:
    assert [one.content for one in decode(answer("QCcQCcC", {1: 0, 4: 3, 6: 3}))] == [((1, 3),), ((4, 6), (6, 7))]


def test_a_cue_without_a_source_has_none() -> None:
    assert decode(answer("SQCc", {1: None, 2: 1}))[0].source is None


def test_words_without_a_cue_are_left_out() -> None:
    assert decode(answer("CcSQ", {0: None, 3: 2})) == []
    assert decode(answer("Ccc-", {0: None})) == []


def test_thoughts_are_hardly_believed() -> None:
    assert decode(answer("STCc", {1: 0, 2: 1}))[0].belief < 0.1
