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

from claims.engine.extraction import extract
from claims.engine.extraction.findings import Document
from claims.engine.parsers import ArticleDraft, parse

ROUNDS, WARM_UP = 30, 3


def main(folder: Path) -> None:
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}
    if not files:
        raise SystemExit(f"error: no .txt files in {folder}")
    drafts: list[ArticleDraft] = []
    parsing, reading = [], []
    for _ in range(WARM_UP + ROUNDS):
        started = process_time()
        drafts = [draft for name, content in files.items() for draft in parse(content, name=name)]
        parsed = process_time()
        for draft in drafts:
            extract(Document(draft.text, draft.segments, language=draft.language or "en", published=draft.published))
        parsing.append(parsed - started)
        reading.append(process_time() - parsed)
    characters = sum(len(draft.text) for draft in drafts)
    print(f"{len(drafts)} article(s), {characters:,} characters; median of {ROUNDS} rounds")
    for stage, seconds in (("parse", parsing[WARM_UP:]), ("extract", reading[WARM_UP:])):
        middle = median(seconds)
        print(f"{stage:8} {1000 * middle / len(drafts):8.2f} ms an article {characters / middle:12,.0f} characters/s")
    whole = median(one + other for one, other in zip(parsing[WARM_UP:], reading[WARM_UP:], strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"together {len(drafts) / whole:8.1f} articles/s of CPU time; at most {memory:.0f} MB in memory")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m scripts.bench FOLDER")
    main(Path(sys.argv[1]))
