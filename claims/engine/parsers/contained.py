"""What the contained process runs: one format's parser, its items out as lines. Called by `sandbox_child` alone."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from claims.engine.parsers import languages, registry
from claims.engine.parsers.carry import to_line
from claims.engine.parsers.draft import Refused


def prepare(kind: str) -> None:
    """Imports the libraries that `kind` needs, once for all files and not in the child that reads one."""
    languages.load()
    for module in registry.named(kind).needs:
        import_module(module)


def read(kind: str, data: bytes) -> Iterator[str]:
    """One line for each thing in `data`, or one for why there is nothing."""
    try:
        items = registry.named(kind).parse(data)
    except Refused as refused:
        yield to_line(refused)
        return
    yield from map(to_line, items)
