"""The samples that the IPTC publishes of its formats, where their folder is at hand: all are read as they say."""

from __future__ import annotations

import json
import os
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from claims.engine.parsers import draft_as_dict
from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, Refused
from claims.engine.parsers.json_files import parse_json, recognises_json
from claims.engine.parsers.xml_files import parse_xml_file, recognises_xml

SHARED = Path(os.environ.get("SHARED_DIR", Path(__file__).parents[4] / "shared"))
WIRE = SHARED / "eval" / "ingest" / "wire"
ROWS: list[dict[str, Any]] = (
    [json.loads(line) for line in (WIRE / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    if (WIRE / "manifest.jsonl").exists()
    else []
)
FIELDS = {"uri": "guid", "title": "title", "byline": "byline", "dateline": "dateline", "lang": "language"}
HOLD_ARTICLES = {"newsItem", "newsMessage"}

pytestmark = pytest.mark.skipif(not ROWS, reason=f"the wire samples are not at {WIRE}")


def rows(kind: str) -> list[Any]:
    return [pytest.param(row, id=Path(row["file"]).name) for row in ROWS if row["kind"] == kind] or [None]


def bytes_of(row: dict[str, Any]) -> bytes:
    return (WIRE / row["file"]).read_bytes()


def read(row: dict[str, Any]) -> list[Item]:
    """The items of a sample; a refusal of the whole file as the only one."""
    data = bytes_of(row)
    assert recognises_json(data[:4096]) is (row["kind"] == "ninjs")
    assert recognises_xml(data[:4096]) is (row["kind"] != "ninjs")
    try:
        return parse_json(data) if row["kind"] == "ninjs" else parse_xml_file(data)
    except Refused as refused:
        return [ItemRefused("", refused.code, refused.reason)]


def same_moment(one: str, other: str) -> bool:
    return datetime.fromisoformat(one) == datetime.fromisoformat(other)


@pytest.mark.parametrize("row", rows("newsml-g2"))
def test_newsml_g2(row: dict[str, Any]) -> None:
    source = bytes_of(row).decode("utf-8", "replace")
    for item in read(row):
        if row["expected"]["root_item"] not in HOLD_ARTICLES:
            assert (type(item), item.code) == (ItemRefused, "no_article")
        elif isinstance(item, ItemRefused):
            assert item.code in {"no_article", "no_text", "no_title"}
        else:
            assert isinstance(item, ArticleDraft)
            assert f'guid="{item.guid}"' in source
            assert f'version="{item.version}"' in source
            assert item.title in re.sub(r"\s+", " ", source)
            created = re.findall(r"<(?:firstCreated|contentCreated|versionCreated)>\s*(.*?)\s*<", source)
            assert item.published_at in created
            assert item.updated == created[0]
            assert draft_as_dict(item, "")["body"]


@pytest.mark.parametrize("row", rows("ninjs"))
def test_ninjs(row: dict[str, Any]) -> None:
    expected = row["expected"]
    [item] = read(row)
    if expected.get("malformed"):
        assert isinstance(item, ItemRefused)
        assert item.code == "json_malformed"
        assert "line" in item.reason
    elif isinstance(item, ItemRefused):
        assert item.code in {"no_article", "no_text", "no_title"}
        assert item.reason
    else:
        assert isinstance(item, ArticleDraft)
        for name, field in FIELDS.items():
            if name in expected:
                assert getattr(item, field) == expected[name]
            else:
                assert item.where.get(field) != "wire"
                assert not draft_as_dict(item, "")[field]
        for name, said in (("date", item.published_at), ("date_version", item.updated)):
            if name in expected:
                assert same_moment(said, expected[name])
        if "date" not in expected and "date_version" not in expected:
            assert item.where.get("published") != "wire"
        assert item.warnings or row.get("validation") != "should_fail"


@pytest.mark.parametrize("row", rows("newsml1"))
def test_the_same_release_comes_out_alike_in_every_format(row: dict[str, Any]) -> None:
    [one] = read(row)
    twins = [read(other) for other in ROWS if other.get("twin") == row["twin"] and other is not row]
    assert twins
    assert isinstance(one, ArticleDraft)
    for [twin] in twins:
        assert isinstance(twin, ArticleDraft)
        assert twin.title == one.title
        assert same_moment(twin.published_at, one.published_at)
        assert str(draft_as_dict(one, "")["body"]).startswith(str(draft_as_dict(twin, "")["body"]))
