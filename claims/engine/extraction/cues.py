"""Stage: lexicon access. Turns the word lists into lookups by form; it reads no text.

A form maps to a `Cue`: its lemma, what kind of act it reports and what it may be followed by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import ModuleType

from claims.engine.extraction.lexicon import en, en_verbs, es, es_verbs


class Act(StrEnum):
    SPEECH = "speech"
    ASK = "ask"
    REPORT = "report"
    COMMISSIVE = "commissive"


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a verb of saying. `flags` are explained in `lexicon.en_verbs`."""

    lemma: str
    act: Act
    flags: str
    noun_like: bool
    participle: bool
    infinitive: bool
    """Spanish "decir": it needs a verb before it. English has "to" for that."""
    """"saying": it needs the subject of another verb."""
    past: bool
    """It may be a participle; in Spanish it is nothing else, and needs "ha" or "fue" before it."""
    plural: bool
    """A bare form ("say", "claim"): only a plural or first-person subject says it."""

    def takes(self, flag: str) -> bool:
        return flag in self.flags


_VOWELS = "aeiou"


def _english_forms(lemma: str, irregular: dict[str, str]) -> tuple[str, ...]:
    if lemma in irregular:
        return tuple(irregular[lemma].split())
    if lemma.endswith("e"):
        return lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"
    plural = "es" if lemma.endswith(("s", "sh", "ch", "x")) else "s"
    return lemma, lemma + plural, lemma + "ed", lemma + "ing"


_SPANISH_ENDINGS = {
    "ar": ("a", "an", "ó", "aron", "aba", "aban", "ando", "ado"),
    "er": ("e", "en", "ió", "ieron", "ía", "ían", "iendo", "ido"),
    "ir": ("e", "en", "ió", "ieron", "ía", "ían", "iendo", "ido"),
}
_PARTICIPLE_STEMS = ("ad", "id", "dich", "crit", "puest", "hech")
_AGREEING = ("o", "a", "os", "as")
_SPANISH_PARTICIPLES = tuple(stem + ending for stem in _PARTICIPLE_STEMS for ending in _AGREEING)


def _spanish_forms(lemma: str, irregular: dict[str, str]) -> tuple[str, ...]:
    if lemma in irregular:
        forms = tuple(irregular[lemma].split())
    else:
        forms = tuple(lemma[:-2] + ending for ending in _SPANISH_ENDINGS[lemma[-2:]])
    infinitive = lemma.removesuffix("se")
    agreeing = (form[:-1] + ending for form in forms if form.endswith(_SPANISH_PARTICIPLES) for ending in _AGREEING)
    return (infinitive, *forms, *agreeing)


class Lexicon:
    """The words of one language, ready to look up by lower-cased form."""

    def __init__(self, language: str, verbs: ModuleType, words: ModuleType) -> None:
        self.language = language
        self.words = words
        self._noun_like = verbs.NOUN_LIKE
        self.reflexive: frozenset[str] = verbs.REFLEXIVE
        self._forms_of = _spanish_forms if language == "es" else _english_forms
        self.verbs: dict[str, Cue] = {}
        self._phrasal: dict[str, dict[tuple[str, ...], Cue]] = defaultdict(dict)
        for act, table in (
            (Act.SPEECH, verbs.SPEECH),
            (Act.ASK, verbs.ASK),
            (Act.REPORT, verbs.REPORT),
            (Act.COMMISSIVE, verbs.COMMISSIVE),
        ):
            for lemma, flags in table.items():
                for form in self._forms_of(lemma, verbs.IRREGULAR):
                    self.verbs[form] = self._cue(form, lemma, act, flags)
        for (verb, particle), flags in verbs.PHRASAL.items():
            irregular = verbs.PHRASAL_IRREGULAR if verb in verbs.PHRASAL_IRREGULAR else verbs.IRREGULAR
            for form in self._forms_of(verb, irregular):
                cue = self._cue(form, f"{verb} {particle}", Act.SPEECH, flags)
                self._phrasal[form][tuple(particle.split())] = cue

        self.triggers = frozenset(
            {
                *self.verbs,
                *self._phrasal,
                *words.NOUN_CUES,
                *words.REPORT_NOUNS,
                *words.VIEW_NOUNS,
                *(form[0] for form in words.ACCORDING),
            }
        )
        """Every word that an attribution can hang on: the others need no look."""

    def cue_at(self, low: Sequence[str], at: int) -> tuple[Cue, int] | None:
        """The cue that begins with the word at `at`, and the token after it; a verb with a particle comes first."""
        for particle, phrasal in self._phrasal.get(low[at], {}).items():
            end = at + 1 + len(particle)
            if tuple(low[at + 1 : end]) == particle:
                return (phrasal, end) if phrasal.flags else None
        cue = self.verbs.get(low[at])
        return (cue, at + 1) if cue is not None else None

    def _cue(self, form: str, lemma: str, act: Act, flags: str) -> Cue:
        return Cue(
            lemma=lemma,
            act=act,
            flags=flags,
            noun_like=form in self._noun_like,
            participle=form.endswith(("ing", "ando", "iendo")),
            infinitive=self.language == "es" and form.endswith(("ar", "er", "ir")),
            past=_is_past(form, self.language),
            plural=self.language == "en" and form == lemma.split()[0],
        )


def _is_past(form: str, language: str) -> bool:
    if language == "es":
        return form.endswith(_SPANISH_PARTICIPLES)
    return form.endswith("ed") or form in {"said", "told", "written", "sworn"}


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon for a BCP 47 tag; a language without one is read with the English words."""
    if language.lower().partition("-")[0] == "es":
        return Lexicon("es", es_verbs, es)
    return Lexicon("en", en_verbs, en)
