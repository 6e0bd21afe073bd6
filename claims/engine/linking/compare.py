"""Which words of a report meet which words of a promise, and how closely."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from claims.engine.linking import lexicon
from claims.engine.linking.glance import Gist, meets
from claims.engine.linking.pledge import Pledge, Unit
from claims.engine.linking.words import STOP_WORDS, Word, clauses, kept, words
from claims.engine.text import Span

_SAME_WORD = 1.0
_SAME_ACTION = 0.9
_SAME_TOPIC = 0.6
_WORDS_BEFORE = 40


@dataclass(frozen=True, slots=True)
class Hit:
    """One meeting. `direction` is -1 where the report's word is the opposite action of the promise's."""

    unit: Unit
    word: Word
    clause: int
    strength: float
    direction: int = 1

    @property
    def same_word(self) -> bool:
        return self.strength == _SAME_WORD


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report's text laid beside a pledge. `clauses` are spans; a hit names its clause by index."""

    text: str
    words: tuple[Word, ...]
    clauses: tuple[Span, ...]
    actions: tuple[Hit, ...]
    objects: tuple[Hit, ...]

    def objects_near(self, clause: int) -> tuple[Hit, ...]:
        """Hits in this clause and its two neighbours: what an action there may be about."""
        first = bisect_left(self.objects, clause - 1, key=_clause_of)
        return self.objects[first : bisect_right(self.objects, clause + 1, key=_clause_of)]

    def before(self, hit: Hit) -> tuple[Word, ...]:
        """The words of the hit's clause that come before it, nearest last; of a very long clause the nearest ones."""
        first = bisect_left(self.words, self.clauses[hit.clause].start, key=_start_of)
        last = bisect_left(self.words, hit.word.span.start, key=_start_of)
        return self.words[max(first, last - _WORDS_BEFORE) : last]


def _clause_of(hit: Hit) -> int:
    return hit.clause


def _start_of(word: Word) -> int:
    return word.span.start


def compare(pledge: Pledge, turns_on: Gist, text: str) -> Comparison:
    """`text` beside `pledge`. `turns_on`, the gist of its promise, tells which words need no closer look."""
    every, cut = _laid_out(text)
    starts = [span.start for span in cut]
    actions: list[Hit] = []
    objects: list[Hit] = []
    for word in every:
        if word.folded in STOP_WORDS or not meets(turns_on, word.folded):
            continue
        clause = max(0, bisect_right(starts, word.span.start) - 1)
        if hit := _action_hit(pledge, word, clause):
            actions.append(hit)
        if hit := max(_object_hits(pledge, word, clause), key=lambda found: found.strength, default=None):
            objects.append(hit)
    return Comparison(text, every, cut, tuple(actions), tuple(objects))


@kept(256, str.__len__)
def _laid_out(text: str) -> tuple[tuple[Word, ...], tuple[Span, ...]]:
    return words(text), clauses(text)


def _action_hit(pledge: Pledge, word: Word, clause: int) -> Hit | None:
    if pledge.action is None:  # "no new taxes": whatever makes taxes be is the action
        direction = lexicon.brings_about(word.stem)
        return Hit(pledge.objects[0], word, clause, _SAME_ACTION, direction) if direction else None
    mine, theirs = pledge.action.word.stem, word.stem
    if mine == theirs:
        return Hit(pledge.action, word, clause, _SAME_WORD)
    if lexicon.same_action(mine, theirs):
        return Hit(pledge.action, word, clause, _SAME_ACTION)
    if lexicon.opposite_action(mine, theirs):
        return Hit(pledge.action, word, clause, _SAME_ACTION, direction=-1)
    return None


def _object_hits(pledge: Pledge, word: Word, clause: int) -> list[Hit]:
    hits = []
    for unit in pledge.objects:
        if unit.word.stem == word.stem or _same_country(unit.word, word):
            hits.append(Hit(unit, word, clause, _SAME_WORD))
        elif lexicon.topics(unit.word.stem) & lexicon.topics(word.stem):
            hits.append(Hit(unit, word, clause, _SAME_TOPIC))
    return hits


def _same_country(one: Word, other: Word) -> bool:
    place = lexicon.country(one.folded)
    return bool(place) and place == lexicon.country(other.folded)


def coverage(pledge: Pledge, hits: tuple[Hit, ...], rarity: dict[str, float]) -> float:
    """The share of the promise's weight that `hits` cover, 0..1. `rarity` scales each promise word by its stem."""
    best: dict[int, float] = {}
    for hit in hits:
        place = hit.unit.word.span.start
        best[place] = max(best.get(place, 0.0), hit.strength)
    total = sum(_weight(unit, rarity) for unit in pledge.units)
    covered = sum(_weight(unit, rarity) * best.get(unit.word.span.start, 0.0) for unit in pledge.units)
    return covered / total if total else 0.0


def _weight(unit: Unit, rarity: dict[str, float]) -> float:
    return unit.weight * rarity.get(unit.word.stem, 1.0)
