"""What a paragraph looks like on its own: byline, dateline, caption, boilerplate. Where it stands is not asked here.

Shapes are words and punctuation that newsrooms share; none of them may name a person, a topic or an outlet. News
agencies are the exception: their names are part of how credits and datelines are written.
"""

from __future__ import annotations

import re

from claims.engine.dates import find_dates

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
OPENING_QUOTE = re.compile(r"[\"“”„«‘'—–]")


def _either(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


_NAME = r"[A-ZÀ-Þ][\w.'’-]*"
_JOB = r"(?i:staff|writer|reporter|correspondent|corresponsal|editor|redacción|special to .*)"
_SMALL_WORD = r"(?i:and|y|with|con|in|en|for|para|of|de|del|la|the|updated)"
_BYLINE_ALONE = re.compile(
    _either(
        rf"{_NAME}(?:\s{_NAME}){{1,3}}\s*[|,·•/]\s*{_JOB}(?:\s{_JOB})?",
        r"(?i:redacci[óo]n|staff report|agencias?|from staff reports)",
    )
    + r"\.?"
)
_BY = re.compile(rf"(?i:by|por|written by|story by|texto de|escrito por)[\s:]+(?={_NAME})")
_BYLINE_GAP = re.compile(r"[\s,|/&·•]+(?:-+[\s,|/&·•]+)*")
_BYLINE_WORD = re.compile(
    _either(_NAME, rf"{_either(_SMALL_WORD, _JOB)}(?:-+{_either(_SMALL_WORD, _JOB, _NAME)})?", r"\S+@\S+")
)
_SPECIAL_TO = re.compile(r"[\s,|/&·•-]+(?i:special to )")
_BYLINE_LONGEST = 140

_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,30}"
_PLACE = _either(_CAPITALS, rf"{_NAME}(?: (?:(?:de|del|la|las|los|el|of|the) ){{0,2}}{_NAME}){{0,3}}")
_AGENCY = _either(r"\([A-Z][\w /.,&-]{1,40}\)", r"\(dpa(?:[ /]\w{1,20})?\)", r"/[A-Z][\w -]{2,30}/")
_DATELINE_PREFIX = re.compile(
    _either(
        rf"{_CAPITALS}(?:, [\w.,'’ -]{{2,40}})?(?: ?{_AGENCY})?",
        rf"{_PLACE}(?:, [\w.,'’ -]{{2,40}})? ?{_AGENCY}",
        rf"{_PLACE}(?:, [A-ZÀ-Þ][\w.,'’ -]{{2,40}}){{1,2}}",
    )
    + r"\s?\.?(?:—|–|--|-|―)\s+(?=\S)"  # agencies in Spanish write ".-"
)
_LABEL = re.compile(
    r"(?:EXCLUSIVES?|BREAKING(?: NEWS)?|UPDATED?|WATCH|LIVE|VIDEOS?|OPINION|ANALYSIS|EXPLAINER|PHOTOS?|POLL|REPORT"
    r"|EXCLUSIVA|[ÚU]LTIMA HORA|EN VIVO|AN[ÁA]LISIS|OPINI[ÓO]N|V[ÍI]DEOS?|FOTOS|ACTUALIZACI[ÓO]N|URGENTE)\b"
)
"""What stands before a headline in capitals and is no place."""
_MAJOR_WORD = re.compile(r"[^\W\d_][\w'’-]{3,}")
_TITLE_CASE = 0.8
_DATE_LINE_FILLER = re.compile(
    r"\b"
    + _either(
        r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun",
        r"lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo",
        r"published|updated|posted|last|modified|on|at|publicado|actualizado|el|a|las",
        r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|am|pm|a\.m|p\.m|h|hrs|gmt|utc|est|edt|et|cet|cest",
    )
    + r"\b",
    re.IGNORECASE,
)
_DATE_LINE_LONGEST = 80

_PICTURE = _either(
    r"photo(?:graph)?s?|picture|image|video|illustration",
    r"fotos?|fotograf[ií]a|imagen|v[ií]deo|gr[áa]fico|ilustraci[óo]n",
)
_CREDIT_MARK = re.compile(r"[:/|(]|, ?Getty")
"""Every credit has one of these, and few paragraphs do."""
_CREDIT_START = re.compile(rf"{_PICTURE}(?:\s+(?:by|credit|courtesy of|de|por|cortes[ií]a de))?\s*[:/|]", re.IGNORECASE)
_CREDIT_END = re.compile(
    _either(
        rf"\b(?i:{_PICTURE}|credit|cr[ée]dito)(?: (?:by|credit|courtesy))?:\s?\S.{{0,80}}",
        r"(?<!\w)(?:AP|AFP|EFE|EPA|REUTERS|Reuters|ANSA|dpa|TT|NTB)(?: (?:Photo|Foto))?"
        rf"/\s?{_NAME}+(?:[ ,][ ,-]*+{_NAME}+){{0,4}}[.)\]]*",  # the second + lets nothing go that was read
        r"/(?:AP|AFP|EFE|EPA|REUTERS|Reuters|Getty)(?: Images| Photo)?[.)\]]*",
        r"[(/:,] ?Getty Images[.)\]]*",
        r"\((?i:(?:file|handout|archive) (?:photo|picture|image)|foto(?:graf[íi]a)? de archivo)\)\.?",
    )
    + "$"
)
_IN_PICTURE = re.compile(
    r"\("
    + _either(
        r"(?:far |second from |front |back |cent(?:re|er) )?(?:left|right|cent(?:re|er)|l|r|c)",
        r"not pictured|not seen|pictured|in the picture",
        r"izq\.?|izda\.?|izquierda|der\.?|dcha\.?|derecha|centro|c\.",
        r"no en la foto|en la foto|fuera de cuadro",
    )
    + r"\)",
    re.IGNORECASE,
)
_DEPICTS = re.compile(
    r"\b"
    + _either(
        r"gestures?|poses?|looks? on|shakes? hands|waves?|arrives?|attends?|walks?|speaks? (?:at|during|to)",
        r"(?:is|are) (?:seen|pictured|shown)",
        r"gesticula|posa|saluda|estrecha|camina|sostiene|conversa|asiste a|llega a|se dirige a",
        r"habla (?:en|durante|ante)",
    )
    + r"\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:said|says|told|added|dijo|dice|afirmó|añadió|aseguró)\b", re.IGNORECASE)
_PICTURED_EARLIER = re.compile(r"\b(?:file|archive) (?:photo|picture|image)|\barchivo\b", re.IGNORECASE)
_CAPTION_LONGEST = 600

_RIGHTS = r"(?:all rights reserved|(?:todos los )?derechos reservados|©)"
_BOILERPLATE = re.compile(
    _either(
        r"read (?:more|next|also|the full)|related(?: (?:stories|articles|coverage))?:|see also\b|skip to\b",
        r"more:|more (?:on this|from|stories)\b|subscribe\b|already a subscriber",
        r"sign up (?:for|to|here)|get (?:our|the) .{0,30}newsletter|download (?:our|the) app",
        r"follow (?:us|me|him|her|@|\S+ on twitter)|share (?:this|on)\b|click here|advertisement$|sponsored\b",
        r"copyright\b|\(c\) ?\d{4}|this (?:article|story) (?:was|is) (?:originally|first)",
        r"contact the (?:writer|reporter|author)|comments? \(\d+\)",
        r"reporting by\b|additional reporting\b|contributing:",
        r"le[ae] (?:m[áa]s|tambi[ée]n)|lea adem[áa]s|te puede interesar|ver m[áa]s|m[áa]s informaci[óo]n:",
        r"noticias relacionadas|suscr[íi]b|reg[íi]strate|s[íi]guenos|comparte\b|compartir\b|haz clic",
        r"publicidad$|patrocinado",
        _RIGHTS,
    ),
    re.IGNORECASE,
)
_RIGHTS_ANYWHERE = re.compile(_RIGHTS, re.IGNORECASE)
_BOILERPLATE_LONGEST = 240
_RIGHTS_LONGEST = 160

DOMAIN = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:www\.)?([A-Za-z0-9][A-Za-z0-9-]*)"
    r"\.(?:[a-z]{2,3}\.)?(?:com|org|net|info|news|press|tv|eu|int|gov|edu|[a-z]{2})\b(?!\.\w)"
)
_MASTHEAD_WORD = re.compile(
    r"\b"
    + _either(
        r"news|newspaper|times|post|gazette|herald|tribune|daily|weekly|journal|press|chronicle|observer|courier",
        r"agency|magazine|online|digital|media",
        r"diario|peri[óo]dico|noticias|gaceta|agencia|revista|prensa|semanario",
    )
    + r"\b",
    re.IGNORECASE,
)
_AGENCY_NAME = re.compile(
    r"Reuters|(?:The )?Associated Press|AP|AFP|Agence France-Presse|EFE|Agencia EFE|Europa Press|dpa|UPI|ANSA|Bloomberg"
)
_MASTHEAD_SMALL = frozenset({"of", "the", "de", "la", "el", "del", "and", "y"})
_MASTHEAD_LONGEST = 60


def is_byline(text: str) -> bool:
    if len(text) > _BYLINE_LONGEST:
        return False
    if _BYLINE_ALONE.fullmatch(text):
        return True
    by = _BY.match(text)
    return by is not None and _are_bylined(text[by.end() :])


def _are_bylined(who: str) -> bool:
    """Whether the words after "by" are names, jobs and addresses. One by one: a regex for all could read them in
    very many ways, and would try each before it gave up."""
    special = _SPECIAL_TO.search(who)
    listed = who[: special.start()] if special else who.removesuffix(".")
    words = [word.strip("-") for word in _BYLINE_GAP.split(listed)]
    return all(_BYLINE_WORD.fullmatch(word) for word in words)


def is_date_line(text: str) -> bool:
    """A line that holds a date, perhaps a place and a time, and nothing else."""
    dates = find_dates(text) if len(text) <= _DATE_LINE_LONGEST else ()
    if not dates:
        return False
    rest = text[: dates[0].start] + " " + text[dates[0].end :]
    rest = _DATE_LINE_FILLER.sub(" ", rest)
    words = re.findall(r"\w+", rest)
    return len(words) <= 3 and all(word[0].isupper() for word in words)


def dateline_prefix(text: str) -> int:
    """How many code points at the start of a paragraph are its dateline and dash (`MADRID, 3 May (AP) — `), or 0."""
    match = None if _LABEL.match(text) else _DATELINE_PREFIX.match(text[:120])
    return match.end() if match else 0


def is_in_title_case(text: str) -> bool:
    """Whether Nearly All of Its Longer Words Begin in Capitals, as in English headlines and in no sentence."""
    words = _MAJOR_WORD.findall(text)
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= _TITLE_CASE * len(words)


def dateline_words(text: str) -> str:
    """A dateline without the dash behind it, and without the full stop that agencies in Spanish set before that."""
    words = text.rstrip(" —–-―")
    place = words.rstrip(" .")
    return place if place.endswith(")") else words


def is_boilerplate(text: str) -> bool:
    if len(text) > _BOILERPLATE_LONGEST:
        return False
    return _BOILERPLATE.match(text) is not None or (
        _RIGHTS_ANYWHERE.search(text) is not None and len(text) <= _RIGHTS_LONGEST
    )


def is_masthead(text: str) -> bool:
    """A line that names the outlet: short, no sentence, with a web address or a word that outlets are called by."""
    if len(text) > _MASTHEAD_LONGEST or SENTENCE_END.search(text) or ":" in text.replace("://", ""):
        return False
    if _AGENCY_NAME.fullmatch(text):
        return True
    if DOMAIN.search(text):
        return len(text.split()) <= 6
    words = text.split()
    return (
        len(words) <= 5
        and _MASTHEAD_WORD.search(text) is not None
        and all(word[0].isupper() or word in _MASTHEAD_SMALL for word in words)
    )


def is_caption(text: str, *, foreign: bool, before_body: bool) -> bool:
    """Whether `text` describes a picture.

    `foreign`: it is in another language than the article; `before_body`: no paragraph of the article came before it.
    A credit settles it. Everything else is a hint, and one hint is not enough: articles say "(left)" and "arrives" too.
    """
    if len(text) > _CAPTION_LONGEST:
        return False
    if _CREDIT_MARK.search(text) and (_CREDIT_START.match(text) or _CREDIT_END.search(text)):
        return True
    in_picture = _IN_PICTURE.search(text) is not None
    if not foreign and not in_picture:
        return False  # the weaker hints do not add up to enough
    dates = find_dates(text)
    hints = (
        2 * in_picture
        + 2 * foreign
        + (_DEPICTS.search(text) is not None)
        + bool(dates and len(text) - dates[-1].end <= 2)
        + before_body
        - 2 * (_REPORTS.search(text) is not None)
    )
    return hints >= 4


def shows_the_past(caption: str) -> bool:
    """Whether a caption says that its picture is from the archive; its date is then not the article's."""
    return _PICTURED_EARLIER.search(caption) is not None
