"""Plain text → article. Cuts a text into what a reader sees: headline, deck, captions, paragraphs, block quotes.

Works on shape and order alone. It may not read statements and may not invent what the text does not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.assembly import assembled
from claims.engine.parsers.decoding import decode
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.languages import LANGUAGES, document_language, language_of
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.text import Segment, SegmentKind, Span, normalise

_HEADLINE_LONGEST = 200
_DECK_LONGEST = 280
_TITLE_WORDS = 18
"""A first line that ends like a sentence is a headline only if it is this short …"""
_TWO_SENTENCE_TITLE_WORDS = 12
"""… and this short if it holds two."""
_WEEKDAY_PASSED = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:este|el) (?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
)
_INNER_END = re.compile(r"[a-zà-ÿ]{3}[.!?][\"'”’]? [A-ZÀ-Þ]")
_LIST_ITEM = re.compile(r"[-*•·‣▪]\s|\(?\d")
_QUOTE_WORDS = 6
"""A shorter paragraph after a colon is a heading, unless it ends like a sentence."""
_DATELINE_WITHIN = 6
"""A dateline opens the body. Later on, capitals and a dash are a heading."""
_NAME_OR_ADDRESS = re.compile(r"[a-z]{2,10}://\S+|\S{1,250}\.[A-Za-z]\w{1,4}")
_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})


@dataclass(slots=True)
class _Piece:
    """One paragraph while it is being judged."""

    span: Span
    words: str
    language: str
    kind: SegmentKind = SegmentKind.PARAGRAPH


def segment(
    text: str, languages: Sequence[str] = LANGUAGES, *, head: Sequence[SegmentKind] = (), stated: str = ""
) -> tuple[Segment, ...]:
    """What each stretch of `text` is. Spans are offsets into `text` as given, in order and without overlap.

    What is known from elsewhere: `head`, what the first paragraphs are, and `stated`, the primary language subtag.
    """
    spans = paragraphs(text)
    main = document_language([span.of(text) for span in spans], languages, stated=stated)
    pieces = [
        _Piece(span, span.of(text), language_of(span.of(text), fallback=main, languages=languages)) for span in spans
    ]
    body_from = _mark_known(pieces, head) or _mark_head(pieces)
    _mark_body(pieces, body_from, main)
    if SegmentKind.DECK not in head:
        _mark_deck(pieces)
    return tuple(_segments_of(pieces))


def _mark_known(pieces: list[_Piece], head: Sequence[SegmentKind]) -> int:
    for piece, kind in zip(pieces, head, strict=False):
        piece.kind = kind
    return min(len(pieces), len(head))


def _mark_head(pieces: list[_Piece]) -> int:
    """Marks masthead and headline; returns the index of the first piece that is neither."""
    at = 0
    if len(pieces) > 2 and shapes.is_masthead(pieces[0].words) and not shapes.is_byline(pieces[1].words):
        pieces[0].kind = SegmentKind.MASTHEAD
        at = 1
    if at + 1 < len(pieces) and _is_headline(pieces[at].words):
        pieces[at].kind = SegmentKind.HEADLINE
        at += 1
    return at


def _is_headline(words: str) -> bool:
    if len(words) > _HEADLINE_LONGEST or words.endswith(":") or shapes.dateline_prefix(words):
        return False
    if shapes.is_byline(words) or shapes.is_date_line(words) or shapes.is_boilerplate(words):
        return False
    if not shapes.SENTENCE_END.search(words) or shapes.is_in_title_case(words):
        return True
    return (
        len(words.split()) <= (_TWO_SENTENCE_TITLE_WORDS if _INNER_END.search(words) else _TITLE_WORDS)
        and not shapes.OPENING_QUOTE.match(words)
        and not _WEEKDAY_PASSED.search(words)
    )


def _mark_body(pieces: list[_Piece], start: int, main: str) -> None:
    before_body = True
    for at, piece in enumerate(pieces[start:], start):
        previous = pieces[at - 1] if at else None
        piece.kind = _kind_of(piece, previous, foreign=piece.language != main, before_body=before_body)
        # The deck stands where a first paragraph would; until it is told apart it does not end the head.
        if piece.kind in _BODY and not (before_body and at == start and start and len(piece.words) <= _DECK_LONGEST):
            before_body = False


def _kind_of(piece: _Piece, previous: _Piece | None, *, foreign: bool, before_body: bool) -> SegmentKind:
    words = piece.words
    if shapes.is_boilerplate(words):
        return SegmentKind.BOILERPLATE
    if shapes.is_byline(words):
        return SegmentKind.BYLINE
    if before_body and shapes.is_date_line(words):
        return SegmentKind.DATELINE
    if shapes.is_caption(words, foreign=foreign, before_body=before_body):
        return SegmentKind.CAPTION
    if previous is not None and _introduces_quote(previous) and _is_bare_quote(words):
        return SegmentKind.BLOCK_QUOTE
    return SegmentKind.PARAGRAPH


def _introduces_quote(piece: _Piece) -> bool:
    return piece.kind in _BODY and piece.words.endswith(":")


def _is_bare_quote(words: str) -> bool:
    if shapes.OPENING_QUOTE.match(words) or _LIST_ITEM.match(words):
        return False
    return len(words.split()) >= _QUOTE_WORDS or shapes.SENTENCE_END.search(words) is not None


def _mark_deck(pieces: list[_Piece]) -> None:
    """A deck is what stands between the headline and the byline, dateline or caption, or has no full stop.

    One whole sentence straight after the headline is otherwise taken for the first paragraph: most texts have no deck.
    """
    headline = next((at for at, piece in enumerate(pieces) if piece.kind is SegmentKind.HEADLINE), None)
    if headline is None or headline + 2 >= len(pieces):
        return
    piece, following = pieces[headline + 1 : headline + 3]
    if piece.kind is not SegmentKind.PARAGRAPH or len(piece.words) > _DECK_LONGEST or piece.words.endswith(":"):
        return
    set_apart = following.kind in {SegmentKind.BYLINE, SegmentKind.DATELINE, SegmentKind.CAPTION}
    if set_apart or not shapes.SENTENCE_END.search(piece.words) or shapes.dateline_prefix(following.words):
        piece.kind = SegmentKind.DECK


def _segments_of(pieces: list[_Piece]) -> Iterator[Segment]:
    """One segment for each piece, and one more where the body opens with its dateline."""
    dateline_at = next((at for at, piece in enumerate(pieces[:_DATELINE_WITHIN]) if _dateline_length(piece)), -1)
    for at, piece in enumerate(pieces):
        start, end = piece.span.start, piece.span.end
        if at == dateline_at:
            cut = _dateline_length(piece)
            yield Segment(SegmentKind.DATELINE, Span(start, start + len(piece.words[:cut].rstrip())), piece.language)
            start += cut
        yield Segment(piece.kind, Span(start, end), piece.language)


def _dateline_length(piece: _Piece) -> int:
    return shapes.dateline_prefix(piece.words) if piece.kind is SegmentKind.PARAGRAPH else 0


def parse_plain(
    data: bytes | str, languages: Sequence[str] = LANGUAGES, *, head: Sequence[SegmentKind] = (), stated: str = ""
) -> ArticleDraft:
    """The article in a plain text. `head` and `stated` are known from elsewhere, as for `segment`.

    Raises `Refused` (`empty`, `no_article`, `binary`, `encoding`, `too_large`).
    """
    raw, warnings = decode(data) if isinstance(data, bytes) else (data, ())
    text = normalise(raw)
    if (lines := text.count("\n") + 1) > limits.LINES:
        raise Refused("too_large", f"It has {lines:,} lines; an article may have {limits.LINES:,}.")
    text = _laid_out(text)
    if not any(map(str.isalpha, text)):
        raise Refused("empty", "There is no text in it.")
    if _NAME_OR_ADDRESS.fullmatch(text):
        raise Refused("no_article", "It holds only the name of a file or an address; give what stands there.")
    draft = assembled("text", text, segment(text, languages, head=head, stated=stated), languages, stated=stated)
    return replace(draft, warnings=warnings + draft.warnings)


def _laid_out(text: str) -> str:
    """One paragraph to a line and a blank line between, however the text came."""
    return "\n\n".join(" ".join(map(str.strip, span.of(text).split("\n"))) for span in paragraphs(text))
