"""`manage.py setup_demo`: one login for each role that a visitor may want to try. Never outside development."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from claims.permissions import Role
from claims.services import logins
from newsroom.env import kept_secret

LOGINS = {"editor": Role.EDITORS, "admin": Role.ADMINS}


class Command(BaseCommand):
    help = "Creates the demo logins and prints their password. Only with DEBUG=1."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("Demo logins are for development: they are only made with DEBUG=1.")
        # Random, but the same each time, so that a second start does not sign anybody out.
        password = kept_secret(settings.VAR_DIR / "demo_password", length=12)
        for username, role in LOGINS.items():
            logins.ensure(username=username, password=password, role=role)
        self.stdout.write(f"\nDemo logins (development only): {' or '.join(LOGINS)}, password {password}\n")
