"""The other side of `sandbox`: a template process that forks for each file. The template reads its pipe alone.

The forked child sets its own limits before it looks at the bytes: memory, time, open files, no byte written to a file
and, unless it is root, no process started. They bound what bytes can cost; they do not keep a parser that was taken
over from reading what its user may read, nor from the network. Whatever goes wrong in it, the template lives on for
the next file, and what the child started ends with it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from typing import Any, BinaryIO

OUT_OF_MEMORY = 3
CRASHED = 4
_ADDRESSES_OVER_MEMORY = 256 * 1024 * 1024
"""Room in the address space for what is mapped and never written: libraries."""
_LAST_WORDS = 4000
_GRACE = 5
"""Seconds beyond the wall clock's limit, which the parent keeps. They pass only where the parent is gone."""
_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Answers the parent until its end of the pipe closes."""
    out = _take_standard_output()
    while header := sys.stdin.buffer.readline():
        job: dict[str, Any] = json.loads(header)
        module = import_module(job["target"])
        if "size" not in job:
            module.prepare(job["argument"])
            out.write(b"ready\n")
        else:
            status = _forked(module, job, sys.stdin.buffer.read(job["size"]), out)
            out.write(b"\n" + _line(job, "=", str(status)))  # the line before may have been left unfinished
        out.flush()


def _take_standard_output() -> BinaryIO:
    """The answers' pipe, out of reach of a library that prints."""
    out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return out


def _forked(module: Any, job: dict[str, Any], data: bytes, out: BinaryIO) -> int:
    """The exit status of a child that read `data`; below 0 for a signal."""
    gc.collect()
    gc.freeze()  # a collection in the child would otherwise copy every page it shares with this process
    template = os.getpid()
    child = os.fork()
    if child:
        return _waited_for(child, job["wall_seconds"] + _GRACE)
    status = CRASHED
    try:
        _set_apart(template)
        status = _read(module, job, data, out)
    finally:
        os._exit(status)


def _waited_for(child: int, seconds: int) -> int:
    """The child's exit status. All that it started is ended with it, also when this process is told to end."""

    def end(*_: object) -> None:
        _end_group(child)
        os._exit(CRASHED)

    with suppress(OSError):  # the child does the same, and either may be first
        os.setpgid(child, child)
    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGALRM, end)
    signal.alarm(seconds)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    signal.alarm(0)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_group(child)
    return status


def _end_group(child: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)


def _set_apart(template: int) -> None:
    """Into a process group of its own, and on Linux bound to end with the template; elsewhere its limits end it."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.setpgid(0, 0)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != template:  # it ended before it could be bound to
        os._exit(CRASHED)


def _line(job: dict[str, Any], kind: str, words: str) -> bytes:
    """One line between this file's marks, so that no other process can write it and none passes that is half a line."""
    return f"{job['mark']}{kind}{words}{job['mark']}\n".encode()


def _read(module: Any, job: dict[str, Any], data: bytes, out: BinaryIO) -> int:
    try:
        _limit(job["memory"], job["cpu_seconds"])
        for line in module.read(job["argument"], data):
            out.write(_line(job, "+", line))
        out.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:
        out.write(b"\n" + _line(job, "!", json.dumps(traceback.format_exc()[-_LAST_WORDS:])))
        out.flush()
        return CRASHED
    return 0


def _limit(memory: int, cpu_seconds: int) -> None:
    os.close(0)
    for kind, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_AS, memory + _ADDRESSES_OVER_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_NPROC, 0),  # root is not held to it
    ):
        _lower(kind, most, most)
    _lower(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)


def _lower(kind: int, soft: int, hard: int) -> None:
    """Never above what the machine's owner allows already: only root may raise that."""
    allowed = resource.getrlimit(kind)[1]
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    resource.setrlimit(kind, (soft, hard))
