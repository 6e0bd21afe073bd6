"""How fast files are read: every format through its parser, and the seed through extraction. No database, no queue."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from claims.engine import sandbox
from claims.engine.extraction import Proposers, extract
from claims.engine.extraction.findings import Document
from claims.engine.parsers import ArticleDraft, Refused, parse
from claims.engine.parsers.registry import FORMATS, read_items
from scripts.bench.clock import peak_memory, rounds
from scripts.bench.files import samples


def extraction(folder: Path, count: int = 30) -> None:
    """The texts of a folder, from bytes to statements."""
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    if not files:
        raise SystemExit(f"error: no .txt files in {folder}")
    drafts = [draft for name, content in files.items() for draft in parse(content, name=name)]
    stages: dict[str, Callable[[], object]] = {
        "parse": lambda: [parse(content, name=name) for name, content in files.items()],
        **{one.value: _extracting(drafts, one) for one in Proposers},
    }
    characters = sum(len(draft.text) for draft in drafts)
    print(f"Extraction: {len(drafts)} article(s), {characters:,} characters; CPU time, median of {count} rounds")
    spent = {stage: rounds(work, count=count, warm_up=3) for stage, work in stages.items()}
    for stage, seconds in spent.items():
        print(
            f"  {stage:8} {1000 * seconds / len(drafts):8.2f} ms an article {characters / seconds:14,.0f} characters/s"
        )
    whole = (f"{len(drafts) / (spent['parse'] + spent[one.value]):.1f} ({one.value})" for one in Proposers)
    print(f"  parsed and read: {' or '.join(whole)} articles/s")


def _extracting(drafts: list[ArticleDraft], proposers: Proposers) -> Callable[[], object]:
    documents = [
        Document(draft.text, draft.segments, language=draft.language or "en", published=draft.published)
        for draft in drafts
    ]
    return lambda: [extract(document, proposers) for document in documents]


def parsers(count: int = 5, scale: float = 1.0) -> None:
    """Files of every format, in a child process as the site reads them, and in this one."""
    print(f"Parsers: files made here; CPU time with children, median of {count} rounds")
    print("  format  files  KB each   contained, ms  articles/s   in process, ms  articles/s  refused")
    pages = ""
    for kind, (files, articles) in samples(scale).items():
        size = sum(map(len, files)) / len(files) / 1000
        refused = sum(not _contained(data) for data in files)
        contained = rounds(partial(_all, _contained, files), count=count) / articles
        here = rounds(partial(_all, _here, files), count=count) / articles
        print(
            f"  {kind:6} {len(files):6} {size:8.0f} {1000 * contained:15.2f} {1 / contained:11.0f}"
            f" {1000 * here:16.2f} {1 / here:11.0f} {refused:8}"
        )
        if kind == "html":
            pages = f"  web pages: {1 / contained:.0f} a second as the site reads them, {1 / here:.0f} in one process"
    print(pages)
    sandbox._close()  # what a child used is known when it is over
    own, child = peak_memory()
    print(f"  at most {own:.0f} MB in this process, {child:.0f} MB in one that reads for it")


def _all(read: Callable[[bytes], bool], files: list[bytes]) -> None:
    for data in files:
        read(data)


def _contained(data: bytes) -> bool:
    """False where the file is refused."""
    with suppress(Refused):
        return bool(read_items(data, name="bench"))
    return False


def _here(data: bytes) -> bool:
    form = next(form for form in FORMATS if form.recognises(data[:4096]))
    with suppress(Refused):
        return bool(form.parse(data))
    return False
