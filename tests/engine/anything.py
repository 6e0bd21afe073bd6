"""Texts that no newsroom wrote, for what holds for every text: any characters, and reported speech gone wild."""

from __future__ import annotations

import pytest

pytest.importorskip("hypothesis")
from hypothesis import strategies as st

OPENING = st.sampled_from(["“", "„", "«", "‹", "‘", '"', "'", "``", "—", "– ", "-", "(", "[", "「", ""])
CLOSING = st.sampled_from(["”", "“", "»", "›", "’", '"', "'", "''", "—", ")", "]", "」", ""])
NAMES = st.sampled_from(
    [
        "Ana Ruiz", "Ruiz", "Mr. Hale", "President Jo Hale", "O’Hale-Ruiz", "the mayor", "el alcalde", "la ministra",
        "the Chinese leader", "he", "she", "They", "who", "RUIZ", "J. R. Ruiz", "Q", "A", "İda", "ﬁona ǅ", "U.S.",
    ]
)  # fmt: skip
CUES = st.sampled_from(
    [
        "said", "says that", "told", "asked", "asked about", "according to", "reports of", "pledged to", "will not",
        "we will never", "would", "was reported to have told", "claims that", "promised to build it by", "dijo",
        "dijo que", "según", "aseguró", "preguntó", "prometió que no subirá", "scoffed", "added, and", "insisted",
    ]
)  # fmt: skip
WORDS = st.sampled_from(
    [
        "the vote", "that", "and", "but", "of", "by", "in May 2024", "31 de mayo de 2024", "on Monday", "Ruiz’s",
        "within ten years", "before the 2028 election", "at 0012345678901234 November", "2٠٢٤", "12/03/2024", "no",
        "https://a-b.example/?c=d", "a@b.example", "(AP Photo/Ana Ruiz)", "e\u0301\u0302", "\u200b", "\u202e",
        "\U0001f469\u200d\U0001f467", "他说", "𐐀", "railway", "never", "if",
        "x" * 120, ".....a", "A-" * 40,
    ]
)  # fmt: skip
MARKS = st.sampled_from(
    [".", ",", ":", ";", "?", "!", "…", "...", " — ", "--", " ", "\n", "\t", "\u00a0", "\u2028", ")", ".”"]
)
BREAKS = st.sampled_from(["\n\n", "\n", " ", ". ", ".\n\n", ":\n\n", "\n\n“", "\n\n— ", "\n\nQ: ", "\n\nRUIZ: ", ""])


def _speech(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Words in marks that need not match, before, behind or around somebody who is said to have said them."""
    quoted = st.tuples(OPENING, inner, st.sampled_from([",", ".", "?", ""]), CLOSING).map("".join)
    return st.one_of(
        quoted,
        st.tuples(quoted, NAMES, CUES).map(" ".join),
        st.tuples(NAMES, CUES, inner).map(" ".join),
        st.tuples(NAMES, CUES, MARKS, quoted).map(" ".join),
        st.tuples(NAMES, st.just(":"), inner).map(" ".join),
        st.lists(inner, min_size=2, max_size=4).map(" ".join),
    )


_PLAIN = st.lists(st.one_of(NAMES, CUES, WORDS, MARKS), min_size=1, max_size=6).map(" ".join)
_SPOKEN = _speech(_PLAIN)
_SENTENCES = st.one_of(_PLAIN, _SPOKEN, _speech(_SPOKEN))


@st.composite
def _articles(draw: st.DrawFn) -> str:
    sentences = draw(st.lists(_SENTENCES, max_size=8))
    return "".join(sentence + draw(BREAKS) for sentence in sentences)


PIECES = st.one_of(NAMES, CUES, WORDS, MARKS, OPENING, CLOSING, BREAKS)
TEXTS = st.one_of(
    st.text(max_size=200),
    _articles(),
    st.lists(PIECES, max_size=60).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)
LANGUAGES = st.sampled_from(["en", "es", "de", ""])
DATES = st.sampled_from(["", "2024-05-31", "2024-05", "2024", "2023~", "9999-12-31", "0001-01-01", "yesterday"])
