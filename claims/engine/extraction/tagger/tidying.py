"""Stage: an attribution as marked → as a reader would cut it. Words the tagger strayed to are taken out again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.engine.extraction.quotes import overlapping
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.text import Span, tokens, word_set

_THAT = frozenset({"that"})
_PART_WORDS = 4
_EMPTY = word_set("so such same thing things this these")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution as the tagger sees it; `belief` is a number in 0..1."""

    content: tuple[Span, ...]
    cue: Span
    source: Span | None
    belief: float


class Places:
    """Which paragraph and sentence a code point stands in."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._starts = [paragraph.segment.span.start for paragraph in paragraphs]

    def paragraph(self, at: int) -> Paragraph:
        """The one that holds `at`, or the last before it."""
        return self._paragraphs[max(0, bisect_right(self._starts, at) - 1)]

    def sentence(self, at: int) -> tuple[Paragraph, int]:
        """The paragraph and the index of its sentence."""
        paragraph = self.paragraph(at)
        return paragraph, max(0, bisect_right(paragraph.sentences, at, key=lambda sentence: sentence.span.start) - 1)


def tidied(one: Attribution, places: Places) -> Attribution | None:
    """The attribution within the cue's sentence, quoted words of the same paragraph included; None if nothing is left.

    A "that" in front and marks at the edges go, and so do words that say nothing by themselves ("to do so").
    """
    paragraph, number = places.sentence(one.cue.start)
    sentence = paragraph.sentences[number]
    content = []
    for part in one.content:
        if part.start < paragraph.segment.span.start or part.end > paragraph.segment.span.end:
            continue
        if not sentence.span.overlaps(part) and not overlapping(paragraph.quotations, part):
            continue
        if part.overlaps(one.cue) or (one.source is not None and part.overlaps(one.source)):
            continue
        trimmed = _trimmed(part, sentence, paragraph)
        if trimmed is not None:
            content.append(trimmed)
    if len(content) > 1:
        longest = max(content, key=lambda part: part.end - part.start)
        content = [part for part in content if part is longest or _is_part(part, sentence, paragraph)]
    words = {token.low for part in content for token in tokens(sentence.text, part) if token.is_word}
    if not words - paragraph.lexicon.words.FUNCTION_WORDS - _EMPTY:
        return None
    return replace(one, content=tuple(content))


def _trimmed(part: Span, sentence: Sentence, paragraph: Paragraph) -> Span | None:
    """Without marks and a "that" at the edges, but with the quotation marks of what begins or ends there."""
    words = [token for token in tokens(sentence.text, part) if token.is_word]
    if words and words[0].low in _THAT:
        words = words[1:]
    if not words:
        return None
    start, end = words[0].start, words[-1].end
    for quotation in overlapping(paragraph.quotations, Span(start, end)):
        if quotation.span.start < start and not _has_word(sentence.text, quotation.span.start, start):
            start = quotation.span.start
        if quotation.span.end > end and not _has_word(sentence.text, end, quotation.span.end):
            end = quotation.span.end
    return Span(start, end)


def _is_part(part: Span, sentence: Sentence, paragraph: Paragraph) -> bool:
    """Whether a second stretch is of the statement: a few words apart from the rest are the tagger's slip."""
    words = sum(token.is_word for token in tokens(sentence.text, part))
    return words >= _PART_WORDS or bool(overlapping(paragraph.quotations, part))


def _has_word(text: str, start: int, end: int) -> bool:
    return any(map(str.isalnum, text[start:end]))
