"""The tabs over all parts of the review queue, with how much waits under each."""

from __future__ import annotations

from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode

from claims.models import ClusterProposal, EvidenceLink
from claims.queries import review
from claims.queries.review import Tab

REPORTS = "reports"
COPIES = "copies"
_LABELS = {Tab.ALL: "Statements", Tab.UNRESOLVED: "Speaker unresolved", Tab.PROMISES: "With a promise"}


class TabLink(NamedTuple):
    label: str
    url: str
    waiting: int
    is_current: bool


def query_of(tab: Tab, **only: UUID) -> str:
    """The query string of one tab of the statements, narrowed to `only`."""
    return urlencode({"tab": tab.value, **{name: str(pk) for name, pk in only.items()}})


def tabs(here: str, **only: UUID) -> list[TabLink]:
    """Every tab; `here` is a `Tab`, `REPORTS` or `COPIES`. `only` narrows the statements alone. 5 queries."""
    counts = review.counts(**only)
    links = [
        TabLink(label, f"{reverse('review')}?{query_of(tab, **only)}", counts[tab.value], tab == here)
        for tab, label in _LABELS.items()
    ]
    reports, copies = EvidenceLink.objects.waiting().count(), ClusterProposal.objects.waiting().count()
    return [
        *links,
        TabLink("Reports on promises", reverse("review-reports"), reports, here == REPORTS),
        TabLink("Same report?", reverse("review-copies"), copies, here == COPIES),
    ]
