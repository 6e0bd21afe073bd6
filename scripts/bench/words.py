"""The words that the benchmark's articles are made of. The first of a list are used most, as in any language."""

from __future__ import annotations


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TOPICS = tuple(
    _list(line)
    for line in """
    tax levy income household allowance rebate bracket evasion refund accountant treasury surplus shortfall audit
    hospital nurse clinic ward surgery patient waiting-list ambulance midwife vaccine pharmacy outbreak specialist bed
    school teacher pupil classroom exam kindergarten syllabus headmaster tuition scholarship lunch playground truancy
    housing rent tenant landlord flat eviction mortgage builder permit plot basement subsidy shortage balcony
    railway train track station timetable signal tunnel commuter fare carriage strike bridge platform delay
    harbour ferry dock crane container freight customs pilot breakwater dredger shipyard quay cargo tide
    coal mine emission turbine grid pipeline reactor solar-panel battery refinery outage heating meter insulation
    farm harvest drought fertiliser subsidy cattle orchard pesticide irrigation dairy grain barn seed veterinarian
    police officer patrol burglary detective witness warrant custody station-house informer smuggler raid evidence
    court judge verdict appeal lawyer prosecutor sentence jury hearing bail testimony settlement clerk
    election voter ballot candidate campaign turnout recount constituency poster debate coalition manifesto poll
    border migrant asylum visa fence shelter passport interpreter deportation checkpoint quota refugee crossing
    army soldier brigade tank ceasefire convoy drone garrison general frontline truce conscript barracks
    pension retirement pensioner contribution widow benefit disability insurance actuary fund indexation payout
    bank loan deposit interest bond creditor default branch auditor bailout share dividend regulator
    factory worker union wage shift overtime layoff apprentice assembly-line foreman contract picket safety
    river flood dam reservoir sewage embankment rainfall pump estuary wetland drought spillway gauge
    museum theatre orchestra painting archive festival curator library sculpture heritage choir ticket stage
    football stadium coach striker referee league transfer injury penalty supporter derby training season
    trade tariff export import quota steel textile embargo delegation treaty surcharge shipment duty
    internet broadband antenna privacy platform outage server password startup algorithm chip cable licence
    prison inmate guard cell parole escape riot visitor workshop overcrowding warden transfer sentence
    airport runway airline passenger noise terminal hangar controller flight baggage curfew departure
    forest wildfire ranger timber beetle logging sawmill wolf hunter trail seedling drone lookout
    """.strip().splitlines()
)
"""What one article is mostly about; each article adds two other topics to its own."""
NOUNS = _list(
    """
    year week council plan report decision people city money law group company problem vote month party letter meeting
    project agreement budget town question change official building road figure system service public office proposal
    member region committee chance cost reason deal market family programme crisis support rule land side line price
    promise speech spokesman effort result case demand response idea deadline date debate summer winter weather answer
    crowd square mayor chamber reform document opposition majority minister neighbour village audience interview study
    survey photograph rumour compromise mistake complaint signature bicycle anniversary corridor envelope umbrella
    """
)
ADJECTIVES = _list(
    """
    new local old public last long large regional national early small recent late former high private open likely
    serious difficult current low strong quiet sudden modest angry costly cautious temporary controversial bitter
    empty ambitious unusual reluctant generous crowded independent stubborn secret narrow wet dusty forgotten brisk
    """
)
VERBS = _list(
    """
    announced discussed rejected approved examined delayed supported criticised planned changed followed described
    opened closed reduced increased questioned defended promised visited signed postponed cancelled welcomed blocked
    ignored revised financed repaired dismissed praised demanded published copied inspected renamed underestimated
    mentioned shelved celebrated abandoned leaked measured borrowed rebuilt audited auctioned
    """
)
PLEDGED = _list(
    "build raise cut open close fund keep reduce repair publish ban sell expand reopen protect finish cancel buy halve"
)
"""What speakers promise to do, or not to do."""
SAID = ("said", "told reporters", "added", "argued", "wrote in a letter", "insisted", "warned", "explained", "noted")
JOINED = ("while", "after", "because", "although", "as", "before", "even though", "since", "until", "so that")
PLACED = ("in", "at", "near", "during", "for", "with", "about", "against", "without", "behind", "under", "beside")
WHEN = (
    "on Monday",
    "last week",
    "on Tuesday",
    "this year",
    "on Thursday evening",
    "in the spring",
    "a month ago",
    "late on Friday",
    "for the first time",
    "after a long session",
    "over the weekend",
    "within a day",
    "in two votes",
)
OFFICES = _list("Mayor Minister Senator Governor President Councillor Secretary Chancellor Commissioner Judge")
NUMBERED = (
    "percent",
    "million euros",
    "people",
    "households",
    "pages",
    "kilometres",
    "jobs",
    "votes",
    "years",
    "cases",
)
STARTS = _list("Al Bren Cor Dal El Far Gri Hol Is Jor Kes Lun Mar Nor Ost Per Quil Ros Sel Tor Ul Ves Wil Yar Zan")
MIDDLES = _list("a e i o u an el in or ada eri isto ova und ar")
ENDS = _list("beck den ford gate ham kov lund mann ner nova quist rich sen ski son stad ton vale vic wood worth")
FIRST_NAMES = _list(
    """
    Anna Peter Maria John Clara Ivan Ruth Samuel Elena Victor Nora Felix Helen Oscar Judith Daniel Irene Paul Agnes
    Martin Lydia Simon Vera Thomas Edith Jacob Alma Hugo Stella Bruno Flora Conrad Ida Gregor Wanda Leon
    """
)
OUTLETS = (
    "Meridian",
    "Sound Courier",
    "Evening Ledger",
    "Kestrel Press",
    "Harbour Post",
    "Town Lantern",
    "North Shore Daily",
    "Morning Dial",
    "Weekly Compass",
    "Valley Record",
    "Plain Herald",
    "Inkwell",
)
BOILERPLATE = (
    "(Reporting by the {outlet} bureau; additional reporting by the {outlet} news desk; editing by the night team.)",
    "Sign up for the {outlet} morning letter and read what everybody will talk about before the first coffee.",
    "{outlet} is a member of the regional press pool and follows its rules on sources and corrections.",
    "Readers can write to the editors of {outlet} at any hour. Letters may be shortened before they are printed.",
    "This story was produced by {outlet} and distributed to its partners. It may not be copied without consent.",
)
BACKGROUND = (
    "The {a} has been argued over for years, and two earlier attempts to settle it came to nothing.",
    "Neither the ministry nor the {a} commission answered written questions before this story was published.",
    "About {n} {unit} depend on the {a}, according to figures that the statistics office published in spring.",
    "A vote on the {a} is expected before the summer break, though its date has been moved three times already.",
)
"""What newsrooms keep in a drawer and put under many stories."""
