"""Stage: governed infinitives. Who says what in "Ruiz went on to say that" and "Ruiz quiso subrayar que".

Only verbs whose subject did say it count: whoever declined, hoped or is expected to say something has not said it.
"""

from __future__ import annotations

from claims.engine.extraction.cues import Lexicon
from claims.engine.extraction.left_subjects import subject_before
from claims.engine.extraction.phrases import Range
from claims.engine.extraction.reading import Sentence
from claims.engine.extraction.verb_groups import verb_group

_REACH = 10
"""Between "used" and "to argue" so many words may stand."""


def governor_of(sentence: Sentence, start: int, lex: Lexicon) -> int:
    """The token of the verb on which the infinitive group at `start` hangs; -1 when it says nothing was said."""
    low, words = sentence.low, lex.words
    at = start - 1
    if at >= 0 and low[at] in words.BEFORE_INFINITIVE:
        at -= 1
    if at > 1 and low[at - 1 : at + 1] == ("so", "far"):
        return at - 2
    if at >= 0 and low[at] in words.GOVERNORS:
        return at
    purpose = low[start] == words.TO or low[start - 1] in words.IN_ORDER
    for back in range(at, max(-1, at - _REACH) if purpose else at, -1):
        if sentence.quoted[back] >= 0 or low[back] in (",", ";") or low[back] in words.THAT:
            return -1
        if low[back] in words.PURPOSEFUL:
            return back
    return -1


def governing_subject(sentence: Sentence, governor: int, lex: Lexicon) -> Range | None:
    """Who went on, began or used something to say it; None when it is denied, only possible, or nobody is named."""
    group = verb_group(sentence, governor, lex, past=True)
    denied = group.negated and sentence.low[governor] not in lex.words.GOVERNORS_DENIED
    if denied or group.modal or group.passive or group.infinitive:
        return None
    return subject_before(sentence, group.start, lex)
