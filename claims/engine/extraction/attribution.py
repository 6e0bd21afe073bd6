"""What the clause proposers share: the attributions of one sentence, while it is read from left to right."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.engine.extraction.cues import Cue, Lexicon
from claims.engine.extraction.phrases import Range
from claims.engine.extraction.reading import Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in token indexes."""

    content: tuple[Range, ...]
    cue: Range
    source: Range | None
    rule: str
    word: Cue | None = None
    addressee: Range | None = None
    venue: str = ""
    agentless: bool = False
    relayed: bool = False
    carried: bool = False
    """The verb has no subject of its own, as Spanish allows: whoever spoke last goes on."""


@dataclass(slots=True)
class Attributions:
    """What has been found so far; remembers the subject for verbs that share it."""

    sentence: Sentence
    lex: Lexicon
    found: list[Found] = field(default_factory=list)
    subject: Range | None = None
    taken: int = 0
    """Tokens before this belong to an earlier attribution and cannot be the words before a tag."""

    earlier: int = 0
    """`taken` as it was before the last attribution."""

    def keep(self, found: Found) -> None:
        self.found.append(found)
        if found.source is not None and found.rule != "according":
            self.subject = found.source
        if found.content:
            behind = found.content[-1][1] if found.rule in ("after", "around", "according") else 0
            self.earlier = self.taken
            self.taken = max(self.taken, behind, found.cue[1])
