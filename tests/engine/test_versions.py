"""Which of two versions of one item is the newer."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claims.engine.versions import Age, Edition, age

EARLY, LATE = datetime(2024, 5, 1, 8, tzinfo=UTC), datetime(2024, 5, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("coming", "there", "expected"),
    [
        (Edition("2"), Edition("1"), Age.NEWER),
        (Edition("10"), Edition("9"), Age.NEWER),
        (Edition("1"), Edition("2", LATE), Age.OLDER),
        (Edition("2", EARLY), Edition("1", LATE), Age.NEWER),
        (Edition("2.10"), Edition("2.9"), Age.NEWER),
        (Edition("v3"), Edition("2"), Age.NEWER),
        (Edition("1.0"), Edition("1"), Age.SAME),
        (Edition("3"), Edition("3"), Age.SAME),
        (Edition("3", LATE), Edition("3", EARLY), Age.SAME),
        (Edition("3", EARLY), Edition("3", LATE), Age.OLDER),
        (Edition("", LATE), Edition("", EARLY), Age.NEWER),
        (Edition("", EARLY), Edition("", LATE), Age.OLDER),
        (Edition("", LATE), Edition("", LATE), Age.SAME),
        (Edition("2", LATE), Edition("", EARLY), Age.NEWER),
        (Edition("draft b", LATE), Edition("draft a", EARLY), Age.NEWER),
        (Edition("draft b"), Edition("draft b"), Age.SAME),
        (Edition("2"), Edition(""), Age.UNKNOWN),
        (Edition("draft b"), Edition("draft a"), Age.UNKNOWN),
        (Edition(""), Edition("", LATE), Age.UNKNOWN),
        (Edition("9" * 400), Edition("8"), Age.UNKNOWN),
    ],
)
def test_age(coming: Edition, there: Edition, expected: Age) -> None:
    assert age(coming, there) is expected
