"""What becomes of a finding: one decision, by whoever decides first; setting it aside takes two (R19, R36)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from actionplans.errors import IllegalMoveError
from actionplans.models import ActionPlan, LiftedMatter
from actionplans.usecases import lifting
from actionplans.usecases.lifting import Asked
from apv.errors import NotReadyError, RefusedError
from apv.models import LOOKED_AT, Finding, FindingReview, Outcome, UnitAssessment
from apv.usecases.noting import note
from orgstructure.models import Unit, User
from orgstructure.reports import group_of

LONGEST_AHEAD = timedelta(days=3 * 366)
A_YEAR = timedelta(days=366)
BY_A_PLAN = (Outcome.PLAN,)  # decided by making one, never by a form
OPEN_TO_A_PLAN = Q(outcome="") | Q(outcome=Outcome.LATER)


@dataclass(frozen=True)
class Look:
    """What is said when it is looked at again. `number` is how often it was before, plus one, as its writer saw it."""

    number: int
    words: str
    next_on: date | None
    is_solved: bool = False
    submission_id: UUID | None = None


@dataclass(frozen=True)
class Decision:
    """What the form says; which of it is needed depends on the outcome."""

    outcome: str
    text: str = ""
    on: date | None = None
    responsible: User | None = None
    to_unit: Unit | None = None
    question: str = ""
    submission_id: UUID | None = None


@transaction.atomic
def decide(finding: Finding, decision: Decision, *, by: User, now: datetime, today: date) -> None:
    """Decide what happens. `NotReadyError` says by field what is missing; `RefusedError` when somebody decided before, or it is completed.

    “Not a problem here” is only proposed by this: the finding stays undecided until the representative and another both say so.
    """
    locked = _lock(finding)
    if locked.is_decided and decision.submission_id and locked.outcome == decision.outcome and locked.decided_by_id == by.pk:
        return  # the same form once more
    _refuse_decided(locked)
    if missing := missing_in(locked, decision, by=by, today=today):
        raise NotReadyError(missing)
    note(finding.unit, by, now)
    if decision.outcome == Outcome.NOT_HERE:
        changes: dict[str, Any] = {"aside_by": by, "aside_at": now, "outcome_text": decision.text}
    else:
        changes = {"outcome": decision.outcome, "decided_at": now, "decided_by": by, "aside_by": None, "aside_at": None}
        changes |= _columns(locked, decision, by=by, now=now, today=today)
    _write(finding, changes)


def missing_in(finding: Finding, decision: Decision, *, by: User, today: date) -> dict[str, str]:
    """By field what this decision still needs, as a sentence; empty when it may be taken."""
    if decision.outcome not in Outcome.values or decision.outcome in BY_A_PLAN:
        return {"outcome": _("Choose what happens.")}
    if finding.is_acute and decision.outcome != Outcome.AT_ONCE:
        return {"outcome": _("This is acute. Do something about it today, and say what; or make an acute plan.")}
    wanted = {
        Outcome.AT_ONCE: _at_once,
        Outcome.LATER: _later,
        Outcome.LIFTED: _lifted,
        Outcome.STANDING: _standing,
        Outcome.NOT_HERE: _not_here,
    }[Outcome(decision.outcome)]
    return wanted(finding, decision, by, today)


def _at_once(finding: Finding, decision: Decision, _by: User, today: date) -> dict[str, str]:
    missing = {} if decision.text.strip() else {"text": _("Write what was done.")}
    if decision.responsible is None:
        missing["responsible"] = _("Choose who did it, or does it.")
    if decision.on is None:
        missing["on"] = _("Say when.")
    elif finding.is_acute and decision.on > today:
        missing["on"] = _("An acute danger is made safe the same day.")
    elif decision.on > today + timedelta(days=31):
        missing["on"] = _("That is not at once. Choose a day within a month, or give it a later date in the written plan.")
    return missing


def _later(_finding: Finding, decision: Decision, _by: User, today: date) -> dict[str, str]:
    return _ahead(
        decision.on,
        today,
        _("Say by when you take it up."),
        within=LONGEST_AHEAD,
        far=_("The APV is due again before that. Choose an earlier day."),
    )


def _lifted(_finding: Finding, decision: Decision, _by: User, today: date) -> dict[str, str]:
    missing = {} if decision.to_unit else {"to_unit": _("Choose who can change it.")}
    if not decision.question.strip():
        missing["question"] = _("Write what you ask for, and what you have tried yourselves.")
    far = _("Choose a date within a year.")
    return missing | _ahead(decision.on, today, _("Say by when you need an answer."), within=lifting.LONGEST_AHEAD, far=far)


def _standing(_finding: Finding, decision: Decision, _by: User, today: date) -> dict[str, str]:
    missing = {} if decision.text.strip() else {"text": _("Write why it cannot be changed, and how you look after each other meanwhile.")}
    far = _("A standing condition is looked at every year. Choose a day within a year.")
    return missing | _ahead(decision.on, today, _("Say when you look at it again."), within=A_YEAR, far=far)


def _not_here(finding: Finding, decision: Decision, _by: User, today: date) -> dict[str, str]:
    if not decision.text.strip():
        return {"text": _("Write why it is not a work-environment problem here.")}
    if not group_of(finding.unit, today).amrs:
        return {"outcome": _("No representative covers this unit, so nobody can agree to set it aside. Choose something else.")}
    return {}


def _ahead(on: date | None, today: date, ask: str, *, within: timedelta, far: str, name: str = "on") -> dict[str, str]:
    if on is None:
        return {name: ask}
    if on <= today:
        return {name: _("Choose a date after today.")}
    return {name: far} if on > today + within else {}


def _columns(finding: Finding, decision: Decision, *, by: User, now: datetime, today: date) -> dict[str, Any]:
    columns = {"outcome_text": decision.text, "outcome_on": decision.on, "responsible": decision.responsible}
    if decision.outcome != Outcome.LIFTED or decision.to_unit is None or decision.on is None:
        return columns
    asked = Asked(finding.unit, decision.to_unit, finding.title, decision.question, decision.on, decision.submission_id or uuid4())
    return columns | {"lifted": lifting.ask(asked, by=by, now=now, today=today), "outcome_text": "", "outcome_on": None}


@transaction.atomic
def agree(finding: Finding, *, by: User, now: datetime, today: date) -> None:
    """The second of the two sets it aside; one of them is the unit's representative. `RefusedError` when that does not hold."""
    locked = _lock(finding)
    _refuse_decided(locked)
    if locked.aside_by is None:
        raise RefusedError(_("Nobody proposes to set it aside (any more)."))
    representative = representative_of(locked, by, today)
    if representative is None:
        raise RefusedError(_("It takes two: the representative of the unit, and another who decides here."))
    note(finding.unit, by, now)
    _write(finding, {"outcome": Outcome.NOT_HERE, "agreed_by": representative, "decided_at": now, "decided_by": by})


def representative_of(finding: Finding, second: User, today: date) -> User | None:
    """Who of the two, proposer and this second person, is the unit's representative; None when it is not two, or neither is."""
    first = finding.aside_by
    if first is None or first.pk == second.pk:
        return None
    amrs = {amr.pk for amr in group_of(finding.unit, today).amrs}
    return second if second.pk in amrs else first if first.pk in amrs else None


@transaction.atomic
def disagree(finding: Finding, *, by: User, now: datetime) -> None:
    """The proposal to set it aside is off the table; the finding waits for another decision."""
    _refuse_decided(_lock(finding))
    note(finding.unit, by, now)
    _write(finding, {"aside_by": None, "aside_at": None, "outcome_text": ""})


@transaction.atomic
def decide_anew(finding: Finding, *, by: User, now: datetime) -> None:
    """Take a decision back while the APV is under way. `RefusedError` where a plan was made, or an answer has come."""
    locked = _lock(finding)
    if locked.outcome == Outcome.PLAN:
        raise RefusedError(_("A plan was made, and a plan stays. End it with a reason instead."))
    if locked.reviews.exists():
        raise RefusedError(_("It was looked at again since. Look at it once more, and say what happens."))
    note(finding.unit, by, now)
    if locked.lifted is not None:
        _withdraw(locked.lifted, by=by, now=now)
    empty = {"outcome": "", "decided_at": None, "decided_by": None, "outcome_text": "", "outcome_on": None}
    _write(finding, {**empty, "responsible": None, "agreed_by": None, "lifted": None, "aside_by": None, "aside_at": None})


def _withdraw(matter: LiftedMatter, *, by: User, now: datetime) -> None:
    """What was lifted is taken back; an answer that has come stays where it is."""
    if matter.withdrawn_at:
        return
    try:
        lifting.withdraw(matter, by=by, now=now)
    except IllegalMoveError as error:
        raise RefusedError(_("The answer has come. Read it, and make a plan or propose a new finding.")) from error


@transaction.atomic
def review(finding: Finding, look: Look, *, by: User, now: datetime, today: date) -> FindingReview:
    """A standing condition or a thing put off is looked at again, also after its APV is completed: it waits on, or it is solved.

    `NotReadyError` says by field what is missing; `RefusedError` when somebody looked meanwhile, it is solved, or a plan took it up.
    Sent twice, it is the row that is there.
    """
    number = look.submission_id or uuid4()
    if there := FindingReview.objects.filter(finding=finding, submission_id=number).first():
        return there
    locked = Finding.objects.select_for_update(of=("self",)).select_related("unit").get(pk=finding.pk)
    last = locked.reviews.select_related("by").last()
    _refuse_look(locked, last, look)
    if missing := _missing_in_look(locked, look, today):
        raise NotReadyError(missing)
    note(locked.unit, by, now)
    said = {"words": look.words.strip(), "next_on": None if look.is_solved else look.next_on}
    return FindingReview.objects.create(finding=locked, number=look.number, on=today, by=by, at=now, submission_id=number, **said)


def _refuse_look(finding: Finding, last: FindingReview | None, look: Look) -> None:
    if finding.outcome not in LOOKED_AT or finding.withdrawn_on:
        raise RefusedError(_("It is not one of those that are looked at again."))
    if last is not None and last.next_on is None:
        raise RefusedError(_("It is solved already: %(who)s wrote so.") % {"who": last.by})
    if look.number != (last.number if last else 0) + 1:
        raise RefusedError(
            _("%(who)s has looked at it meanwhile. Read it, and write again if there is more to say.") % {"who": last and last.by}
        )


def _missing_in_look(finding: Finding, look: Look, today: date) -> dict[str, str]:
    missing = {} if look.words.strip() else {"words": _("Write what you saw, and what you do about it.")}
    if look.is_solved:
        return missing
    if finding.outcome == Outcome.LATER:
        far = _("The APV is due again before that. Choose an earlier day.")
        return missing | _ahead(look.next_on, today, _("Say by when you take it up."), within=LONGEST_AHEAD, far=far, name="next_on")
    far = _("A standing condition is looked at every year. Choose a day within a year.")
    return missing | _ahead(look.next_on, today, _("Say when you look at it again."), within=A_YEAR, far=far, name="next_on")


@transaction.atomic
def begin_plan(finding: Finding, plan: ActionPlan) -> None:
    """The plan springs from the finding; it decides nothing before it is published."""
    finding.plans.add(plan)


@transaction.atomic
def publish_plan(plan: ActionPlan, *, by: User, now: datetime) -> None:
    """What waited for this plan is decided by it; other decisions stay, and the plan stands beside them."""
    rows = Finding.objects.filter(OPEN_TO_A_PLAN, plans=plan, withdrawn_on=None)
    decided = {"outcome": Outcome.PLAN, "decided_at": now, "decided_by": by, "aside_by": None, "aside_at": None}
    Finding.objects.filter(pk__in=rows.values("pk")).update(version=F("version") + 1, **decided)


def _lock(finding: Finding) -> Finding:
    if finding.assessment_id and not UnitAssessment.objects.select_for_update().under_way().filter(pk=finding.assessment_id).exists():
        raise RefusedError(_("This APV is completed, so it is no longer changed."))
    return Finding.objects.select_for_update(of=("self",)).select_related("lifted", "aside_by", "unit").get(pk=finding.pk)


def _refuse_decided(finding: Finding) -> None:
    if finding.withdrawn_on:
        raise RefusedError(_("It was taken back."))
    if finding.is_decided:
        said = {"outcome": finding.get_outcome_display(), "who": finding.decided_by}
        raise RefusedError(_("It is decided already: %(outcome)s (%(who)s).") % said)


def _write(finding: Finding, changes: dict[str, Any]) -> None:
    Finding.objects.filter(pk=finding.pk).update(version=F("version") + 1, **changes)
    finding.refresh_from_db()
