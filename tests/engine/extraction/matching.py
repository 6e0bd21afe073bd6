"""Scores what was found against what should have been: whole statements, matched one to one, speaker included.

The definition is the usual one for quotation attribution. Words are compared as sets of word positions, so that marks
and spaces never matter; two statements match when their words overlap by half (Dice); the pair counts when the speaker
is right as well: the same name, one name inside the other, or nobody on both sides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

Statement = tuple[str, str, str]
"""Speaker or "-", kind, words."""
_HALF = 0.5
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True)
class Score:
    right: int = 0
    found: int = 0
    expected: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.found + other.found, self.expected + other.expected)

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.expected) if self.found + self.expected else 1.0


def score(expected: Sequence[Statement], found: Sequence[Statement]) -> Score:
    pairs = sorted(
        ((dice(want[2], got[2]), -i, -j) for i, want in enumerate(expected) for j, got in enumerate(found)),
        reverse=True,
    )
    wanted: set[int] = set()
    taken: set[int] = set()
    right = 0
    for overlap, minus_i, minus_j in pairs:
        i, j = -minus_i, -minus_j
        if overlap < _HALF or i in wanted or j in taken:
            continue
        wanted.add(i)
        taken.add(j)
        right += same_speaker(expected[i][0], found[j][0])
    return Score(right, len(found), len(expected))


def dice(one: str, other: str) -> float:
    a, b = Counter(_WORD.findall(one.lower())), Counter(_WORD.findall(other.lower()))
    both = a.total() + b.total()
    return 2 * (a & b).total() / both if both else 0.0


def same_speaker(one: str, other: str) -> bool:
    a, b = one.lower().split(), other.lower().split()
    return a == b or (a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a)))
