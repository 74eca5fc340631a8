"""Forms of a work plan: its period, its texts with a “we will …” under each goal, one more goal, its adoption."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from annualcycle.models import Discussion, Goal, WorkPlan, WorkPlanGoal
from annualcycle.models.goals import FIRST_YEAR, LAST_YEAR
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

MOST_YEARS: Final = 8
TEXTS: Final = ("title", "first_year", "last_year", "background", "organisation", "related")


class PeriodForm(forms.Form):
    """What the plan is called and which years it is for."""

    title = OpenTextField(label=_("What is the plan called?"), max_length=200)
    first_year = forms.IntegerField(label=_("From year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    last_year = forms.IntegerField(label=_("Up to and including year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    def clean(self) -> dict[str, Any]:
        """The years in order, and not too many."""
        given = super().clean() or {}
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("The plan cannot end before it begins."))
        elif first and last and last - first >= MOST_YEARS:
            self.add_error("last_year", gettext("A plan is for %(count)s years at most.") % {"count": MOST_YEARS})
        return given


class NewForm(PeriodForm):
    """A new plan: two years from the next one, unless one says otherwise."""

    def __init__(self, data: Any = None, *, name: str, year: int) -> None:
        """`name` is the committee's."""
        title = gettext("Work-environment plan of %(name)s %(first)s–%(last)s") % {"name": name, "first": year, "last": year + 1}
        super().__init__(data, initial={"title": title[:200], "first_year": year, "last_year": year + 1})


class LineFields(NamedTuple):
    """A goal's line with its two fields."""

    line: WorkPlanGoal
    will: forms.BoundField
    follow_up: forms.BoundField


class WriteForm(PeriodForm):
    """All that people write in the plan."""

    background = OpenTextField(
        label=_("Background"), max_length=6000, rows=6, required=False, help_text=_("Why the plan is there, and what it builds on."),
    )  # fmt: skip
    organisation = OpenTextField(
        label=_("Organisation and follow-up"), max_length=6000, rows=6, required=False,
        help_text=_("Who does what: this committee, those below it, the groups. When do you look at it again?"),
    )  # fmt: skip
    related = OpenTextField(
        label=_("Related programmes"), max_length=6000, rows=4, required=False,
        help_text=_("Programmes and initiatives that it goes together with. Theme days come from the year wheel by themselves."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: WorkPlan, lines: Sequence[WorkPlanGoal]) -> None:
        """With what stands there, and two fields for each line."""
        shown = {name: getattr(plan, name) for name in (*TEXTS, "version")}
        for line in lines:
            shown |= {f"will-{line.pk}": line.will, f"follow-{line.pk}": line.follow_up}
        super().__init__(data, initial=shown)
        self._lines = lines
        for line in lines:
            will = gettext("We will … (%(goal)s)") % {"goal": line.goal.title}
            follow = gettext("Who follows up, and how? (%(goal)s)") % {"goal": line.goal.title}
            self.fields[f"will-{line.pk}"] = OpenTextField(label=will, max_length=2000, rows=3, required=False)
            self.fields[f"follow-{line.pk}"] = OpenTextField(label=follow, max_length=1000, rows=2, required=False)

    @property
    def lines(self) -> Iterator[LineFields]:
        """Each goal with its fields."""
        for line in self._lines:
            yield LineFields(line, self[f"will-{line.pk}"], self[f"follow-{line.pk}"])

    def said(self) -> dict[str, Any]:
        """The columns of the plan."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    def said_of_lines(self) -> dict[int, tuple[str, str]]:
        """By line what “we will” and who follows up."""
        given = self.cleaned_data
        return {line.pk: (given[f"will-{line.pk}"], given[f"follow-{line.pk}"]) for line in self._lines}


class GoalField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own is no generic at run time
    """Goals with whose they are: the same words are often a goal of several levels."""

    def label_from_instance(self, obj: Goal) -> str:
        """What tells it from the others."""
        return f"{obj.title} ({obj.place.name if obj.place else gettext('national')})"


class LineForm(forms.Form):
    """One more goal in the plan."""

    goal = GoalField(label=_("Which goal?"), queryset=Goal.objects.none(), empty_label=_("Choose"))

    def __init__(self, data: Any = None, *, choices: Sequence[int]) -> None:
        """`choices` are the goals it may be."""
        super().__init__(data)
        goal: Any = self.fields["goal"]
        goal.queryset = Goal.objects.filter(pk__in=choices).select_related("committee", "unit").order_by("committee__depth", "pk")


class DiscussionField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own is no generic at run time
    """Annual discussions by their year."""

    def label_from_instance(self, obj: Discussion) -> str:
        """The year says which."""
        return gettext("The annual discussion of %(year)s") % {"year": obj.year}


class AdoptForm(forms.Form):
    """The day it was adopted, and in which annual discussion."""

    on = DateField(label=_("On which day was the plan adopted?"))
    discussion = DiscussionField(
        label=_("In which annual discussion?"), queryset=Discussion.objects.none(), required=False, empty_label=_("At another meeting")
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: WorkPlan, today: date) -> None:
        """Today, in the newest discussion unless one says otherwise."""
        self._today = today
        held = Discussion.objects.filter(committee=plan.committee_id).order_by("-year")
        newest = held.filter(year__gte=today.year - 1).first()
        super().__init__(data, initial={"on": today, "version": plan.version, "discussion": newest})
        discussion: Any = self.fields["discussion"]
        discussion.queryset = held
        if not held:
            del self.fields["discussion"]

    def clean_on(self) -> date:
        """Not a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self._today:
            raise forms.ValidationError(_("The day has not come yet. Choose today or an earlier day."))
        return on
