"""The addresses of all pages. Each module lists its own."""

from __future__ import annotations

from claims.web import (
    account,
    articles,
    clusters,
    commitments,
    cuts,
    descriptions,
    desk,
    evidence,
    feeds,
    follow_ups,
    identities,
    imports,
    people,
    reports,
    review,
    rulings,
    runs,
    statement_list,
    statements,
    tokens,
)

urlpatterns = [
    *desk.urlpatterns,
    *account.urlpatterns,
    *imports.urlpatterns,
    *feeds.urlpatterns,
    *runs.urlpatterns,
    *cuts.urlpatterns,
    *articles.urlpatterns,
    *statement_list.urlpatterns,
    *statements.urlpatterns,
    *review.urlpatterns,
    *reports.urlpatterns,
    *clusters.urlpatterns,
    *people.urlpatterns,
    *descriptions.urlpatterns,
    *identities.urlpatterns,
    *commitments.urlpatterns,
    *evidence.urlpatterns,
    *rulings.urlpatterns,
    *follow_ups.urlpatterns,
    *tokens.urlpatterns,
]
