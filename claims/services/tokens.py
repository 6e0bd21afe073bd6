"""API tokens: issued once in the clear, kept only as a digest, revoked rather than deleted."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from claims.models import ApiToken, User
from claims.models.api_token import PREFIX_LENGTH
from claims.services import audit
from claims.services.errors import Invalid, NotFound

_USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def issue(*, name: str, by: User, at: datetime, expires_at: datetime | None = None) -> tuple[ApiToken, str]:
    """Makes a token for `by`. Returns it with its key, which cannot be had again."""
    if not name.strip():
        raise Invalid("Say what the token is for.")
    key = ApiToken.new_key()
    token = ApiToken.objects.create(
        user=by,
        name=name.strip()[:100],
        prefix=key[:PREFIX_LENGTH],
        digest=ApiToken.digest_of(key),
        expires_at=expires_at,
    )
    audit.record("token.issued", token, by=by, at=at, after={"name": token.name})
    return token, key


@transaction.atomic
def revoke(*, token_id: UUID, by: User, at: datetime) -> None:
    """Ends a token: one of `by`'s own or, for a superuser, anybody's. Ending it twice changes nothing."""
    own = ApiToken.objects.all() if by.is_superuser else ApiToken.objects.filter(user=by)
    token = own.filter(pk=token_id).first()
    if token is None:
        raise NotFound("That token does not exist.")
    if ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at):
        audit.record("token.revoked", token, by=by, at=at)


def authenticate(*, key: str, at: datetime) -> ApiToken | None:
    """The usable token with that key. Its use is noted at most once a minute."""
    token = ApiToken.objects.usable(at).matching(key).select_related("user").first()
    if token is not None:
        stale = Q(last_used_at__isnull=True) | Q(last_used_at__lt=at - _USE_NOTED_EVERY)
        ApiToken.objects.filter(stale, pk=token.pk).update(last_used_at=at)
    return token
