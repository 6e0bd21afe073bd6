"""What a wire or a feed says of one item → `ArticleDraft`. Knows no format, and looks at words only where fields fail.

The rules that all of them share live here: what makes an item an article, when an embargo holds, and which of the first
paragraphs only say the headline again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.layout import Block, Laid, lay_out
from claims.engine.parsers.moments import Moment, latest_moment, read_moment
from claims.engine.parsers.stated import address, headline, identifier, language_tag, one_line, shortened
from claims.engine.text import Segment, SegmentKind, Span

WITHOUT_END = "until further notice"
"""The embargo of an item that says it has one and not how long."""
_STATUSES = {
    "usable": "usable",
    "withheld": "withheld",
    "canceled": "canceled",
    "cancelled": "canceled",
    "killed": "canceled",
}
_BYLINE, _DATELINE, _NAME, _NOTE = 500, 200, 500, 10_000
"""How many code points of such a field are kept; the database holds no more. Real ones have a tenth of that."""
_CHANT = 60
"""Letters. Shorter paragraphs may be said twice on purpose."""
_OPENING = 6
"""How many paragraphs at the start of a body may belong to its head, or say it again."""


@dataclass(frozen=True, slots=True)
class Story:
    """One item, every field as the sender wrote it, in any state of white space; `""` where it says nothing."""

    title: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    body: tuple[Block, ...] = ()
    outlet: str = ""
    language: str = ""
    url: str = ""
    guid: str = ""
    version: str = ""
    published: tuple[str, ...] = ()
    """Dates of publication, the best first."""
    updated: str = ""
    status: str = ""
    embargo: str = ""
    usage_terms: str = ""
    copyright: str = ""
    editors_note: str = ""
    warnings: tuple[str, ...] = ()


def article(kind: str, story: Story) -> ArticleDraft:
    """The article that the item holds. One that is cancelled and known by its guid needs neither headline nor text.

    Raises `Refused` with `no_title`, `no_text` or `too_large`.
    """
    title, cut = headline(story.title)
    byline = shortened(one_line(story.byline), _BYLINE)
    dateline = shapes.dateline_words(shortened(one_line(story.dateline), _DATELINE))
    deck, body = _apart(one_line(story.deck), story.body, repeated=(title, byline))
    status, embargoed_until, hints = _release(story)
    if not (status == "canceled" and story.guid):
        _insist(title, body)
    language = language_tag(story.language)
    head = (
        Block(SegmentKind.HEADLINE, title),
        Block(SegmentKind.DECK, deck),
        Block(SegmentKind.BYLINE, byline),
        Block(SegmentKind.DATELINE, dateline),
    )
    laid = lay_out((*head, *body), stated=language)
    segments = tuple(_opened(laid))
    (url, no_url), (_, no_guid) = address(story.url), identifier(story.guid)
    said = _said(story) | {"title": title, "deck": deck, "byline": byline, "dateline": dateline, "url": url}
    said["embargoed_until"] = embargoed_until
    written = {name: words for name, words in _written(laid.text, segments).items() if not said[name]}
    where = {name: "wire" for name, value in said.items() if value} | dict.fromkeys(written, "text")
    return ArticleDraft(
        kind=kind,
        text=laid.text,
        segments=segments,
        **(said | written),
        status=status,
        language=laid.language,
        published_from=where.get("published", ""),
        warnings=(*story.warnings, *cut, *hints, *no_url, *no_guid),
        where=where | _where_language(laid.language, language),
    )


def _said(story: Story) -> dict[str, str]:
    """The fields that are taken as they stand."""
    published = next((moment for moment in map(read_moment, story.published) if moment.day), Moment())
    return {
        "outlet": shortened(one_line(story.outlet), _NAME),
        "guid": identifier(story.guid)[0],
        "version": identifier(story.version)[0],
        "published": published.day,
        "published_at": published.at,
        "updated": read_moment(story.updated).at,
        "usage_terms": story.usage_terms.strip()[:_NOTE],
        "copyright": shortened(one_line(story.copyright), _NAME),
        "editors_note": story.editors_note.strip()[:_NOTE],
    }


def _insist(title: str, body: Sequence[Block]) -> None:
    if not any(any(map(str.isalpha, block.words)) for block in body):
        raise Refused("no_text", "The item holds no text.")
    if sum(len(block.words) for block in body) > limits.TEXT_BYTES:
        raise Refused("too_large", f"Its text has more than {limits.as_megabytes(limits.TEXT_BYTES)}.")
    if len(body) > limits.LINES:
        raise Refused("too_large", f"Its text has {len(body):,} paragraphs; it may have {limits.LINES:,}.")
    if not title:
        raise Refused("no_title", "The item has no headline.")


def _apart(deck: str, body: Sequence[Block], repeated: Iterable[str]) -> tuple[str, list[Block]]:
    """Deck and body with nothing said twice: many senders repeat the head in the text, or its start as the deck."""
    head = set(map(_letters, repeated)) - {""}
    body = _without_lead(body)
    opening = [block for block in body[:_OPENING] if _letters(block.words) not in head]
    body = [*opening, *body[_OPENING:]] or list(body)  # a flash may be its headline and nothing else
    if not deck or _letters(deck) in head:
        return "", body
    for at, block in enumerate(opening):
        if not _letters(block.words).startswith(_letters(deck)):
            continue
        if at + 1 < len(body) and shapes.dateline_prefix(one_line(body[at + 1].words)):
            return deck, [*body[:at], *body[at + 1 :]]
        return "", body
    return deck, body


def _without_lead(body: Sequence[Block]) -> Sequence[Block]:
    """`body` without its first paragraphs where they stand there twice: archives set the lead before the full text."""
    words = [_letters(block.words) for block in body[: 2 * _OPENING]]
    for many in range(1, len(words) // 2 + 1):
        if words[:many] == words[many : 2 * many] and all(len(each) > _CHANT for each in words[:many]):
            return body[many:]
    return body


def _letters(words: str) -> str:
    return "".join(filter(str.isalnum, words.casefold()))


def _release(story: Story) -> tuple[str, str, tuple[str, ...]]:
    """The publishing status, the end of the embargo, and what an editor should know about either."""
    said = story.status.strip().casefold()
    status = _STATUSES.get(said, "usable")
    hints: tuple[str, ...] = (
        (f"The publishing status “{shortened(said)}” is unknown.",) if said not in {"", "embargoed", *_STATUSES} else ()
    )
    embargo = one_line(story.embargo) or (WITHOUT_END if said == "embargoed" else "")
    if not embargo:
        return status, "", hints
    until = latest_moment(embargo)
    if until and not read_moment(embargo).at:
        hints += ("The embargo does not say its time zone; it holds until its time has come everywhere.",)
    if until or status == "canceled":
        return status, until, hints
    return "withheld", "", (*hints, f"The item is under embargo: {shortened(embargo)}. An editor has to release it.")


def _opened(laid: Laid) -> Iterator[Segment]:
    """The segments, with a byline or dateline that the first paragraphs of the body write out told apart."""
    left = _OPENING
    for part in laid.segments:
        words = part.span.of(laid.text)
        if part.kind is not SegmentKind.PARAGRAPH or not left:
            yield part
        elif shapes.is_byline(words):
            yield replace(part, kind=SegmentKind.BYLINE)
        elif cut := shapes.dateline_prefix(words):
            left, start = 0, part.span.start
            place = Span(start, start + len(words[:cut].rstrip()))
            yield Segment(SegmentKind.DATELINE, place, part.language)
            yield replace(part, span=Span(start + cut, part.span.end))
        else:
            left -= 1
            yield part


def _written(text: str, segments: Sequence[Segment]) -> dict[str, str]:
    """What the text itself says where the sender's fields may not."""
    names = {SegmentKind.BYLINE: "byline", SegmentKind.DATELINE: "dateline"}
    found: dict[str, str] = {}
    for part in segments:
        if part.kind in names:
            found.setdefault(names[part.kind], shapes.dateline_words(part.span.of(text)))
    return found


def _where_language(language: str, stated: str) -> dict[str, str]:
    if not language:
        return {}
    return {"language": "wire" if language == stated else "text"}
