"""A table with a header row, parted by commas, semicolons, tabs or bars → one article a row.

Strict: a table whose quotation marks do not close is refused whole, because nobody can tell where its rows end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from claims.engine.parsers import limits
from claims.engine.parsers.decoding import decode
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.names import NAMES, TEXT_FIELDS, field_of
from claims.engine.parsers.records import read_record
from claims.engine.parsers.stated import shortened

_DELIMITERS = (",", ";", "\t", "|")
_STATED_DELIMITER = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line that Excel writes and obeys."""
_WHOLE_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_HEADER_LONGEST = 4096
_NAME_LONGEST = 60
_NAMES_IN_MESSAGE = 20

csv.field_size_limit(limits.TABLE_BYTES)  # it holds for the whole process; 128 KB would refuse long articles


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    delimiter: str
    start: int
    """Where in the text the header stands: below a line that states the delimiter."""
    columns: Mapping[str, Sequence[int]]
    """Field → the columns that hold it, the surest name first."""


def recognises_csv(head: bytes) -> bool:
    """Whether the first line is a table's header: names parted by a delimiter, of which a text's must be one.

    One name may be chance in prose ("Text, images and sound"): a line of as many parts has to follow, or another name.
    """
    text = _head_text(head)
    header = _header(text)
    if header is None:
        return False
    if len(header.columns) > 1:
        return True
    following = _line(text[header.start :].partition("\n")[2], 0)
    same_parts = len(_split(following, header.delimiter)) == len(header.names)
    return bool(following.strip()) and (same_parts or following.startswith('"'))


def _head_text(head: bytes) -> str:
    """The first lines as far as they were given. The last character may be cut in two, which is no other encoding."""
    found = ""
    for cut in range(4):
        try:
            text, mended = decode(head[: len(head) - cut])
        except Refused:
            continue
        if not mended:
            return text
        found = found or text
    return found


def _header(text: str) -> _Header | None:
    """The header, read with the delimiter that yields the most known names; none where no name is known."""
    stated = _STATED_DELIMITER.match(text)
    start = stated.end() if stated else 0
    line = _line(text, start)
    headers = [
        _Header(names, delimiter, start, _columns(names))
        for delimiter in ((stated[1],) if stated else _DELIMITERS)
        if len(names := tuple(name.strip() for name in _split(line, delimiter))) > 1
    ]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best is not None and best.columns and max(map(len, best.names)) <= _NAME_LONGEST else None


def _columns(names: Sequence[str]) -> dict[str, list[int]]:
    ranked: dict[str, list[tuple[int, int]]] = {}
    for at, name in enumerate(names):
        if known := field_of(name):
            ranked.setdefault(known[0], []).append((known[1], at))
    return {field: [at for _, at in sorted(places)] for field, places in ranked.items()}


def _line(text: str, start: int) -> str:
    return text[start : start + _HEADER_LONGEST].partition("\n")[0].partition("\r")[0]


def _split(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return []


def parse_csv(data: bytes) -> list[Item]:
    """Raises `Refused`: `csv_no_text`, `csv_malformed`, `csv_no_rows`, `too_many_items`, or what `decode` raises."""
    text, warnings = decode(data)
    header = _header(text)
    if header is None or not any(field in header.columns for field in TEXT_FIELDS):
        raise Refused("csv_no_text", _no_text(header, text))
    rows = list(_rows(text, header))
    if not rows:
        raise Refused("csv_no_rows", "The table has a header and no rows.")
    return [_item(row, line, header, warnings) for line, row in rows]


def _no_text(header: _Header | None, text: str) -> str:
    names = header.names if header else _split(_line(text, 0), ",")
    found = ", ".join(shortened(name, 30) or "(no name)" for name in names[:_NAMES_IN_MESSAGE])
    understood = ", ".join(name for field in TEXT_FIELDS for name in NAMES[field].split())
    return f"The table has no column for the text. Columns found: {found}. Understood as text: {understood}."


def _rows(text: str, header: _Header) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header that are not empty, each with the line it begins on."""
    lines = (match[0] for match in _WHOLE_LINE.finditer(text, header.start))
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    above = 1 if header.start else 0
    kept = 0
    line = above + 1
    try:
        for number, row in enumerate(reader):
            if number and any(map(str.strip, row)):
                kept += 1
                if kept > limits.TABLE_ITEMS:
                    raise Refused("too_many_items", f"The table has more than {limits.TABLE_ITEMS:,} rows; divide it.")
                yield line, row
            line = above + reader.line_num + 1
    except csv.Error as error:
        reason = f"The quotation marks of the row that begins on line {line} do not match; where it ends is unclear."
        raise Refused("csv_malformed", reason) from error


def _item(row: Sequence[str], line: int, header: _Header, warnings: tuple[str, ...]) -> ArticleDraft | ItemRefused:
    where = f"line {line}"
    while len(row) > len(header.names) and not row[-1].strip():
        row = row[:-1]
    if len(row) != len(header.names):
        reason = f"It has {len(row)} cells where the header has {len(header.names)}."
        return ItemRefused(where, "csv_row_length", reason)
    values = {
        field: next((row[at] for at in columns if row[at].strip()), "") for field, columns in header.columns.items()
    }
    try:
        return read_record(values, kind="csv", warnings=warnings)
    except Refused as refused:
        return ItemRefused(where, refused.code, refused.reason, shortened(values.get("title", ""), limits.TITLE_LENGTH))
