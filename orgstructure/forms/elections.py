"""Forms of an election."""

import uuid
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.forms.training import read
from orgstructure.models import Committee, Election, Seat, User
from orgstructure.regime import Regime
from orgstructure.training import months_after
from orgstructure.usecases.correcting import Correction
from orgstructure.usecases.electing import Call, Result, electorate_of
from safetynet.common.dates import DateField
from safetynet.common.law.organisation import organisation_law

MONTHS = 12


class ElectionForm(forms.Form):
    """Call an election."""

    role = forms.ChoiceField(label=gettext_lazy("Whom to elect"), choices=Election.ELECTED_ROLES)
    seats = forms.IntegerField(label=gettext_lazy("Number of seats"), min_value=1, max_value=20, initial=1)
    held_on = DateField(label=gettext_lazy("Day of the election"))
    valid_from = DateField(label=gettext_lazy("Taking office"))
    last_day = DateField(label=gettext_lazy("Last day of the period"), required=False)
    agreement = forms.CharField(
        label=gettext_lazy("Agreement of a longer period"),
        max_length=300,
        required=False,
    )
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, regime: Regime, data: Any = None) -> None:
        """The usual term is that of the law or the agreement which holds in the committee's area (R5)."""
        super().__init__(data, initial={"submission_id": uuid.uuid4(), "seats": 1})
        law = organisation_law()
        self.term, self.longest = regime.amr_term_years, law.amr_term_years_agreed
        self.free = max(law.amr_term_years, regime.amr_term_years if regime.is_agreement else 0)
        words = {"years": self.term, "source": regime.source}
        self.fields["last_day"].help_text = _("Leave empty for %(years)s years (%(source)s).") % words
        words = {"years": self.free, "most": self.longest}
        self.fields["agreement"].help_text = _("Over %(years)s years: who agreed and when. %(most)s years are the most.") % words

    def clean(self) -> dict[str, Any]:
        """Days in order, and the period within what law and agreement allow."""
        given: dict[str, Any] = super().clean() or {}
        held_on, valid_from = given.get("held_on"), given.get("valid_from")
        if not held_on or not valid_from:
            return given
        if valid_from < held_on:
            self.add_error("valid_from", _("Office is taken on the day of the election or later."))
        last_day = given.get("last_day")
        given["valid_to"] = date.fromordinal(last_day.toordinal() + 1) if last_day else months_after(valid_from, MONTHS * self.term)
        if given["valid_to"] <= valid_from:
            self.add_error("last_day", _("The period ends after it began."))
        if given["valid_to"] > months_after(valid_from, MONTHS * self.longest):
            self.add_error("last_day", _("The period is %(years)s years at most.") % {"years": self.longest})
        elif given["valid_to"] > months_after(valid_from, MONTHS * self.free) and not given.get("agreement"):
            self.add_error("agreement", _("A period over %(years)s years needs the agreement.") % {"years": self.free})
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

    def __init__(self, election: Election, committee: Committee, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files)
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
        self.fields["minutes_file"] = forms.FileField(
            label=_("Minutes as a file"),
            help_text=_("PDF, picture or Word, at most 10 MB. Every employee can open it, as the minutes above."),
            required=False,
            allow_empty_file=True,
        )

    def result(self) -> Result:
        """As the use case takes it."""
        given = self.cleaned_data
        votes = {pk: given[f"votes_{pk}"] for pk in self.ids if given.get(f"votes_{pk}") is not None}
        elected, ending = [int(pk) for pk in given["elected"]], [int(pk) for pk in given.get("ending", [])]
        return Result(elected, votes, ending, given["minutes"], *read(given["minutes_file"]))


class CorrectionForm(ResultForm):
    """The right result as the form for a result asks for it, filled with what stood, and why that was wrong."""

    def __init__(self, election: Election, committee: Committee, data: Any = None, files: Any = None) -> None:
        super().__init__(election, committee, data, files)
        held = list(election.candidates.filter(withdrawn_at=None))
        self.fields["elected"].initial = [str(row.user_id) for row in held if row.is_elected]
        self.fields["elected"].required = False
        for row in held:
            if name := self.fields.get(f"votes_{row.user_id}"):
                name.initial = row.votes
        self._ask_for_ended_seats(election)
        self.fields["minutes"].initial = election.minutes
        self.fields["also"] = forms.ModelChoiceField(
            label=_("Elected without having been put up"),
            queryset=electorate_of(committee, election.held_on).exclude(pk__in=self.ids),
            required=False,
            empty_label=_("Nobody"),
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why was the result wrong?"), max_length=300, help_text=_("Stands on the election's page with your name.")
        )
        self.fields["submission_id"] = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
        self.order_fields(["elected", "also"])

    def _ask_for_ended_seats(self, election: Election) -> None:
        """The seats that the wrong result ended, and the others still held; never those it made."""
        own = set(Seat.objects.filter(candidate__election=election).values_list("pk", flat=True))
        ended = [row["seat"] for row in election.ended_seats]
        rows = Seat.objects.filter(pk__in=ended).select_related("user").order_by("user__name_sort", "pk")
        field: Any = self.fields.get("ending")
        others = [(pk, name) for pk, name in (field.choices if field else []) if int(pk) not in own and int(pk) not in ended]
        choices = [(str(seat.pk), seat.user.get_full_name()) for seat in rows] + others
        self.fields.pop("ending", None)
        if choices:
            self.fields["ending"] = forms.MultipleChoiceField(
                label=_("Whose seat ends with the election"),
                choices=choices,
                widget=forms.CheckboxSelectMultiple,
                initial=[str(pk) for pk in ended],
                required=False,
            )
            self.order_fields(["elected", *(name for name in self.fields if name.startswith("votes_")), "ending"])

    def clean(self) -> dict[str, Any]:
        """Somebody was elected: of those put up, or another."""
        given: dict[str, Any] = super().clean() or {}
        if "elected" in given and not given["elected"] and not given.get("also"):
            self.add_error("elected", _("Choose who was elected."))
        return given

    def correction(self) -> Correction:
        """As the use case takes it."""
        given, result = self.cleaned_data, self.result()
        also = given["also"].pk if given["also"] else None
        if also is not None:
            result = replace(result, elected=[*result.elected, also])
        return Correction(result, given["reason"], given["submission_id"], also)


class CloseForm(forms.Form):
    """End an election without a result."""

    state = forms.ChoiceField(
        label=gettext_lazy("What happened"),
        choices=[(state, state.label) for state in (Election.State.NOBODY, Election.State.CANCELLED)],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)
