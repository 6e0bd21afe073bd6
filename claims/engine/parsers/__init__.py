"""Bytes or markup → articles, links and refusals. Content decides, never a name; it stores and opens nothing."""

from claims.engine.parsers.draft import ArticleDraft, Item, ItemRefused, LinkFound, Refused
from claims.engine.parsers.listing import draft_as_dict, item_as_dict, refused_as_dict
from claims.engine.parsers.plain import parse_plain, segment
from claims.engine.parsers.registry import FORMATS, Format, parse, read_files, read_items

__all__ = [
    "FORMATS",
    "ArticleDraft",
    "Format",
    "Item",
    "ItemRefused",
    "LinkFound",
    "Refused",
    "draft_as_dict",
    "item_as_dict",
    "parse",
    "parse_plain",
    "read_files",
    "read_items",
    "refused_as_dict",
    "segment",
]
