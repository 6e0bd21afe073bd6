"""A promise and later reports → ranked, explained suggestions. The one entrance to linking.

Lexical and rule-based: every suggestion can be traced to words on both sides. Its work grows linearly with the
candidates. It proposes; it may not decide, store or look anything up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from claims.engine.linking import actors
from claims.engine.linking.compare import Comparison, compare, coverage
from claims.engine.linking.findings import Candidate, Promise, Relation, Suggestion
from claims.engine.linking.glance import Glance, gist, glance
from claims.engine.linking.pledge import Pledge, read_pledge
from claims.engine.linking.reading import reaction
from claims.engine.linking.reasons import is_before, quoted, reasons
from claims.engine.linking.relation import Finding, find
from claims.engine.text import Span, hull

_DECISIVE_FLOOR = 0.35
"""A report that says something about the pledge ranks above every one that only touches its subject."""
_CONTEXT_FLOOR = 0.05
_CONTEXT_SHARE = 0.28
_CONTEXT_COVERAGE = 0.3
"""Below this share of the promise's words a report without a finding is about something else."""
_UNATTESTED = 0.85
_SINGLE_WORD = 0.75
"""How far a finding is trusted that rests on one shared word of the promise."""
_DECISIVE_COVERAGE = 0.3
"""A finding that meets less of the promise than this is no finding, unless the report speaks of evidence."""
_EARLIER = 0.5
_REACTION_SCORE = 0.1
_REACTION_REACH = 2
"""How many places from a linked report a mere reaction ("we are looking at it") still belongs to it."""
_RARITY_LEAST = 0.6
_RARITY_NEEDS = 20


def rank(promise: Promise, candidates: Sequence[Candidate]) -> tuple[Suggestion, ...]:
    """Suggestions for those of `candidates` that concern `promise`, best first, at most one each.

    Candidates of one report should stand in the order of the report: a reaction is told by its neighbours.
    """
    turns_on = gist(promise)
    if turns_on is None:
        return ()
    glances = [glance(turns_on, candidate.text) for candidate in candidates]
    if not any(each.concerns for each in glances):
        return ()
    pledge = read_pledge(promise)
    assert pledge is not None  # it has a gist
    pledge = _with_restated_actor(promise, pledge, candidates)
    rarity = _rarity(pledge, glances)
    found = [
        _suggest(promise, pledge, candidate, compare(pledge, turns_on, candidate.text), rarity)
        if each.concerns
        else None
        for candidate, each in zip(candidates, glances, strict=True)
    ]
    found = _with_reactions(pledge, candidates, found)
    kept = [(suggestion, place) for place, suggestion in enumerate(found) if suggestion is not None]
    kept.sort(key=lambda pair: (-pair[0].score, pair[1]))
    return tuple(suggestion for suggestion, _ in kept)


def _suggest(
    promise: Promise, pledge: Pledge, candidate: Candidate, compared: Comparison, rarity: dict[str, float]
) -> Suggestion | None:
    finding = find(promise, pledge, candidate, compared) or _touches(pledge, compared, rarity)
    if finding is None:
        return None
    attested = finding.reading is not None and finding.reading.attested
    if finding.decisive and not attested and coverage(pledge, finding.hits, rarity) < _DECISIVE_COVERAGE:
        return None
    if finding.decisive and is_before(promise.made_on, candidate.published):
        finding = replace(finding, relation=Relation.CONTEXT)
    promise_words = _promise_words(pledge, finding)
    return Suggestion(
        candidate_id=candidate.id,
        score=_score(pledge, finding, rarity),
        relation=finding.relation,
        reasons=reasons(promise, candidate, finding, promise_words),
        promise_words=promise_words,
        candidate_words=finding.words,
    )


def _touches(pledge: Pledge, compared: Comparison, rarity: dict[str, float]) -> Finding | None:
    """A context finding for a report that shares enough of the subject without saying anything about the pledge."""
    hits = (*compared.actions, *compared.objects)
    stems = {hit.unit.word.stem for hit in hits if hit.same_word}
    if len(stems) < 2 or coverage(pledge, hits, rarity) < _CONTEXT_COVERAGE:
        return None
    words = hull(tuple(hit.word.span for hit in hits))
    return Finding(Relation.CONTEXT, hits, words, note="It shares the subject but reports no deed.")


def _score(pledge: Pledge, finding: Finding, rarity: dict[str, float]) -> float:
    share = coverage(pledge, finding.hits, rarity)
    if len({hit.unit.word.span for hit in finding.hits}) == 1:
        share *= _SINGLE_WORD
    if not finding.decisive:
        return round(_CONTEXT_FLOOR + _CONTEXT_SHARE * share, 3)
    sure = finding.reading is None or finding.reading.attested or finding.relation is Relation.RESTATES
    return round(_DECISIVE_FLOOR + (1 - _DECISIVE_FLOOR) * share * (1.0 if sure else _UNATTESTED), 3)


def _promise_words(pledge: Pledge, finding: Finding) -> Span:
    return hull((pledge.head, *(hit.unit.word.span for hit in finding.hits)))


def _rarity(pledge: Pledge, glances: Sequence[Glance]) -> dict[str, float]:
    """Inverse document frequency of the promise's words over the candidates, squeezed into 0.6..1.

    A handful of candidates cannot tell which words are common, so few of them pull every weight towards 1.
    """
    seen = Counter(stem for one in glances for stem in one.shared)
    count = len(glances)
    trust = (1 - _RARITY_LEAST) * min(1.0, count / _RARITY_NEEDS)
    return {
        unit.word.stem: 1 - trust * math.log(seen[unit.word.stem] + 1) / math.log(count + 1) for unit in pledge.units
    }


def _with_restated_actor(promise: Promise, pledge: Pledge, candidates: Sequence[Candidate]) -> Pledge:
    """Learns whom "he" binds from another wording by the same speaker: "China would not …"."""
    if pledge.actor_countries or pledge.action is None:
        return pledge
    for candidate in candidates:
        if not actors.same_person(promise.speaker, candidate.speaker):
            continue
        again = read_pledge(Promise(candidate.text, candidate.speaker))
        if again and again.action and again.action.word.stem == pledge.action.word.stem and again.actor_countries:
            return replace(pledge, actor_countries=again.actor_countries)
    return pledge


def _with_reactions(
    pledge: Pledge, candidates: Sequence[Candidate], found: list[Suggestion | None]
) -> list[Suggestion | None]:
    """Adds, as weak context, reactions that name nothing themselves but stand beside a linked report of one day."""
    linked = [place for place, suggestion in enumerate(found) if suggestion is not None]
    if not linked:
        return found
    beside = {
        near
        for place in linked
        for near in range(max(0, place - _REACTION_REACH), min(len(found), place + _REACTION_REACH + 1))
        if found[near] is None and candidates[near].published == candidates[place].published
    }
    return [_reaction(pledge, candidates[place]) if place in beside else one for place, one in enumerate(found)]


def _reaction(pledge: Pledge, candidate: Candidate) -> Suggestion | None:
    words = reaction(candidate.text)
    if words is None:
        return None
    return Suggestion(
        candidate_id=candidate.id,
        score=_REACTION_SCORE,
        relation=Relation.CONTEXT,
        reasons=(f"A reaction that stands beside a report on the pledge: {quoted(candidate.text, words)}.",),
        promise_words=pledge.head,
        candidate_words=words,
    )
