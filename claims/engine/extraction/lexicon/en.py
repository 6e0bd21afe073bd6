"""English: nouns of saying and the words that bind clauses. Data only; the verbs are in `en_verbs`."""

from __future__ import annotations

from claims.engine.text import word_set

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
ACCORDING_IN_FRONT: frozenset[str] = frozenset()
COPULAS: frozenset[str] = frozenset()
VIEW_NOUNS = frozenset({"view", "opinion", "words", "telling", "estimation", "judgment", "judgement", "account"})
"""Behind "in" and a name: "in Ruiz's view, …"."""
ACCORDING_BY_VERB: frozenset[str] = frozenset()
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
RUMOUR: frozenset[str] = frozenset()
ASKED = frozenset({"asked"})
GOVERNORS = word_set(
    """
    on continued continues continue began begins begin started proceeded proceeds rushed rushes hastened quick
    careful happy managed paused stopped stepped
    """
)
"""Before "to say": whoever did this said it ("went on to say", "was quick to point out", "went so far as to say")."""
PURPOSEFUL = word_set("used uses using took takes stood stopped returned turned appeared interrupted called")
"""Before "to say", with other words between: "used his speech to argue", "took to the radio to say"."""
GOVERNORS_DENIED: frozenset[str] = frozenset()
BEFORE_INFINITIVE = frozenset({"as"})
IN_ORDER: frozenset[str] = frozenset()
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
    previously however nevertheless nonetheless indeed therefore thus meanwhile instead too already long since
    recently famously
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
ARTICLES: frozenset[str] = frozenset()
THAT = frozenset({"that"})
QUESTION_WORDS = frozenset({"if", "whether", "how", "why", "what", "when", "where", "who", "which", "whom"})
TO = "to"
AS = "as"
CONJUNCTIONS = frozenset({"and", "but", "or", "yet", "nor"})
SUBORDINATORS = word_set(
    """
    that because while although though when whenever where if unless since until as after before whereas than so
    whether how why what which who whom whose despite once
    """
)
FRONTING = word_set("while when although though whereas if because after since")
"""Subordinators whose clause often comes first, and ends at a comma."""
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
TIME_HEADS = word_set("later earlier")
TIME_PARTS = TIME_HEADS | word_set(
    """
    two three four five six several some few a an minutes hours days weeks months years hour day week month year
    moments
    """
)
"""What an expression of time is made of; it is one when it holds a head: "two days later"."""
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
