"""Text → people, statements, commitments. Joins the stages; each of them is a module of its own.

reading → proposers (clauses, direct, blocks, nesting) → people → speakers → findings → commitments
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.engine.extraction.blocks import propose_blocks, unattributed
from claims.engine.extraction.clauses import read_clauses
from claims.engine.extraction.commitments import find_commitments
from claims.engine.extraction.confidence import LEAST_INNER, confidence_of
from claims.engine.extraction.direct import complete_direct
from claims.engine.extraction.findings import (
    Document,
    Extraction,
    MentionFound,
    MentionKind,
    PersonFound,
    Sourcing,
    StatementFound,
    StatementKind,
)
from claims.engine.extraction.headlines import propose_headlines
from claims.engine.extraction.nesting import nest
from claims.engine.extraction.people import Person, gather
from claims.engine.extraction.proposals import WHOLE_RULES, Proposal
from claims.engine.extraction.quotes import Quotation, overlapping
from claims.engine.extraction.reading import Paragraph, read
from claims.engine.extraction.signatures import propose_signed
from claims.engine.extraction.speakers import Resolved, Resolver
from claims.engine.extraction.times import said_on
from claims.engine.extraction.turns import is_stage_direction, propose_turns
from claims.engine.text import SegmentKind, Span

_DIRECT_SHARE = 0.95
"""A statement is direct when at least so much of it stands in quotation marks; a full stop behind them is none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Who speaks and who is told, for one proposal; `source` is where the text says who speaks."""

    speaker: Resolved | None = None
    addressee: Resolved | None = None
    source: Span | None = None


class Proposers(StrEnum):
    """Who proposes statements: the rules alone, or the rules and the trained tagger."""

    RULES = "rules"
    HYBRID = "hybrid"


VERSIONS = {Proposers.RULES: "rules-3", Proposers.HYBRID: "hybrid-1"}
"""What an article notes as having read it. A change to what is found gets a new number."""


def extract(document: Document, proposers: Proposers = Proposers.RULES) -> Extraction:
    """Everything that is found in one document. Pure and deterministic."""
    paragraphs, people, proposals, answers = attribute(document, proposers)
    statements = _statements(document, paragraphs, people, proposals, answers)
    found = _people(people, answers)
    return Extraction(
        version=VERSIONS[proposers],
        people=found,
        statements=statements,
        commitments=find_commitments(document, statements, found),
    )


def attribute(
    document: Document, proposers: Proposers
) -> tuple[tuple[Paragraph, ...], Sequence[Person], list[Proposal], list[Answer]]:
    """The document's paragraphs and people, what was said in it, and for each of these who said it to whom."""
    paragraphs, proposals = propose(read(document))
    if proposers is Proposers.HYBRID:
        proposals = _with_tagger(paragraphs, proposals)
    proposals = nest(paragraphs, proposals)
    people = gather(paragraphs, proposals)
    return paragraphs, people, proposals, _resolve(document, paragraphs, people, proposals)


def propose(paragraphs: tuple[Paragraph, ...]) -> tuple[tuple[Paragraph, ...], list[Proposal]]:
    """What the rules have to offer, in order of the text.

    The paragraphs come back as they turned out: a supposed block quote may be the writer's own words after all.
    """
    signed = propose_signed(paragraphs)
    clauses = _clauses(paragraphs)
    blocks = propose_blocks(paragraphs, clauses)
    settled = unattributed(paragraphs, blocks)
    turned_back = [after for before, after in zip(paragraphs, settled, strict=True) if after is not before]
    clauses = sorted([*clauses, *_clauses(turned_back)], key=lambda clause: clause.paragraph)
    paragraphs = settled
    turns = propose_turns(paragraphs)
    taken = sorted(part for whole in (*turns, *signed) for part in _ground(whole))
    body = [
        paragraph
        for paragraph in paragraphs
        if paragraph.segment.kind is not SegmentKind.BLOCK_QUOTE
        and not _holds(taken, paragraph.segment.span)
        and not (turns and is_stage_direction(paragraph))
    ]
    told = {paragraph.index for paragraph in body}
    clauses = [clause for clause in clauses if clause.paragraph in told]
    blocks = [block for block in blocks if not _holds(taken, block.content[0])]
    spoken = [*complete_direct(body, clauses), *blocks, *turns, *signed, *propose_headlines(body)]
    spoken.sort(key=lambda proposal: (proposal.content[0].start, -proposal.content[0].end))
    return paragraphs, spoken


def _with_tagger(paragraphs: tuple[Paragraph, ...], ruled: list[Proposal]) -> list[Proposal]:
    """Imported here, so that the rules run where the tagger's libraries are not installed."""
    from claims.engine.extraction.merging import merge
    from claims.engine.extraction.tagger.reading import attributions

    return merge(paragraphs, ruled, attributions(paragraphs, ruled))


def _ground(whole: Proposal) -> tuple[Span, ...]:
    """What no other proposer may read: the words, and the line that signs them."""
    return (*whole.content, whole.source) if whole.source is not None and whole.rule != "turn" else whole.content


def _holds(taken: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, in order and apart, shares a stretch with `span`."""
    if not taken:
        return False
    at = bisect_right(taken, span.start, key=lambda part: part.end)
    return at < len(taken) and taken[at].overlaps(span)


def _covers(parts: Sequence[Span], span: Span) -> bool:
    """Whether one of the spans, in order and apart, has all of `span`."""
    at = bisect_right(parts, span.start, key=lambda part: part.start) - 1
    return at >= 0 and span in parts[at]


def _clauses(paragraphs: Sequence[Paragraph]) -> list[Proposal]:
    return [
        proposal
        for paragraph in paragraphs
        if paragraph.is_read and paragraph.segment.kind is not SegmentKind.BLOCK_QUOTE
        for number, sentence in enumerate(paragraph.sentences)
        for proposal in read_clauses(sentence, paragraph.lexicon, paragraph=paragraph.index, index=number)
    ]


def _resolve(
    document: Document, paragraphs: Sequence[Paragraph], people: Sequence[Person], proposals: Sequence[Proposal]
) -> list[Answer]:
    resolver = Resolver(document.text, paragraphs, people)
    answers: list[Answer] = [Answer()] * len(proposals)
    order = sorted(range(len(proposals)), key=lambda k: (proposals[k].paragraph, proposals[k].sentence, k))
    for k in order:
        proposal = proposals[k]
        outer = answers[proposal.within].speaker if proposal.within is not None else None
        quoted = outer is not None and proposal.within is not None and proposals[proposal.within].rule in WHOLE_RULES
        speaker = resolver.source(proposal, outer.person if outer is not None and quoted else None)
        person = speaker.person if speaker is not None else None
        source = proposal.source or resolver.carried_source(proposal) or (speaker.span if speaker else None)
        answers[k] = Answer(speaker, resolver.addressee(proposal, person), source)
        if proposal.within is None:
            resolver.heard(proposal, person)
    return answers


def _statements(
    document: Document,
    paragraphs: Sequence[Paragraph],
    people: Sequence[Person],
    proposals: Sequence[Proposal],
    answers: Sequence[Answer],
) -> tuple[StatementFound, ...]:
    quotations = [quotation for paragraph in paragraphs for quotation in paragraph.quotations]
    number = {id(person): k for k, person in enumerate(people)}
    sure = [
        confidence_of(proposal, resolved=answer.speaker is not None)
        for proposal, answer in zip(proposals, answers, strict=True)
    ]
    kept = [k for k, proposal in enumerate(proposals) if proposal.within is None or sure[k] >= LEAST_INNER]
    order = sorted(kept, key=lambda k: (proposals[k].content[0].start, -proposals[k].content[0].end, k))
    place = {old: new for new, old in enumerate(order)}
    found = []
    for k in order:
        proposal, answer = proposals[k], answers[k]
        paragraph = paragraphs[proposal.paragraph]
        kind = _kind(proposal, quotations, proposals)
        found.append(
            StatementFound(
                content=proposal.content,
                cue=(proposal.cue,) if proposal.cue else (),
                source=(answer.source,) if answer.source else (),
                kind=kind,
                sourcing=_sourcing(proposal, kind),
                confidence=sure[k],
                speaker=number[id(answer.speaker.person)] if answer.speaker else None,
                addressee=number[id(answer.addressee.person)] if answer.addressee else None,
                venue=proposal.venue,
                said_on=said_on(proposal, paragraph, document.published),
                within=place.get(proposal.within) if proposal.within is not None else None,
                via=proposal.via,
                rule=proposal.rule,
            )
        )
    return tuple(found)


def _kind(proposal: Proposal, quotations: Sequence[Quotation], proposals: Sequence[Proposal]) -> StatementKind:
    if proposal.rule in WHOLE_RULES:
        return StatementKind.DIRECT
    if proposal.within is not None and _is_retold(proposal, proposals[proposal.within], quotations):
        return StatementKind.INDIRECT
    length = sum(span.end - span.start for span in proposal.content)
    quoted = sum(
        max(0, min(part.end, quotation.span.end) - max(part.start, quotation.span.start))
        for part in proposal.content
        for quotation in overlapping(quotations, part)
    )
    if quoted >= _DIRECT_SHARE * length or (quoted and length - quoted == 1):
        return StatementKind.DIRECT
    return StatementKind.MIXED if quoted else StatementKind.INDIRECT


def _is_retold(inner: Proposal, outer: Proposal, quotations: Sequence[Quotation]) -> bool:
    """Whether the outer speaker says that somebody said it: then the words are the outer speaker's, not a quotation."""
    if inner.cue is None or not _covers(outer.content, inner.cue):
        return False
    return outer.rule in WHOLE_RULES or bool(overlapping(quotations, inner.cue))


def _sourcing(proposal: Proposal, kind: StatementKind) -> Sourcing:
    if proposal.relayed or proposal.within is not None or proposal.rule == "reports":
        return Sourcing.THIRD_PARTY
    return Sourcing.PARAPHRASED if kind is StatementKind.INDIRECT else Sourcing.ON_RECORD


def _people(people: Sequence[Person], answers: Sequence[Answer]) -> tuple[PersonFound, ...]:
    mentions: dict[int, dict[Span, MentionKind]] = {id(person): {} for person in people}
    for person in people:
        mentions[id(person)].update({name.span: MentionKind.NAME for name in person.names})
    for answer in answers:
        for resolved in (answer.speaker, answer.addressee):
            if resolved is not None and resolved.span is not None:
                mentions[id(resolved.person)].setdefault(resolved.span, resolved.kind)
    return tuple(
        PersonFound(
            name=person.full_name,
            mentions=tuple(MentionFound(span, kind) for span, kind in sorted(mentions[id(person)].items())),
            roles=person.roles,
        )
        for person in people
    )
