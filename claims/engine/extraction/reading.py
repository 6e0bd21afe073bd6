"""Stage: preparation. Cuts a document into paragraphs, quotations and sentences, once, for every later stage.

Captions, bylines, datelines and boilerplate are kept for the names in them and marked as not to be read for statements.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.cues import Lexicon, lexicon
from claims.engine.extraction.findings import Document
from claims.engine.extraction.quotes import Quotation, scan
from claims.engine.text import Segment, SegmentKind, Span, Token, sentences, tokens

STATEMENT_SEGMENTS = frozenset({SegmentKind.HEADLINE, SegmentKind.DECK, SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})
SIGNING_DASHES = frozenset({"—", "–", "―", "--", "-", "~"})
"""They stand between a quotation and who signs it."""
_SIGNATURE_LONGEST = 100
_TAG_WITHIN = 7
"""A tag such as "Smith asked." after a quoted question is at most this many tokens long up to its verb."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence with its tokens. `quoted[i]` is the index of the quotation that token i stands in, or -1."""

    text: str
    span: Span
    tokens: tuple[Token, ...]
    low: tuple[str, ...]
    quoted: tuple[int, ...]
    capitals: tuple[int, ...]
    """Where the tokens with a capital stand: most stages look at nothing else."""

    def __len__(self) -> int:
        return len(self.tokens)

    def stretch(self, first: int, last: int) -> Span:
        """The span of tokens `first` to `last`, exclusive."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def words_of(self, first: int, last: int) -> str:
        return self.stretch(first, last).of(self.text)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One segment, read."""

    index: int
    segment: Segment
    quotations: tuple[Quotation, ...]
    sentences: tuple[Sentence, ...]
    lexicon: Lexicon

    @property
    def is_read(self) -> bool:
        return self.segment.kind in STATEMENT_SEGMENTS


def read(document: Document) -> tuple[Paragraph, ...]:
    """Every segment of the document, in order."""
    found: list[Paragraph] = []
    open_mark = False
    for index, segment in enumerate(document.segments):
        quotations = _resumed(document.text, segment, scan(document.text, segment), open_mark)
        if segment.kind in STATEMENT_SEGMENTS:
            open_mark = bool(quotations) and not quotations[-1].closed
        words = lexicon(segment.language or document.language)
        found.append(
            Paragraph(index, segment, quotations, sentences_of(document.text, segment.span, quotations, words), words)
        )
    return tuple(found)


def _resumed(text: str, segment: Segment, quotations: tuple[Quotation, ...], open_mark: bool) -> tuple[Quotation, ...]:
    if not open_mark or not quotations or quotations[0].span.start != segment.span.start:
        return quotations
    first = quotations[0]
    return (Quotation(first.span, first.inner, first.closed, first.single, resumes=True), *quotations[1:])


def sentences_of(text: str, span: Span, quotations: tuple[Quotation, ...], words: Lexicon) -> tuple[Sentence, ...]:
    """The sentences of one stretch; a quoted question and the tag that follows it stay together."""
    whole = tuple([quotation.span for quotation in quotations])
    spans = sentences(text, span, whole)
    if len(spans) == 1:
        return tuple(_sentences(text, span if span == spans[0] else spans[0], whole))
    ends = frozenset(quotation.span.end for quotation in quotations)
    found: list[Sentence] = []
    at = 0
    while at < len(spans):
        current = spans[at]
        while at + 1 < len(spans) and _is_tag(text, current, spans[at + 1], ends, words):
            at += 1
            current = Span(current.start, spans[at].end)
        found.extend(_sentences(text, current, whole))
        at += 1
    return tuple(found)


def _is_tag(text: str, before: Span, after: Span, ends: frozenset[int], words: Lexicon) -> bool:
    if before.end not in ends:
        return False
    stopped = text[max(before.start, before.end - 4) : before.end].rstrip("\"'”’»")
    signed = text.startswith(tuple(SIGNING_DASHES), after.start)
    if not signed and not stopped.endswith(("?", "!", "…", "—", "...")):
        return False
    for count, token in enumerate(tokens(text, Span(after.start, min(after.end, after.start + 120)))):
        if count == 0 and token.text in SIGNING_DASHES:
            return after.end - after.start <= _SIGNATURE_LONGEST
        if count >= _TAG_WITHIN or not token.is_word:
            return False
        cue = words.verbs.get(token.low)
        if cue is not None and not cue.noun_like:
            return True
    return False


_SENTENCE_TOKENS = 150
"""A longer "sentence" is a list or noise; it is cut, so that the work within one stays bounded."""


def _sentences(text: str, span: Span, whole: tuple[Span, ...]) -> list[Sentence]:
    words = tokens(text, span)
    quoted = _quoted(words, span, whole)
    found: list[Sentence] = []
    start = 0
    while start < len(words):
        stop = _cut(quoted, start)
        part = words[start:stop] if stop - start < len(words) else words
        first, last = part[0].start, part[-1].end
        found.append(
            Sentence(
                text=text,
                span=span if (first, last) == (span.start, span.end) else Span(first, last),
                tokens=part,
                low=tuple([token.low for token in part]),
                quoted=quoted[start:stop],
                capitals=tuple([at for at, token in enumerate(part) if token.text[0].isupper()]),
            )
        )
        start = stop
    return found


def _quoted(words: Sequence[Token], span: Span, whole: tuple[Span, ...]) -> tuple[int, ...]:
    """For each token the index of the quotation in `whole` that it stands in, or -1."""
    quote = bisect_right(whole, span.start, key=lambda quotation: quotation.end)
    if quote == len(whole) or whole[quote].start >= span.end:
        return (-1,) * len(words)
    found: list[int] = []
    for token in words:
        while quote < len(whole) and whole[quote].end <= token.start:
            quote += 1
        inside = quote < len(whole) and whole[quote].start <= token.start
        found.append(quote if inside else -1)
    return tuple(found)


def _cut(quoted: Sequence[int], start: int) -> int:
    """Where to cut: words in quotation marks are not counted, as nothing is searched in there."""
    if len(quoted) - start < _SENTENCE_TOKENS:
        return len(quoted)
    outside = 0
    for at in range(start, len(quoted)):
        outside += quoted[at] < 0
        if outside >= _SENTENCE_TOKENS:
            return at + 1
    return len(quoted)
