"""Copies are found however they were edited; texts that only look alike are told apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest

from claims.engine.duplicates import (
    Likeness,
    Signature,
    bands,
    compare,
    is_near,
    likest,
    nearness,
    signature,
    worth_looking_up,
)
from tests.engine.duplicates.invented import EDITS, Text, corpus

TEXTS = 100
"""Originals; there are six texts for each."""
LOOKED_AT = 40


@cache
def texts() -> tuple[tuple[Text, Signature], ...]:
    return tuple((text, signature(text.text)) for text in corpus(20_261, TEXTS))


@cache
def proposals() -> frozenset[tuple[int, int]]:
    """As the database does it: each text looks up its keys among the earlier ones, and looks at the best."""
    filed: dict[int, list[int]] = defaultdict(list)
    found = set()
    for number, (_, made) in enumerate(texts()):
        keys = bands(made)
        for earlier in likest({key: filed[key] for key in keys}, LOOKED_AT):
            if nearness(texts()[earlier][1], made):
                found.add((earlier, number))
        for key in keys:
            filed[key].append(number)
    return frozenset(found)


def copies(kind: str) -> Iterator[tuple[int, int]]:
    originals = {text.of: number for number, (text, _) in enumerate(texts()) if text.kind == "original"}
    for number, (text, _) in enumerate(texts()):
        if text.kind == kind:
            yield originals[text.of], number


@pytest.mark.parametrize("kind", EDITS)
def test_edited_copies_are_proposed(kind: str) -> None:
    pairs = list(copies(kind))
    assert len(pairs) > 25
    assert len(proposals() & set(pairs)) / len(pairs) >= 0.96


def test_own_reports_on_the_same_matter_are_not() -> None:
    wrong = [
        (texts()[a][0].kind, texts()[b][0].kind)
        for a, b in proposals()
        if texts()[a][0].of != texts()[b][0].of and {texts()[a][0].kind, texts()[b][0].kind} != {"template"}
    ]
    assert len(wrong) <= 0.01 * len(proposals())


def test_reports_from_one_template_are_told_apart_by_their_numbers() -> None:
    reports = [made for text, made in texts() if text.kind == "template"]
    pairs = [compare(a, b) for at, a in enumerate(reports) for b in reports[:at]]
    by_words = [pair for pair in pairs if is_near(Likeness(pair.jaccard, pair.containment, facts=1.0))]
    assert len(by_words) > 1000, "their words alone are alike"
    assert sum(map(is_near, pairs)) < 0.03 * len(by_words)


def test_likeness_is_the_same_both_ways() -> None:
    for (_, a), (_, b) in zip(texts()[:60], texts()[1:61], strict=True):
        assert compare(a, b) == compare(b, a)


def test_one_name_makes_no_difference_to_likeness() -> None:
    """So likeness never decides: `differing` shows the name."""
    text = texts()[0][0].text
    likeness = compare(signature(text), signature(text.replace("Meridian", "Median")))
    assert is_near(likeness)
    assert likeness.jaccard < 1


def words(count: int, start: int = 0) -> str:
    return " ".join(f"w{number}" for number in range(start, start + count))


def test_likeness_is_exact_for_most_articles() -> None:
    """104 words are 100 shingles; 40 of them are kept."""
    whole, part = signature(words(104)), signature(f"{words(44)} {words(60, start=1000)}")
    likeness = compare(whole, part)
    assert likeness.containment == pytest.approx(40 / 100)
    assert likeness.jaccard == pytest.approx(40 / 160)


def test_likeness_is_a_fair_estimate_for_long_texts() -> None:
    whole, part = signature(words(10_004)), signature(words(4_004))
    likeness = compare(whole, part)
    assert likeness.containment == 1
    assert likeness.jaccard == pytest.approx(0.4, abs=0.06)


def test_a_short_text_is_not_found_by_chance_in_a_very_long_one() -> None:
    """So few of its shingles are in the long one's sample that two would make it look contained."""
    long, short = signature(words(60_000)), signature(words(40))
    assert compare(long, short).containment < 0.4


@pytest.mark.parametrize(
    ("likeness", "near"),
    [
        (Likeness(0.5, 0.5, 1.0), True),
        (Likeness(0.1, 0.4, 0.4), True),
        (Likeness(0.49, 0.39, 1.0), False),
        (Likeness(0.9, 0.9, 0.39), False),
    ],
)
def test_what_counts_as_near(likeness: Likeness, near: bool) -> None:
    assert is_near(likeness) is near


def test_popular_keys_are_not_looked_up() -> None:
    filed = dict.fromkeys(range(20), 3) | dict.fromkeys(range(20, 32), 5000)
    assert worth_looking_up(filed) == tuple(range(20))


def test_the_rarest_keys_are_looked_up_when_all_are_popular() -> None:
    assert worth_looking_up({key: 1000 - key for key in range(32)}) == tuple(range(31, 23, -1))


def test_a_rare_key_in_common_says_more_than_a_common_one() -> None:
    crowd = [f"other {number}" for number in range(150)]
    filed = {1: ["copy", "chance"], 2: ["copy"], 3: ["chance", *crowd], 4: crowd}
    assert likest(filed, 3)[:2] == ["copy", "chance"]
    assert len(likest(filed, 3)) == 3


def test_nearness_is_likeness_where_texts_are_near_and_nothing_else() -> None:
    pairs = [(texts()[a][1], texts()[b][1]) for a in range(40) for b in range(a)]
    assert {nearness(*pair) is not None for pair in pairs} == {True, False}
    for pair in pairs:
        likeness = compare(*pair)
        assert nearness(*pair) == (likeness if is_near(likeness) else None)


def test_a_text_of_one_key_is_looked_up_by_it() -> None:
    assert worth_looking_up({7: 9000}) == (7,)
    assert worth_looking_up({}) == ()
