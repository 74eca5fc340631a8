"""The order of plans as the page sends it: all plans in their new order, and which one was moved where."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safetynet.common.given import read_id
from safetynet.common.http import QueryDict


class OrderForm(forms.Form):
    """`order`: the ids as they stand; `seen`: as they stood when the page was drawn; `move`: `up:ID`, `down:ID` or `order`."""

    move = forms.RegexField(r"\A(?:(?:up|down):[0-9]{1,18}|order)\Z", required=True)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.listed = {"order": data.getlist("order"), "seen": data.getlist("seen")}

    def clean(self) -> dict[str, Any]:
        """The ids as numbers, the moved plan in its new place."""
        said = dict(self.cleaned_data)
        for name, values in self.listed.items():
            ids = [read_id(value) for value in values]
            if None in ids:
                raise forms.ValidationError(_("The order could not be read. Load the page again and try once more."))
            said[name] = ids
        said["order"] = _moved(said["order"], said.get("move", "order"))
        return said


def _moved(order: list[int], move: str) -> list[int]:
    """The plan one place up or down; unchanged at the ends."""
    way, _colon, text = move.partition(":")
    if not text or int(text) not in order:
        return order
    here = order.index(int(text))
    there = here - 1 if way == "up" else here + 1
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
    return order
