"""Invented articles, edited copies of them, and texts that only look alike. The same seed makes the same texts.

Nothing here was ever published. Sentences are put together from parts, so that two articles share words and phrases
as news does, and copies are edited in the ways in which outlets edit agency copy.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random


def options(text: str) -> list[str]:
    return [" ".join(option.split()) for option in text.split("/")]


FIRST = options(
    """
    Ada / Boris / Celia / Dario / Edda / Farid / Greta / Hamid / Ines / Jorun / Kofi / Lena / Milo / Nadia / Oskar
    / Petra / Quirin / Rosa / Sami / Tilda
    """
)
LAST = options(
    """
    Abend / Brill / Corvo / Dunmore / Eklund / Farrow / Gallo / Hask / Ibarra / Jessop / Kostova / Lund / Marek /
    Nolte / Orsini / Pell / Quint / Rourke / Sava / Thorne
    """
)
TOWNS = options(
    """
    Aldermoor / Brackwater / Castelvo / Dunhaven / Elmstadt / Fairholt / Grimsby-Lee / Harrowgate / Istrana /
    Jarnvik / Kellmouth / Lorvale
    """
)
BODIES = options(
    """
    the harbour board / the regional council / the water authority / the teachers' union / the grid operator / the
    housing agency / the port workers / the health service / the audit court / the farmers' league
    """
)
THINGS = options(
    """
    a new tram line / the flooded school / a rent ceiling / the coal quay / lower water bills / the night ferry /
    a second hospital / the river dam / free school meals / the old stadium / a tax on empty flats / the motorway
    bridge / cheaper bus tickets / the fish market / a wind park / the archive building
    """
)
SAID = options(
    """
    said / told reporters / wrote in a letter / insisted / argued / told the chamber / explained / conceded
    """
)
DOES = options(
    """
    will be paid for by / has been put off because of / depends on an agreement with / was promised long before /
    would cost more than / is opposed by / was planned together with / cannot begin without / angers many in /
    should be finished before / is to be examined by / has little to do with
    """
)
WHEN = options(
    """
    on Monday / late on Tuesday / in the spring / after the summer break / before the vote / by the end of the
    year / during a long session / a week after the storm / for the third time / without much notice
    """
)
WHY = options(
    """
    because prices have risen / although few had asked for it / while builders wait for permits / as the budget is
    already spent / unless the courts decide otherwise / since nobody else offered to pay / so that families need
    not move / even if it takes a decade / once the engineers have reported / despite warnings from the fire
    service / before winter makes the roads worse
    """
)
HOW = options(
    """
    quietly / openly / reluctantly / at last / in detail / briefly / angrily / calmly / once more / in public
    """
)
COLOUR = options(
    """
    Rain fell on the square / Shops stayed shut / A brass band played / Children held up drawings / Police counted
    / The lights went out / Boats sounded their horns / Neighbours brought soup / Stewards cleared the gallery /
    Traffic came to a halt / Somebody rang the town bell / The heating had failed
    """
)
AGENCY = (
    "(Reporting by the Meridian bureau in Aldermoor; additional reporting by the Meridian news desk; editing by the "
    "Meridian editing team. Meridian is an agency of its member newspapers.)"
)
FOOTERS = [
    "Sign up for our morning letter and read the five stories that everybody will talk about before the first coffee.",
    "Support local journalism. A subscription costs less than a loaf of bread a week and can be ended at any time.",
    "This article was updated to correct the spelling of a name. You can write to the readers' editor at any hour.",
]


@dataclass(frozen=True)
class Story:
    """Who and what an article is about."""

    people: tuple[str, ...]
    towns: tuple[str, ...]
    bodies: tuple[str, ...]
    things: tuple[str, ...]


def story(random: Random) -> Story:
    names = tuple(f"{random.choice(FIRST)} {random.choice(LAST)}" for _ in range(4))
    pick = random.sample
    return Story(names, tuple(pick(TOWNS, 3)), tuple(pick(BODIES, 3)), tuple(pick(THINGS, 4)))


def sentence(about: Story, random: Random) -> str:
    """One of nine shapes; their parts give some hundred thousand sentences for each story."""
    pick = random.choice
    name, town, body, thing = pick(about.people), pick(about.towns), pick(about.bodies), pick(about.things)
    last, other = name.split()[-1], pick(about.people)
    number = random.randint(2, 9800)
    return pick(
        [
            lambda: f"{name} {pick(SAID)} {pick(WHEN)} that {thing} {pick(DOES)} {body} {pick(WHY)}.",
            lambda: f"“{thing.capitalize()} {pick(DOES)} {body},” {last} {pick(SAID)} {pick(HOW)}, “{pick(WHY)}.”",
            lambda: f"In {town}, {body} {pick(HOW)} counted {number} people who want {thing} {pick(WHEN)}.",
            lambda: f"{pick(COLOUR)} in {town} {pick(WHEN)}, {pick(WHY)}.",
            lambda: f"According to {body}, {thing} {pick(DOES)} {pick(about.bodies)} and {number} others {pick(WHEN)}.",
            lambda: f"{last} and {other} met {pick(HOW)} {pick(WHEN)}; {thing} {pick(DOES)} {town}, they {pick(SAID)}.",
            lambda: f"The sum of {number} crowns for {thing} was agreed {pick(WHEN)} {pick(WHY)}.",
            lambda: f"Asked about {thing}, {name} answered {pick(HOW)} that it {pick(DOES)} {body}.",
            lambda: f"{pick(WHY).capitalize()}, {body} of {town} {pick(HOW)} voted {pick(WHEN)} for {thing}.",
        ]
    )()


def article(about: Story, random: Random, *, sentences: int | None = None) -> list[str]:
    """Paragraphs of one to three sentences."""
    count = sentences or random.randint(12, 60)
    paragraphs = []
    while count > 0:
        size = min(count, random.randint(1, 3))
        paragraphs.append(" ".join(sentence(about, random) for _ in range(size)))
        count -= size
    return paragraphs


Edit = Callable[[list[str], Story, Random], list[str]]


def cut_to_60_percent(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    return paragraphs[: max(2, round(len(paragraphs) * 0.6))]


def excerpt_of_30_percent(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    """Some paragraphs of the original, standing in a text of the outlet's own that is about half as long again."""
    size = max(3, round(len(paragraphs) * 0.3))
    start = random.randrange(len(paragraphs) - size + 1)
    return [*paragraphs[start : start + size], *article(about, random, sentences=max(1, size // 2))]


def shuffled(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    return random.sample(paragraphs, len(paragraphs))


def ten_percent_of_words_replaced(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    other = [word for each in (WHY, DOES, SAID, HOW) for phrase in each for word in phrase.split()]
    return [
        " ".join(random.choice(other) if random.random() < 0.1 else word for word in paragraph.split())
        for paragraph in paragraphs
    ]


def paragraphs_inserted(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    longer = list(paragraphs)
    for extra in article(about, random, sentences=max(2, len(paragraphs) // 2)):
        longer.insert(random.randrange(len(longer) + 1), extra)
    return longer


def names_translated(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    """Other spellings of people and towns, as in copy that came by way of another language."""
    text = "\n\n".join(paragraphs)
    for name in {part for full in about.people for part in full.split()} | set(about.towns):
        text = text.replace(name, f"{name[:2]}{name[2:].translate(str.maketrans('aeiou', 'eiyau'))}v")
    return text.split("\n\n")


def other_headline(paragraphs: list[str], about: Story, random: Random) -> list[str]:
    return [sentence(about, random), *paragraphs, random.choice(FOOTERS)]


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        cut_to_60_percent,
        excerpt_of_30_percent,
        shuffled,
        ten_percent_of_words_replaced,
        paragraphs_inserted,
        names_translated,
        other_headline,
    )
}


def same_topic(original: list[str], about: Story, random: Random) -> list[str]:
    """A report of its own on the same matter: the same people, and two sentences that both took from elsewhere."""
    taken = [random.choice(original).split(". ")[0] for _ in range(2)]
    return [taken[0], *article(about, random, sentences=random.randint(12, 60)), taken[1]]


EARNINGS = (
    "{last} {trade} on {day} reported net income of {n}.{d} million crowns in its {nth} quarter.",
    "The company, based in {town}, said it had net income of {n} cents per share.",
    "The results {beat} expectations. The average estimate of {d} analysts was for earnings of {n} cents per share.",
    "The company posted revenue of {n}.{d} million crowns in the period, compared with {n}.{d} million a year earlier. "
    "{first} {last}, its chief executive, expects revenue of {n}.{d} million crowns for the full year.",
    "Its shares have risen {n} percent since the beginning of the year.",
)
WEATHER = (
    "{town} can expect a {sky} day with a high of {d} degrees and a low of {d} degrees, the weather office said.",
    "Winds of up to {n} kilometres an hour are forecast from the {side} towards {town}, with a chance of rain of {n} "
    "percent in the afternoon.",
    "The sun rises at {d}:{n} and sets at {d}:{n}. The tide at {town} is highest at {d}:{n}, and {n} boats are "
    "expected.",
)
MATCH = (
    "{town} beat {town} by {d} goals to {d} in front of {n} spectators {when} to move up to place {d} in the table.",
    "{first} {last} scored the first goal in minute {n} and added another in minute {n}, leaving goalkeeper {first} "
    "{last} without a chance.",
    "The visitors had {n} percent of the ball but only {d} shots on target. The next match is against {town} in {d} "
    "days.",
)
SLOTS: dict[str, list[str]] = {
    "first": FIRST,
    "last": LAST,
    "town": TOWNS,
    "when": WHEN,
    "trade": ["Holdings", "Mills", "Foods", "Energy", "Rail", "Glass"],
    "day": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    "nth": ["first", "second", "third", "fourth"],
    "beat": ["beat", "missed", "met"],
    "sky": ["dry", "wet", "cloudy", "bright", "cold"],
    "side": ["north", "south", "east", "west"],
    "d": [str(number) for number in range(1, 25)],
    "n": [str(number) for number in range(10, 1000)],
}


def from_template(template: tuple[str, ...], random: Random) -> list[str]:
    """The template with every slot filled anew."""
    return [re.sub(r"\{(\w+)\}", lambda slot: random.choice(SLOTS[slot[1]]), paragraph) for paragraph in template]


TEMPLATES = (EARNINGS, WEATHER, MATCH)


@dataclass(frozen=True)
class Text:
    text: str
    kind: str
    of: int
    """Which original it tells; every other report and every report from a template is about something of its own."""


def corpus(seed: int, originals: int) -> Iterator[Text]:
    """For each original six texts: two copies, another report on its matter, one on another, one from a template."""
    random = Random(seed)  # noqa: S311
    kinds = list(EDITS)
    alone = -1
    for number in range(originals):
        about = story(random)
        original = article(about, random)
        yield Text("\n\n".join([*original, AGENCY]), "original", number)
        for turn in (2 * number, 2 * number + 1):
            kind = kinds[turn % len(kinds)]
            yield Text("\n\n".join([*EDITS[kind](original, about, random), AGENCY]), kind, number)
        for paragraphs, kind in (
            (same_topic(original, about, random), "same topic"),
            (article(story(random), random), "other"),
            (from_template(TEMPLATES[number % len(TEMPLATES)], random), "template"),
        ):
            yield Text("\n\n".join([*paragraphs, AGENCY]), kind, alone)
            alone -= 1
