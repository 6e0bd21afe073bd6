"""A text that was cut up → `ArticleDraft`: its fields are what its stretches say. Knows no format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.engine.parsers import shapes
from claims.engine.parsers.draft import ArticleDraft
from claims.engine.parsers.languages import LANGUAGES, document_language
from claims.engine.parsers.published import published
from claims.engine.text import Segment, SegmentKind

_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})


def assembled(
    kind: str, text: str, segments: Sequence[Segment], languages: Sequence[str] = LANGUAGES, *, stated: str = ""
) -> ArticleDraft:
    """The article that `text` holds, with all that its segments say about it."""
    date, source, warnings = published(text, segments)
    body = [part.span.of(text) for part in segments if part.kind in _BODY]
    fields = {
        "title": _first(text, segments, SegmentKind.HEADLINE),
        "deck": _first(text, segments, SegmentKind.DECK),
        "byline": _first(text, segments, SegmentKind.BYLINE),
        "dateline": shapes.dateline_words(_first(text, segments, SegmentKind.DATELINE)),
        "outlet": _outlet(_first(text, segments, SegmentKind.MASTHEAD)),
    }
    language = document_language(body or [text], languages, stated=stated)
    where = {name: "text" for name, value in (fields | {"language": language}).items() if value}
    return ArticleDraft(
        kind=kind,
        text=text,
        segments=tuple(segments),
        **fields,
        published=date,
        published_from=source,
        language=language,
        warnings=warnings,
        where=where | {"published": source} if date else where,
    )


def with_guessed_day(draft: ArticleDraft, day: str, because: str) -> ArticleDraft:
    """`draft`, dated on `day` (EDTF) if nothing in it says when it was published; marked and explained as a guess."""
    if draft.published or not day:
        return draft
    return replace(
        draft,
        published=day,
        published_from="guess",
        warnings=(*draft.warnings, f"The date is a guess: {because}."),
        where={**draft.where, "published": "guess"},
    )


def _first(text: str, segments: Sequence[Segment], kind: SegmentKind) -> str:
    return next((part.span.of(text) for part in segments if part.kind is kind), "")


def _outlet(masthead: str) -> str:
    """The outlet's name as its masthead writes it: the words that its web address is made of, else all of it."""
    address = shapes.DOMAIN.search(masthead)
    if address is None:
        return masthead
    label = address[1]
    words = masthead[: address.start()].split() + masthead[address.end() :].split()
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if "".join(words[start:end]).casefold() == label.casefold().replace("-", ""):
                return " ".join(words[start:end])
    return label
