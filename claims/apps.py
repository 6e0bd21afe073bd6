"""The one Django app of the project. It lifts the database's guards for a migration and puts them back after it."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        pre_migrate.connect(_open_the_database, sender=self)
        post_migrate.connect(_complete_the_database, sender=self)


def _open_the_database(*, using: str, **kwargs: Any) -> None:
    """SQLite changes a table by building it anew, and refuses while a trigger still speaks of the old one."""
    from claims.models import guards

    guards.remove(connections[using])


def _complete_the_database(*, using: str, **kwargs: Any) -> None:
    from claims import permissions
    from claims.models import guards

    guards.install(connections[using])
    permissions.create_roles()
