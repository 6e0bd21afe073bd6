"""Reads the golden passages: a text as an editor would see it, and under it what a careful reader finds in it.

# what it shows ("#?" for what the rules cannot do yet)
A paragraph a line; [headline], [caption] or [block] in front makes it another kind of segment, [en] or [es] says that
it is in another language than the rest.
> speaker or - | kind | words … words | to=… venue=… on=… within=… via=… sourcing=…
! polarity | title | speaker
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from claims.engine.extraction.findings import Document, Extraction
from claims.engine.text import Segment, SegmentKind, Span

PUBLISHED = "2024-05-31"
_FOLDER = Path(__file__).parent / "golden"
_MARKED = re.compile(r"\[(headline|caption|block|en|es)\] ")
_KINDS = {"block": SegmentKind.BLOCK_QUOTE, "headline": SegmentKind.HEADLINE, "caption": SegmentKind.CAPTION}
_EXTRA = re.compile(r"(\w+)=(.*?)(?= \w+=|$)")


@dataclass
class Passage:
    name: str
    language: str
    paragraphs: list[tuple[SegmentKind, str, str]] = field(default_factory=list)
    """Kind, language, words."""
    statements: list[tuple[str, str, str]] = field(default_factory=list)
    extras: list[dict[str, str]] = field(default_factory=list)
    commitments: list[tuple[str, str, str]] = field(default_factory=list)
    is_open: bool = False
    """The rules cannot read it yet; it counts in the score all the same."""

    def document(self) -> Document:
        text, segments = "", []
        for kind, language, words in self.paragraphs:
            text += "\n\n" if text else ""
            segments.append(Segment(kind, Span(len(text), len(text) + len(words)), language))
            text += words
        return Document(text, tuple(segments), language=self.language, published=PUBLISHED)


def passages(name: str) -> list[Passage]:
    """The passages of one file: "en", "es", or "es-held", which nobody looks at while working on the rules."""
    language = name.partition("-")[0]
    found: list[Passage] = []
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(("# ", "#? ")):
            sign, _, title = line.partition(" ")
            found.append(Passage(title, language, is_open=sign == "#?"))
        elif line.startswith("> "):
            speaker, kind, words, *rest = line[2:].split(" | ")
            found[-1].statements.append((speaker, kind, words))
            found[-1].extras.append(dict(_EXTRA.findall(rest[0])) if rest else {})
        elif line.startswith("! "):
            polarity, title, speaker = line[2:].split(" | ")
            found[-1].commitments.append((polarity, title, speaker))
        elif line.strip():
            mark = _MARKED.match(line)
            of_kind = _KINDS.get(mark[1], SegmentKind.PARAGRAPH) if mark else SegmentKind.PARAGRAPH
            spoken = mark[1] if mark and mark[1] not in _KINDS else language
            found[-1].paragraphs.append((of_kind, spoken, line[mark.end() :] if mark else line))
    return found


def statements_of(document: Document, found: Extraction) -> list[tuple[str, str, str]]:
    return [
        (
            found.people[one.speaker].name if one.speaker is not None else "-",
            one.kind.value,
            " … ".join(span.of(document.text) for span in one.content),
        )
        for one in found.statements
    ]


def extras_of(found: Extraction, number: int) -> dict[str, str]:
    one = found.statements[number]
    return {
        "to": found.people[one.addressee].name if one.addressee is not None else "",
        "venue": one.venue,
        "on": one.said_on,
        "within": "" if one.within is None else str(one.within),
        "via": one.via,
        "sourcing": one.sourcing.value,
    }


def commitments_of(found: Extraction) -> list[tuple[str, str, str]]:
    return [
        (one.polarity.value, one.title, found.people[one.speaker].name if one.speaker is not None else "-")
        for one in found.commitments
    ]
