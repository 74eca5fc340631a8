"""Forms of a decision: to whom it is handed, and why no plan is made of one that was handed to us."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orgstructure.models import Committee
from safetynet.common.opentext import OpenTextField


class CommitteesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django's own is no generic at run time
    """Committees and groups with what the region calls their level."""

    def label_from_instance(self, obj: Committee) -> str:
        """Name and level."""
        return f"{obj.name} ({obj.level_name})" if obj.level_name else obj.name


class HandForm(forms.Form):
    """Which committees and groups below are to make a plan of it."""

    committees = CommitteesField(
        label=_("Who is to make a plan of it?"),
        queryset=Committee.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose one or more of the committees and groups below.")},
    )

    def __init__(self, data: Any = None, *, choices: Collection[int]) -> None:
        """`choices` are those below that it was not handed to yet."""
        super().__init__(data)
        rows = Committee.objects.filter(pk__in=choices).select_related("level").order_by("depth", "name_sort")
        self.fields["committees"].queryset = rows  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """Why no plan is made here."""

    because = OpenTextField(
        label=_("Why do you not make a plan of it?"),
        max_length=300,
        rows=3,
        help_text=_("The committee that decided it reads your answer."),
    )
