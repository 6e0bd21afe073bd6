"""Proposer: whole sentences in quotation marks that no verb of their own sentence introduces.

They go on a quotation that was attributed just before, or follow a colon, or stand alone in the flow of an interview.
Short quoted words inside a sentence of the writer's are scare quotes or a term, and are left alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.engine.extraction.phrases import noun_phrase_after
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.quotes import overlapping
from claims.engine.extraction.reading import SIGNING_DASHES, Paragraph, Sentence
from claims.engine.text import Span

_FROM = frozenset({"from"})
_NOBODY = frozenset({"it", "you"})
_LONE_WORDS = 4
"""A quoted sentence of fewer words that nobody is said to have said is a title or a slogan."""


def complete_direct(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Joins quoted sentences to the statement they go on with, and proposes the ones that stand alone.

    A proposal without words of its own introduces a quotation that begins the next paragraph.
    """
    by_place: dict[tuple[int, int], list[int]] = {}
    opening = {proposal.paragraph: proposal for proposal in proposals if not proposal.content}
    found = [proposal for proposal in proposals if proposal.content]
    for index, proposal in enumerate(found):
        by_place.setdefault((proposal.paragraph, proposal.sentence), []).append(index)
    more: dict[int, list[Span]] = {}
    """What goes on each statement: joined once at the end, as a quotation may run over very many sentences."""
    last: int | None = None
    before: Paragraph | None = None
    for paragraph in paragraphs:
        if not paragraph.is_read:
            continue
        inside: int | None = None
        colon = before if before is not None and _ends_in_colon(before) else None
        introduced = opening.get(colon.index) if colon is not None else None
        before = paragraph
        if not paragraph.quotations:
            continue
        for number, sentence in enumerate(paragraph.sentences):
            here = [k for k in by_place.get((paragraph.index, number), ()) if _quotes(found[k], paragraph)]
            if here:
                inside = last = here[-1]
                continue
            rest = _lone_quotation(sentence, paragraph, found, by_place.get((paragraph.index, number), ()))
            if rest is None:
                if not _wholly_quoted(sentence):
                    inside = None
                continue
            goes_on = inside if inside is not None else (last if _resumes(sentence, paragraph) else None)
            if goes_on is not None and _wholly_quoted(sentence):
                more.setdefault(goes_on, []).append(rest)
                continue
            alone = _lone(sentence, paragraph, number, rest)
            if number == 0 and introduced is not None:
                alone = replace(introduced, paragraph=paragraph.index, sentence=0, content=(rest,), rule="introduced")
            elif number == 0 and alone.cue is None and colon is not None:
                source = _first_phrase(colon.sentences[-1], colon)
                alone = replace(alone, source=source, rule="colon", carried=source is None)
            found.append(alone)
            inside = last = len(found) - 1
    for index, spans in more.items():
        found[index] = replace(found[index], content=(*found[index].content, *spans))
    return found


def _ends_in_colon(paragraph: Paragraph) -> bool:
    return bool(paragraph.sentences) and paragraph.sentences[-1].low[-1] == ":"


def _quotes(proposal: Proposal, paragraph: Paragraph) -> bool:
    return any(overlapping(paragraph.quotations, part) for part in proposal.content)


def _wholly_quoted(sentence: Sentence) -> bool:
    words = [quoted for token, quoted in zip(sentence.tokens, sentence.quoted, strict=True) if token.is_word]
    return bool(words) and min(words) >= 0


def _resumes(sentence: Sentence, paragraph: Paragraph) -> bool:
    first = sentence.quoted[0]
    return first >= 0 and paragraph.quotations[first].resumes


def _lone_quotation(
    sentence: Sentence, paragraph: Paragraph, found: Sequence[Proposal], here: Sequence[int]
) -> Span | None:
    """The quoted words of a sentence that nobody is yet said to have said, if they are speech."""
    if any(found[k].content for k in here):
        return None
    if _wholly_quoted(sentence):
        words = sum(token.is_word for token in sentence.tokens)
        resumed = _resumes(sentence, paragraph)
        speaks = words >= _LONE_WORDS or resumed or _ends_like_sentence(sentence)
        first = next(token for token, quoted in zip(sentence.tokens, sentence.quoted, strict=True) if quoted >= 0)
        return Span(first.start, sentence.span.end) if speaks else None
    colon = _colon_before_quotation(sentence)
    if colon is not None:
        last = max(
            at for at, token in enumerate(sentence.tokens) if token.is_word or sentence.quoted[at] >= 0
        )  # a full stop behind the mark is not among the words
        return sentence.stretch(colon + 1, last + 1)
    return None


def _ends_like_sentence(sentence: Sentence) -> bool:
    return any(mark in sentence.span.of(sentence.text)[-3:] for mark in ".?!")


def _colon_before_quotation(sentence: Sentence) -> int | None:
    for at in range(len(sentence) - 2):
        if sentence.low[at] == ":" and sentence.quoted[at] < 0 and sentence.quoted[at + 1] >= 0:
            return at
    return None


def _lone(sentence: Sentence, paragraph: Paragraph, number: int, content: Span) -> Proposal:
    colon = _colon_before_quotation(sentence)
    source = _first_phrase(sentence, paragraph) if colon is not None else None
    return Proposal(
        paragraph=paragraph.index,
        sentence=number,
        content=(content,),
        cue=sentence.stretch(colon, colon + 1) if colon is not None else None,
        source=source,
        rule="colon" if colon is not None else "alone",
        carried=source is None,
    )


def _first_phrase(sentence: Sentence, paragraph: Paragraph) -> Span | None:
    """The subject of a sentence that ends in a colon and a quotation: a name just before it, or how a clause begins."""
    words = paragraph.lexicon.words
    found: Span | None = None
    stop = next((at for at in range(len(sentence)) if sentence.quoted[at] >= 0), len(sentence))
    named = _name_before_colon(sentence, stop, paragraph)
    if named is not None:
        return named
    for at in range(stop):
        opens = (
            at == 0 or sentence.low[at - 1] in (",", "and", "but", ";") or sentence.low[at - 1] in words.SUBORDINATORS
        )
        if sentence.low[at] in words.SUBJECT_PRONOUNS and sentence.low[at] not in _NOBODY | words.RELATIVES:
            found = sentence.stretch(at, at + 1)
        elif opens and sentence.tokens[at].is_capital and sentence.low[at] not in words.FUNCTION_WORDS:
            phrase = noun_phrase_after(sentence, at, paragraph.lexicon)
            found = sentence.stretch(at, _last_capital(sentence, phrase)) if phrase else found
        elif at == 0 and sentence.low[at] in words.DETERMINERS:
            phrase = noun_phrase_after(sentence, at, paragraph.lexicon)
            found = sentence.stretch(at, _before_verb(sentence, phrase)) if phrase else found
    return found


def _name_before_colon(sentence: Sentence, stop: int, paragraph: Paragraph) -> Span | None:
    """ "A close race - Ana Ruiz: “…”", "It did not surprise the pollster Ana Ruiz: “…”"."""
    colon = next((at for at in range(stop - 1, 0, -1) if sentence.low[at] == ":"), 0)
    start = colon
    while start > 0 and sentence.tokens[start - 1].is_word and sentence.tokens[start - 1].is_capital:
        start -= 1
    words, low = paragraph.lexicon.words, sentence.low
    set_off = start > 0 and (low[start - 1] in SIGNING_DASHES or low[start - 1] in _FROM)
    full = colon - start > 1 and start > 0 and low[start - 1] not in words.PREPOSITIONS
    named = colon > start and low[start] not in words.FUNCTION_WORDS and not (words.DAYS & {*low[start:colon]})
    return sentence.stretch(start, colon) if named and (set_off or full) else None


def _before_verb(sentence: Sentence, phrase: tuple[int, int]) -> int:
    return next((at for at in range(phrase[0] + 2, phrase[1]) if sentence.low[at].endswith("ed")), phrase[1])


def _last_capital(sentence: Sentence, phrase: tuple[int, int]) -> int:
    """Without what follows the name: an unknown verb looks like one more noun."""
    return max(k + 1 for k in range(*phrase) if sentence.tokens[k].is_capital)
