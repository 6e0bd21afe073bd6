"""What a feed says of one entry → an article where it brings the whole text, else a link to it, else a refusal.

Asks nobody for the page behind a link, and knows nothing of how feeds are written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from claims.engine import urls
from claims.engine.parsers.draft import Item, ItemRefused, LinkFound, Refused
from claims.engine.parsers.layout import Block
from claims.engine.parsers.moments import read_moment
from claims.engine.parsers.stated import headline, identifier, moment
from claims.engine.parsers.story import Story, article
from claims.engine.text import SegmentKind

_SHORTEST = 300
"""Characters. No whole article is shorter."""
_SURELY_WHOLE = 1_500
_WHOLE_SUMMARY = 2_500
"""Where an entry has nothing but a summary: some feeds put the whole article there."""
_TIMES_THE_SUMMARY = 2
_TAIL = 600
"""Characters at the end of a text in which such words are looked for."""
_CUT_OFF = re.compile(
    r"(?:\[?(?:…|\.\.\.)\]?|(?:read (?:more|on|the (?:full|rest).{0,40})|continue reading.{0,80}|(?:leer|ver) más"
    r"|seguir leyendo|sigue leyendo|continúa leyendo.{0,80})\W{0,4})\Z",
    re.IGNORECASE,
)
_SYNDICATED = re.compile(
    r"(?:the post\b.{1,300}\bappeared first on\b|la entrada\b.{1,300}\bse publicó primero en\b).{1,200}\Z",
    re.IGNORECASE,
)
"""What publishing programs add below every entry of their feeds."""


@dataclass(frozen=True, slots=True)
class FeedHead:
    """What a feed says of itself, as it stands there."""

    title: str = ""
    link: str = ""
    """The site that it is the feed of."""
    language: str = ""
    ttl_minutes: int | None = None
    """How long it asks not to be read again."""
    byline: str = ""
    """Whose the entries are that name nobody."""
    copyright: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, every field as the feed has it."""

    title: str = ""
    links: tuple[str, ...] = ()
    """Addresses of the article, the best first."""
    base: str = ""
    """What relative links are relative to, where the feed says so."""
    content: tuple[Block, ...] = ()
    summary: tuple[Block, ...] = ()
    byline: str = ""
    language: str = ""
    guid: str = ""
    published: str = ""
    updated: str = ""
    copyright: str = ""
    usage_terms: str = ""


def item_of(entry: Entry, where: str, *, outlet: str, warnings: tuple[str, ...] = ()) -> Item:
    """`where` names the entry in its feed. A text whose link is no good is taken without it.

    The dates of a link are moments where the feed says so much, else days.
    """
    title, _ = headline(entry.title)
    (published, undated), (updated, _) = _date(entry.published), _date(entry.updated)
    entry = replace(entry, published=published, updated=updated)
    url, refusal = _address(entry)
    body = _whole_text(entry)
    if body and title:
        left_out = (f"Its link was left out. {refusal.reason}",) if refusal and entry.links else ()
        try:
            return article("feed", _story(entry, body, url, outlet, (*warnings, *undated, *left_out)))
        except Refused as refused:
            refusal = None if url else refused
    if refusal:
        return ItemRefused(where, refusal.code, refusal.reason, title=title)
    return LinkFound(url, title, identifier(entry.guid)[0], entry.published, entry.updated)


def _story(entry: Entry, body: tuple[Block, ...], url: str, outlet: str, warnings: tuple[str, ...]) -> Story:
    if not read_moment(entry.published).day and read_moment(entry.updated).day:
        warnings += ("The feed says only when the entry was last updated; its date is that day.",)
    return Story(
        title=entry.title,
        body=body,
        byline=entry.byline,
        outlet=outlet,
        language=entry.language,
        url=url,
        guid=entry.guid,
        published=(entry.published, entry.updated),
        updated=entry.updated,
        copyright=entry.copyright,
        usage_terms=entry.usage_terms,
        warnings=warnings,
    )


def _date(words: str) -> tuple[str, tuple[str, ...]]:
    """The moment or the day, and warnings. Feeds that are made by hand say it in words."""
    said, doubts = moment(words, "the feed")
    return said.at or said.day, doubts


def _address(entry: Entry) -> tuple[str, Refused | None]:
    """The first link that may be asked for, or why there is none."""
    refusal = Refused("no_link", "The entry has neither a link nor a whole text.")
    for number, link in enumerate(entry.links):
        try:
            return str(urls.checked(urls.join(urls.read(entry.base), link) if entry.base else urls.read(link))), None
        except urls.BadAddress as bad:
            refusal = refusal if number else Refused(bad.code, bad.reason)
    return "", refusal


def _whole_text(entry: Entry) -> tuple[Block, ...]:
    """The text of an entry that brings the whole article, or nothing."""
    if entry.content:
        long, short = _length(entry.content), _length(entry.summary)
        needed = _SHORTEST if long >= _TIMES_THE_SUMMARY * short and len(entry.content) > 1 else _SURELY_WHOLE
        return _told_apart(entry.content) if long >= needed else ()
    return _told_apart(entry.summary) if _length(entry.summary) >= _WHOLE_SUMMARY else ()


def _length(blocks: Iterable[Block]) -> int:
    return sum(len(block.words) for block in blocks)


def _told_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, the publishing program's own last line as boilerplate; nothing if they break off."""
    *body, last = blocks
    added: tuple[Block, ...] = ()
    if body and _SYNDICATED.search(_tail(last)):
        added = (replace(last, kind=SegmentKind.BOILERPLATE),)
        last = body[-1]
    return () if _CUT_OFF.search(_tail(last)) else (*blocks[: len(blocks) - len(added)], *added)


def _tail(block: Block) -> str:
    return " ".join(block.words[-_TAIL:].split())
