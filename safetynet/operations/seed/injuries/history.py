"""The cases from 2018 on: so many of each year that the region's goal has a baseline and a trend; and what the figures divide by."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from random import Random

from actionplans.models import ActionPlan
from injuries.models import InjuryPolicy, KeptKind, RetentionRule, WorkedHours
from orgstructure.models import Engagement, Unit, User
from safetynet.common.clock import at_hour
from safetynet.operations.seed.injuries.drawn import DrawCases, Drawn
from safetynet.operations.seed.injuries.rows import CaseRows, Plans
from safetynet.operations.seed.stories import Place

FIRST_YEAR = 2018
# Of a thousand employees: absence accidents among new ones, and all cases (domain: accidents with absence in about two of a hundred)
NEW_ABSENT = {2018: 11.0, 2019: 11.6, 2020: 9.6, 2021: 10.2, 2022: 9.0, 2023: 8.4, 2024: 7.7, 2025: 7.1, 2026: 6.6}
AFTERWARDS = 6.2
YEARLY = (0.90, 1.0, 0.86, 0.98, 1.08, 1.12, 1.08, 1.05)  # more near misses are reported, once people see that something comes of it
FTE_SHARE, HOURS_OF_FTE = Decimal("0.88"), Decimal("1490.5")
GDPR = "Databeskyttelsesforordningen art. 6, stk. 1, litra c, og art. 9, stk. 2, litra b"
RULES = (
    (KeptKind.INJURY, 120, f"{GDPR}; anmeldepligten efter arbejdsskadesikringsloven og fristerne for genoptagelse"),
    (KeptKind.DISEASE, 360, f"{GDPR}; lang tid fra påvirkning til sygdom"),
    (KeptKind.NEAR_MISS, 120, "Databeskyttelsesforordningen art. 6, stk. 1, litra c; arbejdsmiljøorganisationens forebyggelse"),
    (KeptKind.HEALTH_FILES, 120, f"{GDPR}; følger sagen"),
    (KeptKind.READ_LOG, 60, "Databeskyttelsesforordningen art. 32 og art. 5, stk. 2"),
    (KeptKind.DRAFT, 1, "Databeskyttelsesforordningen art. 5, stk. 1, litra c"),
)


def write_history(found: Sequence[Place], *, seed: int, now: datetime, cases: int) -> int:
    """About so many cases across the region from `FIRST_YEAR` until yesterday; the number."""
    random = Random(f"injuries {seed}")
    draw = DrawCases(random, now, _hired())
    people = sum(len(rows) for rows in draw.hired.values())
    return CaseRows(Random(f"injury rows {seed}"), now, _plans()).write(_drawn(random, draw, found, now.date(), people, cases))


def _drawn(random: Random, draw: DrawCases, found: Sequence[Place], today: date, people: int, cases: int) -> Iterator[Drawn]:
    """Those of the goal first, to their number; then all others, more where more people are."""
    weights = [len(draw.hired.get(place.unit_id, ())) for place in found]
    years = range(FIRST_YEAR, today.year + 1)
    for year in years:
        so_far = today.timetuple().tm_yday / 365 if year == today.year else 1
        fresh = round(NEW_ABSENT.get(year, AFTERWARDS) * people / 1000 * so_far)
        places = random.choices(found, weights, k=fresh)
        yield from filter(None, (draw.case(place, year, is_new=True) for place in places))
        rest = round(cases / len(years) * YEARLY[(year - FIRST_YEAR) % len(YEARLY)]) - fresh
        yield from filter(None, (draw.case(place, year) for place in random.choices(found, weights, k=rest)))


def _hired() -> dict[int, list[tuple[int, date]]]:
    rows: dict[int, list[tuple[int, date]]] = defaultdict(list)
    people = Engagement.objects.filter(valid_to=None).order_by("number")
    for unit, user, hired in people.values_list("unit", "user", "hired_on"):
        rows[unit].append((user, hired))
    return rows


def _plans() -> Plans:
    rows: Plans = defaultdict(list)
    for unit, pk, made in ActionPlan.objects.published().order_by("pk").values_list("unit", "pk", "created_at"):
        rows[unit].append((pk, made))
    return rows


def write_denominators(*, seed: int, today: date, by: User) -> None:
    """Hours and full-time equivalents of the region and each hospital, year by year; the running year so far."""
    random = Random(f"hours {seed}")
    now = at_hour(today, 5)
    size = _people_below()
    rows = []
    for unit in Unit.objects.filter(depth__lte=1).order_by("path"):
        for year in range(FIRST_YEAR, today.year + 1):
            is_running = year == today.year
            part = Decimal(today.timetuple().tm_yday) / 365 if is_running else Decimal(1)
            growth = Decimal(str(round(1 - 0.008 * (today.year - year) + random.uniform(-0.006, 0.006), 4)))
            fte = (size[unit.pk] * FTE_SHARE * growth).quantize(Decimal("0.1"))
            hours = (fte * HOURS_OF_FTE * part).quantize(Decimal("0.1"))
            source = "Demo: løn- og vagtplantal" + (f" til og med {today:%d.%m.%Y}" if is_running else "")
            rows.append(
                WorkedHours(
                    unit=unit, year=year, hours=hours, fte=(fte * part).quantize(Decimal("0.1")), source=source, noted_at=now, noted_by=by
                )
            )
    WorkedHours.objects.bulk_create(row for row in rows if row.fte)


def _people_below() -> dict[int, int]:
    """People of the region and of each enterprise."""
    below: dict[int, int] = defaultdict(int)
    tops = {unit.path: unit.pk for unit in Unit.objects.filter(depth__lte=1)}
    for path in Engagement.objects.filter(valid_to=None).values_list("unit__path", flat=True):
        steps = path.strip("/").split("/")
        for depth in (1, 2):
            if top := tops.get(f"/{'/'.join(steps[:depth])}/"):
                below[top] += 1 if len(steps) >= depth else 0
    return below


def write_rules(*, today: date, by: User) -> None:
    """How long things are kept, and the limits of the figures, as the region decided them."""
    made = at_hour(today, 5)
    RetentionRule.objects.bulk_create(
        RetentionRule(kind=kind, months=months, legal_basis=basis, made_at=made, made_by=by) for kind, months, basis in RULES
    )
    InjuryPolicy.objects.create(made_at=made, made_by=by)
