"""Submission keys: every part of what is handed in makes it another thing."""

from __future__ import annotations

from typing import Any

import pytest

from claims.models import Run
from claims.services.ingest import Submission
from claims.services.submission_keys import KeyReused, submit_once
from tests import factories
from tests.factories import AT

pytestmark = pytest.mark.django_db


def submitted(**fields: Any) -> Run:
    given = [Submission("feed", **({"url": "https://harbour.example/feed"} | fields))]
    return submit_once(key="k", submissions=given, by=factories.editor(), at=AT).run


def test_the_same_is_the_same_run() -> None:
    assert submitted(follow=True) == submitted(follow=True)


@pytest.mark.parametrize("other", [{"follow": True}, {"code": "too_large"}, {"message": "It is too large."}])
def test_another_part_is_something_else(other: dict[str, Any]) -> None:
    submitted()
    with pytest.raises(KeyReused):
        submitted(**other)
