"""A table with a header row, parted by commas, semicolons, tabs or bars → one article a row.

Strict: a table whose quotation marks do not close is refused whole, because nobody can tell where its rows end.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from claims.engine.parsers import limits
from claims.engine.parsers.decoding import decode
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.names import NAMES, TEXT_FIELDS, field_of
from claims.engine.parsers.records import read_record
from claims.engine.parsers.stated import shortened

_DELIMITERS = (",", ";", "\t", "|")
_STATED_DELIMITER = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line that Excel writes and obeys."""
_TITLE_LINES = 4
"""How many lines above the header may say what the table is."""
_HEAD_LINES = 50
_NO_PROSE = re.compile(r"https?://\S+|[\d./:+TZ -]*\d[\d./:+TZ -]*", re.IGNORECASE)
_WHOLE_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_HEADER_LONGEST = 64 * 1024
_NAME_LONGEST = 60
_NAMES_IN_MESSAGE = 20

_NO_HEADER = "The table has no first row that names its columns; add one, such as: title, date, author, url, text."

csv.field_size_limit(limits.TABLE_BYTES)  # it holds for the whole process; 128 KB would refuse long articles


@dataclass(frozen=True, slots=True)
class _Header:
    names: tuple[str, ...]
    delimiter: str
    start: int
    """Where in the text the header stands: below a line that states the delimiter, or a title."""
    columns: Mapping[str, Sequence[int]]
    """Field → the columns that hold it, the surest name first."""


def recognises_csv(head: bytes) -> bool:
    """Whether the first line is a table's header: names parted by a delimiter, of which a text's must be one.

    One name may be chance in prose ("Text, images and sound"): a line of as many parts has to follow, or another name.
    """
    text = _head_text(head)
    header = _header(text)
    if header is None:
        return _has_cells(text)
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
    """The header, which is the first line as a rule, or stands below a title that a spreadsheet has for its reader."""
    stated = _STATED_DELIMITER.match(text)
    start = stated.end() if stated else 0
    if (header := _header_at(text, start, stated)) is not None:
        return header
    for line in islice(_WHOLE_LINE.finditer(text, start), _TITLE_LINES):
        below = _header_at(text, line.end(), stated)
        if below is not None and len(below.columns) > 1 and any(field in below.columns for field in TEXT_FIELDS):
            return below
        if any(delimiter in line[0].strip(' \r\n,;\t|"') for delimiter in _DELIMITERS[1:]):
            return None
    return None


def _header_at(text: str, start: int, stated: re.Match[str] | None) -> _Header | None:
    """The header, read with the delimiter that yields the most known names; none where no name is known."""
    line = _line(text, start)
    headers = [
        _Header(names, delimiter, start, _columns(names))
        for delimiter in ((stated[1],) if stated else _DELIMITERS)
        if len(names := tuple(name.strip() for name in _split(line, delimiter))) > 1
    ]
    best = max(headers, key=lambda header: len(header.columns), default=None)
    return best if best is not None and best.columns and max(map(len, best.names)) <= _NAME_LONGEST else None


def _has_cells(text: str) -> bool:
    """Whether it is a table without a header: rows of as many cells each, one of them a date, number or address."""
    for delimiter in _DELIMITERS:
        rows = _rows_of_head(text, delimiter)
        cells = len(rows[0]) if rows else 0
        if (
            len(rows) > 1
            and cells > 2
            and all(len(row) == cells and any(_NO_PROSE.fullmatch(cell.strip()) for cell in row) for row in rows)
        ):
            return True
    return False


def _rows_of_head(text: str, delimiter: str) -> list[list[str]]:
    """The first rows. The last line of the head may be cut off."""
    rows = []
    with suppress(csv.Error):
        for row in csv.reader(_WHOLE_LINE.findall(text)[:_HEAD_LINES], delimiter=delimiter, strict=True):
            if any(map(str.strip, row)):
                rows.append(row)
    return rows[:-1] if len(rows) > 2 else rows


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
    """Raises `Refused`: `csv_no_header`, `csv_no_text`, `csv_malformed`, `csv_no_rows`, `too_many_items`.

    Or what `decode` raises.
    """
    text, warnings = decode(data)
    header = _header(text)
    if header is None:
        raise Refused("csv_no_header", _NO_HEADER)
    if not any(field in header.columns for field in TEXT_FIELDS):
        raise Refused("csv_no_text", _no_text(header))
    rows = list(_rows(text, header))
    if not rows:
        raise Refused("csv_no_rows", "The table has a header and no rows.")
    return [_item(row, line, header, warnings) for line, row in rows]


def _no_text(header: _Header) -> str:
    found = ", ".join(shortened(name, 30) or "(no name)" for name in header.names[:_NAMES_IN_MESSAGE])
    understood = ", ".join(name for field in TEXT_FIELDS for name in NAMES[field].split())
    return f"The table has no column for the text. Columns found: {found}. Understood as text: {understood}."


def _rows(text: str, header: _Header) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header that are not empty, each with the line it begins on."""
    lines = (match[0] for match in _WHOLE_LINE.finditer(text, header.start))
    reader = csv.reader(lines, delimiter=header.delimiter, strict=True)
    above = len(_WHOLE_LINE.findall(text, 0, header.start))
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
    end = len(row)
    while end > len(header.names) and not row[end - 1].strip():
        end -= 1
    row = row[:end]
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
