"""How sure each class of findings is: a number in 0..1 that says how often such a finding was right.

"Right" means the words overlap by half (Dice) with those an annotator marked and the speaker agrees. The figures are
measured on annotated English political news of 2015-16 (some 11,000 findings), and rounded; docs/extraction.md keeps
the reliability table. Classes with fewer than 30 findings are set low by hand, and so are `turn` and `headline`, which
those annotators seldom marked.
"""

from __future__ import annotations

from claims.engine.extraction.proposals import Proposal

BY_RULE = {
    # rule: (the speaker is somebody the text names, the speaker is not)
    "after": (0.96, 0.86),
    "introduced": (0.9, 0.8),
    "before-quote": (0.94, 0.72),
    "before-that": (0.93, 0.82),
    "before-clause": (0.9, 0.8),
    "around": (0.9, 0.85),
    "before-question": (0.89, 0.89),
    "signed": (0.85, 0.8),
    "colon": (0.86, 0.55),
    "according": (0.82, 0.85),
    "before-to": (0.83, 0.62),
    "before-noun": (0.77, 0.58),
    "before-of": (0.77, 0.58),
    "headline": (0.75, 0.5),
    "turn": (0.7, 0.6),
    "block": (0.6, 0.5),
    "before-colon": (0.6, 0.6),
    "passive": (0.7, 0.7),
    "noun-that": (0.56, 0.56),
    "reports": (0.6, 0.6),
    "alone": (0.45, 0.1),
}
_INNER = 0.5
"""A statement inside another one."""


LEAST_INNER = 0.3
"""An inner statement less sure than this is more often none than one, and no reviewer's time is spent on it. Outer ones
are kept however unsure: words in quotation marks that nobody is named for wait for a person."""


def confidence_of(proposal: Proposal, *, resolved: bool) -> float:
    """A number in 0..1: how often a finding of this class was right."""
    named, unnamed = BY_RULE[proposal.rule]
    value = named if resolved else unnamed
    return round(value * _INNER if proposal.within is not None else value, 2)
