"""What the environment may say, and the one sentence when it may not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom import env

NAMES = [
    "DEBUG",
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "FORCE_HTTPS",
    "HSTS_SUBDOMAINS",
    "BEHIND_PROXY",
    "DATABASE_URL",
    "REDIS_URL",
    "VAR_DIR",
    "LOG_LEVEL",
    "CLAIMS_EXTRACTOR",
]
ROOT = Path(env.__file__).parent.parent


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def set_all(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def test_development_needs_nothing_but_debug(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_all(monkeypatch, DEBUG="1")
    found = env.read(tmp_path)
    assert (found.debug, found.https, found.redis_url) == (True, False, "")
    assert found.database["NAME"] == str(tmp_path / "var" / "db.sqlite3")
    assert found.database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_development_key_is_random_private_and_stays(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_all(monkeypatch, DEBUG="1")
    key = env.read(tmp_path).secret_key
    assert len(key) == 50
    assert env.read(tmp_path).secret_key == key
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o077 == 0
    assert [path.name for path in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_two_starts_at_once_agree_on_the_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    monkeypatch.setattr(Path, "exists", lambda self: False)  # both looked before either wrote
    assert env.kept_secret(path) == env.kept_secret(path)


def test_production_is_strict_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    set_all(
        monkeypatch,
        SECRET_KEY="x" * 60,
        ALLOWED_HOSTS="one.example,two.example",
        DATABASE_URL="postgres://anna:s%40fe@db.example:5433/claims",
        REDIS_URL="redis://cache.example/1",
    )
    found = env.read(tmp_path)
    assert (found.debug, found.https, found.behind_proxy) == (False, True, False)
    assert found.allowed_hosts == ["one.example", "two.example"]
    assert found.database["ENGINE"] == "django.db.backends.postgresql"
    assert found.database["PASSWORD"] == "s@fe"
    assert (found.database["CONN_MAX_AGE"], found.database["CONN_HEALTH_CHECKS"]) == (60, True)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({}, "SECRET_KEY is not set"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'; use 1 or 0."),
        ({"DEBUG": "1", "FORCE_HTTPS": "2"}, "FORCE_HTTPS is '2'; use 1 or 0."),
        ({"DEBUG": "1", "DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must start with"),
        ({"DEBUG": "1", "DATABASE_URL": "newsroom.db"}, "DATABASE_URL must start with"),
        ({"DEBUG": "1", "REDIS_URL": "127.0.0.1:6379"}, "REDIS_URL must start with"),
        ({"DEBUG": "1", "LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud'"),
        ({"DEBUG": "1", "CLAIMS_EXTRACTOR": "magic"}, "CLAIMS_EXTRACTOR is 'magic'; use hybrid"),
        ({"DEBUG": "1", "VAR_DIR": "/dev/null/var"}, "VAR_DIR /dev/null/var cannot be created"),
    ],
)
def test_what_cannot_work_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, values: dict[str, str], sentence: str
) -> None:
    set_all(monkeypatch, **values)
    with pytest.raises(env.Misconfigured, match=sentence):
        env.read(tmp_path)


def test_a_dotenv_file_is_read_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("SECRET_KEY=from-file\nLOG_LEVEL=warning\n")
    set_all(monkeypatch, LOG_LEVEL="error")
    try:
        found = env.read(tmp_path)
    finally:
        os.environ.pop("SECRET_KEY", None)  # reading a .env file fills the real environment
    assert (found.secret_key, found.log_level) == ("from-file", "ERROR")


def test_the_example_lists_every_variable() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    assert sorted(line.partition("=")[0] for line in lines if line and not line.startswith("#")) == sorted(NAMES)


def test_the_command_line_says_it_in_one_line(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "SECRET_KEY": "",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines() == [
        "error: SECRET_KEY is not set. Set it to a long random string, or DEBUG=1 to try the site out."
    ]


@pytest.mark.parametrize(("value", "expected"), [(None, "hybrid"), ("rules", "rules"), ("hybrid", "hybrid")])
def test_who_extracts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str | None, expected: str) -> None:
    set_all(monkeypatch, DEBUG="1", **({"CLAIMS_EXTRACTOR": value} if value else {}))
    assert env.read(tmp_path).extractor == expected
