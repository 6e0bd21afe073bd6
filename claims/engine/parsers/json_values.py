"""Bytes → the JSON objects in them, each with its place: one value, a list, or one value a line. Knows no article.

It refuses what would cost more to hold than to send, and mends nothing but what JSON's own rules leave open.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from claims.engine.parsers import limits
from claims.engine.parsers.decoding import decode
from claims.engine.parsers.draft import ItemRefused, Refused

_DIGITS_MOST = 400
"""No float has as many; CPython itself stops at 4,300 because reading them takes time with the square."""
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[{\]}]', re.DOTALL)
"""A string, even one that never ends, or a bracket outside of strings."""
_NO_SPACE = re.compile(r"[^ \t\r\n]")
_RECORD_SEPARATOR = b"\x1e"
"""What begins each value of a JSON text sequence (RFC 7464)."""
_LINE = re.compile(r"\S[^\n]*")
_FAULTS = {
    "Expecting value": "a value is missing",
    "Expecting ',' delimiter": "a comma is missing",
    "Expecting ':' delimiter": "a colon is missing",
    "Expecting property name enclosed in double quotes": "a name in double quotation marks is missing",
    "Unterminated string starting": "the text that begins here has no closing quotation mark",
    "Invalid control character": "a text holds a line end or another control character",
    "Invalid \\escape": "a backslash stands before a character that takes none",
    "Invalid \\uXXXX escape": "four hexadecimal digits have to follow \\u",
    "Extra data": "something follows after its end",
}
"""What the standard library's reader says → what an editor understands."""


class JsonObject(dict[str, object]):
    """An object as read. A key that stands in it twice has its last value, as in every other reader."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """An object and where it stands: "item 3", "line 7", or `""` for the only one of its file."""

    where: str
    value: JsonObject


def _none(value: JsonObject) -> None:
    """Wraps nothing."""


@dataclass(frozen=True, slots=True)
class JsonFile:
    found: tuple[Found | ItemRefused, ...]
    by_line: bool
    warnings: tuple[str, ...]
    """What was mended in the whole file."""


def read_json(data: bytes, *, list_in: Callable[[JsonObject], list[object] | None] = _none) -> JsonFile:
    """Every object in `data`, in order. `list_in` gives the list that a single object only wraps, if it does.

    Raises `Refused`: `json_malformed`, `too_deep`, `json_number`, `too_many_items`, `json_no_objects`, and what
    `decode` raises.
    """
    text, warnings = decode(data.translate(None, _RECORD_SEPARATOR) if data.startswith(_RECORD_SEPARATOR) else data)
    lines = _lines(text)
    first, second = next(lines, (0, ""))[1], next(lines, (0, ""))[1]
    if second and _is_whole(first):
        return JsonFile(_by_line(text), True, warnings)
    try:
        value = _value(text)
    except Refused as refused:
        if first.startswith("{") and _is_whole(second):  # a first line that is broken must not cost the others
            return JsonFile(_by_line(text), True, warnings)
        value = _one_after_another(text) if refused.code == "json_malformed" else None
        if value is None:
            raise
    if isinstance(value, JsonObject):
        value = list_in(value) or value
    return JsonFile(_objects(value), False, warnings)


def _one_after_another(text: str) -> list[object] | None:
    """The objects of a text that holds several without a comma between, as tools print them; none for another fault."""
    reader = json.JSONDecoder(parse_int=_integer, parse_constant=_no_number, object_pairs_hook=_object)
    found: list[object] = []
    at = 0
    while begins := _NO_SPACE.search(text, at):
        if begins[0] != "{":
            return None
        try:
            value, at = reader.raw_decode(text, begins.start())
        except json.JSONDecodeError:
            return None
        found.append(value)
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not empty, with their numbers."""
    number, at = 1, 0
    for match in _LINE.finditer(text):
        number += text.count("\n", at, match.start())
        at = match.start()
        yield number, match[0].rstrip()


def _is_whole(line: str) -> bool:
    """Whether a line holds an object of its own. One that is refused for another reason than its form does, too."""
    if not line.startswith("{"):
        return False
    try:
        return isinstance(_value(line), JsonObject)
    except Refused as refused:
        return refused.code != "json_malformed"


def _by_line(text: str) -> tuple[Found | ItemRefused, ...]:
    found: list[Found | ItemRefused] = []
    for number, line in _lines(text):
        if len(found) == limits.TABLE_ITEMS:
            raise Refused("too_many_items", f"It has more than {limits.TABLE_ITEMS:,} lines; divide it.")
        found.append(_on_line(number, line))
    return tuple(found)


def _on_line(number: int, line: str) -> Found | ItemRefused:
    where = f"line {number}"
    try:
        return _object_at(where, _value(line, first_line=number))
    except Refused as refused:
        return ItemRefused(where, refused.code, refused.reason)


def _objects(value: object) -> tuple[Found | ItemRefused, ...]:
    if isinstance(value, JsonObject):
        return (Found("", value),)
    if not isinstance(value, list) or not value:
        raise Refused("json_no_objects", "It is JSON, but holds no object that could be an article.")
    if len(value) > limits.TABLE_ITEMS:
        raise Refused("too_many_items", f"It holds {len(value):,} items; one file may hold {limits.TABLE_ITEMS:,}.")
    return tuple(_object_at(f"item {at}", each) for at, each in enumerate(value, start=1))


def _object_at(where: str, value: object) -> Found | ItemRefused:
    if isinstance(value, JsonObject):
        return Found(where, value)
    return ItemRefused(where, "json_no_objects", "It is no JSON object, so it cannot be an article.")


def _value(text: str, *, first_line: int = 1) -> object:
    """The value that `text` is. Raises `Refused`, never `RecursionError`: depth and numbers are counted beforehand."""
    _guard(text)
    try:
        return json.loads(text, parse_int=_integer, parse_constant=_no_number, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        what = _FAULTS.get(error.msg.removesuffix(" at"), error.msg)
        where = f"line {error.lineno + first_line - 1}, column {error.colno}"
        raise Refused("json_malformed", f"It is not valid JSON at {where}: {what}.") from error


def _guard(text: str) -> None:
    depth = values = 0
    for match in _TOKEN.finditer(text):
        mark = text[match.start()]
        if mark in "]}":
            depth -= 1
            continue
        values += 1
        if mark != '"':
            depth += 1
            if depth > limits.JSON_DEPTH:
                raise Refused("too_deep", f"It is nested more than {limits.JSON_DEPTH} levels deep.")
        if values > limits.JSON_VALUES:
            raise Refused("too_many_items", f"It holds more than {limits.JSON_VALUES:,} values; divide it.")


def _integer(digits: str) -> int:
    if len(digits) > _DIGITS_MOST:
        raise Refused("json_number", f"It holds a number of {len(digits):,} digits.")
    return int(digits)


def _no_number(name: str) -> None:
    """`NaN` and the infinities are no JSON, but spreadsheet libraries write them for an empty cell."""


def _object(pairs: list[tuple[str, object]]) -> JsonObject:
    made = JsonObject(pairs)
    if len(made) < len(pairs):
        made.repeated = tuple(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
    return made
