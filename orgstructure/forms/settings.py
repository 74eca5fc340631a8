"""Forms of the organisation's settings."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from orgstructure.models import Follows, Level, SeatRole, SeatRule, Threshold, Unit
from orgstructure.training import ELSEWHERE, IN_A_GROUP
from orgstructure.usecases.configuring import Bounds
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

LANGUAGES = ("da", "sv", "en")
COUNTED = (SeatRole.LEADER, SeatRole.AMR, SeatRole.CHAIR, SeatRole.VICE_CHAIR, SeatRole.MEMBER, SeatRole.STEWARD)
MOST_SEATS = 99
TRAINED = [(role.value, role.label) for role in (*IN_A_GROUP, *ELSEWHERE)]


class LevelForm(forms.Form):
    """A level: names, how committees of it are recognised, and how many seats of each role an agreement asks for."""

    name_da = OpenTextField(label=_("Name in Danish"), max_length=80)
    name_sv = OpenTextField(label=_("Name in Swedish"), max_length=80, required=False)
    name_en = OpenTextField(label=_("Name in English"), max_length=80, required=False)
    order = forms.IntegerField(label=_("Order"), min_value=0, max_value=999, help_text=_("Levels are tried from the lowest number."))
    is_group = forms.BooleanField(label=_("Is a work-environment group"), required=False)
    name_pattern = forms.CharField(
        label=_("Names begin with"), max_length=120, required=False, help_text=_("A regular expression, for example ^AMG.")
    )
    last_day = DateField(
        label=_("Last day in use"), required=False, help_text=_("From the day after no committee is recognised by this level.")
    )
    depth = forms.IntegerField(label=_("Else by depth"), min_value=0, max_value=20, required=False, help_text=_("The top is 0."))

    def __init__(self, *args: Any, is_counted: bool, **options: Any) -> None:
        """Two numbers for each role, once the level is there."""
        super().__init__(*args, **options)
        for role in COUNTED if is_counted else ():
            words = {"role": role.label}
            number: dict[str, Any] = {"min_value": 0, "max_value": MOST_SEATS, "required": False}
            self.fields[f"least_{role.value}"] = forms.IntegerField(label=_("At least: %(role)s") % words, **number)
            self.fields[f"most_{role.value}"] = forms.IntegerField(label=_("At most: %(role)s") % words, **number)

    @classmethod
    def of(cls, level: Level, data: Mapping[str, Any] | None) -> "LevelForm":
        """The level as it stands, or as it was changed to."""
        rules = SeatRule.objects.filter(level=level, valid_to=None) if level.pk else []
        bounds = {f"least_{rule.role}": rule.at_least for rule in rules} | {f"most_{rule.role}": rule.at_most for rule in rules}
        columns = {name: getattr(level, name) for name in ("order", "is_group", "name_pattern", "depth")} if level.pk else {}
        columns["last_day"] = level.last_day
        names = {f"name_{code}": (level.name or {}).get(code, "") for code in LANGUAGES}
        return cls(data, initial=names | columns | bounds, is_counted=level.pk is not None)

    def clean_name_pattern(self) -> str:
        """Only what can be read as a pattern."""
        pattern: str = self.cleaned_data["name_pattern"]
        try:
            re.compile(pattern)
        except re.error as error:
            raise forms.ValidationError(_("This pattern cannot be read. Write for example ^AMG.")) from error
        return pattern

    def clean(self) -> dict[str, Any]:
        """The most is not less than the least."""
        said = super().clean() or {}
        for role in COUNTED:
            least, most = said.get(f"least_{role.value}") or 0, said.get(f"most_{role.value}")
            if most is not None and most < least:
                self.add_error(f"most_{role.value}", _("The most cannot be less than the least."))
        return said

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Least and most of each role, side by side."""
        return [(self[f"least_{role.value}"], self[f"most_{role.value}"]) for role in COUNTED]

    @property
    def columns(self) -> dict[str, Any]:
        """Of the level."""
        said = self.cleaned_data
        names = {code: text for code in LANGUAGES if (text := said[f"name_{code}"])}
        ends = said["last_day"] + timedelta(days=1) if said["last_day"] else None
        return {"name": names, "valid_to": ends} | {name: said[name] for name in ("order", "is_group", "name_pattern", "depth")}

    @property
    def bounds(self) -> dict[str, Bounds]:
        """Least and most by role."""
        said = self.cleaned_data
        return {
            role.value: (said[f"least_{role.value}"] or 0, said[f"most_{role.value}"]) for role in COUNTED if f"most_{role.value}" in said
        }


class RoleWordForm(forms.Form):
    """What a word of the feed stands for."""

    word = OpenTextField(label=_("The feed's word (Hverv)"), max_length=80)
    role = forms.ChoiceField(label=_("Stands for"), choices=SeatRole)


class ThresholdForm(forms.Form):
    """Numbers that hold from today."""

    group_size = forms.IntegerField(label=_("A group covers at most so many employees"), min_value=1, max_value=9999)
    warning_days = forms.IntegerField(label=_("Warn so many days before a seat ends"), min_value=1, max_value=730)
    hospital_depth = forms.IntegerField(
        label=_("Hospitals stand at this depth of the line organisation"), min_value=0, max_value=19, help_text=_("The top is 0.")
    )

    @classmethod
    def of(cls, row: Threshold, data: Mapping[str, Any] | None) -> "ThresholdForm":
        """As they are."""
        return cls(data, initial={name: getattr(row, name) for name in cls.base_fields})


def _days(label: "StrPromise") -> forms.DecimalField:
    """Whole and half days; 0 where none are agreed."""
    return forms.DecimalField(label=label, min_value=0, max_value=30, max_digits=4, decimal_places=1, required=False, localize=True)


class AgreementForm(forms.Form):
    """Which part follows what, from when, and what that demands."""

    unit = forms.ModelChoiceField(label=_("Part of the organisation"), queryset=Unit.objects.none(), empty_label=_("Choose a unit"))
    follows = forms.ChoiceField(label=_("Follows"), choices=Follows)
    name = OpenTextField(label=_("Its name and where it is found"), max_length=160)
    valid_from = DateField(label=_("First day"))
    amr_term_years = forms.IntegerField(label=_("Years a representative is elected for"), min_value=1, max_value=4, initial=2)
    largest_without_group = forms.IntegerField(
        label=_("Workplaces of up to so many employees need no group"),
        min_value=0,
        max_value=9,
        initial=9,
        help_text=_("0: every unit needs one."),
    )
    demands_training_plan = forms.BooleanField(label=_("Asks for a training plan"), required=False)
    trained_roles = forms.MultipleChoiceField(
        label=_("Who must train"),
        choices=TRAINED,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen, and empty below: as the law says."),
    )
    mandatory_days = _days(_("Days of the mandatory course"))
    mandatory_within_months = forms.IntegerField(
        label=_("Months from taking office to complete it"), min_value=1, max_value=24, required=False
    )
    supplementary_days = _days(_("Days of the supplementary training"))
    supplementary_offered_within_months = forms.IntegerField(
        label=_("Months from the course to offer it"), min_value=1, max_value=24, required=False
    )
    yearly_days = _days(_("Days offered each later year"))
    discussion_points = OpenTextField(
        label=_("Points that the annual discussion must also take up"), max_length=2000, rows=3, required=False
    )
    documentation = OpenTextField(label=_("What must be kept in writing"), max_length=2000, rows=3, required=False)

    def __init__(self, *args: Any, units: QuerySet[Unit], **options: Any) -> None:
        """Among the units that the person configures."""
        super().__init__(*args, **options)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # by the class above

    @property
    def columns(self) -> dict[str, Any]:
        """All but the unit."""
        return {name: value for name, value in self.cleaned_data.items() if name != "unit"}
