"""Why something was not fetched: one exception, a stable code, a sentence for an editor."""

from __future__ import annotations

TEMPORARY = frozenset({"dns", "unreachable", "timeout", "bad_response", "busy", "server_error", "robots_unreadable"})
"""Codes of what may pass by itself."""


class NotFetched(Exception):
    """`code` is one of

    `bad_url`, `address_blocked` (ours to refuse); `robots`, `robots_unreadable`, `paywall_or_login`, `gone`, `busy`,
    `refused_by_site`, `server_error` (the site's answer); `dns`, `unreachable`, `timeout`, `tls`, `redirects`,
    `too_large`, `bad_response` (what went wrong on the way).
    """

    def __init__(self, code: str, reason: str, *, status: int = 0, retry_after: int | None = None) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
        self.status = status
        """The site's HTTP status, 0 if it gave none."""
        self.retry_after = retry_after
        """Seconds the site asked us to wait, if it did."""

    @property
    def is_temporary(self) -> bool:
        """Whether asking again later, unchanged, may help."""
        return self.code in TEMPORARY
