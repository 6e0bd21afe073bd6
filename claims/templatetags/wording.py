"""Words from texts among our own: names and titles kept from turning the line around, rules said in plain words."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString

_DIRECTIONS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows, beyond the end of the name or title they came with."""
_RULES = {
    "after": "words + “, she said”",
    "around": "words on both sides of “she said”",
    "before-quote": "verb of saying + quotation",
    "before-question": "verb of asking + question",
    "before-that": "verb of saying + that",
    "before-clause": "verb of saying + clause without “that”",
    "before-to": "verb of promising + to do",
    "before-noun": "verb of saying + what was said, as a noun",
    "before-of": "verb of accusing or calling + “de” + words",
    "before-colon": "verb of saying + colon",
    "before-open": "verb of saying + words that follow",
    "noun-that": "“her claim that” + words",
    "according": "according to",
    "reports": "words of reporting",
    "passive": "“was told”, “is said”",
    "colon": "colon + quotation",
    "introduced": "quotation announced in the sentence before",
    "signed": "quotation + dash + name",
    "block": "block quotation",
    "headline": "words in a headline",
    "turn": "turn in an interview",
    "alone": "quotation on its own",
}


def undirected(words: object) -> str:
    """A name or title without characters that would turn the line around it."""
    return _DIRECTIONS.sub("", str(words))


def isolated(words: object) -> SafeString:
    """The same, in an element of its own direction: an Arabic name does not move the number after it."""
    return format_html("<bdi>{}</bdi>", undirected(words))


def rule_in_words(rule: str) -> str:
    """By what the program saw that words are attributed; a rule that is not listed by its own name."""
    return _RULES.get(rule, rule)
