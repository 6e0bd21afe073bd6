"""Who calls: a client by its token, or a signed-in member of the newsroom by their session."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.models import ApiToken, User
from claims.services import tokens

_SCHEME = b"bearer"


class ApiTokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer <key>`. Another scheme is left to whoever understands it."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _, key = get_authorization_header(request).partition(b" ")
        if scheme.lower() != _SCHEME:
            return None
        token = tokens.authenticate(key=key.strip().decode("latin-1"), at=timezone.now())
        if token is None:
            raise AuthenticationFailed("This token is unknown, revoked or expired.", code="invalid_token")
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Its presence makes a missing or wrong token a 401 rather than a 403."""
        return 'Bearer realm="newsroom"'


class ApiTokenScheme(OpenApiAuthenticationExtension):
    """How the schema describes `ApiTokenAuthentication`."""

    target_class = ApiTokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token issued to you by this newsroom."}
