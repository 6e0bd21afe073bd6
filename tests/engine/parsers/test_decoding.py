"""What bytes lose on the way to text, and that the draft says so."""

from __future__ import annotations

import json

import pytest

from claims.engine.parsers import ArticleDraft, read_items
from claims.engine.parsers.decoding import TOO_MANY_MARKS

WORDS = "The harbour board put off its vote on the ferry terminal for the third time on Friday, it said. "
CROWD = "o" + "\u0301\u0316" * 80_000
FILES = {
    "text": f"{WORDS}{CROWD}\n\n{WORDS}",
    "headed text": f"Title: Ferry {CROWD}\nAuthor: Ana Ruiz\n\n{WORDS}",
    "JSON": json.dumps({"title": "Ferry", "text": WORDS + CROWD}),
    "table": f"title,text\nFerry,{WORDS.replace(',', '')}{CROWD}\n",
    "page": f"<html><body><h1>Ferry vote put off again</h1><p>{WORDS * 2}{CROWD}</p><p>{WORDS * 3}</p></body></html>",
}


@pytest.mark.parametrize("name", FILES)
def test_a_letter_keeps_thirty_accents(name: str) -> None:
    """Putting more of them into order would take the square of their number."""
    [draft] = read_items(FILES[name].encode(), name=name)
    assert isinstance(draft, ArticleDraft)
    assert TOO_MANY_MARKS in draft.warnings
    assert 0 < sum(map(draft.text.count, "\u0301\u0316")) <= 60
