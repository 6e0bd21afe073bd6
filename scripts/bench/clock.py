"""What work costs: CPU time and peak memory, of this process and of those it started."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from statistics import median

_TICK = os.sysconf("SC_CLK_TCK")


def cpu() -> float:
    """Seconds of CPU time so far, with everything this process started, whether it still runs or is over.

    A busy machine stretches the clock on the wall; this it disturbs less.
    """
    own = resource.getrusage(resource.RUSAGE_SELF)
    over = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + over.ru_utime + over.ru_stime + sum(map(_cpu_of, _children()))


def rounds(work: Callable[[], object], *, count: int, warm_up: int = 1) -> float:
    """The median CPU seconds of doing `work`."""
    spent = []
    for _ in range(warm_up + count):
        started = cpu()
        work()
        spent.append(cpu() - started)
    return median(spent[warm_up:])


def peak_memory() -> tuple[float, float]:
    """The most that this process, and that the largest one it started, had in memory at any time: MB.

    Of itself a process is asked by /proc: what `getrusage` says includes what its parent had when it was started.
    """
    over = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return _peak_of(Path("/proc/self")) / 1024, max([over, *map(_peak_of, _children())]) / 1024


def _children() -> list[Path]:
    """Where /proc describes the processes that this one started and that still run: parsers' templates."""
    mine = str(os.getpid())
    return [path for path in Path("/proc").glob("[0-9]*") if _stat(path)[1:2] == [mine]]


def _stat(path: Path) -> list[str]:
    """The fields of `stat` after the name, the state first; none if the process is over."""
    with suppress(OSError):
        return (path / "stat").read_text().rpartition(")")[2].split()
    return []


def _cpu_of(path: Path) -> float:
    """Its own time and that of its children that are over: one is forked for each file."""
    return sum(map(int, _stat(path)[11:15])) / _TICK


def _peak_of(path: Path) -> int:
    with suppress(OSError):
        for line in (path / "status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1])
    return 0
