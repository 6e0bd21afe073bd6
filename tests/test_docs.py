"""What the documents promise is what the code does."""

from __future__ import annotations

import re
from pathlib import Path

from claims import fetch
from claims.engine import sandbox
from claims.engine.parsers import budgets, limits
from claims.models.run import MAY_PASS
from claims.web.forms.imports import MOST_LINKS

IMPORTING = (Path(__file__).parent.parent / "docs" / "importing.md").read_text()
LIMITS = {
    "plain text": (limits.TEXT_BYTES, f"{limits.LINES:,} lines"),
    "web page": (limits.HTML_BYTES, f"{limits.HTML_TAGS:,} elements"),
    "news XML": (limits.XML_BYTES, f"{limits.XML_DEPTH} levels"),
    "feed": (limits.FEED_BYTES, f"{limits.FEED_ITEMS:,} items"),
    "CSV, JSON, JSONL": (limits.TABLE_BYTES, f"{limits.TABLE_ITEMS:,} items"),
    "zip": (limits.ZIP_BYTES, f"{limits.ZIP_ENTRIES:,} entries"),
    "PDF": (limits.PDF_BYTES, f"{limits.PDF_PAGES} pages"),
    "DOCX": (limits.DOCX_BYTES, ""),
    "headline": (0, f"{limits.TITLE_LENGTH:,} characters"),
    "one request": (limits.UPLOAD_BYTES, f"{limits.UPLOAD_FILES:,} files"),
}


def row(what: str) -> str:
    table = IMPORTING.split("## Limits")[1]
    found = re.search(rf"^\| {re.escape(what)} \| (.*) \|$", table, re.MULTILINE)
    assert found, what
    return found[1]


def test_every_limit_is_documented_as_it_is_set() -> None:
    for what, (size, other) in LIMITS.items():
        words = row(what)
        assert other in words
        assert not size or limits.as_megabytes(size) in words
    assert f"{MOST_LINKS} links" in row("one request")
    assert f"{fetch.FETCH_LIMITS.seconds:.0f} seconds" in row("a fetched page")
    budget = sandbox.Budget()
    assert f"{budget.cpu_seconds} seconds of CPU" in row("a file in hand")
    assert f"{budget.memory >> 20} MB of memory" in row("a file in hand")
    per_megabyte = budgets.MOST_SECONDS * 2**20 // limits.TABLE_BYTES
    assert f"{per_megabyte} seconds for each MB where that is more, up to {budgets.MOST_SECONDS}" in row(
        "a file in hand"
    )


def test_every_refusal_that_may_pass_is_named() -> None:
    paragraph = next(one for one in IMPORTING.split("\n\n") if one.startswith("What may go better"))
    assert set(re.findall(r"`(\w+)`", paragraph)) == set(MAY_PASS)


def test_every_code_of_a_refusal_is_explained() -> None:
    code = re.compile(r"""(?:Refused|NotFetched|ItemRefused|refused)\(\s*(?:[\w.]+, )?"([a-z_]+)\"""")
    root = Path(__file__).parent.parent / "claims"
    codes = {one for path in root.rglob("*.py") for one in code.findall(path.read_text())}
    assert {"empty", "robots", "outdated", "csv_row_length"} <= codes
    known = set(re.findall(r"`([a-z_]+…?)`", IMPORTING))
    unknown = {one for one in codes if one not in known and f"{one.split('_')[0]}_…" not in known}
    assert not unknown
