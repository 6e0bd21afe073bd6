"""What a parser hands over for each thing it found: an article, a link to one, or a refusal with a code and a reason.

Everything here is frozen and made of plain strings and numbers, so that it can cross rings and processes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from claims.engine.text import Segment


class Refused(Exception):
    """The bytes hold no article. `code` is stable and machine-readable; `reason` is one line for an editor."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One article as read, before anything is stored.

    `text` is normalised and `segments` are in order, inside it and without overlap. `published` is an EDTF day, month
    or year, or `""`; `published_at`, `updated` and `embargoed_until` are RFC 3339 moments, or `""`.
    """

    kind: str
    text: str
    segments: tuple[Segment, ...]
    title: str = ""
    deck: str = ""
    byline: str = ""
    dateline: str = ""
    outlet: str = ""
    published: str = ""
    published_from: str = ""
    """Where `published` was read: `jsonld`, `meta`, `wire`, `text`, `caption` or `guess`."""
    language: str = ""
    url: str = ""
    """Where the document says it stands: a hint from outside, never proof."""
    guid: str = ""
    version: str = ""
    warnings: tuple[str, ...] = ()
    """What was mended or may be wrong, one sentence for an editor each."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Field name → where its value was read: `jsonld`, `meta`, `wire`, `text`, `caption`, `file` or `guess`."""
    published_at: str = ""
    updated: str = ""
    status: str = "usable"
    """IPTC publishing status: `usable`, `withheld` or `canceled`."""
    embargoed_until: str = ""
    usage_terms: str = ""
    copyright: str = ""
    editors_note: str = ""


@dataclass(frozen=True, slots=True)
class LinkFound:
    """An article that stands elsewhere: a feed entry without its text. Somebody may fetch `url`."""

    url: str
    title: str = ""
    guid: str = ""
    published: str = ""
    updated: str = ""


@dataclass(frozen=True, slots=True)
class ItemRefused:
    """One of several things in a file that cannot be used. `where` names it: "line 3", "entry a/b.txt", "item 2"."""

    where: str
    code: str
    reason: str
    title: str = ""


Item = ArticleDraft | LinkFound | ItemRefused
Parse = Callable[[bytes], list[Item]]
"""A parser: the whole file's bytes in, its items out, in order. Raises `Refused` where nothing can be used at all."""
