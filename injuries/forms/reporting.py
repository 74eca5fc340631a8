"""One page on which something is reported: what each kind asks for, and what the answers say as a new case."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.plan import PersonField
from injuries.forms.parts import CHECKED, PastDateField, PhotosField, body_field, said_field, taps
from injuries.models import CaseKind, Perpetrator, Place, ReportedAs
from injuries.report_desk import Desk
from injuries.report_words import COURSE_LABELS, DAY_LABELS, HARMS, PERPETRATOR_HINTS, phrase_of, phrases_for, said
from injuries.suggesting import Suggestion, suggested
from safetynet.common.dates import DateField
from safetynet.common.http import QueryDict
from safetynet.common.opentext import OpenTextField

NONE, EXPECTED, ABSENT = "none", "expected", "absent"
_EVENT = ("unit", "happened_on", "happened_at", "place_kind", "place", "course", "suggestion", "photos")
_WHO = ("reported_as", "injured", "injured_name")
_BODY = ("body", "harm", "harm_words")
_ABSENCE = ("absence", "absent_from", "may_claim")
ASKED: Mapping[str, tuple[str, ...]] = {
    CaseKind.ACCIDENT: (*_WHO, *_EVENT, "phrase", *_BODY, *_ABSENCE, "is_over_days"),
    CaseKind.NEAR_MISS: (*_EVENT, "phrase", "was_hurt"),
    CaseKind.VIOLENCE: (*_WHO, *_EVENT, "phrase", "perpetrator", "is_outside_hours", *_BODY, *_ABSENCE, "label", "is_kept_from_manager"),
    CaseKind.OFFENSIVE_ACT: (*_WHO, *_EVENT, "perpetrator", "is_outside_hours", "harm_words", *_ABSENCE, "is_kept_from_manager"),
    CaseKind.DISEASE: (*_WHO, *_EVENT, "body", "harm_words", "absence", "absent_from"),
    CaseKind.OBSERVATION: _EVENT,
}
ALWAYS = ("submission_id", "keep_kind")


class ReportForm(forms.Form):
    """A report of one kind; fields that the kind does not ask for are taken out, and what was typed in them is carried along."""

    reported_as = taps(gettext_lazy("Who did it happen to?"), (), {"required": gettext_lazy("Say who it happened to.")})
    injured = PersonField(label=gettext_lazy("Who?"))
    injured_name = OpenTextField(
        label=gettext_lazy("Or write the name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Only for somebody who is not in the list, such as a student or a temp."),
    )
    unit = forms.TypedChoiceField(
        label=gettext_lazy("Unit"),
        coerce=int,
        error_messages={"required": gettext_lazy("Choose the unit."), "invalid_choice": gettext_lazy("Choose one of the units.")},
    )
    happened_on = PastDateField(label=gettext_lazy("Which day?"))
    happened_at = forms.TimeField(
        label=gettext_lazy("At what time?"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Write the time as hours and minutes, for example 14:30.")},
    )
    is_outside_hours = forms.BooleanField(label=gettext_lazy("It happened outside working hours, but because of the work"), required=False)
    place_kind = taps(
        gettext_lazy("Where?"), Place.choices, {"required": gettext_lazy("Choose the kind of place."), "invalid_choice": CHECKED}
    )
    place = OpenTextField(
        label=gettext_lazy("More exactly where"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For example the room or the address. No names."),
    )
    perpetrator = taps(
        gettext_lazy("Who did it?"), Perpetrator.choices, {"required": gettext_lazy("Say who did it. No names."), "invalid_choice": CHECKED}
    )
    phrase = taps(gettext_lazy("Does one of these fit?"), (), {"invalid_choice": CHECKED}, required=False)
    course = said_field(gettext_lazy("What happened?"), most=4000, rows=4, required=True)
    was_hurt = taps(
        gettext_lazy("Was anybody hurt, even a little?"),
        [("no", gettext_lazy("No, nobody")), ("yes", gettext_lazy("Yes"))],
        {"required": gettext_lazy("Say whether anybody was hurt."), "invalid_choice": CHECKED},
    )
    body = body_field()
    harm = taps(gettext_lazy("What kind of harm?"), HARMS, {"invalid_choice": CHECKED}, required=False)
    harm_words = said_field(gettext_lazy("Anything more about the harm"), most=1000, rows=2, required=False)
    absence = taps(
        gettext_lazy("Is there absence because of it?"),
        [
            (NONE, gettext_lazy("No")),
            (EXPECTED, gettext_lazy("Not yet, but it is to be expected")),
            (ABSENT, gettext_lazy("Yes")),
        ],
        {"required": gettext_lazy("Say whether there is absence. You can change it later."), "invalid_choice": CHECKED},
    )
    absent_from = DateField(
        label=gettext_lazy("First day of absence"),
        required=False,
        help_text=gettext_lazy("The day of the injury itself does not count, a day off does."),
    )
    may_claim = forms.BooleanField(
        label=gettext_lazy("It may leave lasting harm or cost money, such as treatment, teeth or glasses"),
        required=False,
        help_text=gettext_lazy("Then the authority is told also without absence."),
    )
    is_over_days = forms.BooleanField(label=gettext_lazy("It came little by little, over more than five days"), required=False)
    label = OpenTextField(
        label=gettext_lazy("The region's own mark"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("For example VTC. Leave it empty if you do not know it."),
    )
    is_kept_from_manager = forms.BooleanField(
        label=gettext_lazy("It must not go to my own manager"),
        required=False,
        help_text=gettext_lazy(
            "Then neither the manager nor the work-environment group sees it. The hospital's injury administrator does, and talks with you "
            "before anything is done. Until then nobody in the unit can put it right."
        ),
    )
    suggestion = said_field(gettext_lazy("What would keep it from happening again?"), most=2000, rows=2, required=False)
    photos = PhotosField(
        label=gettext_lazy("Photos"),
        required=False,
        help_text=gettext_lazy("Of the place or the thing, not of people or injuries. Where and with what they were taken is removed."),
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": CHECKED, "invalid": CHECKED})
    keep_kind = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, kind: CaseKind, data: QueryDict | None = None, *, desk: Desk, files: Any = None) -> None:
        """Empty, or with what was typed so far; `desk` says what there is to choose from."""
        self.kind, self.desk = kind, desk
        self.better: Suggestion | None = None  # another kind that the answers speak for (R46, R53, R54)
        unit = desk.unit.pk if desk.unit else ""
        start = {"submission_id": uuid.uuid4(), "happened_on": desk.today, "reported_as": ReportedAs.INJURED, "unit": unit}
        super().__init__(data, files, initial=start)
        asked = {*ASKED[kind], *ALWAYS}
        typed = QueryDict() if data is None else data
        self.carried = [(name, text) for name in typed if name in self.fields and name not in asked for text in typed.getlist(name)]
        for name in set(self.fields) - asked:
            del self.fields[name]
        self._offer(typed)

    def _offer(self, typed: QueryDict) -> None:
        """Choices and words of this kind and this reporter."""
        desk, chosen = self.desk, typed.get("phrase", "")
        self.phrase_words = typed.get("find_phrase", "")[:60].replace("\x00", "")
        self._choices("unit", [*desk.units] if desk.unit else [("", _("Choose a unit")), *desk.units])
        self._choices("injured", [("", _("Choose somebody")), *desk.people])
        self._choices("phrase", phrases_for(self.kind, self.phrase_words, chosen))
        ways = [(ReportedAs.INJURED, _("me")), (ReportedAs.COLLEAGUE, _("a colleague"))]
        manager = [(ReportedAs.MANAGER, _("somebody I am the manager of"))] if desk.may_sign else []
        self._choices("reported_as", [*ways, *manager])
        if "perpetrator" in self.fields:
            self.fields["perpetrator"].option_hints = PERPETRATOR_HINTS  # type: ignore[attr-defined]
        for name in ("injured", "absent_from"):
            if name in self.fields:
                self.fields[name].is_asked_for = True  # type: ignore[attr-defined]  # by who it happened to, and by absence
        for name, labels in (("course", COURSE_LABELS), ("happened_on", DAY_LABELS)):
            if self.kind in labels:
                self.fields[name].label = str(labels[self.kind])

    def _choices(self, name: str, choices: list[Any]) -> None:
        if name in self.fields:
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a field of choices

    def only_shown(self) -> "ReportForm":
        """With what was typed, not judged yet: a draft gone on with, another kind chosen, somebody looked for."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return self

    def clean(self) -> dict[str, Any]:
        """What hangs together; each sentence stands at the field that answers it."""
        given = super().clean() or {}
        if "course" in self.fields:
            self._told(given)
        if "reported_as" in self.fields:
            self._somebody(given)
        if "absence" in self.fields:
            self._absence(given)
        found = suggested(self.kind, given)
        if found and (found.is_firm or given.get("keep_kind") != self.kind):
            self.better = found
            self.add_error(None, found.sentence)
        return given

    def _told(self, given: dict[str, Any]) -> None:
        """A phrase tapped is a course told, in its own words."""
        phrase = phrase_of(given.get("phrase") or "")
        if given.get("course") or "course" in self.errors:
            return
        if phrase is None:
            self.add_error("course", _("Tell with a few words what happened."))
            return
        words = said(phrase)
        given["course"] = words[:1].upper() + words[1:]

    def _somebody(self, given: dict[str, Any]) -> None:
        if given.get("reported_as") == ReportedAs.INJURED:
            given["injured"], given["injured_name"] = self.desk.reporter.pk, ""
        elif given.get("reported_as") and not given.get("injured") and not given.get("injured_name") and "injured" not in self.errors:
            self.add_error("injured", _("Choose who it happened to, or write the name below."))

    def _absence(self, given: dict[str, Any]) -> None:
        """Absence begins after the day of the injury (R46, R40)."""
        if given.get("absence") != ABSENT or "absent_from" in self.errors:
            given["absent_from"] = None
            return
        first, day = given.get("absent_from"), given.get("happened_on")
        if first is None:
            self.add_error("absent_from", _("Write the first day of absence, also if it was a day off."))
        elif day and first <= day:
            self.add_error("absent_from", _("The day of the injury does not count as absence. Write the first day after it."))
        elif first > self.desk.today + timedelta(days=1):
            self.add_error("absent_from", _("That day has not come yet. Choose that absence is to be expected."))
