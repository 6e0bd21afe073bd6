"""An article that came as named values, a table's row or a JSON object → `ArticleDraft`.

It may not know how the values were written down; `names.py` says which field each of them is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from claims.engine.parsers import stated
from claims.engine.parsers.bodies import from_body
from claims.engine.parsers.draft import ArticleDraft
from claims.engine.parsers.moments import latest_moment, read_moment

_ONE_LINE = ("byline", "outlet", "dateline", "version", "usage_terms", "copyright", "editors_note")
_NAMES = ("byline", "outlet", "dateline")
"""A number in such a field is a key of somebody's database."""
_NO = frozenset({"no", "false", "0", "none", "null"})
_EVERYWHERE_UNIQUE = re.compile(r"[A-Za-z][\w.+-]*:\S+|[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}|\S{20,}")
"""A URI, a UUID or something as long. Every table has a row 17; taking that for a guid would mix up their articles."""
_STATUS = {
    **dict.fromkeys(("withheld", "embargoed", "draft", "pending", "private", "borrador"), "withheld"),
    **dict.fromkeys(("canceled", "cancelled", "killed", "withdrawn", "retracted", "anulado", "retirado"), "canceled"),
}
"""Other words say no more than that it was published: lists of them differ with each system."""


def read_record(values: Mapping[str, str], *, kind: str, warnings: tuple[str, ...] = ()) -> ArticleDraft:
    """The article in `values` (see `names.NAMES`), whose first warnings are `warnings`.

    Raises `Refused` with `no_text` or `too_large`.
    """
    cleaned = {name: stated.clean(words) for name, words in values.items() if words.strip()}
    mended = tuple(dict.fromkeys(warning for _, told in cleaned.values() for warning in told))
    given = {name: words for name, (words, _) in cleaned.items()}
    title, cut = stated.headline(given.get("title", ""))
    deck = stated.one_line(given.get("deck", ""))
    language = stated.language_tag(given.get("language", ""))
    draft = from_body(
        kind,
        given.get("html") or given.get("text", ""),
        title=title,
        deck=deck,
        language=language,
        markup="html" in given,
    )
    where = {"deck": "meta"} if deck else {}
    if language and draft.language == language:
        where["language"] = "meta"
    draft = replace(draft, warnings=(*warnings, *mended, *cut, *draft.warnings), where={**draft.where, **where})
    return _with_fields(draft, given, title)


def _with_fields(draft: ArticleDraft, given: Mapping[str, str], title: str) -> ArticleDraft:
    """What the record states goes before what its text was read to say."""
    published, no_date = stated.moment(given.get("published", ""), "the publication date")
    updated, no_update = stated.moment(given.get("updated", ""), "the date of change")
    url, no_url = stated.address(given.get("url", ""))
    status, until, no_end = _release(given)
    guid, no_guid = stated.identifier(stated.one_line(given.get("guid", "")))
    lines = {name: stated.one_line(given.get(name, "")) for name in _ONE_LINE}
    lines |= {name: "" for name in _NAMES if not any(map(str.isalpha, lines[name]))}
    lines |= {
        "title": title,
        "url": url,
        "guid": guid if _EVERYWHERE_UNIQUE.fullmatch(guid) else "",
        "published": published.day,
        "updated": updated.at,
        "embargoed_until": until,
        "status": "" if status == "usable" else status,
    }
    return replace(
        draft,
        title=title or draft.title,
        byline=lines["byline"] or draft.byline,
        dateline=lines["dateline"] or draft.dateline,
        outlet=lines["outlet"] or draft.outlet,
        guid=lines["guid"],
        version=lines["version"],
        usage_terms=lines["usage_terms"],
        copyright=lines["copyright"],
        editors_note=lines["editors_note"],
        url=url,
        published=published.day or draft.published,
        published_from="meta" if published.day else draft.published_from,
        published_at=published.at,
        updated=updated.at,
        status=status,
        embargoed_until=until,
        warnings=(*draft.warnings, *no_date, *no_update, *no_url, *no_guid, *no_end),
        where={**draft.where, **{name: "meta" for name, value in lines.items() if value}},
    )


def _release(given: Mapping[str, str]) -> tuple[str, str, tuple[str, ...]]:
    """Publishing status, end of the embargo, and warnings. An embargo that cannot be read withholds the article."""
    status = _STATUS.get(given.get("status", "").strip().lower(), "usable")
    words = given.get("embargoed", "").strip()
    if not words or words.lower() in _NO:
        return status, "", ()
    until = latest_moment(words)
    if until and not read_moment(words).at:
        return status, until, ("The embargo does not say its time zone; it holds until its time has come everywhere.",)
    if until or status == "canceled":
        return status, until, ()
    return "withheld", "", (f"It is under embargo: {stated.shortened(words)}. An editor has to release it.",)
