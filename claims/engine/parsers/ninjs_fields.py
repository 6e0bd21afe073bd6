"""The fields of IPTC ninjs 1.x to 3.x: which there are, and what is wrong with an object's. It builds nothing.

Source: the JSON schemas of the IPTC, versions 1.0 to 3.3. Only what an editor might miss is checked, by type and range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from claims.engine.parsers.moments import read_moment
from claims.engine.parsers.stated import shortened
from claims.engine.text import word_set

ARTICLE_TYPES = frozenset({"", "text", "composite"})
STATUSES = frozenset({"usable", "withheld", "canceled"})
_TYPES = ARTICLE_TYPES | word_set("audio video picture graphic component event planning")
_REPRESENTATIONS = word_set("complete incomplete full partial associated")
_TEXTS = word_set(
    """
    uri type mimetype contenttype representationtype profile version pubstatus copyrightholder copyrightnotice
    usageterms ednote language title byline by headline slugline located
    """
)
_LISTS = word_set(
    """
    person people organisation organisations place places subject subjects event events object objects infosource
    infosources genre genres headlines bodies descriptions trustindicator trustindicators advice advices
    plannedcoverage signals services audiences
    """
)
_OBJECTS = word_set("standard $standard rightsinfo digitalsourcetype eventdetails")
_OBJECTS_OR_LISTS = word_set("associations renditions altids")
"""Objects with a key for each in version 1, lists of objects with a name in each since version 2."""
_MOMENTS = word_set("versioncreated firstcreated contentcreated contentdigitised embargoed expires")
_OTHERS = word_set("urgency charcount wordcount extensions")
_KNOWN = _TEXTS | _LISTS | _OBJECTS | _OBJECTS_OR_LISTS | _MOMENTS | _OTHERS
_EXTENSIBLE = re.compile(r"(?:body|headline|description)_\w+")
_ITS_OWN = word_set(
    """
    versioncreated firstcreated contentcreated pubstatus representationtype headlines bodies descriptions usageterms
    copyrightholder copyrightnotice ednote slugline located infosource infosources trustindicator trustindicators
    rightsinfo body_xhtml
    """
)
"""Fields by which an object with a `uri` is told from other JSON."""
_ITS_OWN_ENOUGH = 3
_WARNINGS_MOST = 8


def is_ninjs(value: Mapping[str, object]) -> bool:
    """Whether an object names ninjs as its standard, or has a `uri` and fields that other JSON lacks.

    Superdesk, an editorial system, calls the `uri` `guid`. Other JSON does that too, so more fields have to be there.
    """
    keys = {key.lower() for key in value}
    standard = value.get("$standard", value.get("standard"))
    if isinstance(standard, Mapping) and "ninjs" in str(standard.get("name")).lower():
        return True
    if "uri" not in keys:
        return "guid" in keys and len(_ITS_OWN & keys) >= _ITS_OWN_ENOUGH
    return not _ITS_OWN.isdisjoint(keys) or ("title" not in keys and any(map(_EXTENSIBLE.fullmatch, keys)))


def faults(value: Mapping[str, object]) -> tuple[str, ...]:
    """A warning for each field that does not follow the standard, and names it."""
    found = list(_faults(value))
    if len(found) > _WARNINGS_MOST:
        return (*found[: _WARNINGS_MOST - 1], f"{len(found) - _WARNINGS_MOST + 1} more fields do not follow ninjs.")
    return tuple(found)


def _faults(value: Mapping[str, object]) -> Iterator[str]:
    if not any(isinstance(value.get(name), str) for name in ("uri", "guid")):
        yield "The field uri is missing, so that no later version can be matched with this article."
    own = _names_own_profile(value)
    for name, inner in value.items():
        key = name.lower()
        if inner is None:
            continue
        if wrong := _wrong(key, inner):
            yield f"The field {shortened(name, 40)} {wrong}."
        elif key not in _KNOWN and not _EXTENSIBLE.fullmatch(key) and not own:
            yield f"The field {shortened(name, 40)} is none of ninjs and was not read."


def _holds_objects(inner: object) -> bool:
    return isinstance(inner, Mapping) or (isinstance(inner, list) and all(isinstance(each, Mapping) for each in inner))


def _names_own_profile(value: Mapping[str, object]) -> bool:
    """Whether it follows somebody's own extension of ninjs, which may have fields of its own."""
    if "uri" not in value and "guid" in value:
        return True
    standard = value.get("$standard", value.get("standard"))
    return isinstance(standard, Mapping) and str(standard.get("name")).lower() not in ("ninjs", "none")


def _wrong(key: str, inner: object) -> str:
    if (key in _TEXTS or _EXTENSIBLE.fullmatch(key)) and not isinstance(inner, str):
        return "should be text"
    if key in _LISTS:
        return (
            ""
            if isinstance(inner, list) and all(isinstance(each, Mapping) for each in inner)
            else "should be a list of objects"
        )
    if key in _OBJECTS_OR_LISTS and not _holds_objects(inner):
        return "should be an object or a list of objects"
    if key in _OBJECTS and not isinstance(inner, Mapping):
        return "should be an object"
    if key in _MOMENTS and not (isinstance(inner, str) and read_moment(inner).day):
        return "should be a date with its time"
    if key == "urgency" and (type(inner) is not int or not 1 <= inner <= 9):
        return "should be a whole number from 1 to 9"
    if key in ("type", "pubstatus", "representationtype"):
        allowed = {"type": _TYPES, "pubstatus": STATUSES, "representationtype": _REPRESENTATIONS}[key]
        return (
            ""
            if str(inner).lower() in allowed
            else f"says “{shortened(str(inner), 30)}”, which the standard does not know"
        )
    return ""
