"""Stage: commitments. Gathers the wordings of one promise in a text, and says what, to whom, by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.deadlines import deadline_of
from claims.engine.extraction.findings import (
    CommitmentFound,
    Document,
    PersonFound,
    Polarity,
    StatementFound,
    StatementKind,
)
from claims.engine.extraction.promises import Promise, promises_in
from claims.engine.text import Span, word_set

_STOP = word_set(
    """
    the a an of in on to and or for with that this it its his her their our my by from at as he she they we i not
    """
)
_SAME_PROMISE = 0.5
"""Share of content words (of the shorter) that two wordings of one promise have in common."""
_COMMITMENTS_MAX = 100
"""More in one text is no article; the bound keeps the comparison of promises small."""
_TITLE_LONGEST = 90
_MARKS = re.compile(r"[“”«»\"]|''|``")
_ASIDE = re.compile(
    r"\s(?:[—–―-]|--)\s|;|:\s|,\s(?=(?:who|which|while|meaning|but|even|although|though|conceding|saying)\b)"
    r"|,\s(?=and (?:it|he|she|they|we|i|that)\b)"
    r"|\s(?=(?:because|since|although|though|while|whereas|porque|aunque|mientras)\b)"
    r"|\sand\s(?=[a-z]+ed\b)"
)
"""Where what is promised is over and what is said about it begins."""
_ENDS = " .,;:”\"'’»"


def find_commitments(
    document: Document, statements: Sequence[StatementFound], people: Sequence[PersonFound]
) -> tuple[CommitmentFound, ...]:
    """The promises of one document, each with all the statements that voice it."""
    groups: list[_Group] = []
    for index, statement in enumerate(statements):
        for promise in promises_in(document, index, statement, people):
            words = _content_words(promise.act)
            home = next((group for group in groups if _same(document.text, group, promise, words, statements)), None)
            if home is not None:
                home.wordings.append(promise)
            elif promise.strong and len(groups) < _COMMITMENTS_MAX:
                groups.append(_Group([promise], words))
    return tuple(_commitment(document, group.wordings, statements, people) for group in groups)


@dataclass(frozen=True, slots=True)
class _Group:
    """The wordings of one promise; `words` are the content words of the first, against which others are held."""

    wordings: list[Promise]
    words: set[str]


def _same(text: str, group: _Group, other: Promise, words: set[str], statements: Sequence[StatementFound]) -> bool:
    one = group.wordings[0]
    a, b = statements[one.statement], statements[other.statement]
    if a.speaker != b.speaker or one.polarity is not other.polarity:
        return False
    if a.speaker is None and (not a.source or _words_at(text, a.source) != _words_at(text, b.source)):
        return False
    shorter = min(len(group.words), len(words))
    return shorter > 0 and len(group.words & words) >= _SAME_PROMISE * shorter


def _words_at(text: str, spans: Sequence[Span]) -> str:
    return " ".join(span.of(text) for span in spans).lower()


def _content_words(act: str) -> set[str]:
    words = re.findall(r"\w+", act.lower())
    return {word.rstrip("s") for word in words if word not in _STOP and len(word) > 1}


def _commitment(
    document: Document, group: Sequence[Promise], statements: Sequence[StatementFound], people: Sequence[PersonFound]
) -> CommitmentFound:
    first = group[0]
    voiced = [statements[promise.statement] for promise in group]
    made_on = next((statement.said_on for statement in voiced if statement.said_on), "")
    if not made_on and voiced[0].kind is StatementKind.DIRECT and voiced[0].within is None:
        made_on = document.published
    speaker = voiced[0].speaker
    return CommitmentFound(
        span=first.span,
        statements=tuple(dict.fromkeys(promise.statement for promise in group)),
        speaker=speaker,
        polarity=first.polarity,
        title=_title(first),
        made_on=made_on,
        to=next((statement.addressee for statement in voiced if statement.addressee is not None), None),
        deadline=deadline_of(first.act, first.polarity, made_on=made_on, published=document.published),
        broken_if=_broken_if(first, people[speaker].name if speaker is not None else ""),
    )


def _act(promise: Promise) -> str:
    return " ".join(promise.act.split()).rstrip(_ENDS)


def _title(promise: Promise) -> str:
    words = _MARKS.sub("", _act(promise))
    act = _ASIDE.split(words, maxsplit=1)[0].rstrip(_ENDS) or words
    denial = "No" if promise.language == "es" else "Not"
    title = f"{denial} {act}" if promise.polarity is Polarity.WILL_NOT else act[:1].upper() + act[1:]
    if len(title) <= _TITLE_LONGEST:
        return title
    return title[:_TITLE_LONGEST].rsplit(" ", 1)[0] + " …"


def _broken_if(promise: Promise, who: str) -> str:
    act = _act(promise)
    if len(act) > _TITLE_LONGEST or not who:
        return ""
    if promise.language == "es":
        if promise.polarity is Polarity.WILL_NOT:
            return f"Pruebas fiables de que {who}, o quien actúa en su nombre, llegó a {act}."
        return f"Vence el plazo, o {who} renuncia, sin que se cumpla la promesa de {act}."
    if promise.polarity is Polarity.WILL_NOT:
        return f"Credible evidence that {who}, or those who act for them, did {act}."
    return f"The deadline passes, or {who} gives up, without having kept the promise to {act}."
