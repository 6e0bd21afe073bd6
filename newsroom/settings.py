"""Django settings. What differs between machines comes from the environment through `newsroom/env.py`.

Without `DATABASE_URL` and `REDIS_URL` everything lives on this machine under `var/`: SQLite, a queue of files, a cache
of files. With them it is PostgreSQL and Redis, and any number of machines.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from claims.engine.parsers import limits
from newsroom import env

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = env.read(BASE_DIR)

DEBUG = ENV.debug
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENV.trusted_origins
VAR_DIR = ENV.var

CLAIMS_EXTRACTOR = ENV.extractor
"""Who proposes statements: `hybrid` (rules and the trained tagger) or `rules`."""

# ------------------------------------------------------------------------------------------------ application

INSTALLED_APPS = [
    "newsroom",
    "claims",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
]

MIDDLEWARE = [
    "newsroom.health.HealthMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "claims.web.uploads.refuse_huge",  # before anything reads the body, as the next one does
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

AUTH_USER_MODEL = "claims.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "sign-in"

# The interface is English for now. One language listed keeps a browser's preference from translating half a page.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
TIME_ZONE = "UTC"
USE_TZ = True

# ------------------------------------------------------------------------------------------------------ state

DATABASES = {"default": ENV.database}

# Shared by every process of the site, as request limits need it: per-process memory would count each one apart.
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": ENV.redis_url, "KEY_PREFIX": "newsroom"}
        if ENV.redis_url
        else {"BACKEND": "newsroom.file_cache.FileCache", "LOCATION": ENV.var / "cache"}
    )
}

# A pasted article may have 2 MB, and a form escapes most letters of some languages into six bytes or more.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = limits.UPLOAD_FILES

STATIC_URL = "static/"
STATIC_ROOT = ENV.var / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# --------------------------------------------------------------------------------------------------- security

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "claims.web.access.csrf_failed"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = ENV.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.behind_proxy else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENV.https else 0
# For this host only, unless told otherwise: a publisher's other subdomains may not be on HTTPS yet.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENV.https and ENV.hsts_subdomains
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = ENV.https
CSRF_COOKIE_SECURE = ENV.https

# -------------------------------------------------------------------------------------------- background work

EMBEDDED_QUEUE = not ENV.redis_url
if not EMBEDDED_QUEUE:
    CELERY_BROKER_URL = ENV.redis_url
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {
        # Above CELERY_TASK_TIME_LIMIT: sooner, and Redis hands a task that still runs to a second worker.
        "visibility_timeout": 3600,
        # Redis that accepts and never answers would otherwise hold a request for minutes. The sweeper publishes again.
        "socket_timeout": 2,
        "socket_connect_timeout": 2,
    }
else:
    CELERY_BROKER_URL = "filesystem://localhost"
    CELERY_BROKER_TRANSPORT = "newsroom.transport:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(ENV.var / "queue" / "messages"),
        "data_folder_out": str(ENV.var / "queue" / "messages"),
        "control_folder": str(ENV.var / "queue" / "control"),
        "polling_interval": 0.2,
    }
    # Talking to other workers needs a broadcast that files cannot do well, and there is only this one.
    CELERY_WORKER_ENABLE_REMOTE_CONTROL = False

CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # a Run row is the truth about a job
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 14 * 60
CELERY_TASK_TIME_LIMIT = 15 * 60
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

SWEEP_SECONDS = 10 if EMBEDDED_QUEUE else 30
POLL_SECONDS = 60
# In memory: short intervals need no file to remember them, and a file can be torn by a kill.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "sweep": {
        "task": "claims.tasks.sweep",
        "schedule": SWEEP_SECONDS,
        "options": {"expires": SWEEP_SECONDS},  # none pile up while no worker runs
    },
    "find-copies": {"task": "claims.tasks.find_copies", "schedule": 60, "options": {"expires": 60}},
    "poll-feeds": {"task": "claims.tasks.poll_feeds", "schedule": POLL_SECONDS, "options": {"expires": POLL_SECONDS}},
    "wake-follow-ups": {"task": "claims.tasks.wake_follow_ups", "schedule": 3600, "options": {"expires": 3600}},
}

# -------------------------------------------------------------------------------------------------------- API

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "claims.api.auth.ApiTokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_PAGINATION_CLASS": "claims.api.pagination.CursorPagination",
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_THROTTLE_RATES": {"user": "600/min"},
    "EXCEPTION_HANDLER": "claims.api.problems.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Newsroom claims API",
    "DESCRIPTION": "Who said and promised what, where it stands in the text, and what has been found since.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    # Several nouns have a `kind` and a `state` of their own.
    "ENUM_NAME_OVERRIDES": {
        "DeadlineKind": "claims.models.DeadlineKind",
        "EntryKind": "claims.queries.timeline.EntryKind",
        "FollowUpKind": "claims.models.FollowUpKind",
        "FollowUpState": "claims.models.FollowUpState",
        "ItemState": "claims.models.ItemState",
        "MentionKind": "claims.engine.extraction.findings.MentionKind",
        "RunKind": "claims.models.RunKind",
        "RunState": "claims.models.RunState",
        "SegmentKind": "claims.engine.text.SegmentKind",
        "StatementKind": "claims.models.StatementKind",
        "StepKind": "claims.queries.sourcing.StepKind",
    },
}

# ---------------------------------------------------------------------------------------------------- logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": ENV.log_level},
    "loggers": {
        # The handlers Django brings along print the same line a second time.
        "django": {"handlers": [], "level": ENV.log_level, "propagate": True},
        # A line per poll and per message says nothing that the run rows do not.
        "celery.beat": {"level": "WARNING"},
        "celery.worker.strategy": {"level": "WARNING"},
    },
}
