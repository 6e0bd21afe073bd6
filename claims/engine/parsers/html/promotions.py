"""Which short stretches of a page are the outlet's own voice, not the article's: letters, apps, other stories, rights.

Goes by words alone, in the languages that many newsrooms write in. Where they stand is for others to judge.
"""

from __future__ import annotations

import re
from functools import lru_cache

from claims.engine.parsers import limits, shapes
from claims.engine.parsers.html.tree import word_count


def _either(*patterns: str) -> str:
    return "(?:" + "|".join(patterns) + ")"


_LONGEST = 320
"""Characters. What is longer says more than that one should subscribe."""
_CONSENT_LONGEST = 1_000
_CONTACT = 8
"""Words of a line with an address in it that names who wrote."""
_START = r"[^\w\"“”«»'‘’„]*"
"""No quotation mark: what somebody says in the article is not the outlet's own voice."""
_QUESTION = r"(?:[^.!?]{1,80}\?\s+)?(?:please |puedes |do |you can )?"

_INVITATION = _either(
    r"sign up|subscribe|get|receive|join|download|follow|listen|like us|register|stay|watch|click|tap|enter your",
    r"recib[ea]|suscr[íi]b\w+|ap[úu]nta\w*|reg[íi]str(?:ate|ese)|descarga|[úu]n[ei]te|s[íi]gue(?:nos)?|seguir(?:nos)?",
    r"haz clic|abonnez|inscrivez|suivez|recevez|retrouvez|téléchargez|abonnieren|folgen|melden",
    r"inscreva|siga|receba|baixe|participe|clique aqui|clica|iscriviti|seguici|scarica",
    r"подпи\w+|читайте|ακολουθήστε|הצטרפו|تابعوا?|اشترك\w*",
)
_TO_WHAT = _either(
    r"news ?letters?|inbox|e-?mail|daily headlines|alerts?\b|notifications|free trial|in the loop|on air and online",
    r"\bapps?\b|app store|google (?:news|play)|podcasts?\b|whatsapp|telegram|facebook|twitter|instagram|youtube|tiktok",
    r"linkedin|@\w+|bolet[íi]n(?:es)?\b|\bcanal\b|(?:tu|su|por) correo|\bboîte\b|postfach|канал\w*|וואטסאפ",
)
_INVITES = re.compile(_START + _QUESTION + _INVITATION + r"\b.{0,160}?" + _TO_WHAT, re.IGNORECASE | re.DOTALL)

_LABEL = _either(
    r"(?:also |must )?read(?: more| also| next)?|related(?: (?:news|stories|articles?))?|recommended|see also|watch",
    r"listen|more|photos|gallery|l[ée]e (?:también|además|más)|te puede interesar|te recomendamos|más información",
    r"s[ei]gu(?:[ií]r?|e) leyendo",
    r"(?:à )?lire (?:aussi|également|plus)|lesen sie (?:auch|hier|mehr)|mehr (?:zum thema|dazu)",
    r"(?:leia|veja) (?:também|mais)|leggi (?:anche|tutto|di più)|lees (?:ook|meer|verder)|bekijk ook",
    r"läs (?:också|även|mer)|l[æe]s også|czytaj (?:także|też|również)|zobacz (?:także|też)|čtěte (?:také|též)",
    r"cite[șs]te [șs]i|lue myös|ayrıca (?:oku|bak)|baca juga|xem thêm|читайте также|материалы по теме",
    r"διαβάστε (?:ακόμ[ηα]|επίσης)|اقرأ أيضا|相关阅读|関連(?:記事|ニュース)|관련 ?(?:기사|뉴스)",
)
"""What newsrooms write before the title of another story."""
_IS_LABEL = re.compile(_START + _LABEL + r"(?:\s*[:|►▶»>].*|\W*)\Z", re.IGNORECASE | re.DOTALL)
_BEGINS_WITH_LABEL = re.compile(_START + _LABEL + r"\b", re.IGNORECASE)

_LEADS_ON = re.compile(
    _START
    + _either(
        r"(?:story|article) continues|continue reading|scroll (?:down )?(?:to|for)\b|sponsor message|skip past",
        r"ad(?:vertisement)?\s*(?:[·|:-]|\Z)|after newsletter promotion|contin[uú]a (?:despu[ée]s|depois|tras)",
        r"la suite après|more from |don[’']t miss\W*\Z|view this post|a post shared by|▶|kindly share",
        r"most (?:read|popular|viewed)\b(?: (?:from|in|on)\b.{0,40})?\W*\Z|share (?:or comment|this)\b",
        r"you (?:may|might) (?:also )?(?:like|be interested(?: in)?)\W*\Z|(?:click|tap) (?:here|on|to)\b|see more\W*\Z",
    ),
    re.IGNORECASE,
)

_OWN_VOICE = re.compile(
    _either(
        r"all rights reserved|copyright [©\d]|may not be (?:published|reproduced|republished|rewritten)",
        r"tou[st]? droits réservés|todos os direitos|alle rechte vorbehalten|riproduzione riservata|wszelkie prawa",
        r"無断転載|有料会員|会員限定|會員專屬|무단 ?전재|版权所有|责任编辑",
        r"not responsible for the content of external|\A\W*by (?:signing up|subscribing|registering|clicking)\b",
        r"reader[- ]supported|already (?:a subscriber|subscribed|a member|registered)|\Aour standards:",
        r"is this page useful|this is an archived (?:article|story)|support (?:\w+ ){0,2}journalism",
        r"(?:got|have|do you have) an? (?:\w+ ){0,2}(?:story|tip|question|correction|opinion)\b.{0,80}?(?:\?|@|touch)",
        r"send (?:us )?your (?:story|news|photos)|\A(?:email|contact|write to) (?:us|the (?:newsroom|editor))",
        r"enable javascript|supports html5 video|video can(?:no|'|’)?t be played",
        r"get (?:the )?(?:current|latest|more) (?:updates|news)\b|have your say\b",
        r"(?:opinions|views) expressed .{0,80}\b(?:not (?:necessarily )?reflect|are (?:those|solely))",
        r"(?:ya|eres|si eres) suscriptor|criterios de\s+the trust project",
    ),
    re.IGNORECASE,
)
_ENDS_AS_ONE = re.compile(
    _either(
        r"\b(?:explore|download|subscribe|register|join|click|shop|buy|watch|read) (?:now|here)\W*",
        r"\bin the comments(?: section)?(?: below)?\W*",
        r"\bto (?:get|receive|read|subscribe).{1,160}\b(?:click|tap|sign up)\b.{0,40}",
    )
    + r"\Z",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:said|says|told|tells|added|shouted|wrote|asked|replied|sang|dijo|dice|señaló|advirtió|afirmó|añadió|sagte|disse"
    r"|detto)\b|[,;] (?:he|she|they)\b",
    re.IGNORECASE,
)
_OF_OUTLET = re.compile(
    r"\b(?:our|us|we|here|subscri\w+|support|newsroom|this (?:story|article)|stories|coverage|newsletters?|inbox|apps?"
    r"|rights|reserved|published|nuestr[oa]s?|aquí|boletín|canal|whatsapp|facebook|twitter|instagram|reporter|writer)\b|©|@|\d{4}",
    re.IGNORECASE,
)
_SENTENCE = 6
"""Words. A shorter one may be a label with a full stop."""
_ADDRESS = re.compile(r"\S@\S+\.\S|\[email.protected\]")
_SHORT_CODE = re.compile(r"\[[\w /=\"'-]{1,60}\]")
"""What a template should have replaced by something else."""

_IN_BOX = re.compile(
    _either(
        r"\bsign(?:ing)? up\b|\b(?:un)?subscri(?:be|ber|ption)s?\b|\bnews ?letters?\b|\binbox\b|\be-?mail address",
        r"\bbecome a (?:member|supporter|subscriber|patron)\b|\bpaid for by (?:its|our) readers\b|\bsupport us\b",
        r"\bdonat(?:e|ion)\b|\b(?:log|sign) ?in\b|\bfree (?:trial|to read)\b|\bmember-only\b|\bplay for free\b",
        r"\bpodcast\b",
        r"\bprivacy (?:policy|notice|statement)|\bterms (?:of (?:use|service)|and conditions|& conditions)",
        r"\bwhatsapp\b|\btelegram\b|\bgoogle news\b|\bdownload (?:the|our) app\b",
        r"\bbolet[íi]n(?:es)?\b|\bsuscr[íi](?:b|p)\w*|\breg[íi]strate\b|\binici[ae] sesión\b|\bassine\b|\biscriviti\b",
        r"\babonn\w+|\bboîte (?:e-?)?mail\b|\bpostfach\b|\bdatenschutz\w*",
        r"^\W*(?:related|recommended|read (?:more|next)|more (?:from|on|stories)|don[’']t miss|most read|trending"
        r"|up next|see also|also read|más información|noticias? relacionadas?|te puede interesar|mehr zum thema"
        r"|(?:à )?lire aussi|leia também|veja também|leggi anche)\b",
    ),
    re.IGNORECASE | re.MULTILINE,
)

_TRACKING = re.compile(r"\b(?:cookies?|partner[sn]?|socios|partenaires)\b", re.IGNORECASE)
_CONSENT = re.compile(
    r"\b"
    + _either(
        r"consent|our (?:web)?site|privacy|personal data|personali[sz]ed|preferences",
        r"einwillig\w+|zustimmung|datenschutz\w*|personalisierte|consentimiento|privacidad|dispositivo",
        r"consentement|données personnelles|consenso|privacidade",
    )
    + r"\b",
    re.IGNORECASE,
)


def is_own_voice(words: str) -> bool:
    """Whether a paragraph is nothing but the outlet speaking for itself, or a label of what leads elsewhere."""
    return len(words) <= _LONGEST and _is_own_voice(words)


@lru_cache(maxsize=limits.LINES)
def _is_own_voice(words: str) -> bool:
    """Kept, as one page asks several times, and it is most of the time that a page takes."""
    if _IS_LABEL.match(words) or _SHORT_CODE.fullmatch(words):
        return True
    if word_count(words) <= _CONTACT and _ADDRESS.search(words):
        return True
    if _TELLS.search(words):
        return False  # what somebody said, even if it is that one should subscribe
    if shapes.is_boilerplate(words):
        return not _is_plain_sentence(words)
    return bool(
        _INVITES.match(words) or _LEADS_ON.match(words) or _OWN_VOICE.search(words) or _ENDS_AS_ONE.search(words)
    )


def _is_plain_sentence(words: str) -> bool:
    """Whether a paragraph that only begins as an outlet's own does not go on like one."""
    ends = shapes.SENTENCE_END.search(words) is not None
    return ends and word_count(words) >= _SENTENCE and _OF_OUTLET.search(words) is None


def begins_with_label(words: str) -> bool:
    """Whether a line begins like one that goes on with the title of another story. Articles may begin so as well."""
    return _BEGINS_WITH_LABEL.match(words) is not None


def is_promoting(lines: str) -> bool:
    """Whether a box between the paragraphs of an article, a line for each of its blocks, is the outlet's own."""
    return _IN_BOX.search(lines) is not None or _OWN_VOICE.search(lines) is not None


@lru_cache(maxsize=limits.LINES)
def asks_consent(words: str) -> bool:
    """Whether a paragraph is of the kind that asks to be allowed cookies."""
    if len(words) > _CONSENT_LONGEST:
        return False
    return _TRACKING.search(words) is not None and _CONSENT.search(words) is not None
