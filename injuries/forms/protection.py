"""Forms of data protection: what became of a note, a rule of retention, a case held back."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from injuries.models import KeptKind, ReadNote
from injuries.retention import Kept
from safetynet.common.opentext import OpenTextField


class NoteForm(forms.Form):
    """What became of it."""

    outcome = forms.ChoiceField(
        label=_("What did you find?"),
        choices=[("", "–"), *ReadNote.Outcome.choices],
        error_messages={"required": _("Choose what you found.")},
    )
    comment = OpenTextField(
        label=_("Comment"), max_length=500, rows=2, required=False, help_text=_("Nothing of the case, and no health information.")
    )


class RuleForm(forms.Form):
    """How long one kind is kept, and on which legal basis."""

    kind = forms.ChoiceField(choices=KeptKind, widget=forms.HiddenInput)
    months = forms.IntegerField(
        label=_("Months"),
        min_value=1,
        max_value=1200,
        error_messages={
            "required": _("Say how many months."),
            "invalid": _("Write the months as a whole number."),
            "min_value": _("At least one month."),
            "max_value": _("At most 1,200 months."),
        },
    )
    legal_basis = OpenTextField(
        label=_("Legal basis"), max_length=300, rows=2, error_messages={"required": _("Say on which legal basis, and who decided it.")}
    )

    def __init__(self, data: Any = None, *, kept: Kept) -> None:
        """As it is in force."""
        initial = {"kind": kept.kind.value, "months": kept.months, "legal_basis": kept.legal_basis}
        super().__init__(data, initial=initial, auto_id=f"id_{kept.kind}_%s")


class HoldForm(forms.Form):
    """Which case, and why."""

    number = forms.CharField(
        label=_("Case number"),
        max_length=30,
        help_text=_("As it stands on the case, for example 2026-00012."),
        error_messages={"required": _("Write the number of the case.")},
    )
    reason = OpenTextField(
        label=_("Why must it be kept?"),
        max_length=300,
        rows=2,
        help_text=_("A claim, a court, an inspection. Nothing of anybody's health."),
        error_messages={"required": _("Say why it must be kept.")},
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, number: str = "") -> None:
        """Empty, or for one case."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "number": number})
