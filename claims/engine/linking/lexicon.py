"""General knowledge about words: which actions mean the same or the opposite, which words share a subject.

English and Spanish stand side by side, so that a pledge in one language meets a report in the other. Only words that
politics everywhere uses belong here; none that a single story would need.
"""

from __future__ import annotations

from collections.abc import Mapping

from claims.engine.linking.words import fold, stem


def _by_stem(groups: Mapping[str, str]) -> dict[str, frozenset[str]]:
    index: dict[str, set[str]] = {}
    for group, members in groups.items():
        for word in members.split():
            index.setdefault(stem(fold(word)), set()).add(group)
    return {key: frozenset(names) for key, names in index.items()}


_ACTIONS = {
    "raise": "raise rise increase double triple hike boost grow expand up higher subir"
    " aumentar duplicar triplicar incrementar elevar alza aumento",
    "cut": "cut reduce reduction lower slash trim decrease shrink halve fall recortar recorte reducir redujo"
    " bajar rebajar rebaja disminuir",
    "open": "open reopen unlock abrir reabrir apertura",
    "close": "close shut shutter cerrar clausurar cierre",
    "build": "build construct complete create erect construir construyó crear edificar levantar",
    "demolish": "demolish dismantle scrap raze demoler desmantelar derribar",
    "keep": "keep maintain retain preserve protect safeguard uphold mantener mantuvo conservar proteger preservar",
    "abolish": "abolish scrap eliminate repeal axe remove abolir eliminar suprimir derogar",
    "stay": "stay remain continue quedarse permanecer continuar",
    "leave": "leave quit resign withdraw exit depart dimitir dimisión renunciar abandonar retirar salir marcharse",
    "allow": "allow permit legalise legalize authorise authorize approve permitir autorizar legalizar aprobar",
    "ban": "ban prohibit forbid outlaw block bar veto reject prohibir prohibición vetar bloquear rechazar",
    "buy": "buy purchase acquire comprar adquirir",
    "sell": "sell sale privatise privatize vender venta privatizar",
    "publish": "publish release disclose reveal divulgar difundir revelar publicar",
    "withhold": "withhold conceal hide suppress ocultar retener",
    "start": "start begin launch introduce impose resume restart imponer"
    " empezar comenzar iniciar lanzar introducir reanudar",
    "end": "end stop halt cease suspend cancel terminar cesar suspender detener cancelar acabar",
    "join": "join enter unirse ingresar sumarse",
    "hire": "hire recruit contratar contratación",
    "dismiss": "dismiss fire sack layoff lay despedir despido destituir cesar",
    "send": "send deploy dispatch deliver ship enviar desplegar mandar entregar",
    "attack": "attack invade strike bomb shell assault invasion offensive atacar invadir bombardear ofensiva",
    "support": "support back endorse apoyar respaldar",
    "oppose": "oppose resist oponerse",
    "free": "free liberate release liberar excarcelar",
    "jail": "jail imprison detain arrest hold encarcelar detener arrestar",
    "interfere": "interfere interference meddle influence manipulate tamper mimic mimick impersonate fake falsely"
    " falsify disinformation misinformation propaganda troll bot injerencia inmiscuirse interferir"
    " influir manipular desinformación suplantar falso bulo",
    "deport": "deport expel deportation expulsar deportar",
    "fund": "fund finance invest financiar invertir",
}
_OPPOSITES = (
    ("raise", "cut"),
    ("open", "close"),
    ("build", "demolish"),
    ("build", "end"),
    ("build", "close"),
    ("keep", "abolish"),
    ("keep", "cut"),
    ("keep", "end"),
    ("keep", "close"),
    ("keep", "sell"),
    ("stay", "leave"),
    ("allow", "ban"),
    ("buy", "sell"),
    ("publish", "withhold"),
    ("start", "end"),
    ("end", "raise"),
    ("end", "allow"),
    ("end", "stay"),
    ("ban", "start"),
    ("join", "leave"),
    ("hire", "dismiss"),
    ("send", "leave"),
    ("support", "oppose"),
    ("support", "ban"),
    ("free", "jail"),
    ("fund", "cut"),
)
_CREATES = frozenset({"start", "raise", "build"})
_REMOVES = frozenset({"end", "cut", "abolish"})
_DISTINCTIVE_GROUPS = frozenset({"interfere", "deport", "attack"})
_PERSONAL_GROUPS = frozenset({"stay", "leave", "join"})

_TOPICS = {
    "election": "election electoral vote voter ballot poll polling campaign candidate supporter primary"
    " referendum votante votar voto urna campaña candidato candidata partidario simpatizante comicios",
    "tax": "tax levy duty vat surcharge impuesto iva tributo tributario fiscal gravamen",
    "migration": "migrant migration immigrant immigration asylum refugee deportation border inmigrante migrante"
    " asilo refugiado frontera",
    "military": "troop soldier army military force tropa soldado ejército militar",
    "nuclear": "nuclear uranium enrichment warhead reactor uranio enriquecimiento",
    "climate": "climate emission carbon coal warming greenhouse clima climático emisión carbono carbón",
    "energy": "energy oil gas drill drilling pipeline power electricity energía petróleo perforación oleoducto"
    " electricidad",
    "health": "health hospital nurse doctor clinic patient salud sanidad enfermera médico clínica paciente",
    "school": "school teacher pupil student classroom education university escuela colegio maestro profesor"
    " alumno educación",
    "housing": "home house housing flat apartment dwelling vivienda piso casa apartamento",
    "work": "job worker employment unemployment layoff workforce empleo trabajador desempleo plantilla",
    "pay": "wage salary pay minimum salario sueldo paga",
    "pension": "pension pensioner retirement jubilación pensionista jubilado",
    "budget": "budget spending deficit debt presupuesto gasto déficit deuda",
    "price": "price inflation bill precio inflación tarifa factura",
    "trade": "trade tariff export import arancel comercio exportación importación",
    "police": "police crime officer policía crimen delito agente",
    "prison": "prison prisoner jail hostage inmate prisión cárcel preso rehén",
    "records": "document record file archive return documento archivo expediente declaración",
    "transport": "rail railway train bus road bridge ferry tren ferrocarril autobús carretera puente",
    "water": "water river sewage reservoir agua río embalse",
    "peace": "ceasefire truce peace tregua paz",
    "corruption": "corruption bribe bribery corrupción soborno cohecho",
}

_COUNTRIES = """
    us:us,unitedstates,estadosunidos,u.s,usa,american,americans,america,eeuu,estadounidense,estadounidenses
    china:china,chinese,beijing,chino,china,chinos,chinas,pekin
    russia:russia,russian,russians,moscow,kremlin,rusia,ruso,rusa,rusos,rusas,moscu
    uk:uk,unitedkingdom,reinounido,u.k,britain,british,london,britanico,britanica
    iran:iran,iranian,iranians,tehran,irani,teheran israel:israel,israeli,israelis
    ukraine:ukraine,ukrainian,kyiv,ucrania,ucraniano france:france,french,paris,francia,frances,francesa
    germany:germany,german,germans,berlin,alemania,aleman,alemana spain:spain,spanish,madrid,espana,espanol,espanola
    mexico:mexico,mexican,mexicans,mexicano,mexicana cuba:cuba,cuban,cubano,cubana
    venezuela:venezuela,venezuelan,caracas,venezolano,venezolana
    colombia:colombia,colombian,bogota,colombiano,colombiana argentina:argentina,argentine,argentino
    chile:chile,chilean,chileno,chilena peru:peru,peruvian,peruano,peruana
    brazil:brazil,brazilian,brasil,brasileno,brasilena canada:canada,canadian,ottawa,canadiense
    japan:japan,japanese,tokyo,japon,japones india:india,indian,delhi,indio pakistan:pakistan,pakistani
    turkey:turkey,turkish,ankara,turquia,turco,turca northkorea:pyongyang,northkorea,coreadelnorte
    taiwan:taiwan,taiwanese,taipei,taiwanes poland:poland,polish,warsaw,polonia,polaco,polaca
    italy:italy,italian,rome,italia,italiano,italiana portugal:portugal,portuguese,lisbon,lisboa,portugues
    egypt:egypt,egyptian,egipto syria:syria,syrian,damascus,siria,sirio saudi:saudi,riyadh,saudies
    australia:australia,australian,canberra hungary:hungary,hungarian,hungria greece:greece,greek,athens,grecia,griego
    sweden:sweden,swedish,suecia,sueco norway:norway,norwegian,noruega finland:finland,finnish,finlandia
    netherlands:netherlands,dutch,hague belgium:belgium,belgian,belgica ireland:ireland,irish,dublin,irlanda
    austria:austria,austrian nigeria:nigeria,nigerian kenya:kenya,kenyan ethiopia:ethiopia,ethiopian
    afghanistan:afghanistan,afghan,kabul iraq:iraq,iraqi,baghdad,irak
"""

_ACTION_GROUPS = _by_stem(_ACTIONS)
_TOPIC_GROUPS = _by_stem(_TOPICS)
_OPPOSED = frozenset(frozenset(pair) for pair in _OPPOSITES)
_COUNTRY_OF = {
    name: country
    for entry in _COUNTRIES.split()
    for country, _, names in [entry.partition(":")]
    for name in names.split(",")
}

ACTION, ABOUT, IN = "does ", "about ", "in "
"""How the keys of actions, topics and countries begin. No stem has a space in it, or it is no key but one name."""


def keys(word_stem: str, folded: str) -> frozenset[str]:
    """What a word can meet another one by: its stem, and the groups, topics and country that it belongs to."""
    place = country(folded)
    return frozenset(
        {
            word_stem,
            *(ACTION + group for group in _ACTION_GROUPS.get(word_stem, ())),
            *(ABOUT + topic for topic in topics(word_stem)),
            *([IN + place] if place else ()),
        }
    )


def keys_meeting(action_stem: str) -> frozenset[str]:
    """The keys of the actions that are the same as a promised one or its opposite; with `""`, that make things be."""
    if not action_stem:
        return frozenset(ACTION + group for group in _CREATES | _REMOVES)
    mine = _ACTION_GROUPS.get(action_stem, frozenset())
    opposed = {other for pair in _OPPOSED if pair & mine for other in pair}
    return frozenset({action_stem, *(ACTION + group for group in mine | opposed)})


def topics(word_stem: str) -> frozenset[str]:
    """The subjects a word belongs to."""
    return _TOPIC_GROUPS.get(word_stem, frozenset())


def is_action(word_stem: str) -> bool:
    return word_stem in _ACTION_GROUPS


def is_distinctive(word_stem: str) -> bool:
    """Whether an action says by itself what it is about. "Raise" does not: taxes, flags and hopes are raised."""
    groups = _ACTION_GROUPS.get(word_stem)
    return groups is None or bool(groups & _DISTINCTIVE_GROUPS)


def is_personal(word_stem: str) -> bool:
    """Whether an action is somebody's own: many people resign, so the report must name the right one."""
    return bool(_ACTION_GROUPS.get(word_stem, frozenset()) & _PERSONAL_GROUPS)


def same_action(one: str, other: str) -> bool:
    return bool(_ACTION_GROUPS.get(one, frozenset()) & _ACTION_GROUPS.get(other, frozenset()))


def brings_about(word_stem: str) -> int:
    """1 for an action that makes something be, -1 for one that does away with it, 0 for every other word."""
    groups = _ACTION_GROUPS.get(word_stem, frozenset())
    if groups & _CREATES:
        return 1
    return -1 if groups & _REMOVES else 0


def opposite_action(one: str, other: str) -> bool:
    return any(
        frozenset((mine, theirs)) in _OPPOSED
        for mine in _ACTION_GROUPS.get(one, ())
        for theirs in _ACTION_GROUPS.get(other, ())
    )


def country(folded: str) -> str:
    """The country a name or a demonym stands for, or `""`."""
    return _COUNTRY_OF.get(folded.rstrip(".").replace(" ", ""), "")
