"""Which plans are shown, and in which order: said in the address, so that a list can be sent to a colleague.

Every figure of the house links to its rows through `plan_list_url`. The words of the address:

| word | values | which plans |
|---|---|---|
| `q` | text | full-text search; `HP-123` is that plan |
| `unit` | id, several; `all` | owned by the unit or one below it; with a cohort: owned on its day (see below) |
| `below` | `no` | owned by the chosen units or covered by the chosen committee themselves, not by those below |
| `committee` | id | owned by a unit that the committee, or one below it, covers |
| `confidential` | `no`, `counted` | not confidential; the page says how many more confidential plans a figure has counted |
| `state` | a `Status`, several; `open` | in that state; `open` = active, awaiting, standing |
| `overdue` | `plan`, `evaluation`, `measure` | date passed; carried out but not evaluated in time; a measure late |
| `verdict` | a `Verdict`, several | closed with that verdict |
| `unknown` | `yes` | closed as “cannot be known any more”; counted as evaluated nowhere |
| `effect` | a final `Verdict`, several | the last verdict is that, whatever the plan's state |
| `evaluated_from`, `evaluated_to` | date | the last verdict was given in the period |
| `theme` | code of a `Theme`, `none` | about it |
| `source` | a `Source` | springing from it |
| `owner` | `me`, id of a person | owned by that person |
| `is_acute` | `yes` | needing action at once |
| `for_committee` | `yes` | on the committee's list |
| `standing`, `left` | `yes` | standing; not carried out; both together: either |
| `due_from`, `due_to` | date | current expected closing date in the period, both days included |
| `published_from`, `published_to` | date | published in the period |
| `closed_from`, `closed_to` | date | ended (closed or left) in the period |
| `first_due_from`, `first_due_to` | date | cohort: the date as first published plus the grace lies in the period |
| `current_due_from`, `current_due_to` | date | the same cohort by current date |
| `grace` | `14` (default), `0` | days of grace for the two cohorts and for `in_time` |
| `in_time` | `yes`, `no`, `late` | evaluated by the date plus grace; not so; evaluated, but later |
| `stalled`, `cause`, `stage` … | see `actionplans.stall_words` | those that have stopped, and why |
| `figure`, `known_on`, `lacks` … | see `actionplans.figure_words` | those behind a figure in depth; open ones that lack something |
| `sort` | a key of `SORTS`, `-` before it turns it round | default: acute first, then by date; with `q`: best match first |
| `view` | id of a `SavedView` | nothing: says which saved view and whose columns are shown |
| `page` | number | 25 a page |

A cohort leaves out standing plans and those not carried out, unless `state`, `standing` or `left` asks for them: so
`first_due_…` alone is the whole, with `in_time=yes` the part, with `standing=yes` what is shown beside. Unknown words
and values are refused with a sentence (status 400): no plan can be guessed at by asking for columns.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Final

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplans.figure_words import FIGURE_WORDS_IN_DEPTH, FigureWords
from actionplans.models import ActionPlan, Source, Status, Theme, Verdict
from actionplans.models.choices import FINAL_VERDICTS, OPEN_STATUSES
from actionplans.models.querysets import GRACE_DAYS, ActionPlanQuerySet
from actionplans.reports.unknown import closed_unknown
from actionplans.stall_words import STALL_WORDS, StallWords
from orgstructure.access import Scope
from orgstructure.levels import covered_by
from orgstructure.models import Committee, Engagement, Unit, User
from safetynet.common.dates import DateField
from safetynet.common.given import read_id
from safetynet.common.http import QueryDict

YES = [("yes", _("Yes"))]
SORTS: Final[dict[str, tuple[str, ...]]] = {
    "due": ("expected_closing_on", "pk"),
    "title": ("title_sort", "pk"),
    "unit": ("unit__name_sort", "pk"),
    "owner": ("owner__name_sort", "pk"),
    "published": ("published_at", "pk"),
    "ended": ("ended_at", "pk"),
    "touched": ("touched_at", "pk"),
}
OVERDUE = [
    ("plan", _("The expected closing date")),
    ("evaluation", _("The effect evaluation")),
    ("measure", _("A measure")),
]
CONFIDENTIAL = [("no", _("without them")), ("counted", _("counted"))]
EFFECTS = [(verdict.value, verdict.label) for verdict in FINAL_VERDICTS]
IN_THE_BAR: Final = (
    "q", "state", "overdue", "theme", "source", "owner", "verdict", "is_acute", "stalled",
    "due_from", "due_to", "published_from", "published_to",
)  # fmt: skip
IN_TIME = [("yes", _("evaluated in time")), ("no", _("not evaluated in time")), ("late", _("evaluated too late"))]


FIGURE_WORDS: Final = frozenset(
    [
        *("confidential", "unit", "below", "committee", "state", "overdue", "effect", "unknown", "evaluated_from", "evaluated_to"),
        *("published_from", "published_to", "closed_from", "closed_to"),
        *("first_due_from", "first_due_to", "current_due_from", "current_due_to", "grace", "in_time", "standing", "left"),
        *("sort", "page"),
        *FIGURE_WORDS_IN_DEPTH,
        *STALL_WORDS,
    ]
)


class UnitsField(forms.Field):
    """Units by id; `all` is every unit."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[Unit]:
        """The units that exist or existed; a sentence for an id that is none."""
        ids = [text for text in value or [] if text not in ("", "all")]
        if any(read_id(text) is None for text in ids):
            raise ValidationError(_("The address names a unit in a way we do not know. Choose the unit again."))
        units = list(Unit.objects.filter(pk__in=ids).order_by("path"))
        if len(units) != len(set(ids)):
            raise ValidationError(_("The address names a unit that is not there. Choose the unit again."))
        return units


class PeriodFilter(filters.Filter):  # type: ignore[misc]  # no types published
    """One end of a period; read by `PlanFilter.filter_queryset` together with the other end."""

    field_class = DateField

    def filter(self, qs: ActionPlanQuerySet, value: date | None) -> ActionPlanQuerySet:  # noqa: ARG002  django-filter's signature
        """Nothing by itself."""
        return qs


class UnitFilter(filters.Filter):  # type: ignore[misc]
    """Which part of the organisation."""

    field_class = UnitsField


class CommitteeField(forms.Field):
    """A committee or group by id."""

    def to_python(self, value: Any) -> Committee | None:
        """The committee; a sentence for an id that is none."""
        text = str(value or "")
        pk = read_id(text)
        found = None if pk is None else Committee.objects.filter(pk=pk).first()
        if text and found is None:
            raise ValidationError(_("The address names a committee that is not there. Choose the committee again."))
        return found


class CommitteeFilter(filters.Filter):  # type: ignore[misc]
    """A committee's area."""

    field_class = CommitteeField


class PageFilter(filters.Filter):  # type: ignore[misc]
    """Which page."""

    field_class = forms.IntegerField


class PlanFilter(FigureWords, StallWords):
    """The words of the address, and what each asks of the plans."""

    q = filters.CharFilter(method="matching", max_length=200, label=_("Search"))
    unit = UnitFilter(method="leave", label=_("Unit"))
    below = filters.ChoiceFilter(choices=[("no", _("without those below"))], method="leave", label=_("Units below"))
    committee = CommitteeFilter(method="leave", label=_("Committee"))
    confidential = filters.ChoiceFilter(choices=CONFIDENTIAL, method="in_the_open", label=_("Confidential plans"))
    state = filters.MultipleChoiceFilter(choices=Status, method="in_state", label=_("State"))
    overdue = filters.ChoiceFilter(choices=OVERDUE, method="late", label=_("Overdue"), empty_label=_("All"))
    theme = filters.ChoiceFilter(method="about", label=_("Theme"), empty_label=_("All themes"))
    source = filters.ChoiceFilter(choices=Source, label=_("Source"), empty_label=_("All sources"))
    owner = filters.ChoiceFilter(method="owned", label=_("Owner"), empty_label=_("Everybody"))
    verdict = filters.MultipleChoiceFilter(choices=Verdict, method="judged", label=_("Effect"))
    effect = filters.MultipleChoiceFilter(choices=EFFECTS, method="leave", label=_("Last verdict"))
    unknown = filters.ChoiceFilter(choices=YES, method="leave", label=_("Closed as “cannot be known”"))
    evaluated_from = PeriodFilter(label=_("Evaluated from"))
    evaluated_to = PeriodFilter(label=_("Evaluated to"))
    is_acute = filters.ChoiceFilter(choices=YES, method="acute", label=_("Acute"))
    for_committee = filters.ChoiceFilter(choices=YES, method="listed", label=_("On the committee's list"))
    due_from = PeriodFilter(label=_("Expected closing from"))
    due_to = PeriodFilter(label=_("Expected closing to"))
    published_from = PeriodFilter(label=_("Published from"))
    published_to = PeriodFilter(label=_("Published to"))
    closed_from = PeriodFilter(label=_("Ended from"))
    closed_to = PeriodFilter(label=_("Ended to"))
    first_due_from = PeriodFilter(label=_("First date from"))
    first_due_to = PeriodFilter(label=_("First date to"))
    current_due_from = PeriodFilter(label=_("Date from"))
    current_due_to = PeriodFilter(label=_("Date to"))
    grace = filters.ChoiceFilter(choices=[("14", "14"), ("0", "0")], method="leave", label=_("Days of grace"))
    in_time = filters.ChoiceFilter(choices=IN_TIME, method="leave", label=_("In time"))
    standing = filters.ChoiceFilter(choices=YES, method="leave", label=_("Standing"))
    left = filters.ChoiceFilter(choices=YES, method="leave", label=_("Not carried out"))
    sort = filters.ChoiceFilter(choices=[(sign + key, key) for key in SORTS for sign in ("", "-")], method="leave", label=_("Sort"))
    view = filters.UUIDFilter(method="leave", label=_("View"))
    page = PageFilter(min_value=1, method="leave", label=_("Page"))

    class Meta:
        model = ActionPlan
        fields: ClassVar[list[str]] = []

    def __init__(self, data: QueryDict, queryset: ActionPlanQuerySet, *, user: User, today: date) -> None:
        super().__init__(_spelled_out(data), queryset)
        self.user, self.today = user, today
        self.unknown = sorted(set(data) - set(self.filters))
        self.asked = data
        themes = [(theme.code, str(theme)) for theme in Theme.objects.order_by("order", "code")]
        self.filters["theme"].extra["choices"] = [*themes, ("none", _("Without a theme"))]
        self.know_cause(data.get("cause", ""))
        self.filters["owner"].extra["choices"] = [("me", _("Me")), *_named(data.get("owner", ""))]

    @property
    def units(self) -> list[Unit]:
        """The chosen units, topmost first; none means all."""
        found: list[Unit] = self.form.cleaned_data.get("unit") or []
        return found

    @property
    def area(self) -> Scope | None:
        """The part of the organisation that is asked for; None means all of it."""
        itself_only = self.form.cleaned_data.get("below") == "no"
        if committee := self.form.cleaned_data.get("committee"):
            return covered_by(committee, self.today, itself_only=itself_only)
        if not self.units:
            return None
        if itself_only:
            return Scope((), frozenset(unit.pk for unit in self.units))
        return Scope(tuple(_shortest(unit.path for unit in self.units)))

    @property
    def hidden(self) -> int:
        """How many more a figure has counted: confidential plans of the same rows that the reader may not see.

        Told only where a figure's link asks, and only for the words figures use, so that nobody learns by asking more
        what such a plan is about or whose it is.
        """
        asks = self.form.cleaned_data["confidential"] == "counted" and self.asked.get("overdue", "plan") == "plan"
        if not asks or not set(self.asked) <= FIGURE_WORDS:
            return 0
        return self.filter_queryset(ActionPlan.objects.hidden_from(self.user)).order_by().count()

    @property
    def refused(self) -> list[str]:
        """The words of the address that no field shows, as they stand there."""
        bad = [word for word in self.form.errors if word not in IN_THE_BAR]
        return [*self.unknown, *(f"{word}={', '.join(self.asked.getlist(word))}" for word in bad)]

    @property
    def has_refused_fields(self) -> bool:
        """Something typed or chosen in the bar of filters cannot be read."""
        return any(word in IN_THE_BAR for word in self.form.errors)

    @property
    def is_understood(self) -> bool:
        """Every word and value of the address is known."""
        return not self.unknown and bool(self.form.is_valid())

    def filter_queryset(self, queryset: ActionPlanQuerySet) -> ActionPlanQuerySet:
        """The plans the address asks for, in its order."""
        said = self.form.cleaned_data
        plans: ActionPlanQuerySet = super().filter_queryset(queryset)
        plans = plans.due_between(said["due_from"], said["due_to"]).published_between(said["published_from"], said["published_to"])
        plans = plans.ended_between(said["closed_from"], said["closed_to"])
        if said["unknown"]:
            plans = closed_unknown(plans, said["evaluated_from"], said["evaluated_to"])
        elif said["effect"] or said["evaluated_from"] or said["evaluated_to"]:
            plans = plans.last_found(said["effect"], said["evaluated_from"], said["evaluated_to"])
        plans = self.because(plans)
        beside = [status for word, status in (("standing", Status.STANDING), ("left", Status.NOT_CARRIED_OUT)) if said[word]]
        plans = plans.filter(status__in=beside) if beside else plans
        return self._sorted(self._measured(plans, leave_out=not beside and not said["state"]))

    def _measured(self, plans: ActionPlanQuerySet, *, leave_out: bool) -> ActionPlanQuerySet:
        """Cohort, verdict in time, and the unit: of today, or in a cohort of its day."""
        said, grace = self.form.cleaned_data, int(self.form.cleaned_data["grace"] or GRACE_DAYS)
        first = (said["first_due_from"], said["first_due_to"])
        current = (said["current_due_from"], said["current_due_to"])
        column = "expected_closing_on" if any(current) else "first_expected_closing_on"
        if any(first):
            plans = plans.due_first_between(*first, grace)
        if any(current):
            plans = plans.due_now_between(*current, grace)
        if any(first + current) and leave_out:
            plans = plans.measured()
        if in_time := said["in_time"]:
            plans = {"yes": plans.evaluated_by, "no": plans.not_evaluated_by, "late": plans.evaluated_too_late}[in_time](column, grace)
        if said["figure"] or (area := self.area) is None:
            return plans
        return plans.placed_in(area, grace, column) if any(first + current) else plans.filter(area.where())

    def _sorted(self, plans: ActionPlanQuerySet) -> ActionPlanQuerySet:
        said = self.form.cleaned_data
        if sort := said["sort"]:
            sign = sort[:1] if sort.startswith("-") else ""
            return plans.order_by(*(sign + column for column in SORTS[sort.lstrip("-")]))
        return plans.best_match_first(said["q"]) if said["q"] else plans.acute_first()

    def matching(self, plans: ActionPlanQuerySet, _name: str, text: str) -> ActionPlanQuerySet:
        return plans.matching(text)

    def in_state(self, plans: ActionPlanQuerySet, _name: str, states: list[str]) -> ActionPlanQuerySet:
        return plans.filter(status__in=states)

    def judged(self, plans: ActionPlanQuerySet, _name: str, verdicts: list[str]) -> ActionPlanQuerySet:
        return plans.filter(closing_evaluation__verdict__in=verdicts)

    def late(self, plans: ActionPlanQuerySet, _name: str, kind: str) -> ActionPlanQuerySet:
        questions = {"plan": plans.overdue, "evaluation": plans.evaluation_overdue, "measure": plans.with_measure_overdue}
        return questions[kind](self.today)

    def about(self, plans: ActionPlanQuerySet, _name: str, code: str) -> ActionPlanQuerySet:
        return plans.filter(theme=None) if code == "none" else plans.filter(theme__code=code)

    def owned(self, plans: ActionPlanQuerySet, _name: str, who: str) -> ActionPlanQuerySet:
        return plans.filter(owner_id=self.user.pk if who == "me" else int(who))

    def in_the_open(self, plans: ActionPlanQuerySet, _name: str, value: str) -> ActionPlanQuerySet:
        return plans.filter(is_confidential=False) if value == "no" else plans

    def acute(self, plans: ActionPlanQuerySet, _name: str, _value: str) -> ActionPlanQuerySet:
        return plans.acute()

    def listed(self, plans: ActionPlanQuerySet, _name: str, _value: str) -> ActionPlanQuerySet:
        return plans.for_committees(self.today)

    def leave(self, plans: ActionPlanQuerySet, _name: str, _value: object) -> ActionPlanQuerySet:
        """Read elsewhere, together with other words."""
        return plans


def plan_list_url(route: str = "plan-list", **words: object) -> str:
    """The address of exactly these rows: `plan_list_url(unit=unit, overdue="plan")`; None and empty words are left out.

    A value may be a model row (its id), a date, True (“yes”), or a list of these.
    """
    said = QueryDict(mutable=True)
    for word, value in words.items():
        for one in value if isinstance(value, (list, tuple, set, frozenset)) else [value]:
            if one not in (None, "", False):
                said.appendlist(word, _word(one))
    return f"{reverse(route)}?{said.urlencode() or 'unit=all'}"


def _word(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "yes" if value is True else str(getattr(value, "pk", value))


def _spelled_out(data: QueryDict) -> QueryDict:
    """`state=open` as the three states it stands for."""
    if "open" not in data.getlist("state"):
        return data
    told = data.copy()
    told.setlist("state", [*(word for word in data.getlist("state") if word != "open"), *OPEN_STATUSES])
    return told


def _named(text: str) -> list[tuple[str, str]]:
    """The person an address names, so that the choice can show the name."""
    if (pk := read_id(text)) is None:
        return []
    return [(str(person.pk), person.get_full_name()) for person in User.objects.filter(pk=pk)]


def _shortest(paths: Iterable[str]) -> list[str]:
    """Without the paths that lie under another one."""
    kept: list[str] = []
    for path in sorted(paths, key=len):
        if not path.startswith(tuple(kept)):
            kept.append(path)
    return kept


def own_units(user: User, today: date) -> list[Unit]:
    """The person's home unit and the units managed, without those below another of them."""
    home = Engagement.objects.filter(user=user).current(today).home_first().values_list("unit", flat=True).first()
    mine = Unit.objects.existing(today).filter(Q(pk=home) | Q(manager=user)).order_by("path")
    kept = _shortest(unit.path for unit in mine)
    return [unit for unit in mine if unit.path in kept]
