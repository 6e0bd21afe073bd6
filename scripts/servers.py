"""The servers and the browser that tests need: installs what is missing where it may, and starts PostgreSQL.

Nothing here fails a run. What cannot be had is said in one line, and the tests that need it are skipped with a reason.
"""

from __future__ import annotations

import getpass
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
START_SECONDS = 60


def install_missing() -> None:
    """Install PostgreSQL, Redis and Chromium from the system's packages, as root or with a sudo that asks nothing."""
    found = {
        "postgresql": postgres_program("postgres") is not None,
        "redis-server": shutil.which("redis-server") is not None,
        "chromium": any(map(shutil.which, BROWSERS)),
    }
    missing = [package for package, is_here in found.items() if not is_here]
    if not missing:
        return
    apt = apt_get()
    if apt is None:
        print(f"Missing and cannot be installed from here: {', '.join(missing)}. Their tests will be skipped.")
        return
    print(f"Installing {', '.join(missing)} ...", flush=True)
    quietly([*apt, "update", "-qq"])
    for package in missing:
        if not quietly([*apt, "install", "-y", "-qq", "--no-install-recommends", package]):
            print(f"{package} could not be installed; its tests will be skipped.", flush=True)


def apt_get() -> list[str] | None:
    """The beginning of an `apt-get` command that never asks, or `None` where it may not be used."""
    program, sudo = shutil.which("apt-get"), shutil.which("sudo")
    if program is None:
        return None
    command = ["env", "DEBIAN_FRONTEND=noninteractive", program, "-o", "DPkg::Lock::Timeout=120"]
    if os.geteuid() == 0:
        return command
    if sudo is not None and quietly([sudo, "-n", "true"]):
        return [sudo, "-n", *command]
    return None


def quietly(command: list[str]) -> bool:
    """Run a command, showing its output only when it fails."""
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print(done.stdout, end="", flush=True)
    return done.returncode == 0


@contextmanager
def postgresql() -> Iterator[str | None]:
    """A server on which databases may be created: `TEST_DATABASE_URL`, our own for the block, or a running one.

    Our own comes before a running one: it takes a second, is faster without durability, and holds nobody's data.
    """
    given, server = os.environ.get("TEST_DATABASE_URL"), postgres_program("postgres")
    if given is None and server is not None:
        with own_cluster(Path(server).parent) as url:
            yield url
        return
    users = dict.fromkeys(("postgres", getpass.getuser()))
    running = [given] if given else [f"postgres://{user}@127.0.0.1:5432/postgres" for user in users]
    yield next(filter(may_create_databases, running), None)


def may_create_databases(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            row = connection.execute(query).fetchone()
    except psycopg.Error:
        return False
    return row is not None and bool(row[0])


def postgres_program(name: str) -> str | None:
    """Debian keeps the server's programs out of the path, one folder for each version."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[4]))
    return shutil.which(name) or (str(installed[-1]) if installed else None)


@contextmanager
def own_cluster(programs: Path) -> Iterator[str]:
    """A cluster in a temporary folder, on a free port, without durability. PostgreSQL refuses to run as root."""
    owner = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="newsroom-postgresql-"))
    try:
        if owner:
            shutil.chown(folder, owner, owner)
        data, port = folder / "data", free_port()
        options = ("--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        subprocess.run(
            [programs / "initdb", "-D", data, *options], user=owner, cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        settings = [
            f"--port={port}",
            "--listen_addresses=127.0.0.1",
            f"--unix_socket_directories={folder}",
            "--fsync=off",
        ]
        with (folder / "log").open("w") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, *settings], user=owner, cwd=folder, stdout=log, stderr=log
            )
        try:
            url = f"postgres://postgres@127.0.0.1:{port}/postgres"
            wait_until_up(server, url, folder / "log")
            yield url
        finally:
            server.send_signal(signal.SIGINT)  # disconnects clients and stops
            server.wait(timeout=START_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def wait_until_up(server: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not may_create_databases(url):
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(f"error: PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
