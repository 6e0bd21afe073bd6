"""Proposer: interviews and transcripts. "Q: …", "A: …", "RUIZ: …": who speaks stands before a colon, turn after turn.

One label makes no interview ("UPDATE: …"): a text has turns when labels alternate or one of them comes back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.genders import gender_of
from claims.engine.extraction.lexicon.names import HONORIFICS, ORGANISATION_WORDS, TITLES
from claims.engine.extraction.names import Name
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.text import SegmentKind, Span, word_set

LABELLED_RULES = frozenset({"turn", "headline"})
QUESTIONS = frozenset({"q", "p", "question", "pregunta"})
ANSWERS = frozenset({"a", "r", "answer", "respuesta"})
_NO_SPEAKER = word_set("update note watch read related photo photos video correction editor source sources breaking")
_LABEL_LONGEST = 4
_TURNS_FEWEST = 3
_TURN_KINDS = frozenset({SegmentKind.PARAGRAPH, SegmentKind.BLOCK_QUOTE})
_MARKS = frozenset({'"', "“", "«", "''", "``", "—", "-"})


@dataclass(frozen=True, slots=True)
class _Turn:
    paragraph: Paragraph
    label: Span
    name: str
    words: Span


def propose_turns(paragraphs: Sequence[Paragraph]) -> list[Proposal]:
    """One proposal for each turn, with the paragraphs that go on with it up to the next."""
    read = [paragraph for paragraph in paragraphs if paragraph.is_read and paragraph.sentences]
    turns = [turn for paragraph in read if (turn := _turn(paragraph)) is not None]
    counts = Counter(turn.name for turn in turns)
    turns = [turn for turn in turns if counts[turn.name] > 1 or _is_marked(turn)]
    if len(turns) < _TURNS_FEWEST or len({turn.name for turn in turns}) < 2:
        return []
    place = {paragraph.index: at for at, paragraph in enumerate(read)}
    found = []
    for number, turn in enumerate(turns):
        first = place[turn.paragraph.index]
        last = place[turns[number + 1].paragraph.index] if number + 1 < len(turns) else first + 1
        more = tuple(paragraph.segment.span for paragraph in read[first + 1 : last] if _is_speech(paragraph))
        found.append(
            Proposal(
                paragraph=turn.paragraph.index,
                sentence=0,
                content=(turn.words, *more),
                cue=None,
                source=turn.label,
                rule="turn",
            )
        )
    return found


def _turn(paragraph: Paragraph) -> _Turn | None:
    if paragraph.segment.kind not in _TURN_KINDS:
        return None
    sentence = paragraph.sentences[0]
    first = 1 if sentence.low[0] in _MARKS else 0
    colon = next(
        (at for at in range(first, min(len(sentence), first + _LABEL_LONGEST + 1)) if sentence.low[at] == ":"), 0
    )
    if colon <= first or not is_label(sentence, first, colon):
        return None
    start, end = sentence.tokens[colon].end, paragraph.segment.span.end
    while start < end and sentence.text[start].isspace():
        start += 1
    if start >= end:
        return None
    name = sentence.low[colon - 1]
    return _Turn(paragraph, sentence.stretch(first, colon), name, Span(start, end))


def is_label(sentence: Sentence, first: int, colon: int) -> bool:
    words = sentence.low[first:colon]
    capitals = all(token.is_capital and token.is_word for token in sentence.tokens[first:colon])
    return capitals and not any(word in _NO_SPEAKER or word in ORGANISATION_WORDS for word in words)


def _is_marked(turn: _Turn) -> bool:
    """A label that says by itself that it is one: in capitals."""
    label = turn.label.of(turn.paragraph.sentences[0].text)
    return label.isupper()


def _is_speech(paragraph: Paragraph) -> bool:
    return paragraph.segment.kind in _TURN_KINDS and not is_stage_direction(paragraph)


def is_stage_direction(paragraph: Paragraph) -> bool:
    """ "(Applause.)", "[Crosstalk]"."""
    if not paragraph.sentences:
        return False
    text = paragraph.sentences[0].text
    words = paragraph.segment.span.of(text).strip("\"“”«»' .")
    return words[:1] in ("(", "[") and words[-1:] in (")", "]")


def name_on_label(text: str, proposal: Proposal) -> Name | None:
    """ "RUIZ" on a turn's label as the name Ruiz; None for "Q" and "A"."""
    label = proposal.source
    if label is None or label.of(text).lower() in QUESTIONS | ANSWERS:
        return None
    written = [word for word in label.of(text).split() if word.lower() not in HONORIFICS | TITLES]
    words = tuple(word.capitalize() if word.isupper() and len(word) > 2 else word for word in written)
    if not words:
        return None
    return Name(
        span=label,
        words=words,
        roles=(),
        gender=gender_of(words),
        paragraph=proposal.paragraph,
        sentence=0,
        first=0,
        titled=True,
    )
