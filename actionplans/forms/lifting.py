"""Forms around a lifted matter: lift a plan's matter, answer one."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import ActionPlan
from actionplans.usecases.lifting import Asked, Receivers, answer_day, receivers_for
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField


def offered(receivers: Receivers) -> list[tuple[Any, Any]]:
    """For a select: those above with who decides there, then the neighbours; empty groups are left out."""
    above = [(unit.pk, f"{unit.name} ({unit.manager})") for unit in receivers.above]
    groups = [(_("Above you"), above), (_("Beside you"), [(unit.pk, unit.name) for unit in receivers.beside])]
    return [("", _("Choose a unit")), *((name, some) for name, some in groups if some)]


class LiftForm(forms.Form):
    """Whom to ask for what, and by when an answer is needed."""

    to_unit = forms.TypedChoiceField(label=gettext_lazy("Who can change it?"), coerce=int)
    question = OpenTextField(
        label=gettext_lazy("What do you ask for, and what have you tried yourselves?"), max_length=2000, rows=4,
    )  # fmt: skip
    answer_by = DateField(label=gettext_lazy("By when do you need an answer?"))
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: ActionPlan, today: date) -> None:
        """The nearest who decides above, in a month."""
        self.plan, self.receivers = plan, receivers_for(plan.unit, today)
        nearest = self.receivers.above[0].pk if self.receivers.above else None
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "to_unit": nearest, "answer_by": answer_day(today)})
        self.fields["to_unit"].choices = offered(self.receivers)  # type: ignore[attr-defined]  # a choice field, by the class above

    def asked(self) -> Asked:
        """As the use case wants it; only units that were offered can be chosen."""
        given = self.cleaned_data
        to_unit = next(unit for unit in self.receivers.all if unit.pk == given["to_unit"])
        return Asked(
            self.plan.unit, to_unit, self.plan.title, given["question"], given["answer_by"], given["submission_id"], plan=self.plan
        )


class AnswerForm(forms.Form):
    """What is answered; it goes back to those who asked, and everybody can read it."""

    text = OpenTextField(
        label=gettext_lazy("Your answer"), max_length=2000, rows=4,
        help_text=gettext_lazy("Yes, no or not yet: say what you do, when, or why it cannot be done. They get it at once."),
    )  # fmt: skip
