"""The base of the engine: spans, segments, normalisation and anchors. It may import nothing else of the engine.

Every offset in this project is a code point index into one article's text, half open: `text[start:end]`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from sys import intern
from typing import Literal, NamedTuple

ANCHOR_CONTEXT = 32
"""How many code points of prefix and suffix an anchor keeps (the length Hypothesis uses)."""

MARKS_MOST = 30
"""So many combining marks may stand in a row: putting more into order takes the square of their number. No script
stacks a third of that."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MAYBE_MARKS = re.compile(rf"[^\w\s!-~]{{{MARKS_MOST + 1},}}")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")


class SegmentKind(StrEnum):
    MASTHEAD = "masthead"
    HEADLINE = "headline"
    DECK = "deck"
    BYLINE = "byline"
    DATELINE = "dateline"
    CAPTION = "caption"
    PARAGRAPH = "paragraph"
    BLOCK_QUOTE = "block_quote"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch `text[start:end]`, in code points."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Segment:
    """What one stretch of an article is, and its language (BCP 47, `""` when unknown)."""

    kind: SegmentKind
    span: Span
    language: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A W3C Web Annotation text position selector and text quote selector in one."""

    span: Span
    exact: str
    prefix: str
    suffix: str


def normalise(raw: str) -> str:
    """The one form a text is stored in: NFC, LF line ends, one blank line between paragraphs, no outer space.

    Control characters and more than `MARKS_MOST` combining marks in a row are left out: no text means them.
    """
    text = composed("NFC", _CONTROLS.sub("", raw.removeprefix("\ufeff")))
    text = _LINE_ENDS.sub("\n", text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))  # a regex would read a run of spaces once a space
    return _BLANK_LINES.sub("\n\n", text).strip()


def composed(form: Literal["NFC", "NFD", "NFKD"], text: str) -> str:
    """`text` in a Unicode normal form, with at most `MARKS_MOST` combining marks in a row. Time is linear."""
    return with_few_marks(unicodedata.normalize(form, with_few_marks(text)))  # a mark may be made of several


def with_few_marks(text: str) -> str:
    """`text` with at most `MARKS_MOST` combining marks in a row."""
    return _MAYBE_MARKS.sub(lambda crowd: "".join(_few_marks(crowd[0])), text)


def _few_marks(crowd: str) -> Iterator[str]:
    run = 0
    for character in crowd:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run <= MARKS_MOST:
            yield character


def hull(spans: tuple[Span, ...]) -> Span:
    """The smallest span that covers all of `spans` (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def anchor(text: str, span: Span) -> Anchor:
    """Pins `span` by position and by its words with a little of what stands around them."""
    return Anchor(
        span=span,
        exact=span.of(text),
        prefix=text[max(0, span.start - ANCHOR_CONTEXT) : span.start],
        suffix=text[span.end : span.end + ANCHOR_CONTEXT],
    )


_QUOTATION_MARKS = (("“", "”"), ("«", "»"), ('"', '"'), ("‘", "’"))
_BEFORE_AN_OPENING_MARK = "([{—–-"


def with_quotation_marks(text: str, span: Span) -> Span:
    """`span`, or one mark more on a side where it would part a quotation from its mark directly outside.

    Words that hold neither mark of the quotation they stand in stay as they are.
    """
    start, end = span.start, span.end
    for marks in _QUOTATION_MARKS:
        unopened = unclosed = False
        for at in range(span.start, span.end):
            if _opens_quotation(text, at, marks):
                unclosed = True
            elif _closes_quotation(text, at, marks):
                unopened, unclosed = unopened or not unclosed, False
        if unopened and span.start > 0 and _opens_quotation(text, span.start - 1, marks):
            start = span.start - 1
        if unclosed and span.end < len(text) and _closes_quotation(text, span.end, marks):
            end = span.end + 1
    return Span(start, end)


def _opens_quotation(text: str, at: int, marks: tuple[str, str]) -> bool:
    """A straight mark opens after a space, a bracket or a dash, and closes anywhere else."""
    if text[at] != marks[0]:
        return False
    return marks[0] != marks[1] or at == 0 or text[at - 1].isspace() or text[at - 1] in _BEFORE_AN_OPENING_MARK


def _closes_quotation(text: str, at: int, marks: tuple[str, str]) -> bool:
    """A mark inside a word is an apostrophe."""
    if text[at] != marks[1] or _opens_quotation(text, at, marks):
        return False
    return not text[at + 1 : at + 2].isalnum()


class Token(NamedTuple):
    """A word, a number or one punctuation mark. `low` is the word lower-cased, with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


def word_set(words: str) -> frozenset[str]:
    """A word list written as text, which reads better than a thousand literals."""
    return frozenset(words.split())


_TITLES_CUT_SHORT = word_set(
    """
    mr mrs ms dr sen rep gov gen lt col sgt capt cmdr adm prof st messrs rev hon sra sr dña ud uds mt ft
    """
)
"""They stand before a name: the full stop after them never ends a sentence."""
_CUT_SHORT = _TITLES_CUT_SHORT | word_set(
    """
    jr inc corp ltd vs etc jan feb aug sept oct nov dec ariz ark calif colo conn fla ill kan mass mich minn mont
    neb nev okla ore tenn tex wis approx dept est eds pres vol núm pág avda ph
    """
)
_SENTENCE_STARTERS = word_set(
    """
    the he she they it we in but and on at a an this that these those his her their there when while if as after
    for mr mrs ms el la los las en pero un una no por con según
    """
)
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., a.m., EE.UU. has its own form below
    r"|EE\.\s?UU\.?"
    r"|[^\W_]+(?:[.,:]\d+)*(?:['’\-&/][^\W_]+)*"
    r"|''|``|\.{2,}|--+|[^\w\s]|_"
)
_WORD_CHARS_MAX = 100
_STOP = re.compile(r"[.!?…]++[\"'”’»)\]]*+")
"""Full stops and the closing marks behind them, whole: if no sentence ends behind all of them, none ends inside."""


def tokens(text: str, span: Span) -> tuple[Token, ...]:
    """The words and marks of one stretch, in order. A title or month cut short keeps its full stop."""
    found: list[Token] = []
    new = tuple.__new__  # a text has very many tokens, and this is twice as fast as to call the class
    for match in _TOKEN.finditer(text, span.start, span.end):
        start, end = match.span()
        word = text[start:end]
        if end - start == 1:
            if word == "." and found and found[-1].end == start and _is_cut_short(found[-1].text):
                word = found[-1].text + "."
                start = found.pop().start
            word, low = intern(word), intern(word.lower())  # one object for all marks of a kind: it may be a million
        else:
            low = word.lower()
        found.append(new(Token, (start, end, word, low.replace("’", "'") if "’" in low else low)))
    return tuple(found)


def _is_cut_short(word: str) -> bool:
    initial = len(word) == 1 and word.isupper() and word != "I"
    return initial or (word[0].isupper() and word.lower() in _CUT_SHORT)


def sentences(text: str, span: Span, whole: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Cuts one paragraph into sentences. A stretch in `whole` (a quotation; in order, apart) is never cut inside.

    A full stop just before a closing quotation mark may end the sentence that the quotation stands in.
    """
    found: list[Span] = []
    start, quote = span.start, 0
    for match in _STOP.finditer(text, span.start, span.end):
        end = match.end()
        if end < span.end and not text[end].isspace():
            continue
        while quote < len(whole) and whole[quote].end < end:
            quote += 1
        if quote < len(whole) and whole[quote].start < match.start() and end < whole[quote].end:
            continue
        if _ends_sentence(text, match.start(), end, span):
            found.append(Span(start, end))
            start = _skip_space(text, end, span.end)
    if start < span.end and text[start : span.end].strip():
        found.append(Span(start, span.end))
    return tuple(found)


def _skip_space(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _ends_sentence(text: str, stop: int, end: int, span: Span) -> bool:
    first = _skip_space(text, end, span.end)
    following = text[first : min(span.end, first + _WORD_CHARS_MAX)].lstrip("\"'“‘«„([¿¡—-")
    if not following:
        return True
    if following[0].islower():
        return False
    if text[stop] != "." or end > stop + 1:
        return True
    before = text[max(span.start, stop - _WORD_CHARS_MAX) : stop].split()
    word = before[-1].lstrip("\"'“‘«„(") if before else ""
    if word.lower() in _TITLES_CUT_SHORT and word[:1].isupper():
        return False
    if "." in word or _is_cut_short(word or "x"):
        return re.split(r"\W", following, maxsplit=1)[0].lower() in _SENTENCE_STARTERS
    return True
