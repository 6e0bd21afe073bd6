"""Text → words that can be compared: folded, lightly stemmed, each with its span. English and Spanish share one list.

The stemmer is deliberately blunt. It only has to bring "interfere", "interfered" and "interference" together; a wrong
meeting of two rare words costs little because one shared word never makes a link.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import TypeVar

from claims.engine.text import Span, composed, sentences, word_set

_WORD = re.compile(
    r"(?:United (?:States|Kingdom|Nations)|Estados Unidos|Reino Unido)(?!\w)"
    r"|(?:(?:North|South) Korea|Corea del (?:Norte|Sur))(?!\w)"
    r"|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’-][^\W_]+)*"
)
_CLITIC = re.compile(r"['’](?:s|re|ve|ll|d|m)$")
_CLAUSE_END = re.compile(
    r"[;:\n]\s*|\s[—–]\s+"
    r"|(?:,|(?<![\s,]))\s++"  # a run of spaces is read once: from its first one, and all of it
    r"(?=(?:but|yet|although|though|while|whereas|even as|pero|aunque|mientras|sino)\s)",
    re.IGNORECASE,
)

_IRREGULAR = {
    form: base
    for base, forms in {
        "break": "broke broken",
        "build": "built",
        "buy": "bought",
        "fall": "fell fallen",
        "give": "gave given",
        "grow": "grew grown",
        "hide": "hid hidden",
        "hold": "held",
        "keep": "kept",
        "leave": "left",
        "lose": "lost",
        "pay": "paid",
        "rise": "rose risen",
        "run": "ran",
        "seek": "sought",
        "sell": "sold",
        "send": "sent",
        "spend": "spent",
        "take": "took taken",
        "withdraw": "withdrew withdrawn",
        "withhold": "withheld",
        "cumplir": "cumple cumplen",
        "incumplir": "incumple incumplen",
        "abrir": "abierto abierta abiertos abiertas",
        "reabrir": "reabierto reabierta",
        "cerrar": "cierra cierran cierre",
        "hacer": "hizo hicieron hecho",
        "impuesto": "impuesto impuestos",
    }.items()
    for form in forms.split()
}
IRREGULAR_PASTS = frozenset(
    form for form, base in _IRREGULAR.items() if form != base and form[-3:] not in {"ple", "len"}
)

# Spanish endings that English has too in another spelling: "interferencia" and "interference" are one word.
_COGNATES = (
    (re.compile(r"ccion(?:es)?$"), "ction"),
    (re.compile(r"cion(?:es)?$"), "tion"),
    (re.compile(r"([ea])ncias?$"), r"\1nce"),
)
_SUFFIXES = tuple(
    sorted(
        word_set(
            """
    ing ed er or ion ation ition ment enc anc ly al iv abl ibl it ur ar ir ad id and iend mient amient imient aron
    ieron an en ari eri iri arem erem irem am em im ment
    """
        ),
        key=lambda suffix: (-len(suffix), suffix),
    )
)
_STEM_LEAST = 3

STOP_WORDS = word_set(
    """
    a about above after again against all also am an and any are as at be because been before being below between both
    but by can cannot could did do does doing done down during each even ever few for from further get go going got
    had has have having he her here hers him himself his how however i if in into is it its itself just like made make
    makes many may me might more most much must my no nor not now of off on once one only or other our out over own
    per quite rather really said same say says she should since so some still such than that the their them then there
    these they thing things this those through to too toward towards under until up upon us very was way we well were
    what when where which while who whom whose why will with within without would yet you your yours ago day days
    month months next new old time times today tomorrow tonight upcoming week weeks year years yesterday coming
    current first last later former recent recently already soon according asked called told think thought want wants
    know see seen tell people country government something anything everything nothing someone anyone lot lots kind
    sort part don't won't can't isn't aren't wasn't weren't hasn't haven't hadn't wouldn't shouldn't couldn't doesn't
    didn't commitment commitments pledge pledges pledged promise promises promised vow vows vowed guarantee al algo
    alguna algun alguno algunos ante antes aqui asi aun aunque bajo bien cada casi como con contra cual cuando de del
    desde despues dice dicen dijo dijeron donde dos durante e el ella ellas ellos en entre era eran es esa ese eso
    esta estaba estado estan estar este esto estos fue fueron ha haber habia habra hace hacer hacia han hasta hay
    hemos hoy incluso la las le les lo los luego mas me mi mientras mismo mucho muy nada ni no nos nosotros nuestra
    nuestro nunca o os otra otro otros para pero poco por porque pues que quien se sea segun ser sera seran si sido
    siempre sin sino sobre solo somos son su sus tambien tan tanto te tener tiene tienen toda todas todo todos tras tu
    un una unas uno unos va vamos van vez ya y yo anos ano proximo proxima proximos nuevo nueva nuevos nuevas ayer
    manana gobierno pais promesa prometio compromiso president presidente monday tuesday wednesday thursday friday
    saturday sunday lunes martes miercoles jueves viernes sabado domingo one two three four five six seven eight nine
    ten dos tres cuatro cinco seis siete ocho nueve diez
    """
)


_KEPT_LENGTH = 2_000
Thing = TypeVar("Thing", bound=Hashable)
Read = TypeVar("Read")


def kept(most: int, length: Callable[[Thing], int]) -> Callable[[Callable[[Thing], Read]], Callable[[Thing], Read]]:
    """Keeps what was read from the last things: one text is read for many promises. Those of great length are not kept.

    For pure functions only; it saves time and nothing else.
    """

    def keep(read: Callable[[Thing], Read]) -> Callable[[Thing], Read]:
        remembered = lru_cache(maxsize=most)(read)

        @wraps(read)
        def reading(thing: Thing) -> Read:
            return remembered(thing) if length(thing) <= _KEPT_LENGTH else read(thing)

        return reading

    return keep


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text. `folded` is lower case without accents; `stem` is what comparisons use."""

    span: Span
    folded: str
    stem: str
    is_name: bool
    """Written with a capital although no sentence starts there, or in capitals."""


def words(text: str, within: Span | None = None) -> tuple[Word, ...]:
    """The words of `text`, or of one stretch of it, with spans into `text`."""
    start, end = (within.start, within.end) if within else (0, len(text))
    return tuple(_word(match, first=match.start() == start) for match in _WORD.finditer(text, start, end))


def written_words(text: str) -> list[str]:
    """The words of `text` as they stand in it, where their places do not matter."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def folded_form(written: str) -> str:
    """A word in lower case without accents and clitics. Pure; the cache only saves time."""
    return fold(_CLITIC.sub("", written))


def _word(match: re.Match[str], *, first: bool) -> Word:
    written = match[0]
    folded = folded_form(written)
    is_name = written[0].isupper() and folded != "i" and (not first or written.isupper())
    return Word(Span(*match.span()), folded, stem(folded), is_name)


_SPANISH_WORDS = word_set("el la los las de del que en un una no con por para su se al como más ha han fue será")
_ENGLISH_WORDS = word_set("the of to and in that is was it for on with as will would not has have had be been by")


def share_language(one: tuple[Word, ...], other: tuple[Word, ...]) -> bool:
    """Whether two texts seem to be in one language, by their little words. Too few of them say nothing: then yes."""
    return _leaning(one) * _leaning(other) >= 0


def _leaning(some: tuple[Word, ...]) -> int:
    return sum((word.folded in _ENGLISH_WORDS) - (word.folded in _SPANISH_WORDS) for word in some)


def clauses(text: str) -> tuple[Span, ...]:
    """`text` cut where a new assertion may begin: sentence ends, semicolons, colons, dashes, "but"."""
    if not text:
        return ()
    return tuple(clause for sentence in sentences(text, Span(0, len(text))) for clause in _parts(text, sentence))


def _parts(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for gap in _CLAUSE_END.finditer(text, sentence.start, sentence.end):
        if gap.start() > start:
            yield Span(start, gap.start())
        start = gap.end()
    if start < sentence.end:
        yield Span(start, sentence.end)


def fold(text: str) -> str:
    """Lower case, no accents, straight apostrophes."""
    apart = composed("NFD", text.replace("’", "'").casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


@lru_cache(maxsize=20_000)
def stem(folded: str) -> str:
    """A key that the forms of one word share. Pure; the cache only saves time."""
    base = _IRREGULAR.get(folded, folded)
    if not base.isalpha():
        return base
    for ending, english in _COGNATES:
        base = ending.sub(english, base)
    if len(base) > _STEM_LEAST and base[-1] == "s" and base[-2] not in "su":
        base = base[:-1]
    while (shorter := _without_ending(base)) != base:
        base = shorter
    return base


def _without_ending(base: str) -> str:
    if len(base) <= _STEM_LEAST:
        return base
    if base[-1] in "aeioy":
        return base[:-1]
    if base[-1] == base[-2] and base[-1] not in "aeious":
        return base[:-1]  # "planned" and "plan"
    for suffix in _SUFFIXES:
        if base.endswith(suffix) and len(base) - len(suffix) >= _STEM_LEAST:
            return base[: -len(suffix)]
    return base
