"""Stage: who is the subject of a verb of saying. Reads one sentence; all results are token indexes.

It knows "X said", "said X", a participle's and a second verb's shared subject, and what only looks like a subject.
"""

from __future__ import annotations

from claims.engine.extraction.adverbials import time_after
from claims.engine.extraction.attribution import Attributions
from claims.engine.extraction.content_ends import is_tag_end
from claims.engine.extraction.cues import Cue
from claims.engine.extraction.left_subjects import subject_before
from claims.engine.extraction.lexicon.names import ORGANISATION_WORDS, PERSON_NOUNS
from claims.engine.extraction.phrases import (
    Range,
    base,
    is_adverb,
    is_possessive,
    noun_phrase_after,
    noun_phrase_before,
)
from claims.engine.extraction.verb_groups import VerbGroup
from claims.engine.text import word_set

_SUBJECT_WITHIN = 40
_NO_HEADS = word_set("fewer less more only most own many all its his her their")
_APPOSED_WITHIN = 5
_FRONTED_TIME_WORDS = 4
_ARTICLES = frozenset({"the", "a", "an", "el", "la", "un", "una"})
_EARLY = frozenset({"early", "late"})
"""Words of time that also describe: "early results"."""
_BODIES = ORGANISATION_WORDS | word_set(
    "autoridades medios organismo entidad cúpula dirección oposición defensa institución"
)
_NEVER_INVERTED = frozenset({"tell", "say of"})
_BEFORE_A_TAG = frozenset({",", "?", "!", "…", "...", "—", "-", "--"})
"""How quoted words end when their sentence goes on with who said them."""


def source_of(state: Attributions, at: int, after: int, cue: Cue, group: VerbGroup) -> tuple[Range | None, str]:
    """The subject of the verb at token `at`, and how it was found: "left", "inverted" or "shared" with another verb."""
    if cue.participle and not group.passive and group.start == at:
        return _participle_subject(state, at), "shared"
    before = group.start - 1
    if before < 0 and at == 0 and cue.past and state.lex.language == "en":
        return subject_after(state, after), "inverted"
    behind = before >= 0 and state.sentence.quoted[before] >= 0
    beside = behind or (before >= 0 and state.sentence.low[before] == "," and not cue.takes("o"))
    if beside and cue.takes("q") and cue.lemma not in _NEVER_INVERTED and not (cue.noun_like and cue.plural):
        inverted = subject_after(state, after)
        if (
            inverted is not None
            and group.start == at
            and _closes_tag(
                state, inverted, quoted=state.sentence.quoted[before] >= 0 or state.sentence.quoted[before - 1] >= 0
            )
        ):
            return inverted, "inverted"
    if before > 0 and state.sentence.low[before] in state.lex.words.RELATIVES and state.sentence.low[before - 1] == "a":
        return _main_subject(state, before), "shared"  # "a quien acusa de"
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
    if before >= 0 and state.sentence.low[before] == ",":
        over = state.subject or (_main_subject(state, before) if cue.takes("b") and not cue.noun_like else None)
        return over, "shared" if over else ""
    return None, ""


def behind_quotation(state: Attributions, end: int) -> Range | None:
    """Who stands between a quotation and the verb group at token `end`, with whatever is said of them in between.

    "“…,” a delegate from Ohio, wearing a “Vote” button, said": the subject is "a delegate".
    """
    s, words = state.sentence, state.lex.words
    close = end - 1
    floor = max(state.taken, end - _SUBJECT_WITHIN)
    while close >= floor and (s.quoted[close] < 0 or s.low[close - 1] not in _BEFORE_A_TAG):
        close -= 1
    start = close + 1
    if close < max(floor, 1) or start >= end or s.low[start] in words.CONJUNCTIONS:
        return None
    if s.low[start] in words.SUBJECT_PRONOUNS and s.low[start] not in words.RELATIVES:
        return (start, start + 1) if start + 1 == end else None
    phrase = noun_phrase_after(s, start, state.lex, limit=end - start)
    if phrase is None:
        return None
    goes_on = s.low[phrase[1]] if phrase[1] < end else ""
    modified = goes_on in (",", "(", "-") or goes_on in words.PREPOSITIONS or goes_on in words.RELATIVES
    if not goes_on or (modified and (s.tokens[start].is_capital or s.low[start] in words.DETERMINERS)):
        return phrase
    return (start, end) if goes_on in ("and", "y") else None


def _participle_subject(state: Attributions, at: int) -> Range | None:
    """ ", saying that": the subject of the verb before; only after a comma or an adverb."""
    before = at - 1
    while before >= 0 and is_adverb(state.sentence.low[before], state.lex.words):
        before -= 1
    if _quotation_at(state, at + 1):
        beside = noun_phrase_before(state.sentence, before + 1, state.lex) if before >= 0 else None
        if beside is not None and before == at - 1 and state.sentence.low[beside[0]] in _ARTICLES:
            return beside
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
    skipped = 0
    for at in range(_after_fronted(state, before), min(before, _SUBJECT_WITHIN)):
        skipped = max(skipped, time_after(state.sentence, at, words))
        if at < skipped or state.sentence.quoted[at] >= 0:
            continue
        if low[at] in words.PREPOSITIONS:
            place = noun_phrase_after(state.sentence, at + 1, state.lex)
            skipped = place[1] if place is not None else at + 2
            continue
        if base(low[at]) in words.SUBJECT_PRONOUNS and low[at] not in words.RELATIVES and base(low[at]) != "it":
            return (at, at + 1)
        named = state.sentence.tokens[at].is_capital and low[at] not in words.FUNCTION_WORDS
        if low[at] in words.TIME_WORDS or (low[at].endswith("ing") and not (named and at)):
            continue
        if named or low[at] in _ARTICLES or (low[at] in words.DETERMINERS and not at):
            phrase = noun_phrase_after(state.sentence, at, state.lex)
            if phrase is not None and not any(word in words.TIME_WORDS for word in low[slice(*phrase)]):
                return _apposed_name(state, phrase) or _without_verb(state, phrase)
    return None


def _apposed_name(state: Attributions, phrase: Range) -> Range | None:
    """ "The head of one of them, Ana Ruiz, left": the name says who it is."""
    s = state.sentence
    if s.tokens[phrase[1] - 1].is_capital:
        return None
    comma = next((at for at in range(phrase[1], min(len(s) - 2, phrase[1] + _APPOSED_WITHIN)) if s.low[at] == ","), 0)
    end = comma + 1
    while comma and end < len(s) and s.tokens[end].is_capital:
        end += 1
    return (comma + 1, end) if end > comma + 2 and end < len(s) and s.low[end] == "," else None


def _after_fronted(state: Attributions, before: int) -> int:
    """Where the main clause begins: behind the comma in "As the crowd grew, Ruiz …" and "Hours later, Ruiz …"."""
    low, words = state.sentence.low, state.lex.words
    comma = next((k for k in range(min(before, _SUBJECT_WITHIN)) if low[k] == "," and state.sentence.quoted[k] < 0), -1)
    if comma < 1:
        return 0
    opens = low[0] in words.PREPOSITIONS or low[0] in words.SUBORDINATORS or low[0].endswith("ing")
    timed = any(word in words.TIME_WORDS for word in low[:comma]) and comma <= _FRONTED_TIME_WORDS
    return comma + 1 if opens or timed else 0


def _without_verb(state: Attributions, phrase: Range) -> Range:
    """Cuts "Smith exhorted voters" after "Smith": an unknown verb looks like a noun."""
    for at in range(phrase[0] + 1, phrase[1]):
        after_name = state.sentence.tokens[at - 1].is_capital and not state.sentence.tokens[at].is_capital
        if state.sentence.low[at].endswith("ed") and (after_name or at > phrase[0] + 1):
            return (phrase[0], at)
    return phrase


def subject_after(state: Attributions, at: int, *, bare: bool = False) -> Range | None:
    """The subject of an inverted tag: "…, said X". `bare`: a noun without an article will do in Spanish too."""
    if at >= len(state.sentence) or state.sentence.quoted[at] >= 0:
        return None
    low, words = state.sentence.low, state.lex.words
    if low[at] in words.SUBJECT_PRONOUNS:
        return (at, at + 1)
    early = low[at] in _EARLY and at + 1 < len(low) and low[at + 1] not in words.FUNCTION_WORDS
    if low[at] in words.THAT or low[at] in words.PREPOSITIONS or (low[at] in words.TIME_WORDS and not early):
        return None
    after_marks = any(quoted >= 0 for quoted in state.sentence.quoted[max(0, at - 3) : at])
    if state.lex.language == "es" and not bare and not after_marks and not _may_follow_verb(state, at):
        return None
    return noun_phrase_after(state.sentence, at, state.lex, limit=16)


def _may_follow_verb(state: Attributions, at: int) -> bool:
    """In Spanish what follows its verb may be the object ("negó los hechos"): a subject is people, a body, a name."""
    phrase = noun_phrase_after(state.sentence, at, state.lex, limit=16)
    return phrase is not None and any(
        state.sentence.tokens[k].is_capital or low in PERSON_NOUNS or low.rstrip("s") in PERSON_NOUNS or low in _BODIES
        for k, low in ((k, state.sentence.low[k]) for k in range(*phrase))
    )


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


def ends_plainly(state: Attributions, at: int) -> bool:
    """Whether what stands at token `at`, right after a form that may be a noun, lets it be the verb of a tag."""
    low, words = state.sentence.low, state.lex.words
    return is_tag_end(state.sentence, at) or low[at] in words.PREPOSITIONS or low[at] in words.TIME_WORDS


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


def is_adjective(state: Attributions, source: Range) -> bool:
    """ "fewer pledged delegates", "Ruiz's proposed ban": what stands before the participle is no subject."""
    last = state.sentence.low[source[1] - 1]
    return is_possessive(last) or last[:1].isdecimal() or last in _NO_HEADS


def is_object_relative(state: Attributions, source: Range, cue: Cue) -> bool:
    """ "a commitment that CNN reported": what was said stands before, as a noun, and is no clause."""
    before = source[0] - 1
    if before < 1 or state.sentence.low[before] not in state.lex.words.RELATIVES:
        return False
    ahead = state.sentence.low[before - 1]
    return ahead not in state.lex.verbs and not any(
        found.content and found.content[0][0] == before + 1 for found in state.found
    )
