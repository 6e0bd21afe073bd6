"""`make eval DATA=folder`: read labelled articles with the engine and let the folder's own scorer judge.

The folder holds one or more `*.jsonl` files of articles with their quotations, and a `score.py` that compares such a
file with what `python -m claims.engine extract` prints. One file of the folder may be given instead.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ENGINE = (sys.executable, "-m", "claims.engine", "extract")
# Columns: heading, the scorer's key, the number shown.
COLUMNS = (
    ("direct", "direct.token", "f"),
    ("quotes P", "all.quote@.5", "p"),
    ("quotes R", "all.quote@.5", "r"),
    ("quotes F1", "all.quote@.5", "f"),
    ("speaker", "speaker.acc", "acc"),
    ("end to end F1", "speaker.e2e", "f"),
)


def main(data: Path) -> None:
    folder = data if data.is_dir() else data.parent
    scorer = folder / "score.py"
    gold = sorted(folder.glob("*.jsonl")) if data.is_dir() else [data]
    if not scorer.is_file() or not gold:
        raise SystemExit(f"error: {folder} needs a score.py and at least one .jsonl file")
    print(f"{'':24}{'articles':>10}{'seconds':>10}" + "".join(f"{heading:>15}" for heading, _, _ in COLUMNS))
    for path in gold:
        started = time.monotonic()
        scores = evaluate(path, scorer)
        print(
            f"{path.stem:24}{scores['counts']['docs']:>10}{time.monotonic() - started:>10.1f}" + row(scores), flush=True
        )


def evaluate(gold: Path, scorer: Path) -> dict[str, dict[str, float]]:
    with tempfile.TemporaryDirectory() as folder:
        found, scores = Path(folder, "found.jsonl"), Path(folder, "scores.json")
        with gold.open("rb") as articles, found.open("wb") as output:
            subprocess.run(ENGINE, stdin=articles, stdout=output, check=True)
        command = (sys.executable, str(scorer), str(gold), str(found), "--speech-only", "--json", str(scores))
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        result: dict[str, dict[str, float]] = json.loads(scores.read_text())
        return result


def row(scores: dict[str, dict[str, float]]) -> str:
    return "".join(f"{scores.get(key, {}).get(number, float('nan')):>15.3f}" for _, key, number in COLUMNS)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m scripts.evaluate FOLDER|FILE.jsonl")
    main(Path(sys.argv[1]))
