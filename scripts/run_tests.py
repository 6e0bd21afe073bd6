"""`make test`: get what the tests need, then run them on PostgreSQL and on SQLite.

First what touches a database, on PostgreSQL; then everything, on SQLite. Both must pass. With arguments there is one
run, with those: `make test ARGS="tests/models -k span"`.
"""

from __future__ import annotations

import os
import subprocess
import sys

from scripts.servers import install_missing, postgresql

PYTEST = (sys.executable, "-m", "pytest")
# The engine has no database, and the browser sees the same pages on either.
ON_POSTGRESQL = ("--ignore=tests/engine", "--ignore=tests/browser")


def main(arguments: list[str]) -> int:
    install_missing()
    if arguments:
        return run(*arguments)
    without: tuple[str, ...] = ()
    with postgresql() as url:
        if url is None:
            print("PostgreSQL could not be had: its tests are skipped below.", flush=True)
        else:
            print("On PostgreSQL:", flush=True)
            failed = run(*ON_POSTGRESQL, TEST_DATABASE_URL=url)
            if failed:
                return failed
            without = ("-m", "not postgres")  # these have just run
    print("\nOn SQLite, everything:", flush=True)
    return run(*without)


def run(*arguments: str, **environment: str) -> int:
    return subprocess.run([*PYTEST, *arguments], env={**os.environ, **environment}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
