"""Forms of a unit's APV: begin it by dialogue, write a talk down, write its other elements."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.models import Topic
from apv.models import UnitAssessment
from apv.usecases.assessing import Elements, Talk
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField


class TopicsField(forms.MultipleChoiceField):
    """Several of the statutory topics."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options: Any) -> None:
        """All topics of the law."""
        super().__init__(choices=Topic, label=gettext_lazy("Topics that this APV covers"), **options)


class BeginForm(forms.Form):
    """Which topics the talk is to be about."""

    topics = TopicsField(
        help_text=gettext_lazy("Every topic is due at least every third year. You may take some now and the others later."),
        error_messages={"required": gettext_lazy("Choose at least one topic.")},
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """With its own random number, and everything chosen but “other”."""
        chosen = [topic.value for topic in Topic if topic != Topic.OTHER]
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "topics": chosen})


class DialogueForm(forms.Form):
    """A talk with the staff."""

    held_on = DateField(label=gettext_lazy("When did you talk?"))
    present = forms.IntegerField(label=gettext_lazy("How many took part?"), min_value=1, max_value=5000, required=False)
    participants = OpenTextField(
        label=gettext_lazy("Who took part?"), max_length=1000, rows=2,
        help_text=gettext_lazy("For example “Day and evening shift, manager and representative”. Everybody who works here can read it."),
    )  # fmt: skip
    said = OpenTextField(
        label=gettext_lazy("What was said?"), max_length=4000, rows=6,
        help_text=gettext_lazy("What goes well, what is hard, what it comes from, what you propose. Never who said it."),
    )  # fmt: skip
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: date) -> None:
        """With its own random number."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "held_on": today})
        self.today = today

    def clean_held_on(self) -> date | None:
        """A talk that was held, not one to come."""
        day: date | None = self.cleaned_data["held_on"]
        if day and day > self.today:
            raise forms.ValidationError(_("Write it down when you have talked: the date lies ahead."))
        return day

    def talk(self) -> Talk:
        """As the use case wants it."""
        return Talk(**self.cleaned_data)


class ElementsForm(forms.Form):
    """The other elements of the law: topics, sickness absence, participation, follow-up."""

    topics = TopicsField(error_messages={"required": gettext_lazy("Choose at least one topic.")})
    absence_link = forms.ChoiceField(
        label=gettext_lazy("May the work environment contribute to sickness absence here?"), widget=forms.RadioSelect, required=False,
        choices=UnitAssessment.AbsenceLink,
    )  # fmt: skip
    absence_text = OpenTextField(
        label=gettext_lazy("What did you see, or why not?"), max_length=2000, rows=3, required=False,
        help_text=gettext_lazy("About the work, never about one person."),
    )  # fmt: skip
    participation = OpenTextField(
        label=gettext_lazy("How did the work-environment group take part?"), max_length=1000, rows=2, required=False,
        help_text=gettext_lazy("In planning, in the talk, in the order of the findings, in the plans and the follow-up."),
    )  # fmt: skip
    follow_up_on = DateField(
        label=gettext_lazy("When do you follow up?"),
        required=False,
        help_text=gettext_lazy("The day on which you look at whether it helped."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, assessment: UnitAssessment) -> None:
        """As it stands."""
        names = ("topics", "absence_link", "absence_text", "participation", "follow_up_on", "version")
        super().__init__(data, initial={name: getattr(assessment, name) for name in names})

    def clean(self) -> dict[str, Any]:
        """A yes and a no both say what they rest on."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("absence_link") and not given.get("absence_text") and "absence_text" not in self.errors:
            self.add_error("absence_text", _("Write in a sentence what you saw, or why there is no link."))
        return given

    def elements(self) -> Elements:
        """As the use case wants it."""
        return Elements(**{name: value for name, value in self.cleaned_data.items() if name != "version"})
