"""NITF 2 and 3, whole or embedded in another wire format → `Story` → article. Reads no DTD and fetches no media."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from lxml import etree

from claims.engine.parsers.draft import ArticleDraft, Item, Refused
from claims.engine.parsers.moments import latest_moment, read_moment
from claims.engine.parsers.nitf_body import content_blocks, editors_notes, nitf_blocks
from claims.engine.parsers.stated import shortened
from claims.engine.parsers.story import Story, article
from claims.engine.parsers.xml_gate import XmlDocument
from claims.engine.parsers.xml_tree import attribute, each, first, language, local, words, words_at

_KILLS = frozenset({"kill", "killed", "withdraw", "withdrawal", "withdrawn", "cancel", "canceled", "cancelled"})
_BYLINES_MOST = 50
_FIGURES = re.compile(r"[\d:+.TZ-]+")
_SAYS_KILL = re.compile(r"\W*(?:(?:bulletin|mandatory|urgent|story) )*kill\b", re.IGNORECASE)
"""How a message to editors begins that takes the item back."""


def nitf_items(document: XmlDocument) -> list[Item]:
    """The article in a document whose root is `nitf`, and before it the item that it takes back, if it is not its own.

    Raises `Refused` with `no_title` or `no_text`.
    """
    story = nitf_story(document.root)
    taken_back: list[Item] = list(_taken_back(document.root, story))
    try:
        own = article("nitf", replace(story, warnings=(*document.warnings, *story.warnings)))
    except Refused:
        if taken_back:  # it says nothing else
            return taken_back
        raise
    return [*taken_back, own]


def _taken_back(nitf: etree._Element, story: Story) -> Iterator[ArticleDraft]:
    """The item that this one says is cancelled. Only its id is known."""
    guid = attribute(nitf, "head/docdata", "management-doc-idref")
    status = attribute(nitf, "head/docdata", "management-idref-status").casefold()
    if guid and guid != story.guid and status in _KILLS:
        yield article("nitf", Story(title=story.title, guid=guid, outlet=story.outlet, status="canceled"))


def nitf_story(nitf: etree._Element) -> Story:
    """What an `nitf` element says. Everything in it may be missing."""
    guid, version = _identity(nitf)
    issued = tuple(_dates(nitf, "head/docdata/date.issue"))
    status, embargo = _management(nitf, issued)
    correction = attribute(nitf, "head/docdata/correction", "info")
    return Story(
        title=words_at(nitf, "body/body.head/hedline/hl1") or words_at(nitf, "head/title"),
        deck=words_at(nitf, "body/body.head/hedline/hl2") or _abstract(first(nitf, "body/body.head/abstract")),
        byline=", ".join(_bylines(nitf)),
        dateline=_dateline(first(nitf, "body/body.head/dateline")),
        body=tuple(nitf_blocks(nitf)),
        outlet=words_at(nitf, "body/body.head/distributor") or attribute(nitf, "head/docdata/doc-id", "regsrc"),
        language=(nitf.get("baselang") or "").strip() or language(nitf),
        url=attribute(nitf, "head/pubdata", "ex-ref"),
        guid=guid,
        version=version,
        published=(*issued, attribute(nitf, "head/pubdata", "date.publication")),
        status=status,
        embargo=embargo,
        usage_terms="\n".join(_terms(nitf)),
        copyright=_copyright(nitf),
        editors_note="\n".join(dict.fromkeys(filter(None, (*_messages(nitf), correction)))),
        warnings=(f"The agency marks this as a correction: {correction}",) if correction else (),
    )


def _identity(nitf: etree._Element) -> tuple[str, str]:
    """Guid and version. An id that only adds a counter to the key of the story changes with each version."""
    identifier = attribute(nitf, "head/docdata/doc-id", "id-string")
    key = attribute(nitf, "head/docdata/du-key", "key")
    counter = identifier.removeprefix(key).lstrip("_-.:")
    is_key_with_counter = bool(key) and identifier.startswith(key) and (not counter or counter.isdecimal())
    guid = key if is_key_with_counter else identifier or key
    return guid, attribute(nitf, "head/docdata/du-key", "version")


def _dates(nitf: etree._Element, path: str) -> Iterator[str]:
    for element in each(nitf, path):
        if said := (element.get("norm") or "").strip() or words(element):
            yield said


def _management(nitf: etree._Element, issued: tuple[str, ...]) -> tuple[str, str]:
    """The publishing status and the end of an embargo. A release at or before the issue is none."""
    status = attribute(nitf, "head/docdata", "management-status")
    if any(map(_kills, each(nitf, "head/docdata/ed-msg"))):
        status = "canceled"
    released = next(_dates(nitf, "head/docdata/date.release"), "")
    return status, "" if any(_is_by(released, moment) for moment in issued) else released


def _kills(message: etree._Element) -> bool:
    kind = (message.get("msg-type") or "").casefold().replace("-", " ")
    return bool(_KILLS & set(kind.split())) or _SAYS_KILL.match(message.get("info") or words(message)) is not None


def _is_by(one: str, other: str) -> bool:
    """Whether the moment `one` is no later than `other`."""
    one_at, other_at = latest_moment(one), latest_moment(other)
    return bool(one_at and other_at) and datetime.fromisoformat(one_at) <= datetime.fromisoformat(other_at)


def _abstract(element: etree._Element | None) -> str:
    return "" if element is None else " ".join(block.words for block in content_blocks(element))


def _bylines(nitf: etree._Element) -> Iterator[str]:
    """Each byline once: archives repeat one in the order that an index wants, surname first."""
    seen: list[frozenset[str]] = []
    for byline in filter(None, map(_byline, islice(each(nitf, "body/body.head/byline"), _BYLINES_MOST))):
        names = frozenset(re.findall(r"\w+", byline.casefold()))
        if not any(names <= other for other in seen):
            seen.append(names)
            yield byline


def _byline(element: etree._Element) -> str:
    """`By Ada Brock, Staff Writer`: the title is an element of its own, with a comma before it or without."""
    titles = [_spaced(part) for part in each(element, "byttl")]
    etree.strip_elements(element, "{*}byttl", with_tail=False)
    return ", ".join(filter(None, (_spaced(element).rstrip(" ,"), *titles)))


def _spaced(element: etree._Element) -> str:
    """The element's words with a space between its parts, which many senders leave out."""
    return " ".join(" ".join(element.itertext()).split())


def _dateline(element: etree._Element | None) -> str:
    """Place and date with a comma between, unless the sender wrote the line out. A date in figures is for machines."""
    if element is None:
        return ""
    for date in each(element, "story.date"):
        if _FIGURES.fullmatch(words(date)):
            date.text = ""
    written_out = (element.text or "") + "".join(part.tail or "" for part in element)
    return words(element) if written_out.strip() else ", ".join(filter(None, map(_spaced, element)))


def _messages(nitf: etree._Element) -> Iterator[str]:
    for message in each(nitf, "head/docdata/ed-msg"):
        yield (message.get("info") or "").strip() or words(message)
    yield from editors_notes(nitf)


def _terms(nitf: etree._Element) -> Iterator[str]:
    """What is said about rights other than whose they are, and the day after which the item may not be used."""
    for rights in each(nitf, "body/body.head/rights"):
        if (rights.text or "").strip():
            yield words(rights)
        else:
            yield from (words(part) for part in rights if local(part) != "rights.owner" and words(part))
    for rights in each(nitf, "head/docdata/doc.rights"):
        for name, means in (("limitations", ""), ("geography", "Only for: "), ("agent", "Agent: ")):
            if said := " ".join((rights.get(name) or "").split()):
                yield f"{means}{said}"
        if begins := (rights.get("startdate") or "").strip():
            yield f"Not to be used before {_when(begins)}."
        if ends := (rights.get("enddate") or "").strip():
            yield f"Not to be used after {_when(ends)}."
    for expires in _dates(nitf, "head/docdata/date.expire"):
        yield f"Not to be used after {_when(expires)}."


def _when(said: str) -> str:
    moment = read_moment(said)
    return moment.at or moment.day or shortened(said)


def _copyright(nitf: etree._Element) -> str:
    holder = attribute(nitf, "head/docdata/doc.copyright", "holder")
    if not holder:
        owner = attribute(nitf, "head/docdata/doc.rights", "owner")
        return words_at(nitf, "body/body.head/rights/rights.owner") or owner
    return " ".join(filter(None, ("©", attribute(nitf, "head/docdata/doc.copyright", "year"), holder)))
