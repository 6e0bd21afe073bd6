"""Proposer: statements inside statements. "CNN reported that he told them that …"; a question that quotes a pledge.

Inside somebody's own words only what that person says of others counts: "I say that" is no second statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from claims.engine.extraction.clauses import read_clauses
from claims.engine.extraction.cues import Act, Lexicon
from claims.engine.extraction.left_subjects import subject_before
from claims.engine.extraction.phrases import base
from claims.engine.extraction.proposals import WHOLE_RULES, Proposal
from claims.engine.extraction.quotes import overlapping
from claims.engine.extraction.reading import Paragraph, Sentence, sentences_of
from claims.engine.extraction.verb_groups import verb_group
from claims.engine.text import Span, hull, word_set

_INNER_RULES = frozenset({"before-that", "reports", "passive"})
_OUTLET_WORDS_MAX = 4
_TOLD = word_set("told asked informed assured advised reminded warned promised preguntado")
_DEFINITE = frozenset({"he", "she", "they", "the", "el", "la", "los", "las", "él", "ella", "his", "her", "su"})
_INDEFINITE = word_set("some someone somebody many most few people nobody anyone it this that a an all everyone others")
_FIRST_AND_SECOND = frozenset({"i", "we", "you", "yo", "nosotros", "nosotras", "usted", "ustedes"})


def nest(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> list[Proposal]:
    """All proposals, the inner ones pointing to the outer ones they stand in."""
    outer = link(proposals)
    found = list(outer)
    for index, proposal in enumerate(outer):
        if proposal.within is None:
            for inner in _inside(proposal, paragraphs[proposal.paragraph]):
                found.append(replace(inner, within=index))
    return _apart(found)


def _apart(proposals: Sequence[Proposal]) -> list[Proposal]:
    """The first proposal of each stretch of text: two statements from start to end alike are one to a reader."""
    first: dict[Span, int] = {}
    moved: list[int] = []
    kept: list[Proposal] = []
    for proposal in proposals:
        stretch = hull(proposal.content)
        moved.append(first.setdefault(stretch, len(kept)))
        if moved[-1] == len(kept):
            kept.append(proposal)
    for place, one in enumerate(kept):
        if one.within is not None:
            within = moved[one.within]
            kept[place] = replace(one, within=within if within != place else None)
    return kept


def link(given: Sequence[Proposal]) -> list[Proposal]:
    """Points a proposal whose words lie in another's words to that one, the narrowest."""
    proposals = list(given)
    order = sorted(
        (k for k, proposal in enumerate(proposals) if proposal.content),
        key=lambda k: (proposals[k].content[0].start, -proposals[k].content[0].end),
    )
    open_ones: list[int] = []
    for k in order:
        first = proposals[k].content[0]
        while open_ones and proposals[open_ones[-1]].content[0].end < first.end:
            open_ones.pop()
        if open_ones and first in proposals[open_ones[-1]].content[0]:
            proposals[k] = replace(proposals[k], within=open_ones[-1])
        open_ones.append(k)
    return proposals


def _inside(proposal: Proposal, paragraph: Paragraph) -> list[Proposal]:
    """What a direct statement says that others said."""
    found: list[Proposal] = []
    outlet = ""
    text = paragraph.sentences[0].text if paragraph.sentences else ""
    for span in _own_words(proposal, paragraph):
        if not _may_tell(span.of(text), paragraph.lexicon):
            continue
        for number, sentence in enumerate(sentences_of(text, span, (), paragraph.lexicon)):
            outlet = _outlet_named(sentence, paragraph.lexicon) or outlet
            place = number if proposal.rule in WHOLE_RULES else proposal.sentence
            inner = read_clauses(sentence, paragraph.lexicon, paragraph=paragraph.index, index=place)
            found.extend(_told_of_others(inner, sentence.text, outlet))
    return found


def _may_tell(words: str, lex: Lexicon) -> bool:
    """Whether words so much as mention that somebody said something: most quotations need no second reading."""
    mentioned = {*words.lower().split()}
    return not (lex.words.THAT | lex.words.REPORT_NOUNS | _TOLD).isdisjoint(mentioned)


def _own_words(proposal: Proposal, paragraph: Paragraph) -> list[Span]:
    if proposal.rule in WHOLE_RULES:
        return list(proposal.content)
    return [
        quotation.inner
        for part in proposal.content
        for quotation in overlapping(paragraph.quotations, part)
        if quotation.inner in part
    ]


def _told_of_others(inner: Sequence[Proposal], text: str, outlet: str) -> list[Proposal]:
    kept: list[Proposal] = []
    relaying: Proposal | None = None
    for proposal in inner:
        if not proposal.content or proposal.source is None or proposal.rule not in _INNER_RULES:
            continue
        source = proposal.source.of(text)
        if base(source.lower().replace("’", "'")) in _FIRST_AND_SECOND:
            relaying = proposal if proposal.act is Act.REPORT else relaying
            continue
        if proposal.rule == "before-that" and not _is_somebody(source):
            continue
        via = ""
        if relaying is not None and proposal.content[0] in relaying.content[0]:
            via = outlet
        kept.append(replace(proposal, via=via))
    return kept


def _is_somebody(source: str) -> bool:
    """A name, a pronoun or "the …": of "some people" and "anyone" nothing can be followed up."""
    first = source.split()[0].lower().replace("’", "'")
    named = any(word[:1].isupper() for word in source.split()[1:]) or source[:1].isupper()
    return first in _DEFINITE or (named and first not in _INDEFINITE and "'" not in first)


def _outlet_named(sentence: Sentence, lex: Lexicon) -> str:
    """ "CNN" in "a pledge that CNN reported": for whom a journalist says "we"."""
    for at in range(len(sentence)):
        cue = lex.verbs.get(sentence.low[at])
        if cue is None or cue.act is not Act.REPORT or (cue.noun_like and not cue.past):
            continue
        subject = subject_before(sentence, verb_group(sentence, at, lex, past=cue.past).start, lex)
        if subject is None or subject[1] - subject[0] > _OUTLET_WORDS_MAX:
            continue
        if sentence.tokens[subject[1] - 1].is_capital and base(sentence.low[subject[0]]) not in _FIRST_AND_SECOND:
            return sentence.words_of(*subject)
    return ""
