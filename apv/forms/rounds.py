"""Forms of a round: preparing it, picking people for a pilot, extending, raising limits, giving a half."""

import re
import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apv.checks import LANGUAGE_NAMES
from apv.models import Round
from apv.models.rounds import usual_reminders
from apv.round_choices import RoundChoices
from apv.usecases.rounds import LIMITS, RESULTS_AFTER, USUAL_LENGTH, USUAL_LIMITS, Prepared
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

LARGEST_LIMIT = 500
LARGEST_THRESHOLD = 50  # what the preview reckons with costs its square for every unit
MOST_DAYS = 365
LIMIT_LABELS = {
    "threshold": gettext_lazy("Results from how many answers"),
    "text_threshold": gettext_lazy("Free texts from how many answers"),
    "sensitive_threshold": gettext_lazy("Offensive behaviour from how many answers"),
    "split_threshold": gettext_lazy("Divided results from how many answers"),
}


def _limit(name: str) -> forms.IntegerField:
    largest = LARGEST_THRESHOLD if name == "threshold" else LARGEST_LIMIT
    return forms.IntegerField(label=LIMIT_LABELS[name], min_value=1, max_value=largest)


def _choice(label: Any, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, coerce=int, empty_value=None, **options)


class RoundForm(forms.Form):
    """Everything a round is prepared with. What it says of a key can wait until the keys are made."""

    use_required_attribute = False
    name = OpenTextField(label=gettext_lazy("Name of the survey"), max_length=120)
    name_sv = OpenTextField(label=gettext_lazy("Name in Swedish"), max_length=120, required=False)
    name_en = OpenTextField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    questionnaire = _choice(gettext_lazy("Questionnaire"))
    top = _choice(gettext_lazy("Who is asked: this unit and all below it"))
    tree_on = DateField(
        label=gettext_lazy("The organisation as of"),
        help_text=gettext_lazy("Who works where on this day counts. A reorganisation afterwards changes nothing in the survey."),
    )
    opens_on = DateField(label=gettext_lazy("First day"))
    closes_on = DateField(label=gettext_lazy("Last day"))
    results_on = DateField(
        label=gettext_lazy("Results come on"), required=False, help_text=gettext_lazy("The receipt says so to those who have answered.")
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages to answer in"),
        choices=list(LANGUAGE_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one language.")},
    )
    key_holder = _choice(gettext_lazy("Key holder"), required=False)
    key_deputy = _choice(
        gettext_lazy("Key deputy"),
        required=False,
        help_text=gettext_lazy("Two different people. Each gets half of the key, and both are needed to open the answers."),
    )
    threshold = _limit("threshold")
    text_threshold = _limit("text_threshold")
    sensitive_threshold = _limit("sensitive_threshold")
    split_by = _choice(gettext_lazy("Divide results by"), required=False)
    split_threshold = _limit("split_threshold")
    expected_share = forms.IntegerField(
        label=gettext_lazy("Share expected to answer, per cent"),
        min_value=10,
        max_value=100,
        help_text=gettext_lazy("The preview reckons with it."),
    )
    compared_with = _choice(gettext_lazy("Compare with"), required=False)
    remind_after = OpenTextField(
        label=gettext_lazy("Remind so many days after the first one"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Numbers with commas between. Only those who have not answered get a reminder, and nobody sees who."),
    )
    remind_before = forms.IntegerField(
        label=gettext_lazy("And so many days before the last one"), min_value=0, max_value=60, help_text=gettext_lazy("0 for none.")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, choices: RoundChoices, initial: Mapping[str, Any]) -> None:
        """With what this person may choose."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), **initial})
        self.offered = choices
        some: dict[str, Any] = {
            "questionnaire": [("", _("Choose a questionnaire")), *choices.questionnaire_choices],
            "top": [("", _("Choose a unit")), *choices.units],
            "key_holder": [("", _("Choose somebody")), *choices.people],
            "key_deputy": [("", _("Choose somebody")), *choices.people],
            "split_by": [("", _("Not divided")), *choices.split_choices],
            "compared_with": [("", _("Nothing")), *choices.round_choices],
        }
        for name, rows in some.items():
            self.fields[name].choices = rows  # type: ignore[attr-defined]  # a choice field, by the class above

    def clean_remind_after(self) -> tuple[int, ...]:
        """Days as numbers."""
        written: str = self.cleaned_data["remind_after"]
        parts = [part for part in re.split(r"[\s,;]+", written) if part]
        if not all(part.isascii() and part.isdecimal() and 0 < int(part[:4]) <= MOST_DAYS and len(part) <= len("365") for part in parts):
            raise forms.ValidationError(_("Write days as numbers, for example 7, 14."))
        return tuple(sorted({int(part) for part in parts}))

    def prepared(self) -> Prepared:
        """As the use case takes it."""
        given, offered = self.cleaned_data, self.offered
        names = {settings.LANGUAGE_CODE: given["name"], "sv": given["name_sv"], "en": given["name_en"]}
        same = ("tree_on", "opens_on", "closes_on", "results_on", "remind_after", "remind_before", "expected_share")
        return Prepared(
            name={language: name for language, name in names.items() if name},
            questionnaire=offered.questionnaires[given["questionnaire"]],
            top=offered.unit_by_pk[given["top"]],
            languages=tuple(given["languages"]),
            limits={name: given[name] for name in LIMITS},
            split_by=offered.questions.get(given["split_by"] or 0),
            compared_with=offered.rounds.get(given["compared_with"] or 0),
            key_holder=offered.people_by_pk.get(given["key_holder"] or 0),
            key_deputy=offered.people_by_pk.get(given["key_deputy"] or 0),
            **{name: given[name] for name in same},
        )

    def show(self, missing: Mapping[str, str]) -> None:
        """What the use case refused, at its field."""
        for field, sentence in missing.items():
            self.add_error(field if field in self.fields else None, sentence)


def fresh(choices: RoundChoices, today: date) -> dict[str, Any]:
    """A first round: two weeks from now, for three weeks, with the usual limits."""
    opens_on = today + timedelta(days=14)
    closes_on = opens_on + USUAL_LENGTH
    only = list(choices.questionnaires) if len(choices.questionnaires) == 1 else [None]
    return {
        "questionnaire": only[0],
        "top": next(iter(choices.unit_by_pk), None),
        "tree_on": today,
        "opens_on": opens_on,
        "closes_on": closes_on,
        "results_on": closes_on + RESULTS_AFTER,
        "languages": [settings.LANGUAGE_CODE],
        "expected_share": 70,
        "remind_after": ", ".join(str(days) for days in usual_reminders()),
        "remind_before": 2,
        **USUAL_LIMITS,
    }


def as_prepared(prepared: Prepared) -> dict[str, Any]:
    """The form's beginning from what a round is to be."""
    chosen = ("questionnaire", "top", "key_holder", "key_deputy", "split_by", "compared_with")
    same = ("tree_on", "opens_on", "closes_on", "results_on", "expected_share", "remind_before")
    return {
        **{name: getattr(getattr(prepared, name), "pk", None) for name in chosen},
        **{name: getattr(prepared, name) for name in same},
        **prepared.limits,
        "name": prepared.name.get(settings.LANGUAGE_CODE) or next(iter(prepared.name.values()), ""),
        "name_sv": prepared.name.get("sv", "") if settings.LANGUAGE_CODE != "sv" else "",
        "name_en": prepared.name.get("en", ""),
        "languages": list(prepared.languages),
        "remind_after": ", ".join(str(days) for days in prepared.remind_after),
    }


def as_it_is(survey_round: Round) -> dict[str, Any]:
    """The form's beginning from a round in preparation."""
    names = ("name", "questionnaire", "top", "tree_on", "opens_on", "closes_on", "results_on", "split_by", "compared_with")
    more = ("key_holder", "key_deputy", "remind_before", "expected_share")
    kept = Prepared(
        **{name: getattr(survey_round, name) for name in (*names, *more)},
        languages=tuple(survey_round.languages),
        remind_after=tuple(survey_round.remind_after),
        limits={name: getattr(survey_round, name) for name in LIMITS},
    )
    return as_prepared(kept) | {"version": survey_round.version}


class PilotForm(forms.Form):
    """Who tries the round first."""

    picked = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Who tries it?"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one person.")},
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: list[tuple[int, str]]) -> None:
        super().__init__(data, initial={"submission_id": uuid.uuid4()})
        self.fields["picked"].choices = people  # type: ignore[attr-defined]


class ExtendForm(forms.Form):
    """A later last day."""

    last_day = DateField(label=gettext_lazy("New last day"))


class LimitsForm(forms.Form):
    """Stricter limits while the round runs."""

    threshold = _limit("threshold")
    text_threshold = _limit("text_threshold")
    sensitive_threshold = _limit("sensitive_threshold")
    split_threshold = _limit("split_threshold")


class HalfForm(forms.Form):
    """One's half as it stands on the sheet."""

    half = forms.CharField(
        label=gettext_lazy("Your half of the key"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false", "class": "key-half"}),
        help_text=gettext_lazy("Capital or small letters, with or without spaces. O and 0, I and 1 are read as the same."),
        error_messages={"required": gettext_lazy("Type the half that stands on your sheet.")},
    )
