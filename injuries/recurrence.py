"""Has it happened before, and did it help what was done about it? Counts and plans, never a row of a case.

Whoever may see the events of the unit (R49) is told the exact counts of what he or she may see. Everybody else is told of
one set alone (the kind, and the group of what went wrong), at the nearest level above where the figure may be shown, and in
steps of the region's limit (`InjuryPolicy.hidden_below`): “at least 5”. The levels come from the engine of the surveys
(`safetynet.common.suppression`), so that no difference between levels tells of fewer; the steps keep it so between sets
that overlap, and against figures shown elsewhere (docs/decisions/0110).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.db.models import Count, F, Q

from actionplans.beside import SimilarPlan
from actionplans.models import ActionPlan, Verdict
from actionplans.steps import PlanRow
from injuries.likeness import THEME, Like
from injuries.models import Case, InjuryPolicy
from injuries.models.cases import REPORT_PERMS, CaseQuerySet
from orgstructure.access import Scope, scope_of
from orgstructure.models import Unit, User
from safetynet.common.clock import COPENHAGEN
from safetynet.common.suppression import Node, shown_units

MONTHS_BACK = 24
COMES_BACK_WITHIN = timedelta(days=365)
PLANS_AT_MOST = 3
HELPED = (Verdict.SOLVED, Verdict.PARTLY)


@dataclass(frozen=True)
class Axis:
    """How many events have one thing in common, in words."""

    code: str
    label: str
    number: int


@dataclass(frozen=True)
class Seen:
    """What has been seen before, as one reader may know it. `number` is a lower bound unless `is_exact`."""

    unit: Unit
    where: Unit
    number: int
    is_exact: bool
    axes: tuple[Axis, ...] = ()
    plans: tuple[SimilarPlan, ...] = ()

    @classmethod
    def hidden(cls, unit: Unit) -> Self:
        """Nothing that this reader may be told; also where there was nothing."""
        return cls(unit, unit, 0, is_exact=False)

    @property
    def helped(self) -> int:
        """Plans of those shown that helped."""
        return sum(one.plan.last_verdict in HELPED for one in self.plans)


def since(today: date) -> date:
    """The first day of the last 24 months."""
    day = min(today.day, 28)
    return today.replace(year=today.year - MONTHS_BACK // 12, day=day)


def sees_events(reader: User, unit: Unit) -> bool:
    """The reader may see the unit's events themselves, so the counts tell nothing new."""
    scope = Scope()
    for perm in REPORT_PERMS:
        scope |= scope_of(reader, perm)
    return scope.covers(unit.pk, unit.path)


def similar(like: Like, unit: Unit, reader: User, today: date, *, leaving_out: int | None = None) -> Seen:
    """Events alike in the unit in the last 24 months, and the plans that were made of them; `leaving_out` is the event itself."""
    if sees_events(reader, unit):
        cases = _near(unit, reader, today)
        cases = cases.exclude(pk=leaving_out) if leaving_out else cases
        axes = like.axes()
        asked = {f"by_{code}": Count("pk", filter=where) for code, (_, where) in axes.items()}
        counts = cases.aggregate(same=Count("pk", filter=like.same), **asked)
        told = tuple(Axis(code, label, counts[f"by_{code}"]) for code, (label, _) in axes.items() if counts[f"by_{code}"])
        return Seen(unit, unit, counts["same"], is_exact=True, axes=told, plans=_plans(cases.filter(like.same), reader, today))
    where = like.public
    return _from_afar(_recent(today).filter(where), unit, reader, today) if where is not None else Seen.hidden(unit)


def number_in(unit: Unit, like: Like, today: date) -> int:
    """All events alike in the unit, whoever may see them: for texts that tell of it in steps only, never as it is."""
    return _recent(today).filter(like.same, unit=unit).count()


def of_themes(themes: Collection[str], unit: Unit, reader: User, today: date) -> Seen:
    """Events that belong to one of the themes (codes), in the same way."""
    if sees_events(reader, unit):
        cases = _near(unit, reader, today).annotate(theme_code=THEME).filter(theme_code__in=themes)
        return Seen(unit, unit, cases.count(), is_exact=True, plans=_plans(cases, reader, today))
    return _from_afar(_recent(today).annotate(theme_code=THEME).filter(theme_code__in=themes), unit, reader, today)


def came_back(plan: ActionPlan, reader: User, today: date) -> Seen | None:
    """Events of the kind a plan was made of, in its unit, within a year after it was closed with “it helped”; None for none to tell.

    Who may not see the unit's events is told only where the unit's own figure may be shown.
    """
    if plan.last_verdict not in HELPED or plan.ended_at is None:
        return None
    ended = plan.ended_at.astimezone(COPENHAGEN).date()
    alike = _alike(Case.objects.filter(pk__in=Case.plans.through.objects.filter(actionplan=plan).values("case_id")))
    if alike is None:
        return None
    after = Case.objects.that_count().filter(alike, happened_on__gt=ended, happened_on__lte=ended + COMES_BACK_WITHIN)
    if sees_events(reader, plan.unit):
        number = after.filter(pk__in=Case.objects.visible_to(reader).filter(unit=plan.unit_id)).count()
        return Seen(plan.unit, plan.unit, number, is_exact=True) if number else None
    seen = _from_afar(after, plan.unit, reader, today)
    return seen if seen.number and seen.where == plan.unit else None


def _alike(causes: CaseQuerySet) -> Q | None:
    """What a plan's own events have in common with others: only the codes are read."""
    found: Q | None = None
    for kind, place, deviation in causes.values_list("kind", "place_kind", "deviation").distinct():
        same = Like(kind, place, deviation=deviation).same
        found = same if found is None else found | same
    return found


def _recent(today: date) -> CaseQuerySet:
    return Case.objects.that_count().filter(happened_on__gte=since(today), happened_on__lte=today)


def _near(unit: Unit, reader: User, today: date) -> CaseQuerySet:
    """What the reader may see of the unit; an event kept from the manager does not show in the count either."""
    return Case.objects.visible_to(reader).that_count().filter(unit=unit, happened_on__gte=since(today), happened_on__lte=today)


def _from_afar(cases: CaseQuerySet, unit: Unit, reader: User, today: date) -> Seen:
    """The figure at the nearest level that may be shown, in steps; plans of that level only together with it."""
    limit = InjuryPolicy.in_force().hidden_below
    counts = list(cases.order_by().values_list("unit__path").annotate(events=Count("pk")))
    level = shown_level(counts, unit.path, limit)
    if level is None:
        return Seen.hidden(unit)
    number = sum(number for path, number in counts if path.startswith(level))
    where = unit if level == unit.path else Unit.objects.get(path=level)
    under = cases.filter(unit__path__startswith=level)
    return Seen(unit, where, number - number % limit, is_exact=False, plans=_plans(under, reader, today))


def shown_level(counts: Sequence[tuple[str, int]], path: str, limit: int) -> str | None:
    """The path of the nearest unit, from `path` upwards, whose figure may be shown beside those of all the others."""
    people: dict[str, int] = {}
    for at, number in counts:
        people[at] = people.get(at, 0) + number
        for above in _above(at):
            people.setdefault(above, 0)
    shown = shown_units([Node(at, parent_of(at), number) for at, number in sorted(people.items())], limit)
    return next((level for level in (path, *_above(path)) if level in shown), None)


def parent_of(path: str) -> str | None:
    """`/1/23/` of `/1/23/456/`; None at the top."""
    above = path.rstrip("/").rpartition("/")[0] + "/"
    return above if above != "/" else None


def _above(path: str) -> list[str]:
    """Every path above, the nearest first."""
    found = []
    while (above := parent_of(path)) is not None:
        found.append(above)
        path = above
    return found


def _plans(cases: CaseQuerySet, reader: User, today: date) -> tuple[SimilarPlan, ...]:
    """Published plans made of these events that the reader may see, those judged last first, then the newest."""
    links = Case.plans.through.objects.filter(case__in=cases.order_by().values("pk")).values("actionplan_id")
    plans = ActionPlan.objects.visible_to(reader).published().filter(pk__in=links)
    shown = plans.for_rows("ended_reason", "last_verdict", "closing_evaluation__wanted_effects")
    last = shown.order_by(F("last_verdict_on").desc(nulls_last=True), "-pk")[:PLANS_AT_MOST]
    return tuple(SimilarPlan(PlanRow.of(plan, today)) for plan in last)
