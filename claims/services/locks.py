"""Locks on things that have no row yet, such as a name nobody goes by so far."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection


def hold_names(keys: Iterable[str]) -> None:
    """Until the transaction ends, lets nobody else look up or add people under these name keys."""
    hold("claims.person", keys)


def hold(what: str, keys: Iterable[str]) -> None:
    """Until the transaction ends, lets nobody else hold one of these keys of the same kind.

    Taken in sorted order, so that two transactions cannot wait for each other. SQLite needs none of it: there a
    transaction that may write is alone from its beginning.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for key in sorted(set(keys)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), hashtext(%s))", [what, key])
