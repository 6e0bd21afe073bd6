"""Proposer: reported speech by its grammar. Reads one sentence; finds who is said to have said what, in which words.

The verbs are read here; words before a tag are found in `tags`, speech without a verb in `nouns`. It knows nothing of
other sentences: whom a pronoun means is the resolver's question.
"""

from __future__ import annotations

from claims.engine.extraction.adverbials import adverbials_after
from claims.engine.extraction.attribution import Attributions, Found
from claims.engine.extraction.content_ends import content_end, is_tag_end, is_title, relative_end, subordinate_end
from claims.engine.extraction.contents import complement_after, quotation_ahead
from claims.engine.extraction.cues import Act, Cue, Lexicon
from claims.engine.extraction.infinitives import governing_subject, governor_of
from claims.engine.extraction.nouns import according, noun_cue
from claims.engine.extraction.passives import BY, read_passive, when_asked
from claims.engine.extraction.phrases import Range
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import SIGNING_DASHES, Sentence
from claims.engine.extraction.subjects import (
    behind_quotation,
    clear_subject,
    ends_plainly,
    is_adjective,
    is_object_relative,
    source_of,
)
from claims.engine.extraction.tags import behind_opener, follows_quotation, read_tag, signed, unknown_verb, words_before
from claims.engine.extraction.verb_groups import VerbGroup, verb_group

_ATTRIBUTIONS_MAX = 12
"""More in one sentence is noise; the bound keeps the work within a sentence small."""
_MAKES_WORKS = frozenset({"write", "read", "cite", "mention", "recommend", "post", "escribir", "publicar", "citar"})
"""What stands in marks after these may be a book or a song."""
_AS_WITHIN = 3
"""Only "and" or "but" may stand before an "as" that opens its sentence."""


def read_clauses(sentence: Sentence, lex: Lexicon, *, paragraph: int, index: int) -> list[Proposal]:
    """All attributions of one sentence, left to right."""
    found = _read(Attributions(sentence, lex))
    return [
        Proposal(
            paragraph=paragraph,
            sentence=index,
            content=tuple(sentence.stretch(*part) for part in item.content),
            cue=sentence.stretch(*item.cue),
            source=sentence.stretch(*item.source) if item.source else None,
            rule=item.rule,
            word=item.word,
            addressee=sentence.stretch(*item.addressee) if item.addressee else None,
            venue=item.venue,
            agentless=item.agentless,
            relayed=item.relayed,
            carried=item.carried,
        )
        for item in found
    ]


def _read(state: Attributions) -> list[Found]:
    triggers = state.lex.triggers
    for at, (word, quoted) in enumerate(zip(state.sentence.low, state.sentence.quoted, strict=True)):
        if quoted >= 0:
            continue
        found = None
        if word in triggers:
            found = according(state, at) or _verb(state, at) or noun_cue(state, at)
        elif word.endswith("ed") or (state.lex.language == "es" and at > 1 and state.sentence.quoted[at - 2] >= 0):
            found = unknown_verb(state, at)
        elif word in SIGNING_DASHES:
            found = signed(state, at)
        if found is not None:
            state.keep(found)
            if len(state.found) == _ATTRIBUTIONS_MAX:
                break
    return state.found


def _verb(state: Attributions, at: int) -> Found | None:
    hit = state.lex.cue_at(state.sentence.low, at)
    if hit is None:
        return None
    cue, after = hit
    if cue.noun_like and at and state.sentence.tokens[at].is_capital:
        return None
    if cue.act is Act.ASK and (found := when_asked(state, at, after, cue)) is not None:
        return found
    group = verb_group(state.sentence, at, state.lex, past=cue.past)
    tag = behind_quotation(state, group.start) if cue.takes("q") and not cue.participle else None
    announced = group.modal == "will" and tag is not None
    announced = announced or (group.modal == "would" and state.sentence.low[after : after + 1] == ("only",))
    if (group.infinitive or cue.infinitive) and tag is None:
        return _governed(state, at, after, cue, group)
    if group.negated or group.infinitive or (group.modal and not group.relayed and not announced):
        return None
    if group.passive:
        return read_passive(state, at, after, cue, group)
    if cue.past and state.lex.language == "es" and group.start == at:
        return None
    if cue.past and not group.relayed and tag is None and _is_reduced(state, group.start, at):
        return None
    source, how = (tag, "left") if tag is not None else source_of(state, at, after, cue, group)
    if how == "inverted":
        return _inverted(state, at, after, cue, source)
    if source is None and state.lex.language == "es" and not cue.participle and not cue.noun_like:
        return _without_subject(state, at, after, cue, group)
    clear = tag is not None and ends_plainly(state, after) if cue.noun_like else True
    if source is None or (how == "left" and not clear and not clear_subject(state, source, at, cue)):
        return None
    if is_object_relative(state, source, cue):
        return None
    return _with_subject(state, at, after, cue, group, source, how)


def _governed(state: Attributions, at: int, after: int, cue: Cue, group: VerbGroup) -> Found | None:
    """ "Ruiz went on to say that", "Ruiz quiso subrayar que": the infinitive of a verb of saying."""
    governor = governor_of(state.sentence, group.start, state.lex)
    if governor < 0 or group.negated:
        return None
    source = governing_subject(state.sentence, governor, state.lex)
    complement = complement_after(state.sentence, after, cue, state.lex, passive=False)
    if source is None or complement.content is None or complement.kind not in ("that", "quote", "clause"):
        return None
    return Found(
        (complement.content,),
        (at, after),
        source,
        f"before-{complement.kind}",
        cue,
        complement.addressee,
        complement.venue,
    )


def _without_subject(state: Attributions, at: int, after: int, cue: Cue, group: VerbGroup) -> Found | None:
    """ "Dijo que …", «…», insistió: the subject is whoever the text spoke of last."""
    complement = complement_after(state.sentence, after, cue, state.lex, passive=False)
    before = words_before(state, group.start) if group.start else None
    content = complement.content if complement.kind in ("that", "quote", "to", "of") else None
    ahead = state.sentence.low[group.start - 1] if group.start else ","
    opens = ahead == "," or ahead in state.lex.words.CONJUNCTIONS
    if content is not None and opens and _is_impersonal(state, group, at, cue):
        return Found((content,), (group.start, after), None, "passive", cue, agentless=True)
    if content is not None and opens:
        return Found((content,), (group.start, after), None, f"before-{complement.kind}", cue, carried=True)
    quoted = before is not None and state.sentence.quoted[before[1] - 1] >= 0
    ends = complement.end >= len(state.sentence) - 1
    if before is not None and is_tag_end(state.sentence, complement.end) and (quoted or ends):
        return Found((before,), (at, after), None, "after", cue, carried=True)
    return None


def _is_impersonal(state: Attributions, group: VerbGroup, at: int, cue: Cue) -> bool:
    """ "se informó que": said by nobody in particular, unless "se" belongs to the verb."""
    return "se" in state.sentence.low[group.start : at] and cue.lemma.split()[0] not in state.lex.reflexive


def _is_reduced(state: Attributions, start: int, at: int) -> bool:
    """ "a plan proposed by": a participle after its noun, with an agent after it."""
    s = state.sentence
    follows = s.low[at + 1] if at + 1 < len(s) else ""
    return start == at and at > 0 and follows in BY and not s.tokens[at - 1].is_capital


def _with_subject(
    state: Attributions, at: int, after: int, cue: Cue, group: VerbGroup, source: Range, how: str
) -> Found | None:
    complement = complement_after(state.sentence, after, cue, state.lex, passive=False)
    reports = complement.kind in ("that", "quote") or (complement.kind == "clause" and _is_programme(state, source[0]))
    if how == "left" and follows_quotation(state, source) and not reports:
        return read_tag(state, at, after, cue, source, after, complement.addressee, complement.venue)
    tag = how == "left" and cue.takes("q") and words_before(state, source[0]) is not None
    if tag and complement.content is None and is_tag_end(state.sentence, complement.end):
        return read_tag(state, at, after, cue, source, complement.end, complement.addressee, complement.venue)
    content = (complement.content,) if complement.content else ()
    ahead = quotation_ahead(state.sentence, complement.end, state.lex) if not content and cue.takes("q") else None
    tag = tag and not (complement.kind == "clause" and _is_programme(state, source[0]))
    as_clause = source[0] > 0 and state.sentence.low[source[0] - 1] == state.lex.words.AS
    if as_clause and complement.kind not in ("that", "quote") and ahead is None:
        return _as_clause(state, at, after, cue, source, complement.end)
    if ahead is not None:
        return Found(
            (ahead,), (group.start, after), source, "before-quote", cue, complement.addressee, complement.venue
        )
    if not content and how == "left" and cue.takes("q") and not cue.noun_like:
        behind = behind_opener(state, source[0], complement.end)
        if behind is not None:
            return Found((behind,), (group.start, after), source, "around", cue, complement.addressee, complement.venue)
    if not content and not _introduces(state, cue):
        state.subject = source if how == "left" else state.subject
        return None
    if content and complement.kind == "noun" and is_adjective(state, source):
        return None
    if content and complement.kind == "quote" and cue.lemma in _MAKES_WORKS and _is_work(state, content[0]):
        return None
    if content and state.sentence.low[source[1] - 1] in state.lex.words.RELATIVES:
        content = (relative_end(state.sentence, content[0], state.lex),)
    if content and source[0] > 0 and state.sentence.low[source[0] - 1] in state.lex.words.FRONTING:
        content = (subordinate_end(state.sentence, content[0], state.lex),)
    if tag and complement.kind == "quote":
        before = words_before(state, source[0])
        if before is not None and state.sentence.quoted[before[1] - 1] >= 0:
            content = (before, *content)
    return Found(
        content,
        (group.start, after) if not group.relayed else (at, after),
        source,
        f"before-{complement.kind or 'open'}",
        cue,
        complement.addressee,
        complement.venue,
        relayed=group.relayed,
    )


def _as_clause(state: Attributions, at: int, after: int, cue: Cue, source: Range, end: int) -> Found | None:
    """ "As Ruiz noted, the mill burned": the words are the clause behind the comma."""
    s = state.sentence
    if source[0] > 2 and s.low[source[0] - 2] == "," and is_tag_end(s, end) and cue.takes("c") and not cue.noun_like:
        before = words_before(state, source[0] - 1)
        return Found((before,), (at, after), source, "after", cue) if before is not None else None
    opens = source[0] <= _AS_WITHIN and end + 1 < len(s) and s.low[end] == ","
    if not opens or not cue.takes("c") or cue.noun_like:
        return None
    last = content_end(s, end + 1, state.lex)
    return Found(((end + 1, last),), (at, after), source, "before-clause", cue) if last > end + 2 else None


def _is_programme(state: Attributions, end: int) -> bool:
    """ "On Sunday’s “Morning Hour,” Ruiz said": what stands in marks is a title, led in by when or where."""
    before = words_before(state, end)
    if before is None or state.sentence.quoted[before[0]] >= 0 or state.sentence.quoted[before[1] - 1] < 0:
        return False
    opening = next(at for at in range(*before) if state.sentence.quoted[at] == state.sentence.quoted[before[1] - 1])
    return is_title(state.sentence, (opening, before[1]))


def _is_work(state: Attributions, words: Range) -> bool:
    """ "wrote “The Long Winter”"; Spanish titles look like sentences, but no colon or comma leads them in."""
    if state.lex.language == "es":
        return state.sentence.low[words[0] - 1] not in (":", ",")
    return is_title(state.sentence, words)


def _introduces(state: Attributions, cue: Cue) -> bool:
    """A cue without words of its own may introduce a block that follows the paragraph."""
    return state.sentence.low[-1] == ":" or cue.act is Act.ASK


def _inverted(state: Attributions, at: int, after: int, cue: Cue, source: Range | None) -> Found | None:
    if source is None:
        return None
    adverbials = adverbials_after(state.sentence, source[1], state.lex)
    end = adverbials.end
    after_marks = at > 1 and (state.sentence.quoted[at - 1] >= 0 or state.sentence.quoted[at - 2] >= 0)
    that = end < len(state.sentence) and state.sentence.low[end] in state.lex.words.THAT
    if that and cue.takes("c") and not after_marks:
        last = content_end(state.sentence, end + 1, state.lex)
        if last > end + 1:
            return Found(((end + 1, last),), (at, after), source, "before-that", cue, venue=adverbials.venue)
    if (
        end + 1 < len(state.sentence)
        and state.sentence.low[end] in (":", ",")
        and state.sentence.quoted[end + 1] >= 0
        and words_before(state, at) is None
    ):
        last = content_end(state.sentence, end + 1, state.lex)
        return Found(((end + 1, last),), (at, after), source, "before-quote", cue, venue=adverbials.venue)
    if at == 0 and end == len(state.sentence) - 1 and state.sentence.low[end] == ":":
        return Found((), (at, after), source, "before-open", cue, venue=adverbials.venue)
    ahead = quotation_ahead(state.sentence, end, state.lex) if at == 0 else None
    if ahead is not None:
        return Found((ahead,), (at, after), source, "before-quote", cue, venue=adverbials.venue)
    return read_tag(state, at, after, cue, source, end, None, adverbials.venue)
