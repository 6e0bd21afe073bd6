"""Dates as wires and feeds write them for machines → an RFC 3339 moment and an EDTF day.

Strict: what follows none of the forms is no date. It knows no clock and never fills in what is not said.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from claims.engine.dates import PartialDate


class Moment(NamedTuple):
    at: str = ""
    """RFC 3339 in the offset as written; `""` where the time or the offset is not said."""
    day: str = ""
    """EDTF: the day in that offset, or the month or year where no more is said. `""` for what is no date."""


_FIRST_YEAR = 1900
"""Before it lie only clocks that were never set, such as 0001-01-01."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_HOURS_OFF = 14
_LAST_ON_EARTH = timedelta(hours=-12)
_LONGEST = 80

_ISO_8601 = re.compile(
    r"""(?P<year>\d{4})(?P<dash>[-/.]?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)
    (?:(?:[Tt]|[ ]+)(?P<hour>\d\d)(?P<colon>:?)(?P<minute>\d\d)
      (?:(?P=colon)(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?
      [ ]?(?P<zone>[Zz]|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?:\[[\w/+-]{1,40}\])?
    )?""",
    re.VERBOSE,
)
_MONTH_OR_YEAR = re.compile(r"\d{4}(?:-\d\d)?")
_RFC_822 = re.compile(
    r"""(?:[A-Za-z]{3,9}\.?,?\ +)?(?P<day>\d\d?)[ -](?P<name>[A-Za-z]{3,10})\.?[ -](?P<year>\d{4}|\d\d)
    (?:,?\ +(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?:\ ?(?P<half>[AaPp])\.?[Mm]\.?)?
      (?:\ *(?P<zone>[+-]\d\d:?\d\d|[A-Z]{1,4}))?
    )?""",
    re.VERBOSE,
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SPANISH_MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
_MONTH_OF_NAME = {
    name[:cut].lower(): at
    for months in (_MONTHS, _SPANISH_MONTHS)
    for at, name in enumerate(months, start=1)
    for cut in (3, 4, len(name))
} | {"set": 9, "setiembre": 9}
"""Programs that make feeds write the months of their own language, whatever RFC 822 says."""
_PLAIN = str.maketrans("áéíóúÁÉÍÓÚ", "aeiouAEIOU")
_ZONES = {
    **dict.fromkeys(("Z", "z", "UT", "UTC", "GMT"), 0),
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""The names that RFC 822 defines. Any other stands for several offsets, so it gives a day but no moment."""


def read_moment(words: str) -> Moment:
    """What `words` say in ISO 8601 (RFC 3339, NITF's short form) or RFC 822; two `""` for anything else."""
    return _read(words, None)


def latest_moment(words: str) -> str:
    """The moment when `words` have come true everywhere on Earth: for an embargo that does not say its time zone."""
    return _read(words, _LAST_ON_EARTH).at


def _read(words: str, unsaid: timedelta | None) -> Moment:
    words = words.strip()
    if len(words) > _LONGEST:
        return Moment()
    words = words.translate(_PLAIN)
    if not words.isascii():
        return Moment()
    match = _ISO_8601.fullmatch(words) or _RFC_822.fullmatch(words)
    try:
        if match is None:
            return Moment(day=str(PartialDate.parse(words))) if _is_month_or_year(words) else Moment()
        return _moment(match.groupdict(), unsaid)
    except ValueError:  # 30 February, or 25 o'clock
        return Moment()


def _is_month_or_year(words: str) -> bool:
    return bool(_MONTH_OR_YEAR.fullmatch(words)) and int(words[:4]) >= _FIRST_YEAR


def _moment(parts: dict[str, str | None], unsaid: timedelta | None) -> Moment:
    """`unsaid` is the offset where none is said, and midnight the time."""
    year, month, day = _year(parts["year"] or ""), _month(parts), int(parts["day"] or 0)
    hour, minute = _hour(parts), int(parts["minute"] or 0)
    second = min(int(parts["second"] or 0), 59)  # a leap second has no place in most calendars
    fraction = int((parts.get("fraction") or "0").ljust(6, "0")[:6])
    local = datetime(year, month, day, hour, minute, second, fraction)
    if year < _FIRST_YEAR:
        return Moment()
    offset = _offset(parts["zone"] or "")
    offset = unsaid if offset is None else offset
    if offset is None:
        return Moment(day=local.date().isoformat())
    at = local.replace(tzinfo=timezone(offset))
    return Moment() if at == _EPOCH else Moment(at.isoformat().replace("+00:00", "Z"), at.date().isoformat())


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)  # RFC 2822, section 4.3


def _month(parts: dict[str, str | None]) -> int:
    if "month" in parts:
        return int(parts["month"] or 0)
    return _MONTH_OF_NAME.get((parts["name"] or "").lower(), 0)


def _hour(parts: dict[str, str | None]) -> int:
    """By 24 hours; 12 in the afternoon is noon."""
    hour, half = int(parts["hour"] or 0), (parts.get("half") or "").lower()
    if not half:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if half == "p" else 0)


def _offset(zone: str) -> timedelta | None:
    if zone in _ZONES:
        return timedelta(hours=_ZONES[zone])
    if zone[:1] not in ("+", "-") or not zone:
        return None
    digits = zone[1:].replace(":", "").ljust(4, "0")
    hours, minutes = int(digits[:2]), int(digits[2:])
    if hours > _MOST_HOURS_OFF or minutes > 59:
        raise ValueError(zone)
    offset = timedelta(hours=hours, minutes=minutes)
    return -offset if zone[0] == "-" else offset
