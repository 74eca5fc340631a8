"""What an answer about a plan must hold, as sentences by field; forms ask beforehand, the use cases before they write."""

from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan, DeadlineReason, HoldAnswer, HoldStep, NextStep, Status, Verdict
from actionplans.requirements import LONGEST_AHEAD

WITHOUT_EFFECT = (Verdict.NO_EFFECT, Verdict.WORSE)
CLEAN_UP_AFTER = timedelta(days=90)
Faults = dict[str, str]


def needs_new_date(verdict: str, next_step: str) -> bool:
    """The plan goes on after this verdict, so it needs a date to go on to."""
    return verdict == Verdict.TOO_EARLY or (verdict in WITHOUT_EFFECT and next_step == NextStep.ADJUST)


def of_evaluation(plan: ActionPlan, verdict: str, next_step: str, new_on: date | None, *, today: date) -> Faults:
    """No effect and worse say what follows (R32); what goes on has a new date."""
    if verdict in WITHOUT_EFFECT and next_step == NextStep.NONE:
        return {"next_step": _("Choose what happens next: adjust this plan, or make a new one that carries on.")}
    if not needs_new_date(verdict, next_step):
        return {}
    found = of_new_date(plan, new_on, today=today)
    if found or new_on is None or verdict != Verdict.TOO_EARLY or plan.implement_by is None or new_on >= plan.implement_by:
        return found
    return {"new_on": _("Choose %(day)s or later: until then the measures are being put in place.") % {"day": _day(plan.implement_by)}}


def is_old(plan: ActionPlan, *, today: date) -> bool:
    """Left lying: under way, and its closing date passed more than 90 days ago, or its evaluation while it waits for that."""
    if plan.status not in (Status.ACTIVE, Status.AWAITING):
        return False
    asked_on = plan.evaluate_on if plan.status == Status.AWAITING else plan.expected_closing_on
    return asked_on is not None and asked_on < today - CLEAN_UP_AFTER


def of_unknown(plan: ActionPlan, words: str, *, today: date) -> Faults:
    """“Cannot be known any more” is for old plans only, and says why: else it would be the easy way past an evaluation."""
    if not is_old(plan, today=today):
        return {"verdict": _("Only a plan whose date passed more than 90 days ago can end as “cannot be known any more”.")}
    return {} if words.strip() else {"wanted_effects": _("Write in a sentence why it cannot be known.")}


def of_new_date(plan: ActionPlan, new_on: date | None, *, today: date, field: str = "new_on") -> Faults:
    """A date to come, not before the plan's start and not further ahead than anybody plans (R28)."""
    if new_on is None:
        return {field: _("Write the new date.")}
    if new_on <= today:
        return {field: _("Choose a date after today.")}
    if plan.starts_on and new_on < plan.starts_on:
        return {field: _("Choose a date after the plan's start, %(day)s.") % {"day": _day(plan.starts_on)}}
    return _too_far(new_on, today, field)


def of_extension(plan: ActionPlan, new_on: date, code: str, reason: str, *, today: date) -> Faults:
    """Later than now and than the present date; “other” says why in words."""
    found = of_new_date(plan, new_on, today=today)
    if not found and plan.expected_closing_on and new_on <= plan.expected_closing_on:
        found = {"new_on": _("Choose a date after the present one, %(day)s.") % {"day": _day(plan.expected_closing_on)}}
    if not code:
        found["code"] = _("Choose why the date is moved.")
    if code == DeadlineReason.OTHER and not reason.strip():
        found["reason"] = _("Write in a few words why the date is moved.")
    return found


def of_postponement(plan: ActionPlan, implement_by: date, *, today: date) -> Faults:
    """After today, and in time for the evaluation."""
    if implement_by <= today:
        return {"implement_by": _("Choose a date after today.")}
    if plan.evaluate_on and implement_by > plan.evaluate_on:
        text = _("The effect is evaluated on %(day)s. Choose a date before that, or move the plan's closing date.")
        return {"implement_by": text % {"day": _day(plan.evaluate_on)}}
    return {}


def of_review(review_on: date, *, today: date) -> Faults:
    """A standing plan is looked at again within two years."""
    if review_on <= today:
        return {"review_on": _("Choose a date after today.")}
    if review_on > today + 2 * timedelta(days=366):
        return {"review_on": _("Choose a date within two years: a standing plan is looked at every year.")}
    return {}


def of_disagreement(words: str) -> Faults:
    """Who sees it differently says how: that is what helps."""
    return {} if words.strip() else {"words": _("Write in a sentence what you see differently.")}


def of_hold_check(plan: ActionPlan, answer: str, next_step: str, words: str, new_on: date | None, *, today: date) -> Faults:
    """What no longer works is told in a sentence, and the problem that is back has a next step; opened again, it has a date."""
    if answer == HoldAnswer.STILL:
        return {}
    found = {} if words.strip() else {"words": _("Write in a sentence what you see.")}
    if answer == HoldAnswer.NO and next_step == HoldStep.NONE:
        found["next_step"] = _("Choose what happens next: open this plan again, or make a new one that carries on.")
    return found | (of_new_date(plan, new_on, today=today) if next_step == HoldStep.REOPEN else {})


def of_reason(reason: str) -> Faults:
    """An ending and a new beginning say why."""
    return {} if reason.strip() else {"reason": _("Write in a sentence why.")}


def _too_far(day: date, today: date, field: str) -> Faults:
    if day <= today + LONGEST_AHEAD:
        return {}
    return {field: _("The date is more than five years ahead. Check the year, or make the plan standing.")}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
