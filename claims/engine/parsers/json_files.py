"""JSON: an article, a list of them, an answer of a service, or one article a line → articles. ninjs is one dialect.

Each object is told by its own keys, so a file may mix them. Feeds in JSON are not read here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from claims.engine.parsers import limits
from claims.engine.parsers.decoding import plain_start
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.json_articles import FIELDS_MOST, list_in, opened, stands_alone, words_of
from claims.engine.parsers.json_values import Found, JsonFile, JsonObject, read_json
from claims.engine.parsers.names import TEXT_FIELDS, field_of
from claims.engine.parsers.ninjs import headline_of, read_ninjs
from claims.engine.parsers.ninjs_fields import is_ninjs
from claims.engine.parsers.records import read_record
from claims.engine.parsers.stated import one_line, shortened

_BEGINS_JSON = re.compile(rb"\{\s*(?:\}|\"|'?\w+'?\s*:)|\[\s*[\[{\]\"]")
_JSON_FEED = re.compile(rb"\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/")


def recognises_json(head: bytes) -> bool:
    """Whether the bytes begin as JSON that is no JSON Feed."""
    plain = plain_start(head)
    return _BEGINS_JSON.match(plain) is not None and _JSON_FEED.search(plain) is None


def parse_json(data: bytes) -> list[Item]:
    """What is in a JSON file, ninjs or other.

    Raises `Refused` as `read_json` does, and where the file is one object that is no article.
    """
    file = read_json(data, list_in=_list_in)
    return [found if isinstance(found, ItemRefused) else _item(found, file) for found in file.found]


def _list_in(value: JsonObject) -> list[object] | None:
    return None if stands_alone(value) else list_in(value)


def _item(found: Found, file: JsonFile) -> Item:
    try:
        return _draft(found.value, file)
    except Refused as refused:
        if not found.where:
            raise
        return ItemRefused(found.where, refused.code, refused.reason, _title(found.value))


def _draft(value: JsonObject, file: JsonFile) -> ArticleDraft:
    value = opened(value)
    warnings = (*file.warnings, *_repeated(value))
    if len(value) > FIELDS_MOST:
        raise Refused("no_article", f"It has {len(value):,} fields, which no article has.")
    if not is_ninjs(value):
        return read_record(_values(value), kind="jsonl" if file.by_line else "json", warnings=warnings)
    draft = read_ninjs(value)
    return replace(draft, warnings=(*warnings, *draft.warnings))


def _title(value: JsonObject) -> str:
    """How the list of what was refused calls an object."""
    value = opened(value)
    if len(value) > FIELDS_MOST:
        return ""
    title = headline_of(value) if is_ninjs(value) else one_line(_values(value).get("title", ""))
    return shortened(title, limits.TITLE_LENGTH)


def _repeated(value: JsonObject) -> tuple[str, ...]:
    if not value.repeated:
        return ()
    keys = ", ".join(shortened(key, 30) for key in value.repeated[:5])
    return (f"It states {keys} more than once; the last was used.",)


def _values(value: JsonObject) -> Mapping[str, str]:
    """Field → words, by the surest name that holds any."""
    ranked: dict[str, tuple[int, str]] = {}
    for name, inner in value.items():
        known = field_of(name)
        if known is None:
            continue
        field, rank = known
        if field == "url" and rank and "original_url" in value:
            continue  # our own interface: its other addresses lead back to it
        words = words_of(inner, between="\n\n" if field in TEXT_FIELDS else ", ")
        if words.strip() and (field not in ranked or rank < ranked[field][0]):
            ranked[field] = (rank, words)
    return {field: words for field, (_, words) in ranked.items()}
