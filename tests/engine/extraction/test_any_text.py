"""Whatever the text, extraction ends, agrees with itself and stays inside the text."""

from __future__ import annotations

from itertools import pairwise

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.dates import PartialDate
from claims.engine.extraction import Proposers, extract
from claims.engine.extraction.findings import CommitmentFound, Document, Extraction, StatementFound
from claims.engine.parsers.plain import segment
from claims.engine.text import Segment, SegmentKind, Span, hull
from tests.engine.anything import DATES, LANGUAGES, TEXTS

PROPOSERS = st.sampled_from(Proposers)
KINDS = st.sampled_from([SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE, SegmentKind.HEADLINE, SegmentKind.CAPTION])


def cut(text: str, language: str, kind: SegmentKind) -> tuple[Segment, ...]:
    """One segment for each paragraph, all but the first of one kind."""
    segments, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            segments.append(Segment(kind if segments else SegmentKind.PARAGRAPH, Span(at, at + len(part)), language))
        at += len(part) + 2
    return tuple(segments)


def is_date(edtf: str) -> bool:
    return edtf == "" or (edtf.isascii() and str(PartialDate.parse(edtf)) == edtf)


def spans_of(found: Extraction) -> list[Span]:
    spans = [mention.span for person in found.people for mention in person.mentions]
    for statement in found.statements:
        spans += [*statement.content, *statement.cue, *statement.source]
    return spans + [commitment.span for commitment in found.commitments]


def check_statement(statement: StatementFound, found: Extraction) -> None:
    people = range(len(found.people))
    assert statement.content, "a statement has words"
    assert all(one.end <= other.start for one, other in pairwise(statement.content)), "its words are in order and apart"
    assert 0 <= statement.confidence <= 1
    assert statement.speaker is None or statement.speaker in people
    assert statement.addressee is None or statement.addressee in people
    assert is_date(statement.said_on)


def check_commitment(commitment: CommitmentFound, found: Extraction) -> None:
    people, statements = range(len(found.people)), range(len(found.statements))
    assert commitment.statements
    assert all(number in statements for number in commitment.statements)
    assert commitment.speaker is None or commitment.speaker in people
    assert commitment.to is None or commitment.to in people
    assert commitment.title
    assert is_date(commitment.deadline.on)


def check_nesting(found: Extraction) -> None:
    """Who follows `within` gets out, and has not been anywhere twice."""
    for number in range(len(found.statements)):
        seen: list[int] = []
        at: int | None = number
        while at is not None:
            assert at in range(len(found.statements))
            assert at not in seen, "a statement stands inside itself"
            seen.append(at)
            at = found.statements[at].within


def check(document: Document, proposers: Proposers) -> None:
    found = extract(document, proposers)
    assert found == extract(document, proposers), "the same text is read the same way twice"
    assert all(span.end <= len(document.text) for span in spans_of(found))
    for statement in found.statements:
        check_statement(statement, found)
    for commitment in found.commitments:
        check_commitment(commitment, found)
    check_nesting(found)
    for person in found.people:
        assert person.name.strip()
        assert person.mentions
    stretches = [hull(statement.content) for statement in found.statements]
    assert len(stretches) == len(set(stretches)), "two statements would be one to a reader"
    assert stretches == sorted(stretches, key=lambda stretch: stretch.start)


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, published=DATES, proposers=PROPOSERS)
def test_any_text_can_be_read(text: str, published: str, proposers: Proposers) -> None:
    document = Document(text, segment(text), published=published)
    check(document, proposers)


@settings(max_examples=150, deadline=None)
@given(text=TEXTS, language=LANGUAGES, kind=KINDS, published=DATES, proposers=PROPOSERS)
def test_any_segments_can_be_read(
    text: str, language: str, kind: SegmentKind, published: str, proposers: Proposers
) -> None:
    document = Document(text, cut(text, language, kind), language=language, published=published)
    check(document, proposers)
