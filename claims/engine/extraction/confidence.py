"""How sure each class of findings is: a number in 0..1 that says how often such a finding was right.

"Right" means the words overlap by half (Dice) with those an annotator marked and the speaker agrees. The figures are
measured on annotated English political news of 2015-16 (some 11,000 findings), and rounded; docs/extraction.md keeps
the reliability table. Classes with fewer than 30 findings are set low by hand, and so are `turn` and `headline`, which
those annotators seldom marked.
"""

from __future__ import annotations

from bisect import bisect_right

from claims.engine.extraction.proposals import SET_APART, TAGGED, Proposal

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
BY_BELIEF = {
    # class: a figure for each band of the tagger's belief, see `BANDS`
    "quoted, named": (0.95, 0.84, 0.86, 0.88, 0.96),
    "quoted, unnamed": (0.8, 0.75, 0.78, 0.8, 0.9),
    "retold, named": (0.5, 0.7, 0.7, 0.82, 0.96),
    "retold, unnamed": (0.5, 0.72, 0.78, 0.83, 0.91),
    "set apart, named": (0.85, 0.85, 0.85, 0.85, 0.85),
    "set apart, unnamed": (0.38, 0.5, 0.5, 0.5, 0.6),
    "tagged, named": (0.3, 0.5, 0.65, 0.82, 0.82),
    "tagged, unnamed": (0.3, 0.4, 0.45, 0.75, 0.8),
}
"""The same where the tagger looked too: 1,550 findings in the 163 articles held out from its training, smoothed."""
_INNER = 0.5
"""A statement inside another one."""


LEAST_INNER = 0.3
"""An inner statement less sure than this is more often none than one, and no reviewer's time is spent on it. Outer ones
are kept however unsure: words in quotation marks that nobody is named for wait for a person."""


_QUOTING = frozenset({"after", "before-quote", "around", "before-question"})
BANDS = (0.0, 0.01, 0.5, 0.7, 0.9)
"""Lower ends of the bands of the tagger's belief; the first is for what it looked at and did not find."""


def band_of(belief: float) -> int:
    return bisect_right(BANDS, belief) - 1


def class_of(proposal: Proposal, *, resolved: bool) -> str:
    """What is known of a finding beside the tagger's belief in it."""
    if proposal.rule == TAGGED:
        how = "tagged"
    elif proposal.rule in SET_APART:
        how = "set apart"
    else:
        how = "quoted" if proposal.rule in _QUOTING else "retold"
    return f"{how}, {'named' if resolved else 'unnamed'}"


def confidence_of(proposal: Proposal, *, resolved: bool) -> float:
    """A number in 0..1: how often a finding of this class was right."""
    if proposal.belief is None:
        named, unnamed = BY_RULE[proposal.rule]
        value = named if resolved else unnamed
    else:
        value = BY_BELIEF[class_of(proposal, resolved=resolved)][band_of(proposal.belief)]
    return round(value * _INNER if proposal.within is not None else value, 2)
