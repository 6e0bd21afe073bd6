"""How a clause puts an action: as done, begun, meant, demanded, denied, asked or only mentioned, and whether negated.

Reads the words around one focus word. It knows nothing of the pledge; `relation` draws the conclusion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from claims.engine.linking import cues
from claims.engine.linking.words import IRREGULAR_PASTS, Word
from claims.engine.text import Span, word_set


class Mode(StrEnum):
    HAPPENED = "happened"
    BEGUN = "begun"
    INTENDED = "intended"
    POSSIBLE = "possible"
    DEMANDED = "demanded"
    DENIED = "denied"
    ASKED = "asked"
    DECLINED = "declined"
    MENTIONED = "mentioned"


@dataclass(frozen=True, slots=True)
class Reading:
    """`cue` are the words that decided the mode, `limit` a condition, delay or exception in the same clause."""

    mode: Mode
    negated: bool
    cue: Span | None = None
    limit: Span | None = None
    attested: bool = False
    """The clause speaks of evidence, attempts or accusations, the language of a breach."""
    firm: bool = True
    """Not "would" or "could", which a report uses for what somebody's plan amounts to."""


_BE_OR_HAVE = word_set(
    """
    is are was were am be been being has have had get got gets s re ve ha han he hemos habia habian fue fueron sigue
    siguen esta estan
    """
)
_SUBJECT = word_set("he she it they who we i that which el ella ellos quien que")
_OWNED = word_set("the a an his her its their our my your this that any every el la los las un una su sus cada")
"""Before one of these a form stands for a thing: "his recently revealed debts", "any cut"."""
_DEGREE = word_set(
    """
    also already now then recently newly just even still quietly repeatedly arguably falsely again twice ya tambien
    """
)
_SPANISH_DONE = re.compile(
    r"(?<=[^\W\d_]{2})(?:ó|aron|ieron|ado|ada|ados|adas|ido|ida|idos|idas|ando|iendo|aba|aban)$", re.IGNORECASE
)
_SPANISH_FUTURE = re.compile(r"(?<=[^\W\d_]{2})(?:r[áé]|rán|remos|r[íi]a|r[íi]an|r[íi]amos)$", re.IGNORECASE)
_SAME_IN_THE_PAST = word_set("cut shut put set hit quit")
_NEXT_WORD = re.compile(r"\s+(\w+)")
_AFTER_A_NOUN = word_set("of in for to on at by was were is are be has have had will would could may and or that which")
_REACH = 400
_NOT_BEFORE = 60
"""How many code points before the focus word a negation still bears on it."""


def read(text: str, clause: Span, focus: Word, before: tuple[Word, ...]) -> Reading:
    """How `clause` puts `focus`. `before` are the words of the clause that come before it, nearest last."""
    clause = _near(clause, focus)
    limit = cues.find(cues.LIMIT, text, clause.start, clause.end, avoid=focus.span)
    negated = _is_negated(text, clause, focus)
    attested = cues.find(cues.ATTESTED, text, clause.start, focus.span.start)
    mode, cue = _mode(text, clause, focus, before, attested)
    firm = cue is None or "would" not in cue.of(text).lower()
    return Reading(mode, negated, cue, limit, attested=attested is not None, firm=firm)


def _near(clause: Span, focus: Word) -> Span:
    """The clause as far as it can matter. Text without any full stop must not be read again for each of its words."""
    return Span(max(clause.start, focus.span.start - _REACH), min(clause.end, focus.span.end + _REACH))


def _mode(
    text: str, clause: Span, focus: Word, before: tuple[Word, ...], attested: Span | None
) -> tuple[Mode, Span | None]:
    start, end, at = clause.start, clause.end, focus.span.start
    if is_question(text, clause):
        return Mode.ASKED, None
    if cue := cues.find(cues.DECLINED, text, start, end):
        return Mode.DECLINED, cue
    if cue := cues.find(cues.DENIED, text, start, at):
        return Mode.DENIED, cue
    if attested:
        return Mode.HAPPENED, attested
    demanded = cues.find(cues.DEMANDED, text, start, at) or cues.find(cues.REACTION, text, focus.span.end, end)
    if demanded:
        return Mode.DEMANDED, demanded
    if cue := cues.find(cues.DECIDED, text, start, at, avoid=focus.span):
        return Mode.HAPPENED, cue
    if cue := cues.find(cues.INTENDED, text, start, at, avoid=focus.span):
        return Mode.INTENDED, cue
    if _SPANISH_FUTURE.search(focus.span.of(text)):
        return Mode.INTENDED, focus.span
    if cue := cues.find(cues.POSSIBLE, text, start, at):
        return Mode.POSSIBLE, cue
    if cue := cues.find(cues.BEGUN_TO, text, start, focus.span.end):
        return Mode.BEGUN, cue
    if cue := cues.find(cues.TURNED, text, start, at, avoid=focus.span):
        return Mode.HAPPENED, cue
    if _is_done(text, focus, before) or cues.find(cues.OCCURS, text, start, end):
        begun = cues.find(cues.BEGUN, text, start, end, avoid=focus.span)
        return (Mode.BEGUN, begun) if begun else (Mode.HAPPENED, None)
    return Mode.MENTIONED, None


def _is_negated(text: str, clause: Span, focus: Word) -> bool:
    """A plain "not" and a verb like "abandon" cancel each other: "has not abandoned plans to build"."""
    start = max(clause.start, focus.span.start - _NOT_BEFORE)
    plain = cues.find(cues.NOT, text, start, focus.span.start)
    turned = cues.find(cues.TURNED, text, clause.start, focus.span.start, avoid=focus.span)
    return (plain is not None or cues.negates_object(text, focus.span)) != (turned is not None)


def _is_done(text: str, focus: Word, before: tuple[Word, ...]) -> bool:
    """Whether `focus` is a verb that says something is or was so, by its form and the word before it."""
    form = focus.folded
    near = next((word for word in reversed(before) if word.folded not in _DEGREE), None)
    if near is not None and near.folded in _OWNED:
        return False
    if _SPANISH_DONE.search(focus.span.of(text)) or form in IRREGULAR_PASTS:
        return near is None or near.folded not in {"to", "a"}
    if form.endswith("ed"):
        return True
    if near is None:
        return False
    if form in _SAME_IN_THE_PAST and _takes_object(text, focus) and near.folded != "to":
        return True
    if form.endswith("ing"):
        return near.folded in _BE_OR_HAVE
    if near.folded in _BE_OR_HAVE:
        return not form.endswith(("ence", "ion", "ment", "ncia"))
    return (near.folded in _SUBJECT or near.is_name) and not form.endswith(("ion", "ence", "ment"))


def _takes_object(text: str, focus: Word) -> bool:
    """ "They cut funding" and not "the cut in funding": the word after it can open an object."""
    following = _NEXT_WORD.match(text, focus.span.end)
    return following is not None and following[1].lower() not in _AFTER_A_NOUN


def is_question(text: str, clause: Span) -> bool:
    return text[clause.end : clause.end + 1] == "?" or clause.of(text).rstrip("\"'”’» ").endswith("?")


def reaction(text: str) -> Span | None:
    """The words of `text` that only react: a condemnation, "we are looking at it", a refusal to comment."""
    return cues.find(cues.DECLINED, text, 0, len(text)) or cues.find(cues.REACTION, text, 0, len(text))


def declines(text: str) -> Span | None:
    return cues.find(cues.DECLINED, text, 0, len(text))
