"""Forms of a meeting: when and where, an item of one's own, what came of an item, the words of the minutes."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from annualcycle.models import AgendaItem, Attendance, Meeting
from annualcycle.usecases.attending import MOST_GUESTS, Guest
from annualcycle.usecases.meetings import at
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

LONGEST_NAME, LONGEST_ROLE = 120, 80


class MeetingForm(forms.Form):
    """When, for how long, and where."""

    day = DateField(label=_("Which day?"))
    begins = forms.TimeField(
        label=_("At what time does it begin?"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Write the time as hours and minutes, for example 14:30.")},
    )
    minutes_long = forms.IntegerField(label=_("How many minutes does it last?"), min_value=5, max_value=1440)
    place = OpenTextField(label=_("Where?"), max_length=120, required=False)
    title = OpenTextField(
        label=_("Does it have a name?"), max_length=120, required=False, help_text=_("For example “The spring meeting”. Can be left empty.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting | None = None, begun: Mapping[str, Any] | None = None) -> None:
        """As it stands, or an hour and a half at one o'clock with what is `begun`."""
        fresh = {"begins": "13:00", "minutes_long": 90, "submission_id": uuid.uuid4(), **(begun or {})}
        super().__init__(data, initial=_as_it_is(meeting) if meeting else fresh)

    def said(self) -> dict[str, Any]:
        """The columns of the meeting."""
        given = self.cleaned_data
        return {"starts_at": at(given["day"], given["begins"]), **{name: given[name] for name in ("minutes_long", "place", "title")}}


def _as_it_is(meeting: Meeting) -> dict[str, Any]:
    begins = localtime(meeting.starts_at)
    shown = {name: getattr(meeting, name) for name in ("minutes_long", "place", "title", "version")}
    return {"day": begins.date(), "begins": begins.time(), **shown}


class ItemForm(forms.Form):
    """Something of one's own for the agenda."""

    title = OpenTextField(label=_("What is it about, in one line?"), max_length=200)
    text = OpenTextField(label=_("What do you want to talk about?"), max_length=2000, rows=4, required=False)


class DealForm(forms.Form):
    """What was said about an item, what came of it, and a decision if one was made."""

    said = OpenTextField(label=_("What was said?"), max_length=4000, rows=4, required=False)
    outcome = OpenTextField(
        label=_("What came of it, in one line?"), max_length=200, help_text=_("For example “We try it until the summer”.")
    )
    decision = OpenTextField(label=_("Was something decided that somebody is to do?"), max_length=500, rows=2, required=False)
    responsible = forms.TypedChoiceField(label=_("Who does it?"), coerce=int, required=False, empty_value=None)
    due_on = DateField(label=_("By when?"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: AgendaItem, people: Sequence[tuple[int, str]]) -> None:
        """What stands there; a decision is always a new one."""
        super().__init__(data, initial={"said": item.said, "outcome": item.outcome, "version": item.version, "submission_id": uuid.uuid4()})
        self.fields["responsible"].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]  # a choice field, by the class above

    def clean(self) -> dict[str, Any]:
        """Who and when belong to words, and words to somebody who does it by a day."""
        given = super().clean() or {}
        if given.get("decision"):
            if not given.get("responsible") and "responsible" not in self.errors:
                self.add_error("responsible", _("Choose who does it."))
            if not given.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", _("Write by when it is done."))
        elif (given.get("responsible") or given.get("due_on")) and "decision" not in self.errors:
            self.add_error("decision", _("Write what was decided."))
        return given

    def words(self) -> dict[str, str]:
        """The words of the minutes."""
        return {name: self.cleaned_data[name] for name in ("said", "outcome")}

    def decided(self) -> dict[str, Any] | None:
        """The columns of the decision, if one was made."""
        given = self.cleaned_data
        if not given["decision"]:
            return None
        told = {"text": given["decision"], "responsible_id": given["responsible"], "due_on": given["due_on"]}
        return told | {"submission_id": given["submission_id"]}


class MinutesForm(forms.Form):
    """Who was there, and the words around the items."""

    present = forms.TypedMultipleChoiceField(
        label=_("Who was there?"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Members who are not ticked stand as having sent their apologies."),
    )  # fmt: skip
    guests = OpenTextField(
        label=_("Which guests were there?"), max_length=4000, rows=3, required=False,
        help_text=_("One on each line: name, comma, and what the person is. For example “Ida Holm, physiotherapist”."),
    )  # fmt: skip
    opening_words = OpenTextField(label=_("Words before the items"), max_length=4000, rows=3, required=False)
    closing_words = OpenTextField(label=_("Words after the items"), max_length=4000, rows=3, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, meeting: Meeting, attendances: Sequence[Attendance]) -> None:
        """As it stands."""
        shown = {name: getattr(meeting, name) for name in ("opening_words", "closing_words", "version")}
        guests = "\n".join(f"{one.name}, {one.role}" if one.role else one.name for one in attendances if one.person is None)
        super().__init__(data, initial=shown | {"present": [one.pk for one in attendances if one.was_there], "guests": guests})
        named = [(one.pk, one.person.get_full_name()) for one in attendances if one.person]
        self.fields["present"].choices = named  # type: ignore[attr-defined]  # a choice field, by the class above
        if not named:
            del self.fields["present"]

    def clean_guests(self) -> list[Guest]:
        """Name and role of each line."""
        lines = [line.strip() for line in self.cleaned_data["guests"].splitlines() if line.strip(" ,")]
        guests = [(name.strip(), role.strip()) for name, _comma, role in (line.partition(",") for line in lines)]
        if len(guests) > MOST_GUESTS:
            raise forms.ValidationError(_("Write %(count)s guests at most.") % {"count": MOST_GUESTS})
        for name, role in guests:
            if not name or len(name) > LONGEST_NAME or len(role) > LONGEST_ROLE:
                told = {"name": name[:40] or role[:40]}
                raise forms.ValidationError(_("Begin the line with a name, and keep it short: “%(name)s”.") % told)
        return guests
