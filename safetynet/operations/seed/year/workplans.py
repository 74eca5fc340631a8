"""The work plans of the demo: the hospital's, adopted and once written anew, with four “we will”; and a local one that is being written."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from annualcycle.models import WorkPlan
from annualcycle.usecases import workplans
from orgstructure.models import Committee, User

WILL = (
    (
        "Vi vil tale om høje følelsesmæssige krav i alle lokale udvalg to gange om året og aftale, hvad vi gør, når presset stiger.",
        "De lokale udvalg skriver i marts og oktober, hvad de har aftalt. Vi ser det samlet på mødet efter.",
    ),
    (
        "Vi vil gennemgå bemanding og opgaver hvert kvartal sammen med dem, der løser opgaverne, og tage opgaver ud, når de ikke kan nås.",
        "Afdelingsledelserne melder tilbage hvert kvartal; koordinatoren samler det til os.",
    ),
    (
        "Vi vil bruge tre meter-reglen: inden for tre meter sørger hver af os for, at der er sikkert. Ulykker med fravær analyserer vi.",
        "Underudvalget for arbejdsmiljø og sikkerhed følger analyserne og fortæller om dem på hvert møde.",
    ),
    (
        "Vi vil give alle nyansatte en makker og en gennemgang af risiciene på deres arbejdssted i den første uge.",
        "Arbejdsmiljøgrupperne spørger de nye efter tre måneder. Tallet for ulykker blandt nyansatte ser vi hvert år i januar.",
    ),
)
BACKGROUND = (
    "Planen sætter retningen for en sikker og tryg arbejdsplads på alle niveauer, til gavn for patienterne. "
    "Den bygger på de nationale mål, på regionens to mål og på det, vi nåede frem til i vores egen årlige drøftelse.\n\n"
    "Ledelsen har ansvaret for, at arbejdet er planlagt og udføres forsvarligt. Alle andre hjælper med at få det til at ske."
)
ORGANISATION = (
    "Hovedudvalget beslutter målene i den årlige drøftelse sidst på året og ser på dem midt på året. "
    "Underudvalget følger de lokale indsatser.\n\n"
    "De lokale udvalg tager vores mål op først på det nye år og ser på dem med egne tal: ulykker og analyser af dem, vold og trusler, "
    "svar til Arbejdstilsynet, krænkende handlinger, trivselsmåling og APV. De beslutter selv, hvad de sætter i gang.\n\n"
    "Arbejdsmiljøgrupperne fører det ud i livet og deler det, de lærer, på tværs."
)
RELATED = (
    "Hospitalets program om en robust arbejdsplads, der skal holde på kolleger og faglighed. Temadagene tager to emner op efter tur: "
    "tryghed ved at sige sin mening, og høje følelsesmæssige krav."
)


def write_work_plans(ward_id: int, *, by: User, today: date) -> None:
    """One for the hospital's committee, the second below the region; one for the committee right above the ward's group."""
    covering = list(Committee.objects.covering(ward_id, today).order_by("-depth"))
    if not covering:
        return
    above = list(Committee.objects.filter(pk__in=covering[0].ancestor_ids()).order_by("depth"))
    if len(above) > 1:
        _hospital(above[1], by, today)
    if len(above) > 2:
        _department(above[-1], by, today)


def _hospital(committee: Committee, by: User, today: date) -> None:
    year = today.year
    plan = _drafted(committee, year, "Arbejdsmiljøhandleplan", by, date(year - 1, 11, 20))
    texts = {"background": BACKGROUND, "organisation": ORGANISATION, "related": ""}
    _write(plan, WILL, texts, by, date(year - 1, 12, 1))
    _adopt(plan, by, date(year - 1, 12, 8))
    if today <= date(year, 3, 20):
        return
    _write(plan, WILL, {**texts, "related": RELATED}, by, date(year, 3, 12))
    _adopt(plan, by, date(year, 3, 20))


def _department(committee: Committee, by: User, today: date) -> None:
    plan = _drafted(committee, today.year + 1, "Afdelingens arbejdsmiljøhandleplan", by, today)
    said = [(will, "") for will, _follow in WILL[:2]]
    texts = {"background": "Vi tager hospitalets fire områder op og ser på dem med vores egne tal.", "organisation": "", "related": ""}
    _write(plan, said, texts, by, today)


def _drafted(committee: Committee, year: int, title: str, by: User, on: date) -> WorkPlan:
    given = {"title": f"{title} {year}–{year + 1}", "first_year": year, "last_year": year + 1}
    return workplans.draft(committee=committee, given=given, by=by, now=_at(on))[0]


def _write(plan: WorkPlan, said: Sequence[tuple[str, str]], texts: dict[str, str], by: User, on: date) -> None:
    plan.refresh_from_db()
    lines = dict(zip(plan.lines.values_list("pk", flat=True), said, strict=False))
    given = {"title": plan.title, "first_year": plan.first_year, "last_year": plan.last_year, **texts}
    workplans.write(plan=plan, given=given, lines=lines, version=plan.version, by=by, now=_at(on))


def _adopt(plan: WorkPlan, by: User, on: date) -> None:
    plan.refresh_from_db()
    workplans.adopt(plan=plan, on=on, discussion=None, version=plan.version, by=by, now=_at(on))


def _at(on: date) -> datetime:
    return datetime.combine(on, time(10), UTC)
