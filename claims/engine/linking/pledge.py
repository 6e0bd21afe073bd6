"""A promise's words → what it turns on: the action, whether it is ruled out, what it is about, and who is bound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from claims.engine.linking import cues, lexicon
from claims.engine.linking.findings import Promise
from claims.engine.linking.words import STOP_WORDS, Word, fold, kept, words
from claims.engine.text import Span, word_set

_MODAL = re.compile(
    r"(?<!\w)(?:(?:will|would|shall|must|(?:(?:is|are|am) )?going to|v(?:a|an|oy|amos) a"
    r"|(?:pledge[sd]?|promise[sd]?|vow(?:s|ed)?|commit(?:s|ted)?|agree[sd]?|plans?) to)(?:\s+(?:not|never))?"
    r"|(?:won|wouldn|shan)['’]t|(?:not|never) to|[^\W\d_]+['’]ll(?: not| never)?)(?!\w)",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"(?<!\w)(?:not|never|no|nobody|without|[^\W\d_]+n['’]t|nunca|jam[aá]s|ning[uú]n[oa]?|sin)(?!\w)", re.IGNORECASE
)
_PASSIVE = re.compile(r"\s+(?:not |never )?be\s|\s+ser\s")
_FUTURE = re.compile(r"[^\W\d_]{3,}(?:r[áé]|rán|remos|ría|rían|ríamos)$", re.IGNORECASE)
_EMPTY_VERBS = word_set(
    """
    have make take give get put try let ensure there haber hacer dar poner tomar habra
    """
)

_ACTION_WEIGHT = 1.5
_NAME_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of the promise that a report can share."""

    word: Word
    weight: float

    @property
    def is_light(self) -> bool:
        """A name or a number: shared by many reports that share nothing else."""
        return self.weight < 1


@dataclass(frozen=True, slots=True)
class Pledge:
    action: Unit | None
    objects: tuple[Unit, ...]
    ruled_out: bool
    head: Span
    """The words that bind: "would not interfere"."""
    actor_countries: frozenset[str]
    object_countries: frozenset[str]
    words: tuple[Word, ...]
    known_names: frozenset[str]
    """Folded words of the speaker's name and of the promise: whoever they name is no stranger to it."""

    @property
    def units(self) -> tuple[Unit, ...]:
        return ((self.action,) if self.action else ()) + self.objects


def length(promise: Promise) -> int:
    return len(promise.text)


@kept(2_048, length)
def read_pledge(promise: Promise) -> Pledge | None:
    """None when the promise holds no word to compare, such as "I will."."""
    text = promise.text
    every = words(text)
    modal = _MODAL.search(text)
    bound_from = modal.start() if modal else 0
    passive = modal is not None and _PASSIVE.match(text, modal.end()) is not None
    content_from = modal.end() if modal and not passive else 0
    speaker = frozenset(fold(part) for part in promise.speaker.split())
    empty = STOP_WORDS | speaker
    content = [
        word for word in every if word.span.start >= content_from and word.folded not in empty and len(word.folded) > 1
    ]
    action = _action(content, text, after_modal=modal is not None and not passive)
    objects = tuple(_object(word) for word in content if word is not action and word.folded not in _EMPTY_VERBS)
    if action is None and not objects:
        return None
    head_word = action or objects[0].word
    if not modal:
        bound_from = _negation_start(text, head_word.span.start)
    return Pledge(
        action=Unit(action, _ACTION_WEIGHT) if action else None,
        objects=objects,
        ruled_out=_is_ruled_out(promise, head_word.span),
        head=Span(min(bound_from, head_word.span.start), head_word.span.end),
        actor_countries=_countries(word for word in every if word.span.end <= bound_from and not passive),
        object_countries=_countries(unit.word for unit in objects),
        words=every,
        known_names=speaker | frozenset(word.folded for word in every),
    )


def _action(content: list[Word], text: str, *, after_modal: bool) -> Word | None:
    for place, word in enumerate(content):
        if word.folded in _EMPTY_VERBS:
            continue
        if _FUTURE.match(word.span.of(text)) or lexicon.is_action(word.stem):
            return word
        if after_modal and place == 0 and not word.is_name:
            return word
    return None


def _object(word: Word) -> Unit:
    light = word.is_name or word.folded[0].isdigit()
    return Unit(word, _NAME_WEIGHT if light else 1.0)


def _is_ruled_out(promise: Promise, action: Span) -> bool:
    if promise.polarity:
        return promise.polarity == "will_not"
    return _NEGATION.search(promise.text, 0, action.start) is not None or cues.negates_object(promise.text, action)


def _negation_start(text: str, before: int) -> int:
    match = _NEGATION.search(text, 0, before)
    return match.start() if match else before


def _countries(some: Iterable[Word]) -> frozenset[str]:
    return frozenset(name for word in some if (name := lexicon.country(word.folded)))
