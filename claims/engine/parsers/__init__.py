"""Bytes or markup → `ArticleDraft`. Decides by content, never by a file's name; stores nothing, opens nothing."""

from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.listing import draft_as_dict, refused_as_dict
from claims.engine.parsers.plain import parse_plain, segment
from claims.engine.parsers.registry import FORMATS, Format, parse

__all__ = [
    "FORMATS",
    "ArticleDraft",
    "Format",
    "Refused",
    "draft_as_dict",
    "parse",
    "parse_plain",
    "refused_as_dict",
    "segment",
]
