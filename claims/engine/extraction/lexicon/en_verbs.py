"""English: the verbs of saying. Data only.

A cue verb's flags say what it takes: `c` a that-clause, `b` a bare clause, `q` stands beside or after quoted words,
`o` an addressee first ("told Y that"), `t` a to-infinitive, `n` a noun phrase that gives what was said, `w` a question
word. Drawn from the verbs of reporting of general grammars; which flags pay was measured on annotated news.
"""

from __future__ import annotations

from claims.engine.text import word_set

_OF_SOMETHING = word_set(
    """
    decry describe criticize criticise denounce condemn praise accuse blame blast slam mock dismiss deride hail
    tout applaud label dub liken thank call characterize characterise portray discuss outline express voice detail
    ridicule rebuke bemoan invoke lambast lambaste reference highlight credit articulate scold chide berate
    castigate excoriate chastise commend laud congratulate downplay rebut refute challenge
    """
)
"""Verbs whose object says what was said, and that take no clause: "praised the plan"."""
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
    "question": "nw",
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
    **dict.fromkeys(_OF_SOMETHING, "n"),
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
    ("make", "clear"): "cbq",
    ("make", "it clear"): "cbq",
    ("make", "plain"): "c",
    ("make", "the case"): "c",
    ("make", "the point"): "c",
    ("let", "it be known"): "c",
    ("leave", "no doubt"): "c",
    ("raise", "the possibility"): "c",
    ("charge", "with"): "",
    ("read", "from"): "",
}
"""Verb and particle; the particle belongs to the cue. Empty flags: not a statement after all."""

PHRASAL_IRREGULAR = {
    "speak": "speak speaks spoke spoken speaking",
    "say": "say says said saying",
    "put": "put puts putting",
    "make": "make makes made making",
    "let": "let lets letting",
    "leave": "leave leaves left leaving",
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

REFLEXIVE: frozenset[str] = frozenset()
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
