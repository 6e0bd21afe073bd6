"""What a file may cost in the contained process, by its size in bytes. It starts no process and reads no file."""

from __future__ import annotations

from math import ceil

from claims.engine.parsers import limits
from claims.engine.sandbox import Budget

MOST_SECONDS = 60
"""Of CPU, for the largest file of many articles. Their readers are linear and bound what they hold by themselves."""
_WALL_FOR_CPU = 5


def one_article(size: int) -> Budget:
    """The same for every size: what one article may cost does not grow with the pictures around it."""
    return Budget()


def many_articles(size: int) -> Budget:
    """In proportion to the size, and never less than one article has: a small file has no reason to take longer."""
    cpu_seconds = max(Budget().cpu_seconds, ceil(MOST_SECONDS * size / limits.TABLE_BYTES))
    return Budget(cpu_seconds=cpu_seconds, wall_seconds=float(cpu_seconds * _WALL_FOR_CPU))
