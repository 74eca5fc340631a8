"""What is asked before a finding is decided: one short form for each outcome."""

import uuid
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from actionplans.forms.lifting import offered
from actionplans.forms.plan import PersonField
from actionplans.people import Directory
from actionplans.proposals import months_after, working_day
from actionplans.usecases.lifting import Receivers, answer_day, receivers_for
from apv.models import Finding, Outcome
from apv.usecases.outcomes import Decision, Look
from orgstructure.models import User
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

LONGEST_QUESTION = 2000
WAITS, SOLVED = "waits", "solved"


class DecisionForm(forms.Form):
    """What every outcome has: its number, and a text. What is missing is said by the use case, at the same fields."""

    marks_optional = False
    outcome: ClassVar[str] = ""
    title: ClassVar[str | Promise] = ""
    lead: ClassVar[str | Promise] = ""
    button: ClassVar[str | Promise] = gettext_lazy("Decide")
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, finding: Finding, today: date) -> None:
        """With proposals for this finding on this day."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), **self.proposed(finding, today)})
        for field in self.fields.values():
            field.required = False
        self.prepare(finding, today)

    def proposed(self, finding: Finding, today: date) -> dict[str, Any]:  # noqa: ARG002  the signature of all of them
        """What the form is shown with."""
        return {}

    def prepare(self, finding: Finding, today: date) -> None:
        """What there is to choose from."""

    def decision(self) -> Decision:
        """As the use case wants it."""
        given = self.cleaned_data
        return Decision(
            self.outcome,
            text=given.get("text") or "",
            on=given.get("on"),
            responsible=User.objects.filter(pk=pk).first() if (pk := given.get("responsible")) else None,
            to_unit=self.to_unit(),
            question=given.get("question") or "",
            submission_id=given.get("submission_id"),
        )

    def to_unit(self) -> Any:
        """The unit that is asked, where one is."""
        return None

    def say(self, missing: dict[str, str]) -> None:
        """Each sentence at its field, the others on top."""
        for name, sentence in missing.items():
            self.add_error(name if name in self.fields else None, sentence)

    def texts(self) -> dict[str, tuple[str, str]]:
        """Label and text of what everybody will read."""
        return {
            name: (str(self.fields[name].label), self.cleaned_data.get(name) or "") for name in ("text", "question") if name in self.fields
        }


class AtOnceForm(DecisionForm):
    """Solved at once: what, who, when."""

    outcome = Outcome.AT_ONCE
    title = gettext_lazy("Solved at once")
    lead = gettext_lazy("What is solved at once needs no plan. Say what was done, by whom and when.")
    text = OpenTextField(label=gettext_lazy("What was done?"), max_length=1000, rows=3)
    responsible = PersonField(label=gettext_lazy("Who does it?"))
    on = DateField(label=gettext_lazy("When?"))

    def proposed(self, finding: Finding, today: date) -> dict[str, Any]:
        """By the manager, today."""
        return {"on": today, "responsible": finding.unit.manager_id}

    def prepare(self, finding: Finding, today: date) -> None:
        """The people of the unit and its group."""
        posted = self.data.get("responsible", "") if self.is_bound else ""
        also = [int(posted)] if posted.isascii() and posted.isdecimal() and len(posted) < 10 else []  # noqa: PLR2004  digits of an id
        self.fields["responsible"].offer(Directory(finding.unit, today, also=also))  # type: ignore[attr-defined]  # a person field


class LaterForm(DecisionForm):
    """In the written plan, with a later date."""

    outcome = Outcome.LATER
    title = gettext_lazy("In the written plan, with a later date")
    lead = gettext_lazy("A few things at a time get done. This one stands in the written plan with the day on which you take it up.")
    on = DateField(label=gettext_lazy("By when do you take it up?"))
    text = OpenTextField(label=gettext_lazy("What can you say about it already?"), max_length=1000, rows=2)

    def proposed(self, finding: Finding, today: date) -> dict[str, Any]:  # noqa: ARG002  the signature of all of them
        """In half a year."""
        return {"on": working_day(months_after(today, 6))}


class LiftForm(DecisionForm):
    """Lifted to those who can change it."""

    outcome = Outcome.LIFTED
    title = gettext_lazy("Lift it to those who can change it")
    lead = gettext_lazy("They get it with a date for an answer, and the answer comes back here. The problem stays yours until then.")
    button = gettext_lazy("Lift it")
    to_unit_id = forms.TypedChoiceField(label=gettext_lazy("Who can change it?"), coerce=int, empty_value=None)
    question = OpenTextField(
        label=gettext_lazy("What do you ask for, and what have you tried yourselves?"), max_length=LONGEST_QUESTION, rows=4
    )
    on = DateField(label=gettext_lazy("By when do you need an answer?"))

    def proposed(self, finding: Finding, today: date) -> dict[str, Any]:
        """The nearest who decides above, in a month, with what is known."""
        self.receivers: Receivers = receivers_for(finding.unit, today)
        nearest = self.receivers.above[0].pk if self.receivers.above else None
        known = "\n\n".join(text for text in (finding.description, finding.causes) if text)
        return {"to_unit_id": nearest, "on": answer_day(today), "question": known[:LONGEST_QUESTION]}

    def prepare(self, finding: Finding, today: date) -> None:  # noqa: ARG002  the signature of all of them
        """Those above, the nearest first, and the neighbours."""
        self.fields["to_unit_id"].choices = offered(self.receivers)  # type: ignore[attr-defined]  # a choice field, by the class above

    def to_unit(self) -> Any:
        """One of those offered."""
        return next((unit for unit in self.receivers.all if unit.pk == self.cleaned_data.get("to_unit_id")), None)

    def say(self, missing: dict[str, str]) -> None:
        """The use case calls the field by what it means."""
        super().say({{"to_unit": "to_unit_id"}.get(name, name): sentence for name, sentence in missing.items()})


class StandingForm(DecisionForm):
    """A condition that stays, looked at every year."""

    outcome = Outcome.STANDING
    title = gettext_lazy("A standing condition, reviewed yearly")
    lead = gettext_lazy(
        "Some things belong to the work and cannot be taken away. They stand in a section of their own and are looked at every year."
    )
    text = OpenTextField(
        label=gettext_lazy("Why can it not be changed, and how do you look after each other meanwhile?"), max_length=1000, rows=3
    )
    on = DateField(label=gettext_lazy("When do you look at it again?"))

    def proposed(self, finding: Finding, today: date) -> dict[str, Any]:  # noqa: ARG002  the signature of all of them
        """Within the year."""
        return {"on": today + timedelta(days=365)}


class NotHereForm(DecisionForm):
    """Set aside, when two agree."""

    outcome = Outcome.NOT_HERE
    title = gettext_lazy("Not a work-environment problem here")
    lead = gettext_lazy(
        "This takes two: the representative of the unit, and another who decides here. Until both say so, it is not decided."
    )
    button = gettext_lazy("Propose it")
    text = OpenTextField(label=gettext_lazy("Why is it not a work-environment problem here?"), max_length=1000, rows=3)


FORMS: dict[str, type[DecisionForm]] = {form.outcome: form for form in (AtOnceForm, LaterForm, LiftForm, StandingForm, NotHereForm)}


class LookForm(forms.Form):
    """A standing condition or a thing put off is looked at again. What is missing is said by the use case, at the same fields."""

    marks_optional = False
    prefix = "look"
    words = OpenTextField(
        label=gettext_lazy("What did you see, and what do you do about it?"), max_length=1000, rows=3, required=False,
        help_text=gettext_lazy("Everybody who works here can read it."),
    )  # fmt: skip
    happens = forms.ChoiceField(label=gettext_lazy("What happens?"), widget=forms.RadioSelect, required=False)
    next_on = DateField(label=gettext_lazy("When next?"), required=False, help_text=gettext_lazy("Not needed where it is solved."))
    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=9999)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, finding: Finding, number: int, today: date) -> None:
        """For the look with that number; in a year for a standing condition, in half a year for what was put off."""
        is_standing = finding.outcome == Outcome.STANDING
        next_on = today + timedelta(days=365) if is_standing else working_day(months_after(today, 6))
        initial = {"submission_id": uuid.uuid4(), "number": number, "next_on": next_on, "happens": WAITS}
        super().__init__(data, initial=initial)
        waits = gettext_lazy("It stays, and we look at it again") if is_standing else gettext_lazy("It is put off to a later day")
        self.fields["happens"].choices = [(WAITS, waits), (SOLVED, gettext_lazy("It is solved"))]  # type: ignore[attr-defined]  # a choice field

    def look(self) -> Look:
        """As the use case wants it."""
        given = self.cleaned_data
        is_solved = given["happens"] == SOLVED
        return Look(given["number"], given["words"], given["next_on"], is_solved=is_solved, submission_id=given["submission_id"])

    def say(self, missing: dict[str, str]) -> None:
        """Each sentence at its field."""
        for name, sentence in missing.items():
            self.add_error(name, sentence)

    def texts(self) -> dict[str, tuple[str, str]]:
        """Label and text of what everybody will read."""
        return {"words": (str(self.fields["words"].label), self.cleaned_data["words"])}
