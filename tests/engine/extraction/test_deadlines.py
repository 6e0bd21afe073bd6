"""When a promise falls due, read from its own words."""

from __future__ import annotations

from datetime import date

import pytest

from claims.engine.extraction.deadlines import deadline_of, us_election_day
from claims.engine.extraction.findings import Deadline, DeadlineKind, Polarity

FIXED, EVENT, RELATIVE = DeadlineKind.FIXED, DeadlineKind.EVENT, DeadlineKind.RELATIVE


@pytest.mark.parametrize(
    ("words", "kind", "on"),
    [
        ("build 5,000 homes by 2027", FIXED, "2027"),
        ("close the plant by the end of 2026", FIXED, "2026-12-31"),
        ("publish the list by March 3, 2025", FIXED, "2025-03-03"),
        ("build 300,000 homes by December 2026", FIXED, "2026-12"),
        ("resign by 1 June 2027", FIXED, "2027-06-01"),
        ("open the line by the end of May 2026", FIXED, "2026-05-31"),
        ("bajar los impuestos antes de diciembre de 2025", FIXED, "2025-12"),
        ("abrir el puente antes del 3 de marzo de 2026", FIXED, "2026-03-03"),
        ("publish the list by July 4", FIXED, "2024-07-04"),
        ("publish the list by March", FIXED, "2025-03"),
        ("pay before the end of the year", FIXED, "2024-12-31"),
        ("pay the debt within 10 days", RELATIVE, "2024-05-11"),
        ("act in the first 100 days", RELATIVE, ""),
        ("sign it on day one", RELATIVE, ""),
        ("end the war during my first term", DeadlineKind.END_OF_TERM, ""),
        ("interfere in the U.S. presidential election", EVENT, "2024-11-05"),
        ("interfere in the U.S. midterm elections", EVENT, "2026-11-03"),
        ("stand in the 2028 presidential election in the United States", EVENT, "2028-11-07"),
        ("stand in the general election", EVENT, ""),
        ("raise wages", DeadlineKind.NONE, ""),
        ("publish the list by Friday", FIXED, "2024-05-03"),
        ("publish the list on Wednesday", FIXED, "2024-05-08"),
        ("publish the list by tomorrow", FIXED, "2024-05-02"),
        ("publish the list by the end of the week", FIXED, "2024-05-05"),
        ("publish the list by the end of next month", FIXED, "2024-06-30"),
        ("open the line in 2026", FIXED, "2026"),
        ("publicar la lista antes del viernes", FIXED, "2024-05-03"),
        ("pagar antes de final de año", FIXED, "2024-12-31"),
    ],
)
def test_deadline(words: str, kind: DeadlineKind, on: str) -> None:
    found = deadline_of(words, Polarity.WILL, made_on="2024-05-01", published="2024-05-01")
    assert (found.kind, found.on) == (kind, on)


def test_what_will_never_be_done_stands_for_good() -> None:
    found = deadline_of("sell the railway", Polarity.WILL_NOT, made_on="", published="")
    assert found == Deadline(DeadlineKind.STANDING)


def test_without_any_date_an_election_has_no_day() -> None:
    assert deadline_of("win the U.S. presidential election", Polarity.WILL, made_on="", published="").on == ""


@pytest.mark.parametrize(("year", "day"), [(2016, 8), (2020, 3), (2024, 5), (2026, 3), (2028, 7)])
def test_election_day_is_the_tuesday_after_the_first_monday(year: int, day: int) -> None:
    assert us_election_day(year) == date(year, 11, day)
