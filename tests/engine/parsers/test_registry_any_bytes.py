"""Files of every kind, garbled at will: each gives items whose stretches lie inside their text, or is refused."""

from __future__ import annotations

from contextlib import suppress

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.parsers import FORMATS, ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.zip_archive import Entry, entries_of
from tests.engine.parsers.made import zipped
from tests.engine.parsers.test_registry import FILES, RSS, TEXT

GOOD = [*FILES.values(), RSS.encode()]
ARCHIVE = zipped({"a.txt": TEXT, "b/c.docx": FILES["docx"]})
PIECES = st.sampled_from(
    [b"", b"\0", b'"', b"<p>", b"</p>", b"&x;", b"]]>", b"{", b"\xff", b"\n", b",", b"99999999999"]
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES | st.binary(max_size=8)), min_size=1, max_size=8)


def garbled(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """`data`, with some bytes after each place replaced by a piece."""
    for place, length, piece in edits:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + length :]
    return data


def items_of(data: bytes) -> list[Item]:
    """Read here and not in the contained process, where a crash would be a refusal."""
    with suppress(Refused):
        return next(form for form in FORMATS if form.recognises(data[:4096])).parse(data)
    return []


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(GOOD), EDITS)
def test_no_garbled_file_crashes_its_parser(good: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    for draft in items_of(garbled(good, edits)):
        if isinstance(draft, ArticleDraft):
            draft.text.encode()
            ends = [0, *(part.span.end for part in draft.segments)]
            assert all(end <= part.span.start for end, part in zip(ends, draft.segments, strict=False))
            assert ends[-1] <= len(draft.text)


@settings(max_examples=150, deadline=None)
@given(EDITS)
def test_no_garbled_archive_crashes(edits: list[tuple[float, int, bytes]]) -> None:
    with suppress(Refused):
        assert all(isinstance(entry, Entry | ItemRefused) for entry in entries_of(garbled(ARCHIVE, edits)))
