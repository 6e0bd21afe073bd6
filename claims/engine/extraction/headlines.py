"""Proposer: headlines. "Ruiz: The bridge is safe", "The bridge is safe: Ruiz": a name beside a colon says the rest.

Only whom the running text names as a person counts: "Update: …", "Poll: …" and "…: Lima" are nobody's words.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.engine.extraction.lexicon.given import FEMALE_GIVEN, MALE_GIVEN
from claims.engine.extraction.lexicon.names import HONORIFICS, NOT_NAMES, PLACES, TITLES
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.extraction.turns import is_label
from claims.engine.text import SegmentKind, Span

_LABEL_LONGEST = 4
_FEWEST_WORDS = 3
_BEFORE_NAME = frozenset({":", "-", "–", "—"})


def propose_headlines(paragraphs: Sequence[Paragraph]) -> list[Proposal]:
    """One proposal for each headline that somebody is said to have said by a mark alone."""
    found = []
    for paragraph in paragraphs:
        if paragraph.segment.kind is not SegmentKind.HEADLINE or not paragraph.sentences:
            continue
        proposal = _name_first(paragraph, paragraphs) or _name_last(paragraph, paragraphs)
        if proposal is not None:
            found.append(proposal)
    return found


def _name_first(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Proposal | None:
    sentence = paragraph.sentences[0]
    colon = next((at for at in range(1, min(len(sentence), _LABEL_LONGEST + 1)) if sentence.low[at] == ":"), 0)
    if not colon or len(sentence) - colon <= _FEWEST_WORDS or sentence.quoted[colon + 1] >= 0:
        return None
    if not is_label(sentence, 0, colon) or not _is_named(sentence.low[colon - 1], paragraphs, as_person=False):
        return None
    words = Span(sentence.tokens[colon + 1].start, paragraph.segment.span.end)
    return _proposal(paragraph, words, sentence.stretch(colon, colon + 1), sentence.stretch(0, colon))


def _name_last(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Proposal | None:
    sentence = paragraph.sentences[-1]
    end = len(sentence)
    while end > 1 and not sentence.tokens[end - 1].is_word:
        end -= 1
    marks = [at for at in range(max(1, end - _LABEL_LONGEST - 1), end - 1) if sentence.low[at] in _BEFORE_NAME]
    if not marks or marks[-1] < _FEWEST_WORDS or any(quoted >= 0 for quoted in sentence.quoted):
        return None
    mark, name = marks[-1], sentence.low[end - 1]
    if not is_label(sentence, mark + 1, end) or not _is_named(name, paragraphs, as_person=True):
        return None
    words = Span(paragraph.segment.span.start, sentence.tokens[mark - 1].end)
    return _proposal(paragraph, words, sentence.stretch(mark, mark + 1), sentence.stretch(mark + 1, end))


def _proposal(paragraph: Paragraph, words: Span, mark: Span, name: Span) -> Proposal:
    return Proposal(paragraph=paragraph.index, sentence=0, content=(words,), cue=mark, source=name, rule="headline")


def _is_named(word: str, paragraphs: Sequence[Paragraph], *, as_person: bool) -> bool:
    """Whether running text has the word in capitals where a common word has none; after a given name or a title."""
    return word not in NOT_NAMES and any(
        sentence.low[at] == word and (not as_person or _follows_person(sentence, at))
        for paragraph in paragraphs
        if paragraph.segment.kind is SegmentKind.PARAGRAPH
        for sentence in paragraph.sentences
        for at in sentence.capitals
        if at > 0
    )


def _follows_person(sentence: Sentence, at: int) -> bool:
    before = sentence.low[at - 1]
    if sentence.low[at] in PLACES:
        return False
    return before in MALE_GIVEN or before in FEMALE_GIVEN or before in TITLES or before in HONORIFICS
