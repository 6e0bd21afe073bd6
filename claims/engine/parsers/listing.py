"""A draft as the command line prints it: the keys of the `parse` interface, which others may rely on."""

from __future__ import annotations

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.text import SegmentKind

_BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})


def draft_as_dict(draft: ArticleDraft, path: str) -> dict[str, object]:
    """One article, ready for JSON. `body` holds paragraphs and block quotes, a blank line between."""
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
        "body": "\n\n".join(_texts(draft, *_BODY)),
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


def _texts(draft: ArticleDraft, *kinds: SegmentKind) -> list[str]:
    return [part.span.of(draft.text) for part in draft.segments if part.kind in kinds]
