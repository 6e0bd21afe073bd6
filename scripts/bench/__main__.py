"""`make bench`: how fast articles are read, how much memory that takes, and what an article costs among many.

Figures are CPU time, so that a busy machine disturbs them less. Still compare only those of one run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from scripts.bench import reading
from scripts.bench.figures import Growth, table

SIZES = (100, 1_000, 10_000)
FURTHER = 50
"""How many articles more are read and linked, among so many."""


def main() -> None:
    options = argparse.ArgumentParser(prog="make bench", description=__doc__)
    options.add_argument("folder", type=Path, help="texts to read through extraction")
    options.add_argument("--quick", action="store_true", help="growth to 1,000 articles only")
    given = options.parse_args()
    reading.parsers(count=3 if given.quick else 5)
    reading.extraction(given.folder)
    print("Growth: articles of 300 to 600 words made here, a fresh database for each number; CPU time")
    sizes = SIZES[:2] if given.quick else SIZES
    for line in table([grown(size) for size in sizes]):
        print(line)


def grown(size: int, further: int = FURTHER) -> Growth:
    """In a process of its own, so that memory is that of this size."""
    command = [sys.executable, "-m", "scripts.bench.growth", str(size), str(further)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"error: {size} articles could not be measured")
    return Growth.from_line(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
