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
