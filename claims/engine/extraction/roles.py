"""Stage: roles. Which titles stand beside a name: in it, in lower case before it, or set off by a comma."""

from __future__ import annotations

from claims.engine.extraction.lexicon import en
from claims.engine.extraction.lexicon.names import (
    DEMONYMS,
    HONORIFICS,
    NAME_PARTICLES,
    NOT_NAMES,
    ORGANISATION_WORDS,
    TITLE_MODIFIERS,
    TITLES,
)
from claims.engine.extraction.phrases import Range, base, is_possessive
from claims.engine.extraction.reading import Sentence

_ROLE_WORDS_MAX = 9
_INSIDE_ROLES = frozenset({"of", "de", "del", "for", "the", "la", "el", "los", "las"})
_CLAUSE_WORDS = (
    en.AUXILIARIES | en.MODALS | en.SUBJECT_PRONOUNS | en.SUBORDINATORS | frozenset({"said", "says", "dijo", "told"})
)


def roles_beside(sentence: Sentence, start: int, first: int, end: int) -> tuple[str, ...]:
    """Titles as written: in the run, in lower case before it, or set off by a comma on either side."""
    found = []
    title_end = first
    while title_end > start and sentence.low[title_end - 1] in NAME_PARTICLES:
        title_end -= 1
    if title_end > start and not all(sentence.low[k] in HONORIFICS for k in range(start, title_end)):
        lead = _role_before(sentence, start, joined=True)
        found.append(sentence.words_of(lead[0] if lead else start, title_end))
    else:
        before = _role_before(sentence, start, joined=False)
        if before is not None:
            found.append(sentence.words_of(*before))
    after = _role_after(sentence, end)
    if after is not None:
        found.append(sentence.words_of(*after))
    return tuple(found)


def _role_before(sentence: Sentence, start: int, *, joined: bool) -> Range | None:
    """ "White House press secretary" before the name, or "el ministro de Seguridad Pública de China," before it."""
    low = sentence.low
    end = start - 1 if start and low[start - 1] == "," else start
    at = end
    seen = joined
    while at > 0 and end - at < _ROLE_WORDS_MAX:
        word = low[at - 1]
        token = sentence.tokens[at - 1]
        known = base(word) in TITLES or word in TITLE_MODIFIERS or word in DEMONYMS or is_possessive(word)
        if end < start and (token.is_capital or word in _INSIDE_ROLES):
            known = True
        if not (known or (seen and end == start and token.is_capital and word not in NOT_NAMES)):
            break
        seen = seen or base(word) in TITLES
        at -= 1
    while at < end and low[at] in ("of", "de", "del", "for", "el", "la", "the"):
        at += 1
    titled = any(base(low[k]) in TITLES for k in range(at, end))
    return (at, end) if at < end and (titled or joined) else None


def _role_after(sentence: Sentence, end: int) -> Range | None:
    """ ", the campaign's spokesman," after the name."""
    low = sentence.low
    if end + 1 >= len(sentence) or low[end] != ",":
        return None
    first = end + 1
    if low[first] in ("the", "a", "an", "el", "la", "un", "una", "who"):
        first += 1
    for at in range(first, min(len(sentence), first + _ROLE_WORDS_MAX)):
        if not sentence.tokens[at].is_word or low[at] in _CLAUSE_WORDS:
            return None
        if low[at] in TITLES:
            last = at + 1
            if last + 1 < len(sentence) and low[last] in ("of", "de") and sentence.tokens[last + 1].is_capital:
                last += 2
            return (first, last)
        if (
            sentence.tokens[at].is_capital
            and low[at] not in ORGANISATION_WORDS
            and low[at] not in DEMONYMS
            and at == first
        ):
            return None
    return None
