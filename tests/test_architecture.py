"""What import-linter cannot see: edges write through services, services never enqueue, the engine needs no Django."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
CLAIMS = ROOT / "claims"
EDGES = ("web", "api", "management", "admin.py", "tasks.py", "templatetags", "downloads.py")
WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "add",
    "set",
    "remove",
}
NOT_ROWS = {"feeds", "people", "seen"}
"""Receivers that are no rows: a service module, a set. A new one is added here by hand, after a look."""
OUTSIDE = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http.client",
    "http.server",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "urllib.request",
    "urllib.robotparser",
    "urllib3",
    "xmlrpc",
}
"""What opens a socket, or leads to it."""
MAY_OPEN_SOCKETS = {
    "claims/fetch/network.py": {"socket", "ssl"},
    "claims/fetch/asking.py": {"http.client", "ssl"},
    "claims/management/commands/serve.py": {"socket"},  # looks whether its own port is free
}
CONTAINS = {"sandbox.py": {"os", "pathlib", "subprocess"}, "sandbox_child.py": {"os"}}
"""The parser's child process and who starts it (ADR 13): what they import that nothing else of the engine may."""
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}


def modules(*names: str) -> Iterator[Path]:
    for name in names:
        path = CLAIMS / name
        yield from path.rglob("*.py") if path.is_dir() else (path,)


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))


def imports(path: Path) -> Iterator[str]:
    """Every module that `path` imports, and every name it imports from one, dotted."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_orm_write(call: ast.Call) -> bool:
    """A call named like a write of the ORM, on anything but the plain containers and services listed in `NOT_ROWS`."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in WRITES:
        return False
    return ast.unparse(call.func.value) not in NOT_ROWS


@pytest.mark.parametrize("path", sorted(modules(*EDGES)), ids=lambda path: str(path.relative_to(CLAIMS)))
def test_edges_write_only_through_services(path: Path) -> None:
    writes = [f"{path.name}:{call.lineno} {ast.unparse(call.func)}" for call in calls(path) if is_orm_write(call)]
    assert not writes


@pytest.mark.parametrize("path", sorted(modules("services", "queries")), ids=lambda path: path.name)
def test_services_and_queries_never_enqueue(path: Path) -> None:
    text = path.read_text()
    assert "celery" not in text
    sends = {"delay", "apply_async", "delay_on_commit", "send_task"}
    assert not [call for call in calls(path) if isinstance(call.func, ast.Attribute) and call.func.attr in sends]


@pytest.mark.parametrize("path", sorted(modules("services", "queries", "models")), ids=lambda path: path.name)
def test_the_time_is_an_argument(path: Path) -> None:
    """Nothing below the edges reads a clock by itself; `timezone.now` may be a default that is passed in."""
    reads = [call for call in calls(path) if isinstance(call.func, ast.Attribute) and call.func.attr in CLOCKS]
    assert not [f"{path.name}:{call.lineno}" for call in reads]


@pytest.mark.parametrize("path", sorted(modules("queries")), ids=lambda path: path.name)
def test_queries_only_read(path: Path) -> None:
    assert not [f"{path.name}:{call.lineno}" for call in calls(path) if is_orm_write(call)]


def test_the_engine_runs_without_django() -> None:
    probe = (
        "import sys; sys.modules['django'] = None\n"
        "import claims.engine.extraction, claims.engine.linking, claims.engine.parsers, claims.engine.tracking\n"
        "import claims.engine.duplicates, claims.engine.robots, claims.fetch\n"
        "print('fine')"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "fine", done.stderr


def test_the_rules_run_without_the_trained_part() -> None:
    probe = (
        "import sys\n"
        "for name in ('numpy', 'onnxruntime', 'tokenizers'): sys.modules[name] = None\n"
        "from claims.engine.extraction import Proposers, extract\n"
        "from claims.engine.extraction.findings import Document\n"
        "from claims.engine.parsers import segment\n"
        "text = 'Ana Ruiz said taxes would fall.'\n"
        "print(len(extract(Document(text, segment(text)), Proposers.RULES).statements))"
    )
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "1", done.stderr


def test_nothing_that_runs_needs_the_training_code() -> None:
    for path in (*CLAIMS.rglob("*.py"), *(ROOT / "newsroom").rglob("*.py")):
        assert "import training" not in path.read_text(), path
        assert "from training" not in path.read_text(), path


def test_the_engine_opens_nothing() -> None:
    """No files, sockets, clock or environment in ring 1; `__main__` alone reads and writes streams."""
    forbidden = {"open", "input", "print"}
    foreign = {"os", "socket", "time", "urllib", "requests", "subprocess", "pathlib", "sqlite3"}
    for path in modules("engine"):
        if path.name == "__main__.py":
            continue
        names = {call.func.id for call in calls(path) if isinstance(call.func, ast.Name)}
        assert not names & forbidden, path
        imported = {
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text()))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert not imported & foreign - CONTAINS.get(path.name, set()), path


def test_one_socket_to_the_outside() -> None:
    """Everything that is fetched goes through `claims.fetch`, which judges where it leads."""
    found: dict[str, set[str]] = {}
    for path in (*CLAIMS.rglob("*.py"), *(ROOT / "newsroom").rglob("*.py")):
        dotted = set(imports(path))
        if named := {name for name in OUTSIDE for each in dotted if each == name or each.startswith(f"{name}.")}:
            found[path.relative_to(ROOT).as_posix()] = named
    assert found == MAY_OPEN_SOCKETS


def test_the_fetchers_network_is_not_replaced() -> None:
    """Only tests give it another; its checks read no setting and no environment."""
    for path in (*CLAIMS.rglob("*.py"), *(ROOT / "newsroom").rglob("*.py")):
        inside = path.is_relative_to(CLAIMS / "fetch")
        names = set(imports(path))
        if inside:
            assert not {name.split(".")[0] for name in names} & {"os", "environ", "django", "newsroom"}, path
        else:
            assert not [name for name in names if name.startswith("claims.fetch.network")], path
