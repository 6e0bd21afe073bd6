"""Stage: when it was said. Reads a date beside the cue, against the day the article was published.

Only what stands outside the reported words counts. An unknown date stays `""`: nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from claims.engine.dates import PartialDate, reference_date
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.text import Span

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january enero jan.", "february febrero feb.", "march marzo", "april abril", "may mayo", "june junio",
            "july julio", "august agosto aug.", "september septiembre sept.", "october octubre oct.",
            "november noviembre nov.", "december diciembre dec.",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DAYS = {
    name: number
    for number, names in enumerate(
        ("monday lunes", "tuesday martes", "wednesday miércoles", "thursday jueves", "friday viernes",
         "saturday sábado", "sunday domingo")
    )
    for name in names.split()
}  # fmt: skip
_SHIFTS = {"today": 0, "hoy": 0, "tonight": 0, "yesterday": -1, "ayer": -1, "anoche": -1}
_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "mañana", "tarde", "noche", "madrugada"})
_DATE_WORDS = frozenset({*_MONTHS, *_DAYS, *_SHIFTS, *_DAY_PARTS})
"""Every word that says when: the others need no look."""
_BACK_REFERENCES = (("at", "that", "time"), ("at", "the", "time"), ("that", "day"), ("then",), ("entonces",))
_YEAR = re.compile(r"(?:19|20)\d\d")


def said_on(proposal: Proposal, paragraph: Paragraph, published: str) -> str:
    """EDTF of when these words were said, `""` when the text does not say."""
    if proposal.rule == "block" or proposal.within is not None or proposal.sentence >= len(paragraph.sentences):
        return ""
    reference = reference_date(published)
    sentence = paragraph.sentences[proposal.sentence]
    found = date_in(sentence, reference, outside=proposal.content)
    if not found and proposal.sentence > 0 and _refers_back(sentence):
        found = date_in(paragraph.sentences[proposal.sentence - 1], reference, outside=())
    return found


def _refers_back(sentence: Sentence) -> bool:
    return any(sentence.low[: len(words)] == words for words in _BACK_REFERENCES)


def date_in(sentence: Sentence, reference: PartialDate | None, *, outside: tuple[Span, ...]) -> str:
    """The first date of a sentence that is not inside `outside`, as EDTF."""
    for at, token in enumerate(sentence.tokens):
        if token.low not in _DATE_WORDS or sentence.quoted[at] >= 0:
            continue
        if any(part.start <= token.start < part.end for part in outside):
            continue
        if token.low in _MONTHS:
            found = _month(sentence, at, reference)
            if found:
                return found
        if token.low in _DAY_PARTS and at and sentence.low[at - 1] in ("this", "esta"):
            return _near_day("today", reference)
        if token.low in _DAYS or token.low in _SHIFTS:
            return _near_day(token.low, reference)
    return ""


def _month(sentence: Sentence, at: int, reference: PartialDate | None) -> str:
    low = sentence.low
    if low[at] in ("may", "march") and not sentence.tokens[at].is_capital:
        return ""
    month = _MONTHS[low[at]]
    day, year = _day_and_year(sentence, at)
    if low[at] == "may" and not day and not year and (at == 0 or low[at - 1] not in ("in", "of", "last", "since")):
        return ""
    if year is None:
        year = _past_year(month, reference)
    if year is None:
        return ""
    try:
        return str(PartialDate(year, month, day))
    except ValueError:
        return ""


def _day_and_year(sentence: Sentence, at: int) -> tuple[int | None, int | None]:
    """ "November 5, 2023", "5 de noviembre de 2023", "November 2023"."""
    low = sentence.low
    before = [word for word in low[max(0, at - 2) : at] if word != "de"]
    after = [word for word in low[at + 1 : at + 4] if word not in (",", "de")]
    day = next((int(word) for word in (before[-1:] + after[:1]) if _is_day(word)), None)
    year = next((int(word) for word in after if _YEAR.fullmatch(word)), None)
    return day, year


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) <= 2 and 0 < int(word) <= 31


def _past_year(month: int, reference: PartialDate | None) -> int | None:
    """The year of the last such month before the article: November in an April article was last year's."""
    if reference is None or reference.month is None:
        return None
    return reference.year if month <= reference.month else reference.year - 1


def _near_day(word: str, reference: PartialDate | None) -> str:
    if reference is None or reference.day is None:
        return ""
    day = date(reference.year, reference.month or 1, reference.day)
    shift = _SHIFTS[word] if word in _SHIFTS else -((day.weekday() - _DAYS[word]) % 7)
    return (day + timedelta(days=shift)).isoformat()
