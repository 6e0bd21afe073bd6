"""Stage: what stands between a verb of saying and the words: who is told, when, where and on what occasion."""

from __future__ import annotations

from dataclasses import dataclass
from types import ModuleType

from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.phrases import Range, is_adverb, noun_phrase_after
from claims.engine.extraction.reading import Sentence
from claims.engine.text import word_set

_VENUE_MAX = 12
_INSIDE = frozenset({".", "'", "‘", "-", "$"})
"""Marks that end no phrase: "in ‘08", "at 5 p.m."."""
_ROUGHLY = frozenset({"about", "around", "over", "under", "up"})
_FRACTIONS = word_set("half a one two three four five six seven eight nine ten most")
_ONLY = frozenset({"only", "solo", "sólo"})
_JOINS = frozenset({"and", "y", "e", "&"})
_TIME_LONGEST = 8


def addressee_after(sentence: Sentence, start: int, lex: Lexicon) -> Range | None:
    """Who is told: a pronoun or a noun phrase right after the verb."""
    if start >= len(sentence) or sentence.quoted[start] >= 0:
        return None
    words, low = lex.words, sentence.low
    if low[start] in words.OBJECT_PRONOUNS:
        return (start, start + 1)
    if lex.language == "es":
        if low[start] not in ("a", "al"):
            return None
        start += 1
    if start < len(sentence) and (low[start] in words.THAT or not sentence.tokens[start].is_word):
        return None
    phrase = noun_phrase_after(sentence, start, lex)
    if phrase is None or phrase[1] + 1 >= len(sentence) or low[phrase[1]] not in _JOINS:
        return phrase
    second = phrase[1] + 1
    joined = sentence.tokens[second].is_capital and sentence.tokens[second - 2].is_capital
    more = noun_phrase_after(sentence, second, lex) if joined else None
    return (phrase[0], more[1]) if more is not None else phrase


@dataclass(frozen=True, slots=True)
class Adverbials:
    """What stands between the verb and the words: `end` is the first token after it."""

    end: int
    venue: str = ""


def adverbials_after(sentence: Sentence, start: int, lex: Lexicon) -> Adverbials:
    """Skips times, places and occasions: "on Monday", "in an interview with CNN", "during a rally in Ohio"."""
    words, low = lex.words, sentence.low
    at, venue = start, ""
    while at < len(sentence) and sentence.quoted[at] < 0:
        time = time_after(sentence, at, words)
        if time > at:
            at = time
        elif (
            (low[at] in words.TIME_WORDS and not _starts_clause(sentence, at, words))
            or (is_adverb(low[at], words) and not (at + 1 < len(sentence) and sentence.tokens[at].is_capital))
            or (low[at] in _ONLY and at + 1 < len(sentence) and low[at + 1] in words.THAT)
        ):
            at += 1
        elif low[at] in words.ADVERBIAL_PREPOSITIONS and not is_quantity(sentence, at):
            end, place = _prepositional(sentence, at, lex)
            if end == at:
                break
            at, venue = end, venue or place
        else:
            break
    return Adverbials(at, venue)


def time_after(sentence: Sentence, at: int, words: ModuleType) -> int:
    """Where "el lunes por la noche", "poco después" or "two days later" ends that begins at token `at`; else `at`."""
    low, end = sentence.low, at
    for k in range(at, min(len(sentence), at + _TIME_LONGEST)):
        if sentence.quoted[k] >= 0 or not (low[k] in words.TIME_PARTS or low[k].isdecimal()):
            break
        if low[k] in words.TIME_HEADS:
            end = k + 1
    return end


def is_quantity(sentence: Sentence, at: int) -> bool:
    """ "about half of", "around 40": no place or occasion."""
    if sentence.low[at] not in _ROUGHLY or at + 1 >= len(sentence):
        return False
    return sentence.low[at + 1] in _FRACTIONS or sentence.low[at + 1][:1].isdecimal()


def _starts_clause(sentence: Sentence, at: int, words: ModuleType) -> bool:
    """ "this" and "last" belong to the time only when a time word follows."""
    return sentence.low[at] in words.DETERMINERS and not (
        at + 1 < len(sentence) and sentence.low[at + 1] in words.TIME_WORDS
    )


def _prepositional(sentence: Sentence, start: int, lex: Lexicon) -> tuple[int, str]:
    """Where the prepositional phrase at `start` ends (`start`: it is no adverbial), and the occasion it names."""
    words, low = lex.words, sentence.low
    last = min(len(sentence), start + _VENUE_MAX + 4)
    stop = start + 1
    occasion = -1
    while stop < last and sentence.quoted[stop] < 0:
        word = low[stop]
        if word in words.THAT and low[stop - 1] not in words.ARTICLES:
            break
        if not sentence.tokens[stop].is_word and word not in _INSIDE:
            break
        if word in words.CONJUNCTIONS and stop + 1 < last and _is_plain_verb(sentence.low[stop + 1], lex):
            break
        if word in words.VENUE_NOUNS and occasion < 0:
            occasion = stop
        if word in words.SUBJECT_PRONOUNS and stop > start + 1:
            break
        stop += 1
    venue = _venue(sentence, start, occasion, stop, lex) if occasion >= 0 else ""
    if stop < len(sentence) and (
        low[stop] in words.THAT
        or low[stop] in (",", ":")
        or (sentence.quoted[stop] >= 0 and stop > start + 1 and low[stop - 1] not in words.DETERMINERS)
        or low[stop] in words.SUBJECT_PRONOUNS
    ):
        return stop, venue
    if stop >= len(sentence) - 1:
        return stop, venue
    end = _time_end(sentence, start + 1, words)
    return (end, "") if end > start + 1 else (start, "")


def _is_plain_verb(word: str, lex: Lexicon) -> bool:
    cue = lex.verbs.get(word)
    return cue is not None and not cue.noun_like


def _time_end(sentence: Sentence, at: int, words: ModuleType) -> int:
    while at < len(sentence) and sentence.low[at] in words.TIME_WORDS:
        at += 1
    return at


def _venue(sentence: Sentence, start: int, occasion: int, stop: int, lex: Lexicon) -> str:
    """ "interview on CNN" from "during an interview on CNN"."""
    first = start + 1
    while first < occasion and sentence.low[first] in lex.words.DETERMINERS:
        first += 1
    last = stop
    while last > occasion + 1 and sentence.low[last - 1] in lex.words.TIME_WORDS:
        last -= 1
    while last > occasion + 1 and sentence.low[last - 1] in lex.words.PREPOSITIONS:
        last -= 1
    return sentence.words_of(first, last)
