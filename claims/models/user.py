"""User: a member of the newsroom. Ours from the first migration on, because Django cannot swap it in later."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    def __str__(self) -> str:
        return self.get_full_name() or self.username
