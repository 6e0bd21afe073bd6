"""Wire items as a parser hands them over, and the way of one into the newsroom."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from claims.engine.parsers.draft import ArticleDraft
from claims.engine.text import Segment, SegmentKind, Span, normalise
from claims.models import User
from claims.services import ingest
from claims.services.outcomes import Outcome
from tests.factories import AT

GUID = "urn:nordwire:20240501:harbour"
OPENING = "Harbour to be deepened\n\n"
PROMISE = "“We will deepen the harbour by May,” Mayor Ana Ruiz said."
ASIDE = "“The fishermen have waited long enough,” Bo Lind said."
TEXT = f"{OPENING}{PROMISE}\n\n{ASIDE}"


def draft(text: str = TEXT, **fields: Any) -> ArticleDraft:
    """One item, its first block the headline."""
    text = normalise(text)
    segments, start = [], 0
    for position, block in enumerate(text.split("\n\n")):
        kind = SegmentKind.PARAGRAPH if position else SegmentKind.HEADLINE
        segments.append(Segment(kind, Span(start, start + len(block)), "en"))
        start += len(block) + 2
    stated = {"title": text.split("\n", 1)[0], "outlet": "Nordwire", "guid": GUID, "language": "en"}
    return ArticleDraft("nitf", text, tuple(segments), **(stated | fields))


def arrives(text: str = TEXT, *, at: datetime = AT, by: User | None = None, **fields: Any) -> Outcome:
    """What becomes of an item with that text."""
    return ingest.store(draft=draft(text, **fields), by=by, at=at)


def killed(at: datetime = AT, **fields: Any) -> Outcome:
    """What becomes of a message that cancels the item."""
    notice = ArticleDraft("nitf", "", (), **({"outlet": "Nordwire", "guid": GUID, "status": "canceled"} | fields))
    return ingest.store(draft=notice, by=None, at=at)
