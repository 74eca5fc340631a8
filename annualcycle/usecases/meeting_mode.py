"""What a running meeting does with one item: the plan changes where it stands, and the minutes get their line in the same breath.

The line is Danish, whatever the language of the one at the keys: the minutes are read by everybody. Who may do it to the plan
is asked by the view, as on the plan's own pages.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionplans.models import ActionPlan, DeadlineReason, EffectEvaluation, EndedCode, NextStep, Verdict
from actionplans.usecases import life, lifting, taking_back
from actionplans.usecases.life import EvaluationAnswer
from actionplans.usecases.lifting import Asked
from annualcycle.errors import NotNowError, StaleError
from annualcycle.models import AgendaItem
from annualcycle.usecases import meetings
from orgstructure.models import User

LONGEST_LINE = 200


@transaction.atomic
def judge(*, item: AgendaItem, answer: EvaluationAnswer, version: int, by: User, now: datetime, today: date) -> None:
    """The verdict on the item's plan, given in the meeting, with what it rests on."""
    plan = _plan_of(item)
    _write(item, _line_of_verdict(answer), version=version, by=by, now=now)
    life.evaluate(plan, answer, by=by, now=now, today=today, channel=EffectEvaluation.Channel.MEETING)


def _line_of_verdict(answer: EvaluationAnswer) -> str:
    with _in_minutes():
        said = {"verdict": answer.verdict.label, "day": _day(answer.new_on)}
        if answer.verdict == Verdict.TOO_EARLY:
            return _("Too early to tell; evaluated again on %(day)s.") % said
        if answer.next_step == NextStep.ADJUST:
            return _("Evaluated: %(verdict)s. The plan is adjusted and evaluated again on %(day)s.") % said
        if answer.next_step == NextStep.NEW_PLAN:
            return _("Evaluated: %(verdict)s. A new plan carries on.") % said
        return _("Evaluated: %(verdict)s.") % said


@transaction.atomic
def give_time(*, item: AgendaItem, given: Mapping[str, Any], version: int, by: User, now: datetime, today: date) -> None:
    """A new closing date with its reason; how often and how far is for the plan's own rules to say."""
    plan = _plan_of(item)
    with _in_minutes():
        why = given["reason"] if given["code"] == DeadlineReason.OTHER else DeadlineReason(given["code"]).label
        line = _("New date %(day)s, because: %(why)s.") % {"day": _day(given["new_on"]), "why": str(why).rstrip(".")}
    _write(item, line, version=version, by=by, now=now)
    life.extend(plan, by=by, now=now, today=today, **given)


@transaction.atomic
def carry_out(*, item: AgendaItem, version: int, by: User, now: datetime, today: date) -> None:
    """The measures are in place."""
    plan = _plan_of(item)
    with _in_minutes():
        line = _("Carried out; the effect is evaluated on %(day)s.") % {"day": _day(plan.evaluate_on)}
    _write(item, line, version=version, by=by, now=now)
    life.carry_out(plan, by=by, now=now, today=today)


@transaction.atomic
def leave(*, item: AgendaItem, code: str, reason: str, version: int, by: User, now: datetime) -> None:
    """Ended without being carried out, and why."""
    plan = _plan_of(item)
    with _in_minutes():
        line = _("Ended as not carried out: %(why)s.") % {"why": EndedCode(code).label}
    _write(item, line, version=version, by=by, now=now)
    life.leave(plan, code=code, reason=reason, by=by, now=now)


@transaction.atomic
def lift(*, item: AgendaItem, asked: Asked, version: int, by: User, now: datetime, today: date) -> None:
    """What the plan cannot solve itself is lifted, with a date for an answer."""
    with _in_minutes():
        line = _("Lifted to %(unit)s, who answer by %(day)s.") % {"unit": asked.to_unit.name, "day": _day(asked.answer_by)}
    _write(item, line, version=version, by=by, now=now)
    lifting.ask(asked, by=by, now=now, today=today)


@transaction.atomic
def answer(*, item: AgendaItem, text: str, version: int, by: User, now: datetime) -> None:
    """What was lifted to us is answered; the answer goes back to those who asked."""
    if item.matter is None:
        raise NotNowError(_("This item is not about a lifted matter."))
    with _in_minutes():
        line = _("Answered: %(text)s") % {"text": text}
    _write(item, line, version=version, by=by, now=now)
    lifting.answer(item.matter, text=text, by=by, now=now)


@transaction.atomic
def decide(*, item: AgendaItem, decided: Mapping[str, Any], version: int, by: User, now: datetime) -> None:
    """A decision in words, with who does it and by when; sent twice it is one."""
    with _in_minutes():
        line = _("Decided: %(text)s") % {"text": decided["text"]}
    _write(item, line, version=version, by=by, now=now, decided=decided)


@transaction.atomic
def say(*, item: AgendaItem, words: Mapping[str, str], version: int, by: User, now: datetime) -> None:
    """Talked about, and nothing else changes."""
    meetings.deal(item=item, words=words, version=version, by=by, now=now)


@transaction.atomic
def talked(*, item: AgendaItem, version: int, by: User, now: datetime) -> None:
    """The shortest of them: it was talked about."""
    with _in_minutes():
        line = _("Talked about.")
    _write(item, line, version=version, by=by, now=now)


@transaction.atomic
def take_back(*, item: AgendaItem, version: int, by: User, now: datetime) -> None:
    """What was given to the plan by mistake, a date, “carried out” or its ending: it is undone, the line goes, the item waits again."""
    plan = _plan_of(item)
    if step := step_of(item):
        taking_back.take_step_back(plan, step, by=by, now=now)
    else:
        life.undo(plan, by=by, now=now)
    if not AgendaItem.objects.filter(pk=item.pk, version=version).update(
        outcome="", done_at=None, done_by=None, is_postponed=False, version=F("version") + 1
    ):
        raise StaleError


def step_of(item: AgendaItem) -> taking_back.Step | None:
    """The new date or the “carried out” that the plan got when the item was last dealt with; None where it was something else."""
    if item.plan is None or item.done_at is None or item.done_by_id is None:
        return None
    return taking_back.step_at(item.plan, item.done_at, item.done_by_id)


def _plan_of(item: AgendaItem) -> ActionPlan:
    if item.plan is None:
        raise NotNowError(_("This item is not about a plan."))
    return item.plan


def _write(item: AgendaItem, line: str, *, version: int, by: User, now: datetime, decided: Mapping[str, Any] | None = None) -> None:
    """What was said stays; the line is new."""
    short = line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1]}…"
    meetings.deal(item=item, words={"outcome": short}, version=version, by=by, now=now, decided=decided)


@contextmanager
def _in_minutes() -> Iterator[None]:
    with override(settings.LANGUAGE_CODE):
        yield


def _day(day: date | None) -> str:
    return date_format(day, "DATE_FORMAT") if day else ""
