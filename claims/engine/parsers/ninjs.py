"""An object of IPTC ninjs 1.x, 2.x or 3.x → `ArticleDraft`, or why it is none. It gets parsed JSON and reads no bytes.

The versions differ in case (`versioncreated`, `versionCreated`) and in whether a field is one value (`headline`,
`body_xhtml`) or a list of values with roles (`headlines`, `bodies`), so keys are compared in lower case.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from claims.engine.parsers import limits, stated
from claims.engine.parsers.draft import ArticleDraft, Refused
from claims.engine.parsers.embedded import written_out
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.layout import Block
from claims.engine.parsers.names import DECK_ROLE, SUBHEADLINE_ROLE
from claims.engine.parsers.ninjs_fields import ARTICLE_TYPES, faults
from claims.engine.parsers.story import Story, article
from claims.engine.parsers.xml_gate import parse_xml
from claims.engine.parsers.xml_tree import local

_HTML, _PLAIN, _NOT_SAID, _XML = range(4)
"""How good a body's form is: HTML names its paragraphs, other XML may be anything."""


class _Entry(NamedTuple):
    """One of a list of values with roles. Role and media type are in lower case."""

    role: str
    media: str
    words: str


@dataclass(slots=True)
class _Reader:
    """One object by its lower-case keys, and what had to be mended on the way."""

    values: Mapping[str, object]
    warnings: dict[str, None] = field(default_factory=dict)

    def words(self, *names: str) -> str:
        """The first of the fields that says something."""
        return next(filter(str.strip, (self._clean(self.values.get(name)) for name in names)), "")

    def entries(self, name: str) -> Iterator[_Entry]:
        listed = self.values.get(name)
        for entry in listed if isinstance(listed, list) else ():
            if isinstance(entry, Mapping):
                lower = {key.lower(): self._clean(inner) for key, inner in entry.items()}
                role, media = lower.get("role", "").lower(), lower.get("contenttype", "").lower()
                if lower.get("value", "").strip():
                    yield _Entry(role, media, lower["value"])

    def _clean(self, value: object) -> str:
        """Text, or the digits of a number that should have been text."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value) if isinstance(value, int) or math.isfinite(value) else ""
        words, mended = stated.clean(value) if isinstance(value, str) else ("", ())
        self.warnings.update(dict.fromkeys(mended))
        return words


def read_ninjs(value: Mapping[str, object]) -> ArticleDraft:
    """The article in one object. Raises `Refused`: `no_article`, `no_text`, `no_title` or `too_large`."""
    reader = _Reader({key.lower(): inner for key, inner in value.items()})
    kind = reader.words("type").strip().lower()
    if kind not in ARTICLE_TYPES:
        raise Refused("no_article", f"It is of the type “{stated.shortened(kind, 30)}”, which holds no article.")
    draft = article("ninjs", _story(reader))
    return replace(draft, warnings=(*reader.warnings, *faults(value), *draft.warnings))


def headline_of(value: Mapping[str, object]) -> str:
    """The headline, for the list of what was refused."""
    return stated.headline(_headline(_Reader({key.lower(): inner for key, inner in value.items()})))[0]


def _story(reader: _Reader) -> Story:
    return Story(
        title=_headline(reader),
        deck=_deck(reader),
        byline=reader.words("byline", "by"),
        dateline=reader.words("located"),
        body=tuple(_body(reader)),
        language=reader.words("language"),
        guid=reader.words("uri", "guid"),
        version=reader.words("version"),
        published=tuple(reader.words(name) for name in ("firstcreated", "contentcreated", "versioncreated")),
        updated=reader.words("versioncreated"),
        status=reader.words("pubstatus"),
        embargo=reader.words("embargoed"),
        usage_terms=reader.words("usageterms") or _linked_rights(reader),
        copyright=reader.words("copyrightnotice", "copyrightholder"),
        editors_note=reader.words("ednote"),
    )


def _headline(reader: _Reader) -> str:
    """`title` is a name for the editors' lists and no headline; `headline_…` stands beside a headline."""
    if single := reader.words("headline"):
        return single
    entries = list(reader.entries("headlines"))
    main = [entry for entry in entries if entry.role == "main"] or [
        entry for entry in entries if not SUBHEADLINE_ROLE.search(entry.role)
    ]
    main.sort(key=lambda entry: bool(entry.role) and entry.role != "main")
    return next((entry.words for entry in main or entries), "")


def _deck(reader: _Reader) -> str:
    """A second headline, or a description that says it is one. Others tell editors what the item is about."""
    subheads = (entry.words for entry in reader.entries("headlines") if SUBHEADLINE_ROLE.search(entry.role))
    described = (entry.words for entry in reader.entries("descriptions") if DECK_ROLE.search(entry.role))
    return next(chain(subheads, described), "")


def _linked_rights(reader: _Reader) -> str:
    rights = reader.values.get("rightsinfo")
    if not isinstance(rights, Mapping):
        return ""
    return _Reader({key.lower(): inner for key, inner in rights.items()}).words("linkedrights")


def _body(reader: _Reader) -> list[Block]:
    """The best body that can be read. Others are the same text in another form."""
    for form, words in sorted(_bodies(reader), key=lambda body: body[0]):
        if len(words) > limits.TEXT_BYTES:
            raise Refused("too_large", f"Its text has more than {limits.as_megabytes(limits.TEXT_BYTES)}.")
        blocks = _blocks(form, words)
        if any(any(map(str.isalpha, block.words)) for block in blocks):
            return blocks
    return []


def _bodies(reader: _Reader) -> Iterator[tuple[int, str]]:
    """Every body with its form."""
    for key in reader.values:
        if key.startswith("body_") and (words := reader.words(key)):
            yield _HTML if "html" in key else _PLAIN if key == "body_text" else _NOT_SAID, words
    for entry in reader.entries("bodies"):
        yield _form(entry), entry.words


def _form(entry: _Entry) -> int:
    if "html" in entry.media or (not entry.media and "html" in entry.role):
        return _HTML
    if entry.media.startswith("text/plain") or (not entry.media and entry.role == "text"):
        return _PLAIN
    return _XML if "xml" in entry.media or "nitf" in entry.media else _NOT_SAID


def _blocks(form: int, words: str) -> list[Block]:
    if form == _HTML:
        return html_blocks(words)
    return _xml_blocks(words) if form == _XML else list(written_out(words).body)


def _xml_blocks(words: str) -> list[Block]:
    try:
        root = parse_xml(words.encode()).root
    except Refused:
        return []
    return list(written_out(words).body) if local(root) in ("nitf", "body", "body.content") else html_blocks(root)
