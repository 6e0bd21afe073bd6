"""`make bench`: how long the engine takes to read articles, from bytes to statements. No database, no queue.

The files are read again and again in one process; what counts is CPU time, so that a busy machine disturbs less. Still
compare only numbers from one machine, taken one after the other.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from statistics import median
from time import process_time

from claims.engine.extraction import Proposers, extract
from claims.engine.extraction.findings import Document
from claims.engine.parsers import ArticleDraft, parse

ROUNDS, WARM_UP = 30, 3


def main(folder: Path) -> None:
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    if not files:
        raise SystemExit(f"error: no .txt files in {folder}")
    drafts: list[ArticleDraft] = []
    spent: dict[str, list[float]] = {"parse": [], **{proposers.value: [] for proposers in Proposers}}
    for _ in range(WARM_UP + ROUNDS):
        started = process_time()
        drafts = [draft for name, content in files.items() for draft in parse(content, name=name)]
        spent["parse"].append(process_time() - started)
        for proposers in Proposers:
            started = process_time()
            for draft in drafts:
                extract(document(draft), proposers)
            spent[proposers.value].append(process_time() - started)
    characters = sum(len(draft.text) for draft in drafts)
    middle = {stage: median(seconds[WARM_UP:]) for stage, seconds in spent.items()}
    print(f"{len(drafts)} article(s), {characters:,} characters; median of {ROUNDS} rounds")
    for stage, seconds in middle.items():
        print(f"{stage:8} {1000 * seconds / len(drafts):8.2f} ms an article {characters / seconds:12,.0f} characters/s")
    for proposers in Proposers:
        whole = len(drafts) / (middle["parse"] + middle[proposers.value])
        print(f"parsed and read ({proposers.value}): {whole:.1f} articles/s of CPU time")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB in memory")


def document(draft: ArticleDraft) -> Document:
    return Document(draft.text, draft.segments, language=draft.language or "en", published=draft.published)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m scripts.bench FOLDER")
    main(Path(sys.argv[1]))
