"""A first glance at a report: which words of a promise it has, and whether reading it closely could find anything.

Most reports have nothing to do with most promises, and a glance says so at a hundredth of the cost of a comparison. It
may be wrong in one direction only: what it dismisses, `rank` would have found nothing in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from claims.engine.linking import lexicon
from claims.engine.linking.findings import Promise
from claims.engine.linking.pledge import length, read_pledge
from claims.engine.linking.verdicts import judges_a_pledge
from claims.engine.linking.words import STOP_WORDS, folded_form, kept, stem, written_words


@dataclass(frozen=True, slots=True)
class Term:
    """A word without its place. `keys` are what it can meet another word by: itself, what it does, names, is about."""

    stem: str
    country: str
    topics: frozenset[str]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gist:
    """What of a promise a report has to meet. `action_stem` is `""` where no single action was promised."""

    action_stem: str
    action_keys: frozenset[str]
    objects: tuple[Term, ...]
    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Glance:
    """`shared` are the stems of the promise's words that the report has too, not counting related ones."""

    shared: frozenset[str] = frozenset()
    concerns: bool = False


_NOTHING = Glance()


@dataclass(frozen=True, slots=True)
class Skimmed:
    """Several reports at once: each key with the reports that have it, as bits of a number."""

    having: Mapping[str, int]
    judging: int
    all: int


@dataclass(frozen=True, slots=True)
class _Content:
    terms: tuple[Term, ...]
    keys: frozenset[str]
    judges: bool


@kept(10_000, length)
def gist(promise: Promise) -> Gist | None:
    """None when the promise holds no word to compare. Kept, because each new report is held against every promise."""
    pledge = read_pledge(promise)
    if pledge is None:
        return None
    action_stem = pledge.action.word.stem if pledge.action else ""
    action_keys = lexicon.keys_meeting(action_stem)
    objects = tuple(_term(unit.word.folded) for unit in pledge.objects)
    keys = action_keys.union(*(_object_keys(term) for term in objects))
    return Gist(action_stem, action_keys, objects, keys)


def meets(promise: Gist, folded: str) -> bool:
    """Whether a word may be one of the promise's, or a related one."""
    return not promise.keys.isdisjoint(_term(folded).keys)


def glance(promise: Gist, text: str) -> Glance:
    content = _content(text)
    if promise.keys.isdisjoint(content.keys):
        return _NOTHING
    shared = set()
    acts = speaks = False
    for term in content.terms:
        if promise.keys.isdisjoint(term.keys):
            continue
        acts = acts or not promise.action_keys.isdisjoint(term.keys)
        if term.stem == promise.action_stem:
            shared.add(term.stem)
        same = next((one.stem for one in promise.objects if _is_same(one, term)), None)
        if same is not None:
            shared.add(same)
        speaks = speaks or same is not None or any(one.topics & term.topics for one in promise.objects)
    about = speaks or not promise.objects or promise.action_stem in shared
    concerns = (acts and about) or len(shared) > 1 or (bool(shared) and content.judges)
    return Glance(frozenset(shared), concerns)


def skim(texts: Iterable[str]) -> Skimmed:
    """What `concerns` needs to know of some reports."""
    having: dict[str, int] = defaultdict(int)
    judging, bit = 0, 1
    for text in texts:
        content = _content(text)
        for key in content.keys:
            having[key] |= bit
        judging |= bit if content.judges else 0
        bit <<= 1
    return Skimmed(dict(having), judging, bit - 1)


def concerns(promise: Promise, reports: Skimmed) -> bool:
    """Whether any of the reports concerns the promise at a glance: one look at all of them together."""
    turns_on = gist(promise)
    if turns_on is None:
        return False
    have = reports.having.get
    acts = speaks = once = twice = 0
    for key in turns_on.action_keys:
        acts |= have(key, 0)
    same_action = once = have(turns_on.action_stem, 0)
    for term in turns_on.objects:
        same = have(term.stem, 0) | (have(lexicon.IN + term.country, 0) if term.country else 0)
        twice |= once & same
        once |= same
        speaks |= same
        for topic in term.topics:
            speaks |= have(lexicon.ABOUT + topic, 0)
    about = speaks | same_action if turns_on.objects else reports.all
    return bool((acts & about) | twice | (once & reports.judging))


def closeness(promise: Promise, texts: Iterable[str]) -> int:
    """How many of the promise's words the report has that has most of them, of those that concern it."""
    turns_on = gist(promise)
    glances = [glance(turns_on, text) for text in texts] if turns_on else []
    return max((len(one.shared) for one in glances if one.concerns), default=0)


def _is_same(one: Term, other: Term) -> bool:
    return one.stem == other.stem or (bool(one.country) and one.country == other.country)


def _object_keys(term: Term) -> set[str]:
    """A thing is met by its own word, its country and its topic; that it can be an action too is nothing to it."""
    return {key for key in term.keys if not key.startswith(lexicon.ACTION)}


@kept(8_192, str.__len__)
def _content(text: str) -> _Content:
    forms = (folded_form(written) for written in written_words(text))
    terms = tuple(_term(folded) for folded in forms if folded not in STOP_WORDS)
    return _Content(terms, frozenset().union(*(term.keys for term in terms)), judges_a_pledge(text))


@lru_cache(maxsize=20_000)
def _term(folded: str) -> Term:
    key = stem(folded)
    return Term(key, lexicon.country(folded), lexicon.topics(key), lexicon.keys(key, folded))
