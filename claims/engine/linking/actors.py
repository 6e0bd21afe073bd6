"""Whose deed a report speaks of. Says "somebody else's" only when the words show it; otherwise it stays silent."""

from __future__ import annotations

from functools import lru_cache

from claims.engine.linking import lexicon
from claims.engine.linking.compare import Comparison, Hit
from claims.engine.linking.findings import Candidate, Promise
from claims.engine.linking.pledge import Pledge
from claims.engine.linking.words import STOP_WORDS, Word, fold
from claims.engine.text import word_set

_TITLES = word_set(
    """
    mr mrs ms dr sir president minister mayor governor senator chancellor premier secretary king queen sen gov rep
    presidente presidenta ministro ministra alcalde alcaldesa gobernador senador senadora rey
    """
)
_FIRST_PERSON = frozenset({"i", "we"})
_REACH = 5
"""How many words before the action its subject may stand, helping verbs and adverbs included."""


def same_person(one: str, other: str) -> bool:
    """Whether two full names are one person's. A surname alone meets a full name that ends in it."""
    mine, theirs = _name_words(one), _name_words(other)
    if not mine or not theirs:
        return False
    if len(mine) == 1 or len(theirs) == 1:
        return mine[-1] == theirs[-1] or mine[0] == theirs[0]
    return set(mine) <= set(theirs) or set(theirs) <= set(mine)


@lru_cache(maxsize=4_096)
def _name_words(name: str) -> tuple[str, ...]:
    return tuple(fold(name).split())


def names_speaker(promise: Promise, compared: Comparison) -> bool:
    """Whether the report has a part of the promiser's name in it, with its capital."""
    parts = {fold(part) for part in promise.speaker.split() if len(part) > 1}
    text = compared.text
    return bool(parts) and any(word.folded in parts and text[word.span.start].isupper() for word in compared.words)


def stranger(promise: Promise, pledge: Pledge, candidate: Candidate, compared: Comparison, focus: Hit) -> str:
    """One sentence that says whose deed it is instead, or `""`."""
    before = compared.before(focus)
    if country := _other_country(pledge, before):
        return f"It speaks of {country}, which the pledge does not bind."
    if same_person(promise.speaker, candidate.speaker):
        return ""
    if promise.speaker and candidate.speaker and _is_own_deed(before):
        return f"{candidate.speaker} speaks of their own doing, not of the one who made the pledge."
    if name := _other_person(promise, pledge, candidate.text, before):
        return f"It speaks of {name}, who did not make the pledge."
    return ""


def _other_country(pledge: Pledge, before: tuple[Word, ...]) -> str:
    if not pledge.actor_countries:
        return ""
    named = {country: word for word in before if (country := lexicon.country(word.folded))}
    if not named or named.keys() & (pledge.actor_countries | pledge.object_countries):
        return ""
    return next(iter(named.values())).folded.capitalize()


def _is_own_deed(before: tuple[Word, ...]) -> bool:
    near = _subject_stretch(before)
    return bool(near) and near[-1].folded in _FIRST_PERSON


def _subject_stretch(before: tuple[Word, ...]) -> list[Word]:
    """The words before an action, without the helping verbs and adverbs that stand between it and its subject."""
    stretch = list(before[-_REACH:])
    while stretch and stretch[-1].folded in STOP_WORDS - _FIRST_PERSON:
        stretch.pop()
    return stretch


def _other_person(promise: Promise, pledge: Pledge, text: str, before: tuple[Word, ...]) -> str:
    """A person named straight before the action: a title and a name, or a first and a last name."""
    near = _subject_stretch(before)
    if len(near) < 2 or not near[-1].is_name or lexicon.country(near[-1].folded):
        return ""
    first, last = near[-2:]
    if first.folded not in _TITLES and not (first.is_name or text[first.span.start].isupper()):
        return ""
    if {first.folded, last.folded} & pledge.known_names:
        return ""
    return text[first.span.start : last.span.end] if promise.speaker else ""
