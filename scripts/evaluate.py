"""`make eval DATA=folder`: read labelled articles with the engine and let the folder's own scorer judge.

The folder holds one or more `*.jsonl` files of articles with their quotations, and a `score.py` that compares such a
file with what `python -m claims.engine extract` prints. One file of the folder may be given instead. Every figure
comes with its 95 % bootstrap interval over articles; speed is CPU time of one process, starting it included.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SYSTEMS = {
    extractor: (sys.executable, "-m", "claims.engine", "extract", "--extractor", extractor)
    for extractor in ("rules", "hybrid")
}
"""Every way to extract: its name and the command that reads articles from standard input."""
_RESAMPLES = 300
# Columns: heading, the scorer's key, the number shown.
COLUMNS = (
    ("end to end F1", "speaker.e2e", "f"),
    ("quotes F1", "all.quote@.5", "f"),
    ("direct, e. to e.", "direct.e2e", "f"),
    ("speaker right", "speaker.acc", "acc"),
    ("full name right", "speaker.resolved", "acc"),
)
_WIDTH = 22


@dataclass(frozen=True)
class Result:
    scores: dict[str, Any]
    articles: int
    seconds: float
    megabytes: float


def main(data: Path) -> None:
    folder = data if data.is_dir() else data.parent
    scorer = folder / "score.py"
    gold = sorted(folder.glob("*.jsonl")) if data.is_dir() else [data]
    if not scorer.is_file() or not gold:
        raise SystemExit(f"error: {folder} needs a score.py and at least one .jsonl file")
    for path in gold:
        print("\n".join(table(path, scorer)), flush=True)


def table(gold: Path, scorer: Path) -> Iterator[str]:
    """One data set: a row for each system, a column for each metric."""
    headings = "".join(f"{heading:>{_WIDTH}}" for heading, _, _ in COLUMNS)
    yield f"\n{gold.stem:<16}{headings}{'articles/s':>12}{'MB':>6}"
    for name, command in SYSTEMS.items():
        result = evaluate(gold, scorer, command)
        cells = "".join(f"{cell(result.scores, key, number):>{_WIDTH}}" for _, key, number in COLUMNS)
        yield f"  {name:<14}{cells}{result.articles / result.seconds:>12.0f}{result.megabytes:>6.0f}"


def evaluate(gold: Path, scorer: Path, command: tuple[str, ...]) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        found, scores = Path(folder, "found.jsonl"), Path(folder, "scores.json")
        with gold.open("rb") as articles, found.open("wb") as output:
            reading = subprocess.Popen(command, stdin=articles, stdout=output)
            _, status, used = os.wait4(reading.pid, 0)  # what this one process used, not the largest of all so far
        reading.returncode = os.waitstatus_to_exitcode(status)
        if reading.returncode:
            raise subprocess.CalledProcessError(reading.returncode, command)
        judge = (sys.executable, str(scorer), str(gold), str(found), "--speech-only", "--json", str(scores))
        subprocess.run((*judge, "--boot", str(_RESAMPLES)), check=True, stdout=subprocess.DEVNULL)
        result: dict[str, Any] = json.loads(scores.read_text())
    return Result(
        scores=result,
        articles=result["counts"]["docs"],
        seconds=used.ru_utime + used.ru_stime,
        megabytes=used.ru_maxrss / 1024,
    )


def cell(scores: dict[str, Any], key: str, number: str) -> str:
    """ "0.812 [0.790, 0.833]", without the interval where the scorer gives none; a dash where it says nothing."""
    if key not in scores:
        return "–"
    interval = scores.get("ci95", {}).get(key)
    return f"{scores[key][number]:.3f}" + (f" [{interval[0]:.2f}, {interval[1]:.2f}]" if interval else "")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m scripts.evaluate FOLDER|FILE.jsonl")
    main(Path(sys.argv[1]))
