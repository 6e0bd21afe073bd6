"""A plain text that opens with lines such as `Title: …` and `Date: …` → its fields and the text below them.

It is such a text only where one of them names the title: `Date:` alone may be how an article writes its dateline.
"""

from __future__ import annotations

import re

from claims.engine.parsers.decoding import decode
from claims.engine.parsers.draft import ArticleDraft
from claims.engine.parsers.names import TEXT_FIELDS, field_of
from claims.engine.parsers.plain import parse_plain
from claims.engine.parsers.records import read_record

_LINES_MOST = 30
_LINE = re.compile(r"([^\W\d_][^:\n]{0,40}):[ \t]+(\S[^\n]*)")
_FENCE = "---"
"""What stands around such lines in files for static sites."""
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
"""A value that stands in marks as a whole. Marks of the same kind inside it belong to its words."""


def parse_text(data: bytes) -> ArticleDraft:
    """The article in a text file. Raises `Refused` as `parse_plain` and `read_record` do."""
    text, warnings = decode(data)
    fields, body = _fields_and_body(text.replace("\r\n", "\n").replace("\r", "\n"))
    if "title" not in fields or len(fields) < 2 or not any(map(str.isalpha, body)):
        return parse_plain(data)
    return read_record(fields | {"text": body}, kind="text", warnings=warnings)


def _fields_and_body(text: str) -> tuple[dict[str, str], str]:
    """What the lines before the first empty line say, if each of them names a field or has no meaning here."""
    head, _, body = text.lstrip("\n\ufeff ").partition("\n\n")
    if head.startswith(f"{_FENCE}\n"):
        head, _, body = text.lstrip("\n\ufeff ").removeprefix(f"{_FENCE}\n").partition(f"\n{_FENCE}\n")
    lines = head.split("\n")
    if len(lines) > _LINES_MOST:
        return {}, text
    fields: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line.strip())
        if match is None:
            return {}, text
        known = field_of(match[1].strip())
        if known and known[0] not in TEXT_FIELDS:
            fields.setdefault(known[0], _without_marks(match[2].strip()))
    return fields, body


def _without_marks(value: str) -> str:
    quoted = _QUOTED.fullmatch(value)
    return (quoted[1] or quoted[2] or "") if quoted else value
