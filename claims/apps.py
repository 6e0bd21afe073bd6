"""The one Django app of the project. After every migrate it puts the database's guards and the roles in place."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(_complete_the_database, sender=self)


def _complete_the_database(*, using: str, **kwargs: Any) -> None:
    from claims import permissions
    from claims.models import guards

    guards.install(connections[using])
    permissions.create_roles()
