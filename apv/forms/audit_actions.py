"""What is asked for a short action, and for a wish for help."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.forms.plan import PersonField
from actionplans.people import Directory
from actionplans.proposals import dates_from
from actionplans.requirements import LONGEST_AHEAD
from apv.models import AuditAnswer, AuditHelp, Hindrance
from apv.usecases.audit_actions import LONGEST_ACTION, Manner
from orgstructure.models import Unit
from safetynet.common.dates import DateField
from safetynet.common.given import read_id
from safetynet.common.opentext import OpenTextField


class ShortActionForm(forms.Form):
    """What, who, by when; and for which unit, where the audit answers for several."""

    marks_optional = False

    text = OpenTextField(label=gettext_lazy("What do you do about it?"), max_length=LONGEST_ACTION, rows=2)
    responsible = PersonField(label=gettext_lazy("Who does it?"))
    due_on = DateField(label=gettext_lazy("By when?"))
    unit = forms.TypedChoiceField(label=gettext_lazy("In which unit?"), coerce=int)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, answer: AuditAnswer, units: list[Unit], today: date) -> None:
        """Proposed: the unit's manager, in a month. The ids of its fields tell the questions of a page apart."""
        self.today, self.units = today, {unit.pk: unit for unit in units}
        self.chosen = self.units.get(read_id(data.get("unit", "")) or 0, units[0]) if data else units[0]
        self.directory = Directory(self.chosen, today, also=[pk for pk in [read_id(data.get("responsible", ""))] if pk] if data else ())
        initial: dict[str, Any] = {
            "responsible": self.directory.employed(self.chosen.manager_id),
            "due_on": dates_from(today).implement_by,
            "unit": self.chosen.pk,
            "submission_id": uuid.uuid4(),
        }
        super().__init__(data, initial=initial, auto_id=f"id_action_{answer.pk}_%s")
        responsible, unit = cast("PersonField", self.fields["responsible"]), cast("forms.TypedChoiceField", self.fields["unit"])
        responsible.offer(self.directory)
        responsible.required = True
        responsible.error_messages["required"] = _("Choose who does it.")
        unit.choices = [(one.pk, one.name) for one in units]
        if len(units) == 1:
            del self.fields["unit"]

    def clean_due_on(self) -> date:
        """From today on, within five years."""
        due_on: date = self.cleaned_data["due_on"]
        if due_on < self.today:
            raise forms.ValidationError(_("Choose a date from today on."))
        if due_on > self.today + LONGEST_AHEAD - timedelta(days=62):  # the effect is evaluated a month later, within five years
            raise forms.ValidationError(_("The date is more than five years ahead. Check the year."))
        return due_on

    def given(self) -> dict[str, Any]:
        """The three fields."""
        return {name: self.cleaned_data[name] for name in ("text", "responsible", "due_on")}

    def manner(self, *, is_to_publish: bool) -> Manner:
        """Where, and under which number."""
        return Manner(self.chosen, self.cleaned_data["submission_id"], is_to_publish)

    def texts(self) -> dict[str, tuple[str, str]]:
        """Label and text of what everybody will read."""
        return {"text": (str(self.fields["text"].label), self.cleaned_data["text"])}

    def say(self, missing: Mapping[str, str]) -> None:
        """What the use case misses: at its field, the others on top."""
        places = {"owner": "responsible", "evaluator": "responsible", "measures": "text", "implement_by": "due_on", "evaluate_on": "due_on"}
        for name, sentence in missing.items():
            self.add_error(places.get(name), sentence)


class HelpForm(forms.Form):
    """What is in the way, and a few words."""

    marks_optional = False

    hindrance = forms.ChoiceField(label=gettext_lazy("What is in the way?"), choices=Hindrance, widget=forms.RadioSelect)
    note = OpenTextField(
        label=gettext_lazy("What would help you?"), max_length=500, rows=2, required=False,
        help_text=gettext_lazy("Only those who answer and the work-environment staff read it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, answer: AuditAnswer, wish: AuditHelp | None = None) -> None:
        """Empty, or as it was asked."""
        initial = {"hindrance": wish.hindrance, "note": wish.note} if wish else {}
        super().__init__(data, initial=initial, auto_id=f"id_help_{answer.pk}_%s")


class HelpEndedForm(forms.Form):
    """What came of it."""

    words = OpenTextField(
        label=gettext_lazy("What came of it?"), max_length=500, rows=3,
        help_text=gettext_lazy("Who asked gets it in a mail and reads it beside the question."),
    )  # fmt: skip
