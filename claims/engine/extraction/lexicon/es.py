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
    ("a", "decir", "de"),
    ("a", "decir", "del"),
    ("al", "decir", "de"),
    ("a", "ojos", "de"),
    ("a", "ojos", "del"),
    ("a", "entender", "de"),
    ("en", "boca", "de"),
    ("tal", "y", "como"),
    ("tal", "como"),
    ("como",),
    ("para",),
)
ACCORDING_IN_FRONT = frozenset({"para"})
"""Forms that mean an opinion only at the start of a sentence."""
COPULAS = word_set("es son era eran fue fueron está están será serán sería hay supone significa representa merece")
VIEW_NOUNS: frozenset[str] = frozenset()
ACCORDING_BY_VERB = frozenset({"como"})
"""Forms that end so need a verb of saying: "como explicó Ruiz"."""
ACCORDING_OBJECT_BARRED = word_set("ley calendario tradición plan costumbre caso casos norma reglamento orden edad")
AUXILIARIES = word_set(
    """
    ha han había habían fue fueron es son está están estaba haber habría habrían se le les lo la me nos
    """
)
MODALS = word_set("puede pueden podría podrían debe deben debería")
RUMOUR = frozenset({"habría", "habrían"})
"""Auxiliaries by which the writer says that it was only heard."""
ASKED = word_set("preguntado preguntada preguntados preguntadas")
GOVERNORS = word_set(
    """
    quiso quiere quisieron quieren querido volvió vuelve volvieron vuelven vuelto llegó llega llegaron llegado pasó
    limitó limita limitaron limitado atrevió atreve apresuró apresura apresurado comenzó empezó acaba acaban acabó
    terminó coincidió coinciden coincidieron coincide dudó duda logró tuvo
    """
)
"""Before "decir", perhaps with a preposition: whoever did this said it ("quiso subrayar", "volvió a insistir")."""
PURPOSEFUL = word_set(
    """
    aprovechó aprovecha aprovecharon aprovechado intervino interviene tomó compareció comparece recurrió recurre usó
    utilizó salió sale acudió
    """
)
"""Before "para decir", with other words between: "aprovechó el acto para pedir"."""
GOVERNORS_DENIED = frozenset({"dudó", "duda"})
"""Whoever did not do this said it: "no dudó en afirmar"."""
BEFORE_INFINITIVE = frozenset({"a", "de", "en", "por", "que"})
IN_ORDER = frozenset({"para"})
PASSIVE = frozenset({"fue", "fueron", "es", "son", "era", "sido"})
NEGATIONS = frozenset({"no", "nunca", "jamás", "tampoco"})
ADVERBS = word_set(
    """
    también luego después ya además aún todavía siempre ayer hoy antes incluso así asimismo nuevamente entonces
    recién apenas solo sólo acto
    """
)
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
ARTICLES = frozenset({"el", "la", "los", "las", "lo"})
"""Before "que" they make it a relative: "la entrevista en la que"."""
THAT = frozenset({"que"})
QUESTION_WORDS = frozenset({"si", "cómo", "qué", "cuándo", "dónde", "quién", "cuál"})
TO = ""
AS = "como"
CONJUNCTIONS = frozenset({"y", "e", "pero", "o", "ni", "sino"})
SUBORDINATORS = word_set("que porque mientras aunque cuando donde si pues como quien cual cuyo cuya")
FRONTING = word_set("mientras cuando aunque si porque")
PREPOSITIONS = word_set(
    """
    de del en a al con por para sin sobre entre hasta desde durante tras ante contra bajo según hacia mediante
    """
)
NOUN_PREPOSITIONS = frozenset({"de", "del", "en", "para"})
CONTENT_BREAKS = word_set("aunque mientras pero según tras pese durante en")
HARD_BREAKS = frozenset({"mientras", "según", "tras", "pese", "aunque", "pero", "después"})
DAYS = word_set("lunes martes miércoles jueves viernes sábado domingo")
TIME_WORDS = word_set("hoy ayer anoche mañana este esta pasado pasada semana noche tarde") | DAYS
TIME_HEADS = (
    word_set(
        """
        hoy ayer anoche mañana noche tarde mediodía madrugada después antes mes semana año día jornada enero febrero
        marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre pasado pasada
        """
    )
    | DAYS
)
TIME_PARTS = TIME_HEADS | word_set(
    """
    el la los las este esta estos ese esa de del por a al mismo misma próximo próxima último última poco más horas
    minutos días semanas meses años instantes momentos tres dos cuatro cinco primera última hora ya
    """
)
"""What an expression of time is made of; it is one when it holds a head."""
VENUE_NOUNS = word_set(
    """
    entrevista comunicado discurso mitin rueda conferencia comparecencia carta mensaje tuit debate reunión acto
    declaración intervención nota
    """
)
ADVERBIAL_PREPOSITIONS = word_set("en durante a al ante desde tras con sobre mediante por")
NO_INFINITIVES = word_set("ayer mujer mujeres lugar hogar mar bar par dólar líder taller cualquier")
"""Words with the ending of an infinitive that are none."""
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
