"""Keeps a few programs running on one machine: starts them, restarts what dies, stops them together.

For a laptop and a small server, where one command should be the whole site. A larger deployment has systemd or an
orchestrator for this and starts the same programs itself. Plain Python: it knows nothing of Django.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FrameType
from typing import Any

STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
PR_SET_PDEATHSIG = 1  # <linux/prctl.h>


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    argv: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for what, in seconds."""

    first_restart: float = 1.0
    slowest_restart: float = 30.0
    healthy_after: float = 30.0
    """A program that ran this long starts again from `first_restart`."""
    stop: float = 20.0
    """How long programs may take to finish what they are doing before they are killed."""
    look: float = 0.2


@dataclass(slots=True)
class _Child:
    program: Program
    wait: float
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = field(default=0.0)


class Supervisor:
    """Runs programs until a stop signal. `say` gets one line for each thing a person should know."""

    def __init__(
        self, programs: Sequence[Program], *, say: Callable[[str], object] = print, patience: Patience | None = None
    ) -> None:
        self._patience = patience or Patience()
        self._children = [_Child(program, wait=self._patience.first_restart) for program in programs]
        self._say = say
        self._stops = 0

    def run(self) -> None:
        """Blocks until SIGTERM, SIGINT or SIGHUP; returns when every program has ended. A second signal kills."""
        with self._listening():
            try:
                while not self._stops:
                    for child in self._children:
                        self._tend(child)
                    time.sleep(self._patience.look)
            finally:
                self._stop_all()

    def _tend(self, child: _Child) -> None:
        now = time.monotonic()
        if child.process is None:
            if now >= child.start_at:
                child.process, child.started = _start(child.program), now
            return
        code = child.process.poll()
        if code is None:
            return
        _kill_group(child.process)  # what the program itself had started must not outlive it
        if now - child.started >= self._patience.healthy_after:
            child.wait = self._patience.first_restart
        self._say(f"{child.program.name} ended ({_described(code)}); starting it again in {child.wait:g} s")
        child.process, child.start_at = None, now + child.wait
        child.wait = min(child.wait * 2, self._patience.slowest_restart)

    def _stop_all(self) -> None:
        processes = [child.process for child in self._children if child.process is not None]
        for process in processes:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + self._patience.stop
        while self._stops < 2 and time.monotonic() < deadline and any(p.poll() is None for p in processes):
            time.sleep(self._patience.look / 4)
        for child in self._children:
            if child.process is not None:
                if child.process.poll() is None:
                    self._say(f"{child.program.name} did not stop in time and was killed")
                _kill_group(child.process)
                child.process.wait()

    @contextmanager
    def _listening(self) -> Iterator[None]:
        def stop(number: int, frame: FrameType | None) -> None:
            self._stops += 1

        before: dict[signal.Signals, Any] = {number: signal.signal(number, stop) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _start(program: Program) -> subprocess.Popen[bytes]:
    # A session of its own, so that Ctrl+C reaches the supervisor alone and it can stop the programs in good order.
    follow = _die_with(os.getpid()) if sys.platform == "linux" else None
    return subprocess.Popen(program.argv, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=follow)  # noqa: S603


def _die_with(parent: int) -> Callable[[], None]:
    """For the child, before it becomes the program: ask Linux for SIGTERM should the supervisor itself be killed."""
    libc = ctypes.CDLL(None)  # loaded here, because little is safe between fork and exec

    def ask() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # killed before the request was in place
            os._exit(1)

    return ask


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):  # macOS answers "not permitted" for a group of zombies
        os.killpg(process.pid, signal.SIGKILL)


def _described(code: int) -> str:
    return f"exit code {code}" if code >= 0 else str(signal.strsignal(-code)).lower()
