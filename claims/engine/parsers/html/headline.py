"""A page's headline, as it shows it, checked against what it tells machines. Invents no words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml import etree

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.html.metadata import Metadata, Said
from claims.engine.parsers.html.tree import elements, hints_of, key_of, words_of
from claims.engine.text import word_set

_AGREES = 0.6
_KICKER_WORDS = 2
_FEW_WORDS = 3
"""Fewer words than this stand in too many titles to prove anything; they must then say all of it."""
_WHOLE_SENTENCE = 4
_LONGEST = 60
_LONGEST_TITLE = 2 * limits.TITLE_LENGTH
_MOST_TITLES = 12
_MOST_HEADINGS = 300
"""Each heading is held against each title: a page has few of either, and an attack thousands of both."""
_SEPARATOR = re.compile(r"\s(?:[|·•»–—:-]|::|//)\s|\s?\|\s?")
_SECTION_WORDS = 3
_KICKERS = word_set("antetitulo badge category cintillo epigrafe eyebrow flag kicker label section tag volanta")
_CALLED_HEADLINE = word_set("headline title titulo titular")


class Headline(NamedTuple):
    words: str = ""
    origin: str = ""
    element: etree._Element | None = None
    """Where it stands in the page, if it does."""


def headline_of(root: etree._Element, metadata: Metadata) -> Headline:
    """What the page shows and agrees best with what it tells machines; else its only `h1`; else what it tells them."""
    names = frozenset(key_of(said.words) for said in metadata.outlets)
    stated = [
        Said(without_site_name(said.words[:_LONGEST_TITLE], names), said.origin)
        for said in metadata.titles[:_MOST_TITLES]
    ]
    shown = [heading for heading in islice(_shown(root), _MOST_HEADINGS) if key_of(heading.words) not in names]
    shown += [heading for heading in islice(_second_headings(root), _MOST_HEADINGS) if _says_it(heading, stated)]
    agreements = [_most(_agreement, heading, stated) for heading in shown]
    if agreeing := [heading for heading, agreed in zip(shown, agreements, strict=True) if agreed >= _AGREES]:
        best = max(agreeing, key=lambda heading: _most(_likeness, heading, stated))
        return best._replace(words=_as_told(best, stated))
    first = [heading for heading in shown if heading.element is not None and heading.element.tag == "h1"]
    told = next((Headline(*said) for said in stated if said.words), None)
    if len(first) == 1 and (told is None or len(first[0].words.split()) >= _WHOLE_SENTENCE):
        return first[0]
    return told or (first[0] if first else Headline())


def _shown(root: etree._Element) -> Iterator[Headline]:
    """What may be the headline, first headings of the first order."""
    others = (
        element for element in elements(root, "h2", "h3", "div", "p", "span") if hints_of(element) & _CALLED_HEADLINE
    )
    for element in (*elements(root, "h1"), *others):
        words = _without_kicker(element)
        if words and len(words.split()) <= _LONGEST:
            yield Headline(words, "text", element)


def _most(measure: Callable[[str, str], float], heading: Headline, stated: Sequence[Said]) -> float:
    return max((measure(heading.words, said.words) for said in stated), default=0.0)


def _says_it(heading: Headline, stated: Sequence[Said]) -> bool:
    """Whether a heading says what the page tells machines, perhaps with a kicker before it."""
    key = key_of(heading.words)
    return _as_told(heading, stated) != heading.words or any(key == key_of(said.words) for said in stated)


def _as_told(heading: Headline, stated: Sequence[Said]) -> str:
    """The heading's words, or as much of them as the page tells machines, without one or two words before it."""
    key = key_of(heading.words)
    for said in stated:
        rest = key.removesuffix(key_of(said.words))
        if rest != key and 0 < len(rest.split()) <= _KICKER_WORDS and len(key.split()) > 2 * _KICKER_WORDS:
            return said.words
    return heading.words


def _second_headings(root: etree._Element) -> Iterator[Headline]:
    """Headings that nothing calls a headline; one that says what the page's title says is one all the same."""
    for element in elements(root, "h2", "h3"):
        words = _without_kicker(element)
        if words and len(words.split()) <= _LONGEST:
            yield Headline(words, "text", element)


def _without_kicker(heading: etree._Element) -> str:
    """A heading's words without the section or label that some newsrooms print in the same element."""
    kickers = [child for child in heading.iterdescendants("span", "a", "div", "small") if hints_of(child) & _KICKERS]
    words = words_of(heading)
    for kicker in kickers:
        if (label := words_of(kicker)) and len(label.split()) <= _SECTION_WORDS and words != label:
            words = words.removeprefix(label).strip(" :|-–—")
    return words


def without_site_name(title: str, names: frozenset[str]) -> str:
    """`title` without the outlet's name or the section's before or after it. `names` are keys."""
    while cuts := list(_SEPARATOR.finditer(title)):
        rest, last = title[: cuts[-1].start()], title[cuts[-1].end() :]
        first = title[: cuts[0].start()]
        section = "|" in cuts[-1][0] and len(last.split()) <= _SECTION_WORDS < len(rest.split())
        if section or _is_site_name(last, names):
            title = rest
        elif _is_site_name(first, names):
            title = title[cuts[0].end() :]
        else:
            break
    return title.strip()


def _is_site_name(words: str, names: frozenset[str]) -> bool:
    return not words.strip() or key_of(words) in names or shapes.is_masthead(words.strip())


def _likeness(shown: str, stated: str) -> float:
    """The share of all their words that both have: an outlet's name is in most titles, and is not what they say."""
    one, other = set(key_of(shown).split()), set(key_of(stated).split())
    return len(one & other) / len(one | other) if one else 0.0


def _agreement(shown: str, stated: str) -> float:
    """The share of the shorter one's words that the other has too."""
    one, other = set(key_of(shown).split()), set(key_of(stated).split())
    size = min(len(one), len(other))
    if size < _FEW_WORDS:
        size = max(len(one), len(other))
    return len(one & other) / size if size else 0.0
