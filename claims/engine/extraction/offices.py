"""Resolver: which person a title or an office means: "the mayor", "the Chinese leader", "her lawyer, Ruth Cole".

It knows the roles that a text gives its people, and whom the sentences before are about. None rather than a wrong name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice

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


class _Holders:
    """Several people whom one description fits, with where the text names them."""

    def __init__(self, people: Iterable[Person], scene: Scene) -> None:
        self.people = [*{id(person): person for person in people}.values()]
        named = sorted((start, k) for k, person in enumerate(self.people) for start in scene.starts_of[id(person)])
        self.starts = [start for start, _ in named]
        self.named = [self.people[k] for _, k in named]
        self.since: list[int] = []
        """For each naming, the first of the run of namings in which nobody else is named."""
        for at, person in enumerate(self.named):
            self.since.append(self.since[-1] if at and self.named[at - 1] is person else at)

    def only(self, barred: Sequence[Person]) -> Person | None:
        """The one who is left without the barred ones; None when nobody or several are."""
        left = [*islice((person for person in self.people if person not in barred), 2)]
        return left[0] if len(left) == 1 else None

    def last_named(self, before: int, barred: Sequence[Person]) -> Person | None:
        """Whom the text named last before an offset; the first of all where it named none of them."""
        at = bisect_left(self.starts, before) - 1
        while at >= 0 and self.named[at] in barred:
            at = self.since[at] - 1
        return self.named[at] if at >= 0 else next((one for one in self.people if one not in barred), None)


class Offices:
    """The people of one document by what they are. What is asked again and again is looked up once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.roles = {id(person): [*map(_role_words, person.roles)] for person in scene.people}
        self.by_role: dict[str, list[tuple[frozenset[str], Person]]] = {}
        for person in scene.people:
            for words in self.roles[id(person)]:
                for word in words:
                    self.by_role.setdefault(word, []).append((words, person))
        self._fitting: dict[frozenset[str], list[_Holders]] = {}
        self._heads: dict[tuple[str, frozenset[str]], _Holders] = {}

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
        for holders in self._closest_first(words | {head}):
            found = holders.only(barred) or holders.last_named(span.start, barred)
            if found is not None:
                return found
        if any(word in DEMONYMS or word in TITLE_MODIFIERS or word in PLACES for word in words):
            return None
        return self._in_office(head, words & _OTHER_OFFICE).only(barred)

    def _closest_first(self, words: frozenset[str]) -> list[_Holders]:
        """Those whose role has all the words, in groups: first who is called so and nothing else."""
        found = self._fitting.get(words)
        if found is None:
            groups: dict[int, list[Person]] = {}
            for role, person in min((self.by_role.get(word, []) for word in words), key=len):
                if words <= role and not _OTHER_OFFICE & (role - words):
                    groups.setdefault(len(role - words), []).append(person)
            found = [_Holders(people, self.scene) for _, people in sorted(groups.items(), key=lambda group: group[0])]
            self._fitting[words] = found
        return found

    def _in_office(self, head: str, other: frozenset[str]) -> _Holders:
        """Everybody in an office, whatever else is said of it; `other` are the words that make it another one."""
        key = (head, other)
        if key not in self._heads:
            people = (person for role, person in self.by_role.get(head, ()) if role & _OTHER_OFFICE == other)
            self._heads[key] = _Holders(people, self.scene)
        return self._heads[key]

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
                for _, person in self.scene.named_at(place, span.start)
                if id(person) not in barred_here and self._leads(person) and _nations(person) <= {nation}
            ]
            if fitting:
                return fitting[0]
        return None

    def _spoken_of(
        self, words: frozenset[str], span: Span, proposal: Proposal, barred: Sequence[Person]
    ) -> Person | None:
        """ "The nominee" when the two sentences before are about one person only, who holds no other office."""
        here = self.scene.here(proposal)
        if here is None or span.start != self.scene.sentence_at(self.scene.places[here]).span.start:
            return None
        found: dict[int, Person] = {}
        for place in self.scene.places[max(0, here - 2) : here]:
            opening = [
                person
                for name, person in self.scene.by_place.get(place, ())[:1]
                if name.first == 0 and not name.possessive
            ]
            speaker = self.scene.spoke.get(place)
            found.update({id(person): person for person in [*opening, *([speaker] if speaker else [])]})
        if len(found) != 1:
            return None
        [person] = found.values()
        held = [role for role in self.roles[id(person)] if role & OFFICE_NOUNS]
        fits = any(role & words & OFFICE_NOUNS and not _OTHER_OFFICE & (role - words) for role in held)
        fits = fits or not person.roles
        return person if fits and person not in barred else None

    def _leads(self, person: Person) -> bool:
        return any(not LEADER_TITLES.isdisjoint(role) for role in self.roles[id(person)])


def _role_words(role: str) -> frozenset[str]:
    words = (base(word) for word in role.lower().replace("’", "'").split())
    return frozenset(
        ROLE_WORDS.get(word, word)
        for word in words
        if word not in ("the", "of", "a", "an", "el", "la", "de", "del", "for")
    )


def _nations(person: Person) -> set[str]:
    return {DEMONYMS[word] for role in person.roles for word in role.lower().split() if DEMONYMS.get(word)}
