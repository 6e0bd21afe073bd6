"""Stage: capitalised names. Finds runs that may name a person, with the titles that stand by them.

Whether a run is a person, and which, is decided in `people`; here a run is only cut and described.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from claims.engine.extraction.genders import gender_beside
from claims.engine.extraction.lexicon import en
from claims.engine.extraction.lexicon.given import FEMALE_GIVEN, MALE_GIVEN
from claims.engine.extraction.lexicon.names import (
    DEMONYMS,
    HONORIFICS,
    NAME_PARTICLES,
    NOT_NAMES,
    ORGANISATION_WORDS,
    PERSON_NOUNS,
    PLACE_PREFIXES,
    PLACES,
    PORTFOLIOS,
    SUFFIXES,
    TITLE_MODIFIERS,
    TITLES,
)
from claims.engine.extraction.phrases import base, is_possessive
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.extraction.roles import roles_beside
from claims.engine.text import SegmentKind, Span, word_set

_NAME_TOKENS_MAX = 4
_SHORT_WORD = 3
_TITLE_CASE_WORDS = 4
_TITLE_CASE_SHARE = 0.85
_COMPOUNDING = word_set("based backed born led style era owned run area spent made turned like wide friendly bound")
_SURNAMES_TOO = frozenset({"may", "march", "english"})
_PARTIES = word_set("republican republicans democrat democratic conservative labour libertarian")
_NO_NAME_CHARS = frozenset("0123456789/")


@dataclass(frozen=True, slots=True)
class Name:
    """One run of capitals that may be a person's name. `words` are without titles, as written; `key` is lower-cased."""

    span: Span
    words: tuple[str, ...]
    roles: tuple[str, ...]
    gender: str
    paragraph: int
    sentence: int
    first: int
    """Token index of the run in its sentence, titles included."""
    titled: bool
    possessive: bool = False
    quoted: bool = False
    in_title: bool = False
    """It stands where every word has a capital: only other text can say that it is a name."""
    key: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", tuple(word.lower().replace("’", "'") for word in self.words))

    @property
    def has_given_name(self) -> bool:
        first = self.key[0]
        return len(self.words) > 1 and (is_given(first) or is_given(first.partition("-")[0]))


def names_of(paragraph: Paragraph) -> Iterator[Name]:
    """Every run in the paragraph that may name a person, in order."""
    for index, sentence in enumerate(paragraph.sentences):
        if _is_title_case(sentence):
            yield from _names_in_title_case(sentence, paragraph, index)
            continue
        end = 0
        for at in sentence.capitals:
            if at < end or not _starts_name(sentence, at):
                continue
            end = _run_end(sentence, at)
            name = _name(sentence, at, end, paragraph, index) or _behind_a_body(sentence, at, end, paragraph, index)
            if name is not None:
                yield name


def _behind_a_body(sentence: Sentence, start: int, end: int, paragraph: Paragraph, index: int) -> Name | None:
    """ "United Nations Ana Ruiz": capitals run on from a body to a person; a given name shows where."""
    given = next((at for at in range(start + 1, end - 1) if is_given(sentence.low[at])), 0)
    return _name(sentence, given, end, paragraph, index) if given else None


def _is_title_case(sentence: Sentence) -> bool:
    """A headline Whose Every Word Is Capitalised: there, capitals do not show where a name ends."""
    if len(sentence.capitals) < _TITLE_CASE_SHARE * _TITLE_CASE_WORDS:
        return False
    long_words = [
        token
        for token in sentence.tokens
        if len(token.text) >= _SHORT_WORD
        and token.is_word
        and (len(token.text) > _SHORT_WORD or token.low not in en.FUNCTION_WORDS)
    ]
    if len(long_words) < _TITLE_CASE_WORDS:
        return False
    return sum(token.is_capital for token in long_words) >= _TITLE_CASE_SHARE * len(long_words)


def _names_in_title_case(sentence: Sentence, paragraph: Paragraph, index: int) -> Iterator[Name]:
    """Given name and surname, the given name a known one; whatever else stands in capitals is let be."""
    at = 0
    while at + 1 < len(sentence):
        given, surname = sentence.low[at], sentence.tokens[at + 1]
        known = (given in MALE_GIVEN or given in FEMALE_GIVEN) and sentence.tokens[at].is_capital
        if known and surname.is_capital and surname.low not in NOT_NAMES and surname.low not in en.FUNCTION_WORDS:
            name = _name(sentence, at, at + 2, paragraph, index)
            if name is not None:
                yield replace(name, in_title=True)
                at += 1
        at += 1


def _starts_name(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    return token.is_capital and token.low not in NOT_NAMES and not _is_compound(token.text)


def _is_compound(word: str) -> bool:
    """ "Texas-based", "R-Ohio": a compound with a name in it."""
    head, dash, tail = word.partition("-")
    return bool(dash) and (len(head) == 1 or tail in _COMPOUNDING)


def _run_end(sentence: Sentence, start: int) -> int:
    tokens, low = sentence.tokens, sentence.low
    at = start
    while at < len(sentence) and sentence.quoted[at] == sentence.quoted[start]:
        token = tokens[at]
        if token.is_capital and not _is_compound(token.text) and (at == start or _goes_on(sentence, at)):
            at += 1
            if is_possessive(token.low):
                break
        elif (low[at] in NAME_PARTICLES and at > start and _capital(sentence, at + 1)) or (
            low[at] == "of" and at > start and base(low[at - 1]) in TITLES and _portfolio(sentence, at + 1)
        ):
            at += 1
        else:
            break
    return at


def _goes_on(sentence: Sentence, at: int) -> bool:
    """Whether a capital continues a name: "Theresa May" does, "Ruiz Monday" does not."""
    low = sentence.low
    return base(low[at]) not in NOT_NAMES or (base(low[at]) in _SURNAMES_TOO and is_given(low[at - 1]))


def _capital(sentence: Sentence, at: int) -> bool:
    return at < len(sentence) and sentence.tokens[at].is_capital


def _portfolio(sentence: Sentence, at: int) -> bool:
    """ "of State", "of Defense", and "of Washington" where a name follows."""
    if at >= len(sentence):
        return False
    return sentence.low[at] in PORTFOLIOS or (sentence.low[at] in PLACES and _capital(sentence, at + 1))


def _name(sentence: Sentence, start: int, end: int, paragraph: Paragraph, index: int) -> Name | None:
    low = sentence.low
    first = _after_titles(sentence, start, end)
    titled = any(low[k] in TITLES or low[k] in HONORIFICS for k in range(start, first))
    if not titled and first > start and " ".join(low[start:end]) in PLACES:
        return None
    possessive = is_possessive(low[end - 1])
    words = [sentence.tokens[k].text for k in range(first, end)]
    if not words or not _may_be_person([low[k] for k in range(first, end)], words, titled=titled):
        return None
    if possessive:
        words[-1] = words[-1][:-2] if low[end - 1].endswith("'s") else words[-1][:-1]
    while len(words) > 1 and (words[-1].lower() in SUFFIXES or len(words[-1].rstrip(".")) == 1):
        words.pop()
    roles = roles_beside(sentence, start, first, end)
    last = sentence.tokens[end - 1]
    stop = last.end - (2 if possessive and last.low.endswith("'s") else 0)
    return Name(
        span=Span(sentence.tokens[start].start, stop),
        words=tuple(words),
        roles=roles,
        gender=gender_beside(sentence, start, first, words, roles),
        paragraph=paragraph.index,
        sentence=index,
        first=start,
        titled=titled or (bool(roles) and len(words) > 1),
        possessive=possessive,
        quoted=sentence.quoted[start] >= 0 or paragraph.segment.kind is SegmentKind.BLOCK_QUOTE,
    )


def _after_titles(sentence: Sentence, start: int, end: int) -> int:
    """The first token of the name proper."""
    low = sentence.low
    at = start
    for k in range(start, end - 1):  # the last word is never a title: "Steve King"
        if low[k] in TITLES or low[k] in HONORIFICS:
            at = k + 1
            if at < end and low[at] == "of":
                at += 1
                while at < end and (low[at] in PORTFOLIOS or (low[at] in PLACES and at + 1 < end)):
                    at += 1
    while at < end - 1 and (low[at] in TITLE_MODIFIERS or low[at] in DEMONYMS or low[at] in _PARTIES):
        at += 1
    if at == start == 0 and end - at > 2 and not is_given(low[at]) and is_given(low[at + 1]):
        at += 1  # "Rival Ana Ruiz": the sentence's first word is a capital of its own
    return at


def is_given(word: str) -> bool:
    return word in MALE_GIVEN or word in FEMALE_GIVEN


def _may_be_person(low: list[str], words: list[str], *, titled: bool) -> bool:
    bare = [base(word) for word in low]
    first, last = bare[0], bare[-1]
    given = len(low) > 1 and is_given(low[0])
    if len(words) > _NAME_TOKENS_MAX + 1 or last in PLACES or first in DEMONYMS or first in PLACE_PREFIXES:
        return False
    if not ORGANISATION_WORDS.isdisjoint(bare[1:] if given else bare):  # "Bill" is a name, a bill is none
        return False
    if not _NO_NAME_CHARS.isdisjoint("".join(words)):
        return False
    if len(words) == 1 and (first in PERSON_NOUNS or first in TITLE_MODIFIERS or first in SUFFIXES):
        return False
    of_a_kind = last in DEMONYMS or last in TITLES
    if first in NOT_NAMES or (not given and (last in NOT_NAMES or (of_a_kind and not titled))):
        return False
    return titled or len(words) > 1 or not (words[0].isupper() or first in PLACES)
