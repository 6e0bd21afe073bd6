"""Triggers for what a column constraint cannot hold: spans inside their text, texts and ledgers that never change.

They are lifted before and installed after every migrate, not made by one migration, because SQLite rebuilds a table
to alter it: that drops its triggers, and fails while another table's trigger speaks of it. Installing twice changes
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import atomic

_ARTICLE_LENGTH = "SELECT text_length FROM claims_article WHERE id = NEW.article_id"
_LENGTH_THROUGH_STATEMENT = (
    "SELECT a.text_length FROM claims_statement s JOIN claims_article a ON a.id = s.article_id"
    " WHERE s.id = NEW.statement_id"
)


@dataclass(frozen=True, slots=True)
class Guard:
    """`before` these changes on `table`, refuse with `message` when `condition` holds (always, if it is empty)."""

    name: str
    table: str
    before: tuple[str, ...]
    message: str
    condition: str = ""


def _spans_inside_text() -> Iterator[Guard]:
    tables = {
        "claims_segment": _ARTICLE_LENGTH,
        "claims_mention": _ARTICLE_LENGTH,
        "claims_statement": _ARTICLE_LENGTH,
        "claims_evidencespan": _ARTICLE_LENGTH,
        "claims_statementspan": _LENGTH_THROUGH_STATEMENT,
        "claims_commitmentstatement": _LENGTH_THROUGH_STATEMENT,
    }
    for table, length in tables.items():
        yield Guard(
            name=f"{table}_inside_text",
            table=table,
            before=("INSERT", "UPDATE"),
            message=f"{table}: span outside its text",
            condition=f'NEW."end" > ({length})',
        )


GUARDS = (
    *_spans_inside_text(),
    Guard(
        name="claims_article_text_is_final",
        table="claims_article",
        before=("UPDATE",),
        message="claims_article: a text is never edited",
        condition="NEW.text <> OLD.text",
    ),
    Guard(
        name="claims_original_is_final",
        table="claims_original",
        before=("UPDATE",),
        message="claims_original: an original never changes",
    ),
    *(
        Guard(name=f"{table}_append_only", table=table, before=("UPDATE", "DELETE"), message=f"{table}: append-only")
        for table in ("claims_ruling", "claims_rulinglink", "claims_auditevent")
    ),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts every guard in place on `connection`'s database, all at once: no write comes in between."""
    with atomic(using=connection.alias):
        for statement in _statements(connection, installing=True):
            _execute(connection, statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes every guard away: for a migration, which puts them back, and for a test database's flush."""
    with atomic(using=connection.alias):
        for statement in _statements(connection, installing=False):
            _execute(connection, statement)


def _execute(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _statements(connection: BaseDatabaseWrapper, *, installing: bool) -> Iterator[str]:
    dialect = {"sqlite": _sqlite, "postgresql": _postgresql}[connection.vendor]
    tables = connection.introspection.table_names()
    for guard in GUARDS:
        if guard.table in tables:  # none is left after a migration back to zero
            yield from dialect(guard, installing)


def _sqlite(guard: Guard, installing: bool) -> Iterator[str]:
    when = f" WHEN {guard.condition}" if guard.condition else ""
    for event in guard.before:
        name = f"{guard.name}_{event.lower()}"
        yield f"DROP TRIGGER IF EXISTS {name}"
        if installing:
            yield (
                f"CREATE TRIGGER {name} BEFORE {event} ON {guard.table} FOR EACH ROW{when}"
                f" BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
            )


def _postgresql(guard: Guard, installing: bool) -> Iterator[str]:
    yield f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}"
    if not installing:
        return
    check = f"IF {guard.condition} THEN {{}} END IF;" if guard.condition else "{}"
    refusal = f"RAISE EXCEPTION '{guard.message}' USING ERRCODE = 'integrity_constraint_violation';"
    yield (
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS $guard$"
        f" BEGIN {check.format(refusal)} RETURN NEW; END $guard$"
    )
    yield (
        f"CREATE TRIGGER {guard.name} BEFORE {' OR '.join(guard.before)} ON {guard.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {guard.name}()"
    )
