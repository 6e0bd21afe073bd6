"""Stage: promises. Reads found statements for words that bind their speaker; precision before recall.

A promise has a promiser, an act to come and a verb or a setting that binds: "pledged to", "told Y that he would not",
"we will never". Opinions about what will happen, and promises on behalf of others, are not promises.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.cues import Act, Cue, lexicon
from claims.engine.extraction.deadlines import deadline_of
from claims.engine.extraction.findings import (
    CommitmentFound,
    Document,
    PersonFound,
    Polarity,
    StatementFound,
    StatementKind,
)
from claims.engine.extraction.lexicon.names import LEADER_TITLES, PLACES
from claims.engine.text import Span, Token, sentences, tokens, word_set

_WILL = frozenset({"will", "would", "shall", "'ll"})
_WILL_NOT = frozenset({"won't", "wouldn't"})
_FIRST = frozenset({"i", "we", "i'll", "we'll", "i'd", "we'd"})
_THIRD = frozenset({"he", "she", "they", "he'd", "she'd", "they'd", "he'll", "she'll", "they'll"})
_NOT = frozenset({"not", "never"})
_STATES = word_set(
    """
    be been like have prefer say want need love hate think believe know see hope argue guess imagine expect
    suggest consider mean seem appear happen win lose probably likely
    """
)
"""Verbs after "would" that say a wish, a view or a state: nothing is promised."""
_CONDITIONS = re.compile(r"\b(?:if|unless|might|perhaps|probably|may)\b", re.IGNORECASE)
_STOP = word_set(
    """
    the a an of in on to and or for with that this it its his her their our my by from at as he she they we i
    not
    """
)
_SAME_PROMISE = 0.5
"""Share of content words (of the shorter) that two wordings of one promise have in common."""
_COMMITMENTS_MAX = 100
"""More in one text is no article; the bound keeps the comparison of promises small."""
_PER_STATEMENT_MAX = 5
_TITLE_LONGEST = 90
_TOLD = frozenset({"tell", "assure", "promise", "inform"})
_ES_FUTURE = re.compile(
    r"\b(?P<neg>no |nunca |jamás )?(?:se |lo |la |les? )?(?P<verb>\w{2,}(?:ré|remos|rá|rán|ría|ríamos|rían))\b"
)


@dataclass(frozen=True, slots=True)
class _Promise:
    """One wording of a promise: what will (not) be done, from the verb on."""

    statement: int
    span: Span
    polarity: Polarity
    act: str
    own: bool
    """The promiser is the subject, not a country or a body he stands for."""
    strong: bool


def find_commitments(
    document: Document, statements: Sequence[StatementFound], people: Sequence[PersonFound]
) -> tuple[CommitmentFound, ...]:
    """The promises of one document, each with all the statements that voice it."""
    promises = [
        promise
        for index, statement in enumerate(statements)
        for promise in _promises_in(document, index, statement, people)
    ]
    groups: list[list[_Promise]] = []
    for promise in promises:
        home = next((group for group in groups if _same(group[0], promise, statements)), None)
        if home is not None:
            home.append(promise)
        elif promise.strong and len(groups) < _COMMITMENTS_MAX:
            groups.append([promise])
    return tuple(_commitment(document, group, statements, people) for group in groups)


def _promises_in(
    document: Document, index: int, statement: StatementFound, people: Sequence[PersonFound]
) -> list[_Promise]:
    cue = _cue_of(document, statement)
    if cue is None and statement.kind is StatementKind.INDIRECT:
        return []
    leads = statement.speaker is not None and _leads(people[statement.speaker])
    found: list[_Promise] = []
    for part in statement.content:
        for sentence in sentences(document.text, part):
            words = tokens(document.text, sentence)
            promise = _first_promise(document, index, statement, cue, sentence, words, leads=leads)
            if promise is not None:
                found.append(promise)
    return found[: 1 if statement.kind is StatementKind.INDIRECT else _PER_STATEMENT_MAX]


def _cue_of(document: Document, statement: StatementFound) -> Cue | None:
    words = lexicon(document.language)
    for span in statement.cue:
        for token in reversed(tokens(document.text, span)):
            if token.low in words.verbs:
                return words.verbs[token.low]
    return None


def _leads(person: PersonFound) -> bool:
    return any(word.lower() in LEADER_TITLES for role in person.roles for word in role.split())


def _first_promise(
    document: Document,
    index: int,
    statement: StatementFound,
    cue: Cue | None,
    sentence: Span,
    words: Sequence[Token],
    *,
    leads: bool,
) -> _Promise | None:
    commissive = cue is not None and cue.act is Act.COMMISSIVE
    told = cue is not None and cue.lemma in _TOLD and statement.kind is not StatementKind.DIRECT
    if _CONDITIONS.search(sentence.of(document.text)):
        return None
    if statement.rule == "before-to" and commissive and cue is not None and cue.lemma != "threaten":
        return _infinitive(document, index, sentence, words)
    if lexicon(document.language).language == "es":
        direct = statement.kind is StatementKind.DIRECT
        return _spanish(document, index, sentence, commissive=commissive, direct=direct)
    for at in range(1, min(len(words), 12)):
        negated, verb = _modal_at(words, at)
        if not verb:
            continue
        subject = words[at - 1].low if words[at].low in _WILL or words[at].low in _WILL_NOT else words[at].low
        own = subject in _THIRD if statement.kind is not StatementKind.DIRECT else subject in _FIRST
        own = own or (statement.kind is not StatementKind.DIRECT and subject in _FIRST)
        behalf = leads and subject in PLACES
        if not (own or behalf) or words[verb].low in _STATES:
            return None
        act = Span(words[verb].start, words[-1].end if words[-1].is_word else words[-2].end)
        strong = own and (commissive or told or statement.kind is not StatementKind.INDIRECT)
        polarity = Polarity.WILL_NOT if negated else Polarity.WILL
        return _Promise(
            index, sentence, polarity, act.of(document.text), own, strong or (behalf and (commissive or told))
        )
    return None


def _modal_at(words: Sequence[Token], at: int) -> tuple[bool, int]:
    """For a "will" at token `at`: whether it is denied, and the index of its verb (0: there is none)."""
    low = words[at].low
    contracted = low.endswith(("'ll",)) or (low.endswith("'d") and low in _THIRD | _FIRST)
    if not (low in _WILL or low in _WILL_NOT or contracted):
        return False, 0
    negated = low in _WILL_NOT
    verb = at + 1
    while verb < len(words) and (
        words[verb].low in _NOT or words[verb].low.endswith("ly") or words[verb].low == "also"
    ):
        negated = negated or words[verb].low in _NOT
        verb += 1
    return negated, verb if verb < len(words) and words[verb].is_word else 0


def _infinitive(document: Document, index: int, sentence: Span, words: Sequence[Token]) -> _Promise | None:
    """ "pledged to cut taxes", "promised not to run again"."""
    verb = next((k for k, token in enumerate(words) if token.low not in ("to", "not", "never")), 0)
    if not words or words[0].low not in ("to", "not", "never") or verb == 0:
        return None
    negated = any(token.low in _NOT for token in words[:verb])
    last = words[-1].end if words[-1].is_word or len(words) < 2 else words[-2].end
    act = document.text[words[verb].start : last]
    return _Promise(index, sentence, Polarity.WILL_NOT if negated else Polarity.WILL, act, True, True)


def _spanish(document: Document, index: int, sentence: Span, *, commissive: bool, direct: bool) -> _Promise | None:
    """ "prometió que no subirá …", «No subiremos …»: the verb comes first, so its subject is whoever speaks."""
    text = sentence.of(document.text).lstrip(" «“\"'‘¡")
    match = _ES_FUTURE.match(text)
    first_person = match is not None and match["verb"].endswith(("ré", "remos"))
    if match is not None and (first_person if direct else commissive):
        polarity = Polarity.WILL_NOT if match["neg"] else Polarity.WILL
        return _Promise(index, sentence, polarity, text[match.start("verb") :].rstrip(" .,;»”\"'"), True, True)
    return None


def _same(one: _Promise, other: _Promise, statements: Sequence[StatementFound]) -> bool:
    a, b = statements[one.statement].speaker, statements[other.statement].speaker
    if a != b or a is None or one.polarity is not other.polarity:
        return False
    mine, theirs = _content_words(one.act), _content_words(other.act)
    shorter = min(len(mine), len(theirs))
    return shorter > 0 and len(mine & theirs) >= _SAME_PROMISE * shorter


def _content_words(act: str) -> set[str]:
    words = re.findall(r"\w+", act.lower())
    return {word.rstrip("s") for word in words if word not in _STOP and len(word) > 1}


def _commitment(
    document: Document, group: Sequence[_Promise], statements: Sequence[StatementFound], people: Sequence[PersonFound]
) -> CommitmentFound:
    first = group[0]
    statement = statements[first.statement]
    made_on = next((statements[one.statement].said_on for one in group if statements[one.statement].said_on), "")
    made_on = made_on or (
        document.published if statement.kind is StatementKind.DIRECT and statement.within is None else ""
    )
    title = _title(first)
    return CommitmentFound(
        span=first.span,
        statements=tuple(dict.fromkeys(one.statement for one in group)),
        speaker=statement.speaker,
        polarity=first.polarity,
        title=title,
        made_on=made_on,
        to=next(
            (statements[one.statement].addressee for one in group if statements[one.statement].addressee is not None),
            None,
        ),
        deadline=deadline_of(first.act, first.polarity, made_on=made_on, published=document.published),
        broken_if=_broken_if(first, people[statement.speaker].name if statement.speaker is not None else ""),
    )


def _title(promise: _Promise) -> str:
    act = " ".join(promise.act.split()).rstrip(" .,;:”\"'’")
    title = f"Not {act}" if promise.polarity is Polarity.WILL_NOT else act[:1].upper() + act[1:]
    if len(title) <= _TITLE_LONGEST:
        return title
    return title[:_TITLE_LONGEST].rsplit(" ", 1)[0] + " …"


def _broken_if(promise: _Promise, who: str) -> str:
    act = " ".join(promise.act.split()).rstrip(" .,;:”\"'’")
    if len(act) > _TITLE_LONGEST or not who:
        return ""
    if promise.polarity is Polarity.WILL_NOT:
        return f"Credible evidence that {who}, or those who act for them, did {act}."
    return f"The deadline passes, or {who} gives up, without having kept the promise to {act}."
