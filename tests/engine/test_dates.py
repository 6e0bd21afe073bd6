"""Partial dates and the dates that a text writes out."""

from __future__ import annotations

from datetime import date

import pytest

from claims.engine.dates import PartialDate, find_dates


@pytest.mark.parametrize("edtf", ["2023", "2023-11", "2023-11-05", "2023-11~", "2023?"])
def test_edtf_round_trip(edtf: str) -> None:
    assert str(PartialDate.parse(edtf)) == edtf


@pytest.mark.parametrize("edtf", ["", "2023-13", "2023-02-30", "23-11", "November 2023", "2023-11-05T10:00"])
def test_what_is_no_date_is_refused(edtf: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        PartialDate.parse(edtf)


def test_a_month_spans_its_days() -> None:
    february = PartialDate.parse("2024-02")
    assert (february.earliest, february.latest) == (date(2024, 2, 1), date(2024, 2, 29))
    assert PartialDate.parse("2023").latest == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on 26 April 2024", "2024-04-26"),
        ("the 1st of May 2024", "2024-05-01"),
        ("April 26, 2024", "2024-04-26"),
        ("Sept. 3, 2019", "2019-09-03"),
        ("since November 2023", "2023-11"),
        ("el 26 de abril de 2024", "2024-04-26"),
        ("el 1º de mayo del 2024", "2024-05-01"),
        ("en Noviembre de 2023", "2023-11"),
        ("2024-04-26", "2024-04-26"),
        ("26/04/2024", "2024-04-26"),
        ("04/26/2024", "2024-04-26"),
        ("05.05.2024", "2024-05-05"),
    ],
)
def test_written_dates(words: str, edtf: str) -> None:
    [found] = find_dates(f"It was {words}, they said.")
    assert (str(found.date), found.ambiguous) == (edtf, False)


def test_a_found_date_knows_where_it_stands() -> None:
    text = "Signed on 26 April 2024 in Rome"
    [found] = find_dates(text)
    assert text[found.start : found.end] == "26 April 2024"


def test_day_and_month_that_could_change_places_leave_only_the_year() -> None:
    [found] = find_dates("03/04/2024")
    assert (str(found.date), found.ambiguous) == ("2024", True)


@pytest.mark.parametrize(
    "words", ["31 June 2024", "it may 2024 times", "April 26", "page 12/2024", "1.2.3.2024", "2024"]
)
def test_what_only_looks_like_a_date(words: str) -> None:
    assert find_dates(words) == ()
