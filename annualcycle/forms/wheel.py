"""Forms of the year wheel: an activity, how one from above is done here, and what became of it."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplans.forms.life import sentence_case
from annualcycle.models import WheelActivity, WheelMark
from annualcycle.models.goals import FIRST_YEAR, LAST_YEAR
from annualcycle.wheel_year import Entry
from orgstructure.models import User
from safetynet.common.opentext import OpenTextField

OWN: Final = (
    "kind", "title", "text", "month", "day", "owner", "owner_words", "lead_days", "every", "first_year", "last_year", "goes_down",
)  # fmt: skip
HERE: Final = ("month", "day", "owner", "owner_words", "first_year", "goes_down", "is_left_out", "text")
LEAP_YEAR = 2024


def _month_choices() -> list[tuple[int, str]]:
    return [(number, capfirst(str(name))) for number, name in MONTHS.items()]


class _PlacedForm(forms.Form):
    """Month, day and owner, as both an activity and an adaptation have them."""

    month = forms.TypedChoiceField(label=_("Month"), choices=_month_choices, coerce=int)
    day = forms.IntegerField(
        label=_("Day"), min_value=1, max_value=31, required=False, help_text=_("Leave it empty if it is sometime in the month.")
    )
    owner_words = OpenTextField(
        label=_("Who sees to it?"), max_length=80, required=False, help_text=_("For example “the chair” or “the group”."),
    )  # fmt: skip
    owner = forms.ModelChoiceField(
        label=_("Or one of the members"), queryset=User.objects.none(), required=False, empty_label=_("Nobody in particular")
    )
    first_year = forms.IntegerField(label=_("From year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def _prepare(self, people: Collection[int]) -> None:
        owner: Any = self.fields["owner"]
        owner.queryset = User.objects.filter(pk__in=people).order_by("name_sort", "pk")
        owner.label_from_instance = User.get_full_name

    def _demand_day(self, given: dict[str, Any]) -> None:
        if not given.get("day") or not given.get("month"):
            return
        try:
            date(LEAP_YEAR, given["month"], given["day"])
        except ValueError:
            self.add_error("day", _("The month does not have that many days."))

    def _demand_owner(self, given: dict[str, Any]) -> None:
        if not given.get("owner") and not given.get("owner_words") and "owner_words" not in self.errors:
            self.add_error("owner_words", _("Write or choose who sees to it."))


class ActivityForm(_PlacedForm):
    """An activity of the committee's own."""

    title = OpenTextField(label=_("What is to be done?"), max_length=120)
    kind = forms.ChoiceField(label=_("What is it?"), choices=sentence_case(WheelActivity.Kind.choices))
    text = OpenTextField(label=_("More about it"), max_length=1000, rows=3, required=False)
    lead_days = forms.IntegerField(label=_("How many days before is it time to begin?"), min_value=0, max_value=180)
    every = forms.IntegerField(
        label=_("How many years between?"), min_value=1, max_value=10, help_text=_("1 is every year, 3 is every third year.")
    )
    last_year = forms.IntegerField(
        label=_("Up to and including year"), min_value=FIRST_YEAR, max_value=LAST_YEAR, required=False,
        help_text=_("Leave it empty if it goes on."),
    )  # fmt: skip
    goes_down = forms.BooleanField(label=_("It also stands in the wheels of all committees and groups below us"), required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    field_order = (
        "title", "kind", "month", "day", "owner_words", "owner", "lead_days", "every", "first_year", "last_year", "goes_down", "text",
    )  # fmt: skip

    def __init__(self, data: Any = None, *, people: Collection[int], year: int, activity: WheelActivity | None = None) -> None:
        """`people` may own it; an activity there is shows what stands in it."""
        fresh = {"lead_days": 14, "every": 1, "first_year": year, "submission_id": uuid.uuid4()}
        shown = {name: getattr(activity, name) for name in (*OWN, "version")} if activity else fresh
        super().__init__(data, initial=shown)
        self._prepare(people)

    def clean(self) -> dict[str, Any]:
        """What the database will demand, said beside the field."""
        given = super().clean() or {}
        self._demand_day(given)
        self._demand_owner(given)
        if given.get("last_year") and given.get("first_year") and given["last_year"] < given["first_year"]:
            self.add_error("last_year", _("It cannot end before it begins."))
        return given

    def said(self) -> dict[str, Any]:
        """The columns of the activity."""
        return {name: self.cleaned_data[name] for name in OWN}


class AdaptForm(_PlacedForm):
    """What is handed down, done in another month or by others, or not at all."""

    is_left_out = forms.BooleanField(label=_("We leave it out"), required=False)
    text = OpenTextField(label=_("Why do you leave it out?"), max_length=1000, rows=2, required=False)
    goes_down = forms.BooleanField(label=_("It also counts for the committees and groups below us"), required=False)
    field_order = ("month", "day", "owner_words", "owner", "first_year", "is_left_out", "text", "goes_down")

    def __init__(self, data: Any = None, *, people: Collection[int], entry: Entry) -> None:
        """With how it stands here now."""
        row, root = entry.row, entry.root
        owned = row if row.owner_id or row.owner_words else root
        is_ours = entry.is_adapted_here
        shown: dict[str, Any] = {name: getattr(row, name) for name in ("month", "day", "is_left_out", "goes_down")}
        shown |= {"owner": owned.owner_id, "owner_words": owned.owner_words, "text": entry.reason}
        shown |= {"first_year": row.first_year, "version": row.version} if is_ours else {"first_year": entry.year, "version": 0}
        super().__init__(data, initial=shown)
        self._prepare(people)

    def clean(self) -> dict[str, Any]:
        """Left out says why, done has an owner."""
        given = super().clean() or {}
        self._demand_day(given)
        if not given.get("is_left_out"):
            self._demand_owner(given)
        elif not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Write why you leave it out."))
        return given

    def said(self) -> dict[str, Any]:
        """The columns of the adaptation."""
        return {name: self.cleaned_data[name] for name in HERE}


class MarkForm(forms.Form):
    """Done, or not done and why."""

    state = forms.ChoiceField(label=_("What became of it?"), choices=(), widget=forms.RadioSelect)
    words = OpenTextField(
        label=_("In a few words"), max_length=300, rows=2, required=False, help_text=_("Must be filled in where it was not done."),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=10)
    TAKEN_BACK = "nothing"

    def __init__(self, data: Any = None, *, mark: WheelMark | None = None) -> None:
        """What was said before can be taken back."""
        super().__init__(data, initial={"state": mark.state, "words": mark.words, "seen": mark.state} if mark else {})
        choices = sentence_case(WheelMark.State.choices)
        state: Any = self.fields["state"]
        state.choices = [*choices, (self.TAKEN_BACK, _("Nothing yet: take back what was said"))] if mark else choices

    def clean(self) -> dict[str, Any]:
        """Words where it was not done."""
        given = super().clean() or {}
        if given.get("state") == WheelMark.State.NOT_DONE and not given.get("words") and "words" not in self.errors:
            self.add_error("words", _("Write why it was not done."))
        return given

    def said(self) -> dict[str, str]:
        """Arguments of the use case."""
        given = self.cleaned_data
        return {"state": "" if given["state"] == self.TAKEN_BACK else given["state"], "words": given["words"], "seen": given["seen"]}


class MoveForm(forms.Form):
    """Which month it goes to, and which it stood in when that was said."""

    month = forms.IntegerField(min_value=1, max_value=12)
    shown_in = forms.IntegerField(min_value=1, max_value=12)
