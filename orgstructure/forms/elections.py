"""Forms of an election."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.models import Committee, Election, Seat, User
from orgstructure.training import months_after
from orgstructure.usecases.electing import Call, Result, electorate_of
from safetynet.common.dates import DateField

USUAL, LONGEST = 24, 48  # months: 2 years, up to 4 by agreement (R5)


class ElectionForm(forms.Form):
    """Call an election."""

    role = forms.ChoiceField(label=gettext_lazy("Whom to elect"), choices=Election.ELECTED_ROLES)
    seats = forms.IntegerField(label=gettext_lazy("Number of seats"), min_value=1, max_value=20, initial=1)
    held_on = DateField(label=gettext_lazy("Day of the election"))
    valid_from = DateField(label=gettext_lazy("Taking office"))
    last_day = DateField(label=gettext_lazy("Last day of the period"), help_text=gettext_lazy("Leave empty for two years."), required=False)
    agreement = forms.CharField(
        label=gettext_lazy("Agreement of a longer period"),
        help_text=gettext_lazy("Over two years: who agreed and when. Four years are the most."),
        max_length=300,
        required=False,
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "seats": 1})

    def clean(self) -> dict[str, Any]:
        """Days in order, and the period within what law and agreement allow."""
        given: dict[str, Any] = super().clean() or {}
        held_on, valid_from = given.get("held_on"), given.get("valid_from")
        if not held_on or not valid_from:
            return given
        if valid_from < held_on:
            self.add_error("valid_from", _("Office is taken on the day of the election or later."))
        last_day = given.get("last_day")
        given["valid_to"] = date.fromordinal(last_day.toordinal() + 1) if last_day else months_after(valid_from, USUAL)
        if given["valid_to"] <= valid_from:
            self.add_error("last_day", _("The period ends after it began."))
        if given["valid_to"] > months_after(valid_from, LONGEST):
            self.add_error("last_day", _("The period is four years at most."))
        elif given["valid_to"] > months_after(valid_from, USUAL) and not given.get("agreement"):
            self.add_error("agreement", _("A period over two years needs the agreement."))
        return given

    def call(self) -> Call:
        """What was asked for."""
        names = ("role", "seats", "held_on", "valid_from", "valid_to", "agreement", "submission_id")
        return Call(**{name: self.cleaned_data[name] for name in names})


class StandForm(forms.Form):
    """Put up a candidate of the electorate."""

    user = forms.ModelChoiceField(label=gettext_lazy("Candidate"), queryset=User.objects.none())

    def __init__(self, election: Election, data: Any = None) -> None:
        super().__init__(data)
        standing = election.candidates.filter(withdrawn_at=None).values("user")
        field: Any = self.fields["user"]
        field.queryset = electorate_of(election.committee, election.held_on).exclude(pk__in=standing)


class ResultForm(forms.Form):
    """Who was elected, the votes where they were counted, whose seat ends, and the minutes."""

    def __init__(self, election: Election, committee: Committee, data: Any = None) -> None:
        super().__init__(data)
        standing = list(election.candidates.filter(withdrawn_at=None).select_related("user").order_by("user__name_sort", "pk"))
        names = [(str(row.user_id), row.user.get_full_name()) for row in standing]
        peaceful = [names[0][0]] if len(names) == 1 else []
        self.fields["elected"] = forms.MultipleChoiceField(
            label=_("Elected"), choices=names, widget=forms.CheckboxSelectMultiple, initial=peaceful
        )
        self.ids = [row.user_id for row in standing]
        if len(names) > 1:
            for pk, name in names:
                self.fields[f"votes_{pk}"] = forms.IntegerField(
                    label=_("Votes for %(name)s") % {"name": name}, min_value=0, max_value=100_000, required=False
                )
        held = Seat.objects.filter(committee=committee, role=election.role, valid_from__lt=election.valid_from)
        former = list(held.exclude(valid_to__lte=election.valid_from).select_related("user").order_by("user__name_sort", "pk"))
        if former:
            self.fields["ending"] = forms.MultipleChoiceField(
                label=_("Whose seat ends with the election"),
                choices=[(str(seat.pk), seat.user.get_full_name()) for seat in former],
                widget=forms.CheckboxSelectMultiple,
                initial=[str(seat.pk) for seat in former] if election.seats >= len(former) else [],
                required=False,
            )
        self.fields["minutes"] = forms.CharField(
            label=_("Minutes"), widget=forms.Textarea(attrs={"rows": 5}), max_length=10_000, required=False
        )

    def result(self) -> Result:
        """As the use case takes it."""
        given = self.cleaned_data
        votes = {pk: given[f"votes_{pk}"] for pk in self.ids if given.get(f"votes_{pk}") is not None}
        return Result([int(pk) for pk in given["elected"]], votes, [int(pk) for pk in given.get("ending", [])], given["minutes"])


class CloseForm(forms.Form):
    """End an election without a result."""

    state = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[(state, state.label) for state in (Election.State.NOBODY, Election.State.CANCELLED)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)
