"""Clauses that judge a pledge by name: "broke its promise", "kept his word", "cumplió su compromiso"."""

from __future__ import annotations

import re

from claims.engine.text import Span

_PLEDGE = r"(?:promises?|pledges?|commitments?|vows?|word|guarantees?|promesas?|compromisos?|palabra)"
_GAP = r"(?:\W+\w+){0,4}?\W+"
_BROKEN = re.compile(
    r"\b(?:br(?:oke|eaks?|oken|eaking)|violat(?:e|es|ed|ing)|breach(?:es|ed|ing)?|reneg(?:ed|es|ing) on|betray(?:s|ed)?"
    r"|fail(?:s|ed)? to (?:keep|honou?r|fulfil|meet)"
    rf"|incumpl\w+|rompió|rompe|viol(?:a|an|ó|aron)|traicion(?:a|ó)|no (?:ha |han )?cumpl\w+){_GAP}{_PLEDGE}\b",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:kept|keeps?|honou?r(?:s|ed)?|fulfil(?:s|led|ls)?|delivered on|made good on"
    rf"|cumpl(?:e|en|ió|ieron)(?: con)?){_GAP}{_PLEDGE}\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|n['’]t|nunca|failed to)\s+(?:\w+\s+)?$", re.IGNORECASE)


def judges_a_pledge(text: str) -> bool:
    """Whether any clause of `text` might."""
    return any(pattern.search(text) for pattern in (_BROKEN, _KEPT))


def pledge_verdict(text: str, clause: Span) -> tuple[bool, Span] | None:
    """Whether the clause says that a pledge was kept, and the words that say so; None when it does not judge one."""
    for pattern, kept in ((_BROKEN, False), (_KEPT, True)):
        match = pattern.search(text, clause.start, clause.end)
        if match:
            negated = _NOT.search(text[clause.start : match.start()]) is not None
            return kept != negated, Span(*match.span())
    return None
