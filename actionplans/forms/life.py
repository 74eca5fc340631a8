"""Answers about a published plan: the verdict, an ending, a new date, a note."""

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from actionplans.forms.risk import RiskField
from actionplans.models import ActionPlan, CriterionResult, EndedCode, NextStep, Verdict, VerdictSource
from actionplans.models.choices import ASKED_VERDICTS, CHOSEN_DEADLINE_REASONS, DeadlineReason
from actionplans.models.risk import Risk
from actionplans.usecases import delays, faults
from actionplans.usecases.life import EvaluationAnswer
from orgstructure.models import User
from safetynet.common.dates import DateField
from safetynet.common.opentext import OpenTextField

A_YEAR = timedelta(days=365)
TIME_TO_TELL = timedelta(weeks=6)
CRITERION = "criterion_"
SAID_BEFOREHAND = {EndedCode.DECIDED_AGAINST.value: _("We decided not to do it.")}


capfirst_lazy = lazy(capfirst, str)


def sentence_case(choices: Any) -> list[tuple[str, Any]]:
    """The same choices, each beginning with a capital letter as answers on a form do."""
    return [(value, capfirst_lazy(label)) for value, label in choices]


def large_choices(label: Any, choices: Any, hints: dict[str, object], *, required: bool = True) -> forms.ChoiceField:
    """Radio buttons as large cards, each with its sentence."""
    field = forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=required)
    field.as_cards = True  # type: ignore[attr-defined]  # read by the renderer
    field.option_hints = hints  # type: ignore[attr-defined]
    return field


class How(models.TextChoices):
    """Two ways of more time; both count."""

    MOVE = "move", _("Move the closing date")
    SNOOZE = "snooze", _("Keep the date, and remind us later")


def _refuse(found: faults.Faults) -> None:
    if found:
        raise forms.ValidationError(list(found.values()))


class EvaluationForm(forms.Form):
    """Did it help? One choice is enough; the rest invites. Also used by the link in a mail.

    What only some verdicts need is shown by style sheet when that verdict is chosen, and asked for here.
    """

    marks_optional = False  # the page says that one choice is enough

    verdict = large_choices(
        _("What fits best?"),
        sentence_case([(verdict.value, verdict.label) for verdict in ASKED_VERDICTS]),
        {
            Verdict.SOLVED: _("The problem is gone, or small enough to live with."),
            Verdict.PARTLY: _("It is better, but not all the way."),
            Verdict.NO_EFFECT: _("It is as it was."),
            Verdict.WORSE: _("It has become more of a problem."),
            Verdict.TOO_EARLY: _("The measure has not worked long enough yet."),
        },
    )
    next_step = large_choices(
        _("What happens next?"),
        sentence_case([choice for choice in NextStep.choices if choice[0] != NextStep.NONE]),
        {
            NextStep.ADJUST: _("The plan goes back into progress with a new date, and you change the measures."),
            NextStep.NEW_PLAN: _("This plan is closed; its text is carried over to a new one."),
        },
        required=False,
    )
    new_on = DateField(label=_("When do you evaluate the next time?"), required=False)
    wanted_effects = OpenTextField(
        label=_("What do you notice?"), help_text=_("A sentence is enough, for example “Nobody lifts alone any more.”"),
        max_length=2000, rows=2, required=False,
    )  # fmt: skip
    source = forms.ChoiceField(
        label=_("What do you base it on?"), choices=sentence_case(VerdictSource.choices), widget=forms.RadioSelect, required=False,
        help_text=_("Asking, counting or looking weighs more, but an impression is an honest answer too."),
    )  # fmt: skip
    residual = RiskField(label=_("How large is the risk now?"))
    unwanted_effects = OpenTextField(label=_("Has it had effects you did not want?"), max_length=2000, rows=2, required=False)
    heard = OpenTextField(
        label=_("Who have you heard?"), help_text=_("For example “All on the day shift, at the staff meeting”. No names are needed."),
        max_length=300, required=False,
    )  # fmt: skip
    method = OpenTextField(label=_("How did you find out?"), max_length=300, required=False)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, plan: ActionPlan, today: date, verdict: str = "") -> None:
        """For this plan on this day; `verdict` is chosen beforehand, as the button in a mail or on the plan does."""
        day = max(today + TIME_TO_TELL, plan.implement_by or today, plan.evaluate_on or today)
        super().__init__(
            data, initial={"verdict": verdict, "submission_id": uuid.uuid4(), "new_on": day, "source": VerdictSource.OWN_IMPRESSION}
        )
        self.plan, self.today = plan, today
        self.criteria = list(plan.criteria.all())
        for criterion in self.criteria:
            self.fields[f"{CRITERION}{criterion.pk}"] = forms.ChoiceField(
                label=criterion.text, choices=sentence_case(CriterionResult.Result.choices), widget=forms.RadioSelect, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Says at the field what the verdict demands."""
        given: dict[str, Any] = super().clean() or {}
        if "verdict" in given and "new_on" in given:
            step = given.get("next_step") or NextStep.NONE
            found = faults.of_evaluation(self.plan, given["verdict"], step, given["new_on"], today=self.today)
            for name, text in found.items():
                self.add_error(name, text)
        return given

    def criterion_fields(self) -> list[forms.BoundField]:
        """One question for each success criterion."""
        return [self[f"{CRITERION}{criterion.pk}"] for criterion in self.criteria]

    def answer(self) -> EvaluationAnswer:
        """What the use case takes."""
        given = dict(self.cleaned_data)
        results = {c.pk: CriterionResult.Result(said) for c in self.criteria if (said := given.pop(f"{CRITERION}{c.pk}", ""))}
        verdict, step = Verdict(given.pop("verdict")), NextStep(given.pop("next_step") or NextStep.NONE)
        given["source"] = given["source"] or VerdictSource.OWN_IMPRESSION
        return EvaluationAnswer(verdict=verdict, next_step=step, residual=Risk.read(given.pop("residual")), results=results, **given)


class LeaveForm(forms.Form):
    """Ended without being carried out, and why."""

    code = forms.ChoiceField(label=_("Why is it not carried out?"), choices=sentence_case(EndedCode.choices), widget=forms.RadioSelect)
    reason = OpenTextField(
        label=_("Say it in a sentence"), help_text=_("Your colleagues read it, so that they know why nothing more happens."),
        max_length=1000, rows=2,
    )  # fmt: skip

    def __init__(self, data: Any = None, *, code: str = "") -> None:
        """`code` is chosen beforehand where the reason is known already."""
        super().__init__(data, initial={"code": code, "reason": SAID_BEFOREHAND.get(code, "")})


class ExtendForm(forms.Form):
    """More time and why: the closing date is moved, or only the reminders wait. Knows which date the person saw."""

    marks_optional = False  # “how” is chosen beforehand, and the reason says when words are needed

    how = large_choices(
        _("What kind of time?"),
        How.choices,
        {
            How.MOVE: _("The plan itself needs longer. The first date stays visible, and the change is counted."),
            How.SNOOZE: _("The dates stay as they are, and nobody is reminded before the day you choose."),
        },
        required=False,
    )
    new_on = DateField(label=_("Until when?"))
    code = forms.ChoiceField(
        label=_("Why do you need more time?"),
        choices=sentence_case([(code.value, code.label) for code in CHOSEN_DEADLINE_REASONS]),
        widget=forms.RadioSelect,
    )
    reason = OpenTextField(label=_("A few words about it"), max_length=1000, rows=2, required=False)
    seen_on = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, plan: ActionPlan, by: User, today: date) -> None:
        """For this plan and person on this day."""
        super().__init__(data, initial={"seen_on": plan.expected_closing_on, "how": How.MOVE})
        self.plan, self.today = plan, today
        self.allowance = delays.allowance_of(plan, by, today=today)
        self.fields["reason"].help_text = _("Needed when the reason is “%(other)s”.") % {"other": DeadlineReason.OTHER.label}

    @property
    def is_snooze(self) -> bool:
        """Only the reminders wait."""
        return bool(self.cleaned_data.get("how") == How.SNOOZE)

    def clean(self) -> dict[str, Any]:
        """Within what the plan may still get, and by the date that stands, which is the one the person saw."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("seen_on") and given["seen_on"] != self.plan.expected_closing_on:
            self.add_error(None, _("Somebody has just moved the date. Look at the plan again before you move it once more."))
        elif given.get("new_on") and "code" in given and "reason" in given:
            for name, text in self._faults(given).items():
                self.add_error(name, text)
        return given

    def _faults(self, given: dict[str, Any]) -> faults.Faults:
        answer, is_snooze = (given["new_on"], given["code"], given["reason"]), self.is_snooze
        found = delays.of_snooze(*answer, today=self.today) if is_snooze else faults.of_extension(self.plan, *answer, today=self.today)
        return found | delays.faults_of(self.plan, self.allowance, given["new_on"], today=self.today, is_snooze=is_snooze)

    def answer(self) -> dict[str, Any]:
        """What `life.extend` and `life.snooze` take beside who and when."""
        given = {name: self.cleaned_data[name] for name in ("code", "reason")}
        return given | {"until" if self.is_snooze else "new_on": self.cleaned_data["new_on"]}


class PostponeForm(forms.Form):
    """“Not carried out yet”, and when then."""

    implement_by = DateField(label=_("Carried out no later than"))

    def __init__(self, data: Any = None, *, plan: ActionPlan, today: date) -> None:
        """For this plan on this day."""
        super().__init__(data)
        self.plan, self.today = plan, today

    def clean_implement_by(self) -> date:
        """After today and in time for the evaluation."""
        day: date = self.cleaned_data["implement_by"]
        _refuse(faults.of_postponement(self.plan, day, today=self.today))
        return day


class ReviewDateForm(forms.Form):
    """When a standing plan is looked at again; a year ahead unless another date is chosen."""

    review_on = DateField(label=_("Looked at again on"))
    reason = OpenTextField(label=_("Why does it not end?"), max_length=1000, rows=2, required=False)

    def __init__(self, data: Any = None, *, today: date) -> None:
        """As seen on this day."""
        super().__init__(data, initial={"review_on": today + A_YEAR})
        self.today = today

    def clean_review_on(self) -> date:
        """Within two years from now."""
        day: date = self.cleaned_data["review_on"]
        _refuse(faults.of_review(day, today=self.today))
        return day


class ReviewForm(ReviewDateForm):
    """The yearly look: what was seen, and when next."""

    reason = OpenTextField(label=_("What did you see?"), max_length=1000, rows=2)
    field_order = ("reason", "review_on")


class ReopenForm(forms.Form):
    """An ended plan is taken up again: why, and until when."""

    reason = OpenTextField(label=_("Why is it opened again?"), max_length=1000, rows=2)
    new_on = DateField(label=_("New expected closing date"))

    def __init__(self, data: Any = None, *, plan: ActionPlan, today: date) -> None:
        """For this plan on this day."""
        super().__init__(data)
        self.plan, self.today = plan, today

    def clean_new_on(self) -> date:
        """A date to come."""
        day: date = self.cleaned_data["new_on"]
        _refuse(faults.of_new_date(self.plan, day, today=self.today))
        return day


class NoteForm(forms.Form):
    """A note on how it goes."""

    text = OpenTextField(label=_("How is it going?"), max_length=2000, rows=2)
    submission_id = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None) -> None:
        """With its own random number: sent twice, it is one note."""
        super().__init__(data, initial={"submission_id": uuid.uuid4()})
