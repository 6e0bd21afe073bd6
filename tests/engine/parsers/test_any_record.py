"""Whatever a JSON file, a table or an archive holds: items or a refusal come out, and nothing that cannot be stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import pairwise

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.parsers.csv_table import parse_csv, recognises_csv
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Parse, Refused
from claims.engine.parsers.json_files import parse_json, recognises_json
from claims.engine.parsers.zip_archive import document_in, entries_of, recognises_zip
from claims.engine.text import word_set

NAMES = st.sampled_from(
    sorted(
        word_set(
            """
            title headline headlines text body body_html body_xhtml bodies content date published version uri id url
            status pubstatus embargoed author type standard language versioncreated results data \ud800 \0
            """
        )
    )
) | st.text(st.characters(), max_size=5)
WORDS = st.sampled_from(
    [
        "word", "<p>word</p>", "<", "&#1;", "&lt;b&gt;x", "\ud800", "\0", "2024-05-03", "03/04/2024", "urn:x:1", "text",
        "canceled", "en", "https://example.com/", "Ferry\n\nwords that follow", " ", "=1+1", "-", "<nitf>", "9" * 12,
    ]
)  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=12,
)
CELLS = st.sampled_from(["title", "text", "date", "url", '"', '""', "a", ",", ";", "\t", "\n", "\r\n", "\0", "é", " "])


def read(parse: Parse, data: bytes) -> list[Item]:
    try:
        return parse(data)
    except Refused as refused:
        return [ItemRefused("", refused.code, refused.reason)]


def assert_storable(items: Iterable[Item]) -> None:
    for item in items:
        assert isinstance(item, ArticleDraft | ItemRefused)
        if isinstance(item, ItemRefused):
            "".join((item.where, item.code, item.reason, item.title)).encode()
            continue
        fields = (item.text, item.title, item.byline, item.guid, item.version, item.url, *item.warnings)
        "".join(fields).encode()
        assert not any(character < " " for field in fields for character in field if character not in "\n\t")
        assert all(part.span.end <= len(item.text) for part in item.segments)
        assert all(one.span.end <= other.span.start for one, other in pairwise(item.segments))


@settings(max_examples=200, deadline=None)
@given(VALUES, st.booleans())
def test_any_json(value: object, by_line: bool) -> None:
    one = json.dumps(value)
    data = f"{one}\n{{\n{one}\n".encode() if by_line else one.encode()
    recognises_json(data)
    assert_storable(read(parse_json, data))


@settings(max_examples=200, deadline=None)
@given(st.lists(CELLS, max_size=30).map("".join), st.sampled_from(["title,text\n", "título;cuerpo\n", ""]))
def test_any_table(text: str, header: str) -> None:
    data = (header + text).encode()
    recognises_csv(data)
    assert_storable(read(parse_csv, data))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06"]))
def test_any_bytes(data: bytes, start: bytes) -> None:
    data = start + data
    assert recognises_zip(data) is (data[:4] in {b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"})
    assert document_in(data) == ""
    with pytest.raises(Refused):
        entries_of(data)
    assert_storable(read(parse_json, data))
    assert_storable(read(parse_csv, data))
