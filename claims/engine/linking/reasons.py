"""Findings → short sentences a journalist can read. Words are quoted as they stand in the two texts."""

from __future__ import annotations

from collections.abc import Iterable

from claims.engine.dates import PartialDate
from claims.engine.linking.findings import Candidate, Promise, Relation
from claims.engine.linking.relation import Finding
from claims.engine.text import Span

_QUOTED_LONGEST = 90
_SAYS = {
    Relation.CONTRADICTS: "Says the opposite of the pledge: {theirs} against {ours}.",
    Relation.SUPPORTS: "Bears the pledge out: {theirs} for {ours}.",
    Relation.PARTLY_SUPPORTS: "Reports a part or a beginning of what was pledged: {theirs} for {ours}.",
    Relation.QUALIFIES: "Puts a limit on the pledge: {limit} beside {ours}.",
    Relation.RESTATES: "Says the pledge again: {theirs}.",
    Relation.RETRACTS: "The same speaker takes it back: {theirs} against {ours}.",
    Relation.CONTEXT: "Speaks of the same subject: {theirs}.",
}


def reasons(promise: Promise, candidate: Candidate, finding: Finding, promise_words: Span) -> tuple[str, ...]:
    limit = finding.reading.limit if finding.reading else None
    first = _SAYS[finding.relation].format(
        theirs=quoted(candidate.text, finding.words),
        ours=quoted(promise.text, promise_words),
        limit=quoted(candidate.text, limit or finding.words),
    )
    rest = (finding.note, _shared(finding), _related(finding), timing(promise.made_on, candidate.published))
    return (first, *filter(None, rest))


def quoted(text: str, span: Span) -> str:
    """The stretch in quotation marks; a long one keeps its beginning and its end."""
    words = " ".join(span.of(text).split())
    if len(words) > _QUOTED_LONGEST:
        half = _QUOTED_LONGEST // 2
        words = words[:half].rsplit(" ", 1)[0] + " … " + words[-half:].split(" ", 1)[-1]
    return f"‘{words}’"


def _shared(finding: Finding) -> str:
    words = dict.fromkeys(hit.unit.word.folded for hit in finding.hits if hit.same_word)
    return f"Shared words: {_listed(words)}." if words else ""


def _related(finding: Finding) -> str:
    pairs = dict.fromkeys(f"{hit.word.folded} ~ {hit.unit.word.folded}" for hit in finding.hits if not hit.same_word)
    return f"Related words: {_listed(list(pairs)[:4])}." if pairs else ""


def _listed(words: Iterable[str]) -> str:
    """To end a sentence with: a last word that has its own stop lends it."""
    return ", ".join(words).removesuffix(".")


def timing(made_on: str, published: str) -> str:
    """How long after the pledge it was said, or `""` where a date is missing or unreadable."""
    dates = _dates(made_on, published)
    if dates is None:
        return ""
    made, said = dates
    if said.latest < made.earliest:
        return "Said before the pledge was made."
    months = (said.year - made.year) * 12 + (said.month or 1) - (made.month or 1)
    if not (made.month and said.month):
        years = said.year - made.year
        return f"Said {_count(years, 'year')} after the pledge." if years else "Said in the year of the pledge."
    if months:
        return f"Said {_count(months, 'month')} after the pledge."
    return "Said in the month of the pledge."


def is_before(made_on: str, published: str) -> bool:
    """Whether a report is certainly older than the pledge."""
    dates = _dates(made_on, published)
    return dates is not None and dates[1].latest < dates[0].earliest


def _dates(made_on: str, published: str) -> tuple[PartialDate, PartialDate] | None:
    try:
        return PartialDate.parse(made_on), PartialDate.parse(published)
    except ValueError:
        return None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
