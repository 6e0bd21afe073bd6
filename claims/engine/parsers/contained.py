"""What the contained process runs: one format's parser, its items out as lines. Called by `sandbox_child` alone."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from importlib import import_module

from claims.engine.parsers import languages, registry
from claims.engine.parsers.carry import to_line
from claims.engine.parsers.charsets import in_utf8
from claims.engine.parsers.draft import Refused


def prepare(what: str) -> None:
    """Imports what reading `kind codec` needs, once for all files and not in the child that reads one."""
    kind, codec = split(what)
    languages.load()
    if codec:
        codecs.lookup(codec)
    for module in registry.named(kind).needs:
        import_module(module)


def read(what: str, data: bytes) -> Iterator[str]:
    """One line for each thing in `data`, or one for why there is nothing."""
    kind, codec = split(what)
    try:
        items = registry.named(kind).parse(in_utf8(data, codec))
    except Refused as refused:
        yield to_line(refused)
        return
    yield from map(to_line, items)


def split(what: str) -> tuple[str, str]:
    """The kind of a file, and the codec that it cannot be read without, if any."""
    kind, _, codec = what.partition(" ")
    return kind, codec
