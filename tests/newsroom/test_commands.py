"""`serve` and `setup_demo`, the two commands that `make run` ends with."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from claims.management.commands.serve import programs
from claims.models import User
from scripts.servers import free_port

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.django_db
def test_demo_logins_work_and_are_the_same_the_second_time(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.DEBUG, settings.VAR_DIR = True, tmp_path
    call_command("setup_demo")
    first = capsys.readouterr().out
    hashes = dict(User.objects.values_list("username", "password"))
    call_command("setup_demo")

    assert capsys.readouterr().out == first
    assert dict(User.objects.values_list("username", "password")) == hashes
    password = first.split()[-1]
    editor, admin = (User.objects.get(username=name) for name in ("editor", "admin"))
    assert editor.check_password(password)
    assert admin.check_password(password)
    assert (editor.is_staff, admin.is_staff) == (False, True)
    assert editor.has_perm("claims.review_statement")


@pytest.mark.django_db
def test_there_are_no_demo_logins_outside_development() -> None:
    with pytest.raises(CommandError, match="only made with DEBUG=1"):
        call_command("setup_demo")
    assert not User.objects.exists()


def test_a_taken_port_is_said_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"^Cannot listen on 127.0.0.1:{port}: Address already in use"):
            call_command("serve", port=port)


def test_a_port_out_of_range_is_refused() -> None:
    with pytest.raises(CommandError, match="99999 is not a port"):
        call_command("serve", port=99999)


def test_files_as_a_queue_get_a_single_reader(settings: Settings) -> None:
    settings.EMBEDDED_QUEUE = True
    assert "solo" in programs("127.0.0.1", 8000)[1].argv
    settings.EMBEDDED_QUEUE = False
    assert "solo" not in programs("127.0.0.1", 8000)[1].argv


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """`manage.py serve` on a fresh SQLite database, in a session of its own so that nothing can stay behind."""
    port = free_port()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "DEBUG": "1",
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": "",
        "REDIS_URL": "",
        "PORT": str(port),
    }
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True, timeout=120)
    serve = subprocess.Popen(
        [*manage, "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield serve, port
    if serve.poll() is None:
        serve.terminate()
        serve.wait(timeout=60)


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_one_command_serves_pages_and_stops_cleanly(site: tuple[subprocess.Popen[str], int]) -> None:
    serve, port = site
    deadline = time.monotonic() + 60
    while True:
        try:
            assert get(port, "/healthz") == (200, b"ok\n")
            break
        except ConnectionError:
            assert time.monotonic() < deadline, "the site did not start"
            time.sleep(0.1)
    assert get(port, "/static/admin/css/base.css")[0] == 200

    serve.send_signal(signal.SIGINT)
    output = serve.communicate(timeout=60)[0]
    assert serve.returncode == 0
    lines = output.splitlines()
    assert (lines[0], lines[-1]) == (f"Serving http://127.0.0.1:{port}  (Ctrl+C stops it)", "Stopped.")
    assert "starting it again" not in output
    with pytest.raises(ConnectionError):
        get(port, "/healthz")
