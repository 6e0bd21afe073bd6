"""The contained process: what it may not do, what becomes of it, and that the next file never notices."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from claims.engine import sandbox
from claims.engine.sandbox import Budget, Stopped

TARGET = "tests.engine.misbehaving"
ROOT = Path(__file__).resolve().parents[2]


def run(argument: str, data: bytes = b"", **budget: float) -> list[str]:
    return sandbox.run(TARGET, argument, data, each=bytes.decode, budget=Budget(**budget))  # type: ignore[arg-type]


def stopped(argument: str, **budget: float) -> Stopped:
    with pytest.raises(Stopped) as caught:
        run(argument, **budget)
    return caught.value


watches = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="needs Linux to watch a process that is no child")


def ends(process: int) -> bool:
    """Whether it has ended, or does before one would say that it hangs."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([watched], [], [], 30)[0])
    finally:
        os.close(watched)


def template() -> str:
    return run("surroundings")[-1]


def test_bytes_in_lines_out() -> None:
    assert run("echo", "España ☂".encode()) == ["echo 11", "España ☂"]


def test_much_data_passes() -> None:
    data = b"x" * (8 * 1024 * 1024)
    assert len(run("echo", data)[1]) == len(data)


@pytest.mark.parametrize(
    ("argument", "budget", "code"),
    [
        ("spin", {"cpu_seconds": 1, "wall_seconds": 60.0}, "timeout"),
        ("sleep", {"wall_seconds": 0.5}, "timeout"),
        ("hoard", {}, "too_costly"),
        ("flood", {"output": 100_000}, "too_costly"),
        ("die", {}, "unreadable"),
        ("raise", {}, "unreadable"),
        ("recurse", {}, "unreadable"),
        ("bad unicode", {}, "unreadable"),
        ("start", {"cpu_seconds": 1, "wall_seconds": 60.0}, "unreadable"),
        ("cannot start", {}, "unreadable"),
    ],
)
def test_what_goes_wrong_has_a_code_and_harms_nobody(argument: str, budget: dict[str, float], code: str) -> None:
    refused = stopped(argument, **budget)
    assert refused.code == code
    assert refused.reason.endswith(".")
    assert run("echo", b"next") == ["echo 4", "next"]


def test_different_causes_have_different_words() -> None:
    reasons = {
        stopped("sleep", wall_seconds=0.2).reason,
        stopped("hoard").reason,
        stopped("flood", output=1000).reason,
        stopped("raise").reason,
    }
    assert len(reasons) == 4


def test_a_crash_is_logged_for_whoever_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """On the logger itself: whether it is heard further on is up to how logging is set up, which other tests change."""
    logged: list[str] = []
    monkeypatch.setattr(sandbox._log, "warning", lambda message, *about: logged.append(message % about))
    stopped("raise")
    assert len(logged) == 1
    assert "nothing of the kind" in logged[0]


def test_it_sees_nothing_of_its_surroundings() -> None:
    _, environment, folder, files, own_session, limits, prepared, _ = run("surroundings")
    assert set(environment.split()) <= {"OPENBLAS_NUM_THREADS", "LC_CTYPE"}
    assert folder == "/"
    assert len(files.split()) <= 6  # its two pipes, nothing twice, and the listing itself
    assert own_session == "True"
    assert limits == "[9, 0]"
    assert prepared == "1"


def test_it_writes_no_file(tmp_path: Path) -> None:
    target = tmp_path / "written"
    with pytest.raises(Stopped) as caught:
        run("write", str(target).encode())
    assert caught.value.code == "unreadable"
    assert target.read_bytes() == b""


def test_one_template_serves_many_files_and_survives_their_crashes() -> None:
    before = template()
    stopped("die")
    stopped("hoard")
    stopped("raise")
    assert template() == before
    stopped("sleep", wall_seconds=0.2)
    assert template() != before


def test_a_reader_that_fails_here_does_not_mix_up_answers() -> None:
    def fails(line: bytes) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        sandbox.run(TARGET, "echo", b"first", each=fails)
    assert run("echo", b"second") == ["echo 6", "second"]


def test_a_template_that_was_ended_is_replaced() -> None:
    ended = int(template())
    os.kill(ended, signal.SIGKILL)
    os.waitid(os.P_PID, ended, os.WEXITED | os.WNOWAIT)
    assert run("echo", b"again")[1] == "again"


def test_threads_get_their_own_answers() -> None:
    words = [f"word {number}" for number in range(20)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda word: run("echo", word.encode())[1], words))
    assert answers == words


def test_a_forked_process_starts_a_template_of_its_own() -> None:
    own = template()
    child = os.fork()
    if not child:
        status = 1
        try:
            status = 0 if template() != own else 2
            sandbox._close()
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert template() == own


def test_a_line_that_was_left_unfinished_is_not_read() -> None:
    said: list[bytes] = []
    with pytest.raises(Stopped) as caught:
        sandbox.run(TARGET, "leave half a line", b"", each=said.append)
    assert caught.value.code == "unreadable"
    assert not any(b"half of" in line for line in said)


@watches
def test_what_a_child_started_ends_with_it() -> None:
    left = int(run("leave somebody")[1])
    assert not left or ends(left)


@watches
def test_what_a_child_started_ends_with_it_when_time_is_up() -> None:
    """The template is ended then, too."""
    said: list[bytes] = []
    with pytest.raises(Stopped) as caught:
        sandbox.run(TARGET, "sleep beside somebody", b"", each=said.append, budget=Budget(wall_seconds=1.0))
    assert caught.value.code == "timeout"
    assert all(ends(int(one)) for one in said[1:4] if int(one))


@watches
@pytest.mark.parametrize("killed", ["parent", "template"])
def test_a_child_ends_when_those_above_it_do(killed: str) -> None:
    """It waits for nothing here, so no limit of its own would end it."""
    program = (
        "from claims.engine import sandbox\n"
        "say = lambda line: print(line[:40].decode(), flush=True)\n"
        f"sandbox.run({TARGET!r}, 'sleep beside somebody', b'', each=say, budget=sandbox.Budget(wall_seconds=1.0"
        f"{'' if killed == 'parent' else '* 600'}))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        _, child, template, _, _ = (parent.stdout.readline() for _ in range(5))
        watched = os.pidfd_open(int(child))
        try:
            os.kill(parent.pid if killed == "parent" else int(template), signal.SIGKILL)
            assert select.select([watched], [], [], 60)[0]
        finally:
            os.close(watched)
            parent.kill()


def test_nobody_speaks_for_another_files_process() -> None:
    """Not even one that was left behind in a session of its own, where nothing of ours reaches it."""
    said: list[bytes] = []
    with suppress(Stopped):  # it spoke before its own file was done
        sandbox.run(TARGET, "leave somebody", b"\n+injected\n=0\n", each=said.append)
    left = int(said[1])
    try:
        for number in range(20):
            with suppress(Stopped):
                assert run("echo", b"%d" % number) == [f"echo {len(str(number))}", str(number)]
        assert run("echo", b"last") == ["echo 4", "last"]
    finally:
        if left:
            os.kill(left, signal.SIGKILL)


@watches
def test_the_template_ends_with_its_parent() -> None:
    program = (
        "from claims.engine import sandbox\n"
        f"print(sandbox.run({TARGET!r}, 'surroundings', b'', each=bytes.decode)[-1], flush=True)\n"
        "input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        watched = os.pidfd_open(int(parent.stdout.readline()))
        try:
            parent.kill()
            assert select.select([watched], [], [], 60)[0]
        finally:
            os.close(watched)
