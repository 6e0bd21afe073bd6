"""What the rules propose and what the tagger reads become one list."""

from __future__ import annotations

from claims.engine.extraction.findings import Document
from claims.engine.extraction.merging import dice, merge
from claims.engine.extraction.proposals import TAGGED, Proposal
from claims.engine.extraction.reading import read
from claims.engine.extraction.tagger.reading import Reading
from claims.engine.extraction.tagger.tidying import Attribution
from claims.engine.text import Segment, SegmentKind, Span

TEXT = "Ana Ruiz said taxes would fall next year. “We will cut them,” she added, and praised the staff."
PARAGRAPHS = read(Document(TEXT, (Segment(SegmentKind.PARAGRAPH, Span(0, len(TEXT)), "en"),)))


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def ruled(content: str, rule: str = "before-clause", *, source: str = "", sentence: int = 0) -> Proposal:
    return Proposal(0, sentence, (span(content),), span("said"), span(source) if source else None, rule)


def read_as(content: str, cue: str = "said", *, source: str = "", belief: float = 0.9) -> Attribution:
    return Attribution((span(content),), span(cue), span(source) if source else None, belief)


def merged(rules: list[Proposal], *found: Attribution, looked: bool = True) -> list[Proposal]:
    return merge(PARAGRAPHS, rules, Reading(found, frozenset({0} if looked else ())))


def test_retold_words_are_cut_as_the_tagger_cuts_them() -> None:
    (one,) = merged([ruled("taxes would fall")], read_as("taxes would fall next year", source="Ana Ruiz"))
    assert one.content == (span("taxes would fall next year"),)
    assert (one.source, one.rule, one.belief) == (span("Ana Ruiz"), "before-clause", 0.9)


def test_quoted_words_stay_as_their_marks_cut_them() -> None:
    (one,) = merged([ruled("“We will cut them,”", "after", source="she")], read_as("We will cut", source="Ana Ruiz"))
    assert (one.content, one.source) == ((span("“We will cut them,”"),), span("she"))


def test_what_the_tagger_alone_finds_stands_where_its_cue_stands() -> None:
    (one,) = merged([], read_as("the staff", "praised", source="she"))
    assert (one.rule, one.paragraph, one.sentence, one.cue) == (TAGGED, 0, 1, span("praised"))
    assert one.word is not None
    assert one.word.lemma == "praise"


def test_what_it_hardly_believes_is_left_out() -> None:
    assert merged([], read_as("the staff", "praised", belief=0.1)) == []


def test_its_own_find_gives_way_to_words_that_are_taken() -> None:
    (one,) = merged([ruled("taxes would fall next year", "after")], read_as("fall next"))
    assert one.rule == "after"


def test_retold_words_fall_where_the_tagger_looked_and_saw_none() -> None:
    weak = ruled("the staff", "before-noun", sentence=1)
    assert merged([weak]) == []
    assert merged([weak], looked=False) == [weak]


def test_quoted_words_stand_alone_and_are_noted_as_unseen() -> None:
    (one,) = merged([ruled("“We will cut them,”", "after")])
    assert one.belief == 0


def test_one_attribution_serves_one_proposal() -> None:
    both = merged(
        [ruled("“We will cut them,”", "after"), ruled("We will cut", "alone")],
        read_as("We will cut them"),
    )
    assert [one.belief for one in both] == [0.9, 0]


def test_the_overlap_of_stretches() -> None:
    assert dice((Span(0, 10),), (Span(5, 15),)) == 0.5
    assert dice((Span(0, 4), Span(6, 10)), (Span(0, 10),)) == 16 / 18
