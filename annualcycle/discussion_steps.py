"""An open discussion as it is being held: its steps, and what is missing before it can be completed."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from annualcycle.discussion_page import DiscussionPage
from annualcycle.models import Discussion, Goal, Point, members_of
from annualcycle.models.goals import GoalQuerySet
from annualcycle.usecases import discussions as usecases
from annualcycle.usecases.discussions import Missing
from orgstructure.models import Engagement, User

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


class DiscussionSteps(DiscussionPage):
    """The page of an open discussion for who holds it."""

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


def goals_to_recommend(discussion: Discussion) -> GoalQuerySet:
    """The place's own goals in force, to which a recommendation may point."""
    return Goal.objects.of(discussion.place).filter(status=Goal.Status.ADOPTED, last_year__gte=discussion.year).order_by("first_year", "pk")
