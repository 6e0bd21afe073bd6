"""Stage: one wording of a promise. Reads one statement for words that bind its speaker; precision before recall.

A promise has a promiser, an act to come and a verb or a setting that binds: "pledged to", "told Y that he would not",
"we will never". Opinions, wishes, conditions and what others will do are not promises.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from claims.engine.extraction.cues import Act, Cue, Lexicon, lexicon
from claims.engine.extraction.findings import Document, PersonFound, Polarity, StatementFound, StatementKind
from claims.engine.extraction.genders import gender_of
from claims.engine.extraction.lexicon import en
from claims.engine.extraction.lexicon.names import DEMONYMS, LEADER_TITLES, PLACES
from claims.engine.text import Span, Token, sentences, tokens, word_set

_WILL = frozenset({"will", "shall", "won't"})
_WOULD = frozenset({"would", "wouldn't"})
_ANY_MODAL = re.compile(r"\b(?:will|shall|would|won['’]t)|['’](?:ll|d)\b", re.IGNORECASE)
_DENIED = frozenset({"won't", "wouldn't"})
_NOT = frozenset({"not", "never", "no", "nunca"})
_BEFORE_INFINITIVE = frozenset({"to", "not", "never", "a", "no", "nunca"})
_STATES_TO = frozenset({"have", "be", "haber", "ser", "estar", "tener"})
"""Infinitives that say what is or was: "vowed to be", "aseguró haber ganado"."""
_EXISTS = frozenset({"haber", "ser", "estar", "poder", "querer", "saber"})
_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"he", "she", "they"})
_STATES = word_set(
    """
    be been like have prefer say want need love hate think believe know see hope argue guess imagine expect suggest
    consider mean seem appear happen win lose probably likely rather better
    """
)
"""Verbs after "would" that say a wish, a view or a state: nothing is promised."""
_WAYS_OF_SPEAKING = word_set("tell say put forget see bet admit grant predict get take remember miss find talk ask")
_NOTHING_TO_CHECK = en.FUNCTION_WORDS | word_set("do look go come keep make back anytime together today tomorrow one")
_CHECKABLE_WORDS = 2
_BETWEEN = frozenset({"also", "all", "both", "always", "still", "each", "ever", "again", "then"})
_NOT_HIMSELF = {"m": frozenset({"she", "they"}), "f": frozenset({"he", "they"}), "": frozenset({"they"})}
_COUNTRIES = (PLACES | frozenset(DEMONYMS.values())) - {""}
_CONDITIONS = re.compile(r"\b(?:if|unless|might|perhaps|probably|maybe|may)\b", re.IGNORECASE)
_OPENS_CLAUSE = frozenset({",", ";", ":", "—", "–", "(", '"', "“", "‘", "'", "and", "but", "so", "then", "because"})
_MODAL_WITHIN = 12
_TOLD = frozenset({"tell", "assure", "promise", "inform"})
_PER_STATEMENT_MAX = 5
_ES_ENDING = re.compile(r"(?:é|emos|á|án|ía|íamos|ían)$")
_ES_STEMS = {
    "tendr": "tener", "pondr": "poner", "vendr": "venir", "saldr": "salir", "valdr": "valer", "podr": "poder",
    "querr": "querer", "habr": "haber", "sabr": "saber", "har": "hacer", "dir": "decir",
}  # fmt: skip
"""Stems of the irregular futures; those in -dr also end compounds ("mantendrá")."""
_START = attrgetter("span.start")
_EDGES = " .,;:!?\"'“”‘’«»"
_ES_FUTURE = re.compile(
    r"(?P<denied>no |nunca |jamás )?(?:se |lo |la |les? )?(?P<verb>\w{2,}(?:ré|remos|rá|rán|ría|ríamos|rían))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Promise:
    """One wording: `act` is what will (not) be done, from the verb on. A weak one counts only beside a strong one."""

    statement: int
    span: Span
    polarity: Polarity
    act: str
    strong: bool
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Voice:
    """A statement as far as its power to bind goes."""

    index: int
    kind: StatementKind
    infinitive: bool
    cue: Cue | None
    leads: bool
    """The speaker heads a state or government, and may promise in its name."""
    others: frozenset[str]
    """Pronouns by which the speaker cannot mean himself or herself."""

    @property
    def commissive(self) -> bool:
        return self.cue is not None and self.cue.act is Act.COMMISSIVE and self.cue.lemma != "threaten"

    @property
    def binding(self) -> bool:
        return self.commissive or (self.cue is not None and self.cue.lemma in _TOLD)


def promises_in(
    document: Document, index: int, statement: StatementFound, people: Sequence[PersonFound]
) -> list[Promise]:
    """The promises that one statement voices, in order."""
    if statement.rule == "passive":
        return []  # "customers were told they would learn": nobody is bound
    words = lexicon(_language_at(document, statement.content[0].start))
    cue = _cue_of(document, statement, words)
    if cue is None and statement.kind is StatementKind.INDIRECT:
        return []
    leads = statement.speaker is not None and _leads(people[statement.speaker])
    gender = gender_of(people[statement.speaker].name.split()) if statement.speaker is not None else ""
    others = _NOT_HIMSELF[gender] if statement.speaker is not None else frozenset()
    voice = _Voice(index, statement.kind, statement.rule == "before-to", cue, leads, others)
    found: list[Promise] = []
    for part in statement.content:
        for sentence in sentences(document.text, part):
            promise = _read(document.text, _trimmed(document.text, sentence), voice, words)
            if promise is not None:
                found.append(promise)
    return found[: 1 if statement.kind is StatementKind.INDIRECT else _PER_STATEMENT_MAX]


def _language_at(document: Document, offset: int) -> str:
    at = bisect_right(document.segments, offset, key=_START) - 1
    return (document.segments[at].language if at >= 0 else "") or document.language


def _cue_of(document: Document, statement: StatementFound, words: Lexicon) -> Cue | None:
    for span in statement.cue:
        for token in reversed(tokens(document.text, span)):
            if token.low in words.verbs:
                return words.verbs[token.low]
    return None


def _leads(person: PersonFound) -> bool:
    return any(word.lower() in LEADER_TITLES for role in person.roles for word in role.split())


def _trimmed(text: str, span: Span) -> Span | None:
    """The span without marks and full stops at its edges; None when nothing is left."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return Span(start, end) if start < end else None


def _read(text: str, span: Span | None, voice: _Voice, words: Lexicon) -> Promise | None:
    if span is None or (voice.infinitive and not voice.commissive):
        return None
    modal = voice.infinitive or words.language == "es" or _ANY_MODAL.search(text, span.start, span.end)
    if not modal or _CONDITIONS.search(span.of(text)):
        return None
    if voice.infinitive:
        return _infinitive(text, span, tokens(text, span), voice, words.language)
    if words.language == "es":
        return _spanish(text, span, voice)
    return _with_modal(text, span, tokens(text, span), voice)


def _infinitive(text: str, span: Span, read: Sequence[Token], voice: _Voice, language: str) -> Promise | None:
    """ "pledged to cut taxes", "promised not to run again", "se comprometió a no subir los impuestos"."""
    verb = next((at for at, token in enumerate(read) if token.low not in _BEFORE_INFINITIVE), 0)
    word = read[verb].low
    named = word in en.FUNCTION_WORDS or word.endswith("ing") or read[verb].is_capital
    if (
        not any(token.is_word for token in read[verb:])
        or word in _STATES_TO
        or (language == "en" and (verb == 0 or named))
    ):
        return None  # "committed to her views": no act is promised
    denied = any(token.low in _NOT for token in read[:verb])
    return _promise(text, span, read[verb], voice, denied=denied, strong=True, language=language)


def _with_modal(text: str, span: Span, read: Sequence[Token], voice: _Voice) -> Promise | None:
    """ "he would not interfere", "we will never sell": the first "will" whose subject can bind himself."""
    for at in range(min(len(read), _MODAL_WITHIN)):
        subject, modal = _subject_and_modal(read, at)
        if not modal:
            continue
        denied = modal in _DENIED
        verb = at + 1
        while verb < len(read) and (
            read[verb].low in _NOT or read[verb].low.endswith("ly") or read[verb].low in _BETWEEN
        ):
            denied = denied or read[verb].low in _NOT
            verb += 1
        own = _binds_himself(subject, modal, voice)
        on_behalf = voice.leads and subject in _COUNTRIES
        if verb >= len(read) or not _is_act(read, verb) or not (own or on_behalf):
            return None
        own_words = voice.kind is not StatementKind.INDIRECT and subject in _FIRST
        if own_words and (_is_phrase(read, verb) or _in_anothers_mouth(text, read, at)):
            return None
        return _promise(text, span, read[verb], voice, denied=denied, strong=voice.binding or own_words)
    return None


def _is_act(read: Sequence[Token], verb: int) -> bool:
    word = read[verb]
    return word.is_word and word.low not in _STATES and word.low not in en.FUNCTION_WORDS


def _is_phrase(read: Sequence[Token], verb: int) -> bool:
    """ "I'll tell you what", "we'll look into it": a way of speaking, or nothing that could be checked."""
    if read[verb].low in _WAYS_OF_SPEAKING:
        return True
    checkable = [token for token in read[verb:] if token.is_word and token.low not in _NOTHING_TO_CHECK]
    return len(checkable) < _CHECKABLE_WORDS


def _in_anothers_mouth(text: str, read: Sequence[Token], at: int) -> bool:
    """ "She told me, ‘I will pay’": the first person is not the speaker."""
    return any(token.text in ("‘", "'") and text[token.end].isalnum() for token in read[:at])


def _subject_and_modal(read: Sequence[Token], at: int) -> tuple[str, str]:
    """The subject and the "will" that meet at token `at`, if the subject opens its clause; else empty."""
    low = read[at].low
    pronoun, _, short = low.partition("'")
    if short in ("ll", "d") and pronoun in _FIRST | _THIRD:
        opens = at == 0 or read[at - 1].low in _OPENS_CLAUSE
        return (pronoun, "will" if short == "ll" else "would") if opens else ("", "")
    if low not in _WILL and low not in _WOULD:
        return "", ""
    opens = at == 1 or (at > 1 and read[at - 2].low in _OPENS_CLAUSE)
    return (read[at - 1].low if opens else "", low)


def _binds_himself(subject: str, modal: str, voice: _Voice) -> bool:
    """ "I will" in a speaker's own words; "he will" or "he would" in retold ones. "I would" only imagines."""
    if voice.kind is StatementKind.DIRECT:
        return subject in _FIRST and modal in _WILL
    return (subject in _THIRD and subject not in voice.others) or (subject in _FIRST and modal in _WILL)


def _promise(
    text: str, span: Span, verb: Token, voice: _Voice, *, denied: bool, strong: bool, language: str = "en"
) -> Promise:
    polarity = Polarity.WILL_NOT if denied else Polarity.WILL
    return Promise(voice.index, span, polarity, text[verb.start : span.end], strong, language)


def _spanish(text: str, span: Span, voice: _Voice) -> Promise | None:
    """ "prometió que no subirá …", «No subiremos …»: the verb comes first, so its subject is whoever speaks."""
    match = _ES_FUTURE.match(text, span.start, span.end)
    if match is None:
        return None
    first_person = match["verb"].endswith(("ré", "remos"))
    if not (first_person if voice.kind is StatementKind.DIRECT else voice.commissive):
        return None
    polarity = Polarity.WILL_NOT if match["denied"] else Polarity.WILL
    infinitive = _spanish_infinitive(match["verb"])
    if infinitive in _EXISTS:
        return None
    act = infinitive + text[match.end("verb") : span.end]
    return Promise(voice.index, span, polarity, act, True, "es")


def _spanish_infinitive(future: str) -> str:
    """ "subiremos" → "subir", "tendrá" → "tener"."""
    stem = _ES_ENDING.sub("", future)
    for short, full in _ES_STEMS.items():
        if stem == short or (short.endswith("dr") and stem.endswith(short)):
            return stem.removesuffix(short) + full
    return stem
