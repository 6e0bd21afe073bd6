"""Windows hold every word once, in order, and never more pieces than the network reads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claims.engine.extraction.tagger.windows import OPENING, SEPARATOR, SIZE, windows_of
from claims.engine.extraction.tagger.words import Word


def word(at: int, pieces: int = 1, *, opens: bool = False) -> Word:
    return Word(at, at + 1, tuple(range(1000, 1000 + pieces)), shape=4, hint=1, opens=opens, is_word=True)


def paragraph(start: int, sentences: list[int]) -> list[Word]:
    """A paragraph of sentences with so many words of one piece each."""
    words: list[Word] = []
    for length in sentences:
        at = start + len(words)
        words.extend(word(at + k, opens=k == 0) for k in range(length))
    return words


def test_a_window_is_an_opening_piece_and_paragraphs_with_a_separator() -> None:
    window = next(windows_of([[word(0, 2), word(1)], [word(2)]]))
    assert window.pieces == (OPENING, 1000, 1001, 1000, SEPARATOR, 1000, SEPARATOR)
    assert window.at == (1, 3, 5)
    assert window.shapes == (0, 4, 4, 4, 0, 4, 0)
    assert window.hints == (0, 1, 1, 1, 0, 1, 0)


def test_paragraphs_are_kept_whole_while_they_fit() -> None:
    paragraphs = [paragraph(0, [100]), paragraph(100, [100]), paragraph(200, [100])]
    assert [len(window.words) for window in windows_of(paragraphs)] == [200, 100]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    assert [len(window.words) for window in windows_of([paragraph(0, [150, 150, 60])])] == [150, 210]


def test_a_long_sentence_is_cut_where_it_must() -> None:
    assert [len(window.words) for window in windows_of([paragraph(0, [600])])] == [254, 254, 92]


def test_nothing_makes_no_window() -> None:
    assert list(windows_of([])) == list(windows_of([[]])) == []


@given(st.lists(st.lists(st.tuples(st.integers(1, 40), st.booleans()), max_size=120), max_size=8))
def test_every_word_is_in_one_window(shapes: list[list[tuple[int, bool]]]) -> None:
    at, paragraphs = 0, []
    for shape in shapes:
        paragraphs.append([word(at + k, pieces, opens=opens) for k, (pieces, opens) in enumerate(shape)])
        at += len(shape)
    windows = list(windows_of(paragraphs))
    assert [one for window in windows for one in window.words] == [one for part in paragraphs for one in part]
    for window in windows:
        assert len(window.pieces) == len(window.shapes) == len(window.hints) <= SIZE
        assert [window.pieces[at] for at in window.at] == [one.pieces[0] for one in window.words]
