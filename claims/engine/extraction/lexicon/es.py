"""Spanish: the same tables as `en`."""

from __future__ import annotations

from claims.engine.text import word_set

NOUN_CUES = frozenset({"afirmación", "declaración", "promesa", "advertencia", "acusación", "anuncio", "compromiso"})
REPORT_NOUNS = frozenset({"informes", "reportes", "informaciones", "rumores", "noticias"})
ACCORDING = (
    ("según",),
    ("de", "acuerdo", "con"),
    ("de", "acuerdo", "al"),
    ("a", "juicio", "de"),
    ("a", "juicio", "del"),
    ("en", "opinión", "de"),
    ("en", "opinión", "del"),
    ("en", "palabras", "de"),
    ("en", "palabras", "del"),
)
ACCORDING_OBJECT_BARRED = frozenset({"ley", "calendario", "tradición", "plan"})
AUXILIARIES = word_set(
    """
    ha han había habían fue fueron es son está están estaba haber habría habrían se le les lo la me nos
    """
)
MODALS = word_set("puede pueden podría podrían debe deben debería")
PASSIVE = frozenset({"fue", "fueron", "es", "son", "era", "sido"})
NEGATIONS = frozenset({"no", "nunca", "jamás", "tampoco"})
ADVERBS = word_set("también luego después ya además aún todavía siempre ayer hoy antes incluso así")
PRONOUNS_MALE = frozenset({"él"})
PRONOUNS_FEMALE = frozenset({"ella"})
SUBJECT_PRONOUNS = word_set("él ella ellos ellas yo nosotros nosotras usted ustedes quien quienes")
OBJECT_PRONOUNS = frozenset({"le", "les", "lo", "los", "nos", "me"})
RELATIVES = frozenset({"que", "quien", "quienes", "cual"})
DETERMINERS = word_set(
    """
    el la los las un una unos unas este esta estos estas ese esa esos esas su sus mi mis nuestro nuestra algunos
    algunas muchos varios varias otro otra dos tres cuatro cinco cada todo todos toda todas
    """
)
THAT = frozenset({"que"})
QUESTION_WORDS = frozenset({"si", "cómo", "qué", "cuándo", "dónde", "quién", "cuál"})
TO = ""
AS = "como"
CONJUNCTIONS = frozenset({"y", "e", "pero", "o", "ni", "sino"})
SUBORDINATORS = word_set("que porque mientras aunque cuando donde si pues como quien cual cuyo cuya")
PREPOSITIONS = word_set(
    """
    de del en a al con por para sin sobre entre hasta desde durante tras ante contra bajo según hacia mediante
    """
)
NOUN_PREPOSITIONS = frozenset({"de", "del", "en", "para"})
CONTENT_BREAKS = word_set("aunque mientras pero según tras pese durante en")
HARD_BREAKS = frozenset({"mientras", "según", "tras", "pese"})
DAYS = word_set("lunes martes miércoles jueves viernes sábado domingo")
TIME_WORDS = word_set("hoy ayer anoche mañana este esta pasado pasada semana noche tarde") | DAYS
VENUE_NOUNS = word_set(
    """
    entrevista comunicado discurso mitin rueda conferencia comparecencia carta mensaje tuit debate reunión acto
    declaración intervención nota
    """
)
ADVERBIAL_PREPOSITIONS = frozenset({"en", "durante", "a", "al", "ante", "desde", "tras", "con", "sobre"})
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
    | word_set("hay aquí allí quizá además")
)
