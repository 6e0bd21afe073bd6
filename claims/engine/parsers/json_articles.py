"""Where in what a service answers its articles stand: inside which lists, and inside which objects. Reads no bytes.

Services wrap what they send in objects of their own, each differently. An object that names a text is an article; the
way to it is followed, a few levels deep.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from claims.engine.parsers.json_values import JsonObject
from claims.engine.parsers.names import INNER_NAMES, PARTS_OF_NAMES, TEXT_FIELDS, field_of, folded
from claims.engine.parsers.ninjs_fields import is_ninjs

FIELDS_MOST = 1_000
"""No article has so many."""
_LISTS = (
    "articles",
    "items",
    "results",
    "data",
    "docs",
    "documents",
    "news",
    "stories",
    "posts",
    "entries",
    "noticias",
)
"""What services call the list that their answer wraps, best first."""
_WRAPS = ("response", "data", "result", "results")
_HOLDERS = frozenset({"source", "fields", "attributes", "properties", "article", "item", "document", "node", "post"})
"""What services call the object that holds an article's fields, where its title stands beside it, folded."""
_DEEPEST = 4
_OBJECTS_LOOKED_AT = 10_000
_SAMPLED = 100
"""A list of articles has one among its first entries."""


def stands_alone(value: JsonObject) -> bool:
    """Whether an object is an article by itself, and no answer that holds some."""
    return len(value) > FIELDS_MOST or is_ninjs(value) or _names_a_text(value)


def list_in(value: JsonObject) -> list[object] | None:
    """The list of articles that an object holds, if it holds one: under a name that is usual, else anywhere."""
    inner = next((each for name in _WRAPS if isinstance(each := value.get(name), JsonObject)), JsonObject())
    for listed in (holder.get(name) for holder in (value, inner) for name in _LISTS):
        if isinstance(listed, list) and listed and isinstance(listed[0], JsonObject):
            return listed
    return next(_lists(value), None) or _values_that_are_articles(value)


def _lists(value: JsonObject) -> Iterator[list[object]]:
    """Lists that hold an article, those least deep first."""
    level = [value]
    for _ in range(_DEEPEST):
        deeper: list[JsonObject] = []
        for inner in (inner for holder in level for inner in holder.values()):
            if isinstance(inner, list) and any(map(_is_article, inner[:_SAMPLED])):
                yield inner
            elif isinstance(inner, JsonObject):
                deeper.append(inner)
        level = deeper[:_OBJECTS_LOOKED_AT]


def _values_that_are_articles(value: JsonObject) -> list[object] | None:
    """An object of articles under their ids."""
    inner = [each for each in value.values() if each is not None]
    return inner if len(inner) > 1 and all(map(_is_article, inner)) else None


def _is_article(value: object) -> bool:
    """Comments and captions have a text as well, but no title."""
    return isinstance(value, JsonObject) and _is_whole(opened(value))


def opened(value: JsonObject, *, deep: int = 3) -> JsonObject:
    """An object with the fields of the one inside it that is the article (`_source`, `attributes`, `properties` …).

    It is itself where it names a text of its own, or where nothing inside it does.
    """
    if len(value) > FIELDS_MOST or is_ninjs(value):
        return value
    for name, inner in value.items():
        if isinstance(inner, JsonObject) and (known := field_of(name)) and known[0] in TEXT_FIELDS and _is_whole(inner):
            return _joined(value, name, inner)
    if not deep or _names_a_text(value):
        return value
    for name, inner in value.items():
        if not isinstance(inner, JsonObject):
            continue
        found = opened(inner, deep=deep - 1)
        if _is_whole(found) or (folded(name) in _HOLDERS and _names_a_text(found)):
            return _joined(value, name, found)
    return value


def _joined(outer: JsonObject, name: str, inner: JsonObject) -> JsonObject:
    """What the inner object says goes before what is said around it."""
    if is_ninjs(inner):
        return inner
    made = JsonObject({key: value for key, value in outer.items() if key != name} | inner)
    made.repeated = inner.repeated
    return made


def _names_a_text(value: JsonObject) -> bool:
    return any(
        (known := field_of(name)) and known[0] in TEXT_FIELDS and words_of(inner, between=" ").strip()
        for name, inner in value.items()
    )


def _is_whole(value: JsonObject) -> bool:
    """Whether an object has a title and a text, and is not only the words of one."""
    if len(value) > FIELDS_MOST or is_ninjs(value):
        return True
    return any((known := field_of(name)) and known[0] == "title" for name in value) and _names_a_text(value)


def words_of(value: object, *, between: str) -> str:
    """The words of a JSON value; those of a list with `between` between them."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value) if isinstance(value, int) or math.isfinite(value) else ""
    if isinstance(value, list):
        return between.join(filter(str.strip, (words_of(each, between=between) for each in value)))
    if isinstance(value, Mapping):
        return _wrapped_words(value, between)
    return ""


def _wrapped_words(value: Mapping[str, object], between: str) -> str:
    inner = {folded(name): each for name, each in value.items()} if len(value) <= FIELDS_MOST else {}
    found = next(filter(str.strip, (words_of(inner.get(name), between=between) for name in INNER_NAMES)), "")
    if found:
        return found
    for parts in PARTS_OF_NAMES:
        said = [each for part in parts if isinstance(each := inner.get(part), str) and each.strip()]
        if said:
            return " ".join(said)
    return ""
