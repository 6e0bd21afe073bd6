"""Whatever the text, extraction ends, agrees with itself and stays inside the text."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.extraction import extract
from claims.engine.extraction.findings import Document, Extraction
from claims.engine.text import Segment, SegmentKind, Span, hull

PIECES = st.sampled_from(
    [
        "“", "”", '"', "‘", "’", "'", "«", "»", "„", "—", "(", ")", ":", ";", ",", ".", "?", "!", "\n\n", " ", "said",
        "told", "that", "according to", "He", "she", "President", "Mr.", "Rivera", "Ana Rivera", "would not", "we will",
        "according", "reports of", "dijo", "que", "según", "asked", "about", "of", "U.S.", "…", "``", "''", "’s",
        "Q:", "A:", "RUIZ:", "\n\n“", "—Ana Ruiz",
        "«Sí», dijo", "pledged to",
        "was reported to have told", "by", "November", "31", "who", "the Chinese leader", "\u0301", "İ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)


def document(text: str, language: str, kind: SegmentKind) -> Document:
    segments, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            segments.append(Segment(kind if segments else SegmentKind.PARAGRAPH, Span(at, at + len(part)), language))
        at += len(part) + 2
    return Document(text, tuple(segments), language=language, published="2024-05-31")


def spans_of(found: Extraction) -> list[Span]:
    spans = [mention.span for person in found.people for mention in person.mentions]
    for statement in found.statements:
        spans += [*statement.content, *statement.cue, *statement.source]
    return spans + [commitment.span for commitment in found.commitments]


@settings(max_examples=150, deadline=None)
@given(
    text=TEXTS,
    language=st.sampled_from(["en", "es", "de", ""]),
    kind=st.sampled_from([SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE, SegmentKind.HEADLINE]),
)
def test_any_text_can_be_read(text: str, language: str, kind: SegmentKind) -> None:
    doc = document(text, language, kind)
    found = extract(doc)
    assert found == extract(doc)
    assert all(0 <= span.start < span.end <= len(text) for span in spans_of(found))
    for number, statement in enumerate(found.statements):
        assert statement.content
        assert 0 <= statement.confidence <= 1
        assert statement.within is None or (
            0 <= statement.within < len(found.statements) and statement.within != number
        )
        assert statement.speaker is None or statement.speaker < len(found.people)
    stretches = [hull(statement.content) for statement in found.statements]
    assert len(stretches) == len(set(stretches)), "two statements would be one to a reader"
