"""The whole case on one page, in the order of BEK 799/2022 annex 1. Nothing is required to save; what is written must be right."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from injuries import words
from injuries.codes.choosing import FIELDS, fields_of, options, phrase_of
from injuries.codes.tables import Table, fits
from injuries.completeness import LABELS
from injuries.models import WITHOUT_INJURED, Case, CaseKind, Perpetrator, Place
from injuries.sealing import Health, Identity
from injuries.usecases.completing import Completed
from orgstructure import cpr
from safetynet.common.clock import COPENHAGEN
from safetynet.common.dates import DateField
from safetynet.common.law.injuries import injury_law
from safetynet.common.opentext import OpenTextField

if TYPE_CHECKING:
    from safetynet.common.http import QueryDict

COLUMNS: Final = (
    "kind", "perpetrator", "place_kind", "place", "is_off_premises", "is_outside_hours", "happened_on", "happened_at", "course",
    "environment", "process", "activity", "activity_agent", "deviation", "deviation_agent", "contact", "contact_agent", "may_claim",
    "is_serious", "hired_on",
)  # fmt: skip
IDENTITY: Final = ("sex", "age", "nationality", "occupation", "employment", "safety_representative")
HEALTH: Final = ("injury", "side", "harm", "treatment", "expected_absence", "note", "exposure_days")
BODY: Final = ("body", "body_2", "body_3")
INJURY: Final = ("injury", *BODY, "harm", "expected_absence")
WITH_PERPETRATOR: Final = (CaseKind.VIOLENCE, CaseKind.OFFENSIVE_ACT, *WITHOUT_INJURED)
NO_CPR: Final = {"cpr": _("This looks like a civil registration number (CPR). It belongs into the field for it, so take it out here.")}


def _text(name: str, length: int, **options: Any) -> OpenTextField:
    return OpenTextField(label=LABELS[name], max_length=length, required=False, error_messages=NO_CPR, **options)


def _code(name: str, hint: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=LABELS[name], required=False, help_text=hint)


class CompleteForm(forms.Form):
    """One case. `texts` of the sealed half come and go with it, so whoever opens it administers the case."""

    marks_optional = False

    # The person
    name = _text("name", 120)
    cpr = forms.CharField(label=LABELS["cpr"], max_length=20, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    sex = forms.ChoiceField(label=LABELS["sex"], choices=words.choices(words.SEX), required=False)
    age = forms.IntegerField(label=LABELS["age"], min_value=0, max_value=120, required=False)
    nationality = _text("nationality", 60)
    occupation = _text("occupation", 120)
    employment = forms.ChoiceField(label=LABELS["employment"], choices=words.choices(words.EMPLOYMENT), required=False)
    hired_on = DateField(label=LABELS["hired_on"], required=False)
    # What kind, where, when, how
    kind = forms.ChoiceField(label=_("What it is"), choices=CaseKind)
    perpetrator = forms.ChoiceField(label=_("Who did it"), choices=[("", "–"), *Perpetrator.choices], required=False)
    happened_on = DateField(label=LABELS["happened_on"])
    happened_at = forms.TimeField(
        label=LABELS["happened_at"], required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "14:30"})
    )
    is_outside_hours = forms.BooleanField(label=_("Outside working hours, because of the work"), required=False)
    place_kind = forms.ChoiceField(label=_("Kind of place"), choices=Place)
    is_off_premises = forms.BooleanField(label=_("Not on the employer's premises"), required=False)
    place = _text("place", 200)
    course = OpenTextField(
        label=LABELS["course"],
        max_length=4000,
        rows=4,
        help_text=_("The work-environment group reads this. Leave out names and everything about health."),
        error_messages=NO_CPR,
    )
    # The classification
    environment = _code("environment")
    process = _code("process")
    activity = _code("activity")
    activity_agent = _code("activity_agent")
    deviation = _code("deviation", _("If several things went wrong: the last one before the contact."))
    deviation_agent = _code("deviation_agent")
    contact = _code("contact")
    contact_agent = _code("contact_agent")
    # The injury
    injury = _code("injury")
    body = _code("body", _("The worst first."))
    body_2 = forms.ChoiceField(label=_("Another part of the body"), required=False)
    body_3 = forms.ChoiceField(label=_("A third part of the body"), required=False)
    side = forms.ChoiceField(label=_("Side"), choices=words.choices(words.SIDE), required=False)
    harm = OpenTextField(label=_("The injury in words"), max_length=2000, rows=2, required=False, error_messages=NO_CPR)
    treatment = OpenTextField(label=_("Treatment"), max_length=1000, rows=2, required=False, error_messages=NO_CPR)
    expected_absence = forms.ChoiceField(
        label=LABELS["expected_absence"],
        choices=words.choices(words.EXPECTED_ABSENCE),
        required=False,
        help_text=_("Days away from the usual work beyond the day of the injury, days off too."),
    )
    exposure_days = forms.IntegerField(
        label=_("How many days it went on"),
        min_value=1,
        max_value=36500,
        required=False,
        help_text=_("Only where it did not happen at once. An accident is sudden or within five days."),
    )
    # What decides the clock
    may_claim = forms.BooleanField(label=_("It may lead to a claim for compensation, though nobody was absent"), required=False)
    is_serious = forms.BooleanField(label=_("Serious: tell the inspectorate the same day"), required=False)
    died_on = DateField(label=_("The person has died: the employer knew of it on"), required=False)
    died_time = forms.TimeField(
        label=_("At what time"), required=False, widget=forms.TextInput(attrs={"inputmode": "numeric", "placeholder": "14:30"})
    )
    safety_representative = OpenTextField(
        label=_("Safety representative who was told"), max_length=120, required=False, error_messages=NO_CPR
    )
    note = OpenTextField(
        label=_("Your own note"),
        max_length=2000,
        rows=2,
        required=False,
        help_text=_("Kept with the health part; the injured sees it."),
        error_messages=NO_CPR,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        case: Case,
        sealed: tuple[Identity, Health] | None,
        absent_from: Iterable[date] = (),
        today: date,
    ) -> None:
        """As the case stands, with what its everyday words suggest where nothing is chosen yet."""
        self.case, self.today = case, today
        self.identity, self.health = sealed or (Identity(), Health())
        self.absent_from = tuple(absent_from)
        self.suggested: dict[str, str] = {}
        initial = self._standing()
        self._suggest(initial)
        super().__init__(data, initial=initial)
        self._fit_to_case()

    def _standing(self) -> dict[str, Any]:
        case, identity, health = self.case, self.identity, self.health
        died = case.died_at.astimezone(COPENHAGEN) if case.died_at else None
        parts = dict(zip(BODY, (*health.body, "", "", ""), strict=False))
        return {
            **{name: getattr(case, name) for name in COLUMNS},
            "happened_at": case.happened_at.strftime("%H:%M") if case.happened_at else "",
            **{name: getattr(identity, name) for name in (*IDENTITY, "name")},
            **{name: getattr(health, name) for name in HEALTH},
            **parts,
            "died_on": died.date() if died else None,
            "died_time": died.strftime("%H:%M") if died else "",
            "version": case.version,
        }

    def _suggest(self, initial: dict[str, Any]) -> None:
        phrase = phrase_of(self.case.phrase)
        offered = fields_of(phrase) if phrase else {}
        if not self.case.is_off_premises:
            offered.setdefault("environment", "051")
        if self.case.kind == CaseKind.VIOLENCE:
            offered["deviation"] = violent_deviation(self.case.perpetrator)
        if self.case.kind in WITHOUT_INJURED:
            offered.pop("injury", None)
        self.suggested = {name: code for name, code in offered.items() if not initial.get(name)}
        initial.update(self.suggested)

    def _fit_to_case(self) -> None:
        for name, table in (*FIELDS.items(), *((name, Table.BODY) for name in BODY)):
            field = self.fields[name]
            field.choices = options(table, self.case.happened_on, str(self.initial.get(name) or ""))  # type: ignore[attr-defined]
        if self.case.injured_id:
            del self.fields["name"]
            if self.case.injured and self.case.injured.cpr_encrypted:
                for name in ("cpr", "sex", "age", "nationality"):
                    del self.fields[name]
        law = injury_law()
        if not law.serious_same_day:
            del self.fields["is_serious"]
        if not law.notes_safety_representative:
            del self.fields["safety_representative"]
        if "cpr" in self.fields and self.identity.cpr:
            hint = gettext("%(number)s is kept. Write a number here only to change it.") % {"number": cpr.mask(self.identity.cpr)}
            self.fields["cpr"].help_text = hint

    def clean_cpr(self) -> str:
        """Ten digits that begin with a date; left empty the one that is kept stays."""
        if not (typed := self.cleaned_data["cpr"].strip()):
            return self.identity.cpr
        try:
            return cpr.normalise(typed)
        except cpr.NotACprNumberError as error:
            raise ValidationError(_("A CPR number is ten digits and begins with a date: 010190-1234.")) from error

    def clean(self) -> dict[str, Any]:
        """R46, R52, R53 and who did it."""
        given = super().clean() or {}
        self._check_days(given)
        self._check_codes(given)
        self._check_kind(given)
        if given.get("died_time") and not given.get("died_on"):
            self.add_error("died_on", _("Say on which day."))
        return given

    def _check_days(self, given: dict[str, Any]) -> None:
        happened, hired, died = given.get("happened_on"), given.get("hired_on"), given.get("died_on")
        if happened is None:
            return
        if happened > self.today:
            self.add_error("happened_on", _("This day has not come yet."))
        if any(day < happened for day in self.absent_from):
            self.add_error("happened_on", _("The absence begins before this day. Choose another day, or correct the absence first."))
        if hired and hired > happened:
            self.add_error("hired_on", _("Nobody is hurt at work before being hired: choose the day of the injury or an earlier one."))
        if died and not happened <= died <= self.today:
            self.add_error("died_on", _("Choose a day from the injury until today."))

    def _check_codes(self, given: dict[str, Any]) -> None:
        day = given.get("happened_on") or self.case.happened_on
        for name, table in (*FIELDS.items(), *((name, Table.BODY) for name in BODY[1:])):
            if given.get(name) and not fits(table, given[name], day):
                self.add_error(name, _("This code was not in use that day. Choose another."))

    def _check_kind(self, given: dict[str, Any]) -> None:
        kind, is_named = given.get("kind"), bool(self.case.injured_id)
        if kind in WITHOUT_INJURED and is_named:
            self.add_error("kind", _("Somebody was hurt, so it is no near miss. Choose what it is."))
        elif kind in WITHOUT_INJURED and any(given.get(name) for name in INJURY):
            self.add_error("kind", _("You have described an injury, so it is no near miss any more. Choose “accident at work”."))
        if given.get("perpetrator") and kind not in WITH_PERPETRATOR:
            self.add_error("perpetrator", _("Only violence and offensive acts are done by somebody. Leave it empty, or change what it is."))

    def say_it_moved_on(self) -> None:
        """Somebody saved after it was opened: what was typed stands, and saving once more means it."""
        data = cast("QueryDict", self.data).copy()
        data["version"] = str(Case.objects.values_list("version", flat=True).get(pk=self.case.pk))
        self.data = data
        told = _("Somebody else has saved this case meanwhile. What you wrote stands below; save again to keep yours.")
        self.add_error(None, told)

    def said(self) -> Completed:
        """As the use case wants it."""
        given = self.cleaned_data
        columns: dict[str, Any] = {name: given[name] for name in COLUMNS if name in given}
        columns["died_at"] = datetime.combine(given["died_on"], given["died_time"] or time(0), COPENHAGEN) if given["died_on"] else None
        identity = {name: given[name] for name in (*IDENTITY, "name", "cpr") if name in given}
        health: dict[str, Any] = {name: given[name] for name in HEALTH}
        health["body"] = tuple(dict.fromkeys(given[name] for name in BODY if given[name]))
        return Completed(columns, replace(self.identity, **identity), replace(self.health, **health))


def violent_deviation(perpetrator: str) -> str:
    """82 between employees, 83 by others (R54)."""
    return "82" if perpetrator == Perpetrator.INTERNAL else "83"
