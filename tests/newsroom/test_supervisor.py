"""The supervisor against real processes: it restarts, stops and never leaves one behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsroom.supervisor import Patience, Program, Supervisor

# A supervisor over programs that write their process id to a file each time they start.
SUPERVISOR = """
import sys
from newsroom.supervisor import Patience, Program, Supervisor
folder, names = sys.argv[1], sys.argv[2:]
programs = [Program(name, (sys.executable, "-c", open(f"{folder}/{name}.py").read(), f"{folder}/{name}.pids"))
            for name in names]
patience = Patience(first_restart=0.05, slowest_restart=0.2, stop=1.5, look=0.02)
Supervisor(programs, say=lambda line: print(line, flush=True), patience=patience).run()
print("over", flush=True)
"""
NOTE = "import os, sys, time; print(os.getpid(), file=open(sys.argv[1], 'a'))\n"
SLEEP = f"{NOTE}time.sleep(600)"
FAIL = f"{NOTE}sys.exit(3)"
STUBBORN = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n{SLEEP}"
# Starts a second process and leaves it behind when it is told to stop.
PARENT = f"""{NOTE}
import subprocess
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print(child.pid, file=open(sys.argv[1], "a"))
time.sleep(600)
"""


def until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, f"waited for {what}"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Running:
    """A supervisor process and the programs it looks after."""

    def __init__(self, folder: Path, programs: dict[str, str]) -> None:
        self.folder = folder
        for name, source in programs.items():
            (folder / f"{name}.py").write_text(source)
        command = [sys.executable, "-c", SUPERVISOR, str(folder), *programs]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def pids(self, name: str) -> list[int]:
        path = self.folder / f"{name}.pids"
        return [int(line) for line in path.read_text().split()] if path.exists() else []

    def all_pids(self) -> list[int]:
        return [pid for path in self.folder.glob("*.pids") for pid in self.pids(path.stem)]

    def wait_for(self, name: str, count: int) -> list[int]:
        until(lambda: len(self.pids(name)) >= count, f"{name} to start {count} times")
        return self.pids(name)

    def end(self, number: signal.Signals = signal.SIGTERM) -> str:
        self.process.send_signal(number)
        return self.process.communicate(timeout=60)[0]


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., Running]]:
    started: list[Running] = []

    def start(**programs: str) -> Running:
        started.append(Running(tmp_path, programs))
        return started[-1]

    yield start
    for running in started:
        running.process.kill()
        running.process.wait()
        for pid in running.all_pids():
            if alive(pid):
                os.kill(pid, signal.SIGKILL)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_stop_signal_ends_every_program_and_returns(
    supervise: Callable[..., Running], number: signal.Signals
) -> None:
    running = supervise(one=SLEEP, two=SLEEP)
    running.wait_for("one", 1)
    running.wait_for("two", 1)

    assert running.end(number) == "over\n"
    assert running.process.returncode == 0
    assert not any(map(alive, running.all_pids()))


def test_a_killed_program_is_started_again_and_the_others_are_left_alone(supervise: Callable[..., Running]) -> None:
    running = supervise(one=SLEEP, two=SLEEP)
    running.wait_for("two", 1)
    first = running.wait_for("one", 1)[0]
    os.kill(first, signal.SIGKILL)
    second = running.wait_for("one", 2)[1]

    assert second != first
    assert len(running.pids("two")) == 1
    assert running.end() == "one ended (killed); starting it again in 0.05 s\nover\n"


def test_a_program_that_keeps_failing_is_tried_ever_more_slowly(supervise: Callable[..., Running]) -> None:
    running = supervise(one=FAIL)
    running.wait_for("one", 5)
    lines = running.end().splitlines()
    assert [line.split()[-2] for line in lines[:4]] == ["0.05", "0.1", "0.2", "0.2"]
    assert lines[0].startswith("one ended (exit code 3)")


def test_a_program_that_ignores_the_signal_is_killed(supervise: Callable[..., Running]) -> None:
    running = supervise(one=STUBBORN)
    pid = running.wait_for("one", 1)[0]
    assert running.end() == "one did not stop in time and was killed\nover\n"
    assert not alive(pid)


def test_what_a_program_left_behind_is_ended_too(supervise: Callable[..., Running]) -> None:
    running = supervise(one=PARENT)
    pids = running.wait_for("one", 2)
    running.end()
    until(lambda: not any(map(alive, pids)), "the left-behind process to end")


def test_nothing_outlives_a_supervisor_that_is_killed(supervise: Callable[..., Running]) -> None:
    running = supervise(one=SLEEP)
    pid = running.wait_for("one", 1)[0]
    running.end(signal.SIGKILL)
    until(lambda: not alive(pid), "the program to end with its supervisor")


def test_an_error_while_supervising_still_stops_the_programs() -> None:
    sleep = Program("one", (sys.executable, "-c", "import time; time.sleep(600)"))
    missing = Program("two", ("/nonexistent/program",))
    supervisor = Supervisor([sleep, missing], patience=Patience(stop=5, look=0.02))
    with pytest.raises(FileNotFoundError):
        supervisor.run()
    process = supervisor._children[0].process
    assert process is not None
    assert process.poll() is not None
