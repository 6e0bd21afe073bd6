"""The measure itself: what counts as found, and whose words they must be."""

from __future__ import annotations

import pytest

from tests.engine.extraction.matching import Score, Statement, score

WANT: Statement = ("Ana Ruiz", "direct", "“We will rebuild the old bridge,”")


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ([("Ana Ruiz", "direct", "We will rebuild the old bridge")], 1),
        ([("Ruiz", "indirect", "rebuild the old bridge")], 1),
        ([("Jo Ruiz", "direct", "We will rebuild the old bridge")], 0),
        ([("-", "direct", "We will rebuild the old bridge")], 0),
        ([("Ana Ruiz", "direct", "the bridge is closed to all traffic")], 0),
        ([], 0),
    ],
)
def test_a_statement_counts_with_half_its_words_and_its_speaker(found: list[Statement], right: int) -> None:
    assert score([WANT], found) == Score(right, len(found), 1)


def test_one_finding_matches_one_statement_only() -> None:
    assert score([WANT, WANT], [WANT]) == Score(1, 1, 2)


def test_what_is_found_beside_it_costs_precision() -> None:
    assert score([WANT], [WANT, ("-", "direct", "Salt")]).f1 == pytest.approx(2 / 3)
    assert score([], []) == Score()
