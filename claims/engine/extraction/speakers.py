"""Resolver: which person a source, an addressee or a pronoun means. None rather than a wrong name.

It walks the statements in the order of the text and keeps what a reader would: who was named where, who spoke last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.findings import MentionKind
from claims.engine.extraction.lexicon.names import TITLES
from claims.engine.extraction.offices import Offices
from claims.engine.extraction.people import Person
from claims.engine.extraction.phrases import base
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph
from claims.engine.extraction.scene import Place, Scene
from claims.engine.extraction.turns import ANSWERS
from claims.engine.text import Span, tokens

_CARRIED_OVER = 1
"""A quotation without a speaker is the last speaker's in the same paragraph or the next; further on, nobody's."""
_LOOK_BACK = 4
"""Sentences a pronoun may reach back over."""
_HEAD_STOPS = frozenset(
    {
        ",",
        "(",
        "which",
        "that",
        "of",
        "for",
        "in",
        "at",
        "from",
        "with",
        "on",
        "who",
        "quien",
        "que",
        "whose",
        "—",
        "de",
        "del",
        "en",
        "to",
    }
)


def _belongs_to_title(words: Sequence[str], of: int) -> bool:
    """ "secretary of state Ana Ruiz", and not "the spokesman of Minister Ana Ruiz"."""
    if words[of] not in ("of", "de", "to", "del") or words[of - 1] not in TITLES or len(words) <= of + 2:
        return False
    return not any(word in TITLES for word in words[of + 1 : of + 3])


@dataclass(frozen=True, slots=True)
class Resolved:
    """`span` is the mention that was resolved; None when the speaker was carried over and no word names them."""

    person: Person
    kind: MentionKind
    span: Span | None


class Resolver:
    """Answers "who is that?" for spans of one document, in reading order."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], people: Sequence[Person]) -> None:
        self.scene = Scene(text, paragraphs, people)
        self.offices = Offices(self.scene)
        self.last: Person | None = None
        self.last_source: Span | None = None
        self.last_at = 0

    # --- entry points -----------------------------------------------------------------------------------------------

    def source(self, proposal: Proposal, outer: Person | None = None) -> Resolved | None:
        """The speaker of a proposal. `outer` is whose words it stands in: inside them "he" is somebody else."""
        if proposal.carried:
            if proposal.cue is not None:
                chosen = self._likeliest(proposal.cue, "", proposal, ())
                return Resolved(chosen, MentionKind.PRONOUN, None) if chosen is not None else None
            if self._goes_on(proposal):
                return Resolved(self.last, MentionKind.PRONOUN, None) if self.last is not None else None
            return self._acting_before(proposal)
        if proposal.source is None or proposal.agentless:
            return None
        if proposal.rule == "turn" and proposal.source.of(self.scene.text).lower() in ANSWERS:
            return self._interviewed()
        told = self.named(proposal.addressee)
        barred = [person for person in (told, outer) if person is not None]
        return self.resolve(proposal.source, proposal, barred=barred)

    def carried_source(self, proposal: Proposal) -> Span | None:
        """Where the text names the source of words that go on without one."""
        return self.last_source if proposal.carried and proposal.cue is None and self._goes_on(proposal) else None

    def _interviewed(self) -> Resolved | None:
        """Whom the headline names, if it names one person."""
        headed = self.scene.headed
        return Resolved(headed[0], MentionKind.NOMINAL, None) if len(headed) == 1 else None

    def _goes_on(self, proposal: Proposal) -> bool:
        return self.last_source is not None and self.scene.ordinal[proposal.paragraph] - self.last_at <= _CARRIED_OVER

    def _acting_before(self, proposal: Proposal) -> Resolved | None:
        """ "Ruiz shook her head. “Never.”": the words are hers with whom the sentence before begins."""
        names = self.scene.by_place.get((proposal.paragraph, proposal.sentence - 1), ())
        if not names or names[0][0].first > 0 or names[0][0].possessive:
            return None
        return Resolved(names[0][1], MentionKind.NAME, names[0][0].span)

    def addressee(self, proposal: Proposal, speaker: Person | None) -> Resolved | None:
        """Who was told, if a name, a role or a pronoun says so."""
        if proposal.addressee is None:
            return None
        return self.resolve(proposal.addressee, proposal, barred=[speaker] if speaker is not None else [])

    def heard(self, proposal: Proposal, person: Person | None) -> None:
        """Notes who spoke at this place of the text."""
        if person is not None:
            self.scene.spoke[proposal.paragraph, proposal.sentence] = person
        if proposal.carried and not self._goes_on(proposal):
            self.last, self.last_source = person, None
        if not proposal.carried:
            self.last, self.last_source = person, proposal.source
            self.last_at = self.scene.ordinal[proposal.paragraph]

    def named(self, span: Span | None) -> Person | None:
        """The person named by a name in `span`, if it holds one."""
        if span is None:
            return None
        found = self.scene.names_in(span)
        return found[0][1] if found else None

    def resolve(self, span: Span, proposal: Proposal, *, barred: Sequence[Person] = ()) -> Resolved | None:
        words = tokens(self.scene.text, span)
        lex = self.scene.lexicon[proposal.paragraph].words
        if len(words) == 1 and base(words[0].low) in lex.SUBJECT_PRONOUNS | lex.OBJECT_PRONOUNS:
            return self._pronoun(span, base(words[0].low), proposal, barred)
        head_end = self._head_end(span)
        by_name = [
            (name, person)
            for name, person in self.scene.names_in(span)
            if name.span.start < head_end <= name.span.end + 2
            and (not name.possessive or name.span.end + 2 >= span.end)
        ]
        if by_name:
            name, person = by_name[-1]
            if len(
                {id(other) for _, other in self.scene.names_in(Span(span.start, head_end))}
            ) > 1 and " and " in span.of(self.scene.text):
                return None
            return Resolved(person, MentionKind.NAME, name.span)
        meant = self.offices.meant_by(span, head_end, proposal, barred)
        return Resolved(meant, MentionKind.NOMINAL, span) if meant is not None else None

    # --- names ------------------------------------------------------------------------------------------------------

    def _head_end(self, span: Span) -> int:
        """Where the head of a noun phrase ends: before its first "of", comma or relative."""
        words = tokens(self.scene.text, span)
        end = words[0].end
        for index, token in enumerate(words):
            if index and token.low in _HEAD_STOPS and not _belongs_to_title([word.low for word in words], index):
                break
            end = token.end
        return end

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, span: Span, word: str, proposal: Proposal, barred: Sequence[Person]) -> Resolved | None:
        lex = self.scene.lexicon[proposal.paragraph].words
        gender = "m" if word in lex.PRONOUNS_MALE else "f" if word in lex.PRONOUNS_FEMALE else ""
        if not gender:
            return None
        chosen = self._likeliest(span, gender, proposal, barred)
        return Resolved(chosen, MentionKind.PRONOUN, span) if chosen is not None else None

    def _likeliest(self, span: Span, gender: str, proposal: Proposal, barred: Sequence[Person]) -> Person | None:
        best = -1
        chosen: Person | None = None
        for score, person in self._candidates(span, proposal):
            if person in barred or (gender and person.gender and person.gender != gender):
                continue
            agreeing = score + (1 if gender and person.gender == gender else 0)
            if agreeing > best:
                best, chosen = agreeing, person
        return chosen

    def _candidates(self, span: Span, proposal: Proposal) -> list[tuple[int, Person]]:
        """People in reach of a pronoun with how strongly the text points to them, nearest first."""
        here = self.scene.here(proposal)
        if here is None:
            return []
        found: list[tuple[int, Person]] = []
        for distance in range(_LOOK_BACK + 1):
            if here - distance < 0:
                break
            place = self.scene.places[here - distance]
            weight = 20 - 5 * distance
            speaker = self.scene.spoke.get(place)
            if speaker is not None and (distance or self._spoke_before(speaker, place, span)):
                found.append((weight + 4, speaker))
            subject_seen = False
            for name, person in self.scene.named_at(place, span.start):
                if name.quoted and proposal.within is None:
                    continue
                bonus = 0 if name.possessive else 2 if not subject_seen else 0
                subject_seen = subject_seen or not name.possessive
                found.append((weight + bonus - (1 if name.possessive else 0), person))
        return found

    def _spoke_before(self, speaker: Person, place: Place, span: Span) -> bool:
        return any(person is speaker for _, person in self.scene.named_at(place, span.start))
