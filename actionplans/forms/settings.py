"""Forms of the settings pages."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans.guidance import GUIDANCE
from actionplans.labels import FIELD_LABELS
from actionplans.models import Resource, Theme
from actionplans.models.themes import Topic
from actionplans.requirements import CONFIGURABLE, demanded
from safetynet.common.opentext import OpenTextField

LANGUAGES = ("da", "sv", "en")
PLACES_OF_RESOURCES = [
    ("", _("Beside the whole plan")),
    ("measures", _("Under each measure")),
    ("criteria", _("Under each success criterion")),
    *((name, FIELD_LABELS[name]) for name in GUIDANCE),
]


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


class ResourceForm(forms.Form):
    """A link with its title and one sentence by language; beside a field or the whole plan, for one theme or all."""

    title_da = OpenTextField(label=_("Title in Danish"), max_length=120)
    title_sv = OpenTextField(label=_("Title in Swedish"), max_length=120, required=False)
    title_en = OpenTextField(label=_("Title in English"), max_length=120, required=False)
    description_da = OpenTextField(label=_("What it is good for, in Danish"), max_length=300, required=False)
    description_sv = OpenTextField(label=_("What it is good for, in Swedish"), max_length=300, required=False)
    description_en = OpenTextField(label=_("What it is good for, in English"), max_length=300, required=False)
    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https", help_text=_("Begins with https://"))
    kind = forms.ChoiceField(label=_("What is it?"), choices=Resource.Kind)
    theme = forms.ModelChoiceField(label=_("For which theme?"), queryset=Theme.objects.none(), required=False, empty_label=_("All themes"))
    field = forms.ChoiceField(label=_("Where is it shown?"), choices=PLACES_OF_RESOURCES, required=False)
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=999, initial=100)

    def __init__(self, *args: Any, today: date, theme_id: int | None = None, **options: Any) -> None:
        """Any theme in use, and the one it has had since before it was retired."""
        super().__init__(*args, **options)
        self.fields["theme"].queryset = Theme.objects.for_form(today, theme_id)  # type: ignore[attr-defined]  # by the class above

    @classmethod
    def of(cls, resource: Resource, data: Mapping[str, Any] | None, *, today: date) -> "ResourceForm":
        """The resource as it stands, or as it was changed to."""
        texts = {f"{name}_{code}": getattr(resource, name).get(code, "") for name in ("title", "description") for code in LANGUAGES}
        columns = ("url", "kind", "theme", "field", "order")
        now = {name: getattr(resource, name) for name in columns}
        return cls(data, initial=texts | now, today=today, theme_id=resource.theme_id)

    def clean_url(self) -> str:
        """Only addresses that nobody can listen in on."""
        url: str = self.cleaned_data["url"]
        if not url.startswith("https://"):
            raise forms.ValidationError(_("Write an address that begins with https://"))
        return url

    def content(self) -> dict[str, Any]:
        """The columns of a resource."""
        said = self.cleaned_data
        texts = {name: {code: text for code in LANGUAGES if (text := said[f"{name}_{code}"])} for name in ("title", "description")}
        return texts | {name: said[name] for name in ("url", "kind", "theme", "field", "order")}
