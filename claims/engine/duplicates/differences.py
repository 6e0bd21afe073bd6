"""Two near texts → the sentences in which they differ, names and numbers first. Says what a merge would hide.

May not: decide anything, or take more than linear time, whatever the texts are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from claims.engine.duplicates.sketch import WORD, is_name
from claims.engine.text import Span, sentences

_WORDS_IN_PIECE = 60
"""A longer sentence is compared in pieces, so that none costs more than its length."""
_LENGTH = 300_000
"""Code points of each text that are looked at: no report is as long."""
_PIECES = 200
"""How many sentences of each text are looked at for a counterpart. More than that, and the texts are not near."""
_COUNTERPART = 0.5
"""The share of words that two wordings of one sentence have in common, at least."""
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence of each text, or of one of them with `""` for the other."""

    a: str
    b: str
    swaps: tuple[tuple[str, str], ...] = ()
    """The words of `a` and what stands in their place in `b`; `""` where there is nothing."""
    in_facts: bool = False
    """Whether a name or a number is among them."""


@dataclass(frozen=True, slots=True)
class _Piece:
    shown: str
    words: tuple[str, ...]
    key: tuple[str, ...]


def differing(a_text: str, b_text: str, most: int = 10) -> tuple[Difference, ...]:
    """At most `most` differences: other names or numbers, then other words, then sentences that only one text has.

    Order of sentences, punctuation and capitals make no difference. Linear in the texts' length.
    """
    a, b = list(_pieces(a_text[:_LENGTH])), list(_pieces(b_text[:_LENGTH]))
    only_a, only_b = _without(a, b), _without(b, a)
    seen = {word for piece in (*a, *b) for word in piece.words}
    pairs = _counterparts(only_a[:_PIECES], only_b[:_PIECES])
    paired_a, paired_b = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    facts = [_differ_in_facts(one, other, seen) for one, other in pairs]
    changed = sorted(zip(facts, range(len(pairs)), strict=True), key=lambda each: (not each[0], each[1]))
    found = [(pairs[at][0], pairs[at][1], in_facts) for in_facts, at in changed[:most]]
    return (
        *(Difference(one.shown, other.shown, _swaps(one, other), in_facts) for one, other, in_facts in found),
        *(Difference(piece.shown, "") for piece in only_a if id(piece) not in paired_a),
        *(Difference("", piece.shown) for piece in only_b if id(piece) not in paired_b),
    )[:most]


def _pieces(text: str) -> Iterator[_Piece]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            for sentence in sentences(text, Span(start, start + len(line))):
                yield from _cut(text, sentence)
        start += len(line) + 1


def _cut(text: str, sentence: Span) -> Iterator[_Piece]:
    words = list(WORD.finditer(text, sentence.start, sentence.end))
    for at in range(0, len(words), _WORDS_IN_PIECE):
        piece = words[at : at + _WORDS_IN_PIECE]
        start = piece[0].start() if at else sentence.start
        end = piece[-1].end() if at + _WORDS_IN_PIECE < len(words) else sentence.end
        raw = tuple(match[0] for match in piece)
        shown = text[start : min(end, start + _SHOWN)] + ("…" if end > start + _SHOWN else "")
        yield _Piece(shown.strip(), raw, tuple(word.casefold() for word in raw))


def _without(some: list[_Piece], others: list[_Piece]) -> list[_Piece]:
    """The pieces that the other text does not have, or not as often."""
    left = Counter(piece.key for piece in others)
    missing = []
    for piece in some:
        if left[piece.key]:
            left[piece.key] -= 1
        else:
            missing.append(piece)
    return missing


def _counterparts(some: list[_Piece], others: list[_Piece]) -> list[tuple[_Piece, _Piece]]:
    """Pairs that share most of their words, each piece in one of them at most."""
    free = {at: frozenset(piece.key) for at, piece in enumerate(others)}
    pairs = []
    for piece in some:
        words = frozenset(piece.key)
        best, share = -1, _COUNTERPART
        for at, other in free.items():
            likeness = 2 * len(words & other) / (len(words) + len(other))
            if likeness > share or (likeness == share and best < 0):
                best, share = at, likeness
        if best >= 0:
            pairs.append((piece, others[best]))
            del free[best]
    return pairs


def _differ_in_facts(one: _Piece, other: _Piece, seen: set[str]) -> bool:
    odd = set(one.words) ^ set(other.words)
    return any(word[0].isdigit() or is_name(word, seen) for word in odd)


def _swaps(one: _Piece, other: _Piece) -> tuple[tuple[str, str], ...]:
    matcher = SequenceMatcher(None, one.key, other.key, autojunk=False)
    return tuple(
        (" ".join(one.words[a_start:a_end]), " ".join(other.words[b_start:b_end]))
        for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes()
        if tag != "equal"
    )
