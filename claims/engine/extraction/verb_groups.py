"""Stage: verb groups. What stands before a verb and changes it: auxiliaries, negations, "was reported to have"."""

from __future__ import annotations

from dataclasses import dataclass

from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.phrases import is_adverb
from claims.engine.extraction.reading import Sentence


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """The auxiliaries and adverbs before a verb, read off."""

    start: int
    negated: bool = False
    modal: str = ""
    passive: bool = False
    infinitive: bool = False
    relayed: bool = False
    """ "was reported to have told", "habría dicho": somebody else handed it on."""


def verb_group(sentence: Sentence, verb: int, lex: Lexicon, *, past: bool) -> VerbGroup:
    """Reads the group that ends in the verb at token `verb`."""
    words, low = lex.words, sentence.low
    at, negated, modal, passive, rumoured = verb, False, "", False, False
    while at > 0 and sentence.quoted[at - 1] < 0:
        word = low[at - 1]
        if word in words.NEGATIONS:
            negated = True
        if word in words.MODALS or word in ("would", "will"):
            modal = word
        elif not (word in words.AUXILIARIES or word in words.NEGATIONS or is_adverb(word, words)):
            break
        passive = passive or word in words.PASSIVE
        rumoured = rumoured or word in words.RUMOUR
        at -= 1
    if at > 1 and words.TO and low[at - 1] == words.TO:
        relay = _relay(sentence, at - 1, lex)
        if relay is not None:
            return VerbGroup(relay, relayed=True)
        return VerbGroup(at - 1, negated, modal, infinitive=True)
    passive = passive and past and not low[verb].endswith("ing")
    return VerbGroup(at, negated, modal, passive, relayed=rumoured)


def _relay(sentence: Sentence, to: int, lex: Lexicon) -> int | None:
    """The start of "was reported" in "was reported to have told"; None when "to" begins a plain infinitive."""
    low, words = sentence.low, lex.words
    cue = lex.verbs.get(low[to - 1])
    if cue is None or not cue.past:
        return None
    at = to - 1
    while at > 0 and (low[at - 1] in words.AUXILIARIES or is_adverb(low[at - 1], words)):
        at -= 1
    return at if any(low[k] in words.PASSIVE for k in range(at, to - 1)) else None
