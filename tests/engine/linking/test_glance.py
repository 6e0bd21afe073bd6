"""A glance dismisses nothing in which a close reading finds something, and counts the words that one counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from claims.engine.linking import Candidate, Promise, closeness, concerns, skim
from claims.engine.linking.compare import Comparison, compare
from claims.engine.linking.glance import Gist, gist, glance
from claims.engine.linking.pledge import Pledge, read_pledge
from claims.engine.linking.rank import _touches
from claims.engine.linking.relation import find
from claims.engine.linking.words import words
from tests.engine.linking.test_pairs import PAIRS, STRANGERS

OF_ONE_WORD = [
    Promise("I will resign", "Kim Ho"),
    Promise("He would not interfere", "Li Wen"),
    Promise("no more Chinese or China goods", "Bob Stone"),
    Promise("There will be no Mexicans and no Mexico", "Bob Stone"),
]
PROMISES = [*dict.fromkeys(pair[0] for pair in PAIRS), *OF_ONE_WORD]
REPORTS = [
    *dict.fromkeys(pair[1] for pair in (*PAIRS, *STRANGERS)),
    "Ho resigned",
    "There is evidence that Beijing interfered",
    "Chinese goods and Mexicans from Mexico",
    "He broke his word on goods",
    "",
]


def read(promise: Promise) -> tuple[Pledge, Gist]:
    pledge, turns_on = read_pledge(promise), gist(promise)
    assert pledge is not None
    assert turns_on is not None
    return pledge, turns_on


def closely(pledge: Pledge, turns_on: Gist, text: str) -> Comparison:
    """Every word looked at, whether a glance would or not."""
    everything = turns_on.keys | {word.stem for word in words(text)}
    return compare(pledge, replace(turns_on, keys=everything), text)


@pytest.mark.parametrize("promise", PROMISES, ids=[promise.text for promise in PROMISES])
def test_what_it_dismisses_holds_nothing(promise: Promise) -> None:
    pledge, turns_on = read(promise)
    dismissed = [text for text in REPORTS if not glance(turns_on, text).concerns]
    assert len(dismissed) > 40, "a glance that dismisses little saves nothing"
    for text in dismissed:
        compared = closely(pledge, turns_on, text)
        for speaker in ("", promise.speaker, "Peter Lind"):
            assert find(promise, pledge, Candidate("c", text, speaker), compared) is None, text
        assert _touches(pledge, compared, {}) is None, text


@pytest.mark.parametrize("promise", PROMISES, ids=[promise.text for promise in PROMISES])
def test_it_counts_the_words_that_are_shared(promise: Promise) -> None:
    pledge, turns_on = read(promise)
    for text in REPORTS:
        compared = closely(pledge, turns_on, text)
        hits = (*compared.actions, *compared.objects)
        assert glance(turns_on, text).shared == {hit.unit.word.stem for hit in hits if hit.same_word}, text
        assert compare(pledge, turns_on, text) == compared, text


def test_a_promise_without_a_word_to_compare_has_no_gist() -> None:
    assert gist(Promise("I will.")) is None


def test_long_texts_are_read_as_short_ones_are() -> None:
    _, turns_on = read(PROMISES[0])
    short = "The government raised fuel taxes."
    assert glance(turns_on, short + " It rained." * 500) == glance(turns_on, short)


@pytest.mark.parametrize("promise", PROMISES, ids=[promise.text for promise in PROMISES])
def test_many_reports_skimmed_at_once_concern_a_promise_if_any_of_them_does(promise: Promise) -> None:
    _, turns_on = read(promise)
    for texts in (*([text] for text in REPORTS), *(REPORTS[at : at + 5] for at in range(0, len(REPORTS), 5))):
        seen = any(glance(turns_on, text).concerns for text in texts)
        if seen or promise not in OF_ONE_WORD:  # two words for one country are counted as two here
            assert concerns(promise, skim(texts)) is seen, texts
        assert seen or closeness(promise, texts) == 0


def test_a_report_with_more_of_the_promises_words_is_closer() -> None:
    promise = Promise("We will build a ferry terminal in the old harbour", "Ana Ruiz")
    near, far = "They built the ferry terminal in the old harbour", "They built a terminal"
    assert closeness(promise, [far, near]) == closeness(promise, [near]) > closeness(promise, [far])
    assert closeness(promise, ["It rained"]) == 0
