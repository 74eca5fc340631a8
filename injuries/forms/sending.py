"""Forms of telling the authority: sent, receipt, decision."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from injuries.models import Case, Decision, Report
from injuries.receivers import in_words, is_urgent, receivers_of, still_to_tell
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

HINTS = {
    Report.How.FILE.value: _("You have taken the file out and uploaded it."),
    Report.How.TYPED.value: _("You have typed it in from the report."),
    Report.How.PHONE.value: _("Only for a death or a serious injury; the whole report follows."),
}


class SendForm(forms.Form):
    """How it was told, and whom where there are several."""

    marks_optional = False

    receiver = forms.ChoiceField(label=_("Who was told"))
    how = forms.ChoiceField(label=_("How was it sent?"), widget=forms.RadioSelect)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: Case) -> None:
        """Ready with the usual way."""
        waiting = still_to_tell(case) or list(receivers_of(case))
        initial = {"how": Report.How.FILE.value, "submission_id": uuid.uuid4(), "receiver": waiting[0]}
        super().__init__(data, initial=initial)
        ways = [Report.How.FILE, Report.How.TYPED, *([Report.How.PHONE] if is_urgent(case) else [])]
        self.fields["how"].choices = [(way.value, way.label) for way in ways]  # type: ignore[attr-defined]
        self.fields["how"].option_hints = HINTS  # type: ignore[attr-defined]
        if len(receivers_of(case)) == 1:
            del self.fields["receiver"]
        else:
            self.fields["receiver"].choices = [(one, in_words(one)) for one in receivers_of(case)]  # type: ignore[attr-defined]


class ReceiptForm(forms.Form):
    """What stands on the receipt."""

    marks_optional = False

    number = OpenTextField(label=_("Number of the receipt"), max_length=60)
    on = DateField(label=_("Day of the receipt"))
    report = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, report: Report, today: date) -> None:
        """Empty, or as it was recorded."""
        initial = {"number": report.receipt_number, "on": report.receipt_on or today, "report": report.pk}
        super().__init__(data, initial=initial)

    def say(self, missing: Mapping[str, str]) -> None:
        """What the use case asks for, at its field."""
        for name, text in missing.items():
            self.add_error(name, text)


class DecisionForm(forms.Form):
    """What the authority decided: this and the day, nothing more."""

    marks_optional = False

    decision = forms.ChoiceField(
        label=_("What was decided?"), choices=Decision, widget=forms.RadioSelect, help_text=_("Nothing else of the decision is kept here.")
    )
    on = DateField(label=_("Day of the decision"))

    def __init__(self, data: Any = None, *, report: Report, today: date) -> None:
        """Empty, or as it was recorded."""
        super().__init__(data, initial={"decision": report.decision, "on": report.decided_on or today})

    def say(self, missing: Mapping[str, str]) -> None:
        """What the use case asks for, at its field."""
        for name, text in missing.items():
            self.add_error(name, text)
