"""Articles for the benchmark, as many as are wanted and all different. The same numbers make the same articles.

Nothing in them was ever published. They are like news in what costs time: 300 to 600 words that follow Zipf's law, a
subject with words of its own, people who are quoted and make promises, phrases and closing lines that hundreds share,
and now and then a copy of an earlier report under another headline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random

from scripts.bench import words

COPIES = 0.08
"""How many of all articles tell an earlier one again."""
_REACH = 300
"""How many articles back such a copy finds its original: agencies' reports are copied within days."""


LATER = 10**6
"""Articles with this number and above are of the year after."""
_KNOWN = 5_000
"""How many people are in the news at all."""


@dataclass(frozen=True, slots=True)
class Speech:
    """Words in quotation marks, somebody's full name, and whether the words are a promise."""

    words: str
    speaker: str
    promise: bool


@dataclass(frozen=True, slots=True)
class Report:
    number: int
    outlet: str
    headline: str
    paragraphs: tuple[str, ...]
    speeches: tuple[Speech, ...]
    day: str
    """When it was published, as 2024-05-01."""

    @property
    def text(self) -> str:
        return "\n\n".join((self.headline, *self.paragraphs)) + "\n"


def chance(seed: str) -> Random:
    """The same choices for the same seed."""
    return Random(seed)  # noqa: S311  # it is no secret


@lru_cache(maxsize=1024)
def report(number: int) -> Report:
    """Article `number`. Copies are of the reports shortly before."""
    random = chance(f"report {number}")
    if number > 10 and random.random() < COPIES:
        return _copy(_original(number - random.randint(1, min(number - 1, _REACH))), number, random)
    return _original(number)


def _copy(of: Report, number: int, random: Random) -> Report:
    """Another headline and last line and, in most, some of the end cut off or a word or two changed."""
    kept = of.paragraphs[:-1][: max(4, round(len(of.paragraphs) * random.choice((1, 1, 0.8, 0.6))))]
    if random.random() < 0.5:
        kept = tuple(paragraph.replace(" the ", " this ", 1) for paragraph in kept)
    own = _original(number)
    speeches = tuple(speech for speech in of.speeches if any(speech.words in one for one in kept))
    return replace(own, paragraphs=(*kept, own.paragraphs[-1]), speeches=speeches)


@lru_cache(maxsize=1024)
def _original(number: int) -> Report:
    writer = _Writer(chance(f"original {number}"))
    return writer.report(number)


def _zipf(some: Sequence[str], random: Random) -> str:
    """One of `some`: the second half as often as the first, the third a third as often, and so on."""
    return some[int((len(some) + 1) ** random.random()) - 1]


def _invented(random: Random) -> str:
    """A name of a town or a family."""
    return random.choice(words.STARTS) + random.choice(words.MIDDLES) * random.randint(0, 1) + random.choice(words.ENDS)


@lru_cache(maxsize=1)
def _people() -> tuple[str, ...]:
    """Whoever is in the news, the best known first."""
    random = chance("people")
    return tuple(f"{random.choice(words.FIRST_NAMES)} {_invented(random)}" for _ in range(_KNOWN))


class _Writer:
    """Writes one article."""

    def __init__(self, random: Random) -> None:
        self.random = random
        own, *others = random.sample(words.TOPICS, 3)
        self.own = random.sample(own, len(own))
        self.nouns = (*words.NOUNS, *(word for topic in others for word in topic))
        self.people = [_zipf(_people(), random) for _ in range(4)]
        self.offices = [f"{random.choice(words.OFFICES)} {name}" for name in self.people]
        self.town = _invented(random)
        self.body = f"the {_invented(random)} {_zipf(words.NOUNS, random)} office"
        self.outlet = _zipf(words.OUTLETS, random)
        self.speeches: list[Speech] = []

    def report(self, number: int) -> Report:
        wanted, written = self.random.randint(300, 600), 0
        paragraphs = []
        while written < wanted:
            paragraph = self._speech() if self.random.random() < 0.6 else self._paragraph()
            paragraphs.append(paragraph)
            written += paragraph.count(" ") + 1
        if self.random.random() < 0.5:
            paragraphs.insert(len(paragraphs) // 2, self._filled(words.BACKGROUND))
        paragraphs.append(self._filled(words.BOILERPLATE[:1] if number % 3 == 0 else words.BOILERPLATE))
        headline = f"{self.town} {_zipf(words.VERBS, self.random)} {self._thing()} {self.random.choice(words.WHEN)}"
        day = f"{2024 + (number >= LATER)}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
        return Report(number, self.outlet, headline, tuple(paragraphs), tuple(self.speeches), day)

    def _noun(self) -> str:
        return _zipf(self.own if self.random.random() < 0.45 else self.nouns, self.random)

    def _thing(self) -> str:
        chance = self.random.random()
        noun, article = self._noun(), "the" if self.random.random() < 0.6 else "a"
        if chance < 0.3:
            return f"{article} {_zipf(words.ADJECTIVES, self.random)} {noun}"
        if chance < 0.45:
            return f"the {noun} of {self.body if self.random.random() < 0.2 else f'the {self._noun()}'}"
        if chance < 0.55:
            return f"{self.random.randint(2, 950)} {self.random.choice(words.NUMBERED)}"
        return f"{article} {noun}"

    def _clause(self) -> str:
        pick, random = _zipf, self.random
        subject = random.choice(self.offices) if random.random() < 0.2 else self._thing()
        clause = f"{subject} {pick(words.VERBS, random)} {self._thing()}"
        if random.random() < 0.6:
            clause += f" {pick(words.PLACED, random)} {self._thing()}"
        if random.random() < 0.4:
            clause += f" {random.choice(words.WHEN)}"
        return clause

    def _sentence(self) -> str:
        sentence = self._clause()
        if self.random.random() < 0.5:
            sentence += f" {_zipf(words.JOINED, self.random)} {self._clause()}"
        if self.random.random() < 0.15:
            sentence = f"in {self.town}, {sentence}"
        return f"{sentence[0].upper()}{sentence[1:]}."

    def _paragraph(self) -> str:
        return " ".join(self._sentence() for _ in range(self.random.randint(1, 3)))

    def _speech(self) -> str:
        random = self.random
        turn = random.randrange(len(self.people))
        promise = random.random() < 0.03
        said = self._promise() if promise else self._sentence()[:-1]
        self.speeches.append(Speech(said, self.people[turn], promise))
        speaker = self.offices[turn] if random.random() < 0.5 else self.people[turn]
        after = f" {random.choice(words.WHEN)}" if random.random() < 0.5 else ""
        return f"“{said},” {speaker} {_zipf(words.SAID, random)}{after}. {self._sentence()}"

    def _promise(self) -> str:
        random = self.random
        will = "will never" if random.random() < 0.3 else "will"
        goal = f"the {_zipf(words.ADJECTIVES, random)} {_zipf(self.own, random)}"
        return f"We {will} {_zipf(words.PLEDGED, random)} {goal} {_zipf(words.PLACED, random)} {self._thing()}"

    def _filled(self, lines: Sequence[str]) -> str:
        line = _zipf(lines, self.random)
        unit = self.random.choice(words.NUMBERED)
        return line.format(outlet=self.outlet, a=self.own[0], n=self.random.randint(2, 900), unit=unit)
