"""The one mapping from a service's refusal to an HTTP status for the pages."""

from __future__ import annotations

from claims.services.errors import ClaimsError, Conflict, Invalid, NotFound

_STATUS_OF: tuple[tuple[type[ClaimsError], int], ...] = ((NotFound, 404), (Conflict, 409), (Invalid, 422))
_REFUSED = 422
"""For a kind of refusal that this list does not know yet."""


def status_of(error: ClaimsError) -> int:
    return next((status for kind, status in _STATUS_OF if isinstance(error, kind)), _REFUSED)
