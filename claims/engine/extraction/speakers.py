"""Resolver: which person a source, an addressee or a pronoun means. None rather than a wrong name.

It walks the statements in the order of the text and keeps what a reader would: who was named where, who spoke last.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from claims.engine.extraction.findings import MentionKind
from claims.engine.extraction.lexicon.names import (
    DEMONYMS,
    LEADER_TITLES,
    OFFICE_NOUNS,
    PERSON_NOUNS,
    PLACES,
    ROLE_WORDS,
    TITLE_MODIFIERS,
    TITLES,
)
from claims.engine.extraction.names import Name
from claims.engine.extraction.people import Person
from claims.engine.extraction.phrases import base
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph, Sentence
from claims.engine.extraction.turns import ANSWERS
from claims.engine.text import SegmentKind, Span, tokens

_CARRIED_OVER = 1
"""A quotation without a speaker is the last speaker's in the same paragraph or the next; further on, nobody's."""
_NAMES_MAX = 12
_LOOK_BACK = 4
"""Sentences a pronoun may reach back over."""
_OTHER_OFFICE = frozenset({"vice", "former", "deputy", "assistant", "acting"})
"""Words that make one office another: "the presidential nominee" is not the vice presidential one."""
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
        "whose",
        "—",
        "de",
        "del",
        "en",
        "to",
    }
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """`span` is the mention that was resolved; None when the speaker was carried over and no word names them."""

    person: Person
    kind: MentionKind
    span: Span | None


class Resolver:
    """Answers "who is that?" for spans of one document, in reading order."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], people: Sequence[Person]) -> None:
        self.text = text
        self.places = [(p.index, k) for p in paragraphs if p.is_read for k in range(len(p.sentences))]
        self.position = {place: at for at, place in enumerate(self.places)}
        self.sentence: dict[tuple[int, int], Sentence] = {
            (p.index, k): sentence for p in paragraphs for k, sentence in enumerate(p.sentences)
        }
        self.lexicon = {p.index: p.lexicon for p in paragraphs}
        self.heads = {p.index for p in paragraphs if p.segment.kind in (SegmentKind.HEADLINE, SegmentKind.DECK)}
        self.people = people
        pairs = sorted(((name, person) for person in people for name in person.names), key=lambda pair: pair[0].span)
        self.names = pairs
        self.starts = [name.span.start for name, _ in pairs]
        self.by_place: dict[tuple[int, int], list[tuple[Name, Person]]] = {}
        for name, person in pairs:
            self.by_place.setdefault((name.paragraph, name.sentence), []).append((name, person))
        self.by_role: dict[str, list[tuple[frozenset[str], Person]]] = {}
        for person in people:
            for role in person.roles:
                words = _role_words(role)
                for word in words:
                    self.by_role.setdefault(word, []).append((words, person))
        self.spoke: dict[tuple[int, int], Person] = {}
        """Who spoke last in each sentence."""
        self.last: Person | None = None
        self.last_source: Span | None = None
        self.last_at = 0
        self.ordinal = {p.index: order for order, p in enumerate(p for p in paragraphs if p.is_read)}

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
        if proposal.rule == "turn" and proposal.source.of(self.text).lower() in ANSWERS:
            return self._interviewed()
        told = self.named(proposal.addressee)
        barred = [person for person in (told, outer) if person is not None]
        return self.resolve(proposal.source, proposal, barred=barred)

    def carried_source(self, proposal: Proposal) -> Span | None:
        """Where the text names the source of words that go on without one."""
        return self.last_source if proposal.carried and proposal.cue is None and self._goes_on(proposal) else None

    def _interviewed(self) -> Resolved | None:
        """Whom the headline names, if it names one person."""
        named = {id(person): person for name, person in self.names if name.paragraph in self.heads}
        return Resolved(next(iter(named.values())), MentionKind.NOMINAL, None) if len(named) == 1 else None

    def _goes_on(self, proposal: Proposal) -> bool:
        return self.last_source is not None and self.ordinal[proposal.paragraph] - self.last_at <= _CARRIED_OVER

    def _acting_before(self, proposal: Proposal) -> Resolved | None:
        """ "Ruiz shook her head. “Never.”": the words are hers with whom the sentence before begins."""
        names = self.by_place.get((proposal.paragraph, proposal.sentence - 1), ())
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
            self.spoke[proposal.paragraph, proposal.sentence] = person
        if proposal.carried and not self._goes_on(proposal):
            self.last, self.last_source = person, None
        if not proposal.carried:
            self.last, self.last_source = person, proposal.source
            self.last_at = self.ordinal[proposal.paragraph]

    def named(self, span: Span | None) -> Person | None:
        """The person named by a name in `span`, if it holds one."""
        if span is None:
            return None
        found = self._names_in(span)
        return found[0][1] if found else None

    def resolve(self, span: Span, proposal: Proposal, *, barred: Sequence[Person] = ()) -> Resolved | None:
        words = tokens(self.text, span)
        lex = self.lexicon[proposal.paragraph].words
        if len(words) == 1 and base(words[0].low) in lex.SUBJECT_PRONOUNS | lex.OBJECT_PRONOUNS:
            return self._pronoun(span, base(words[0].low), proposal, barred)
        head_end = self._head_end(span)
        by_name = [
            (name, person)
            for name, person in self._names_in(span)
            if name.span.start < head_end <= name.span.end + 2
            and (not name.possessive or name.span.end + 2 >= span.end)
        ]
        if by_name:
            name, person = by_name[-1]
            if len({id(other) for _, other in self._names_in(Span(span.start, head_end))}) > 1 and " and " in span.of(
                self.text
            ):
                return None
            return Resolved(person, MentionKind.NAME, name.span)
        return self._nominal(span, head_end, proposal, barred)

    # --- names ------------------------------------------------------------------------------------------------------

    def _names_in(self, span: Span) -> list[tuple[Name, Person]]:
        at = bisect_left(self.starts, span.start)
        found = []
        while at > 0 and self.names[at - 1][0].span.end > span.start:
            at -= 1
        while at < len(self.names) and self.names[at][0].span.start < span.end:
            if self.names[at][0].span.end <= span.end + 2:
                found.append(self.names[at])
            at += 1
        return found

    def _head_end(self, span: Span) -> int:
        """Where the head of a noun phrase ends: before its first "of", comma or relative."""
        words = tokens(self.text, span)
        end = words[0].end
        for index, token in enumerate(words):
            if (
                index
                and token.low in _HEAD_STOPS
                and not (token.low in ("of", "de", "to") and words[index - 1].low in TITLES and len(words) > index + 2)
            ):
                break
            end = token.end
        return end

    # --- nominals ---------------------------------------------------------------------------------------------------

    def _nominal(self, span: Span, head_end: int, proposal: Proposal, barred: Sequence[Person]) -> Resolved | None:
        words = [token.low for token in tokens(self.text, Span(span.start, head_end)) if token.is_word]
        if len(words) < 2:
            return None
        if words[0] not in ("the", "el", "la"):
            beside = self._named_beside(span) if words[-1] in PERSON_NOUNS else None
            return Resolved(beside, MentionKind.NOMINAL, span) if beside is not None else None
        full = _role_words(" ".join(token.low for token in tokens(self.text, span) if token.is_word))
        head = self._head_noun(words, proposal)
        if head not in PERSON_NOUNS:
            return None
        person = self._named_beside(span) or self._by_role(full, head, span, barred)
        if person is None:
            person = self._by_nation(words, head, span, proposal, barred)
        if person is None and head in OFFICE_NOUNS:
            person = self._spoken_of(full, span, proposal, barred)
        return Resolved(person, MentionKind.NOMINAL, span) if person is not None else None

    def _head_noun(self, words: Sequence[str], proposal: Proposal) -> str:
        """The last word in English ("the prime minister"), the first noun in Spanish ("el presidente chino")."""
        spanish = self.lexicon[proposal.paragraph].language == "es"
        noun = next((word for word in words if word in PERSON_NOUNS), words[-1]) if spanish else words[-1]
        return ROLE_WORDS.get(noun, noun)

    def _named_beside(self, span: Span) -> Person | None:
        """ "the campaign's lawyer, Ruth Cole,": the name follows after a comma."""
        at = bisect_left(self.starts, span.end)
        if at < len(self.names) and self.text[span.end : self.starts[at]] == ", ":
            return self.names[at][1]
        return None

    def _by_role(self, words: frozenset[str], head: str, span: Span, barred: Sequence[Person]) -> Person | None:
        known = [(role, person) for role, person in self.by_role.get(head, ()) if person not in barred]
        fitting = [
            (len(role - words), person)
            for role, person in known
            if words <= role and not _OTHER_OFFICE & (role - words)
        ]
        if not fitting:
            holders = {id(person): person for role, person in known if not _OTHER_OFFICE & (role ^ words)}
            told_apart = any(word in DEMONYMS or word in TITLE_MODIFIERS or word in PLACES for word in words)
            return next(iter(holders.values())) if len(holders) == 1 and not told_apart else None
        least = min(extra for extra, _ in fitting)
        people = list({id(person): person for extra, person in fitting if extra == least}.values())
        if len(people) == 1:
            return people[0]
        return max(people, key=lambda person: self._last_named(person, span.start))

    def _last_named(self, person: Person, before: int) -> int:
        return max((name.span.start for name in person.names if name.span.start < before), default=-1)

    def _by_nation(
        self, words: list[str], head: str, span: Span, proposal: Proposal, barred: Sequence[Person]
    ) -> Person | None:
        """ "the Chinese leader": a head of state or government named just before, who is not of another nation."""
        nation = next((DEMONYMS[word] for word in words if word in DEMONYMS), "")
        if head not in LEADER_TITLES or not nation:
            return None
        here = self.position.get((proposal.paragraph, proposal.sentence))
        if here is None:
            return None
        barred_here = {id(person) for person in barred}
        for place in reversed(self.places[max(0, here - 2) : here + 1]):
            fitting = [
                person
                for name, person in self.by_place.get(place, ())
                if name.span.start < span.start
                and id(person) not in barred_here
                and _leads(person)
                and _nations(person) <= {nation}
            ]
            if fitting:
                return fitting[0]
        return None

    def _spoken_of(
        self, words: frozenset[str], span: Span, proposal: Proposal, barred: Sequence[Person]
    ) -> Person | None:
        """ "The nominee" when the two sentences before are about one person only, who holds no other office."""
        here = self.position.get((proposal.paragraph, proposal.sentence))
        if here is None or span.start != self.sentence[self.places[here]].span.start:
            return None
        found: dict[int, Person] = {}
        for place in self.places[max(0, here - 2) : here]:
            opening = [
                person for name, person in self.by_place.get(place, ()) if name.first == 0 and not name.possessive
            ]
            speaker = self.spoke.get(place)
            found.update({id(person): person for person in [*opening, *([speaker] if speaker else [])]})
        if len(found) != 1:
            return None
        [person] = found.values()
        held = [role for name in person.roles if (role := _role_words(name)) & OFFICE_NOUNS]
        fits = any(role & words & OFFICE_NOUNS and not _OTHER_OFFICE & (role - words) for role in held)
        fits = fits or not person.roles
        return person if fits and person not in barred else None

    # --- pronouns ---------------------------------------------------------------------------------------------------

    def _pronoun(self, span: Span, word: str, proposal: Proposal, barred: Sequence[Person]) -> Resolved | None:
        lex = self.lexicon[proposal.paragraph].words
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
        here = self.position.get((proposal.paragraph, proposal.sentence))
        if here is None:
            return []
        found: list[tuple[int, Person]] = []
        for distance in range(_LOOK_BACK + 1):
            if here - distance < 0:
                break
            place = self.places[here - distance]
            weight = 20 - 5 * distance
            speaker = self.spoke.get(place)
            if speaker is not None and (distance or self._spoke_before(speaker, place, span)):
                found.append((weight + 4, speaker))
            subject_seen = False
            for name, person in self._named_at(place, span.start):
                if name.quoted and proposal.within is None:
                    continue
                bonus = 0 if name.possessive else 2 if not subject_seen else 0
                subject_seen = subject_seen or not name.possessive
                found.append((weight + bonus - (1 if name.possessive else 0), person))
        return found

    def _named_at(self, place: tuple[int, int], before: int) -> Sequence[tuple[Name, Person]]:
        """The names of one sentence that stand before an offset; the last few, should it hold very many."""
        names = self.by_place.get(place, [])
        end = bisect_left(names, before, key=lambda pair: pair[0].span.start)
        return names[max(0, end - _NAMES_MAX) : end]

    def _spoke_before(self, speaker: Person, place: tuple[int, int], span: Span) -> bool:
        return any(person is speaker for _, person in self._named_at(place, span.start))


def _role_words(role: str) -> frozenset[str]:
    words = (base(word) for word in role.lower().replace("’", "'").split())
    return frozenset(
        ROLE_WORDS.get(word, word)
        for word in words
        if word not in ("the", "of", "a", "an", "el", "la", "de", "del", "for")
    )


def _leads(person: Person) -> bool:
    return any(word in LEADER_TITLES for role in person.roles for word in _role_words(role))


def _nations(person: Person) -> set[str]:
    return {DEMONYMS[word] for role in person.roles for word in role.lower().split() if DEMONYMS.get(word)}
