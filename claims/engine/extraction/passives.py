"""Proposer: passives. "was told that", "fue acusado por Ruiz de mentir", "asked whether": the speaker is left out."""

from __future__ import annotations

from claims.engine.extraction.attribution import Attributions, Found
from claims.engine.extraction.contents import Complement, complement_after, quotation_ahead
from claims.engine.extraction.cues import Cue
from claims.engine.extraction.left_subjects import subject_before
from claims.engine.extraction.phrases import Range
from claims.engine.extraction.spanish import starts_charge
from claims.engine.extraction.subjects import subject_after
from claims.engine.extraction.verb_groups import VerbGroup

BY = frozenset({"by", "por"})
_WHEN = frozenset({"when", "if", "cuando", "al"})


def read_passive(state: Attributions, at: int, after: int, cue: Cue, group: VerbGroup) -> Found | None:
    """ "was told that", "was asked about … by X", "fue acusado por X de"."""
    if not cue.takes("o") and not cue.takes("d"):
        return None
    addressee = subject_before(state.sentence, group.start, state.lex)
    agent = _agent(state, after, cue)
    complement = complement_after(
        state.sentence, agent[1] if agent and cue.takes("d") else after, cue, state.lex, passive=True
    )
    if cue.takes("d"):
        return _accused(group.start, after, cue, complement, agent)
    ahead = quotation_ahead(state.sentence, agent[1], state.lex) if agent is not None else None
    if ahead is not None:
        return Found((ahead,), (group.start, after), agent, "before-quote", cue, addressee)
    if complement.content is None or complement.kind not in ("that", "clause", "question", "quote"):
        return None
    return Found(
        (complement.content,),
        (group.start, after),
        None,
        "passive",
        cue,
        addressee,
        complement.venue,
        agentless=True,
    )


def _accused(start: int, after: int, cue: Cue, complement: Complement, agent: Range | None) -> Found | None:
    """ "fue acusado de mentir"; whoever accuses may stand in between."""
    if complement.content is None or complement.kind != "of":
        return None
    rule = "before-of" if agent is not None else "passive"
    return Found((complement.content,), (start, after), agent, rule, cue, agentless=agent is None)


def _agent(state: Attributions, at: int, cue: Cue) -> Range | None:
    """ "was asked by Ruiz", "fue acusado por Ruiz de mentir"."""
    if at >= len(state.sentence) or state.sentence.low[at] not in BY:
        return None
    agent = subject_after(state, at + 1)
    if agent is None or not cue.takes("d"):
        return agent
    return (agent[0], next((k for k in range(*agent) if starts_charge(state.sentence, k, state.lex)), agent[1]))


def when_asked(state: Attributions, at: int, after: int, cue: Cue) -> Found | None:
    """ "Asked whether he would stand, Ruiz said", "when asked by Paz if …": a question of somebody left out."""
    low, words = state.sentence.low, state.lex.words
    opens = at == 0 or low[at - 1] in _WHEN or low[at - 1] == "," or low[at - 1] in words.CONJUNCTIONS
    if low[at] not in words.ASKED or not opens:
        return None
    agent = _agent(state, after, cue)
    start = agent[1] if agent is not None else after
    complement = complement_after(state.sentence, start, cue, state.lex, passive=True)
    if complement.content is None or complement.kind not in ("question", "to"):
        return None
    first, end = complement.content
    comma = next((k for k in range(first, end) if low[k] == "," and state.sentence.quoted[k] < 0), end)
    rule = "before-question" if agent is not None else "passive"
    return Found(((first, comma),), (at, after), agent, rule, cue, agentless=agent is None)
