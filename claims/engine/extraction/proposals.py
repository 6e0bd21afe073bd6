"""What the proposers hand to the resolver: words that someone said, with the source still as written."""

from __future__ import annotations

from dataclasses import dataclass

from claims.engine.extraction.cues import Act, Cue
from claims.engine.text import Span

WHOLE_RULES = frozenset({"block", "turn"})
"""Rules by which whole paragraphs are somebody's words, with or without quotation marks."""
SET_APART = WHOLE_RULES | {"alone", "colon", "before-colon", "introduced", "signed", "headline"}
"""Rules that go by what the page sets apart from the writer's own sentences."""
TAGGED = "tagged"
"""The rule of a proposal that the tagger alone made."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One attribution as the sentence puts it. `content` may be empty: a cue that only introduces what follows it.

    `sentence` and `paragraph` say where the cue stands. `agentless` says that the sentence hides who spoke ("was
    told"). `relayed` says that somebody in between told it ("was reported to have told").
    """

    paragraph: int
    sentence: int
    content: tuple[Span, ...]
    cue: Span | None
    source: Span | None
    rule: str
    word: Cue | None = None
    addressee: Span | None = None
    venue: str = ""
    agentless: bool = False
    relayed: bool = False
    carried: bool = False
    """No source stands beside the words: the speaker is whoever spoke last."""
    within: int | None = None
    """Index of the proposal whose words these stand in."""
    via: str = ""
    belief: float | None = None
    """How much the tagger believes in it, in 0..1: 0 where it looked and found nothing, None where it did not look."""

    @property
    def act(self) -> Act:
        return self.word.act if self.word is not None else Act.SPEECH
