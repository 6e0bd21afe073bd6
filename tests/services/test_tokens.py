"""API tokens: shown once, found by digest, ended by time, by hand and with their user."""

from __future__ import annotations

from datetime import timedelta

import pytest

from claims.models import ApiToken
from claims.services import tokens
from claims.services.errors import Invalid, NotFound
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_the_key_is_not_kept() -> None:
    token, key = tokens.issue(name="Graphics desk", by=factories.editor(), at=AT)
    assert key not in str(ApiToken.objects.values().get())
    assert key.startswith(token.prefix)
    assert tokens.authenticate(key=key, at=AT) == token
    assert tokens.authenticate(key=key + "x", at=AT) is None


def test_a_token_ends_when_it_expires_is_revoked_or_its_user_leaves() -> None:
    by = factories.editor()
    _, expiring = tokens.issue(name="A", by=by, at=AT, expires_at=AT + timedelta(days=1))
    revoked, key = tokens.issue(name="B", by=by, at=AT)
    tokens.revoke(token_id=revoked.pk, by=by, at=AT)
    _, of_leaver = tokens.issue(name="C", by=factories.editor("leo"), at=AT)
    leaver = factories.editor("leo")
    leaver.is_active = False
    leaver.save()
    assert tokens.authenticate(key=expiring, at=AT) is not None
    assert tokens.authenticate(key=expiring, at=AT + timedelta(days=2)) is None
    assert tokens.authenticate(key=key, at=AT) is None
    assert tokens.authenticate(key=of_leaver, at=AT) is None


def test_use_is_noted_at_most_once_a_minute() -> None:
    token, key = tokens.issue(name="A", by=factories.editor(), at=AT)
    for seconds in (0, 30, 90):
        tokens.authenticate(key=key, at=AT + timedelta(seconds=seconds))
        token.refresh_from_db()
        assert token.last_used_at == AT + timedelta(seconds=90 if seconds == 90 else 0)


def test_only_ones_own_tokens_can_be_revoked() -> None:
    token, _ = tokens.issue(name="A", by=factories.editor(), at=AT)
    with pytest.raises(NotFound):
        tokens.revoke(token_id=token.pk, by=factories.editor("otto"), at=AT)


def test_a_token_says_what_it_is_for() -> None:
    with pytest.raises(Invalid):
        tokens.issue(name="  ", by=factories.editor(), at=AT)
