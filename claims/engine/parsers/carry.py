"""What a parser found ↔ one line of JSON, to cross from the contained process. Plain values only, never pickle."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, LinkFound, Refused
from claims.engine.parsers.storable import storable, storable_refusal
from claims.engine.text import Segment, SegmentKind, Span

_CLASSES: dict[str, type[Item]] = {"article": ArticleDraft, "link": LinkFound, "refused": ItemRefused}
_NAMES = {known: name for name, known in _CLASSES.items()}
_NOTHING = "nothing"
"""What the line of a whole file's refusal is called."""


def to_line(found: Item | Refused) -> str:
    """One line without a line end, all of it storable. Read it with `from_line`."""
    if isinstance(found, Refused):
        found = storable_refusal(found)
        return json.dumps([_NOTHING, {"code": found.code, "reason": found.reason}], ensure_ascii=False)
    found = storable(found)
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    if isinstance(found, ArticleDraft):
        values["segments"] = [
            [part.kind.value, part.span.start, part.span.end, part.language] for part in found.segments
        ]
        values["where"] = dict(found.where)
    return json.dumps([_NAMES[type(found)], values], ensure_ascii=False)


def from_line(line: bytes) -> Item | Refused:
    """What `to_line` was given, and storable whoever wrote the line."""
    name, values = json.loads(line)
    if name == _NOTHING:
        return storable_refusal(Refused(**values))
    if name == "article":
        values["segments"] = tuple(map(_segment, values["segments"]))
        values["warnings"] = tuple(values["warnings"])
    return storable(_CLASSES[name](**values))


def _segment(values: list[Any]) -> Segment:
    kind, start, end, language = values
    return Segment(SegmentKind(kind), Span(start, end), language)
