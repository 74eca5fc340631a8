"""The form on which the region words one point of the stall checklist."""

from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from actionplans.models import StallPoint
from actionplans.models.stall import TEXTS
from safetynet.common.given import read_id
from safetynet.common.opentext import OpenTextField

LANGUAGES: Final[dict[str, str | Promise]] = {"da": _("In Danish"), "sv": _("In Swedish"), "en": _("In English")}
LABELS: Final[dict[str, str | Promise]] = {
    "question": _("Question"),
    "hint": _("How to answer it"),
    "next_step": _("What to try first"),
    "cause": _("What the cause is called in figures"),
}
LONGEST: Final = {"question": 200, "hint": 300, "next_step": 300, "cause": 80}


class StallPointForm(forms.Form):
    """Four texts in three languages; Danish is needed, the others fall back to it. Knows which version it was shown with."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, point: StallPoint) -> None:
        """The point as it stands."""
        start = {f"{name}_{code}": getattr(point, name).get(code, "") for name in TEXTS for code in LANGUAGES}
        super().__init__(data, initial=start | {"seen": point.pk})
        self.point = point
        for code in LANGUAGES:
            for name in TEXTS:
                rows = 2 if LONGEST[name] > LONGEST["cause"] else None
                self.fields[f"{name}_{code}"] = OpenTextField(
                    label=LABELS[name], max_length=LONGEST[name], rows=rows, required=code == "da"
                )

    @property
    def shown(self) -> StallPoint:
        """The point as it was when the form was opened, of whichever version."""
        pk = read_id(self.cleaned_data["seen"])
        return StallPoint.objects.filter(pk=pk or 0).first() or self.point

    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the name of their language."""
        return [(str(language), [self[f"{name}_{code}"] for name in TEXTS]) for code, language in LANGUAGES.items()]

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """By text and language, empty ones left out."""
        said = self.cleaned_data
        return {name: {code: text for code in LANGUAGES if (text := said[f"{name}_{code}"])} for name in TEXTS}
