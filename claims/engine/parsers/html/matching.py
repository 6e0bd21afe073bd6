"""Finds a text again among the blocks of a page: what an extractor proposes, or what a page tells machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from claims.engine.parsers.fragments import Placed
from claims.engine.parsers.html.tree import key_of

_SHINGLE = 3
_COVERED = 0.8
_LONG = 5
"""Words. Shorter blocks, such as a heading, stand in a page more than once without meaning the same."""


def found_again(blocks: Sequence[Placed], texts: Sequence[str]) -> set[int]:
    """The blocks whose words are in `texts`. One that stands in the page twice is taken where the others are."""
    keys = [key_of(placed.block.words) for placed in blocks]
    proposed = [key_of(text) for text in texts]
    whole, shingles = Counter(proposed), {shingle for key in proposed for shingle in _shingles(key)}
    often = Counter(keys)
    found: set[int] = set()
    repeated: list[int] = []
    for at, key in enumerate(keys):
        if key and (key in whole or _is_covered(key, shingles)):
            if often[key] == 1 and len(key.split()) >= _LONG:
                found.add(at)
            else:
                repeated.append(at)
    first, last = min(found, default=0), max(found, default=len(blocks))
    repeated.sort(key=lambda at: (not first <= at <= last, at))
    for at in repeated:
        if whole[keys[at]] > 0:
            whole[keys[at]] -= 1
            found.add(at)
    return found


def _shingles(key: str) -> Iterator[tuple[str, ...]]:
    words = key.split()
    return (tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1))


def _is_covered(key: str, shingles: set[tuple[str, ...]]) -> bool:
    own = list(_shingles(key))
    return len(own) >= _SHINGLE and sum(shingle in shingles for shingle in own) >= _COVERED * len(own)
