"""A view's name and who else finds it; the columns of a list."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplans import columns
from actionplans.filters import PlanFilter, own_units
from actionplans.forms.life import sentence_case
from actionplans.models import ActionPlan, SavedView
from actionplans.usecases.views import ViewAnswer
from orgstructure.models import User
from safetynet.common.http import QueryDict
from safetynet.common.opentext import OpenTextField

LONGEST_WORDS = 2000
NOT_KEPT = ("page", "view")


class ViewForm(forms.Form):
    """What the view is called, who else finds it, and whether the person's lists begin with it."""

    marks_optional = False

    name = OpenTextField(label=_("What shall the view be called?"), help_text=_("For example “Waiting for me”."), max_length=60)
    sharing = forms.ChoiceField(
        label=_("Who else may find it?"), choices=sentence_case(SavedView.Sharing.choices), widget=forms.RadioSelect,
        initial=SavedView.Sharing.PRIVATE,
        help_text=_("Each sees only the plans that he or she may see."),
    )  # fmt: skip
    unit = forms.TypedChoiceField(label=_("Which unit?"), coerce=int, empty_value=None, required=False)
    is_default = forms.BooleanField(label=_("My list of plans begins here"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *, user: User, today: date, view: SavedView | None = None, is_page: bool = False
    ) -> None:
        """The units are the person's own; a view keeps the one it has. No list begins with a page."""
        now = {} if view is None else {"name": view.name, "sharing": view.sharing, "unit": view.unit_id, "is_default": view.is_default}
        super().__init__(data, initial=now)
        if is_page:
            del self.fields["is_default"]
        self.units = {unit.pk: unit for unit in own_units(user, today)}
        if view is not None and view.unit is not None:
            self.units.setdefault(view.unit.pk, view.unit)
        self.fields["unit"].choices = [(pk, unit.name) for pk, unit in self.units.items()]  # type: ignore[attr-defined]
        if not self.units:
            del self.fields["unit"]
            self.fields["sharing"].choices = [  # type: ignore[attr-defined]
                choice for choice in sentence_case(SavedView.Sharing.choices) if choice[0] != SavedView.Sharing.UNIT
            ]

    def clean(self) -> dict[str, Any]:
        """Shared with a unit says which."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("sharing") == SavedView.Sharing.UNIT and not given.get("unit") and "unit" not in self.errors:
            self.add_error("unit", forms.ValidationError(forms.Field.default_error_messages["required"], code="required"))
        return given

    def answer(self) -> ViewAnswer:
        """What the use case takes."""
        given = self.cleaned_data
        unit = self.units.get(given.get("unit") or 0)
        return ViewAnswer(given["name"], given["sharing"], unit, is_default=given.get("is_default", False))


def words_of(text: str, user: User, today: date) -> str | None:
    """The words of a list's address as a view keeps them; None when the list would not understand them."""
    if len(text) > LONGEST_WORDS:
        return None
    said = QueryDict(text, mutable=True)
    for word in NOT_KEPT:
        said.pop(word, None)
    found = PlanFilter(said, ActionPlan.objects.none(), user=user, today=today)
    return said.urlencode() if said and found.is_understood else None


class ColumnsForm(forms.Form):
    """`order`: all codes as they stand; `shown`: the ticked ones; `move`: `up:CODE`, `down:CODE` or nothing."""

    move = forms.RegexField(r"\A(?:(?:up|down):[a-z_]{1,20}|order)\Z", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.order, self.shown = data.getlist("order"), data.getlist("shown")

    def clean(self) -> dict[str, Any]:
        """The codes of all columns in their new order, and which are shown; at least one."""
        said: dict[str, Any] = dict(self.cleaned_data)
        if sorted(self.order) != sorted(columns.ALL):
            raise forms.ValidationError(_("The columns could not be read. Load the page again and try once more."))
        way, _colon, code = said.get("move", "").partition(":")
        order = list(self.order)
        if code in order:
            here = order.index(code)
            there = min(max(here + (-1 if way == "up" else 1), 0), len(order) - 1)
            order.insert(there, order.pop(here))
        said["codes"] = [code for code in order if code in self.shown]
        said["order"] = order
        return said
