"""Proposer: reported speech without a verb: "according to X", "X's claim that", "there have been reports of"."""

from __future__ import annotations

from claims.engine.extraction.attribution import Attributions, Found
from claims.engine.extraction.content_ends import content_end
from claims.engine.extraction.lexicon.names import PERSON_NOUNS, PLACES
from claims.engine.extraction.phrases import Range, is_possessive, noun_phrase_before
from claims.engine.extraction.subjects import subject_after
from claims.engine.extraction.tags import rest_after_tag

_PERFECT = frozenset({"ha", "han", "había"})


def according(state: Attributions, at: int) -> Found | None:
    """ "…, according to X" and "According to X, …"."""
    words, s = state.lex.words, state.sentence
    form = next((form for form in words.ACCORDING if s.low[at : at + len(form)] == form), None)
    if form is None:
        return None
    start = at + len(form)
    while start < len(s) and (s.low[start] in state.lex.verbs or s.low[start] in _PERFECT):
        start += 1  # "según ha dicho X"
    if form[-1] in words.ACCORDING_IN_FRONT and not _holds_opinion(state, at):
        return None
    if form[-1] in words.ACCORDING_BY_VERB and start == at + len(form):
        return None
    if start > at + len(form) and state.lex.language == "es":
        start = _behind_addressee(state, start)
    source = subject_after(state, start, bare=form[-1] not in words.ACCORDING_BY_VERB)
    if source is None or s.low[source[1] - 1] in words.ACCORDING_OBJECT_BARRED:
        return None
    if not _words_start(state, at):
        comma = source[1]
        while comma < len(s) and s.low[comma] != ",":
            comma += 1
        if comma + 1 >= len(s):
            return None
        end = content_end(s, comma + 1, state.lex)
        return Found(((comma + 1, end),), (at, start), source, "according") if end > comma + 1 else None
    last = at - 1 if s.low[at - 1] == "," else at
    nested = state.found and state.found[-1].content and state.found[-1].content[-1][1] >= last
    first = state.earlier if nested else state.taken  # "A said that …, according to B": B says what A said
    while first < last and not s.tokens[first].is_word and s.quoted[first] < 0:
        first += 1
    if last - first < 2:
        return None
    content: tuple[Range, ...] = ((first, last),)
    relative = s.low[last - 1] in words.RELATIVES
    rest = rest_after_tag(state, source[1], content[0], inverted=False)
    if rest is not None and relative:
        return Found((rest,), (at, start), source, "according")  # "who, according to the court, sold tickets"
    return Found((*content, rest) if rest else content, (at, start), source, "according")


def _behind_addressee(state: Attributions, at: int) -> int:
    """Behind "a esta agencia" in "según explicaron a esta agencia fuentes del sector": one noun with its article."""
    s = state.sentence
    if at >= len(s) or s.low[at] not in ("a", "al"):
        return at
    at += 1
    while at < len(s) and s.low[at] in state.lex.words.DETERMINERS:
        at += 1
    return at + 1


def _holds_opinion(state: Attributions, at: int) -> bool:
    """ "Para el alcalde, la obra es urgente": in front, about a person, and a verb of being or a quotation follows."""
    s = state.sentence
    comma = next((k for k in range(at + 2, len(s)) if s.low[k] == ","), len(s))
    named = any(s.tokens[k].is_capital or s.low[k] in PERSON_NOUNS for k in range(at + 1, comma))
    judged = any(s.low[k] in state.lex.words.COPULAS or s.quoted[k] >= 0 for k in range(comma, len(s)))
    return at == 0 and named and judged and s.low[comma - 1] not in PLACES


def _words_start(state: Attributions, at: int) -> bool:
    return any(token.is_word for token in state.sentence.tokens[state.taken : at])


def noun_cue(state: Attributions, at: int) -> Found | None:
    s, words = state.sentence, state.lex.words
    follows = s.low[at + 1] if at + 1 < len(s) else ""
    if s.low[at] in words.REPORT_NOUNS and (follows in ("of", "de") or follows in words.THAT):
        return _reports(state, at)
    if s.low[at] in words.VIEW_NOUNS:
        return _in_view_of(state, at)
    if s.low[at] not in words.NOUN_CUES or follows not in words.THAT:
        return None
    start = at
    while start > 0 and s.quoted[start - 1] < 0 and s.tokens[start - 1].is_word and not is_possessive(s.low[start - 1]):
        if at - start > 2 or s.low[start - 1] in words.FUNCTION_WORDS:
            break
        start -= 1
    owner: Range | None = None
    if start > 0 and is_possessive(s.low[start - 1]):
        owner = noun_phrase_before(s, start, state.lex)
    elif start > 0 and s.low[start - 1] in ("his", "her", "their"):
        owner = (start - 1, start)
    if owner is None:
        return None
    end = content_end(s, at + 2, state.lex)
    return Found(((at + 2, end),), (at, at + 1), owner, "noun-that") if end > at + 2 else None


def _in_view_of(state: Attributions, at: int) -> Found | None:
    """ "In Ruiz's view, the mill is lost", "in her words, …"."""
    s = state.sentence
    own = at > 1 and s.low[at - 1] in ("his", "her", "their")
    owner = (at - 1, at) if own else None
    if at > 1 and is_possessive(s.low[at - 1]):
        owner = noun_phrase_before(s, at, state.lex)
    if owner is None or owner[0] < 1 or s.low[owner[0] - 1] not in ("in", "by") or s.low[at + 1 : at + 2] != (",",):
        return None
    end = content_end(s, at + 2, state.lex) if at + 2 < len(s) else 0
    return Found(((at + 2, end),), (at, at + 1), owner, "according") if end > at + 3 else None


def _reports(state: Attributions, at: int) -> Found | None:
    """ "there have been reports of …": said by nobody in particular."""
    s = state.sentence
    window = s.low[max(0, at - 5) : at]
    if not {"there", "hay", "hubo"} & set(window):
        return None
    end = content_end(s, at + 2, state.lex)
    return Found(((at + 2, end),), (at, at + 1), (at, at + 1), "reports", agentless=True) if end > at + 2 else None
