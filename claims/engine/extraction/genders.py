"""Stage: genders. What a title or a given name says of whom "she" may mean; nothing where it is anybody's."""

from __future__ import annotations

from collections.abc import Sequence

from claims.engine.extraction.lexicon.given import FEMALE_GIVEN, MALE_GIVEN
from claims.engine.extraction.lexicon.names import HONORIFICS_FEMALE, HONORIFICS_MALE
from claims.engine.extraction.reading import Sentence
from claims.engine.text import word_set

_ARTICLES = {"la": "f", "una": "f", "el": "m", "un": "m", "al": "m", "del": "m"}
_ROLE_WORDS_MAX = 6
_MALE_WORDS = HONORIFICS_MALE | word_set(
    """
    man king prince father brother congressman spokesman chairman businessman husband son actor
    """
)
_FEMALE_WORDS = HONORIFICS_FEMALE | word_set(
    """
    woman queen princess mother sister congresswoman spokeswoman chairwoman businesswoman wife daughter actress
    presidenta ministra senadora secretaria vocera alcaldesa
    """
)


def gender_beside(sentence: Sentence, start: int, first: int, words: list[str], roles: tuple[str, ...]) -> str:
    titles = {sentence.low[k] for k in range(start, first)} | {word.lower() for role in roles for word in role.split()}
    if not titles.isdisjoint(_FEMALE_WORDS):
        return "f"
    if not titles.isdisjoint(_MALE_WORDS):
        return "m"
    return gender_of(words) or _gender_of_article(sentence, start, first)


def _gender_of_article(sentence: Sentence, start: int, first: int) -> str:
    """ "la agrónoma Ruiz", "el Sr. Mora": the article of a Spanish role; a place after "de" has none of its own."""
    for at in range(first - 1, max(-1, start - _ROLE_WORDS_MAX), -1):
        if sentence.low[at] in _ARTICLES:
            return _ARTICLES[sentence.low[at]]
        if at < start and (sentence.tokens[at].is_capital or not sentence.tokens[at].is_word):
            break
    return ""


def gender_of(words: Sequence[str]) -> str:
    """What a given name says: "m", "f" or, where it is anybody's or unknown, nothing."""
    given = words[0].lower()
    if len(words) > 1 and (given in MALE_GIVEN) != (given in FEMALE_GIVEN):
        return "m" if given in MALE_GIVEN else "f"
    return ""
