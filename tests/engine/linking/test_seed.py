"""The shipped article: what contradicts the pledge stands above what only surrounds it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.engine.linking import Candidate, Promise, Relation, Suggestion, rank
from claims.engine.text import normalise

SEED = Path(__file__).parents[3] / "seeds" / "000_12bec859e86a6ffa.txt"
PLEDGE = Promise("he would not interfere in the upcoming U.S. presidential election", "Xi Jinping", "2023-11")
STATEMENTS = {
    "assured": (
        'there is "evidence" that China is trying to influence and interfere in the 2024 presidential elections',
        "Antony Blinken",
    ),
    "we-have-seen": ("We have seen, generally speaking … as quickly as possible.", "Antony Blinken"),
    "accounts": ("online Chinese accounts that have falsely mimicked Trump supporters", ""),
    "answer-1": ("What I can tell you is this … totally unacceptable to us.", "Antony Blinken"),
    "answer-2": ("It’s something we’re tracking … don't do it.", "Antony Blinken"),
}
CONTRADICTING = {"assured", "we-have-seen", "accounts"}


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    text = normalise(SEED.read_text(encoding="utf-8"))
    return [Candidate(key, _stretch(text, words), who, "2024-04-26") for key, (words, who) in STATEMENTS.items()]


def _stretch(text: str, words: str) -> str:
    first, _, last = words.partition(" … ")
    start = text.index(first)
    return text[start : text.index(last or first, start) + len(last or first)]


def _by_id(suggestions: tuple[Suggestion, ...]) -> dict[str, Suggestion]:
    return {suggestion.candidate_id: suggestion for suggestion in suggestions}


def test_contradictions_come_above_context(candidates: list[Candidate]) -> None:
    ranked = rank(PLEDGE, candidates)
    assert {one.candidate_id for one in ranked[:3]} == CONTRADICTING
    assert [one.candidate_id for one in ranked[3:]] == ["answer-1", "answer-2"]
    relations = {key: one.relation for key, one in _by_id(ranked).items()}
    assert all(relations[key] is Relation.CONTRADICTS for key in CONTRADICTING)
    assert relations["answer-1"] is relations["answer-2"] is Relation.CONTEXT


@pytest.mark.parametrize("key", sorted(CONTRADICTING))
def test_each_contradiction_is_found_without_the_others(candidates: list[Candidate], key: str) -> None:
    [found] = rank(PLEDGE, [one for one in candidates if one.id == key])
    assert found.relation is Relation.CONTRADICTS
    assert found.score > 0.4


def test_it_needs_no_dates_and_no_names() -> None:
    [found] = rank(Promise(PLEDGE.text), [Candidate("a", STATEMENTS["assured"][0])])
    assert found.relation is Relation.CONTRADICTS


def test_both_sides_are_shown_word_for_word(candidates: list[Candidate]) -> None:
    found = _by_id(rank(PLEDGE, candidates))["we-have-seen"]
    text = next(one.text for one in candidates if one.id == "we-have-seen")
    assert found.candidate_words.of(text) == "evidence of attempts to influence and arguably interfere"
    assert found.promise_words.of(PLEDGE.text) == "would not interfere"
    assert found.reasons == (
        "Says the opposite of the pledge: ‘evidence of attempts to influence and arguably interfere’"
        " against ‘would not interfere’.",
        "Shared words: interfere.",
        "Said 5 months after the pledge.",
    )


def test_the_same_pledge_told_again_restates_it(candidates: list[Candidate]) -> None:
    again = "China would not interfere in the upcoming presidential elections in the United States"
    ranked = _by_id(rank(PLEDGE, [*candidates, Candidate("again", again, "Xi Jinping", "2024-04-26")]))
    assert ranked["again"].relation is Relation.RESTATES


def test_another_wording_tells_whom_he_binds(candidates: list[Candidate]) -> None:
    again = Candidate("again", "China would not interfere in the presidential elections", "Xi Jinping", "2024-04-26")
    other = Candidate("other", "Iran interfered in the presidential election", "an official", "2024-04-26")
    assert _by_id(rank(PLEDGE, [other]))["other"].relation is Relation.CONTRADICTS
    assert _by_id(rank(PLEDGE, [*candidates, again, other]))["other"].relation is Relation.CONTEXT
