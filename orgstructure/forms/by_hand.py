"""Forms of what a person does by hand; who may act is asked before a form is made."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from orgstructure.models import Committee, Level, Seat, SeatRole, Unit, User
from safetynet.common import clock
from safetynet.common.dates import DateField
from safetynet.common.fields import valid_on
from safetynet.common.opentext import OpenTextField

FOUND_AT_MOST = 30
NEAR_AT_MOST = 400
LONGEST_KEY = 18
BACK_AT_MOST = timedelta(days=365)
BY_HAND = [(role.value, role.label) for role in SeatRole if role != SeatRole.OTHER]


class ActForm(forms.Form):
    """Every act says why; sent twice it is one act."""

    reason = OpenTextField(label=_("Why?"), max_length=300, rows=2, help_text=_("Stands in the history with your name."))
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None, **options: Any) -> None:
        """A number of its own for each form shown."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), **(initial or {})}, **options)


class SeatForm(ActForm):
    """Who gets which seat, from when to when."""

    field_order = ("user", "role", "union", "starts", "last_day", "reason")

    user = forms.ModelChoiceField(label=_("Who?"), queryset=User.objects.none(), empty_label=_("Choose a person"))
    role = forms.ChoiceField(label=_("Seat"), choices=BY_HAND)
    union = OpenTextField(label=_("Union"), max_length=120, required=False)
    starts = DateField(label=_("First day"))
    last_day = DateField(label=_("Last day"), required=False)

    def __init__(self, *args: Any, people: QuerySet[User], today: date, **options: Any) -> None:
        """`people` are those employed where the committee covers, and those looked for."""
        super().__init__(*args, **options)
        self.today = today
        self.fields["user"].queryset = people  # type: ignore[attr-defined]  # by the class above

    def clean(self) -> dict[str, Any]:
        """The days follow each other, and history is not written long after."""
        said = super().clean() or {}
        starts, last = said.get("starts"), said.get("last_day")
        if starts and starts < self.today - BACK_AT_MOST:
            self.add_error("starts", _("The first day lies more than a year back. Choose a later day."))
        if starts and last and last < starts:
            self.add_error("last_day", _("The last day cannot be before the first."))
        return said


class LastDayForm(ActForm):
    """The last day of a seat; empty for one without end."""

    field_order = ("last_day", "reason")

    last_day = DateField(label=_("Last day"), required=False, help_text=_("Leave it empty when no day is set."))
    seen = forms.DateField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, seat: Seat, data: Mapping[str, Any] | None) -> "LastDayForm":
        """As the seat stands."""
        return cls(data, initial={"last_day": seat.last_day, "seen": seat.last_day})


class ConnectForm(ActForm):
    """Which group covers the unit from today."""

    field_order = ("committee", "reason")

    committee = forms.ModelChoiceField(
        label=_("Work-environment group"), queryset=Committee.objects.none(), empty_label=_("Choose a group")
    )

    def __init__(self, *args: Any, groups: QuerySet[Committee], **options: Any) -> None:
        """Among the groups that the person keeps."""
        super().__init__(*args, **options)
        self.fields["committee"].queryset = groups  # type: ignore[attr-defined]  # by the class above


class SubCommitteeForm(ActForm):
    """Name and level of a committee under a committee."""

    field_order = ("name", "level", "reason")

    name = OpenTextField(label=_("Name"), max_length=200)
    level = forms.ChoiceField(label=_("Level"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Any level of committees."""
        super().__init__(*args, **options)
        levels = Level.objects.filter(valid_on(clock.today()), is_group=False).order_by("order")
        self.by_pk = {str(level.pk): level for level in levels}
        choices = [(pk, level.name_in(get_language())) for pk, level in self.by_pk.items()]
        self.fields["level"].choices = [("", _("No level of its own")), *choices]  # type: ignore[attr-defined]

    @property
    def level_chosen(self) -> Level | None:
        """The level, if one was chosen."""
        return self.by_pk.get(self.cleaned_data["level"])


class SizeApprovalForm(ActForm):
    """Which committee agreed to how many, when, and where it stands."""

    field_order = ("employees", "decided_by", "decided_on", "reference", "reason")

    employees = forms.IntegerField(label=_("Up to how many employees?"), min_value=1, max_value=10_000)
    decided_by = forms.ModelChoiceField(
        label=_("Which committee has decided?"), queryset=Committee.objects.none(), empty_label=_("Choose a committee")
    )
    decided_on = DateField(label=_("When?"))
    reference = OpenTextField(label=_("Where does it stand?"), max_length=200, help_text=_("The minutes and the point on the agenda."))

    def __init__(self, *args: Any, above: QuerySet[Committee], today: date, **options: Any) -> None:
        """One of the committees above the group."""
        super().__init__(*args, **options)
        self.today = today
        self.fields["decided_by"].queryset = above  # type: ignore[attr-defined]  # by the class above

    def clean_decided_on(self) -> date:
        """Nothing is decided tomorrow."""
        day: date = self.cleaned_data["decided_on"]
        if day > self.today:
            raise forms.ValidationError(_("The day lies ahead. Write the day on which it was decided."))
        return day


def people_for(committee: Committee, today: date, looked_for: str, also: object = None) -> QuerySet[User]:
    """Employed where the committee covers anything, or found by name; each once, by name."""
    employed = User.objects.employed(today)
    if looked_for.strip():
        found = list(employed.search(looked_for).values_list("pk", flat=True)[:FOUND_AT_MOST])
    else:
        area = Unit.objects.filter(coverages__committee__path__startswith=committee.path, coverages__valid_to=None)
        found = list(
            employed.filter(engagements__unit__in=area).order_by("name_sort").values_list("pk", flat=True).distinct()[:NEAR_AT_MOST]
        )
    chosen = [int(str(also))] if str(also or "").isdecimal() and len(str(also)) < LONGEST_KEY else []
    people: QuerySet[User] = employed.filter(pk__in=[*found, *chosen]).order_by("name_sort", "pk")
    return people
