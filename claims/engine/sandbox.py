"""Reads hostile bytes in a child process with limits. Knows no format, and is the engine's only starter of programs.

One template process is started on first use. It imports what a format needs once and forks for each file, so that
every file has a fresh process with its own limits and none pays for imports. What crosses is bytes in and lines of
JSON out, each between marks that only this file's process knows: what one left behind cannot speak for another. The
template ends with its parent: it reads from a pipe that closes then, and waits for no child without end.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import secrets
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import NoReturn, TypeVar

T = TypeVar("T")
_MB = 1024 * 1024
_START_WITHIN = 60.0
"""Seconds for a format's libraries to load. They are ours, so only a broken machine takes so long."""
_ENDS_WITHIN = 5.0
"""Seconds for the template to take a child and all that this started along when it is told to end."""
_BOOT = "import sys; sys.path[:] = sys.argv[1:]; from claims.engine.sandbox_child import main; main()"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one file may cost. `memory` counts what the process itself writes to, the template's share included.

    CPU time is what stops a hostile file, for a parser waits for nothing. The wall clock is the stop behind it, and
    generous: a busy machine must not refuse a good file.
    """

    memory: int = 300 * _MB
    cpu_seconds: int = 8
    wall_seconds: float = 30.0
    output: int = 128 * _MB


class Stopped(Exception):
    """The child was ended or ended itself. `code` is `timeout`, `too_costly` or `unreadable`."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def run(
    target: str, argument: str, data: bytes, *, each: Callable[[bytes], T], budget: Budget | None = None
) -> list[T]:
    """`each` of the lines that `target.read(argument, data)` gives, called in a child. Raises `Stopped`.

    `target` names a module of ours with `prepare(argument)`, which the template calls once, and `read`.
    """
    global _template
    with _lock:
        if _template is not None and not _template.lives:
            _close()
        template = _template = _template or _Template()
        try:
            return template.run(target, argument, data, each, budget or Budget())
        finally:
            if template.broken:
                _close()


class _Template:
    """The process that forks. One file at a time; `broken` once it cannot be used for another."""

    def __init__(self) -> None:
        command = [sys.executable, "-I", "-B", "-c", _BOOT, *(str(Path(path).absolute()) for path in sys.path)]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={"OPENBLAS_NUM_THREADS": "1"},  # each of its threads would take 8 MB and not survive a fork
            start_new_session=True,
        )
        self._prepared: set[tuple[str, str]] = set()
        self.broken = False
        self._overdue = False

    def run(self, target: str, argument: str, data: bytes, each: Callable[[bytes], T], budget: Budget) -> list[T]:
        self.broken = True  # until this file's last line has been read
        if (target, argument) not in self._prepared:
            self._prepare(target, argument)
        with self._ended_after(budget.wall_seconds):
            mark = secrets.token_hex(8)
            job = {"target": target, "argument": argument, "size": len(data), "mark": mark}
            self._send(job | _limits(budget), data)
            found, status, said = self._answer(each, budget.output, mark.encode())
        self.broken = self._overdue  # the timer may fire with the last line
        if status:
            _refuse(status, said)
        return found

    @property
    def lives(self) -> bool:
        return self._process.poll() is None

    def _prepare(self, target: str, argument: str) -> None:
        with self._ended_after(_START_WITHIN):
            self._send({"target": target, "argument": argument})
            if self._line(100) != b"ready\n":
                raise Stopped("unreadable", "The program that reads such files could not be started.")
        self._prepared.add((target, argument))

    def _answer(self, each: Callable[[bytes], T], most: int, mark: bytes) -> tuple[list[T], int, str]:
        """The lines, the child's exit status and its last words. A line's first byte says which of these it is.

        A line without its marks was left unfinished by a child that ended badly, or is somebody else's.
        """
        found: list[T] = []
        said = ""
        strange = False
        while line := self._line(most + 1):
            most -= len(line)
            if most < 0:
                raise Stopped("too_costly", "Far more came out of it than an article has.")
            words = _between(mark, line)
            if words.startswith(b"+"):
                found.append(each(words[1:]))
            elif words.startswith(b"!"):
                said = str(json.loads(words[1:]))
            elif words.startswith(b"="):
                if strange and words == b"=0":
                    break
                return found, int(words[1:]), said
            else:
                strange = strange or line != b"\n"
        raise Stopped("unreadable", "The program that read it ended.")

    def _send(self, header: dict[str, object], data: bytes = b"") -> None:
        pipe = self._process.stdin
        assert pipe is not None
        try:
            pipe.write(json.dumps(header).encode() + b"\n")
            pipe.write(data)
            pipe.flush()
        except BrokenPipeError as error:
            raise Stopped("unreadable", "The program that reads such files has ended.") from error

    def _line(self, most: int) -> bytes:
        pipe = self._process.stdout
        assert pipe is not None
        return pipe.readline(most)

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._end_overdue)
        timer.daemon = True
        timer.start()
        try:
            yield
        except Stopped as stopped:
            if self._overdue:
                raise Stopped("timeout", "Reading it took too long.") from stopped
            raise
        finally:
            timer.cancel()
            timer.join()

    def _end_overdue(self) -> None:
        self._overdue = True
        self._kill()

    def _kill(self) -> None:
        """The template is asked to end, which ends what its child started; one that cannot hear is ended."""
        self._process.terminate()
        try:
            self._process.wait(_ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def close(self) -> None:
        self._kill()
        self._process.wait()
        self.drop()

    def drop(self) -> None:
        """Closes this process's ends of the pipes and leaves the template alone."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def _limits(budget: Budget) -> dict[str, object]:
    return {"memory": budget.memory, "cpu_seconds": budget.cpu_seconds, "wall_seconds": ceil(budget.wall_seconds)}


def _between(mark: bytes, line: bytes) -> bytes:
    """What stands between the marks of a whole line; `b""` without them."""
    start, end = mark, mark + b"\n"
    whole = line.startswith(start) and line.endswith(end) and len(line) >= len(start) + len(end)
    return line[len(start) : -len(end)] if whole else b""


def _refuse(status: int, said: str) -> NoReturn:
    """What the child's end means. Status 3 is its own word for "out of memory"; below 0 a signal ended it."""
    if status == -signal.SIGXCPU:
        raise Stopped("timeout", "Reading it took too long.")
    if status in {3, -signal.SIGKILL}:
        raise Stopped("too_costly", "Reading it takes more memory than a file may.")
    _log.warning("A contained parser ended with status %d. %s", status, said)
    raise Stopped("unreadable", "It is damaged and cannot be read.")


_lock = threading.Lock()
_template: _Template | None = None


def _close() -> None:
    global _template
    if _template is not None:
        _template.close()
    _template = None


def _forget() -> None:
    """A fork of this process starts a template of its own: two talkers on one pipe would get each other's answers."""
    global _lock, _template
    _lock = threading.Lock()
    if _template is not None:
        _template.drop()
    _template = None


atexit.register(_close)
os.register_at_fork(after_in_child=_forget)
