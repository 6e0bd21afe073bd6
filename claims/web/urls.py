"""The addresses of all pages. Each module lists its own."""

from __future__ import annotations

from claims.web import account

urlpatterns = [
    *account.urlpatterns,
]
