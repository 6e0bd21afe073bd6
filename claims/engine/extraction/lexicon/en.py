"""English: which words introduce speech, stand for speakers and bind clauses. Data only.

A cue verb's flags say what it takes: `c` a that-clause, `b` a bare clause, `q` stands beside or after quoted words,
`o` an addressee first ("told Y that"), `t` a to-infinitive, `n` a noun phrase that gives what was said, `w` a question
word. Drawn from the verbs of reporting of general grammars; which flags pay was measured on annotated news.
"""

from __future__ import annotations

from claims.engine.text import word_set

SPEECH = {
    "say": "cbqw",
    "tell": "cbqotw",
    "add": "cbq",
    "write": "cbq",
    "tweet": "cbqn",
    "retweet": "qn",
    "note": "cbqn",
    "explain": "cbqnw",
    "argue": "cbqn",
    "claim": "cbqn",
    "insist": "cbq",
    "assert": "cbqn",
    "state": "cbqn",
    "declare": "cbqn",
    "announce": "cbqn",
    "acknowledge": "cbqn",
    "admit": "cbqn",
    "concede": "cbqn",
    "warn": "cbqon",
    "caution": "cbqo",
    "suggest": "cbqn",
    "continue": "q",
    "conclude": "cbq",
    "contend": "cbq",
    "maintain": "cq",
    "respond": "cq",
    "reply": "cq",
    "answer": "cq",
    "remark": "cq",
    "observe": "cq",
    "recall": "cbqn",
    "recount": "cqn",
    "stress": "cbqn",
    "emphasize": "cbqn",
    "emphasise": "cbqn",
    "underline": "cn",
    "underscore": "cn",
    "joke": "cbq",
    "quip": "cq",
    "complain": "cbqn",
    "lament": "cqn",
    "confess": "cbq",
    "confirm": "cbqn",
    "deny": "cbqn",
    "reveal": "cbqn",
    "disclose": "cn",
    "predict": "cbqn",
    "reiterate": "cbqn",
    "repeat": "cqn",
    "estimate": "cb",
    "allege": "cbqn",
    "charge": "cq",
    "inform": "cbqo",
    "remind": "cbqo",
    "testify": "cbq",
    "boast": "cbqn",
    "brag": "cbqn",
    "counter": "cq",
    "retort": "cq",
    "opine": "cq",
    "muse": "cq",
    "proclaim": "cbqn",
    "exclaim": "cq",
    "clarify": "cqn",
    "comment": "cq",
    "protest": "cq",
    "mention": "cqn",
    "speculate": "cq",
    "theorize": "cq",
    "imply": "cbq",
    "hint": "cqn",
    "indicate": "cbqn",
    "signal": "cn",
    "quote": "qn",
    "cite": "qn",
    "shout": "cq",
    "yell": "cq",
    "scream": "q",
    "chant": "qn",
    "post": "qn",
    "email": "qn",
    "text": "q",
    "read": "q",
    "whisper": "q",
    "interject": "q",
    "agree": "cq",
    "stipulate": "c",
    "recommend": "cn",
    "propose": "cnt",
    "demand": "cqnt",
    "urge": "qn",
    "advise": "cqot",
    "echo": "qn",
    "affirm": "cbqn",
    "reaffirm": "cbqn",
    "pronounce": "q",
    "profess": "c",
    "attest": "c",
    "relate": "cq",
    "rule": "c",
    "decry": "n",
    "describe": "n",
    "criticize": "n",
    "criticise": "n",
    "denounce": "n",
    "condemn": "n",
    "praise": "n",
    "accuse": "n",
    "blame": "n",
    "blast": "n",
    "slam": "n",
    "mock": "n",
    "dismiss": "n",
    "deride": "n",
    "hail": "n",
    "tout": "n",
    "applaud": "n",
    "question": "nw",
    "label": "n",
    "dub": "n",
    "liken": "n",
    "thank": "n",
    "call": "n",
    "characterize": "n",
    "characterise": "n",
    "portray": "n",
    "discuss": "n",
    "outline": "n",
    "express": "n",
    "voice": "n",
    "detail": "n",
    "ridicule": "n",
    "rebuke": "n",
    "bemoan": "n",
    "invoke": "n",
    "lambast": "n",
    "lambaste": "n",
    "reference": "n",
    "highlight": "n",
    "credit": "n",
    "articulate": "n",
    "scold": "n",
    "chide": "n",
    "berate": "n",
    "castigate": "n",
    "excoriate": "n",
    "chastise": "n",
    "commend": "n",
    "laud": "n",
    "congratulate": "n",
    "downplay": "n",
    "rebut": "n",
    "refute": "n",
    "challenge": "n",
    "start": "q",
    "press": "q",
    "snap": "q",
    "scoff": "q",
    "plead": "cq",
    "beg": "q",
    "implore": "q",
    "mutter": "q",
    "grumble": "cq",
    "crack": "q",
    "deadpan": "q",
    "intone": "q",
    "bark": "q",
    "bellow": "q",
    "boom": "q",
    "interrupt": "q",
    "venture": "q",
    "enthuse": "q",
}
"""Verbs whose subject says something."""

ASK = {"ask": "qotw", "inquire": "qw", "request": "cn", "wonder": "qw"}
"""Verbs whose subject asks."""

REPORT = {"report": "cbqn"}
"""Verbs by which an outlet or a witness hands on what others said or did."""

COMMISSIVE = {
    "pledge": "cqtn",
    "promise": "cbqtno",
    "vow": "cbqtn",
    "swear": "cbqt",
    "assure": "cbqo",
    "guarantee": "cbqn",
    "commit": "ct",
    "threaten": "cqtn",
}
"""Verbs that bind the speaker to what follows."""

IRREGULAR = {
    "say": "say says said saying",
    "tell": "tell tells told telling",
    "write": "write writes wrote written writing",
    "read": "read reads reading",
    "swear": "swear swears swore sworn swearing",
    "quip": "quip quips quipped quipping",
    "brag": "brag brags bragged bragging",
    "admit": "admit admits admitted admitting",
    "commit": "commit commits committed committing",
    "slam": "slam slams slammed slamming",
    "dub": "dub dubs dubbed dubbing",
    "rebut": "rebut rebuts rebutted rebutting",
    "snap": "snap snaps snapped snapping",
    "beg": "beg begs begged begging",
    "deadpan": "deadpans deadpanned",
}

PHRASAL = {
    ("point", "out"): "cbqn",
    ("went", "on"): "q",
    ("goes", "on"): "q",
    ("go", "on"): "q",
    ("call", "for"): "n",
    ("call", "on"): "n",
    ("speak", "of"): "n",
    ("refer", "to"): "n",
    ("point", "to"): "n",
    ("warn", "of"): "n",
    ("rail", "against"): "n",
    ("talk", "about"): "n",
    ("speak", "about"): "n",
    ("lash", "out"): "n",
    ("complain", "about"): "n",
    ("comment", "on"): "n",
    ("call", "upon"): "n",
    ("complain", "of"): "n",
    ("argue", "against"): "n",
    ("argue", "for"): "n",
    ("warn", "against"): "n",
    ("warn", "about"): "n",
    ("boast", "of"): "n",
    ("boast", "about"): "n",
    ("brag", "about"): "n",
    ("joke", "about"): "n",
    ("hint", "at"): "n",
    ("allude", "to"): "n",
    ("rip", "into"): "n",
    ("tear", "into"): "n",
    ("say", "of"): "q",
    ("put", "it"): "q",
    ("shoot", "back"): "q",
    ("fire", "back"): "q",
    ("hit", "back"): "q",
    ("write", "back"): "q",
    ("chime", "in"): "q",
    ("sum", "up"): "q",
    ("call", "out"): "q",
    ("cry", "out"): "q",
    ("charge", "with"): "",
    ("read", "from"): "",
}
"""Verb and particle; the particle belongs to the cue. Empty flags: not a statement after all."""

PHRASAL_IRREGULAR = {
    "speak": "speak speaks spoke spoken speaking",
    "say": "say says said saying",
    "put": "put puts putting",
    "shoot": "shoots shot shooting",
    "write": "write writes wrote written writing",
    "hit": "hits hit hitting",
    "tear": "tears tore tearing",
    "rip": "rips ripped ripping",
    "refer": "refer refers referred referring",
    "went": "went",
    "goes": "goes",
    "go": "going",
}

NOUN_LIKE = word_set(
    """
    claims claim reports report notes note calls call charges charge comments comment states state questions
    question request requests demand demands estimate estimates promise promises pledge pledges vow vows threat
    quote quotes texts text posts post stresses stress rules rule proposals answer answers labels label blame
    praise mention mentions tweet tweets email emails protest protests joke jokes boast boasts details detail
    blast blasts counter confession complaint hint hints remark remarks read reads reference references voice
    voices slam press snap crack bark boom interrupt venture ventures
    """
)
"""Forms that are as often nouns: they count as verbs only after a clear subject."""

NOUN_CUES = word_set(
    """
    claim claims assertion assertions statement declaration announcement allegation allegations accusation
    accusations suggestion suggestions argument warning warnings pledge pledges promise promises vow vows
    assurance assurances remark comment prediction admission acknowledgment insistence contention complaint
    complaints charge charges
    """
)
"""Nouns of saying that take "that": "Smith's claim that"."""

REPORT_NOUNS = frozenset({"reports", "report", "rumors", "rumours", "allegations"})
ACCORDING = (("according", "to"),)
ACCORDING_OBJECT_BARRED = frozenset({"plan", "schedule", "law", "rules", "tradition", "custom"})

AUXILIARIES = word_set(
    """
    has have had is are was were be been being do does did would will 've 'd 's having hasn't haven't hadn't
    isn't wasn't hasn’t haven’t hadn’t isn’t wasn’t he's he’s she's she’s
    """
)
MODALS = word_set(
    """
    can could should may might must would will shall won't won’t wouldn't wouldn’t cannot can't can’t
    """
)
PASSIVE = frozenset({"is", "are", "was", "were", "been", "being", "be"})
NEGATIONS = word_set(
    """
    not never didn't didn’t doesn't doesn’t don't don’t hasn't hasn’t haven't haven’t hadn't hadn’t isn't isn’t
    wasn't wasn’t won't won’t wouldn't wouldn’t cannot can't can’t couldn't couldn’t nobody neither
    """
)
ADVERBS = word_set(
    """
    also then later again further now once even still just often always first simply ever soon earlier
    previously therefore thus meanwhile instead too already long since recently famously
    """
)
PRONOUNS_MALE = frozenset({"he", "him", "his"})
PRONOUNS_FEMALE = frozenset({"she", "her", "hers"})
SUBJECT_PRONOUNS = word_set(
    """
    he she they we i it you who he'd she'd he’d she’d i've i’ve we've we’ve they've they’ve
    """
)
OBJECT_PRONOUNS = frozenset({"me", "him", "her", "them", "us", "you", "it"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
DETERMINERS = word_set(
    """
    the a an this that these those his her their its our my your some many most several other another one two
    three four five six seven eight nine ten each every any no all both few more such
    """
)
THAT = frozenset({"that"})
QUESTION_WORDS = frozenset({"if", "whether", "how", "why", "what", "when", "where", "who"})
TO = "to"
AS = "as"
CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "nor"})
SUBORDINATORS = word_set(
    """
    that because while although though when whenever where if unless since until as after before whereas than so
    whether how why what which who whom whose despite once
    """
)
PREPOSITIONS = word_set(
    """
    of in on at for from to with by about during against between among through over under after before into onto
    without within toward towards via near across behind beyond amid despite around up down off like upon
    including per out
    """
)
NOUN_PREPOSITIONS = frozenset({"of", "for", "from", "at", "with", "in", "on"})
CONTENT_BREAKS = word_set(
    """
    despite while although though whereas but according after before prompting drawing citing which who when
    even in during at on as for so
    """
)
"""Words that, right after a comma, may leave reported words and go on in the writer's own voice."""

HARD_BREAKS = frozenset(
    {
        "despite",
        "while",
        "although",
        "whereas",
        "according",
        "prompting",
        "drawing",
        "citing",
        "after",
        "before",
        "but",
        "though",
    }
)
DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")
TIME_WORDS = (
    word_set(
        """
        today yesterday tonight tomorrow earlier later recently afterwards afterward now then again morning
        afternoon evening night week month year last this early late
        """
    )
    | DAYS
)
VENUE_NOUNS = word_set(
    """
    interview statement speech rally conference briefing call debate meeting hearing testimony letter email
    tweet appearance event address press forum podcast broadcast book memoir column op-ed essay post message
    memo report filing article editorial remarks town hall ceremony fundraiser news release video segment
    program programme show
    """
)
ADVERBIAL_PREPOSITIONS = frozenset(
    {"in", "on", "at", "during", "to", "from", "before", "after", "via", "with", "through", "for", "about"}
)
FUNCTION_WORDS = (
    DETERMINERS
    | CONJUNCTIONS
    | SUBORDINATORS
    | PREPOSITIONS
    | AUXILIARIES
    | MODALS
    | NEGATIONS
    | ADVERBS
    | SUBJECT_PRONOUNS
    | OBJECT_PRONOUNS
    | RELATIVES
    | word_set("there here not yes well however meanwhile perhaps maybe please asked")
)
