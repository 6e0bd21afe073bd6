"""A site of its own for the benchmark: a fresh database that nobody else uses, gone afterwards.

SQLite in a temporary folder or, where `DATABASE_URL` names a PostgreSQL server, a database on it beside the named one,
which is left alone. Django is set up here, so nothing of the site may be imported before.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ENVIRONMENT = {
    "DEBUG": "1",
    "SECRET_KEY": "only-for-the-benchmark",
    "REDIS_URL": "",
    "ALLOWED_HOSTS": "testserver",
    "LOG_LEVEL": "ERROR",
    "DJANGO_SETTINGS_MODULE": "newsroom.settings",
}


@contextmanager
def fresh() -> Iterator[None]:
    """Inside, the models work. Once in a process."""
    with tempfile.TemporaryDirectory(prefix="newsroom-bench-") as folder:
        database = os.environ.get("DATABASE_URL", "")
        os.environ.update(_ENVIRONMENT, VAR_DIR=folder, DATABASE_URL=database)  # `.env` is not asked: these win
        (Path(folder) / "static").mkdir()
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.DEBUG = False  # with it every query would be kept in memory
        if connection.vendor == "sqlite" and not database:
            call_command("migrate", verbosity=0)
            yield
            connection.close()
            return
        connection.settings_dict["TEST"] = {**connection.settings_dict["TEST"], "NAME": f"bench_newsroom_{os.getpid()}"}
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)


def database_size() -> float:
    """MB."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return float(cursor.fetchone()[0]) / 1e6
