"""Reads the environment once, with types, and refuses with one sentence what the site could not run on.

Every variable is listed in `.env.example`. A `.env` file beside `manage.py` is read too; the real environment wins.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

DATABASE_SCHEMES = ("sqlite", "postgres", "postgresql", "pgsql")
REDIS_SCHEMES = ("redis", "rediss", "unix")
EXTRACTORS = ("hybrid", "rules")

# WAL lets readers go on while one writes. IMMEDIATE takes the write lock when a transaction begins: a deferred one that
# reads first and then writes fails at once under load, whatever the timeout.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=20000; PRAGMA foreign_keys=ON; "
        "PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=27103364; PRAGMA cache_size=-20000"
    ),
}


class Misconfigured(ImproperlyConfigured):
    """The environment lacks or garbles something. `manage.py` prints it without a traceback."""


@dataclass(frozen=True, slots=True)
class Environment:
    debug: bool
    secret_key: str
    allowed_hosts: list[str]
    trusted_origins: list[str]
    https: bool
    behind_proxy: bool
    hsts_subdomains: bool
    database: dict[str, Any]
    redis_url: str
    var: Path
    log_level: str
    extractor: str


def read(base: Path) -> Environment:
    """Everything the settings need. Creates the state folder (`VAR_DIR`) when it is missing."""
    env = environ.Env()
    if (base / ".env").is_file():
        env.read_env(base / ".env")
    debug = _boolean(env, "DEBUG", default=False)
    var = Path(env.str("VAR_DIR", default="") or base / "var").resolve()
    try:
        var.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(f"VAR_DIR {var} cannot be created: {error.strerror}.") from error
    return Environment(
        debug=debug,
        secret_key=env.str("SECRET_KEY", default="") or _development_key(var, debug=debug),
        allowed_hosts=env.list("ALLOWED_HOSTS", default=[]),
        trusted_origins=env.list("CSRF_TRUSTED_ORIGINS", default=[]),
        https=_boolean(env, "FORCE_HTTPS", default=not debug),
        behind_proxy=_boolean(env, "BEHIND_PROXY", default=False),
        hsts_subdomains=_boolean(env, "HSTS_SUBDOMAINS", default=False),
        database=_database(env.str("DATABASE_URL", default=""), var),
        redis_url=_redis(env.str("REDIS_URL", default="")),
        var=var,
        log_level=_log_level(env.str("LOG_LEVEL", default="INFO")),
        extractor=_extractor(env.str("CLAIMS_EXTRACTOR", default=EXTRACTORS[0])),
    )


def _boolean(env: environ.Env, name: str, *, default: bool) -> bool:
    """Stricter than `env.bool`, which reads every unknown word as false: a mistyped DEBUG should not pass unseen."""
    value = env.str(name, default="").strip().lower()
    if value in ("1", "true", "yes", "on"):
        return True
    if value in ("0", "false", "no", "off"):
        return False
    if value:
        raise Misconfigured(f"{name} is {value!r}; use 1 or 0.")
    return default


def _development_key(var: Path, *, debug: bool) -> str:
    if not debug:
        raise Misconfigured("SECRET_KEY is not set. Set it to a long random string, or DEBUG=1 to try the site out.")
    return kept_secret(var / "secret_key")


def kept_secret(path: Path, length: int = 50) -> str:
    """A random secret that stays the same from one start to the next. For development only: it lies in a file."""
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600, exist_ok=False)
        draft.write_text(secrets.token_urlsafe(length)[:length])
        try:
            os.link(draft, path)  # unlike a rename, never replaces what another process put there first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()


def _database(url: str, var: Path) -> dict[str, Any]:
    """One entry of `DATABASES`. Without a URL: SQLite in the state folder."""
    url = url or f"sqlite:///{var / 'db.sqlite3'}"
    if url.partition("://")[0] not in DATABASE_SCHEMES:
        raise Misconfigured("DATABASE_URL must start with postgres:// or sqlite:///.")
    database: dict[str, Any] = environ.Env.db_url_config(url)
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return {**database, "OPTIONS": SQLITE_OPTIONS}
    return {**database, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def _redis(url: str) -> str:
    if url and url.partition("://")[0] not in REDIS_SCHEMES:
        raise Misconfigured("REDIS_URL must start with redis:// or rediss:// (or be left out for the embedded queue).")
    return url


def _log_level(name: str) -> str:
    level = name.upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        raise Misconfigured(f"LOG_LEVEL is {name!r}; use DEBUG, INFO, WARNING, ERROR or CRITICAL.")
    return level


def _extractor(name: str) -> str:
    if name not in EXTRACTORS:
        raise Misconfigured(f"CLAIMS_EXTRACTOR is {name!r}; use hybrid (rules and the trained tagger) or rules.")
    return name
