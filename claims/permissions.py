"""Who may do what: the one truth for web, API, admin and templates.

An ability is an ordinary Django permission; a role is a group. A newsroom may move abilities between the groups in the
admin: roles are only filled when they are first created.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from claims.models import User


class Ability(StrEnum):
    """What somebody may do, as a permission label that `user.has_perm` and `perms` in templates understand."""

    READ = "claims.view_article"
    IMPORT = "claims.import_article"
    REVIEW = "claims.review_statement"
    IDENTIFY = "claims.merge_person"
    RULE = "claims.rule_commitment"
    TRACK = "claims.track_followup"


class Role(StrEnum):
    READERS = "Readers"
    EDITORS = "Editors"
    ADMINS = "Admins"


ABILITIES_OF = {
    Role.READERS: (Ability.READ,),
    Role.EDITORS: tuple(Ability),
    Role.ADMINS: tuple(Ability),
}


def sees_hidden(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whoever imports may look at what is withdrawn, withheld or under embargo, one thing at a time."""
    return user.is_authenticated and cast("User", user).has_perm(Ability.IMPORT)


def create_roles() -> None:
    """Creates the groups that are missing, with their abilities. Admins also get the whole admin site."""
    for label in ("claims", "auth"):  # Django's own receiver may not have run yet
        create_permissions(apps.get_app_config(label), verbosity=0)
    permissions = apps.get_model("auth", "Permission").objects
    for role, abilities in ABILITIES_OF.items():
        group, created = apps.get_model("auth", "Group").objects.get_or_create(name=role.value)
        if not created:
            continue
        codenames = [ability.split(".")[1] for ability in abilities]
        group.permissions.add(*permissions.filter(content_type__app_label="claims", codename__in=codenames))
        if role is Role.ADMINS:
            group.permissions.add(*permissions.filter(content_type__app_label__in=("claims", "auth")))
