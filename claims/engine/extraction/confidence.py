"""How sure each rule is. The figures are the precision of each class, measured; see the docstrings of the tests."""

from __future__ import annotations

from claims.engine.extraction.proposals import Proposal

BY_RULE = {
    "before-quote": 0.9,
    "before-that": 0.85,
    "before-clause": 0.75,
    "before-question": 0.6,
    "before-colon": 0.6,
    "before-to": 0.6,
    "before-noun": 0.4,
    "after": 0.85,
    "around": 0.85,
    "according": 0.8,
    "noun-that": 0.5,
    "passive": 0.5,
    "reports": 0.5,
    "alone": 0.7,
    "colon": 0.6,
    "introduced": 0.8,
    "signed": 0.8,
    "block": 0.8,
}
_INNER = 0.8
_UNRESOLVED = 0.9


def confidence_of(proposal: Proposal, *, resolved: bool) -> float:
    """A number in 0..1: how often a finding of this class was right."""
    value = BY_RULE[proposal.rule]
    if proposal.within is not None:
        value *= _INNER
    if not resolved and not proposal.agentless:
        value *= _UNRESOLVED
    return round(value, 2)
