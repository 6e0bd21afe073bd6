"""A client that calls as an editor, by token; and the other members of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from claims.models import User
from claims.services import tokens
from tests import factories


@pytest.fixture(autouse=True)
def _fresh_counters() -> None:
    """Throttles count in the cache, which outlives a test."""
    cache.clear()


@pytest.fixture
def call_as(db: None) -> Callable[[User], APIClient]:
    """A client that sends a token of that user's."""

    def make(user: User) -> APIClient:
        _, key = tokens.issue(name="tests", by=user, at=factories.AT)
        return APIClient(headers={"Authorization": f"Bearer {key}"})

    return make


@pytest.fixture
def api(call_as: Callable[[User], APIClient]) -> APIClient:
    return call_as(factories.editor())


@pytest.fixture
def bridge(db: None) -> dict[str, Any]:
    """A promise by Mara Quist, and a later report that contradicts it: both suggestions."""
    mara = factories.person("Mara Quist")
    iris = factories.person("Iris Vale")
    pledge = factories.article(
        "Quist on the bridge\n\nMayor Mara Quist told Iris Vale that she would mend the bridge by May.",
        published_on="2023-04-01",
    )
    report = factories.article(
        "Bridge still shut\n\n“Nobody has touched the bridge,” Iris Vale said.", published_on="2023-06-02"
    )
    promised = factories.statement(
        pledge,
        "she would mend the bridge by May",
        cue="told",
        source="Mayor Mara Quist",
        kind="indirect",
        sourcing="third_party",
        speaker=mara,
        addressee=iris,
        said_on="2023-03",
        via="The Harbour Post",
    )
    reported = factories.statement(report, "Nobody has touched the bridge,", speaker=iris)
    commitment = factories.commitment(promised, made_on="2023-03", title="Mend the bridge by May", to=iris)
    link = factories.evidence(commitment, reported)
    return {
        "mara": mara,
        "iris": iris,
        "pledge": pledge,
        "report": report,
        "promised": promised,
        "reported": reported,
        "commitment": commitment,
        "link": link,
    }
