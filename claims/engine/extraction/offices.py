"""Resolver: which person a title or an office means: "the mayor", "the Chinese leader", "her lawyer, Ruth Cole".

It knows the roles that a text gives its people, and whom the sentences before are about. None rather than a wrong name.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.engine.extraction.lexicon.names import (
    DEMONYMS,
    LEADER_TITLES,
    OFFICE_NOUNS,
    PERSON_NOUNS,
    PLACES,
    ROLE_WORDS,
    TITLE_MODIFIERS,
)
from claims.engine.extraction.people import Person
from claims.engine.extraction.phrases import base
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.scene import Scene
from claims.engine.text import Span, tokens

_OTHER_OFFICE = frozenset({"vice", "former", "deputy", "assistant", "acting"})
"""Words that make one office another: "the presidential nominee" is not the vice presidential one."""


class Offices:
    """The people of one document by what they are."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_role: dict[str, list[tuple[frozenset[str], Person]]] = {}
        for person in scene.people:
            for role in person.roles:
                words = _role_words(role)
                for word in words:
                    self.by_role.setdefault(word, []).append((words, person))

    def meant_by(self, span: Span, head_end: int, proposal: Proposal, barred: Sequence[Person]) -> Person | None:
        words = [token.low for token in tokens(self.scene.text, Span(span.start, head_end)) if token.is_word]
        if len(words) < 2:
            return None
        if words[0] not in ("the", "el", "la"):
            return self.scene.named_beside(span) if words[-1] in PERSON_NOUNS else None
        full = _role_words(" ".join(token.low for token in tokens(self.scene.text, span) if token.is_word))
        head = self._head_noun(words, proposal)
        if head not in PERSON_NOUNS:
            return None
        person = self.scene.named_beside(span) or self._by_role(full, head, span, barred)
        if person is None:
            person = self._by_nation(words, head, span, proposal, barred)
        if person is None and head in OFFICE_NOUNS:
            person = self._spoken_of(full, span, proposal, barred)
        return person

    def _head_noun(self, words: Sequence[str], proposal: Proposal) -> str:
        """The last word in English ("the prime minister"), the first noun in Spanish ("el presidente chino")."""
        spanish = self.scene.lexicon[proposal.paragraph].language == "es"
        noun = next((word for word in words if word in PERSON_NOUNS), words[-1]) if spanish else words[-1]
        return ROLE_WORDS.get(noun, noun)

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
        return max(people, key=lambda person: self.scene.last_named(person, span.start))

    def _by_nation(
        self, words: list[str], head: str, span: Span, proposal: Proposal, barred: Sequence[Person]
    ) -> Person | None:
        """ "the Chinese leader": a head of state or government named just before, who is not of another nation."""
        nation = next((DEMONYMS[word] for word in words if word in DEMONYMS), "")
        if head not in LEADER_TITLES or not nation:
            return None
        here = self.scene.here(proposal)
        if here is None:
            return None
        barred_here = {id(person) for person in barred}
        for place in reversed(self.scene.places[max(0, here - 2) : here + 1]):
            fitting = [
                person
                for name, person in self.scene.by_place.get(place, ())
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
        here = self.scene.here(proposal)
        if here is None or span.start != self.scene.sentence[self.scene.places[here]].span.start:
            return None
        found: dict[int, Person] = {}
        for place in self.scene.places[max(0, here - 2) : here]:
            opening = [
                person for name, person in self.scene.by_place.get(place, ()) if name.first == 0 and not name.possessive
            ]
            speaker = self.scene.spoke.get(place)
            found.update({id(person): person for person in [*opening, *([speaker] if speaker else [])]})
        if len(found) != 1:
            return None
        [person] = found.values()
        held = [role for name in person.roles if (role := _role_words(name)) & OFFICE_NOUNS]
        fits = any(role & words & OFFICE_NOUNS and not _OTHER_OFFICE & (role - words) for role in held)
        fits = fits or not person.roles
        return person if fits and person not in barred else None


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
