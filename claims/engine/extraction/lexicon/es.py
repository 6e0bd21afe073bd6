"""Spanish: the same tables as `en`. Forms are built from regular endings; the irregular ones are listed."""

from __future__ import annotations

from claims.engine.text import word_set

SPEECH = {
    "decir": "cbqot",
    "contar": "cqw",
    "añadir": "cq",
    "agregar": "cq",
    "escribir": "cq",
    "tuitear": "cq",
    "señalar": "cq",
    "explicar": "cqw",
    "argumentar": "cq",
    "alegar": "cq",
    "insistir": "cq",
    "afirmar": "cqt",
    "aseverar": "cq",
    "declarar": "cqt",
    "anunciar": "cqn",
    "reconocer": "cqt",
    "admitir": "cqt",
    "advertir": "cq",
    "alertar": "cq",
    "sugerir": "cq",
    "continuar": "q",
    "concluir": "cq",
    "sostener": "cq",
    "mantener": "c",
    "responder": "cq",
    "contestar": "cq",
    "replicar": "cq",
    "comentar": "cq",
    "observar": "cq",
    "recordar": "cq",
    "relatar": "cq",
    "subrayar": "cq",
    "recalcar": "cq",
    "enfatizar": "cq",
    "destacar": "cq",
    "resaltar": "cq",
    "remarcar": "cq",
    "bromear": "cq",
    "lamentar": "cqt",
    "confesar": "cqt",
    "confirmar": "cq",
    "negar": "cqt",
    "revelar": "cq",
    "predecir": "cq",
    "reiterar": "cq",
    "repetir": "cq",
    "estimar": "c",
    "informar": "cq",
    "testificar": "cq",
    "precisar": "cqw",
    "indicar": "cq",
    "manifestar": "cq",
    "expresar": "cq",
    "apuntar": "cq",
    "detallar": "cqw",
    "aclarar": "cqw",
    "exclamar": "cq",
    "matizar": "cq",
    "apostillar": "cq",
    "zanjar": "q",
    "denunciar": "cq",
    "exigir": "c",
    "pedir": "cq",
    "defender": "c",
    "opinar": "cq",
    "asegurar": "cq",
    "proseguir": "q",
    "acusar": "n",
    "criticar": "n",
    "calificar": "n",
    "tachar": "n",
}
ASK = {"preguntar": "cqwo", "inquirir": "qw"}
REPORT = {"reportar": "cq", "publicar": "cq"}
COMMISSIVE = {
    "prometer": "cqt",
    "comprometer": "cqt",
    "jurar": "cqt",
    "garantizar": "cqt",
    "asegurar": "cqt",
    "amenazar": "q",
}
IRREGULAR = {
    "decir": "dice dicen dijo dijeron decía decían diciendo dicho",
    "contar": "cuenta cuentan contó contaron contaba contando contado",
    "escribir": "escribe escriben escribió escribieron escribía escribiendo escrito",
    "reconocer": "reconoce reconocen reconoció reconocieron reconocía reconociendo reconocido",
    "advertir": "advierte advierten advirtió advirtieron advertía advirtiendo advertido",
    "sugerir": "sugiere sugieren sugirió sugirieron sugería sugiriendo sugerido",
    "concluir": "concluye concluyen concluyó concluyeron concluía concluyendo concluido",
    "sostener": "sostiene sostienen sostuvo sostuvieron sostenía sosteniendo sostenido",
    "mantener": "mantiene mantienen mantuvo mantuvieron mantenía manteniendo mantenido",
    "recordar": "recuerda recuerdan recordó recordaron recordaba recordando recordado",
    "confesar": "confiesa confiesan confesó confesaron confesaba confesando confesado",
    "negar": "niega niegan negó negaron negaba negando negado",
    "predecir": "predice predicen predijo predijeron prediciendo predicho",
    "repetir": "repite repiten repitió repitieron repetía repitiendo repetido",
    "pedir": "pide piden pidió pidieron pedía pidiendo pedido",
    "defender": "defiende defienden defendió defendieron defendía defendiendo defendido",
    "proseguir": "prosigue prosiguen prosiguió prosiguieron proseguía prosiguiendo",
    "exigir": "exige exigen exigió exigieron exigía exigiendo exigido",
}
PHRASAL: dict[tuple[str, str], str] = {}
PHRASAL_IRREGULAR: dict[str, str] = {}
NOUN_LIKE = frozenset({"cuenta", "publica", "pública", "apunta", "informa", "jura", "destaca", "precisa", "estima"})
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
