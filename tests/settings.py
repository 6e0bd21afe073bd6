"""Settings for pytest: the site's own, with nothing taken from the developer's environment or `.env`.

`TEST_DATABASE_URL` runs the suite on another database; without it the tests use SQLite in a file, because the
in-memory default cannot be shared with a worker thread. Its name carries the process id, so that two runs at the same
time do not meet.
"""

import os
from pathlib import Path

VAR = Path(__file__).resolve().parent.parent / "var" / "tests"

os.environ.update(
    {
        "DEBUG": "1",
        "SECRET_KEY": "only-for-tests",
        "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", ""),
        "REDIS_URL": "",
        "VAR_DIR": str(VAR),
    }
)

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import DATABASES, REST_FRAMEWORK  # noqa: E402

DEBUG = False
(VAR / "static").mkdir(exist_ok=True)  # nothing is collected for tests, and WhiteNoise warns of a missing folder
SQLITE = DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3"
TEST_NAME = f"test_newsroom_{os.getpid()}"
DATABASES["default"]["TEST"] = {"NAME": VAR / f"{TEST_NAME}.sqlite3" if SQLITE else TEST_NAME}

# Messages stay in this process: a test that wants a worker starts one (the `worker` fixture).
CELERY_BROKER_URL = "memory://"
CELERY_BROKER_TRANSPORT = None
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, object] = {"polling_interval": 0.05}

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
REST_FRAMEWORK = {**REST_FRAMEWORK, "DEFAULT_THROTTLE_RATES": {"user": None}}
