"""Stage: people. Gathers names into persons: one surname may be two people, one person has many forms.

A run of capitals is taken for a person on evidence only: a title, a known given name, or that it speaks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claims.engine.extraction.lexicon.names import DEMONYMS, ORGANISATION_WORDS, PLACES
from claims.engine.extraction.names import Name, is_given, names_of
from claims.engine.extraction.proposals import Proposal
from claims.engine.extraction.reading import Paragraph
from claims.engine.extraction.strays import without_strays
from claims.engine.extraction.turns import LABELLED_RULES, name_on_label
from claims.engine.text import Span

_TRADE_ENDINGS = ("er", "or", "ist", "ian", "man", "woman")
_SPANISH_ARTICLES = frozenset({"el", "la", "un", "una"})
_ROLE_WORDS_MAX = 3
_SHORT = 3
"""A Spanish preposition has no more letters: "la alcaldesa de Lima" names nobody."""
_OPENING_TOKENS = 3
_NAMESAKES_MAX = 40
"""More people of one name in one text are noise; the bound keeps the search for a name's owner short."""
_ROLES_MAX = 40
"""Nobody has more in one text; the bound keeps the search for whom "the mayor" means short."""
_NEARBY = 2
"""How many paragraphs back a full name still says whom a bare surname means."""


class Person:
    """Someone the text names, while it is being read. Names are added in two passes; each in order of the text."""

    def __init__(self) -> None:
        self.names: list[Name] = []
        self.key: tuple[str, ...] = ()
        """The fullest form seen, lower-cased."""
        self.named_in_full: list[tuple[int, int]] = []
        """Start and paragraph of each full name by which a sentence begins, so that the text goes on about them."""
        self._roles: dict[str, None] = {}
        self._genders: Counter[str] = Counter()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(self._roles)

    @property
    def gender(self) -> str:
        return max(self._genders, key=lambda gender: self._genders[gender], default="")

    @property
    def full_name(self) -> str:
        longest = max(len(name.words) for name in self.names)
        forms = Counter(" ".join(name.words) for name in self.names if len(name.words) == longest)
        return max(forms, key=lambda form: (forms[form], not form.isupper()))

    @property
    def first_seen(self) -> int:
        return min(name.span.start for name in self.names)

    def add(self, name: Name) -> None:
        self.names.append(name)
        if len(name.key) > len(self.key):
            self.key = name.key
        if len(name.words) > 1 and not name.possessive and name.first <= _OPENING_TOKENS:
            self.named_in_full.append((name.span.start, name.paragraph))
        if len(self._roles) < _ROLES_MAX:
            self._roles.update(dict.fromkeys(name.roles))
        if name.gender:
            self._genders[name.gender] += 1


def gather(paragraphs: Sequence[Paragraph], proposals: Sequence[Proposal]) -> tuple[Person, ...]:
    """The persons of a document, in order of their first mention."""
    names = _names(paragraphs, proposals)
    text = next((sentence.text for paragraph in paragraphs for sentence in paragraph.sentences), "")
    speaking = {
        _without_trade(text, proposal.source) for proposal in proposals if proposal.source and not proposal.agentless
    }
    index = _Index()
    for name in names:
        if len(name.words) > 1:
            index.join_full(name)
    for name in names:
        if len(name.words) == 1:
            index.join_short(name)
    found = [person for person in index.people if _is_person(person, speaking)]
    return tuple(sorted(found, key=lambda person: person.first_seen))


def _names(paragraphs: Sequence[Paragraph], proposals: Iterable[Proposal]) -> list[Name]:
    """Names as running text has them, and those on the labels of an interview's turns."""
    labels = {
        proposal.source: proposal for proposal in proposals if proposal.rule in LABELLED_RULES and proposal.source
    }
    written = [name for paragraph in paragraphs for name in names_of(paragraph) if name.span not in labels]
    names = without_strays(written, paragraphs)
    if labels:
        text = next(sentence.text for paragraph in paragraphs for sentence in paragraph.sentences)
        spoken = [name_on_label(text, proposal) for proposal in labels.values()]
        names = sorted([*names, *(name for name in spoken if name is not None)], key=lambda name: name.span)
    return names


def _without_trade(text: str, source: Span) -> tuple[int, int]:
    """The source without a trade before the name: "banker Ana Ruiz", "la ceramista Ana Ruiz"."""
    words = source.of(text).split(" ")
    lead = next((at for at, word in enumerate(words) if at and word[:1].isupper()), 0)
    trade = lead == 1 and words[0].islower() and words[0].endswith(_TRADE_ENDINGS)
    role = words[0].lower() in _SPANISH_ARTICLES and 1 < lead <= _ROLE_WORDS_MAX + 1 and len(words[lead - 1]) > _SHORT
    if not (trade or role) or not ORGANISATION_WORDS.isdisjoint(words[:lead]):
        return (source.start, source.end)
    return (source.start + sum(len(word) + 1 for word in words[:lead]), source.end)


def _is_person(person: Person, speaking: set[tuple[int, int]]) -> bool:
    if any(name.titled or name.has_given_name for name in person.names):
        return True
    return any((name.span.start, name.span.end) in speaking and _looks_personal(name) for name in person.names)


def _looks_personal(name: Name) -> bool:
    """A capitalised run that speaks is a person unless its words are those of a body, a people or a place."""
    if any(word in ORGANISATION_WORDS or word in PLACES or word in DEMONYMS for word in name.key):
        return False
    if len(name.words) == 1:
        word = name.words[0]
        return not word.isupper() and not word.endswith("s") and word.isalpha()
    return not any(word.isupper() and len(word) > 2 for word in name.words)


class _Index:
    """Persons by the words of their names, so that each name is placed without looking at all of them."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.by_last: dict[str, list[Person]] = defaultdict(list)
        self.by_first: dict[str, list[Person]] = defaultdict(list)

    def join_full(self, name: Name) -> None:
        key = name.key
        for person in self.by_last[key[-1]]:
            if _compatible(person.key, key):
                self._add(person, name)
                return
        for person in self.by_first[key[0]]:
            if person.key[: len(key)] == key or key[: len(person.key)] == person.key:
                self._add(person, name)
                return
        person = Person()
        self.people.append(person)
        self._add(person, name)

    def join_short(self, name: Name) -> None:
        """A surname, or a given name, or a family name that comes first, of someone named in full."""
        word = name.key[0]
        fitting = [person for person in self.by_last[word] if _gender_fits(person, name)]
        fitting = fitting or [person for person in self.by_first[word] if not name.gender or _gender_fits(person, name)]
        if not fitting:
            person = Person()
            self.people.append(person)
            self._add(person, name)
            return
        self._add(fitting[0] if len(fitting) == 1 else _likeliest(fitting, name), name)

    def _add(self, person: Person, name: Name) -> None:
        person.add(name)
        for table, word in self._entries(name):
            namesakes = table[word]
            if len(namesakes) < _NAMESAKES_MAX and person not in namesakes:
                namesakes.append(person)

    def _entries(self, name: Name) -> Iterator[tuple[dict[str, list[Person]], str]]:
        yield self.by_last, name.key[-1]
        yield self.by_first, name.key[0]
        if (name.has_given_name or name.titled) and len(name.key) > 2 and not is_given(name.key[-2]):
            yield self.by_last, name.key[-2]  # "Claudia Barrios Leal" is Barrios, with two surnames


def _gender_fits(person: Person, name: Name) -> bool:
    return not name.gender or not person.gender or name.gender == person.gender


def _compatible(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Two full names of one surname are one person when their first names agree: equal, cut short or an initial."""
    a, b = one[0].rstrip("."), other[0].rstrip(".")
    if a == b or a in other[:-1] or b in one[:-1]:
        return True
    shorter, longer = sorted((a, b), key=len)
    return longer.startswith(shorter) and (len(shorter) == 1 or len(shorter) > 2)


def _likeliest(fitting: list[Person], name: Name) -> Person:
    """Of several people with this surname: the one last named in full nearby, else the one named most."""

    def weight(person: Person) -> tuple[int, int]:
        before = bisect_left(person.named_in_full, (name.span.start, 0))
        nearest = person.named_in_full[before - 1][1] if before else -1
        return (nearest if name.paragraph - nearest <= _NEARBY else -1, len(person.names))

    return max(fitting, key=weight)
