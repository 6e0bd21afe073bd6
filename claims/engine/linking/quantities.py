"""How much was pledged and how much was done: "all", "40,000", "only two". Reads numbers; draws no conclusion."""

from __future__ import annotations

import re

from claims.engine.text import Span

_NUMBER = re.compile(r"(?<![\w.,])(\d{1,3}(?:[,.\u00a0 ]\d{3})+|\d+(?:[.,]\d+)?)(?![\w]|[.,]\d)")
_SMALL = {
    word: number
    for number, words in enumerate(
        (
            "one un una",
            "two dos",
            "three tres",
            "four cuatro",
            "five cinco",
            "six seis",
            "seven siete",
            "eight ocho",
            "nine nueve",
            "ten diez",
            "eleven once",
            "twelve doce",
        ),
        start=1,
    )
    for word in words.split()
}
_SMALL_WORD = re.compile(rf"(?<!\w)(?:{'|'.join(_SMALL)})(?!\w)", re.IGNORECASE)
_WHOLE = re.compile(r"(?<!\w)(?:all|every|each|entire|tod[oa]s?|cada)(?!\w)", re.IGNORECASE)
_SHARE = re.compile(
    r"(?<!\w)(?:some|several|a few|most|algun[oa]s|vari[oa]s|unos|unas|pocos|pocas)(?!\w)", re.IGNORECASE
)
_YEARS = range(1900, 2101)


def falls_short(pledged: str, reported: str, clause: Span) -> Span | None:
    """The words of `clause` that give less than was pledged: a smaller number, or a part where all was pledged."""
    whole = _WHOLE.search(pledged) is not None
    if whole and _WHOLE.search(reported, clause.start, clause.end):
        return None
    goal = _first_number(pledged, 0, len(pledged))
    done = _first_number(reported, clause.start, clause.end)
    if done and ((goal and done[0] < goal[0]) or (whole and not goal)):
        return done[1]
    part = _SHARE.search(reported, clause.start, clause.end) if whole or goal else None
    return Span(*part.span()) if part else None


def _first_number(text: str, start: int, end: int) -> tuple[float, Span] | None:
    """The first number that is no year. A dot or comma before three digits groups thousands in both languages."""
    for match in _NUMBER.finditer(text, start, end):
        value = _value(match[1])
        if value not in _YEARS:
            return value, Span(*match.span())
    small = _SMALL_WORD.search(text, start, end)
    return (_SMALL[small[0].lower()], Span(*small.span())) if small else None


def _value(written: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:[,.\u00a0 ]\d{3})+", written):
        return float(re.sub(r"\D", "", written))
    return float(written.replace(",", "."))
