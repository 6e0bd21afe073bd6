"""May this caller do this? Asks `claims.permissions`, never the framework's own table of methods."""

from __future__ import annotations

from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView


class HasAbility(BasePermission):
    """The caller holds the ability that the view needs for what is asked."""

    message = "You may not do this. An admin can give you the ability."

    def has_permission(self, request: Request, view: APIView) -> bool:
        return bool(request.user and request.user.has_perm(view.ability_needed()))  # type: ignore[attr-defined]
