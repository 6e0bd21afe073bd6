"""The refusals that services raise. Each is worded for an editor and mapped once for the web and once for the API."""

from __future__ import annotations


class ClaimsError(Exception):
    """An expected refusal. `code` is stable, for programs; `str(error)` is one sentence for people."""

    code = "refused"


class NotFound(ClaimsError):
    code = "not_found"


class Conflict(ClaimsError):
    """Somebody else was faster, or something that stands depends on it."""

    code = "conflict"


class Invalid(ClaimsError):
    """What was asked for does not make sense as asked."""

    code = "invalid"
