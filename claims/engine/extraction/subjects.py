"""Stage: who is the subject of a verb of saying. Reads one sentence; all results are token indexes.

It knows "X said", "said X", a participle's and a second verb's shared subject, and what only looks like a subject.
"""

from __future__ import annotations

from claims.engine.extraction.attribution import Attributions
from claims.engine.extraction.cues import Cue
from claims.engine.extraction.phrases import (
    Range,
    VerbGroup,
    base,
    is_adverb,
    is_possessive,
    noun_phrase_after,
    subject_before,
)

_SUBJECT_WITHIN = 40
_ARTICLES = frozenset({"the", "a", "el", "la"})


def source_of(state: Attributions, at: int, after: int, cue: Cue, group: VerbGroup) -> tuple[Range | None, str]:
    if cue.participle and not group.passive and group.start == at:
        return _participle_subject(state, at), "shared"
    before = group.start - 1
    if before < 0 and at == 0 and cue.past and state.lex.language == "en":
        return subject_after(state, after), "inverted"
    beside = before >= 0 and (state.sentence.low[before] == "," or state.sentence.quoted[before] >= 0)
    if beside and cue.takes("q") and not cue.takes("o"):
        inverted = subject_after(state, after)
        if (
            inverted is not None
            and group.start == at
            and _closes_tag(
                state, inverted, quoted=state.sentence.quoted[before] >= 0 or state.sentence.quoted[before - 1] >= 0
            )
        ):
            return inverted, "inverted"
    if before >= 0 and state.sentence.low[before] in state.lex.words.CONJUNCTIONS:
        shared = state.subject or _main_subject(state, before)
        if shared is not None:
            return shared, "shared"
    found = subject_before(state.sentence, group.start, state.lex)
    if found is not None:
        return found, "left"
    if state.lex.language == "es" and not cue.participle:
        inverted = subject_after(state, after)
        return inverted, "inverted" if inverted else ""
    if before >= 0 and state.sentence.low[before] == "," and state.subject is not None:
        return state.subject, "shared"
    return None, ""


def _participle_subject(state: Attributions, at: int) -> Range | None:
    """ ", saying that": the subject of the verb before; only after a comma or an adverb."""
    before = at - 1
    while before >= 0 and is_adverb(state.sentence.low[before], state.lex.words):
        before -= 1
    if _quotation_at(state, at + 1):
        return state.subject or _main_subject(state, at)
    if before < 0 or (
        state.sentence.low[before] not in (",", "and", "by", "y", "—", "while", "before", "after")
        and state.sentence.quoted[before] < 0
    ):
        return None
    return state.subject or _main_subject(state, at)


def _quotation_at(state: Attributions, at: int) -> bool:
    if at < len(state.sentence) and state.sentence.low[at] in (":", ","):
        at += 1
    return at < len(state.sentence) and state.sentence.quoted[at] >= 0


def _main_subject(state: Attributions, before: int) -> Range | None:
    """The first phrase of the sentence that names or stands for somebody; times and places are passed over."""
    low, words = state.sentence.low, state.lex.words
    for at in range(min(before, _SUBJECT_WITHIN)):
        if state.sentence.quoted[at] >= 0 or (at and low[at - 1] in words.PREPOSITIONS):
            continue
        if base(low[at]) in words.SUBJECT_PRONOUNS and low[at] not in words.RELATIVES and base(low[at]) != "it":
            return (at, at + 1)
        if low[at] in words.TIME_WORDS or low[at].endswith("ing"):
            continue
        named = state.sentence.tokens[at].is_capital and low[at] not in words.FUNCTION_WORDS
        if named or low[at] in _ARTICLES:
            phrase = noun_phrase_after(state.sentence, at, state.lex)
            if phrase is not None and not any(word in words.TIME_WORDS for word in low[slice(*phrase)]):
                return _without_verb(state, phrase)
    return None


def _without_verb(state: Attributions, phrase: Range) -> Range:
    """Cuts "Smith exhorted voters" after "Smith": an unknown verb looks like a noun."""
    for at in range(phrase[0] + 1, phrase[1]):
        after_name = state.sentence.tokens[at - 1].is_capital and not state.sentence.tokens[at].is_capital
        if state.sentence.low[at].endswith("ed") and (after_name or at > phrase[0] + 1):
            return (phrase[0], at)
    return phrase


def subject_after(state: Attributions, at: int) -> Range | None:
    """The subject of an inverted tag: "…, said X"."""
    if at >= len(state.sentence) or state.sentence.quoted[at] >= 0:
        return None
    low, words = state.sentence.low, state.lex.words
    if low[at] in words.SUBJECT_PRONOUNS:
        return (at, at + 1)
    if low[at] in words.THAT or low[at] in words.PREPOSITIONS or low[at] in words.TIME_WORDS:
        return None
    return noun_phrase_after(state.sentence, at, state.lex, limit=16)


def _closes_tag(state: Attributions, source: Range, *, quoted: bool) -> bool:
    """Whether "said X" is over after X: a verb there would make X the subject of what was said.

    After words that are not `quoted`, less may follow: "X, the chair, repeated claims that" is no inversion.
    """
    at = source[1]
    if at >= len(state.sentence) or state.sentence.quoted[at] >= 0 or not state.sentence.tokens[at].is_word:
        return True
    low, words = state.sentence.low[at], state.lex.words
    if state.sentence.quoted[at] < 0 and low in words.TIME_WORDS:
        return True
    return quoted and (low in words.PREPOSITIONS or low in words.RELATIVES or low in words.SUBORDINATORS)


def clear_subject(state: Attributions, source: Range, at: int, cue: Cue) -> bool:
    """Whether a form that may be a noun is a verb here."""
    last = state.sentence.tokens[source[1] - 1]
    if base(last.low) in state.lex.words.SUBJECT_PRONOUNS or last.low in ("who", "officials", "sources", "critics"):
        return True
    if is_possessive(last.low):
        return False
    if not last.is_capital and not cue.plural:
        return _clause_follows(state, at + 1)
    return last.is_capital and not cue.plural


def _clause_follows(state: Attributions, at: int) -> bool:
    low = state.sentence.low[at] if at < len(state.sentence) else ""
    return (
        low in state.lex.words.THAT
        or low in state.lex.words.SUBJECT_PRONOUNS
        or (at < len(state.sentence) and state.sentence.quoted[at] >= 0)
    )


def is_object_relative(state: Attributions, source: Range, cue: Cue) -> bool:
    """ "a commitment that CNN reported": what was said stands before, as a noun, and is no clause."""
    before = source[0] - 1
    if before < 1 or state.sentence.low[before] not in state.lex.words.RELATIVES:
        return False
    ahead = state.sentence.low[before - 1]
    return ahead not in state.lex.verbs and not any(
        found.content and found.content[0][0] == before + 1 for found in state.found
    )
