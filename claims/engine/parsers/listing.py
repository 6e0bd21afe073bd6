"""What was found as the command line prints it: the keys of the `parse` interface, which others may rely on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from claims.engine.parsers.draft import ArticleDraft, Item, LinkFound, Refused
from claims.engine.parsers.moments import read_moment
from claims.engine.text import SegmentKind

_LINK_ONLY = "There is only a link here; fetch it to read the article."
_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})
_SENT = frozenset({"ninjs", "newsml-g2", "newsml1", "nitf"})
"""What agencies send says of itself what it says. Here only that is printed: what was read off its words is ours."""


def item_as_dict(item: Item, path: str) -> dict[str, object]:
    """Any item, with the same keys.

    A link is printed as refused with the code `link_only`: its file holds no article, and where one stands. Its
    `url`, `title`, `guid` and `published` are kept. A refused item's reason says where in the file it stands.
    """
    if isinstance(item, ArticleDraft):
        return draft_as_dict(item, path)
    if isinstance(item, LinkFound):
        day = read_moment(item.published).day
        known = ArticleDraft("link", "", (), title=item.title, url=item.url, guid=item.guid, published=day)
        return draft_as_dict(known, path) | {"warnings": [_LINK_ONLY], "refused": "link_only"}
    reason = f"{item.where}: {item.reason}" if item.where else item.reason
    return refused_as_dict(Refused(item.code, reason), path) | {"title": item.title}


def draft_as_dict(draft: ArticleDraft, path: str) -> dict[str, object]:
    """One article, ready for JSON. `body` holds paragraphs and block quotes, a blank line between."""
    if draft.kind in _SENT:
        draft = replace(
            draft,
            byline=_said(draft, "byline"),
            dateline=_said(draft, "dateline"),
            language=_said(draft, "language"),
        )
    return {
        "path": path,
        "kind": draft.kind,
        "title": draft.title,
        "deck": draft.deck,
        "byline": draft.byline,
        "dateline": draft.dateline,
        "published": draft.published,
        "published_from": draft.published_from,
        "language": draft.language,
        "url": draft.url,
        "body": "\n\n".join(_body(draft)),
        "captions": _texts(draft, SegmentKind.CAPTION),
        "block_quotes": _texts(draft, SegmentKind.BLOCK_QUOTE),
        "guid": draft.guid,
        "version": draft.version,
        "warnings": list(draft.warnings),
        "refused": None,
    }


def refused_as_dict(refused: Refused, path: str) -> dict[str, object]:
    """The same keys for what was refused: `refused` holds the code and `warnings` the reason."""
    nothing = draft_as_dict(ArticleDraft(kind="", text="", segments=()), path)
    return nothing | {"warnings": [refused.reason], "refused": refused.code}


def _said(draft: ArticleDraft, field: str) -> str:
    return "" if draft.where.get(field) == "text" else getattr(draft, field)


def _body(draft: ArticleDraft) -> Iterator[str]:
    """Its paragraphs. A dateline that is printed nowhere else stays at the start of its own."""
    start = None
    for part in draft.segments:
        if part.kind is SegmentKind.DATELINE and not draft.dateline:
            start = part.span.start
        elif part.kind in _BODY:
            yield draft.text[part.span.start if start is None else start : part.span.end]
            start = None


def _texts(draft: ArticleDraft, *kinds: SegmentKind) -> list[str]:
    return [part.span.of(draft.text) for part in draft.segments if part.kind in kinds]
