"""The settings as a production or a development start sees them, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent
PRODUCTION = {
    "SECRET_KEY": "".join(chr(33 + n) for n in range(60)),
    "ALLOWED_HOSTS": "claims.example.org",
    "DATABASE_URL": "postgres://db.invalid/newsroom",
    "REDIS_URL": "redis://redis.invalid",
}
SHOW = """
import json, django
from django.conf import settings
django.setup()
from newsroom.celery import app
print(json.dumps({
    "cache": settings.CACHES["default"]["BACKEND"], "static": settings.STORAGES["staticfiles"]["BACKEND"],
    "cookies": settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE,
    "broker": app.connection_for_write().transport_cls, "options": app.conf.broker_transport_options,
    "limit": app.conf.task_time_limit, "late": app.conf.task_acks_late, "accept": list(app.conf.accept_content),
    "prefetch": app.conf.worker_prefetch_multiplier, "sweep": app.conf.beat_schedule["sweep"],
}, default=str))
"""


def run(*command: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(var)}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env={**clean, **environment}, capture_output=True, text=True, timeout=120
    )


def shown(var: Path, **environment: str) -> dict[str, Any]:
    done = run("-c", SHOW, var=var, **environment)
    assert done.returncode == 0, done.stderr
    settings: dict[str, Any] = json.loads(done.stdout)
    return settings


def test_without_servers_everything_lives_in_the_state_folder(tmp_path: Path) -> None:
    settings = shown(tmp_path, DEBUG="1")
    assert settings["broker"] == "newsroom.transport:Transport"
    assert settings["options"]["data_folder_in"] == settings["options"]["data_folder_out"]
    assert settings["options"]["data_folder_in"].startswith(str(tmp_path))
    assert settings["cache"].endswith("FileCache")
    assert settings["cookies"] is False
    assert settings["sweep"] == {"task": "claims.tasks.sweep", "schedule": 10, "options": {"expires": 10}}


def test_production_keeps_jobs_through_crashes_and_cookies_on_https(tmp_path: Path) -> None:
    settings = shown(tmp_path, **PRODUCTION)
    assert settings["broker"] == "redis"
    assert settings["options"]["visibility_timeout"] > settings["limit"]
    assert (settings["late"], settings["prefetch"], settings["accept"]) == (True, 1, ["json"])
    assert settings["cache"].endswith("RedisCache")
    assert settings["static"].endswith("CompressedManifestStaticFilesStorage")
    assert settings["cookies"] is True


def test_the_deployment_check_is_clean_with_a_production_environment(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", var=tmp_path, **PRODUCTION)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"ALLOWED_HOSTS": "*"}, "newsroom.E001"),
        ({"DATABASE_URL": ""}, "newsroom.W001"),
        ({"REDIS_URL": ""}, "newsroom.W002"),
        ({"FORCE_HTTPS": "0"}, "security.W008"),
        ({"DEBUG": "1"}, "security.W018"),
    ],
)
def test_the_deployment_check_names_what_is_amiss(tmp_path: Path, change: dict[str, str], finding: str) -> None:
    environment = {**PRODUCTION, **change}
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", var=tmp_path, **environment)
    assert done.returncode == 1
    assert finding in done.stderr
