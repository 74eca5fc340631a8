"""What a goal's page and lists say: progress in words and as a picture, its plans with verdicts, the goals around it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Self

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from annualcycle.models import CompetenceStep, Goal, GoalJudgement
from annualcycle.models.goals import GoalQuerySet
from annualcycle.models.places import runs_committee
from annualcycle.reports.progress import Progress, area_of
from annualcycle.reports.rollup import RollUp, goals_served_by
from annualcycle.usecases.goals import Place, not_judged
from apv.models import AuditProposal, Dimension
from orgstructure.access import scope_of
from orgstructure.models import Committee, Seat, Unit, User
from orgstructure.permissions import Perm
from safetynet.common.charts import columns_against
from safetynet.common.fields import valid_on
from safetynet.common.texts import in_language

SHOWN_PLANS = 40
SHOWN_ENDED = 20
SHOWN_BELOW = 60
DASH = "–"
LONGEST_TITLE = 200


def number(value: Decimal | None) -> str:
    """As Danes write it, without decimals that say nothing."""
    if value is None:
        return DASH
    return number_format(int(value) if value == int(value) else value.normalize(), force_grouping=True)


@dataclass(frozen=True)
class Line:
    """A goal in a list: what its plans came to, and how far it is judged."""

    goal: Goal
    plans: RollUp
    judged: GoalJudgement | None = None

    @property
    def is_draft(self) -> bool:
        """Not adopted yet."""
        return self.goal.status == Goal.Status.DRAFT


def lines_of(goals: Sequence[Goal], today: date) -> list[Line]:
    """With roll-up and the newest judgement; two queries, however many goals."""
    return lines_from(goals, Standing.of(goals, today))


def lines_from(goals: Sequence[Goal], standing: "Standing") -> list[Line]:
    """The same of what is known already."""
    return [Line(goal, standing.plans[goal.pk], standing.newest.get(goal.pk)) for goal in goals]


@dataclass(frozen=True)
class Standing:
    """What the plans under some goals came to, and how far each goal is judged."""

    plans: Mapping[int, RollUp]
    judgements: Mapping[int, list[GoalJudgement]]

    @classmethod
    def of(cls, goals: Sequence[Goal], today: date) -> Self:
        """Two queries, however many goals; none for no goals."""
        said: dict[int, list[GoalJudgement]] = defaultdict(list)
        for one in GoalJudgement.objects.filter(goal__in=goals).order_by("year") if goals else ():
            said[one.goal_id].append(one)
        return cls(RollUp.of_each(goals, today), said)

    @property
    def newest(self) -> Mapping[int, GoalJudgement]:
        """The judgement of the latest year of each goal that has one."""
        return {goal: rows[-1] for goal, rows in self.judgements.items()}


@dataclass(frozen=True)
class GoalsOf:
    """The goals in force and proposed of a committee, or of the nation, as the start of the year lists them."""

    place: Committee | None
    lines: list[Line]

    @classmethod
    def of_each(cls, places: Sequence[Committee | None], reader: User, *, today: date) -> list[Self]:
        """Three queries, however many places; None is the nation."""
        of_them = Q(committee__in=[place for place in places if place]) | Q(committee=None, unit=None)
        goals = list(Goal.objects.visible_to(reader, today).filter(of_them).exclude(status=Goal.Status.ENDED).order_by("first_year", "pk"))
        lines = lines_of(goals, today)
        return [cls(place, [line for line in lines if line.goal.committee_id == (place and place.pk)]) for place in places]


@dataclass(frozen=True)
class PlaceGoals:
    """The goals of one committee, group, unit or of the nation, and those above that it has not taken up."""

    place: Place
    lines: list[Line]
    ended: list[Goal]
    above: list[Goal]
    served: Collection[int]
    to_judge: list[Goal]
    standing: Standing
    today: date

    @classmethod
    def of(cls, place: Place, reader: User, *, today: date) -> Self:
        """A fixed number of queries."""
        own = list(
            Goal.objects.of(place).with_rights_of(reader, today).select_related("committee", "unit", "counted").order_by("first_year", "pk")
        )
        shown = [goal for goal in own if goal.status == Goal.Status.ADOPTED or (goal.status == Goal.Status.DRAFT and goal.may_edit)]
        above = list(goals_above(place, today).select_related("counted"))
        prefetch_related_objects([goal for goal in (*shown, *above) if goal.measured_by == Goal.MeasuredBy.OWN], "values")
        standing = Standing.of([*shown, *above], today)
        taken_up = [goal.pk for goal in own if goal.status != Goal.Status.ENDED]
        ended = [goal for goal in own if goal.status == Goal.Status.ENDED]
        return cls(
            place=place,
            lines=lines_from(shown, standing),
            ended=sorted(ended, key=lambda goal: goal.ended_on or today, reverse=True)[:SHOWN_ENDED],
            above=above,
            served=goals_served_by(taken_up) if taken_up else set(),
            to_judge=not_judged(place, today.year - 1),
            standing=standing,
            today=today,
        )

    @property
    def not_taken_up(self) -> list[Goal]:
        """Those above that no goal of the place serves, however far up."""
        return [goal for goal in self.above if goal.last_year >= self.today.year and goal.pk not in self.served]


def goals_above(place: Place, today: date) -> GoalQuerySet:
    """Goals in force that a goal of this place may serve: the nation's, and those of all committees above."""
    adopted = Goal.objects.filter(status=Goal.Status.ADOPTED, last_year__gte=today.year - 1)
    nations = Q(committee=None, unit=None)
    if place is None:
        return adopted.none()
    if isinstance(place, Committee):
        above = adopted.filter(nations | Q(committee__in=place.ancestor_ids()))
        return above.select_related("committee", "unit").order_by("committee__depth", "pk")
    covering = Committee.objects.covering(place.pk, today).values("pk")
    above = adopted.filter(nations | Q(committee__in=covering) | Q(unit__in=place.ancestor_ids()))
    return above.select_related("committee", "unit").order_by("committee__depth", "pk")


def may_set_goals(reader: User, place: Place, today: date) -> bool:
    """Who plans that place's year; the nation's goals are written by who plans the whole region's."""
    if isinstance(place, Committee):
        return Committee.objects.filter(runs_committee(reader, today, "pk"), pk=place.pk).exists()
    scope = scope_of(reader, Perm.RUN_YEAR)
    return scope.reaches_all if place is None else scope.covers(place.pk, place.path)


@dataclass(frozen=True)
class GoalPage:
    """One goal with everything around it."""

    goal: Goal
    progress: Progress | None
    plans: RollUp
    shown: list[ActionPlan]
    above: list[Goal]
    below: list[Line]
    judgements: list[GoalJudgement]

    @classmethod
    def of(cls, goal: Goal, reader: User, *, now: datetime, today: date) -> Self:
        """Plans by title only where the reader may see them; the counts are of all."""
        seen = ActionPlan.objects.visible_to(reader).published().filter(pk__in=goal.contributions.values("plan"))
        below = Goal.objects.visible_to(reader, today).filter(parents=goal).order_by("committee__depth", "pk")
        return cls(
            goal=goal,
            progress=Progress.of(goal, now=now, today=today),
            plans=RollUp.of(goal, today),
            shown=list(seen.select_related("unit", "owner").order_by("expected_closing_on", "pk")[:SHOWN_PLANS]),
            above=list(Goal.objects.visible_to(reader, today).filter(children=goal).select_related("committee", "unit")),
            below=lines_of(list(below.select_related("committee", "unit")[:SHOWN_BELOW]), today),
            judgements=list(goal.judgements.select_related("by").order_by("-year")),
        )

    @property
    def more_below(self) -> int:
        """Goals that serve it, directly or further down, beyond those that are listed."""
        return self.plans.goals_below - len(self.below) if len(self.below) == SHOWN_BELOW else 0

    @property
    def sentence(self) -> str:
        """Where it stands, in one sentence."""
        return sentence_of(self.progress)

    @property
    def head(self) -> list[str]:
        """Headings of the table."""
        return [_("Year"), _("Number"), _("On track at")]

    @property
    def rows(self) -> list[list[str]]:
        """The table twin of the picture."""
        return [[str(one.year), number(one.value), number(one.line)] for one in self.progress.points] if self.progress else []

    def picture(self) -> str:
        """Columns against the line to the target; "" where there is nothing to draw."""
        shown = [one for one in self.progress.points if one.value is not None] if self.progress else []
        if not shown:
            return ""
        line = [float(one.line) if one.line is not None else None for one in shown]
        years, values = [str(one.year) for one in shown], [round(one.value or 0) for one in shown]
        return columns_against(years, values, line, (_("Number"), _("line to the goal")))


def sentence_of(progress: Progress | None) -> str:
    """Where a measured goal stands."""
    if progress is None:
        return ""
    newest = progress.newest
    if newest is None:
        return _("There are no figures to show yet.")
    said = {"now": number(newest.value), "year": newest.year, "target": number(progress.target), "by": progress.goal.target_year}
    if progress.is_on_track is None:
        return _("%(now)s in %(year)s.") % said
    said["line"] = number(newest.line)
    if progress.is_on_track:
        return _("On track: %(now)s in %(year)s; the line to %(target)s in %(by)s stands at %(line)s.") % said
    return _("Not on track: %(now)s in %(year)s; the line to %(target)s in %(by)s stands at %(line)s.") % said


def plans_to_choose(goal: Goal, reader: User, today: date) -> "QuerySet[ActionPlan]":
    """Published plans of the goal's own units that everybody may read, the newest first."""
    return ActionPlan.objects.visible_to(reader).published().filter(area_of(goal, today).where(), is_confidential=False).order_by("-pk")


def survey_themes() -> list[tuple[str, str]]:
    """Each theme of the questionnaires in use once, by its code."""
    rows = Dimension.objects.filter(questionnaire__retired_at=None).order_by("code", "-questionnaire__version")
    return [(code, in_language(name)) for code, name in rows.distinct("code").values_list("code", "name")]


def place_for(unit: Unit, reader: User, today: date) -> Committee | Unit | None:
    """Where a goal for that unit is set: by the committee or group that covers it, or by the unit; None where the reader may neither."""
    covering = Committee.objects.filter(valid_on(today, "coverages__"), coverages__unit=unit).order_by("-depth", "pk").distinct()
    places: list[Committee | Unit] = [*covering, unit]
    return next((place for place in places if may_set_goals(reader, place, today)), None)


def words_from(proposal: AuditProposal | None) -> dict[str, str]:
    """What a goal begins with that a self-audit proposed."""
    if proposal is None:
        return {}
    source = _("Self-audit %(year)s") % {"year": proposal.report.year.year}
    text = proposal.text if len(proposal.text) > LONGEST_TITLE else ""
    return {"title": proposal.text[:LONGEST_TITLE], "text": text, "source": source}


def place_url(place: Place) -> str:
    """The goals of that place."""
    if place is None:
        return reverse("goal-nation")
    return reverse("goal-committee" if isinstance(place, Committee) else "goal-unit", args=[place.pk])


def my_committees(reader: User, today: date) -> list[Committee]:
    """Those the reader has a seat in, the group first; each with `late_lines`, the lines of competence plans past their day."""
    seats = Seat.objects.current(today).filter(user=reader).values("committee")
    late = CompetenceStep.objects.filter(committee=OuterRef("pk"), done_on=None, by_date__lt=today).values("committee")
    rows = Committee.objects.existing(today).filter(pk__in=seats).select_related("level")
    counted = rows.annotate(late_lines=Subquery(late.annotate(count=Count("pk")).values("count")))
    return list(counted.order_by("-depth", "name_sort"))


def top_committees(today: date) -> list[Committee]:
    """The region's own, at the top."""
    return list(Committee.objects.existing(today).filter(parent=None).select_related("level").order_by("name_sort")[:10])
