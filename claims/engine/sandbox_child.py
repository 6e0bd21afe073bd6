"""The other side of `sandbox`: a template process that forks for each file. Reads its pipe, opens nothing else.

The forked child sets its own limits before it looks at the bytes. It may use no more than that, write no file and
start no program; whatever goes wrong in it, the template lives on for the next file.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import sys
import traceback
from importlib import import_module
from typing import Any, BinaryIO

OUT_OF_MEMORY = 3
CRASHED = 4
_ADDRESSES_OVER_MEMORY = 256 * 1024 * 1024
"""Room in the address space for what is mapped and never written: libraries."""
_LAST_WORDS = 4000


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
            out.write(b"\n=%d\n" % status)  # the line before may have been left unfinished
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
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    status = CRASHED
    try:
        status = _read(module, job, data, out)
    finally:
        os._exit(status)


def _read(module: Any, job: dict[str, Any], data: bytes, out: BinaryIO) -> int:
    try:
        _limit(job["memory"], job["cpu_seconds"])
        for line in module.read(job["argument"], data):
            out.write(b"+" + line.encode() + b"\n")
        out.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:
        out.write(b"\n!" + json.dumps(traceback.format_exc()[-_LAST_WORDS:]).encode() + b"\n")
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
