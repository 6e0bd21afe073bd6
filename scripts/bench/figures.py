"""What the benchmark measures of growth, and how it is printed. Needs nothing of the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Pages:
    """The page of a run with all articles, in milliseconds: its first part, its last, what it asks for as it runs."""

    first: float
    last: float
    progress: float


@dataclass(frozen=True, slots=True)
class Linked:
    """What reading and linking one further article takes, in milliseconds, where so much is there already."""

    statements: int
    promises: int
    extract: float
    link: float
    links: float
    """Suggestions that one article brings."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Milliseconds are for each article; memory and database are in MB."""

    articles: int
    imported: float
    looked_up: float
    looked_up_last: float
    """Of the last tenth alone, among all the others."""
    waited: float
    """Both, by the clock on the wall."""
    memory: float
    database: float
    copies: int
    """Pairs proposed."""
    pages: Pages
    linked: Linked

    def as_line(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_line(cls, line: str) -> Growth:
        columns = json.loads(line)
        return cls(**columns | {"pages": Pages(**columns["pages"]), "linked": Linked(**columns["linked"])})


_ROWS: tuple[tuple[str, Callable[[Growth], float], bool], ...] = (
    ("import, ms an article", lambda one: one.imported, True),
    ("look for copies, ms an article", lambda one: one.looked_up, True),
    ("  of the last tenth", lambda one: one.looked_up_last, True),
    ("both by the wall clock", lambda one: one.waited, False),
    ("pairs proposed", lambda one: one.copies, False),
    ("database, kB an article", lambda one: 1000 * one.database / one.articles, True),
    ("peak memory, MB", lambda one: one.memory, False),
    ("run's page, ms", lambda one: one.pages.first, True),
    ("  its last page", lambda one: one.pages.last, True),
    ("  its progress", lambda one: one.pages.progress, True),
    ("statements there", lambda one: one.linked.statements, False),
    ("open promises there", lambda one: one.linked.promises, False),
    ("extract one more, ms", lambda one: one.linked.extract, True),
    ("link one more, ms", lambda one: one.linked.link, True),
    ("  suggestions it brings", lambda one: one.linked.links, False),
)
"""Name, figure, and whether it is compared with the size before: 1.0x where growth is linear."""


def table(measured: Sequence[Growth]) -> Iterator[str]:
    yield f"  {'articles':32}" + "".join(f"{one.articles:>16,}" for one in measured)
    for name, figure, compared in _ROWS:
        values = [figure(one) for one in measured]
        ratios = [
            "",
            *(f"{now / before:.1f}x" if compared else "" for before, now in pairwise(values)),
        ]
        cells = (
            f"{value:>10,.{0 if value >= 100 or value == int(value) else 1}f}{ratio:>6}"
            for value, ratio in zip(values, ratios, strict=True)
        )
        yield f"  {name:32}" + "".join(cells)
