"""Words and pieces: what the network is shown of a paragraph."""

from __future__ import annotations

import itertools

import pytest

from claims.engine.extraction.findings import Document
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, read
from claims.engine.extraction.tagger.model import model
from claims.engine.extraction.tagger.words import Hint, Word, hints_of, shape_of, words_of
from claims.engine.text import Segment, SegmentKind, Span


def paragraph(text: str) -> Paragraph:
    return read(Document(text, (Segment(SegmentKind.PARAGRAPH, Span(0, len(text)), "en"),)))[0]


def proposal(content: tuple[int, int], cue: tuple[int, int] | None, source: tuple[int, int] | None) -> Proposal:
    return Proposal(
        paragraph=0,
        sentence=0,
        content=(Span(*content),),
        cue=Span(*cue) if cue else None,
        source=Span(*source) if source else None,
        rule="after",
    )


def seen(text: str, proposals: list[Proposal] | None = None, *, every: bool = True) -> list[Word]:
    return words_of(paragraph(text), hints_of(proposals or []), model().pieces_of, every=every)


def test_every_word_stands_where_the_text_has_it() -> None:
    text = "Ana Ruiz said “no” twice."
    assert [text[word.start : word.end] for word in seen(text)] == ["Ana", "Ruiz", "said", "“", "no", "”", "twice", "."]


def test_a_long_word_has_several_pieces() -> None:
    assert len(seen("Antidisestablishmentarianism won.")[0].pieces) > 1


@pytest.mark.parametrize(
    ("word", "letters"), [("mayor", 0), ("2024", 0), ("“", 0), ("Mayor", 1), ("I", 1), ("NATO", 2), ("McKay", 3)]
)
def test_letters_show_in_the_shape(word: str, letters: int) -> None:
    assert shape_of(word, quoted=False, opens=False) == letters * 4


def test_marks_and_sentence_starts_show_in_the_shape() -> None:
    words = seen("No. She said “go”.")
    assert [word.shape % 4 for word in words] == [1, 0, 1, 0, 2, 2, 2, 0]
    assert [word.opens for word in words] == [True, False, True, False, False, False, False, False]


def test_hints_of_the_rules() -> None:
    text = "Taxes will fall, Ana Ruiz said."
    words = seen(text, [proposal((0, 15), (26, 30), (17, 25))])
    hints = [Hint(word.hint) for word in words]
    assert hints == [*[Hint.CONTENT] * 3, Hint.NOTHING, *[Hint.SOURCE] * 2, Hint.CUE, Hint.NOTHING]


def test_a_cue_inside_other_words_stands_out() -> None:
    """ "Ruiz said that Cole claimed that it rains": the inner cue and source are not content."""
    text = "Ruiz said that Cole claimed that it rains."
    outer, inner = proposal((10, 41), (5, 9), (0, 4)), proposal((28, 41), (20, 27), (15, 19))
    hints = {text[word.start : word.end]: Hint(word.hint) for word in seen(text, [outer, inner])}
    assert (hints["Cole"], hints["claimed"], hints["rains"]) == (Hint.SOURCE, Hint.CUE, Hint.CONTENT)


def test_hints_are_in_order_and_apart() -> None:
    nested = [proposal((0, 50), (10, 14), None), proposal((20, 30), (22, 25), (40, 60)), proposal((70, 80), None, None)]
    spans = [span for span, _ in hints_of(nested)]
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
    assert sum(span.end - span.start for span in spans) == 60 + 10


def test_a_character_that_the_vocabulary_drops_leaves_no_word() -> None:
    assert [word.start for word in seen("a \u200b b")] == [0, 4]


def test_sentences_that_no_attribution_can_hang_on_are_left_out() -> None:
    text = "The road was wet. Ruiz said it would rain. “It will not stop soon.” Nobody ran, “as always”."
    assert [word.start for word in seen(text, every=False) if word.opens] == [text.index("Ruiz"), text.index("Nobody")]
    assert len([word for word in seen(text) if word.opens]) == 4
