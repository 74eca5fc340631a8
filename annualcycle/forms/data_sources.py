"""Form of one source of the data pack."""

from django import forms
from django.utils.translation import gettext_lazy as _

from annualcycle.models import DataSource
from safetynet.common.opentext import OpenTextField

LANGUAGES = ("da", "sv", "en")


class DataSourceForm(forms.Form):
    """The region's own word for it, by language, and whether it is shown."""

    label_da = OpenTextField(label=_("Name in Danish"), max_length=80, help_text=_("The word that you use yourselves, for example “VTC”."))
    label_sv = OpenTextField(label=_("Name in Swedish"), max_length=80, required=False)
    label_en = OpenTextField(label=_("Name in English"), max_length=80, required=False)
    is_on = forms.BooleanField(label=_("Show it in discussions"), required=False)

    @classmethod
    def of(cls, source: DataSource) -> "DataSourceForm":
        """As it stands."""
        return cls(initial={"is_on": source.is_on} | {f"label_{code}": source.label.get(code, "") for code in LANGUAGES})

    @property
    def label(self) -> dict[str, str]:
        """By language, empty ones left out."""
        return {code: text for code in LANGUAGES if (text := self.cleaned_data[f"label_{code}"])}
