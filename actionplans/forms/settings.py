"""Forms of the settings pages."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.labels import FIELD_LABELS
from actionplans.models import Theme
from actionplans.models.themes import Topic
from actionplans.requirements import CONFIGURABLE, demanded
from safetynet.common.opentext import OpenTextField

LANGUAGES = ("da", "sv", "en")


class ThemeForm(forms.Form):
    """A theme under its statutory topic, named in Danish and, if wanted, in Swedish and English."""

    topic = forms.ChoiceField(label=_("Topic of the law"), choices=Topic)
    name_da = OpenTextField(label=_("Name in Danish"), max_length=80)
    name_sv = OpenTextField(label=_("Name in Swedish"), max_length=80, required=False)
    name_en = OpenTextField(label=_("Name in English"), max_length=80, required=False)

    @classmethod
    def of(cls, theme: Theme) -> "ThemeForm":
        """The theme as it stands."""
        return cls(initial={"topic": theme.topic} | {f"name_{code}": theme.name.get(code, "") for code in LANGUAGES})

    @property
    def name(self) -> dict[str, str]:
        """By language, empty ones left out."""
        return {code: text for code in LANGUAGES if (text := self.cleaned_data[f"name_{code}"])}


class RetireForm(forms.Form):
    """Which theme carries on, if any."""

    replaced_by = forms.ModelChoiceField(
        label=_("Which theme is to be used instead?"), queryset=Theme.objects.none(), required=False, empty_label=_("None")
    )

    def __init__(self, *args: Any, theme: Theme, today: date, **options: Any) -> None:
        """Any other theme in use may carry on."""
        super().__init__(*args, **options)
        field = self.fields["replaced_by"]
        field.queryset = Theme.objects.in_use(today).exclude(pk=theme.pk)  # type: ignore[attr-defined]  # by the class above


class RequirementsForm(forms.Form):
    """The fields that a plan outside APV must also hold before it is published."""

    marks_optional = False

    fields_demanded = forms.MultipleChoiceField(
        label=_("Also needed before publishing"),
        choices=[(name, FIELD_LABELS[name]) for name in CONFIGURABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Each further demand makes fewer plans. The six things are enough for most."),
    )

    @classmethod
    def now(cls) -> "RequirementsForm":
        """As it stands."""
        return cls(initial={"fields_demanded": demanded()})
