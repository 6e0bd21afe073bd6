"""Logins made by the program. People's own accounts are made in the admin, which keeps its own record of that."""

from __future__ import annotations

from django.contrib.auth.models import Group
from django.db import transaction

from claims.models import User
from claims.permissions import Role


@transaction.atomic
def ensure(*, username: str, password: str, role: Role) -> User:
    """A login with that password in that role. Doing it again changes nothing, so nobody is signed out."""
    user, _ = User.objects.get_or_create(username=username)
    user.is_active, user.is_staff = True, role is Role.ADMINS
    if not user.check_password(password):
        user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get(name=role.value)])
    return user
