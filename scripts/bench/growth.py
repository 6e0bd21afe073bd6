"""What an article costs when there are so many of them. Runs in a process of its own, on a database of its own.

The whole import is done, every article is looked up among the others, and some more are read and linked when all those
before them have their statements and promises. Prints one line, for `figures.Growth`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from time import perf_counter, process_time

from scripts.bench import site
from scripts.bench.articles import LATER, Report, report
from scripts.bench.clock import peak_memory
from scripts.bench.figures import Growth

WARM_UP = 10


def measure(count: int, further: int) -> Growth:
    """Imports `count` articles, and `further` ones after that. Needs a fresh site."""
    from scripts.bench import archive, linking, run_page

    archive.brought_in(_reports(-WARM_UP, 0))
    started, clock = process_time(), perf_counter()
    run = archive.brought_in(_reports(1, count + 1))
    imported = process_time()
    marks = archive.looked_up()
    waited = perf_counter() - clock
    memory, size, copies = peak_memory()[0], site.database_size(), archive.proposals()
    tenth = max(1, count // 10)
    return Growth(
        articles=count,
        imported=1000 * (imported - started) / count,
        looked_up=1000 * (marks[-1] - imported) / count,
        looked_up_last=1000 * (marks[-1] - marks[-1 - tenth]) / tenth,
        waited=1000 * waited / count,
        memory=memory,
        database=size,
        copies=copies,
        linked=linking.measure(list(_reports(1, count + 1)), list(_reports(LATER, LATER + further))),
        pages=run_page.measure(run),
    )


def _reports(first: int, after: int) -> Iterator[Report]:
    return map(report, range(first, after))


if __name__ == "__main__":
    with site.fresh():
        print(measure(*map(int, sys.argv[1:])).as_line())
