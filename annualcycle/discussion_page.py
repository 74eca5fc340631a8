"""What the page of one annual discussion says: what was said, decided, recommended and judged, with the figures beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from annualcycle.data_pack import DataPack, PackPart, pack_of
from annualcycle.discussion_place import place_url
from annualcycle.goal_page import PlaceGoals, sentence_of
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
)
from annualcycle.reports.progress import Progress
from annualcycle.reports.rollup import RollUp
from annualcycle.usecases import discussions as usecases
from annualcycle.usecases.discussions import Place
from annualcycle.usecases.goals import in_force
from orgstructure.models import Committee, User

Code = DataSource.Code
BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    Point.REACHED: (Code.PLANS, Code.STALLS),
    Point.CONTENT: (Code.APV, Code.SURVEY, Code.ACCIDENTS, Code.VIOLENCE, Code.OFFENCES, Code.REACTIONS),
    Point.TOGETHER: (Code.SELF_AUDIT,),
    Point.GOALS: (Code.ACCIDENTS, Code.SURVEY),
    Point.COMPETENCE: (Code.GAPS,),
    Point.EXPERTISE: (Code.GAPS, Code.SELF_AUDIT),
}


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
    def given(self) -> list[Given]:
        """Of those that gave some."""
        return [one for one in self.inputs if one.input]

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
        goals = list(in_force(self.place, self.last_year).with_figures())
        rolled = RollUp.of_each(goals, self.today) if goals else {}
        said = {one.goal_id: one for one in GoalJudgement.objects.filter(goal__in=goals, year=self.last_year).select_related("by")}
        return [Judged(goal, rolled[goal.pk], self._stands(goal), said.get(goal.pk)) for goal in goals]

    def _stands(self, goal: Goal) -> str:
        return sentence_of(Progress.of(goal, now=self.now, today=self.today))

    @cached_property
    def goals(self) -> PlaceGoals:
        """The place's goals now, with those from above that it has not taken up."""
        return PlaceGoals.of(self.place, self.reader, today=self.today)

    @cached_property
    def read_judged(self) -> list[dict[str, Any]]:
        """Last year's goals as it was kept when it was completed; of an open discussion as they stand now."""
        if self.discussion.is_completed:
            return [one | {"said": _verdict(one["verdict"])} for one in self.discussion.shown.get("judged", [])]
        return [_as_kept(one) for one in self.judged]

    @cached_property
    def read_adopted(self) -> list[dict[str, Any]]:
        """The same of the goals that were adopted."""
        if self.discussion.is_completed:
            return list(self.discussion.shown.get("adopted", []))
        goals = [line.goal for line in self.goals.lines if not line.is_draft]
        return [{"goal": goal.pk, "title": goal.title, "text": goal.text} for goal in goals]

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


def _as_kept(one: Judged) -> dict[str, Any]:
    said = _verdict(one.judgement.verdict) if one.judgement else _("not judged yet")
    return {"goal": one.goal.pk, "title": one.goal.title, "said": said, "words": one.judgement.words if one.judgement else ""}


def _verdict(code: str) -> str:
    return str(Reached(code).label)
