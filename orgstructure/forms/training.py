"""The form by which training is recorded for one or many members."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from orgstructure.models import Course, TrainingFact, User
from orgstructure.usecases.training import Happened
from safetynet.common.dates import DateField
from safetynet.common.uploads import LARGEST


class TrainingForm(forms.Form):
    """What happened, when, and to whom."""

    members = forms.MultipleChoiceField(label=gettext_lazy("Members"), widget=forms.CheckboxSelectMultiple)
    course = forms.ChoiceField(label=gettext_lazy("Course"), choices=Course)
    what = forms.ChoiceField(label=gettext_lazy("What happened"), choices=TrainingFact.What)
    on = DateField(label=gettext_lazy("Date"))
    file = forms.FileField(
        label=gettext_lazy("Certificate"),
        help_text=gettext_lazy("PDF or picture, at most 10 MB. The member and whoever keeps training can open it."),
        required=False,
        allow_empty_file=True,
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, members: Sequence[User], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"submission_id": uuid.uuid4()})
        self.known = {str(user.pk): user for user in members}
        field: Any = self.fields["members"]
        field.choices = [(pk, user.get_full_name()) for pk, user in self.known.items()]
        if len(members) == 1:
            field.initial = list(self.known)

    def chosen(self) -> list[User]:
        """The members it happened to."""
        return [self.known[pk] for pk in self.cleaned_data["members"]]

    def happened(self) -> Happened:
        """As the use case takes it."""
        given = self.cleaned_data
        file = given["file"]
        course, what = Course(given["course"]), TrainingFact.What(given["what"])
        content = file.read(LARGEST + 1) if file else b""
        return Happened(course, what, given["on"], given["submission_id"], file.name if file else "", content)
