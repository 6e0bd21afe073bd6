"""How one report bears on one pledge: reads it clause by clause and keeps the clause that says most."""

from __future__ import annotations

from dataclasses import dataclass, replace

from claims.engine.linking import actors, lexicon
from claims.engine.linking.compare import Comparison, Hit
from claims.engine.linking.findings import Candidate, Promise, Relation
from claims.engine.linking.pledge import Pledge
from claims.engine.linking.quantities import falls_short
from claims.engine.linking.reading import Mode, Reading, is_question, read
from claims.engine.linking.verdicts import pledge_verdict
from claims.engine.linking.words import share_language
from claims.engine.text import Span, hull

_ACTIONS_READ = 40
"""A report repeats itself long before this; only a text made to be slow goes on."""
DECISIVE = frozenset(Relation) - {Relation.CONTEXT}


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause's bearing. `hits` are what it rests on; `note` says why a mere context is no more than that."""

    relation: Relation
    hits: tuple[Hit, ...]
    words: Span
    reading: Reading | None = None
    note: str = ""

    @property
    def decisive(self) -> bool:
        return self.relation in DECISIVE


@dataclass(frozen=True, slots=True)
class _Ties:
    """What binds the report to the one who made the pledge: it is their own words, or it names them."""

    own: bool
    named: bool


def find(promise: Promise, pledge: Pledge, candidate: Candidate, compared: Comparison) -> Finding | None:
    """The strongest finding in the candidate, or None when it does not concern the pledge at all."""
    ties = _Ties(
        own=actors.same_person(promise.speaker, candidate.speaker), named=actors.names_speaker(promise, compared)
    )
    findings = [
        finding
        for focus in compared.actions[:_ACTIONS_READ]
        if (finding := _bearing(promise, pledge, candidate, compared, focus, ties)) is not None
    ]
    if verdict := _verdict(compared):
        findings.append(verdict)
    if findings and any(is_question(candidate.text, clause) for clause in compared.clauses):
        return replace(findings[0], relation=Relation.CONTEXT, note=_NOTES[Mode.ASKED])
    decisive = [finding for finding in findings if finding.decisive]
    return max(decisive or findings, key=_strength, default=None)


def _strength(finding: Finding) -> tuple[bool, float]:
    attested = finding.reading is not None and finding.reading.attested
    return attested, sum(hit.strength * hit.unit.weight for hit in finding.hits)


def _bearing(
    promise: Promise, pledge: Pledge, candidate: Candidate, compared: Comparison, focus: Hit, ties: _Ties
) -> Finding | None:
    near = compared.objects_near(focus.clause)
    clause = compared.clauses[focus.clause]
    reading = read(candidate.text, clause, focus.word, compared.before(focus))
    hits = (focus, *near)
    if not _is_about(pledge, focus, near, reading, compared, own=ties.own or ties.named):
        return None
    span = _span(hits, reading, clause)
    stranger = actors.stranger(promise, pledge, candidate, compared, focus)
    if stranger:
        return Finding(Relation.CONTEXT, hits, span, reading, stranger)
    relation, note = _conclude(pledge, focus, reading, ties)
    if relation is Relation.SUPPORTS and not pledge.ruled_out and falls_short(promise.text, candidate.text, clause):
        relation = Relation.PARTLY_SUPPORTS
    return Finding(relation, hits, span, reading, note)


def _is_about(
    pledge: Pledge, focus: Hit, near: tuple[Hit, ...], reading: Reading, compared: Comparison, *, own: bool
) -> bool:
    """Whether the action met is the pledge's. Sharing "raise" is nothing unless what is raised is shared too."""
    others = [hit for hit in near if hit.word.span != focus.word.span]
    if pledge.action is None:
        return bool(others)
    stem = pledge.action.word.stem
    distinctive = lexicon.is_distinctive(stem)
    if not others:
        return own if not pledge.objects else distinctive and focus.same_word and _is_breach(reading)
    if lexicon.is_personal(stem) and not own and not _names_bound_country(pledge, compared):
        return False
    firm = any(hit.same_word and not hit.unit.is_light for hit in (focus, *others))
    return firm or distinctive or not share_language(pledge.words, compared.words)


def _is_breach(reading: Reading) -> bool:
    return reading.attested or reading.mode is Mode.DEMANDED


def _names_bound_country(pledge: Pledge, compared: Comparison) -> bool:
    return any(lexicon.country(word.folded) in pledge.actor_countries for word in compared.words)


def _conclude(pledge: Pledge, focus: Hit, reading: Reading, ties: _Ties) -> tuple[Relation, str]:
    agrees = _agrees(pledge, focus, reading)
    match reading.mode:
        case Mode.HAPPENED | Mode.MENTIONED if reading.limit and not pledge.ruled_out:
            return Relation.QUALIFIES, ""
        case Mode.HAPPENED if _turned_back(reading, agrees, own=ties.own):
            return Relation.RETRACTS, ""
        case Mode.HAPPENED:
            return (Relation.SUPPORTS if agrees else Relation.CONTRADICTS), ""
        case Mode.BEGUN:
            if pledge.ruled_out or not agrees:
                return (Relation.SUPPORTS if agrees else Relation.CONTRADICTS), ""
            return Relation.PARTLY_SUPPORTS, ""
        case Mode.INTENDED:
            return _conclude_intention(reading, agrees, ties)
        case _:
            return Relation.CONTEXT, _NOTES[reading.mode]


_NOTES = {
    Mode.POSSIBLE: "It speaks of what may be, not of what happened.",
    Mode.DEMANDED: "It demands, warns or judges; it does not report what happened.",
    Mode.DENIED: "It denies; a denial alone does not bear the pledge out.",
    Mode.ASKED: "It asks; it does not report.",
    Mode.DECLINED: "It declines to answer.",
    Mode.MENTIONED: "It speaks of the subject without saying that anything happened.",
}


def _agrees(pledge: Pledge, focus: Hit, reading: Reading) -> bool:
    affirmed = (focus.direction > 0) != reading.negated
    return affirmed != pledge.ruled_out


def _turned_back(reading: Reading, agrees: bool, *, own: bool) -> bool:
    """The speaker gives the plan up ("we have abandoned plans to …"), which is more than not having done it."""
    return own and not agrees and reading.negated and reading.cue is not None


def _conclude_intention(reading: Reading, agrees: bool, ties: _Ties) -> tuple[Relation, str]:
    if reading.limit:
        return Relation.QUALIFIES, ""
    if ties.own:
        return (Relation.RESTATES if agrees else Relation.RETRACTS), ""
    if ties.named:
        return (Relation.RESTATES if agrees else Relation.CONTRADICTS), ""
    if not agrees and reading.firm:
        return Relation.CONTRADICTS, ""
    return Relation.CONTEXT, "It says what is meant to happen, not what happened."


def _verdict(compared: Comparison) -> Finding | None:
    """ "Broke his promise", "kept its word": counts where the pledge's subject is in the clause or beside it."""
    for place, clause in enumerate(compared.clauses):
        verdict = pledge_verdict(compared.text, clause)
        if verdict is None:
            continue
        near = tuple(hit for hit in (*compared.actions, *compared.objects) if abs(hit.clause - place) <= 1)
        if not any(hit.same_word for hit in near):
            continue
        kept, words = verdict
        relation = Relation.SUPPORTS if kept else Relation.CONTRADICTS
        inside = tuple(hit.word.span for hit in near if hit.clause == place)
        return Finding(relation, near, hull((words, *inside)), None)
    return None


def _span(hits: tuple[Hit, ...], reading: Reading, clause: Span) -> Span:
    """The stretch from the cue to the last shared word, inside the clause."""
    inside = tuple(hit.word.span for hit in hits if hit.word.span in clause)
    cue = (reading.cue,) if reading.cue and reading.cue in clause else ()
    return hull((*inside, *cue))
