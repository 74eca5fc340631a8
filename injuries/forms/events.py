"""What the list of events is narrowed by."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from injuries.models import CaseKind, Place


class EventFilterForm(forms.Form):
    """Kind, kind of place, year; an answer that is none of those shown asks for all."""

    marks_optional = False

    kind = forms.ChoiceField(label=_("What happened"), required=False)
    place = forms.ChoiceField(label=_("Where"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any, *, years: Sequence[int]) -> None:
        """Years are those in which something happened."""
        super().__init__(data)
        every = [("", _("All"))]
        self.fields["kind"].choices = [*every, *((kind.value, capfirst(kind.label)) for kind in CaseKind)]  # type: ignore[attr-defined]
        self.fields["place"].choices = [*every, *((place.value, capfirst(place.label)) for place in Place)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [*every, *((str(year), str(year)) for year in years)]  # type: ignore[attr-defined]

    def wanted(self) -> dict[str, Any]:
        """As `following_up.narrowed` wants it."""
        self.is_valid()
        said = self.cleaned_data
        return {"kind": said.get("kind", ""), "place": said.get("place", ""), "year": int(said["year"]) if said.get("year") else None}
