"""What a parser could do wrong, for `test_sandbox`: the contained process runs this module."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

prepared: list[str] = []


def prepare(argument: str) -> None:
    if argument == "cannot start":
        raise ImportError(argument)
    prepared.append(argument)


def read(argument: str, data: bytes) -> Iterator[str]:
    yield f"{argument} {len(data)}"
    yield from READERS[argument](data)


def _echo(data: bytes) -> Iterator[str]:
    print("a library that prints")
    yield data.decode()


def _spin(data: bytes) -> Iterator[str]:
    while True:
        pass
    yield ""


def _sleep(data: bytes) -> Iterator[str]:
    time.sleep(600)
    yield ""


def _hoard(data: bytes) -> Iterator[str]:
    hoard = []
    while True:
        hoard.append(bytearray(1024 * 1024))
    yield ""


def _die(data: bytes) -> Iterator[str]:
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGSEGV)
    yield ""


def _raise(data: bytes) -> Iterator[str]:
    raise KeyError("nothing of the kind")
    yield ""


def _recurse(data: bytes) -> Iterator[str]:
    yield from _recurse(data)


def _flood(data: bytes) -> Iterator[str]:
    while True:
        yield "x" * 10_000


def _bad_unicode(data: bytes) -> Iterator[str]:
    yield "\ud800"


def _write(data: bytes) -> Iterator[str]:
    Path(data.decode()).write_bytes(b"x" * 100_000)
    yield "written"


def _start(data: bytes) -> Iterator[str]:
    subprocess.run([sys.executable, "-c", "while True: pass"], check=True)
    yield "started"


def _leave_somebody(data: bytes) -> Iterator[str]:
    """Starts a process that outlives its parent, and goes on speaking for it with `data`. Only root can."""
    try:
        child = os.fork()
    except OSError:
        child, data = -1, b""
    if child:
        yield str(max(child, 0))
        yield "x" * 100_000  # sends what stands before it
        return
    if data:
        os.setsid()
    until = time.monotonic() + 60
    while time.monotonic() < until:
        _say(data)
        time.sleep(0.001)
    os._exit(0)


def _sleep_beside_somebody(data: bytes) -> Iterator[str]:
    yield str(os.getpid())
    yield str(os.getppid())
    yield from _leave_somebody(b"")
    time.sleep(600)


def _leave_half_a_line(data: bytes) -> Iterator[str]:
    yield "whole"
    _say(b"+half of a li")
    os.kill(os.getpid(), signal.SIGSEGV)


def _say(words: bytes) -> None:
    """Past what speaks for the process, to whoever listens."""
    for pipe in range(1, 16) if words else ():
        with suppress(OSError):
            os.write(pipe, words)


def _surroundings(data: bytes) -> Iterator[str]:
    yield " ".join(sorted(os.environ))
    yield str(Path.cwd())
    yield " ".join(sorted(file.name for file in Path("/dev/fd").iterdir()))
    yield str(os.getsid(0) == os.getppid())
    yield str([resource.getrlimit(kind)[1] for kind in (resource.RLIMIT_CPU, resource.RLIMIT_FSIZE)])
    yield str(prepared.count("surroundings"))
    yield str(os.getppid())


READERS = {
    "echo": _echo,
    "spin": _spin,
    "sleep": _sleep,
    "hoard": _hoard,
    "die": _die,
    "raise": _raise,
    "recurse": _recurse,
    "flood": _flood,
    "bad unicode": _bad_unicode,
    "write": _write,
    "start": _start,
    "surroundings": _surroundings,
    "leave somebody": _leave_somebody,
    "sleep beside somebody": _sleep_beside_somebody,
    "leave half a line": _leave_half_a_line,
}
