"""When a page says that it was published, and where it says so. Knows no clock: others judge what lies ahead of it.

A guess is marked as one: half the pages without a date have others in them that look like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from claims.engine.dates import find_dates
from claims.engine.parsers.html.metadata import Metadata, Said
from claims.engine.parsers.html.tree import for_libraries, hints_of, words_of
from claims.engine.parsers.moments import Moment, read_moment
from claims.engine.text import word_set

_AMBIGUOUS = "The date {words} may be read two ways and was not used."
_GUESSED = "The date is a guess: the page does not say when it was published."
_AFTER_UPDATE = "The page says that it was updated before it was published."
_FAR_AHEAD = "The date lies far in the future."
_LAST_YEAR = 2100
_GUESSED_FROM, _GUESSED_TO = "1990-01-01", f"{_LAST_YEAR}-12-31"
"""Bounds for guesses, as the engine has no clock to ask."""
_LONGEST_LINE = 160
_CHANGED = re.compile(
    r"\b(?:updated|modified|edited|actualizad[oa]|modificad[oa]|última actualización)\b", re.IGNORECASE
)
_CALLED_CHANGED = word_set("actualizado actualizacion modified modificado update updated")
_CALLED_PUBLISHED = word_set("pubdate published datepublished")
_NOT_HERE = frozenset({"a", "blockquote", "figcaption", "li"})


@dataclass(frozen=True, slots=True)
class Dated:
    day: str = ""
    at: str = ""
    origin: str = ""
    words: str = ""
    """The line that shows it, where it was read in the page's own words."""
    updated: str = ""
    updated_origin: str = ""
    warnings: tuple[str, ...] = ()


def dated(root: etree._Element, metadata: Metadata, body: etree._Element | None, head: Sequence[str]) -> Dated:
    """The page's date. `body` is its first paragraph and `head` the lines above that."""
    changes = ((_read(said.words), said.origin) for said in metadata.modified)
    updated, origin = next((change for change in changes if change[0].day), (Moment(), ""))
    found, warnings = _found(root, metadata, body, head)
    doubts = _doubts(found, updated)
    return replace(found, updated=updated.at, updated_origin=origin, warnings=warnings + doubts)


def _doubts(found: Dated, updated: Moment) -> tuple[str, ...]:
    doubts = []
    if found.origin == "guess":
        doubts.append(_GUESSED)
    if found.day and updated.day and found.day[:10] > updated.day[:10]:
        doubts.append(_AFTER_UPDATE)
    if found.day and int(found.day[:4]) > _LAST_YEAR:
        doubts.append(_FAR_AHEAD)
    return tuple(doubts)


def _found(
    root: etree._Element, metadata: Metadata, body: etree._Element | None, head: Sequence[str]
) -> tuple[Dated, tuple[str, ...]]:
    ambiguous: list[str] = []
    for said in (*metadata.published, *_time_elements(root, body)):
        if (moment := _read(said.words)).day:
            return Dated(moment.day, moment.at, said.origin), ()
        ambiguous += _ambiguous(said.words)
    shown = _shown(head)
    ambiguous += [words for line in head for words in _ambiguous(line)]
    warnings = tuple(_AMBIGUOUS.format(words=words) for words in dict.fromkeys(ambiguous))
    if shown.day or warnings:
        return shown, warnings
    day = _guess(root, metadata.url)
    return Dated(day, origin="guess") if day else Dated(), ()


def _ambiguous(line: str) -> list[str]:
    found = find_dates(line) if len(line) <= _LONGEST_LINE else ()
    return [line[date.start : date.end] for date in found if date.ambiguous]


def _read(words: str) -> Moment:
    """A machine's date, or a written one that takes up most of `words`."""
    if (moment := read_moment(words)).day:
        return moment
    if iso := re.match(r"\d{4}-\d\d-\d\d(?=[T ])", words):
        return read_moment(iso[0])
    dates = [found for found in find_dates(words[:_LONGEST_LINE]) if found.date.day and not found.ambiguous]
    return Moment(day=str(dates[0].date)) if dates and len(words) <= _LONGEST_LINE else Moment()


def _time_elements(root: etree._Element, body: etree._Element | None) -> Iterator[Said]:
    """`time` elements above the article, and any that is called the time of publication; the latter first."""
    above: list[Said] = []
    before_body = True
    for element in root.iter(etree.Element):
        before_body = before_body and element is not body
        hints = hints_of(element) if element.tag in ("time", "abbr") else frozenset()
        words = element.get("datetime") or element.get("title") or (words_of(element) if element.tag == "time" else "")
        if element.tag not in ("time", "abbr") or not words or hints & _CALLED_CHANGED:
            continue
        if hints & _CALLED_PUBLISHED or {"date", "published"} <= hints or element.get("pubdate") is not None:
            yield Said(words, "meta")
        elif before_body and element.tag == "time" and not _is_elsewhere(element):
            above.append(Said(words, "meta"))
    yield from above


def _is_elsewhere(element: etree._Element) -> bool:
    """In a link, a list or a quotation it is the time of something else; or it is called that of the last change."""
    for above in element.iterancestors():
        if above.tag in _NOT_HERE:
            return True
    parent = element.getparent()
    return parent is not None and (bool(hints_of(parent) & _CALLED_CHANGED) or bool(_CHANGED.search(parent.text or "")))


def _shown(head: Sequence[str]) -> Dated:
    """The first day in the lines above the article; one that they call the day of a change if there is no other."""
    changed = Dated()
    for line in head:
        before = 0
        for found in find_dates(line) if len(line) <= _LONGEST_LINE else ():
            said, before = line[before : found.start], found.end
            if not found.date.day or found.ambiguous:
                continue
            shown = Dated(str(found.date), origin="text", words=line[found.start : found.end])
            if not _CHANGED.search(said):
                return shown
            changed = changed if changed.day else shown
    return changed


def _guess(root: etree._Element, url: str) -> str:
    """A day that some part of the markup or of the page's own address suggests. Never looks through the whole text."""
    from htmldate import find_date

    try:
        day = find_date(
            for_libraries(root),
            extensive_search=False,
            original_date=True,
            url=url or None,
            min_date=_GUESSED_FROM,
            max_date=_GUESSED_TO,
        )
    except (ValueError, TypeError, AttributeError):
        return ""  # it stumbles over some broken markup; no guess is better than no article
    return day or ""
