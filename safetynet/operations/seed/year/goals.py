"""Goals from the nation down to the ward's group: four focus areas towards 2030, two goals of the region, and goals below."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from itertools import cycle

from actionplans.models import ActionPlan
from actionplans.models.choices import Status
from annualcycle.models import Goal, GoalLink, GoalPlan
from annualcycle.usecases import goals
from orgstructure.models import Committee, Unit, User

NATIONAL = (
    ("Et sikkert og sundt psykisk arbejdsmiljø", "Færre skal være udsat for væsentlige psykiske belastninger i deres arbejde."),
    ("Balance mellem krav og ressourcer", "Færre skal opleve, at det, der kræves af dem, ikke passer med det, de har at gøre med."),
    ("En stærk sikkerhedskultur", "Færre skal komme ud for en arbejdsulykke."),
    ("En god start for nyansatte", "Nye kolleger skal være trygge ved arbejdet fra den første dag."),
)
WILL = (
    "Vi vil tale om belastningen på hvert personalemøde og handle, når to nævner det samme.",
    "Vi vil se vagtplanen efter hver måned sammen med dem, der følger den.",
    "Vi vil gå en sikkerhedsrunde i hvert kvartal og lukke det, vi finder, inden den næste.",
    "Vi vil give hver ny kollega en makker de første tre måneder.",
)
SAID = (
    ("reached", "Vi gjorde det, vi skrev, og det kan mærkes."),
    ("partly", "Det går bedre om dagen end om natten."),
    ("not_reached", "Vi kom ikke i gang før sommeren."),
    ("reached", "Alle nye har fået en makker, og de siger, at det gør en forskel."),
)
FEWER = (
    "Tallet er lavere end i 2018, men det falder ikke hvert år. Makkerordningen virker, hvor den er indført fra første dag; "
    "nu skal den også gælde afløsere og studerende."
)
REGIONS_WORDS = (
    ("partly", FEWER),
    ("reached", "Alle udvalg har haft emnet på dagsordenen, og hvert hospital har sat sine egne mål for det."),
)


@dataclass(frozen=True)
class _Writer:
    by: User
    at: datetime
    year: int

    def write(self, committee: Committee | None, title: str, text: str, parents: Sequence[Goal] = (), **columns: object) -> Goal:
        given: dict[str, object] = {"first_year": self.year - 1, "last_year": 2030, "source": "", **columns}
        adopted = {"status": Goal.Status.ADOPTED, "adopted_on": date(self.year - 2, 12, 10), "adopted_by": self.by}
        goal = Goal.objects.create(committee=committee, title=title, text=text, made_at=self.at, made_by=self.by, **adopted, **given)
        GoalLink.objects.bulk_create(GoalLink(goal=goal, parent=parent) for parent in parents)
        return goal


def write_goals(ward_id: int, *, by: User, today: date) -> None:
    """Goals of every level above the ward, with the ward's own plans under them."""
    ward = Unit.objects.get(pk=ward_id)
    path = list(Committee.objects.covering(ward.pk, today).order_by("-depth"))
    if not path:
        return
    group = path[0]
    above = list(Committee.objects.filter(pk__in=group.ancestor_ids()).order_by("depth"))
    writer = _Writer(by, datetime.combine(date(today.year - 2, 12, 10), time(10), UTC), today.year)
    national = [writer.write(None, title, text, source="De nationale mål for arbejdsmiljøet") for title, text in NATIONAL]
    region = above[0] if above else group
    halved = writer.write(
        region, "Ulykker med fravær blandt nyansatte halveres", "Mod 2018, inden 2030. Det følges år for år.", [national[2], national[3]],
        kind=Goal.Kind.TARGET, measured_by=Goal.MeasuredBy.NEW_WITH_ABSENCE, baseline_year=2018, target_year=2030, target_change=-50,
        source="Regionens strategi for bæredygtighed",
    )  # fmt: skip
    safe = writer.write(
        region, "Særligt fokus på psykisk arbejdsmiljø og på at forebygge risikoadfærd", "I alle udvalg og grupper.", [national[0]],
        source="RMU",
    )  # fmt: skip
    own = _below(writer, above[1:], group, [[national[0], safe], [national[1]], [national[2], halved], [national[3], halved]])
    _judge([halved, safe], own, by, today)
    _plans(ward, own[-1], by, writer.at)


def _below(writer: _Writer, committees: Sequence[Committee], group: Committee, served: Sequence[Sequence[Goal]]) -> list[Goal]:
    """Each committee takes up the four focus areas; the highest serves nation and region, each other the one above it."""
    written: list[Goal] = []
    for committee in committees:
        here = [
            writer.write(committee, title, will, parents, last_year=writer.year + 1)
            for (title, _text), will, parents in zip(NATIONAL, WILL, served, strict=True)
        ]
        written += here
        served = [[goal] for goal in here]
    serves = served[0]
    written.append(writer.write(group, "Ingen går alene ind til en urolig patient", WILL[0], serves, last_year=writer.year))
    return written


def _judge(regions: Sequence[Goal], below: Sequence[Goal], by: User, today: date) -> None:
    """Last year's, in January; the group and the committee right above it have one left to judge."""
    said = [*zip(regions, REGIONS_WORDS, strict=True), *zip(below[:-2], cycle(SAID), strict=False)]
    at = datetime.combine(min(today, date(today.year, 1, 20)), time(9), UTC)
    for goal, (verdict, words) in said:
        goals.judge(goal=goal, year=today.year - 1, verdict=verdict, words=words, version=0, by=by, now=at)


def _plans(ward: Unit, goal: Goal, by: User, at: datetime) -> None:
    plans = ActionPlan.objects.filter(unit=ward, is_confidential=False).exclude(status=Status.DRAFT).order_by("pk")[:8]
    GoalPlan.objects.bulk_create(GoalPlan(goal=goal, plan=plan, at=at, by=by) for plan in plans)
