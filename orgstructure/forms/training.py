"""The forms by which training is recorded: by whoever keeps it for one or many, and by a member for himself or herself."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.models import Course, TrainingFact, User
from orgstructure.usecases.training import Happened
from safetynet.common.dates import DateField
from safetynet.common.uploads import LARGEST

What = TrainingFact.What
ON_A_PHONE = ".pdf,.jpg,.jpeg,.png,image/jpeg,image/png,application/pdf"


class TrainingForm(forms.Form):
    """What happened, when, and to whom."""

    members = forms.MultipleChoiceField(label=gettext_lazy("Members"), widget=forms.CheckboxSelectMultiple)
    course = forms.ChoiceField(label=gettext_lazy("Course"), choices=Course)
    what = forms.ChoiceField(label=gettext_lazy("What happened"), choices=What)
    on = DateField(label=gettext_lazy("Date"))
    starts_on = DateField(
        label=gettext_lazy("The course begins"),
        help_text=gettext_lazy("For an offer: it must be able to begin and end in time."),
        required=False,
    )
    ends_on = DateField(label=gettext_lazy("The course ends"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Certificate"),
        help_text=gettext_lazy("PDF or picture, at most 10 MB. The member and whoever keeps training can open it."),
        required=False,
        allow_empty_file=True,
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, members: Sequence[User], data: Any = None, files: Any = None, initial: Any = None) -> None:
        super().__init__(data, files, initial={"submission_id": uuid.uuid4(), **(initial or {})})
        self.known = {str(user.pk): user for user in members}
        field: Any = self.fields["members"]
        field.choices = [(pk, user.get_full_name()) for pk, user in self.known.items()]
        if len(members) == 1:
            field.initial = list(self.known)

    def clean(self) -> dict[str, Any]:
        """The days of the course stand with an offer, in order."""
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts_on"), given.get("ends_on")
        if (starts or ends) and given.get("what") != What.OFFERED:
            self.add_error("starts_on", _("The days of a course belong to an offer. Leave them empty."))
        elif ends and (not starts or ends < starts):
            self.add_error("ends_on", _("The course ends on its first day or later."))
        return given

    def chosen(self) -> list[User]:
        """The members it happened to."""
        return [self.known[pk] for pk in self.cleaned_data["members"]]

    def happened(self) -> Happened:
        """As the use case takes it."""
        given = self.cleaned_data
        name, content = read(given["file"])
        days = {"starts_on": given["starts_on"], "ends_on": given["ends_on"]}
        return Happened(Course(given["course"]), What(given["what"]), given["on"], given["submission_id"], name, content, **days)


class OwnCertificateForm(forms.Form):
    """A member's own certificate: a file or a photo of it."""

    course = forms.ChoiceField(label=gettext_lazy("Course"))
    on = DateField(label=gettext_lazy("The last day of the course"))
    file = forms.FileField(
        label=gettext_lazy("Certificate"),
        help_text=gettext_lazy("A PDF or a photo of it, at most 10 MB. You and whoever keeps your group's training can open it."),
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ON_A_PHONE}),
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, courses: Sequence[Course], data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, initial={"submission_id": uuid.uuid4()})
        field: Any = self.fields["course"]
        field.choices = [(course.value, course.label) for course in courses]

    def happened(self) -> Happened:
        """As the use case takes it."""
        given = self.cleaned_data
        return Happened(Course(given["course"]), What.TAKEN, given["on"], given["submission_id"], *read(given["file"]))


class AnnulForm(forms.Form):
    """Why something recorded is wrong."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


def read(file: Any) -> tuple[str, bytes]:
    """Name and content of an uploaded file, at most one byte over the limit; nothing where none was sent."""
    return (file.name, file.read(LARGEST + 1)) if file else ("", b"")
