"""Giving, prolonging and taking back a role; naming a deputy."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgstructure.models import RoleHolding
from orgstructure.permissions import Role
from orgstructure.usecases.appointing import AppointmentError
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField


class _Form(forms.Form):
    """A form that can show what a use case refused, next to the field it is about."""

    def show(self, error: AppointmentError) -> None:
        """What has no field of its own stands in the summary."""
        for field, sentence in error.faults.items():
            self.add_error(field if field in self.fields else None, sentence)


def _reason() -> OpenTextField:
    return OpenTextField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Everybody who may see the role can read it."),
        error_messages={"required": _("Say why.")},
    )


class AppointForm(_Form):
    """Which role, for how long, and why; who and where are chosen before."""

    role = forms.ChoiceField(label=_("Role"), error_messages={"required": _("Choose a role.")})
    begins = DateField(label=_("First day"))
    last_day = DateField(
        label=_("Last day"), required=False, help_text=_("May be empty for a role one is appointed to, such as coordinator.")
    )
    reason = _reason()
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, roles: Iterable[Role], initial: dict[str, Any]) -> None:
        """Only the roles that this person may give there."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), **initial})
        self.fields["role"].choices = [("", "–"), *((role.value, role.label) for role in roles)]  # type: ignore[attr-defined]


class DeputyForm(_Form):
    """For which of one's own roles, for how long, and why."""

    holding = forms.ChoiceField(label=_("Which of your roles"), error_messages={"required": _("Choose a role.")})
    begins = DateField(label=_("First day"))
    last_day = DateField(label=_("Last day"))
    reason = _reason()
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, holdings: Iterable[RoleHolding], initial: dict[str, Any]) -> None:
        """Only the roles that one holds in one's own right."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), **initial})
        self.held = {str(one.pk): one for one in holdings}
        words = [(pk, f"{one.get_role_display()} – {one.unit.name}") for pk, one in self.held.items()]
        self.fields["holding"].choices = [("", "–"), *words]  # type: ignore[attr-defined]


class EndForm(_Form):
    """Why it ends."""

    reason = _reason()


class ProlongForm(_Form):
    """Until when instead."""

    last_day = DateField(label=_("New last day"))


class ReadCprForm(forms.Form):
    """Why the number is read."""

    reason = OpenTextField(
        label=_("Why do you need the number?"),
        max_length=300,
        help_text=_("It is kept with your name and the time, and the person can see it."),
        error_messages={"required": _("Say why you need the number.")},
    )
