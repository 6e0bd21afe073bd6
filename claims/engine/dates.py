"""Dates as news carries them: often only a month. EDTF level 0 plus the `~` and `?` qualifiers.

Source: Library of Congress, Extended Date/Time Format (ISO 8601-2:2019), levels 0 and 1.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year. `earliest` and `latest` are the first and last day it may mean."""

    year: int
    month: int | None = None
    day: int | None = None
    qualifier: str = ""

    def __post_init__(self) -> None:
        date(self.year, self.month or 1, self.day or 1)  # ValueError for 2023-13 or 2023-02-30

    @classmethod
    def parse(cls, edtf: str) -> PartialDate:
        """Reads `2023`, `2023-11`, `2023-11-05`, each with an optional `~`, `?` or `%`. ValueError on anything else."""
        match = _EDTF.fullmatch(edtf.strip())
        if match is None:
            raise ValueError(f"not an EDTF date: {edtf!r}")
        year, month, day, qualifier = match.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None, qualifier)

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month:
            parts.append(f"{self.month:02d}")
            if self.day:
                parts.append(f"{self.day:02d}")
        return "-".join(parts) + self.qualifier


_RECKONED = range(1000, 9000)
"""The years that one may count a thousand years on from without leaving the calendar."""


def reference_date(edtf: str) -> PartialDate | None:
    """The date that "by Friday" and "within ten years" count from; None when `edtf` is no date that one can be."""
    try:
        date_ = PartialDate.parse(edtf)
    except ValueError:
        return None
    return date_ if date_.year in _RECKONED else None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that stands in a text at `text[start:end]`.

    `ambiguous` is true for 03/04/2024, which is March or April: only its year is kept.
    """

    start: int
    end: int
    date: PartialDate
    ambiguous: bool = False


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Every date with a year that `text` writes out, in English, Spanish or ISO 8601, in order of appearance."""
    found = (_read(match) for match in _WRITTEN_DATE.finditer(text))
    return tuple(date_ for date_ in found if date_ is not None)


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre setiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_ENGLISH_MONTH = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_SPANISH_MONTH = (
    r"(?i:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre"
    r"|(?:ene|feb|mar|abr|jun|jul|ago|sep|set|oct|nov|dic)\.?)"
)
_WRITTEN_DATE = re.compile(
    rf"""(?<![\w/.-])(?:
      (?P<iso_y>(?:19|20)\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)
    | (?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)(?P<num_y>(?:19|20)\d\d)
    | (?:(?P<en_d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?
      (?P<en_m>{_ENGLISH_MONTH})(?:\s+of)?,?\s+(?P<en_y>(?:19|20)\d\d)
    | (?P<us_m>{_ENGLISH_MONTH})\s+(?P<us_d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<us_y>(?:19|20)\d\d)
    | (?:(?P<es_d>\d{{1,2}})[ºo]?\s+(?:de\s+)?)?(?P<es_m>{_SPANISH_MONTH})\s+(?:del?\s+)?(?P<es_y>(?:19|20)\d\d)
    )(?![\w/]|-\d)""",
    re.VERBOSE,
)


def _read(match: re.Match[str]) -> FoundDate | None:
    part = match.groupdict()
    try:
        if part["num_y"]:
            return _read_numeric(match, int(part["a"]), int(part["b"]), int(part["num_y"]))
        form = next(form for form in ("iso", "en", "us", "es") if part[f"{form}_y"])
        month, day = part[f"{form}_m"], part[f"{form}_d"]
        number = int(month) if month.isdigit() else _MONTHS[month.lower().rstrip(".")]
        return FoundDate(
            match.start(), match.end(), PartialDate(int(part[f"{form}_y"]), number, int(day) if day else None)
        )
    except ValueError:  # 31 June 2024 looks like a date and is none
        return None


def _read_numeric(match: re.Match[str], first: int, second: int, year: int) -> FoundDate:
    if first <= 12 and second <= 12 and first != second:
        return FoundDate(match.start(), match.end(), PartialDate(year), ambiguous=True)
    day, month = (second, first) if second > 12 else (first, second)
    return FoundDate(match.start(), match.end(), PartialDate(year, month, day))
