"""Stage: when a promise falls due. Reads the promise's own words against the day it was made or reported."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from claims.engine.dates import PartialDate, find_dates, reference_date
from claims.engine.extraction.findings import Deadline, DeadlineKind, Polarity

_US_WORDS = re.compile(r"\bU\.?S\.?\b|\bUnited States\b|\bAmerican?\b|\bEE\.?\s?UU\b|\bEstados Unidos\b", re.IGNORECASE)
_ELECTION = re.compile(
    r"\b(?:(?P<year>(?:19|20)\d\d) )?(?:(?P<type>presidential|midterm|mid-term|general|parliamentary|federal|local) )?"
    r"elections?\b|\belecci(?:ón|ones)(?: (?P<tipo>presidencial(?:es)?|generales|legislativas))?"
    r"(?: de (?P<año>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_LEADS_TO_DATE = re.compile(
    r"\b(?:by|before|until|no later than|on|in|antes de(?:l)?|para|hasta|en|el)(?: the| el)?"
    r"(?P<end> end of| final(?:es)? de)? $",
    re.IGNORECASE,
)
_LEAD = 30
"""How far before a date the words that make a deadline of it may begin."""
_BY_DATE = re.compile(
    r"\b(?:by|before|until|no later than|antes de(?:l)?|para|hasta)(?: the| el)?(?P<end> end of| final(?:es)? de)?"
    r"(?: the)? (?P<when>(?:19|20)\d\d|[A-Z][a-z]+(?: \d{1,2})?|(?:this |next )?year|"
    r"(?:this |next )?month|(?:this |next )?week|tomorrow|mañana|este año|año|mes|semana|lunes|martes|"
    r"miércoles|jueves|viernes|sábado|domingo)\b"
    r"|\b(?:in|en) (?P<in>20\d\d)\b|\b(?:on |el )(?P<day>[A-Z][a-z]+day|lunes|martes|miércoles|jueves|viernes|sábado|"
    r"domingo)\b"
)
_WITHIN = re.compile(
    r"\b(?:within|in|over|en|dentro de)(?: the| my| his| her| our| los)?(?: first| next| primeros| próximos)? "
    r"(?P<count>\d{1,3}|[a-z]+) (?P<unit>days?|weeks?|months?|years?|días|semanas|meses|años)\b",
    re.IGNORECASE,
)
_DAY_ONE = re.compile(r"\b(?:on (?:my |the )?(?:first day|day one)|el primer día)\b", re.IGNORECASE)
_TERM = re.compile(
    r"\b(?:during|by the end of|in|before the end of) (?:my|his|her|their|the) (?:first |second )?(?:term|presidency|"
    r"administration|tenure|mandate)\b|\bdurante (?:mi|su) (?:mandato|presidencia)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"\b(?:never|always|ever|forever|nunca|jamás|siempre)\b", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("", "one a un una", "two dos", "three tres", "four cuatro", "five cinco", "six seis", "seven siete",
         "eight ocho", "nine nueve", "ten diez")
    )
    for word in words.split()
}  # fmt: skip
_UNIT_DAYS = {"d": 1, "w": 7, "s": 7, "m": 30, "y": 365, "a": 365}
_DAYS = {
    name: number
    for number, names in enumerate(
        ("monday lunes", "tuesday martes", "wednesday miércoles", "thursday jueves", "friday viernes",
         "saturday sábado", "sunday domingo")
    )
    for name in names.split()
}  # fmt: skip
_MONTH_NAMES = {
    name: number
    for number, name in enumerate(
        (
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ),
        start=1,
    )
}  # fmt: skip


def deadline_of(words: str, polarity: Polarity, *, made_on: str, published: str) -> Deadline:
    """The deadline in the words of a promise. `made_on` and `published` are EDTF or `""`."""
    reference = reference_date(made_on) or reference_date(published)
    for reader in (_election, _fixed, _relative, _end_of_term):
        found = reader(words, reference, reference_date(published) or reference)
        if found is not None:
            return found
    if polarity is Polarity.WILL_NOT or _NEVER.search(words):
        return Deadline(DeadlineKind.STANDING)
    return Deadline()


def _election(words: str, reference: PartialDate | None, published: PartialDate | None) -> Deadline | None:
    match = _ELECTION.search(words)
    if match is None:
        return None
    kind = (match["type"] or match["tipo"] or "").lower()
    year_written = match["year"] or match["año"]
    if not _US_WORDS.search(words) or not (kind.startswith(("presid", "midterm", "mid-term")) or kind == "general"):
        return Deadline(DeadlineKind.EVENT, "", match.group().strip())
    cycle = 2 if kind.startswith("mid") else 4
    if year_written:
        year = int(year_written)
    elif reference is not None:
        year = _election_year(published or reference, cycle)
    else:
        return Deadline(DeadlineKind.EVENT, "", match.group().strip())
    name = "midterm" if cycle == 2 else "presidential"
    return Deadline(DeadlineKind.EVENT, us_election_day(year).isoformat(), f"{year} U.S. {name} election")


def _election_year(after: PartialDate, cycle: int) -> int:
    """The year of the next election: presidential ones fall in years divisible by four, midterms between them."""
    year = after.year
    while year % 4 != (0 if cycle == 4 else 2) or us_election_day(year) < after.earliest:
        year += 1
    return year


def us_election_day(year: int) -> date:
    """Tuesday after the first Monday of November (2 U.S.C. §§ 1, 7; 3 U.S.C. § 1)."""
    first = date(year, 11, 1)
    monday = first + timedelta(days=-first.weekday() % 7)
    return monday + timedelta(days=1)


def _fixed(words: str, reference: PartialDate | None, published: PartialDate | None) -> Deadline | None:
    return _by_full_date(words) or _by_part_of_date(words, reference)


def _by_full_date(words: str) -> Deadline | None:
    """By a date that names its own year: "by 1 June 2027", "antes de diciembre de 2025"."""
    for found in find_dates(words):
        begin = max(0, found.start - _LEAD)
        lead = _LEADS_TO_DATE.search(words[begin : found.start])
        if lead and not found.ambiguous:
            on = found.date.latest.isoformat() if lead["end"] else str(found.date)
            return Deadline(DeadlineKind.FIXED, on, words[begin + lead.start() : found.end].strip())
    return None


def _by_part_of_date(words: str, reference: PartialDate | None) -> Deadline | None:
    """By a date that the day of the promise completes: "by Friday", "by March", "before the end of the year"."""
    for match in _BY_DATE.finditer(words):
        when = match["when"] or match["in"] or match["day"]
        at_end = bool(match["end"])
        on = _day_named(when, at_end, reference)
        if on:
            return Deadline(DeadlineKind.FIXED, on, match.group().strip())
    return None


def _day_named(when: str, at_end: bool, reference: PartialDate | None) -> str:
    low = when.lower().split()
    if low[-1].isdecimal() and len(low[-1]) == 4:
        year_named = f"{int(low[-1])}"  # in plain digits, whatever the text's are
        return f"{year_named}-12-31" if at_end else year_named
    if low[-1] in _DAYS or low[-1] in ("tomorrow", "mañana", "week", "semana", "month", "mes"):
        return _near_day(low, reference)
    if low[-1] in ("year", "año") and reference is not None:
        return f"{reference.year + (1 if low[0] == 'next' else 0)}-12-31"
    if low[0] in _MONTH_NAMES and reference is not None:
        month = _MONTH_NAMES[low[0]]
        year = reference.year + (1 if month < (reference.month or 1) else 0)
        if len(low) > 1:
            return _month_day(low[0], low[1], year)
        return f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}" if at_end else f"{year:04d}-{month:02d}"
    return ""


def _near_day(words: list[str], reference: PartialDate | None) -> str:
    """ "by Friday", "by tomorrow", "by the end of next week" (its Sunday), "by the end of the month"."""
    if reference is None or reference.day is None:
        return ""
    today, word = reference.earliest, words[-1]
    if word in ("tomorrow", "mañana"):
        return (today + timedelta(days=1)).isoformat()
    if word in ("week", "semana"):
        return (today + timedelta(days=6 - today.weekday() + (7 if words[0] == "next" else 0))).isoformat()
    if word in ("month", "mes"):
        first = date(today.year + today.month // 12, today.month % 12 + 1, 1) if words[0] == "next" else today
        return first.replace(day=monthrange(first.year, first.month)[1]).isoformat()
    return (today + timedelta(days=(_DAYS[word] - today.weekday()) % 7 or 7)).isoformat()


def _month_day(month: str, day: str, year: int) -> str:
    try:
        return str(PartialDate(year, _MONTH_NAMES[month], int(day)))
    except (KeyError, ValueError):
        return ""


def _relative(words: str, reference: PartialDate | None, published: PartialDate | None) -> Deadline | None:
    match = _WITHIN.search(words)
    if match is None:
        day_one = _DAY_ONE.search(words)
        return Deadline(DeadlineKind.RELATIVE, "", day_one.group()) if day_one else None
    count = int(match["count"]) if match["count"].isdecimal() else _NUMBERS.get(match["count"].lower(), 0)
    if not count:
        return None
    on = ""
    if reference is not None and reference.day is not None and "first" not in match.group().lower():
        on = (reference.earliest + timedelta(days=count * _UNIT_DAYS[match["unit"][0].lower()])).isoformat()
    return Deadline(DeadlineKind.RELATIVE, on, match.group())


def _end_of_term(words: str, reference: PartialDate | None, published: PartialDate | None) -> Deadline | None:
    match = _TERM.search(words)
    return Deadline(DeadlineKind.END_OF_TERM, "", match.group()) if match else None
