"""What the pages of annual discussions say: a place's discussions and those below, the steps of an open one, a completed one read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final, Self

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actionplans.models import ActionPlan
from annualcycle.data_pack import DataPack, PackPart, pack_of
from annualcycle.goal_page import PlaceGoals, may_set_goals, sentence_of
from annualcycle.models import (
    DataSource,
    Decision,
    Discussion,
    DiscussionPoint,
    Goal,
    GoalJudgement,
    GroupInput,
    Participant,
    Point,
    Reached,
    Recommendation,
    RecommendationAnswer,
    members_of,
)
from annualcycle.reports.progress import Progress
from annualcycle.reports.rollup import RollUp
from annualcycle.usecases import discussions as usecases
from annualcycle.usecases.discussions import Missing, Place
from annualcycle.usecases.goals import in_force
from orgstructure.headcount import Headcount
from orgstructure.models import Committee, Coverage, Engagement, Unit, User
from safetynet.common.fields import valid_on

Code = DataSource.Code
BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    Point.REACHED: (Code.PLANS, Code.STALLS),
    Point.CONTENT: (Code.APV, Code.SURVEY, Code.ACCIDENTS, Code.VIOLENCE, Code.OFFENCES, Code.REACTIONS),
    Point.TOGETHER: (Code.SELF_AUDIT,),
    Point.GOALS: (Code.ACCIDENTS, Code.SURVEY),
    Point.COMPETENCE: (Code.GAPS,),
    Point.EXPERTISE: (Code.GAPS, Code.SELF_AUDIT),
}
ABOVE, INPUTS, ONWARD, PEOPLE, CHECK = "above", "inputs", "onward", "people", "check"
NAMES: Final = {
    ABOVE: _("Recommendations from above"),
    INPUTS: _("Input from the groups"),
    **{point.value: point.label for point in Point},
    ONWARD: _("Recommendations to those below"),
    PEOPLE: _("Day and participants"),
    CHECK: _("Check and complete"),
}
SHORT_NAMES: Final = {
    ABOVE: _("From above"),
    INPUTS: _("Input"),
    Point.REACHED: _("Last year's goals"),
    Point.CONTENT: _("Next year"),
    Point.TOGETHER: _("Working together"),
    Point.GOALS: _("New goals"),
    Point.COMPETENCE: _("Learning"),
    Point.EXPERTISE: _("Expertise"),
    ONWARD: _("Further down"),
    PEOPLE: _("Participants"),
    CHECK: _("Check and complete"),
}
WITH_DECISIONS = (Point.CONTENT, Point.COMPETENCE, Point.EXPERTISE)
SHOWN_YEARS = 10


def place_url(place: Place) -> str:
    """The discussions of that place."""
    return reverse("discussion-committee" if isinstance(place, Committee) else "discussion-unit", args=[place.pk])


@dataclass(frozen=True)
class Held:
    """One committee or group below, and how far this year's discussion is there."""

    pk: int
    name: str
    state: str
    discussion_pk: int | None
    below: int = 0
    below_completed: int = 0

    @property
    def url(self) -> str:
        """A completed one is open to everybody; else the place's page."""
        if self.discussion_pk and self.state == Discussion.Status.COMPLETED:
            return reverse("discussion-detail", args=[self.discussion_pk])
        return reverse("discussion-committee", args=[self.pk])


def held_below(committee: Committee, year: int, today: date) -> list[Held]:
    """Those next below, each with a count of all below it. One query, however many."""
    this_year = FilteredRelation("discussions", condition=Q(discussions__year=year))
    rows = Committee.objects.existing(today).filter(path__startswith=committee.path, is_sub_committee=False).exclude(pk=committee.pk)
    found = rows.annotate(ours=this_year).annotate(state=F("ours__status"), held_pk=F("ours__pk")).order_by("name_sort", "pk")
    lines = list(found.values_list("pk", "parent", "path", "name", "state", "held_pk"))
    deep: dict[str, list[bool]] = {}
    for _pk, _parent, path, _name, state, _held in lines:
        rest = path.removeprefix(committee.path).strip("/").split("/")
        if len(rest) > 1:
            deep.setdefault(rest[0], []).append(state == Discussion.Status.COMPLETED)
    return [
        Held(pk, name, state or "", held, len(under := deep.get(path.removeprefix(committee.path).strip("/"), [])), sum(under))
        for pk, parent, path, name, state, held in lines
        if parent == committee.pk
    ]


@dataclass(frozen=True)
class PlaceDiscussions:
    """The discussions of one committee, group or small workplace, and what comes before and below."""

    place: Place
    year: int
    may_hold: bool
    this_years: Discussion | None
    earlier: list[Discussion]
    waits_for: Committee | None
    opened_by: Discussion | None
    asks_us: Discussion | None
    has_given: bool
    below: list[Held]
    may_begin: bool = True

    @classmethod
    def of(cls, place: Place, reader: User, *, today: date) -> Self:
        """A fixed number of queries."""
        of_place = Q(committee=place) if isinstance(place, Committee) else Q(unit=place)
        rows = list(Discussion.objects.filter(of_place).with_rights_of(reader, today).order_by("-year")[:SHOWN_YEARS])
        asks = _asking(place, today)
        is_committee = isinstance(place, Committee)
        return cls(
            place=place,
            year=today.year,
            may_hold=may_set_goals(reader, place, today),
            this_years=next((one for one in rows if one.year == today.year), None),
            earlier=[one for one in rows if one.year != today.year and (one.is_completed or one.may_hold)],
            waits_for=usecases.waits_for(place, today.year, today),
            opened_by=usecases.opened_by(place, today.year, today),
            asks_us=asks,
            has_given=bool(asks and asks.inputs.filter(committee=place.pk).exists()),
            below=held_below(place, today.year, today) if isinstance(place, Committee) else [],
            may_begin=is_committee or (isinstance(place, Unit) and may_begin_in(place, today)),
        )

    @property
    def completed_below(self) -> int:
        """How many of those next below have completed it."""
        return sum(one.state == Discussion.Status.COMPLETED for one in self.below)


def may_begin_in(unit: Unit, today: date) -> bool:
    """A workplace of 1–9 employees without a group."""
    return not usecases.has_a_group(unit, today) and usecases.is_small(usecases.employees_of(unit, today))


def _asking(place: Place, today: date) -> Discussion | None:
    """The open discussion above to which the place gives its input."""
    if isinstance(place, Unit) or place.parent_id is None or place.is_sub_committee:
        return None
    rows = Discussion.objects.filter(committee=place.parent_id, status=Discussion.Status.OPEN, year__gte=today.year - 1)
    return rows.select_related("committee").order_by("-year").first()


def small_places(reader: User, today: date) -> list[Unit]:
    """The workplaces the reader leads that hold a discussion of their own. Four queries."""
    groups = Coverage.objects.filter(valid_on(today), committee__level__is_group=True, unit=OuterRef("pk"))
    led = list(Unit.objects.existing(today).filter(~Exists(groups), manager=reader).named()[:SHOWN_YEARS])
    if not led:
        return []

    count = Headcount.of(today, [unit.pk for unit in led])
    return [unit for unit in led if usecases.is_small(count.within([unit.pk]))]


@dataclass(frozen=True)
class Step:
    """One step of the wizard."""

    code: str
    url: str
    is_done: bool
    note: str = ""

    @property
    def name(self) -> Any:
        """As a heading."""
        return NAMES[self.code]

    @property
    def short_name(self) -> Any:
        """In the row of steps."""
        return SHORT_NAMES[self.code]


@dataclass(frozen=True)
class Answered:
    """One recommendation from above with how it is taken here."""

    recommendation: Recommendation
    answer: RecommendationAnswer | None


@dataclass(frozen=True)
class Given:
    """One group below with what it gave; nothing is a missing group."""

    committee: Committee
    input: GroupInput | None


@dataclass(frozen=True)
class Judged:
    """One of last year's goals with its figures, what its plans came to, and the judgement."""

    goal: Goal
    plans: RollUp
    sentence: str
    judgement: GoalJudgement | None


class DiscussionPage:
    """One discussion as this reader sees it: each part is asked for when it is shown, once."""

    def __init__(self, discussion: Discussion, reader: User, *, now: datetime, today: date) -> None:
        """`discussion` comes with its rights."""
        self.discussion, self.reader, self.now, self.today = discussion, reader, now, today

    @cached_property
    def place(self) -> Place:
        """Whose it is."""
        place = self.discussion.place
        if place is None:
            raise Discussion.DoesNotExist
        return place

    @property
    def place_url(self) -> str:
        """The discussions of its place."""
        return place_url(self.place)

    @property
    def last_year(self) -> int:
        """The year whose goals are judged."""
        return self.discussion.year - 1

    @property
    def new_goal_url(self) -> str:
        """Where a goal of the place is proposed."""
        return reverse("goal-committee-new" if isinstance(self.place, Committee) else "goal-unit-new", args=[self.place.pk])

    @cached_property
    def points(self) -> list[DiscussionPoint]:
        """In the order of the law."""
        there = {one.point: one for one in self.discussion.points.select_related("edited_by")}
        return [there[point] for point in usecases.points_of(self.discussion) if point in there]

    def point(self, code: str) -> DiscussionPoint | None:
        """One of them."""
        return next((one for one in self.points if one.point == code), None)

    @cached_property
    def recommended(self) -> list[Answered]:
        """From above, with the answers."""
        answers = {one.recommendation_id: one for one in self.discussion.answered.all()}
        return [Answered(one, answers.get(one.pk)) for one in usecases.recommended_to(self.discussion, self.today)]

    @cached_property
    def inputs(self) -> list[Given]:
        """Of each committee or group next below; of a completed discussion only of those that gave some."""
        given = {one.committee_id: one for one in self.discussion.inputs.select_related("committee", "by").order_by("committee__name_sort")}
        if self.discussion.is_completed or not isinstance(self.place, Committee):
            return [Given(one.committee, one) for one in given.values()]
        return [Given(one, given.get(one.pk)) for one in usecases.below(self.place, self.today)]

    @property
    def no_input_from(self) -> list[str]:
        """Names of those that gave none."""
        if self.discussion.is_completed:
            return list(self.discussion.shown.get("no_input_from", []))
        return [one.committee.name for one in self.inputs if one.input is None]

    @cached_property
    def own_recommendations(self) -> list[Recommendation]:
        """To the levels below."""
        return list(self.discussion.recommendations.select_related("goal"))

    @cached_property
    def participants(self) -> list[Participant]:
        """In the order of names, guests last."""
        return list(
            self.discussion.participants.select_related("person").order_by(F("person__name_sort").asc(nulls_last=True), "name", "pk")
        )

    @property
    def signed(self) -> int:
        """How many have signed."""
        return sum(one.signed_at is not None for one in self.participants)

    @property
    def can_sign(self) -> int:
        """How many took part who have an account; guests are there by name."""
        return sum(one.person_id is not None for one in self.participants)

    @property
    def may_sign(self) -> bool:
        """The reader took part and has not signed."""
        return self.discussion.is_completed and any(one.person_id == self.reader.pk and one.signed_at is None for one in self.participants)

    @cached_property
    def decisions(self) -> list[Decision]:
        """With the plans that came of them, where the reader may see them."""
        begun = Count("handed", filter=Q(handed__plan__isnull=False))
        counted = self.discussion.decisions.annotate(handed_to=Count("handed"), handed_begun=begun)
        rows: list[Decision] = list(counted.select_related("responsible").order_by("pk"))
        plans = ActionPlan.objects.visible_to(self.reader).in_bulk([one.plan_id for one in rows if one.plan_id])
        for one in rows:
            one.plan = plans.get(one.plan_id or 0)
        return rows

    @cached_property
    def judged(self) -> list[Judged]:
        """The goals of the year before."""
        goals = list(in_force(self.place, self.last_year))
        rolled = RollUp.of_each(goals, self.today) if goals else {}
        said = {one.goal_id: one for one in GoalJudgement.objects.filter(goal__in=goals, year=self.last_year).select_related("by")}
        return [Judged(goal, rolled[goal.pk], self._stands(goal), said.get(goal.pk)) for goal in goals]

    def _stands(self, goal: Goal) -> str:
        return sentence_of(Progress.of(goal, now=self.now, today=self.today))

    @cached_property
    def goals(self) -> PlaceGoals:
        """The place's goals now, with those from above that it has not taken up."""
        return PlaceGoals.of(self.place, self.reader, today=self.today)

    @property
    def was_judged(self) -> list[dict[str, Any]]:
        """As it was kept when it was completed."""
        return [one | {"said": _verdict(one["verdict"])} for one in self.discussion.shown.get("judged", [])]

    @property
    def was_adopted(self) -> list[dict[str, Any]]:
        """As it was kept when it was completed."""
        return list(self.discussion.shown.get("adopted", []))

    @cached_property
    def pack(self) -> DataPack:
        """Figures of now; of a completed discussion those that were shown then."""
        if self.discussion.is_completed:
            return DataPack.from_json(self.discussion.shown)
        return pack_of(self.place, self.discussion.year, reader=self.reader, today=self.today)

    def beside(self, point: str) -> list[PackPart]:
        """What stands beside that point; while it is being held only these sources are asked."""
        codes = BESIDE.get(point, ())
        if self.discussion.is_completed:
            pack = self.pack
        else:
            pack = pack_of(self.place, self.discussion.year, reader=self.reader, today=self.today, only=codes)
        return [part for code in codes if (part := pack.part(code))]

    @property
    def read_points(self) -> list[tuple[DiscussionPoint, list[PackPart]]]:
        """Each with what stood beside it, the figures of a source once."""
        told: set[str] = set()
        found = []
        for one in self.points:
            parts = [part for code in BESIDE.get(one.point, ()) if code not in told and (part := self.pack.part(code))]
            told |= {part.code for part in parts}
            found.append((one, parts))
        return found

    @cached_property
    def missing(self) -> list[Missing]:
        """What stands in the way of completing it."""
        return usecases.what_is_missing(self.discussion, self.today)

    @cached_property
    def steps(self) -> list[Step]:
        """The whole way, in order; those that do not apply here are left out."""
        open_steps = {one.step for one in self.missing}
        found = [Step(ABOVE, self._url(ABOVE), ABOVE not in open_steps, self._note_above())] if self.recommended else []
        if self.inputs:
            found.append(Step(INPUTS, self._url(INPUTS), not self.no_input_from, self._note_inputs()))
        found += [Step(one.point, self._url(one.point), one.point not in open_steps and bool(one.text)) for one in self.points]
        if self.inputs:
            found.append(Step(ONWARD, self._url(ONWARD), bool(self.own_recommendations)))
        found.append(Step(PEOPLE, self._url(PEOPLE), PEOPLE not in open_steps))
        return [*found, Step(CHECK, self._url(CHECK), is_done=False)]

    @property
    def resume(self) -> Step:
        """Where one was: the first step that is not done."""
        return next(step for step in self.steps if not step.is_done)

    @property
    def done(self) -> int:
        """How many steps are done, the last one apart."""
        return sum(step.is_done for step in self.steps)

    @property
    def all_but_last(self) -> int:
        """How many steps there are before the last."""
        return len(self.steps) - 1

    def around(self, code: str) -> tuple[int, Step | None, Step | None]:
        """Number of a step, the one before and the one after."""
        codes = [step.code for step in self.steps]
        here = codes.index(code)
        return here + 1, self.steps[here - 1] if here else None, self.steps[here + 1] if here + 1 < len(codes) else None

    def _url(self, code: str) -> str:
        return reverse("discussion-step", args=[self.discussion.pk, code])

    def _note_above(self) -> str:
        left = sum(one.answer is None for one in self.recommended)
        return ngettext("%(count)s to answer", "%(count)s to answer", left) % {"count": left} if left else ""

    def _note_inputs(self) -> str:
        left = len(self.no_input_from)
        return ngettext("%(count)s has not given any", "%(count)s have not given any", left) % {"count": left} if left else ""


def _verdict(code: str) -> str:

    return str(Reached(code).label)


def people_of(discussion: Discussion, today: date) -> dict[int, tuple[str, str]]:
    """Who is proposed as taking part, by id: the members, or all employees of a small workplace, each once, with name and part."""
    rows: list[tuple[User, str]]
    if discussion.committee:
        rows = [(seat.user, seat.role_name) for seat in members_of(discussion.committee, today) if seat.user_id]
    else:
        engaged = Engagement.objects.current(today).filter(unit=discussion.unit_id).select_related("user").order_by("user__name_sort", "pk")
        rows = [(one.user, one.title) for one in engaged]
    found: dict[int, tuple[str, str]] = {}
    for user, role in rows:
        found.setdefault(user.pk, (user.get_full_name(), str(role)))
    there = discussion.participants.filter(person__isnull=False).select_related("person")
    for one in there:
        if one.person:
            found.setdefault(one.person.pk, (one.person.get_full_name(), one.role))
    return found


def goals_to_recommend(discussion: Discussion) -> "QuerySet[Goal]":
    """The place's own goals in force, to which a recommendation may point."""
    return Goal.objects.of(discussion.place).filter(status=Goal.Status.ADOPTED, last_year__gte=discussion.year).order_by("first_year", "pk")
