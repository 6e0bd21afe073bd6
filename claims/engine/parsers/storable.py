"""Whatever a parser found → the same, as every database can hold it. The one gate that all of it passes.

It mends characters and lengths only, and may not decide what a field means. Parsers that clean their fields themselves,
and say so in a warning, pass it unchanged.
"""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

from claims.engine.parsers.draft import Item, Refused
from claims.engine.parsers.stated import ADDRESS_LONGEST, IDENTIFIER_LONGEST, TAG_LONGEST, clean, language_tag
from claims.engine.text import Segment

_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ALL_OR_NOTHING = {"url": ADDRESS_LONGEST, "guid": IDENTIFIER_LONGEST, "version": IDENTIFIER_LONGEST}
"""A part of one of these would be another one."""


def storable(item: Item) -> Item:
    """`item` without control characters and halves of characters. An article's text keeps its length: spans hold."""
    given = {one.name: getattr(item, one.name) for one in fields(item)}
    mended = {name: _mended(name, value) for name, value in given.items()}
    changed = {name: value for name, value in mended.items() if value != given[name]}
    return replace(item, **changed) if changed else item


def storable_refusal(refused: Refused) -> Refused:
    return Refused(_line(refused.code), _line(refused.reason))


def _mended(name: str, value: Any) -> Any:
    match name:
        case "text":
            return _UNSTORABLE.sub("\ufffd", value)
        case "segments":
            return tuple(map(_segment, value))
        case "warnings":
            return tuple(map(_line, value))
        case "where" if not isinstance(value, str):
            return {field: _line(origin) for field, origin in value.items()}
        case "language":
            return _language(value)
        case "url" | "guid" | "version" if len(value) > _ALL_OR_NOTHING[name]:
            return ""
        case _:
            return _line(value)


def _segment(part: Segment) -> Segment:
    language = _language(part.language)
    return part if language == part.language else replace(part, language=language)


def _language(tag: str) -> str:
    return language_tag(tag) if len(tag) > TAG_LONGEST or _UNSTORABLE.search(tag) else tag


def _line(words: str) -> str:
    return clean(words)[0] if _UNSTORABLE.search(words) else words
