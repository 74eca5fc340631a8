"""Forms of what happens to a case after it was reported."""

import uuid
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from injuries.models import Absence, Case, Prevented
from injuries.usecases.absences import Facts
from injuries.usecases.registering import NewAbsence
from injuries.usecases.signing import Answer
from safetynet.common.clock import COPENHAGEN
from safetynet.common.dates import DateField
from safetynet.common.law.injuries import injury_law
from safetynet.common.opentext import OpenTextField
from safetynet.common.renderer import Guidance

SHORT = _("Two lines are enough. Write without names.")
NO_NUMBERS = {"cpr": _("This looks like a civil registration number (CPR). Take the number out: the group may read what you write.")}


def _words(label: object, limit: int, *, rows: int = 3, **options: Any) -> OpenTextField:
    return OpenTextField(label=label, max_length=limit, rows=rows, error_messages=NO_NUMBERS, **options)


class SaidForm(forms.Form):
    """A form that says at its fields what a use case found missing."""

    marks_optional = False

    def say(self, missing: Mapping[str, str]) -> None:
        """Each sentence at its field, or above the form."""
        for name, text in missing.items():
            self.add_error(name if name in self.fields else None, text)


class SignForm(SaidForm):
    """The manager's two questions, and whether a plan is made of it."""

    guidance: Mapping[str, Guidance] = {
        "done_now": Guidance(
            _("What is different tomorrow morning?"),
            _("A sign stands by the wet floor, and it is mopped after the rounds."),
            _("We are more careful."),
        ),
    }

    could_be_prevented = forms.ChoiceField(label=_("Could it be prevented?"), choices=Prevented, widget=forms.RadioSelect)
    comment = _words(_("Why, or why not?"), 2000, rows=2, help_text=_("Write without names: the work-environment group reads it."))
    done_now = _words(_("What do we do now?"), 2000, rows=2)
    makes_plan = forms.BooleanField(label=_("Make a plan of this, without anybody's identity"), required=False)

    def answer(self) -> Answer:
        """As the use case wants it."""
        given = self.cleaned_data
        return Answer(given["could_be_prevented"], given["comment"], given["done_now"])


class AnswerForm(SaidForm):
    """What comes of an observation."""

    PLAN, THANKS = "plan", "thanks"

    outcome = forms.ChoiceField(
        label=_("What comes of it?"),
        choices=[(THANKS, _("Thank you, because …")), (PLAN, _("It is made into a plan"))],
        widget=forms.RadioSelect,
    )
    text = _words(_("Your answer to the one who saw it"), 2000, help_text=SHORT)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """With a number of its own."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})


class AbsenceForm(SaidForm):
    """One stretch: first and last day, wholly or partly."""

    starts_on = DateField(
        label=_("First day of absence"),
        help_text=_("The first day after the day of the injury that the work could not be done, also when it was a day off."),
    )
    ends_on = DateField(label=_("Last day of absence"), required=False, help_text=_("Leave it empty while the absence goes on."))
    extent = forms.ChoiceField(label=_("How much?"), choices=Absence.Extent, widget=forms.RadioSelect, initial=Absence.Extent.FULL)
    is_expected = forms.BooleanField(label=_("It is expected, not certain yet"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, case: Case, absence: Absence | None = None) -> None:
        """Empty, or as the stretch stands."""
        initial: dict[str, Any] = {"version": case.version}
        if absence is not None:
            initial |= {name: getattr(absence, name) for name in ("starts_on", "ends_on", "extent", "is_expected")}
        super().__init__(data, initial=initial)

    def told(self) -> NewAbsence:
        """As the use case wants it."""
        given = self.cleaned_data
        return NewAbsence(given["starts_on"], given["ends_on"], given["extent"], is_expected=given["is_expected"])


class FactsForm(SaidForm):
    """What decides the law's clock beside absence."""

    may_claim = forms.BooleanField(label=_("It may give a claim for benefits, though nobody was absent"), required=False)
    is_serious = forms.BooleanField(label=_("It is serious by law"), required=False)
    died_on = DateField(label=_("The injured has died: the day the employer knew of it"), required=False)
    died_time = forms.TimeField(
        label=_("At what time?"),
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H"],
        help_text=_("For example 14.30. It is told within 48 hours."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def __init__(self, data: Any = None, *, case: Case) -> None:
        """As the case stands."""
        died = case.died_at.astimezone(COPENHAGEN) if case.died_at else None
        initial: dict[str, Any] = {"version": case.version, "may_claim": case.may_claim, "is_serious": case.is_serious}
        if died:
            initial |= {"died_on": died.date(), "died_time": died.time()}
        super().__init__(data, initial=initial)
        if not injury_law().serious_same_day:
            del self.fields["is_serious"]

    def facts(self) -> Facts:
        """As the use case wants them; a day without a time counts from its beginning."""
        given = self.cleaned_data
        day = given["died_on"]
        died_at = datetime.combine(day, given["died_time"] or time(0), COPENHAGEN) if day else None
        return Facts(given["may_claim"], given.get("is_serious", False), died_at)


class FeedbackForm(SaidForm):
    """A word to the one who reported it."""

    text = _words(_("Your answer to the one who reported it"), 2000, help_text=SHORT)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """With a number of its own."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})


class CloseForm(FeedbackForm):
    """Close it, with a word on what came of it where somebody is to be told."""

    text = _words(
        _("What came of it? Told to the one who reported it"),
        2000,
        required=False,
        help_text=SHORT,
    )


class WithdrawForm(SaidForm):
    """Why it was no case."""

    reason = _words(_("Why is it withdrawn?"), 500, rows=2, help_text=_("For example: reported twice, or it happened somewhere else."))
