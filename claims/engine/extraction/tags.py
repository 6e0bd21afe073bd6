"""Proposer: words that stand before who said them: "…, X said", "…, said X", "“…,” X scoffed", "“…” — X"."""

from __future__ import annotations

from claims.engine.extraction.attribution import Attributions, Found
from claims.engine.extraction.content_ends import content_end, is_tag_end, tagged_quotation
from claims.engine.extraction.cues import Cue
from claims.engine.extraction.lexicon.names import PERSON_NOUNS
from claims.engine.extraction.phrases import Range, noun_phrase_after
from claims.engine.extraction.subjects import subject_after
from claims.engine.extraction.verb_groups import verb_group

_LISTS = frozenset({"and", "y", "e"})
_OPENER_WORDS = 2
_UNKNOWN_WITHIN = 8
"""How far after a quotation a verb that is in no list may stand."""


def read_tag(
    state: Attributions, at: int, after: int, cue: Cue, source: Range, end: int, addressee: Range | None, venue: str
) -> Found | None:
    start = min(at, source[0])
    group = verb_group(state.sentence, at, state.lex, past=cue.past)
    before = words_before(state, min(start, group.start))
    if before is None:
        return None
    content: tuple[Range, ...] = (before,)
    rest = rest_after_tag(state, end, before, inverted=source[0] > at)
    if rest is not None:
        content = (before, rest)
    return Found(content, (at, after), source, "after" if rest is None else "around", cue, addressee, venue)


def behind_opener(state: Attributions, start: int, end: int) -> Range | None:
    """ "But, Ruiz added, the mill burned": nothing but an opening word stands before the tag."""
    s = state.sentence
    if not 0 < start <= _OPENER_WORDS + 1 or s.low[start - 1] != "," or end + 2 >= len(s) or s.low[end] != ",":
        return None
    last = content_end(s, end + 1, state.lex)
    return (end + 1, last) if last > end + 2 else None


def follows_quotation(state: Attributions, source: Range) -> bool:
    """ "“…,” Smith said": whatever comes after the verb, the words are those before."""
    return source[0] > 0 and state.sentence.quoted[source[0] - 1] >= 0 and words_before(state, source[0]) is not None


def words_before(state: Attributions, end: int) -> Range | None:
    """The words before a tag that starts at token `end`: from the last attribution or the sentence's start."""
    last = end - 1
    if last < state.taken:
        return None
    if state.sentence.low[last] not in (",", "—", "–", "--") and state.sentence.quoted[last] < 0:
        return None
    if state.sentence.quoted[last] < 0:
        last -= 1
    first = state.taken
    for k in range(last, first - 1, -1):
        if state.sentence.low[k] == ";" and state.sentence.quoted[k] < 0:
            first = k + 1
            break
    first = _own_quotation(state, first, last)
    while first <= last and not state.sentence.tokens[first].is_word and state.sentence.quoted[first] < 0:
        first += 1
    if first > last:
        return None
    quoted = any(state.sentence.quoted[k] >= 0 for k in range(first, last + 1))
    return (first, last + 1) if quoted or _may_be_clause(state, first, last + 1) else None


def _may_be_clause(state: Attributions, first: int, end: int) -> bool:
    """Words without a mark are a clause unless they are a list of people: "Ana Ruiz and her sister, Eva Ruiz"."""
    words = [token for token in state.sentence.tokens[first:end] if token.is_word]
    if len(words) < 2 or not words[1].is_capital or all(word.low not in _LISTS for word in words):
        return end - first > 1
    plain = state.lex.words.DETERMINERS | state.lex.words.CONJUNCTIONS | PERSON_NOUNS
    return any(not token.is_capital and token.low not in plain for token in words)


def _own_quotation(state: Attributions, first: int, last: int) -> int:
    """Where the words of a tag begin that follows a quotation: with it, if a colon or a dash sets it apart."""
    quoted = state.sentence.quoted
    if quoted[last] < 0:
        return first
    opening = last
    while opening > first and quoted[opening - 1] == quoted[last]:
        opening -= 1
    apart = opening > first and tagged_quotation(state.sentence, opening - 1, state.lex)
    return opening if apart else first


def rest_after_tag(state: Attributions, end: int, before: Range, *, inverted: bool) -> Range | None:
    """ "…, he said, …": the words go on after the tag."""
    s = state.sentence
    if s.quoted[before[1] - 1] >= 0:
        return _quotation_resumed(state, end)
    if end < len(s) and s.quoted[end] >= 0:
        return (end, content_end(s, end, state.lex))
    if end + 1 >= len(s) or s.low[end] != ",":
        return None
    if s.quoted[end + 1] >= 0:
        return (end + 1, content_end(s, end + 1, state.lex))
    first = end + 1
    if inverted and state.lex.language == "en":
        return None
    cue = state.lex.verbs.get(s.low[first])
    if (cue is not None and cue.participle) or s.low[first] in state.lex.words.CONTENT_BREAKS:
        return None
    last = content_end(s, first, state.lex)
    return (first, last) if last > first else None


def _quotation_resumed(state: Attributions, start: int) -> Range | None:
    """ "“…,” said X, the chair, “…”": the quotation goes on after a comma, an apposition may stand between."""
    s = state.sentence
    for at in range(start, len(s)):
        if s.quoted[at] >= 0:
            follows = at == start or s.low[at - 1] in (",", ":", "—", "–")
            return (at, content_end(s, at, state.lex)) if follows else None
    return None


def unknown_verb(state: Attributions, at: int) -> Found | None:
    """ "“…,” Smith scoffed": between a quotation that ends in a comma and its speaker any verb is one of saying."""
    s = state.sentence
    if state.lex.language == "es":
        return _unknown_spanish(state, at)
    if at < 2:
        return None
    quoted = next((k for k in range(at - 1, max(-1, at - _UNKNOWN_WITHIN), -1) if s.quoted[k] >= 0), -1)
    if quoted < state.taken or quoted + 1 > at or s.low[quoted - 1] not in (",", "?", "!"):
        return None
    source = (quoted + 1, at) if quoted + 1 < at else subject_after(state, at + 1)
    if any(word in state.lex.verbs for word in s.low[at : at + _UNKNOWN_WITHIN]):
        return None
    if source is None or not _is_plain_subject(state, source):
        return None
    before = words_before(state, quoted + 1)
    rest = _quotation_resumed(state, at + 1 if source[0] < at else source[1])
    return Found((before, rest) if rest else (before,), (at, at + 1), source, "after") if before else None


def _unknown_spanish(state: Attributions, at: int) -> Found | None:
    """ "«…», ríe Ana Ruiz": right behind a quotation, with its speaker behind it and nothing else."""
    s = state.sentence
    comma = at > 1 and s.low[at - 1] == "," and s.quoted[at - 2] >= 0
    if not comma or not s.tokens[at].text.islower() or s.low[at] in state.lex.words.FUNCTION_WORDS:
        return None
    source = subject_after(state, at + 1)
    before = words_before(state, at)
    if source is None or before is None or not is_tag_end(s, source[1]) or not s.tokens[source[1] - 1].is_capital:
        return None
    return Found((before,), (at, at + 1), source, "after")


def _is_plain_subject(state: Attributions, source: Range) -> bool:
    low = state.sentence.low[source[0]]
    pronoun = low in state.lex.words.SUBJECT_PRONOUNS and source[1] - source[0] == 1
    return pronoun or noun_phrase_after(state.sentence, source[0], state.lex, limit=source[1] - source[0]) == source


def signed(state: Attributions, at: int) -> Found | None:
    """ "“…” — Ana Ruiz": a quotation signed with a name, and nothing else in the sentence."""
    s = state.sentence
    if at < 2 or at + 1 >= len(s) or s.quoted[at - 1] < 0 or not s.tokens[at + 1].is_capital:
        return None
    source = noun_phrase_after(s, at + 1, state.lex, limit=_UNKNOWN_WITHIN)
    before = words_before(state, at)
    if source is None or before is None or s.quoted[before[0]] < 0 or not closes_signature(state, source[1]):
        return None
    return Found((before,), (at, at + 1), source, "signed")


def closes_signature(state: Attributions, at: int) -> bool:
    """Nothing after the name, or what the signer is: ", a nurse"."""
    s, words = state.sentence, state.lex.words
    rest = [token.low for token in s.tokens[at:] if token.is_word]
    if not rest:
        return True
    return s.low[at] in (",", "(") and not any(word in words.AUXILIARIES or word in state.lex.verbs for word in rest)
