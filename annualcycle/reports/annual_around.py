"""What an annual report says beside plans: APV, injuries, organisation, self-audit, goals, next year, and what is asked for.

Every figure is one that any employee may see: injuries come from what is kept for everybody (decisions 0110–0114), self-audits from
published reports without answers of few, discussions and goals that are open. So a published report holds nothing that was hidden.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from actionplans.reports.periods import a_year_before
from annualcycle.models import Decision, Discussion, Goal, GoalJudgement, Reached, Recommendation
from annualcycle.reports.rollup import RollUp
from apv.models import CLOCKED, AuditReport, TopicCover
from apv.reports.audit_figures import AuditFigures
from apv.usecases.duty import Clock
from injuries.indicators import FIRST, LAST, NEW_WITH_ABSENCE, on_track_at
from injuries.models import CaseKind, IndicatorBaseline, InjuryPolicy
from injuries.reports.counts import Counts
from injuries.reports.figures import Moment, kept_of
from orgstructure.gap_facts import GapScope
from orgstructure.gaps import count_gaps
from orgstructure.levels import Level
from orgstructure.models import Committee, Coverage, Engagement, Seat, Unit
from orgstructure.training import MAY_BE_TRAINED, training_state
from safetynet.common.fields import valid_on
from safetynet.common.law.assessment import assessment_law

Place = Committee | Unit
AXES = ("injury", "absence", "new", "near", "kind")
OF_UNITS = 99
SHOWN_GOALS, SHOWN_DECISIONS, SHOWN_AUDITS = 20, 30, 2


@dataclass(frozen=True)
class Covered:
    """Units with employees in one part, and those of them that are late by law with their APV.

    `unit` is the one that the part is with all below it; 0 for committees and for what is a unit's own.
    """

    name: str = ""
    units: int = 0
    late: int = 0
    url: str = ""
    unit: int = 0

    @property
    def on_time(self) -> int:
        """Not late."""
        return self.units - self.late


@dataclass(frozen=True)
class ApvPart:
    """APV coverage by the law's clocks as they stood that day: a topic not covered for three years, or never, is late (R17)."""

    now: Covered = field(default_factory=Covered)
    before: Covered = field(default_factory=Covered)
    parts: tuple[Covered, ...] = ()
    by_topic: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, level: Level, units: Collection[int], day: date) -> Self:
        """Five queries, however many units there are."""
        now, paths = _late(units, day), {}
        before = _late(units, a_year_before(day))
        if level.parts:
            paths = dict(Unit.objects.filter(pk__in=now).values_list("pk", "path"))
        parts = []
        for one in level.parts:
            mine = [late for pk, late in now.items() if one.area.covers(pk, paths[pk])]
            whole = one.words.get("unit", 0) if one.url else 0
            parts.append(Covered(one.name, len(mine), sum(bool(late) for late in mine), one.url, whole))
        return cls(
            now=Covered("", len(now), sum(bool(late) for late in now.values())),
            before=Covered("", len(before), sum(bool(late) for late in before.values())),
            parts=tuple(sorted((one for one in parts if one.units), key=lambda one: (-one.late, one.name))),
            by_topic=dict(Counter(topic for late in now.values() for topic in late)),
        )


def _late(units: Collection[int], day: date) -> dict[int, list[str]]:
    """Of each unit with employees that day the topics that were late. Two queries."""
    staffed = set(Engagement.objects.current(day).filter(unit__in=units).values_list("unit", flat=True))
    covered = TopicCover.objects.standing().filter(unit__in=staffed, covered_on__lte=day).order_by().values("unit_id", "topic")
    last = {(unit, topic): on for unit, topic, on in covered.annotate(last=Max("covered_on")).values_list("unit_id", "topic", "last")}
    years = assessment_law().apv_years
    return {pk: [topic.value for topic in CLOCKED if Clock.of(last.get((pk, topic)), years, day).is_late] for pk in sorted(staffed)}


@dataclass(frozen=True)
class InjuryYear:
    """One finished year; None is hidden."""

    year: int
    injuries: int | None = None
    absent: int | None = None
    absent_new: int | None = None
    violence: int | None = None
    near: int | None = None
    line: float | None = None


@dataclass(frozen=True)
class InjuryPart:
    """Injuries as everybody may see them, and the goal for new employees; `limit` is the one they were reckoned with.

    `unit` is the one whose injuries they are, with all below it; empty where they are those of several together.
    """

    years: tuple[InjuryYear, ...] = ()
    limit: int = 0
    months: int = 12
    baseline: float | None = None
    baseline_source: str = ""
    target: float | None = None
    unit: str = ""

    @classmethod
    def of(cls, tops: Collection[Unit], last: int, *, now: datetime, today: date) -> Self:
        """Three queries, whatever the number of units."""
        policy = InjuryPolicy.in_force()
        moment, units = Moment(now, today, policy), {unit.pk for unit in tops}
        kept = _together(tops, range(FIRST, last + 1), moment)
        counted, source = _cell(kept.get(FIRST, {}), "new", "new"), ""
        baseline = None if counted is None else Decimal(counted)
        if baseline is None and len(units) == 1:
            typed = IndicatorBaseline.objects.filter(indicator=NEW_WITH_ABSENCE, unit__in=units, year=FIRST).order_by("-pk").first()
            baseline, source = (typed.value, typed.source) if typed else (None, "")
        return cls(
            years=tuple(_injury_year(year, kept.get(year, {}), baseline) for year in range(FIRST, last + 1)),
            limit=policy.hidden_below,
            months=policy.new_employee_months,
            baseline=_number(baseline),
            baseline_source=source,
            target=_number(on_track_at(baseline, LAST)),
            unit=next((one.name for one in tops), "") if len(units) == 1 else "",
        )

    def year(self, year: int) -> InjuryYear:
        """That year, or one with everything hidden."""
        return next((one for one in self.years if one.year == year), InjuryYear(year))


def _together(tops: Collection[Unit], years: range, moment: Moment) -> dict[int, Counts]:
    """By year of all of them, which share no case; a cell that is hidden in one is hidden."""
    by_unit = kept_of(tops, years, moment, AXES)
    found: dict[int, Counts] = {}
    for year in years:
        each = [by_unit.get((unit.pk, year), {}) for unit in tops]
        for axis in AXES:
            shown = [set(counts.get(axis, {})) for counts in each]
            codes = set.intersection(*shown) if shown else set()
            found.setdefault(year, {})[axis] = {code: sum(counts[axis][code] for counts in each) for code in codes}
    return found


def _injury_year(year: int, kept: Counts, baseline: Decimal | None) -> InjuryYear:
    return InjuryYear(
        year,
        injuries=_cell(kept, "injury", ""),
        absent=_cell(kept, "absence", "some"),
        absent_new=_cell(kept, "new", "new"),
        violence=_cell(kept, "kind", CaseKind.VIOLENCE.value),
        near=_cell(kept, "near", ""),
        line=_number(on_track_at(baseline, year)),
    )


def _cell(kept: Counts, axis: str, code: str) -> int | None:
    return kept.get(axis, {}).get(code)


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@dataclass(frozen=True)
class OrganisationPart:
    """The work-environment organisation that day: employees, gaps by kind, and training."""

    employees: int = 0
    units: int = 0
    gaps: dict[str, int] = field(default_factory=dict)
    gaps_before: dict[str, int] = field(default_factory=dict)
    members: int = 0
    untrained: int = 0  # something is overdue
    untrained_before: int = 0
    members_before: int = 0

    @classmethod
    def of(cls, level: Level, units: Collection[int], day: date) -> Self:
        """A fixed number of queries: the facts of the organisation on two days, and training on two days."""
        scope = (
            GapScope(committee_path=level.committee.path) if level.committee else GapScope(unit_path=level.unit.path if level.unit else "")
        )
        earlier = a_year_before(day)
        members, untrained = _training(level, units, day)
        members_before, untrained_before = _training(level, units, earlier)
        people = Engagement.objects.current(day).filter(unit__in=units)
        return cls(
            employees=people.values("user").distinct().count(),
            units=people.values("unit").distinct().count(),
            gaps={kind.value: number for kind, number in count_gaps(scope, day).items()},
            gaps_before={kind.value: number for kind, number in count_gaps(scope, earlier).items()},
            members=members,
            untrained=untrained,
            untrained_before=untrained_before,
            members_before=members_before,
        )


def _training(level: Level, units: Collection[int], day: date) -> tuple[int, int]:
    """Members of whom training is asked, and those for whom something is overdue."""
    seats = Seat.objects.current(day).filter(MAY_BE_TRAINED)
    if level.committee:
        seats = seats.filter(committee__path__startswith=level.committee.path)
    else:
        seats = seats.filter(committee__in=Committee.objects.filter(valid_on(day, "coverages__"), coverages__unit__in=units))
    states = training_state(set(seats.values_list("user", flat=True)), day)
    return len(states), sum(one.is_overdue for one in states.values())


@dataclass(frozen=True)
class AuditLine:
    """A published report of the year's self-audit."""

    name: str
    year: int
    unit: int
    audits: int = 0
    expected: int | None = None
    answered: int = 0
    percent: int | None = None
    actions: int = 0


def audits_of(tops: Collection[Unit], year: int, today: date) -> tuple[AuditLine, ...]:
    """Of the level's own units, those that are published; at most so many that a page stays quick."""
    rows = AuditReport.objects.filter(status=AuditReport.Status.PUBLISHED, unit__in=[one.pk for one in tops], year__question_set__year=year)
    found = []
    for report in rows.select_related("year__question_set", "year__top", "year__follows__question_set", "unit").order_by("pk")[
        :SHOWN_AUDITS
    ]:
        figures = AuditFigures.of(report.year, report.unit, today=today).for_reader(reads_answers=False)
        found.append(
            AuditLine(
                report.unit.name, report.year_id, report.unit_id, figures.audits, figures.expected, figures.placed.answered,
                figures.covered_percent, figures.actions.total,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True)
class GoalLine:
    """One goal of the place: what was said of it, and what its plans came to."""

    pk: int
    title: str
    verdict: str = ""
    words: str = ""
    plans: int = 0
    helped: int = 0
    judged: int = 0


@dataclass(frozen=True)
class LevelGoals:
    """Goals of one level below, by what was said of them; `name` by language, `{}` for those of units."""

    name: dict[str, str]
    goals: int = 0
    reached: int = 0
    partly: int = 0
    not_reached: int = 0

    @property
    def unsaid(self) -> int:
        """Nobody has said yet."""
        return self.goals - self.reached - self.partly - self.not_reached


@dataclass(frozen=True)
class GoalPart:
    """Last year's goals of the place and the levels below it, and those of the year to come."""

    own: tuple[GoalLine, ...] = ()
    below: tuple[LevelGoals, ...] = ()
    next_year: tuple[GoalLine, ...] = ()

    @classmethod
    def of(cls, place: Place, year: int, today: date) -> Self:
        """Nine queries, however many goals there are."""
        own = list(_ran(year).filter(pk__in=Goal.objects.of(place)).order_by("pk")[:SHOWN_GOALS])
        said = {one.goal_id: one for one in GoalJudgement.objects.filter(goal__in=own, year=year)}
        rolled = RollUp.of_each(own, today) if own else {}
        coming = Goal.objects.of(place).filter(status=Goal.Status.ADOPTED, first_year__lte=year + 1, last_year__gte=year + 1)
        return cls(
            own=tuple(_goal_line(goal, said.get(goal.pk), rolled[goal.pk]) for goal in own),
            below=_below(place, year),
            next_year=tuple(GoalLine(goal.pk, goal.title) for goal in coming.order_by("first_year", "pk")[:SHOWN_GOALS]),
        )

    @property
    def unsaid(self) -> int:
        """Own goals that nobody has judged."""
        return sum(not one.verdict for one in self.own)


def _ran(year: int) -> "QuerySet[Goal]":
    rows = Goal.objects.filter(first_year__lte=year, last_year__gte=year).exclude(adopted_on__year__gt=year)
    return rows.filter(
        Q(status=Goal.Status.ADOPTED) | Q(status=Goal.Status.ENDED, ended_on__year__gt=year) | Q(judgements__year=year)
    ).distinct()


def _goal_line(goal: Goal, said: GoalJudgement | None, plans: RollUp) -> GoalLine:
    verdict, words = (said.verdict, said.words) if said else ("", "")
    return GoalLine(goal.pk, goal.title, verdict, words, plans.plans, plans.helped, plans.judged)


def _below(place: Place, year: int) -> tuple[LevelGoals, ...]:
    """By level of committee, from the top, and at the end the goals of units. Two queries."""
    if isinstance(place, Committee):
        under = Q(committee__path__startswith=place.path) & ~Q(committee=place)
    else:
        under = (Q(unit__path__startswith=place.path) & ~Q(unit=place)) | Q(committee__in=committees_within(place, date(year, 12, 31)))
    rows = _ran(year).filter(under).order_by()
    verdicts = dict(GoalJudgement.objects.filter(year=year, goal__in=rows.values("pk")).values_list("goal", "verdict"))
    found: dict[int, tuple[dict[str, str], Counter[str]]] = {}
    for pk, depth, name in rows.values_list("pk", Coalesce("committee__depth", OF_UNITS), "committee__level__name"):
        found.setdefault(depth, (name or {}, Counter()))[1][verdicts.get(pk, "unsaid")] += 1
    return tuple(
        LevelGoals(name, counts.total(), *(counts[one] for one in (Reached.REACHED, Reached.PARTLY, Reached.NOT_REACHED)))
        for _depth, (name, counts) in sorted(found.items(), key=lambda one: one[0])
    )


def committees_within(unit: Unit, day: date) -> QuerySet[Committee]:
    """Committees and groups that cover units of this one and no others that day."""
    covers = Coverage.objects.filter(valid_on(day), committee=OuterRef("pk"))
    inside = covers.filter(unit__path__startswith=unit.path)
    outside = covers.exclude(unit__path__startswith=unit.path)
    return Committee.objects.existing(day).filter(Exists(inside), ~Exists(outside))


@dataclass(frozen=True)
class NextPart:
    """What the place's completed discussion of the year decided and recommends to the levels below."""

    held_on: str = ""
    discussion: int = 0
    decisions: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()

    @classmethod
    def of(cls, place: Place, year: int) -> Self:
        """Three queries. Who is responsible for a decision stands on the discussion, not in a report for everybody."""
        mine = {"committee": place} if isinstance(place, Committee) else {"unit": place}
        held = Discussion.objects.filter(status=Discussion.Status.COMPLETED, year=year, **mine).first()
        if held is None:
            return cls()
        return cls(
            held_on=held.held_on.isoformat() if held.held_on else "",
            discussion=held.pk,
            decisions=tuple(Decision.objects.filter(discussion=held).order_by("pk").values_list("text", flat=True)[:SHOWN_DECISIONS]),
            recommendations=tuple(Recommendation.objects.filter(discussion=held).values_list("text", flat=True)[:SHOWN_DECISIONS]),
        )


@dataclass(frozen=True)
class AskedPart:
    """How far the levels below have held their annual discussion of the year."""

    places: int = 0
    held: int = 0

    @classmethod
    def of(cls, place: Place, year: int, day: date) -> Self:
        """Two queries. Below a unit it is asked of the groups and committees that cover only units in it."""
        held = Discussion.objects.filter(status=Discussion.Status.COMPLETED, year=year, committee__isnull=False)
        if isinstance(place, Committee):
            below = Committee.objects.existing(day).filter(path__startswith=place.path).exclude(pk=place.pk)
            ids = set(below.values_list("pk", flat=True))
        else:
            ids = set(committees_within(place, day).values_list("pk", flat=True))
        return cls(len(ids), held.filter(committee__in=ids).values("committee").distinct().count())
