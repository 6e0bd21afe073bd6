"""A title and a body that came apart from each other, as markup or as plain text → one text with its segments.

It may not decide which field is the body, and adds no metadata.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from claims.engine.parsers import limits
from claims.engine.parsers.assembly import assembled
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block, lay_out
from claims.engine.parsers.paragraphs import paragraphs
from claims.engine.parsers.plain import parse_plain
from claims.engine.parsers.stated import has_markup, without_entities
from claims.engine.text import SegmentKind

_OPENING = 3
"""Within so many paragraphs a body that repeats its title does so: a name of the outlet may stand before it."""
_BLOCK_TAGS = ("<p", "<br", "<div", "<li", "<h1", "<h2", "<h3", "<blockquote", "<table", "<section", "<article")


def from_body(
    kind: str, body: str, *, title: str = "", deck: str = "", language: str = "", markup: bool = False
) -> ArticleDraft:
    """The article of a body, under its title and deck where they are given (each on one line).

    `markup` says that the body is HTML; other bodies are looked at. `language` is a stated BCP 47 tag.
    Raises `Refused` with `no_text` or `too_large`.
    """
    if len(body) > limits.TEXT_BYTES:
        size, most = limits.as_megabytes(len(body)), limits.as_megabytes(limits.TEXT_BYTES)
        raise Refused("too_large", f"Its text has {size}; one article may have {most}.")
    if not markup and not has_markup(body):
        body = without_entities(body)  # which may bring markup to light
    build = _from_markup if markup or has_markup(body) else _from_plain
    primary = language.partition("-")[0]
    draft = build(body, title, deck, primary)
    return replace(draft, kind=kind, language=language if draft.language == primary else draft.language)


def _from_markup(body: str, title: str, deck: str, language: str) -> ArticleDraft:
    blocks = html_blocks(body if _has_blocks(body) else _with_blocks(body))
    if not any(any(map(str.isalpha, block.words)) for block in blocks):
        raise Refused("no_text", "It has no text.")
    head = [(SegmentKind.HEADLINE, title), (SegmentKind.DECK, deck)]
    named = [Block(what, words) for what, words in head if words]
    for block in named:
        if blocks and _same(blocks[0].words, block.words):
            blocks = blocks[1:]
    laid = lay_out([*named, *blocks], stated=language)
    return assembled("html", laid.text, laid.segments, stated=language)


def _has_blocks(body: str) -> bool:
    lowered = body.lower()
    return any(tag in lowered for tag in _BLOCK_TAGS)


def _with_blocks(body: str) -> str:
    """Text with a few tags inside its paragraphs, as editors store it: the line ends still part them."""
    return "".join(f"<p>{span.of(body)}</p>" for span in paragraphs(body))


def _from_plain(body: str, title: str, deck: str, language: str) -> ArticleDraft:
    if not any(map(str.isalpha, body)):
        raise Refused("no_text", "It has no text.")
    head, body = _headed(body, title, deck)
    whole = "\n\n".join([*(words for _, words in head), body])
    return parse_plain(whole, head=[what for what, _ in head], stated=language)


def _headed(body: str, title: str, deck: str) -> tuple[Sequence[tuple[SegmentKind, str]], str]:
    """What to set above the body and what is left of it: a title or deck that it opens with stands there once."""
    if title and title in _opening(body)[1:]:
        return (), body  # a whole page that says what it is by its shape
    head = []
    for what, words in ((SegmentKind.HEADLINE, title), (SegmentKind.DECK, deck)):
        if words:
            head.append((what, words))
            body = _without(body, words)
    return head, body


def _opening(body: str) -> list[str]:
    lines = (" ".join(line.split()) for line in body[: limits.TITLE_LENGTH * 2].split("\n"))
    return list(islice(filter(None, lines), _OPENING))


def _without(body: str, words: str) -> str:
    line, _, rest = body.lstrip().partition("\n")
    return rest if _same(line, words) and rest.strip() else body


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == other.casefold()
