"""What a parser hands over: one `ArticleDraft` for each article it found, or a `Refused` with a code and a reason."""

from __future__ import annotations

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

    `text` is normalised and `segments` are in order, inside it and without overlap. `published` is EDTF or `""`, and
    `published_from` says where it was read: `jsonld`, `meta`, `wire`, `text`, `caption` or `guess`.
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
    language: str = ""
    url: str = ""
    guid: str = ""
    version: str = ""
    warnings: tuple[str, ...] = field(default=())
