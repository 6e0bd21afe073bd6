"""Cuts as a person corrects them: no word gets lost, whatever is split and joined."""

from __future__ import annotations

import pytest

from claims.engine.parsers import cutting
from claims.engine.parsers.cutting import BadCut
from claims.engine.text import Segment, SegmentKind, Span

TEXT = "Harbour shut\n\nBy Ana Ruiz\n\nOSLO — It is shut. Nobody knows why: the gate fell.\nIt was old.\n\nRead more"
HEADLINE = Segment(SegmentKind.HEADLINE, Span(0, 12), "en")
BYLINE = Segment(SegmentKind.BYLINE, Span(14, 25), "en")
BODY = Segment(SegmentKind.PARAGRAPH, Span(27, TEXT.index("\n\nRead")), "en")


def words(cut: tuple[Segment, ...]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.span.of(TEXT)) for one in cut]


def test_what_stands_in_no_stretch_is_left_out_in_sight() -> None:
    cut = cutting.whole(TEXT, [HEADLINE, BODY])
    assert [kind for kind, _ in words(cut)] == ["headline", "boilerplate", "paragraph", "boilerplate"]
    assert words(cut)[1] == ("boilerplate", "By Ana Ruiz")
    assert words(cut)[3] == ("boilerplate", "Read more")
    assert cutting.whole(TEXT, cut) == cut


def test_outer_space_belongs_to_no_stretch() -> None:
    cut = cutting.whole(
        TEXT, [Segment(SegmentKind.HEADLINE, Span(0, 14)), Segment(SegmentKind.DECK, Span(14, len(TEXT)))]
    )
    assert words(cut)[0] == ("headline", "Harbour shut")
    assert cutting.whole("a\n\nb", [Segment(SegmentKind.DECK, Span(1, 3))])[0].span == Span(0, 1)


@pytest.mark.parametrize(
    "segments",
    [
        [BYLINE, HEADLINE],
        [HEADLINE, Segment(SegmentKind.BYLINE, Span(5, 25))],
        [Segment(SegmentKind.PARAGRAPH, Span(0, len(TEXT) + 1))],
    ],
    ids=["out of order", "overlapping", "behind the end"],
)
def test_what_is_no_cut_of_the_text_is_refused(segments: list[Segment]) -> None:
    with pytest.raises(BadCut, match="overlap or end behind"):
        cutting.whole(TEXT, segments)


def test_a_stretch_may_be_split_at_sentences_lines_colons_and_dashes() -> None:
    parts = [span.of(TEXT).strip() for span in cutting.parts(TEXT, BODY.span)]
    assert parts == ["OSLO —", "It is shut.", "Nobody knows why:", "the gate fell.", "It was old."]
    assert len(cutting.parts(TEXT, HEADLINE.span)) == 1


def test_a_split_leaves_two_of_its_kind_without_the_space_between() -> None:
    cut = cutting.split(TEXT, [HEADLINE, BODY], TEXT.index("It is"))
    assert words(cut)[1] == ("paragraph", "OSLO —")
    assert words(cut)[2][1].startswith("It is shut.")
    assert {one.language for one in cut} == {"en"}


@pytest.mark.parametrize("at", [0, 12, 13, len(TEXT)])
def test_there_is_nothing_to_split_at_an_edge(at: int) -> None:
    with pytest.raises(BadCut, match="nothing to split"):
        cutting.split(TEXT, [HEADLINE, BODY], at)


def test_joined_a_stretch_becomes_what_the_one_above_is() -> None:
    cut = cutting.join([HEADLINE, BYLINE, BODY], 1)
    assert words(cut)[0] == ("headline", "Harbour shut\n\nBy Ana Ruiz")
    assert cutting.words_of(TEXT, cut, SegmentKind.HEADLINE) == "Harbour shut By Ana Ruiz"
    for number in (0, 3):
        with pytest.raises(BadCut, match="no stretch above"):
            cutting.join([HEADLINE, BYLINE, BODY], number)


def test_a_stretch_keeps_its_language_and_a_new_one_is_read() -> None:
    spanish = "El puerto está cerrado y la alcaldesa dijo que no sabe por qué, según contó ayer a la prensa local."
    text = f"Harbour shut\n\n{spanish}"
    known = [Segment(SegmentKind.HEADLINE, Span(0, 12), "nb")]
    cut = [*known, Segment(SegmentKind.CAPTION, Span(14, len(text)))]
    assert [one.language for one in cutting.with_languages(text, cut, known=known, main="en")] == ["nb", "es"]


def test_two_cuts_are_told_apart_by_kinds_and_edges_alone() -> None:
    same = Segment(SegmentKind.HEADLINE, Span(0, 12), "es")
    other = Segment(SegmentKind.DECK, Span(0, 12), "en")
    assert cutting.fingerprint([HEADLINE]) == cutting.fingerprint([same])
    assert len({cutting.fingerprint(cut) for cut in ([HEADLINE], [other], [HEADLINE, BODY])}) == 3
