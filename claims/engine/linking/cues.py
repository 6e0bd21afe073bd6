"""The words that tell how a report puts something: as evidence, demand, denial, plan, condition, negation.

Patterns only, English and Spanish side by side; `reading` puts them to use.
"""

from __future__ import annotations

import re

from claims.engine.text import Span


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(patterns) + r")(?!\w)", re.IGNORECASE)


ATTESTED = _any(
    r"evidence[\"'’”]? (?:of|that|for)|signs? (?:of|that)|reports? (?:of|that)|proof (?:of|that)",
    r"indications? (?:of|that)",
    r"attempts? (?:to|at)|attempted|attempting|tr(?:ied|ies|ying) to|seeking to|sought to|efforts? to",
    r"plott?(?:ed|ing)? to",
    r"accus(?:ed|es|ing|ations?)|alleg(?:ed|es|edly|ations?)|caught|admit(?:s|ted)|confirm(?:s|ed)|found that",
    r"revealed that",
    r"pruebas? de|evidencias? de|indicios de|informes de|intentos? (?:de|por)|intent(?:a|an|ó|aron|ando)",
    r"trat(?:a|an|ó|aron|ando) de",
    r"acus(?:a|an|ó|aron|ado|ada|ados|aciones?)|presunt[oa]s?|supuest[oa]s?|admit(?:e|ió)|confirm(?:a|ó)",
    r"reconoc(?:e|ió)",
)
DEMANDED = _any(
    r"must(?:n't| not)?|should(?:n't| not)?|ought to|needs? to|ha(?:s|ve) to|urg(?:e|es|ed|ing)",
    r"demand(?:s|ed|ing)?|calls? on|called on",
    r"warn(?:s|ed|ing|ings)?|insist(?:s|ed)?|do(?:n't|n’t| not)(?= do| even)|unacceptable",
    r"will not (?:accept|tolerate)|won't tolerate",
    r"deb(?:e|en|ería|erían)|ex(?:ige|igió|igen)|pid(?:e|ió|ieron)|inst(?:a|ó)|advi(?:erte|rtió)|inaceptable",
    r"no toleraremos",
)
REACTION = _any(
    r"unacceptable|intolerable|don['’]t do it|very clear",
    r"(?:watch|track|look)ing (?:\w+ )?(?:very )?(?:closely|carefully)|concern(?:ed|ing)",
    r"tracking|monitoring|looking (?:very carefully )?(?:at|into)|welcome[sd]?|condemn(?:s|ed)?|regret(?:s|ted)?",
    r"inaceptable|siguiendo|vigilando|preocupa(?:do|da|dos|das)?|condena(?:mos|n|ó)?|lament(?:a|ó|amos)",
    r"muy claros?",
)
DECLINED = _any(
    r"(?:can(?:no|['’])?t|could(?:n['’]t| not)|wo(?:n|uldn)['’]t|(?:will|would) not|not going to"
    r"|(?:declin|refus)(?:ed|es) to)"
    r" (?:speak to|comment|discuss|say (?:whether|if)|speculate|get into|answer|confirm or deny)",
    r"no comment",
    r"(?:no (?:puedo|quiso|quiero|voy a)|declinó|rehusó|se negó a)"
    r" (?:comentar|hablar|pronunciar\w*|hacer comentarios|responder)",
    r"sin comentarios",
)
DENIED = _any(
    r"den(?:y|ies|ied|ying)|reject(?:s|ed) (?:claims?|accusations?|allegations?|the claim)",
    r"niegan?|desm(?:iente|intió)|rechaz(?:a|ó) (?:las acusaciones|que)",
)
INTENDED = _any(
    r"will(?: not)?|won['’]t|would(?: not|n['’]t)?|shall|going to|\w+['’]ll|plan(?:s|ned|ning)? to|intends? to",
    r"aims? to|agree[sd]? to",
    r"promis\w+|vow\w*|pledg\w+|commit(?:s|ted)? to|commitment to|guarantee\w*|set to|about to|expected to",
    r"v(?:a|an|as|oy|amos) a|promet\w+|se compromet\w+|plane(?:a|an|aba)|pretende|prevé|garantiz\w+",
)
POSSIBLE = _any(r"could|might|may|if|whether|perhaps|possibl[ey]|podrían?|pueden?|quizás?|tal vez|si")
LIMIT = _any(
    r"unless|only if|as long as|provided that|except(?:ion|ions)?|exempt\w*|exclud\w+|temporar\w+|for now",
    r"delay(?:s|ed|ing)?|postpon\w+",
    r"not before|not until|subject to|depend\w* on|conditional|watered down|scaled? back|later than",
    r"salvo|excepto|a menos que|siempre que|sólo si|solo si|temporal\w*|por ahora|aplaz\w+|pospon\w+",
    r"posp(?:uso|usieron)|retras\w+|sujeto a",
)
BEGUN = _any(
    r"began|begun|beginning|start(?:ed|ing)|first|part(?:ly|ially)|half|halfway|some of|so far|progress|only",
    r"under way|underway|phase",
    r"empez\w+|comenz\w+|primer[oa]?s?|parcial\w*|en parte|mitad|hasta ahora|avanc\w+|avance|s[óo]lo|en marcha",
    r"fase",
)
DECIDED = _any(
    r"(?:voted|decided|chose) to|(?:passed|signed|approved|adopted) (?:an?|the|\w+)",
    r"(?:votó|votaron|decidió|decidieron|aprobó|aprobaron|acordó)",
)
BEGUN_TO = _any(r"(?:began|begun|start(?:s|ed)) (?:to|\w+ing)", r"(?:empez|comenz)(?:ó|aron|ado) a")
NOT = _any(
    r"not(?! only| just)|\w+n['’]t|never|no(?! longer| doubt)|nor|neither|nobody|none|without|nothing",
    r"nunca|jamás|sin|ni|tampoco|nadie|ningun[oa]?",
)
TURNED = _any(
    r"fail(?:s|ed|ing|ure)? to|refus(?:es|ed|ing|al) to|yet to|unable to|no longer|rul(?:es|ed|ing) out",
    r"g(?:ives?|ave|iving) up",
    r"abandon(?:s|ed|ing)?|scrap(?:s|ped|ping)?|drop(?:s|ped|ping)?|cancel(?:s|led|ed|ling)?",
    r"shelv(?:es|ed|ing)|ditch(?:es|ed|ing)?",
    r"revers(?:es|ed|ing)|backtrack\w*|back(?:s|ed|ing)? (?:away|down|off|out)|walk(?:s|ed|ing)? back",
    r"u-turn\w*|halt(?:s|ed|ing)?|stopped",
    r"block(?:s|ed|ing)?|avoid(?:s|ed)?|reneg(?:e|es|ed|ing)",
    r"abandon(?:a|an|ó|aron|ado)|cancel(?:a|an|ó|aron|ado)|descart(?:a|an|ó|aron|ado)",
    r"renunci(?:a|an|ó|aron|ado) a|marcha atrás|ya no",
    r"se (?:niega|niegan|negó|negaron) a|dej(?:a|an|ó|aron) de|incapaz de|fracas\w+",
)
OCCURS = _any(
    r"there ha(?:s|ve) been|ha habido|hubo",
    r"took place|occurr(?:ed|ing)|happen(?:ed|ing)|is under way|continues?|se produjo|ocurrió|continúan?",
)


_NO_OBJECT = re.compile(r"\s+(?:no|ning[uú]n[oa]?|nothing|nada|none)(?!\w)", re.IGNORECASE)


def negates_object(text: str, action: Span) -> bool:
    """Whether the words after an action take it back: "sent no troops"."""
    return _NO_OBJECT.match(text, action.end) is not None


def find(pattern: re.Pattern[str], text: str, start: int, end: int, avoid: Span | None = None) -> Span | None:
    for match in pattern.finditer(text, start, end):
        span = Span(*match.span())
        if avoid is None or not span.overlaps(avoid):
            return span
    return None
