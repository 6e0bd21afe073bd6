"""Whatever the text, segmentation ends, agrees with itself and cuts it into pieces that are in order and apart."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest

pytest.importorskip("hypothesis")
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.engine.dates import PartialDate
from claims.engine.parsers import Refused, parse
from claims.engine.parsers.languages import LANGUAGES
from claims.engine.parsers.plain import segment
from claims.engine.text import Segment, normalise
from tests.engine.anything import TEXTS


def check_segments(text: str, segments: tuple[Segment, ...]) -> None:
    assert all(part.span.end <= len(text) for part in segments)
    assert all(one.span.end <= other.span.start for one, other in pairwise(segments))
    assert {part.language for part in segments} <= {*LANGUAGES, ""}
    between, at = [], 0
    for part in segments:
        between.append(text[at : part.span.start])
        at = part.span.end
    assert not "".join([*between, text[at:]]).strip("\ufeff \t\r\n\f\v\u00a0\u2028\u2029\x85—–-―"), (
        "nothing is left out"
    )


@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_any_text_can_be_cut(text: str) -> None:
    segments = segment(text)
    assert segments == segment(text)
    check_segments(text, segments)


@settings(max_examples=150, deadline=None)
@given(data=st.one_of(TEXTS.map(str.encode), TEXTS.map(lambda text: text.encode("utf-16")), st.binary(max_size=200)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    drafts = []
    with suppress(Refused):
        drafts = parse(data, name="a file")
    for draft in drafts:
        check_segments(draft.text, draft.segments)
        assert draft.published == "" or str(PartialDate.parse(draft.published)) == draft.published


@settings(max_examples=150, deadline=None)
@given(text=TEXTS.map(lambda text: text.replace("\ufeff", "")))
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert "\n\n\n" not in once
    assert not {"\r", "\u2028", "\u2029", "\x85"} & {*once}
