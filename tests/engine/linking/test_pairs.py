"""One pledge, one report, in English and Spanish: the relation a reader would name, or none."""

from __future__ import annotations

import pytest

from claims.engine.linking import Candidate, Promise, Relation, rank

FUEL = Promise("I will not raise fuel taxes", "Ana Ruiz", "2023-03")
HOMES = Promise("we will build 40,000 homes before the end of the term", "Tomas Berg", "2022-09")
STAY = Promise("she would not resign before the next election", "Marta Olsen", "2024-01")
TROOPS = Promise("Norway will send no troops to the border region", "Lars Moe", "2023-05")
WAGE = Promise("will raise the minimum wage to 15 dollars", "Dana Cole", "2021-02")
HOSPITAL = Promise("no cerraremos ningún hospital público", "Elena Prado", "2023-06")
IMPUESTOS = Promise("no subirá los impuestos", "Luis Mena", "2022-01")
RECORDS = Promise("he will publish his tax returns", "Paul Grant", "2020-05")
NUCLEAR = Promise("Iran would not enrich uranium above five percent", "Reza Karimi", "2021-11")
BRIDGE = Promise("el gobierno reabrirá el puente del puerto en 2024", "Elena Prado", "2023-06")
COAL = Promise("We will close all coal plants by 2030", "Ingrid Voss", "2020-02")
TERM = Promise("he would not seek a third term", "Omar Diallo", "2019-06")
PENSIONS = Promise("I will never cut pensions", "Jean Morel", "2022-04")
CADIZ = Promise("la empresa contratará a 500 trabajadores en Cádiz", "Rosa Vega", "2023-02")
TREATY = Promise("The United Kingdom will not withdraw from the treaty", "Anne Clarke", "2021-09")
LISTS = Promise("to halve waiting lists in public hospitals within two years", "Nick Hale", "2022-10")
ATTACK = Promise("Russia would not attack Ukraine", "Ivan Petrov", "2022-01")
NO_TAXES = Promise("There will be no new taxes", "Bob Stone", "2023-01")
PASSIVE = Promise("Taxes will not be raised", "Bob Stone", "2023-01")
AGUA = Promise("no privatizaremos el agua", "Julia Paz", "2023-05")
HOSTAGES = Promise("we will release all hostages before Friday", "Sami Nasser", "2024-01")
VOTE = Promise("I will step down if I lose the vote", "Kim Ho", "2024-01")
DEFENCE = Promise("My government will double defence spending by 2027", "Eva Lund", "2023-02")
RECORTES = Promise("no habrá recortes en educación", "Carlos Soto", "2023-03")
REBELS = Promise("we will never negotiate with the rebels", "Gen. Adu", "2022-05")
REPORT = Promise("he would release the full report by March", "Ben Ash", "2024-01")
COUNTIES = Promise("I will visit every county before the vote", "Lena Fox", "2024-02")
HOSPITALES = Promise("vamos a construir tres hospitales en el sur", "Marta Gil", "2022-11")
PORTS = Promise("We will not sell the ports", "Yan Petro", "2021-01")
BASES = Promise("China will not build military bases on the islands", "Li Wen", "2015-09")

PAIRS = [
    # contradicts
    (FUEL, "The government raised fuel taxes by four cents on Monday", "", Relation.CONTRADICTS),
    (FUEL, "Ruiz has increased the levy on fuel twice since spring", "a spokesman", Relation.CONTRADICTS),
    (
        FUEL,
        "Drivers are accused of nothing, yet there is evidence that she is raising fuel taxes",
        "",
        Relation.CONTRADICTS,
    ),
    (HOMES, "The city has abandoned plans to build new homes", "an auditor", Relation.CONTRADICTS),
    (HOMES, "Officials cancelled the building of 40,000 homes", "", Relation.CONTRADICTS),
    (STAY, "Olsen resigned on Friday, months before the election", "", Relation.CONTRADICTS),
    (TROOPS, "Norway has deployed soldiers near the border", "a witness", Relation.CONTRADICTS),
    (WAGE, "The minimum wage was cut to nine dollars", "", Relation.CONTRADICTS),
    (HOSPITAL, "La ministra cerró dos hospitales públicos en marzo", "un sindicato", Relation.CONTRADICTS),
    (IMPUESTOS, "El ayuntamiento subió los impuestos un 4 %", "", Relation.CONTRADICTS),
    (IMPUESTOS, "The city raised taxes by four percent", "", Relation.CONTRADICTS),
    (RECORDS, "Grant has still not published his tax returns", "", Relation.CONTRADICTS),
    (RECORDS, "Grant broke his promise on the tax returns", "a columnist", Relation.CONTRADICTS),
    (NUCLEAR, "Inspectors found evidence of attempts to enrich uranium at a hidden site", "", Relation.CONTRADICTS),
    # supports, and in part
    (FUEL, "The mayor has not raised fuel taxes in three years", "", Relation.SUPPORTS),
    (WAGE, "Congress raised the minimum wage to 15 dollars", "", Relation.SUPPORTS),
    (RECORDS, "Grant released his tax returns on Thursday", "", Relation.SUPPORTS),
    (BRIDGE, "El puente del puerto fue reabierto en mayo", "", Relation.SUPPORTS),
    (HOSPITAL, "El gobierno no ha cerrado ningún hospital público", "", Relation.SUPPORTS),
    (HOMES, "So far only 9,000 homes have been built", "an auditor", Relation.PARTLY_SUPPORTS),
    (HOMES, "Builders have started to build the first 500 homes", "", Relation.PARTLY_SUPPORTS),
    # restates, retracts, qualifies
    (FUEL, "Once more: I will not raise fuel taxes", "Ana Ruiz", Relation.RESTATES),
    (STAY, "I will not resign before the election", "Marta Olsen", Relation.RESTATES),
    (HOMES, "We will not build those 40,000 homes", "Tomas Berg", Relation.RETRACTS),
    (FUEL, "I will raise fuel taxes after all", "Ana Ruiz", Relation.RETRACTS),
    (IMPUESTOS, "Subiremos los impuestos en enero", "Luis Mena", Relation.RETRACTS),
    (FUEL, "I will not raise fuel taxes unless the budget fails", "Ana Ruiz", Relation.QUALIFIES),
    (WAGE, "The rise of the minimum wage has been delayed by a year", "", Relation.QUALIFIES),
    # context
    (FUEL, "You must not raise fuel taxes", "a union leader", Relation.CONTEXT),
    (FUEL, "Will the mayor raise fuel taxes?", "a reporter", Relation.CONTEXT),
    (RECORDS, "He declined to comment on his tax returns", "", Relation.CONTEXT),
    (NUCLEAR, "Tehran denied that it had enriched uranium above five percent", "", Relation.CONTEXT),
    (HOSPITAL, "El gobierno debe cerrar menos hospitales públicos", "un médico", Relation.CONTEXT),
    (STAY, "Mayor Jan Holt resigned before the election", "", Relation.CONTEXT),
    (TROOPS, "Sweden has sent troops to the border region", "", Relation.CONTEXT),
    (FUEL, "I raised fuel taxes when I was in office", "Peter Lind", Relation.CONTEXT),
    # other pledges, other turns of phrase
    (COAL, "Two coal plants were shut last year", "", Relation.PARTLY_SUPPORTS),
    (COAL, "The government approved a new coal plant in the north", "", Relation.CONTEXT),
    (COAL, "Voss said the plants will stay open until 2035", "", Relation.CONTRADICTS),
    (COAL, "We will close all coal plants by 2030", "Ingrid Voss", Relation.RESTATES),
    (COAL, "The last coal plant closed in December", "", Relation.SUPPORTS),
    (TERM, "Diallo announced that he will seek a third term", "", Relation.CONTRADICTS),
    (TERM, "Diallo is seeking a third term", "", Relation.CONTRADICTS),
    (TERM, "I will not seek a third term", "Omar Diallo", Relation.RESTATES),
    (TERM, "Opposition leaders urged Diallo not to seek a third term", "", Relation.CONTEXT),
    (PENSIONS, "The Senate voted to cut pensions by two percent", "", Relation.CONTRADICTS),
    (PENSIONS, "Pensions rose by three percent in January", "", Relation.SUPPORTS),
    (PENSIONS, "Morel has cut pensions three times", "", Relation.CONTRADICTS),
    (CADIZ, "La empresa despidió a 300 trabajadores en Cádiz", "", Relation.CONTRADICTS),
    (CADIZ, "La planta de Cádiz ya ha contratado a 500 trabajadores", "", Relation.SUPPORTS),
    (CADIZ, "La empresa aplaza la contratación de los trabajadores", "", Relation.QUALIFIES),
    (TREATY, "Britain withdrew from the treaty on Monday", "", Relation.CONTRADICTS),
    (TREATY, "The UK remains in the treaty", "", Relation.SUPPORTS),
    (TREATY, "France withdrew from the treaty on Monday", "", Relation.CONTEXT),
    (LISTS, "Waiting lists in public hospitals have grown by a third", "", Relation.CONTRADICTS),
    (LISTS, "Waiting lists fell by a tenth", "", Relation.SUPPORTS),
    (ATTACK, "Russian forces attacked Ukraine before dawn", "", Relation.CONTRADICTS),
    (ATTACK, "Russia has not attacked Ukraine", "Ivan Petrov", Relation.SUPPORTS),
    (ATTACK, "Kyiv warned that Russia may attack Ukraine", "", Relation.CONTEXT),
    (NO_TAXES, "The council introduced new taxes on parking", "", Relation.CONTRADICTS),
    (PASSIVE, "Stone raised taxes on parking", "", Relation.CONTRADICTS),
    (PASSIVE, "Taxes were raised in May", "", Relation.CONTRADICTS),
    (AGUA, "El consejo vendió la red de agua a un fondo", "", Relation.CONTRADICTS),
    (AGUA, "Julia Paz privatizó el agua en dos barrios", "", Relation.CONTRADICTS),
    (HOSTAGES, "All hostages were freed on Thursday", "", Relation.SUPPORTS),
    (HOSTAGES, "Twelve hostages are still being held", "", Relation.CONTRADICTS),
    (HOSTAGES, "Some of the hostages have been released", "", Relation.PARTLY_SUPPORTS),
    (VOTE, "Ho stepped down after losing the vote", "", Relation.SUPPORTS),
    (VOTE, "Ho refused to step down after losing the vote", "", Relation.CONTRADICTS),
    (DEFENCE, "Defence spending was doubled in this year's budget", "", Relation.SUPPORTS),
    (DEFENCE, "Lund's budget cut defence spending by a tenth", "", Relation.CONTRADICTS),
    (DEFENCE, "Defence spending has not doubled", "an auditor", Relation.CONTRADICTS),
    (DEFENCE, "I will double defence spending", "Eva Lund", Relation.RESTATES),
    (DEFENCE, "NATO urged Lund to double defence spending", "", Relation.CONTEXT),
    (RECORTES, "El ministerio recortó el gasto en educación", "", Relation.CONTRADICTS),
    (RECORTES, "The ministry cut education funding by eight percent", "", Relation.CONTRADICTS),
    (RECORTES, "No ha habido recortes en educación, según el ministerio", "", Relation.SUPPORTS),
    (REBELS, "Adu's envoys have been negotiating with the rebels since May", "", Relation.CONTRADICTS),
    (REBELS, "There is evidence that the army negotiated with rebels", "", Relation.CONTRADICTS),
    (REBELS, "We will negotiate with the rebels", "Gen. Adu", Relation.RETRACTS),
    (REPORT, "Ash has yet to release the report", "", Relation.CONTRADICTS),
    (REPORT, "Ash published the full report on Monday", "", Relation.SUPPORTS),
    (REPORT, "Ash refused to release the report", "", Relation.CONTRADICTS),
    (REPORT, "Ash released only part of the report", "", Relation.PARTLY_SUPPORTS),
    (COUNTIES, "Fox has visited 12 of 30 counties", "", Relation.PARTLY_SUPPORTS),
    (COUNTIES, "Fox visited every county", "", Relation.SUPPORTS),
    (HOSPITALES, "Se han construido dos hospitales en el sur", "", Relation.PARTLY_SUPPORTS),
    (HOSPITALES, "El gobierno canceló la construcción de los hospitales", "", Relation.CONTRADICTS),
    (HOSPITALES, "Vamos a construir tres hospitales", "Marta Gil", Relation.RESTATES),
    (PORTS, "Petro has sold two ports to a foreign fund", "", Relation.CONTRADICTS),
    (PORTS, "Petro's cabinet privatised the ports in June", "", Relation.CONTRADICTS),
    (BASES, "Satellite pictures show that China has built bases on the islands", "", Relation.CONTRADICTS),
    (BASES, "Beijing is constructing military facilities on the islands", "", Relation.CONTRADICTS),
    (BASES, "Japan built military bases on the islands", "", Relation.CONTEXT),
    (BASES, "China has halted work on the islands' military bases", "", Relation.SUPPORTS),
]

STRANGERS = [
    (FUEL, "The flag was raised over the harbour on Monday", ""),
    (FUEL, "The storm raised fears of a flood", ""),
    (HOMES, "The museum will build a new wing", "a curator"),
    (STAY, "The defence minister resigned over the leak", ""),
    (STAY, "He resigned himself to another rainy summer", ""),
    (WAGE, "Hundreds of runners raised money for the hospital", ""),
    (HOSPITAL, "La carretera estuvo cerrada por la nieve", ""),
    (RECORDS, "The publisher released a new edition of his novels", ""),
    (NUCLEAR, "The museum's gifts will enrich the collection", ""),
    (BRIDGE, "El equipo ganó el partido por cinco goles", ""),
    (TROOPS, "The orchestra sent its regrets", ""),
    (IMPUESTOS, "La temperatura subirá mañana en la costa", ""),
    (PENSIONS, "The orchestra cut its season short", ""),
    (PENSIONS, "Morel cut the ribbon at the new station", ""),
    (ATTACK, "The critic attacked the film", ""),
    (AGUA, "La gestión del agua sigue siendo pública", ""),
    (TERM, "The team won its third title in a row", ""),
    (LISTS, "Hospital food has improved", ""),
    (NO_TAXES, "He paid no attention to the taxes of others", ""),
    (REBELS, "We are ready to negotiate with the unions", "Gen. Adu"),
    (REPORT, "The band released a new album", ""),
    (PORTS, "The state still owns the ports", ""),
]


@pytest.mark.parametrize(("promise", "text", "speaker", "relation"), PAIRS, ids=[pair[1] for pair in PAIRS])
def test_a_report_gets_the_relation_a_reader_would_name(
    promise: Promise, text: str, speaker: str, relation: Relation
) -> None:
    [suggestion] = rank(promise, [Candidate("c", text, speaker, "2024-06-01")])
    assert suggestion.relation is relation, suggestion.reasons
    assert 0 < suggestion.score <= 1


@pytest.mark.parametrize(("promise", "text", "speaker"), STRANGERS, ids=[pair[1] for pair in STRANGERS])
def test_a_report_on_something_else_is_left_out(promise: Promise, text: str, speaker: str) -> None:
    assert rank(promise, [Candidate("c", text, speaker, "2024-06-01")]) == ()
