"""System checks on how the site is set up, for `manage.py check --deploy`.

What cannot run at all is refused in `env.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps.config import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.security, deploy=True)
def a_host_is_allowed(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if "*" in settings.ALLOWED_HOSTS:
        return [Error("ALLOWED_HOSTS admits every host.", hint="List the site's own names.", id="newsroom.E001")]
    return []


@register(Tags.database, deploy=True)
def production_has_its_servers(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """SQLite and the queue of files are whole, but for one machine only."""
    found: list[CheckMessage] = []
    if settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        found.append(
            Warning(
                "The database is SQLite, which serves one machine.",
                hint="Set DATABASE_URL=postgres://…",
                id="newsroom.W001",
            )
        )
    if settings.EMBEDDED_QUEUE:
        found.append(
            Warning(
                "The queue is a folder of files, which serves one machine and one worker.",
                hint="Set REDIS_URL=redis://…",
                id="newsroom.W002",
            )
        )
    return found
