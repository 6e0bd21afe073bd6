"""What a record says of its article in single fields → values that a draft may hold, with what had to be mended.

Reads words only; it may not decide which field of which format they come from.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

from claims.engine.dates import find_dates
from claims.engine.parsers import limits
from claims.engine.parsers.decoding import TOO_MANY_MARKS
from claims.engine.parsers.fragments import html_blocks
from claims.engine.parsers.moments import Moment, read_moment
from claims.engine.text import normalise, with_few_marks

_TAG = re.compile(
    r"</?(?:a|article|b|blockquote|br|div|em|figure|figcaption|font|h[1-6]|i|img|li|ol|p|section|span|strong|sub|sup"
    r"|table|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")

_EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")
_EPOCH_FROM, _EPOCH_TO = 631_152_000, 4_102_444_800
"""1990 and 2100: ten digits outside of them count something else than seconds."""
_DATE_LONGEST = 80
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2}),?\s+(?:del?\s+)?((?:19|20)\d\d)\b")
"""`marzo 14, 2024`, as Spanish is written in America; `March 14, 2024` loses nothing by being turned round."""

_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x1f]+", re.IGNORECASE)
ADDRESS_LONGEST = 2_000
_TAG_OF_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,12}")
TAG_LONGEST = 35
"""What BCP 47 (RFC 5646, section 4.4.1) asks everybody to hold."""
IDENTIFIER_LONGEST = 500
"""The database holds no more. Real ones have a tenth of that."""
_LANGUAGE_NAMES = {
    **dict.fromkeys(("eng", "english", "ingles", "inglés"), "en"),
    **dict.fromkeys(("spa", "spanish", "espanol", "español", "castellano"), "es"),
}

Warnings = tuple[str, ...]


def clean(words: str) -> tuple[str, Warnings]:
    """`words` without what no text means: JSON can name control characters and halves of characters."""
    warnings: Warnings = ()
    if _SURROGATES.search(words):
        words, warnings = _SURROGATES.sub("\ufffd", words), ("Broken characters were replaced by �.",)
    if _CONTROLS.search(words):
        words, warnings = _CONTROLS.sub("", words), (*warnings, "Control characters were removed.")
    if (mended := with_few_marks(words)) != words:
        words, warnings = mended, (*warnings, TOO_MANY_MARKS)
    return words, warnings


def has_markup(words: str) -> bool:
    return _TAG.search(words) is not None


def without_entities(words: str) -> str:
    """`words` with characters for what a web page would write as `&amp;` or `&#8217;`."""
    return clean(html.unescape(words))[0] if _ENTITY.search(words) else words


def one_line(words: str) -> str:
    """`words` as a field holds them: no markup, no entities, no line ends, nothing that cannot be stored."""
    if has_markup(words):
        words = " ".join(block.words for block in html_blocks(words))
    return normalise(" ".join(clean(without_entities(words))[0].split()))


def headline(words: str) -> tuple[str, Warnings]:
    """`words` on one line, cut where it is longer than a headline may be."""
    title = one_line(words)
    if len(title) <= limits.TITLE_LENGTH:
        return title, ()
    return title[: limits.TITLE_LENGTH].rstrip(), (f"The headline was cut at {limits.TITLE_LENGTH:,} characters.",)


def moment(words: str, what: str) -> tuple[Moment, Warnings]:
    """The date in a field that an editor or a program filled in. `what` names the field in the warning."""
    words = words.strip()
    if not words:
        return Moment(), ()
    read = read_moment(words)
    if not read.day and (epoch := _EPOCH.fullmatch(words)) and _EPOCH_FROM <= int(epoch[1]) < _EPOCH_TO:
        read = read_moment(datetime.fromtimestamp(int(epoch[1]), tz=UTC).isoformat())
    if read.day:
        return read, ()
    return _written_day(words, what)


def _written_day(words: str, what: str) -> tuple[Moment, Warnings]:
    dates = find_dates(_MONTH_FIRST.sub(r"\2 \1 \3", words)) if len(words) <= _DATE_LONGEST else ()
    if len(dates) == 1 and not dates[0].ambiguous:
        return Moment(day=str(dates[0].date)), ()
    if len(dates) == 1:
        return Moment(), (f"The date {words} in {what} may be read two ways and was not used.",)
    return Moment(), (f"The date “{shortened(words)}” in {what} could not be read.",)


def address(words: str) -> tuple[str, Warnings]:
    """A web address to show as a hint, or `""`."""
    words = words.strip()
    if not words or (len(words) <= ADDRESS_LONGEST and _ADDRESS.fullmatch(words)):
        return words, ()
    return "", (f"“{shortened(words)}” is no web address and was left out.",)


def identifier(words: str) -> tuple[str, Warnings]:
    """All of it or nothing: two that are cut could pass for one."""
    words = words.strip()
    if len(words) <= IDENTIFIER_LONGEST:
        return words, ()
    return "", (f"Its identifier has more than {IDENTIFIER_LONGEST} characters and was left out.",)


def language_tag(words: str) -> str:
    """A BCP 47 tag, or `""` for what is none. One that is too long loses its last parts, which say the least."""
    words = words.strip().replace("_", "-")
    if not _TAG_OF_LANGUAGE.fullmatch(words):
        return _LANGUAGE_NAMES.get(words.lower(), "")
    primary, dash, rest = words.partition("-")
    tag = _LANGUAGE_NAMES.get(primary.lower(), primary.lower()) + dash + rest
    while len(tag) > TAG_LONGEST or tag[-2:-1] == "-":  # a single letter says what kind of part follows
        tag = tag.rpartition("-")[0]
    return tag


def shortened(words: str, most: int = 60) -> str:
    """The start of `words` on one line, for a message."""
    words = " ".join(clean(words[: most * 4])[0].split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
