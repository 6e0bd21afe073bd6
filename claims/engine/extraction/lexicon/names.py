"""Titles, places and organisation words. English and Spanish stand together, as one language names the other.

General vocabulary only: words for offices, the words by which organisations and places are told from people. No surname
and no particular person is listed.
"""

from __future__ import annotations

from claims.engine.text import word_set

HONORIFICS_MALE = frozenset({"mr", "mr.", "sir", "lord", "señor", "sr.", "herr", "congressman"})
HONORIFICS_FEMALE = frozenset(
    {"mrs", "mrs.", "ms", "ms.", "miss", "lady", "dame", "señora", "sra.", "doña", "congresswoman"}
)
HONORIFICS = HONORIFICS_MALE | HONORIFICS_FEMALE | frozenset({"dr", "dr.", "mx", "rev.", "doctor", "doctora"})

_OFFICES = word_set(
    """
    presidente presidenta ministro ministra alcalde alcaldesa gobernador gobernadora senador senadora diputado
    diputada concejal concejala secretario secretaria consejero consejera director directora juez jueza fiscal
    canciller embajador embajadora jefe jefa portavoz vicepresidente vicepresidenta
    """
)
SPANISH_TITLES = frozenset(f"ex{office}" for office in _OFFICES) | word_set(
    """
    comisaria contable ingeniero ingeniera agrónomo agrónoma tesorero tesorera gerente delantero delantera portero
    portera defensa entrenador entrenadora seleccionador seleccionadora técnico escritor escritora cantante rector
    rectora decano decana obispo reportero reportera catedrático catedrática científico científica investigador
    investigadora médico médica enfermero enfermera arquitecto arquitecta magistrado magistrada sindicalista
    negociador negociadora concejala viceministro viceministra subsecretario subsecretaria mandatario mandataria
    prefecto intendente intendenta edil parlamentario parlamentaria legislador legisladora eurodiputado eurodiputada
    procurador procuradora contralor contralora defensor defensora delegado delegada coordinador coordinadora
    responsable economista historiador historiadora sociólogo socióloga politólogo politóloga jurista letrado
    letrada empresaria dueño dueña fundador fundadora propietario propietaria artista músico cineasta autor autora
    poeta novelista actor pintor pintora cocinero cocinera futbolista atleta ciclista nadador nadadora tenista
    capitana coronel teniente sargento sargenta almirante inspector inspectora agente bombero bombera policía
    dirigente candidato militante párroco sacerdote monja rabino agricultor agricultora ganadero ganadera pescador
    pescadora maestro maestra profesor doctor doctora biólogo bióloga químico química físico física geólogo geóloga
    psicólogo psicóloga epidemiólogo epidemióloga meteorólogo meteoróloga analista asesor consultor consultora
    vecino vecina presentador presentadora locutor locutora columnista cronista ensayista editora monarca infanta
    """
)
TITLES = (
    word_set(
        """
    president vice-president presidente presidenta vicepresidente vicepresidenta secretary secretario secretaria
    minister ministro ministra premier chancellor canciller senator sen. senador senadora representative rep.
    diputado diputada congressman congresswoman governor gov. gobernador gobernadora mayor alcalde alcaldesa
    judge juez jueza justice speaker leader líder general gen. gen colonel col. coronel captain capt. capitán
    lieutenant lt. sergeant sgt. admiral adm. almirante commissioner comisario ambassador embajador embajadora
    attorney fiscal prosecutor pope papa cardinal cardenal archbishop arzobispo bishop obispo rabbi imam pastor
    father sister brother professor prof. profesor profesora economist analyst analista journalist periodista
    reporter correspondent editor columnist anchor host moderator author novelist historian scientist researcher
    actor actress actriz singer comedian director directora producer coach chairman chairwoman chair chairperson
    chief jefe jefa spokesman spokeswoman spokesperson portavoz vocero vocera ceo founder owner pollster
    strategist adviser advisor aide asesor asesora consultant manager candidate candidata candidato nominee
    hopeful frontrunner front-runner businessman businesswoman empresario mogul billionaire magnate lawyer
    abogado abogada officer detective sheriff lawmaker legislator councilman councilwoman councilor delegate
    del. assemblyman assemblywoman activist activista king queen prince princess rey reina príncipe princesa
    emperor sultan emir ayatollah dictator monarch investigator treasurer surgeon doctor nurse teacher pundit
    commentator blogger contributor critic superintendent trustee whistleblower veteran counsel administrator
    commander deputy provost ag pres. whip undersecretary envoy comptroller auditor rapper musician filmmaker publisher
    donor activist organizer fundraiser physician scholar sociologist psychologist philosopher theologian
    co-founder co-chair chairperson secretary-general consejero consejera concejal
    """
    )
    | SPANISH_TITLES
)
"""Words for offices and trades that stand before a name or alone for a person."""

TITLE_MODIFIERS = word_set(
    """
    former ex then-president vice deputy assistant acting interim prime first foreign press national security
    senior chief executive attorney majority minority house senate white campaign district presidential
    democratic republican conservative liberal independent libertarian labour gop co-chair lead associate
    general state federal us u.s. un u.n. eu primer primera interior exterior running mate political longtime
    veteran fellow billionaire presumptive current elect then party opposition late retired vp propio propia también
    actual entonces nuevo nueva antiguo antigua histórico histórica jefe
    """
)
PORTFOLIOS = word_set(
    """
    state defense defence treasury interior justice health education energy commerce labor labour transportation
    agriculture homeland security veterans affairs foreign war finance staff estado defensa exteriores hacienda
    economía sanidad educación seguridad pública justicia trabajo gobierno
    """
)
LEADER_TITLES = word_set(
    """
    president presidente presidenta leader líder premier chancellor canciller king queen rey reina emperor
    dictator monarch ruler strongman mandatario mandataria
    """
)
PERSON_NOUNS = TITLES | word_set(
    """
    man woman hombre mujer official funcionario funcionaria source fuente spokesman head member expert experto
    experta witness victim survivor resident neighbor voter supporter student lobbyist politician político
    mother madre wife husband son daughter democrat republican immigrant executive worker leader ministra
    mandatario mandataria dirigente socialist incumbent opponent rival heir newcomer vecino vecina testigo víctima
    hermano hermana tío tía primo prima abuelo abuela nieto nieta sobrino sobrina suegro suegra cuñado cuñada novio
    novia marido pareja compañero compañera socio socia colega amigo amiga viudo viuda
    médico médica maestro maestra profesor estudiante trabajador trabajadora hijo hija padre esposo esposa teacher
    farmer driver mechanic nurse retiree owner neighbour parent veteran
    """
)

OFFICE_NOUNS = word_set(
    """
    nominee candidate hopeful frontrunner front-runner businessman businesswoman billionaire mogul magnate governor
    senator representative president minister premier chancellor mayor secretary speaker lawmaker politician
    candidato candidata gobernador gobernadora senador senadora presidente presidenta ministro ministra alcalde
    alcaldesa empresario mandatario mandataria
    """
)
"""Nouns by which a text goes on about somebody it has named: "the nominee", "the billionaire"."""

ORGANISATION_WORDS = word_set(
    """
    committee party university college institute institution foundation association council commission agency
    department ministry ministerio bureau board bank company corp corporation inc llc ltd group times post news
    journal tribune herald gazette globe magazine network radio television tv press media court congress senate
    house parliament assembly union league club team campaign administration government center centre school
    church hospital police army navy force forces fund project society federation organization organisation
    caucus coalition alliance office service services street avenue road boulevard hall park airport hotel tower
    towers building plaza square stadium theater theatre museum river lake mountain mountains island islands bay
    beach county city state states district valley act amendment bill law treaty agreement deal plan award prize
    cup war battle day week month year festival conference convention summit games olympics series show partido
    comité universidad banco gobierno congreso senado tribunal corte agencia diario periódico asociación
    fundación instituto consejo policía ejército calle avenida casa palacio estado república reino liga copa
    research poll polls pac super initiative trust security intelligence headquarters daily weekly today
    empresa compañía grupo consultora organización plataforma sindicato patronal ministerio ayuntamiento
    alcaldía fiscalía parlamento comisión junta oficina federación confederación hospital escuela colegio
    iglesia diócesis guardian reuters bloomberg afp ap business wall north south east west new united white supreme
    national american international federal central general global world observer star sun telegraph
    chronicle examiner register review statement breakfast primary caucus championship parenthood relations policy
    institutes panthers cruise climate violence crisis rules film movie
    album song theory museum crossing republicans democrats catholic capital bowl endeavor survey panel partners
    holdings ventures entertainment studios pictures records airlines airways motors pharmaceuticals communications
    consulting strategies associates enterprises industries technologies systems solutions labs laboratories data
    fellowship seminary academy archives library gallery orchestra ballet broadcasting telecom petroleum energy
    insurance mutual brands foods stores markets exchange index reports brigade division squadron corps
    """
)
"""A capitalised run that holds one of these, after any title, is no person."""

DEMONYMS = {
    "american": "america", "u.s.": "america", "us": "america", "estadounidense": "america", "chinese": "china",
    "chino": "china", "china": "china", "russian": "russia", "ruso": "russia", "rusa": "russia", "ukrainian": "ukraine",
    "ucraniano": "ukraine", "british": "britain", "británico": "britain", "británica": "britain", "french": "france",
    "francés": "france", "francesa": "france", "german": "germany", "alemán": "germany", "alemana": "germany",
    "italian": "italy", "italiano": "italy", "italiana": "italy", "spanish": "spain", "español": "spain",
    "española": "spain", "portuguese": "portugal", "portugués": "portugal", "polish": "poland", "polaco": "poland",
    "hungarian": "hungary", "húngaro": "hungary", "greek": "greece", "griego": "greece", "turkish": "turkey",
    "turco": "turkey", "israeli": "israel", "israelí": "israel", "palestinian": "palestine", "palestino": "palestine",
    "iranian": "iran", "iraní": "iran", "iraqi": "iraq", "iraquí": "iraq", "syrian": "syria", "sirio": "syria",
    "saudi": "saudi arabia", "saudí": "saudi arabia", "egyptian": "egypt", "egipcio": "egypt", "indian": "india",
    "indio": "india", "pakistani": "pakistan", "pakistaní": "pakistan", "japanese": "japan", "japonés": "japan",
    "korean": "korea", "coreano": "korea", "vietnamese": "vietnam", "filipino": "philippines",
    "indonesian": "indonesia",
    "australian": "australia", "australiano": "australia", "canadian": "canada", "canadiense": "canada",
    "mexican": "mexico", "mexicano": "mexico", "mexicana": "mexico", "cuban": "cuba", "cubano": "cuba",
    "venezuelan": "venezuela", "venezolano": "venezuela", "colombian": "colombia", "colombiano": "colombia",
    "brazilian": "brazil", "brasileño": "brazil", "argentine": "argentina", "argentino": "argentina",
    "chilean": "chile", "chileno": "chile", "peruvian": "peru", "peruano": "peru", "bolivian": "bolivia",
    "boliviano": "bolivia", "ecuadorian": "ecuador", "ecuatoriano": "ecuador", "dutch": "netherlands",
    "belgian": "belgium", "swiss": "switzerland", "swedish": "sweden", "norwegian": "norway", "danish": "denmark",
    "finnish": "finland", "irish": "ireland", "scottish": "scotland", "welsh": "wales", "czech": "czechia",
    "austrian": "austria", "afghan": "afghanistan", "nigerian": "nigeria", "kenyan": "kenya", "libyan": "libya",
    "taiwanese": "taiwan", "european": "europe", "europeo": "europe", "texan": "texas",
    "romanian": "romania", "rumano": "romania", "bulgarian": "bulgaria", "croatian": "croatia", "serbian": "serbia",
    "slovak": "slovakia", "slovenian": "slovenia", "estonian": "estonia", "latvian": "latvia",
    "lithuanian": "lithuania", "georgian": "georgia", "armenian": "armenia", "azerbaijani": "azerbaijan",
    "kazakh": "kazakhstan", "belarusian": "belarus", "moroccan": "morocco", "marroquí": "morocco",
    "algerian": "algeria", "tunisian": "tunisia", "jordanian": "jordan", "lebanese": "lebanon", "libanés": "lebanon",
    "kuwaiti": "kuwait", "qatari": "qatar", "emirati": "emirates", "thai": "thailand", "malaysian": "malaysia",
    "bangladeshi": "bangladesh", "ethiopian": "ethiopia", "somali": "somalia", "sudanese": "sudan",
    "ugandan": "uganda", "tanzanian": "tanzania", "ghanaian": "ghana", "zimbabwean": "zimbabwe", "rwandan": "rwanda",
    "senegalese": "senegal", "panamanian": "panama", "panameño": "panama", "guatemalan": "guatemala",
    "guatemalteco": "guatemala", "honduran": "honduras", "hondureño": "honduras", "salvadoran": "el salvador",
    "salvadoreño": "el salvador", "nicaraguan": "nicaragua", "nicaragüense": "nicaragua", "dominican": "dominicana",
    "dominicano": "dominicana", "haitian": "haiti", "haitiano": "haiti", "paraguayan": "paraguay",
    "paraguayo": "paraguay", "uruguayan": "uruguay", "uruguayo": "uruguay", "costarricense": "costa rica",
    "muslim": "", "christian": "",
    "jewish": "", "catholic": "", "hispanic": "", "latino": "", "african": "africa", "asian": "asia", "arab": "",
}  # fmt: skip

PLACES = word_set(
    """
    america china russia ukraine britain england scotland wales ireland france germany italy spain portugal
    poland hungary greece turkey israel palestine iran iraq syria egypt india pakistan japan korea vietnam
    philippines indonesia australia canada mexico cuba venezuela colombia brazil argentina chile peru bolivia
    ecuador netherlands belgium switzerland sweden norway denmark finland austria afghanistan nigeria kenya
    libya taiwan europe africa asia crimea washington london paris berlin madrid rome moscow beijing tokyo kiev
    kyiv brussels geneva jerusalem tehran baghdad damascus kabul havana caracas bogotá lima santiago buenos
    ottawa sydney boston chicago houston dallas miami denver detroit atlanta philadelphia cleveland seattle
    phoenix orlando brooklyn manhattan queens hollywood california texas florida ohio iowa nevada arizona
    virginia georgia michigan wisconsin pennsylvania colorado utah alabama alaska arkansas connecticut delaware
    hawaii idaho illinois indiana kansas kentucky louisiana maine maryland massachusetts minnesota mississippi
    missouri montana nebraska oregon oklahoma tennessee vermont wyoming kremlin pentagon capitol españa méxico
    perú pekín moscú londres parís bruselas ee.uu eeuu rusia ucrania francia alemania italia facebook twitter
    google youtube instagram breitbart politico salon vox slate huffington fox cnn msnbc nbc abc cbs obamacare
    brexit medicare medicaid congress parliament senate islam christmas thanksgiving easter internet english
    hezbollah hamas taliban al-qaeda isis nato bible constitution xinhua gallup pew quinnipiac amazon apple uber
    tesla boeing pfizer intel nielsen buzzfeed huffpost mashable propublica factcheck dupont ethiopia
    """
) | frozenset(
    {
        "new york", "new jersey", "new hampshire", "new mexico", "new orleans", "new zealand", "north carolina",
        "south carolina", "north dakota", "south dakota", "west virginia", "rhode island", "south africa",
        "north korea", "south korea", "san francisco", "los angeles", "las vegas", "hong kong", "buenos aires",
        "costa rica", "el salvador", "puerto rico", "saudi arabia", "wall street", "capitol hill", "white house",
    }
)  # fmt: skip
PLACE_PREFIXES = word_set("san santa santo saint st. fort ft. mount mt. lake port cape")
"""What places begin with that are called after people: "San Pedro", "Fort Wayne"."""
ROLE_WORDS = {
    "gop": "republican", "democrat": "democratic", "ex": "former",
    "sen.": "senator", "rep.": "representative", "gov.": "governor", "gen.": "general", "prof.": "professor",
    "lt.": "lieutenant", "col.": "colonel", "sgt.": "sergeant", "capt.": "captain", "adm.": "admiral",
    "congressman": "representative", "congresswoman": "representative", "del.": "delegate",
}  # fmt: skip

NAME_PARTICLES = word_set(
    """
    de del la las los von van der den bin ibn al el da do dos di du le ter y e ben abu
    """
)
NOT_NAMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december republican republicans democrat democrats democratic gop tory tories
    labour conservative conservatives liberal liberals socialist independents independent libertarian latinos
    hispanics muslims christians jews americans africans europeans god jesus internet earth tv ok mr mrs also
    yes no well look the a an and but so if when then now however still meanwhile though although while since
    because before after once again today tomorrow yesterday asked sources critics officials voters supporters
    police according some many most others people experts here there this that these those his her their our
    your my its what which who whose how why where whether both each every all any one two three four five six
    several another such not nor or as at by for from in into of on off over to under up with without about
    during despite among between against until i we he she it they you me us him them pictured photo image video
    update exclusive breaking watch read follow click correction opinion analysis editor via lunes martes
    miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre
    noviembre diciembre el los las un una por para con sin sobre entre pero según tras cuando donde aunque
    también como más este esta ese esa su sus se en y o que si ya hay the-latest latest thank thanks please
    let just only even more less like unlike using mine wait order see transcript likewise lists nine ten eight
    seven maybe perhaps yet did does do is are was were would could should has have had can nobody everybody
    everyone someone anyone nothing something everything follow-up celebrities western eastern northern southern
    moreover subsequent initial
    """
)
SUFFIXES = frozenset({"jr", "jr.", "sr", "ii", "iii", "iv"})
