"""Stage: strays. Takes capitals off a name that are not part of it, once the whole text is known.

"Crooked Ana Ruiz", "Did Ruiz", "Using Ana Ruiz": the first word of a sentence, an epithet or a half of something else
stands in capitals beside a name. Only the text itself says so: the name without it occurs, or the word in lower case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from claims.engine.extraction.genders import gender_of
from claims.engine.extraction.lexicon import en, es
from claims.engine.extraction.lexicon.given import FEMALE_GIVEN, MALE_GIVEN
from claims.engine.extraction.lexicon.names import PORTFOLIOS
from claims.engine.extraction.names import Name
from claims.engine.extraction.phrases import is_adverb
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.text import SegmentKind, Span

_GIVEN = MALE_GIVEN | FEMALE_GIVEN
_OPENERS = en.FUNCTION_WORDS | es.FUNCTION_WORDS
_GIVEN_OR_WORD = frozenset({"will", "may", "grant", "hope", "faith", "grace", "rich", "joy"})
_RUNNING_TEXT = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})
_SHORT = 3
"""Words so short ("van", "de") say nothing about a name, whatever their case."""
_LONG_WORD = re.compile(rf"[^\W\d_]{{{_SHORT + 1},}}")


def without_strays(names: Sequence[Name], paragraphs: Sequence[Paragraph]) -> list[Name]:
    """The names as they should be read; words of which nothing is left, or that no running text bears out, go."""
    sentences = {paragraph.index: paragraph.sentences for paragraph in paragraphs}
    running = [paragraph for paragraph in paragraphs if paragraph.segment.kind in _RUNNING_TEXT]
    text = _Text(names, running)
    kept: list[Name] = []
    for name in names:
        if name.in_title and running and text.is_mere_heading(name):
            continue
        if len(name.words) == 1:
            if not text.only_opens(name):
                kept.append(name)
        elif text.is_about(name):
            continue
        elif text.last_is_stray(name):
            kept.append(_cut(name, 0, len(name.words) - 1, sentences))
        elif text.first_is_stray(name):
            kept.append(_cut(name, 1, len(name.words), sentences))
        else:
            kept.append(name)
    return kept


class _Text:
    """What the whole text says of its capitals."""

    def __init__(self, names: Sequence[Name], running: Sequence[Paragraph]) -> None:
        self.lower = _words_of(running)
        self.full = {name.key for name in names if len(name.words) > 1 and not name.in_title}
        self.surnames: dict[str, set[str]] = defaultdict(set)
        for key in self.full:
            if key[0] in _GIVEN:
                self.surnames[key[-1]].add(key[0])
        self.single = {name.key[0] for name in names if len(name.words) == 1}
        self.opening = _opening_only(names)
        self.running = {paragraph.index for paragraph in running}

    def only_opens(self, name: Name) -> bool:
        """A word of the language that has its capital from the start of a sentence."""
        word = name.key[0]
        return not name.titled and word in self.opening and self._is_common(word)

    def is_mere_heading(self, name: Name) -> bool:
        """ "Paul Votes" in "St. Paul Votes Again": a common word in capitals makes a name that no running text has."""
        last = name.key[-1]
        if name.key in self.full or last in self.surnames or last in self.single:
            return False
        verb = name.paragraph not in self.running and last.endswith(("s", "ed"))
        return verb or last in self.lower or name.key[0] in _GIVEN_OR_WORD

    def first_is_stray(self, name: Name) -> bool:
        first, rest = name.key[0], name.key[1:]
        if first.endswith(".") or len(first) == 1:
            return False
        if len(rest) > 1:
            known = rest in self.full or first in PORTFOLIOS or self._is_common(first)
            return first not in _GIVEN and rest[0] in _GIVEN and known
        short = name.words[0].isupper() and len(first) <= _SHORT  # "AG Ruiz"
        word = first in _GIVEN_OR_WORD or (first not in _GIVEN and self._is_common(first))
        opens = name.first == 0 and word
        return (opens or short) and bool(self.surnames.get(rest[0], set()) - {first})

    def is_about(self, name: Name) -> bool:
        """ "Ruiz Train": somebody's surname with a common word."""
        first, last = name.key[0], name.key[-1]
        return len(name.words) == 2 and first in self.surnames and first not in _GIVEN and last in self.lower

    def last_is_stray(self, name: Name) -> bool:
        """ "Ana Ruiz Leads" in a headline."""
        if len(name.words) < 3 or name.key[:-1] not in self.full:
            return False
        return name.paragraph not in self.running or name.key[-1] in self.lower

    def _is_common(self, word: str) -> bool:
        """It occurs in lower case too, or has the form of an adverb or a participle."""
        return word in self.lower or word in _OPENERS or is_adverb(word, en) or word.endswith(("ing", "wise"))


def _words_of(paragraphs: Iterable[Paragraph]) -> set[str]:
    """Every longer word as it is written; one that is looked up in lower case is there in lower case."""
    found: set[str] = set()
    for paragraph in paragraphs:
        if paragraph.sentences:
            found.update(_LONG_WORD.findall(paragraph.segment.span.of(paragraph.sentences[0].text)))
    return found


def _opening_only(names: Iterable[Name]) -> set[str]:
    """Single words that stand nowhere but where every word has a capital: at the start of a sentence."""
    inside = {name.key[0] for name in names if len(name.words) == 1 and name.first > 0}
    return {name.key[0] for name in names if len(name.words) == 1 and name.first == 0} - inside


def _cut(name: Name, first: int, last: int, sentences: Mapping[int, Sequence[Sentence]]) -> Name:
    words = name.words[first:last]
    text = sentences[name.paragraph][name.sentence].text
    start = text.find(words[0], name.span.start + 1, name.span.end) if first else name.span.start
    end = text.find(words[-1], max(start, 0), name.span.end) + len(words[-1])
    found = 0 <= start < end <= name.span.end
    return replace(
        name, words=words, span=Span(start, end) if found else name.span, gender=name.gender or gender_of(words)
    )
