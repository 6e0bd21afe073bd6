"""Stage: paragraphs → attributions the tagger reads, as spans of the article's text. Resolves nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.nesting import link
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph
from claims.engine.extraction.tagger.decode import Range, Told, decode
from claims.engine.extraction.tagger.model import model
from claims.engine.extraction.tagger.tidying import Attribution, Places, tidied
from claims.engine.extraction.tagger.windows import Window, windows_of
from claims.engine.extraction.tagger.words import Word, hints_of, words_of
from claims.engine.text import Span

LANGUAGE = "en"
"""The only language the tagger was taught."""
MOST_WORDS = 15_000
"""A longer text (no article is) is left to the rules from there on, so that the time it takes stays bounded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the tagger read: the attributions in order, and the paragraphs (by index) it looked at."""

    attributions: tuple[Attribution, ...]
    paragraphs: frozenset[int]


def attributions(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> Reading:
    """What the tagger finds in the English paragraphs. `proposals` are the rules', which it takes as hints."""
    readable = [paragraph for paragraph in paragraphs if _is_prose(paragraph)]
    if not readable:
        return Reading((), frozenset())
    network, hints = model(), hints_of(link(proposals))
    taken: list[Sequence[Word]] = []
    seen: set[int] = set()
    left = MOST_WORDS
    for paragraph in readable:
        left -= sum(len(sentence) for sentence in paragraph.sentences)
        if left < 0:
            break
        taken.append(words_of(paragraph, hints, network.pieces_of))
        seen.add(paragraph.index)
    told = [_attribution(window, one) for window in windows_of(taken) for one in decode(network.answer(window))]
    by_place = Places(paragraphs)
    found = [kept for one in told if (kept := tidied(one, by_place)) is not None]
    return Reading(tuple(found), frozenset(seen))


def _attribution(window: Window, told: Told) -> Attribution:
    return Attribution(
        content=tuple(_span(window, part) for part in told.content),
        cue=_span(window, told.cue),
        source=_span(window, told.source) if told.source else None,
        belief=told.belief,
    )


def _is_prose(paragraph: Paragraph) -> bool:
    return paragraph.is_read and paragraph.lexicon.language == LANGUAGE and bool(paragraph.sentences)


def _span(window: Window, words: Range) -> Span:
    return Span(window.words[words[0]].start, window.words[words[1] - 1].end)
