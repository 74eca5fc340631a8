"""A pulse: the questions a plan's finding stands on, asked again to the same unit, so that the staff say whether it helped.

A pulse is confidential, not anonymous: it is sealed to the worker's own key, for nobody would look after two halves for
one minute of questions. Thresholds and suppression are those of any round (docs/decisions/0087-pulse.md).
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from actionplans.models import ActionPlan
from actionplans.models.choices import OPEN_STATUSES
from actionplans.usecases.attribution import attributed
from apv.errors import RefusedError
from apv.models import Finding, Question, Round, RoundKind, RoundStatus
from apv.usecases.freezing import freeze_tree, store_places
from apv.usecases.keys import open_answers
from apv.usecases.rounds import open_for_answers, release
from orgstructure.models import Engagement, Unit, User

DAYS = 7
REST = timedelta(days=60)  # survey fatigue: no more than one pulse in so long a time to the same people
LEAST = 5
LANGUAGES = ("da", "sv", "en")


@dataclass(frozen=True)
class Baseline:
    """What was measured before the plan, and with which questions."""

    finding: Finding
    round: Round
    questions: list[Question]

    @property
    def codes(self) -> list[str]:
        """Of the questions, in the order they are asked."""
        return [question.code for question in self.questions]

    @property
    def threshold(self) -> int:
        """How many must answer for anything to be shown."""
        if all(question.is_sensitive for question in self.questions):
            return max(LEAST, self.round.sensitive_threshold)
        return max(LEAST, self.round.threshold)


@dataclass(frozen=True)
class Preview:
    """What the person who is about to ask sees first."""

    baseline: Baseline
    people: int
    closes_on: date
    why_not: str


def preview(plan: ActionPlan, *, today: date) -> Preview | None:
    """Who would be asked what until when, or why not; None where no figures stand behind the plan."""
    baseline = baseline_of(plan)
    if baseline is None:
        return None
    people = len(people_of(plan.unit, today))
    return Preview(baseline, people, today + timedelta(days=DAYS - 1), why_not(plan, baseline, today))


def no_figures() -> str:
    """Why a plan that no survey led to has nothing to ask again."""
    return _("The plan does not stand on figures of a survey, so there are no questions to ask again.")


def baseline_of(plan: ActionPlan) -> Baseline | None:
    """The first finding behind the plan that stands on figures of a round; None where the plan has none. Two queries."""
    rows = Finding.objects.filter(plans=plan, baseline__has_key="questions", assessment__round_unit__isnull=False)
    finding = rows.select_related("assessment__round_unit__round__questionnaire").order_by("pk").first()
    if finding is None or finding.assessment is None or finding.assessment.round_unit is None:
        return None
    round_before = finding.assessment.round_unit.round
    questions = _with_what_leads_there(round_before, finding.baseline["questions"])
    return Baseline(finding, round_before, questions) if questions else None


def why_not(plan: ActionPlan, baseline: Baseline, today: date) -> str:
    """Why the unit cannot be asked now, in a sentence for its manager; empty when it can."""
    if plan.status not in OPEN_STATUSES:
        return _("The plan is not going on: there is nothing to ask about.")
    if plan.is_confidential:
        return _("The plan is confidential: the staff cannot be asked about what they may not read.")
    if busy := Round.objects.taking_answers(today).of_people_in(plan.unit).exclude(kind=RoundKind.PILOT).first():
        return _busy(busy, plan)
    if last := Round.objects.pulses().of_people_in(plan.unit).filter(opens_on__gt=today - REST).order_by("-opens_on").first():
        day = last.opens_on + REST
        return _("The unit was asked on %(last)s. So that people keep answering, it can be asked again from %(next)s.") % {
            "last": _day(last.opens_on),
            "next": _day(day),
        }
    if (count := len(people_of(plan.unit, today))) < baseline.threshold:
        return _("%(count)s people work here, and nothing is shown before %(threshold)s have answered. Talk about it together instead.") % {
            "count": count,
            "threshold": baseline.threshold,
        }
    return ""


def people_of(unit: Unit, today: date) -> set[int]:
    """Everybody whose home that day is the unit or something below it."""
    here = Engagement.objects.current(today).filter(unit__path__startswith=unit.path, user__is_active=True, user__kind=User.Kind.PERSON)
    rows = Engagement.objects.current(today).filter(user__in=here.values("user")).home_first()
    homes: dict[int, str] = {}
    for person, path in rows.values_list("user_id", "unit__path"):
        homes.setdefault(person, path)
    return {person for person, path in homes.items() if path.startswith(unit.path)}


@attributed
def ask_again(plan: ActionPlan, *, by: User, today: date, now: datetime) -> Round:
    """Open the pulse: the same questions, seven days, the unit with everything below as one group.

    `RefusedError` says why it cannot be; of two who ask at once, the second is told so.
    """
    ActionPlan.objects.select_for_update().get(pk=plan.pk)
    list(Unit.objects.select_for_update().filter(pk=plan.unit_id))  # so that two plans of a unit do not ask at once
    baseline = baseline_of(plan)
    if baseline is None:
        raise RefusedError(no_figures())
    if reason := why_not(plan, baseline, today):
        raise RefusedError(reason)
    pulse = Round.objects.create(**_pulse(plan, baseline, by, today, now))
    freeze_tree(pulse)
    store_places(pulse)
    open_for_answers(pulse, by=by, now=now, today=today)
    return pulse


def finish_those_closed(*, now: datetime, today: date) -> int:
    """In the worker: open what has closed with its own key, and let everybody see it at once; how many pulses."""
    done = 0
    for pulse in Round.objects.pulses().filter(status__in=(RoundStatus.CLOSED, RoundStatus.COUNTED)):
        if pulse.status == RoundStatus.CLOSED and not open_answers(pulse.pk, now=now, today=today):
            continue
        with suppress(RefusedError):  # another worker was first
            release(pulse, by=None, now=now, today=today)
            done += 1
    return done


def _pulse(plan: ActionPlan, baseline: Baseline, by: User, today: date, now: datetime) -> dict[str, object]:
    before = baseline.round
    last_day = today + timedelta(days=DAYS - 1)
    return {
        "kind": RoundKind.PULSE,
        "name": _name(plan),
        "questionnaire": before.questionnaire,
        "top": plan.unit,
        "tree_on": today,
        "opens_on": today,
        "closes_on": last_day,
        "results_on": last_day + timedelta(days=1),
        "languages": before.languages,
        "threshold": max(LEAST, before.threshold),
        "text_threshold": max(LEAST, before.text_threshold),
        "sensitive_threshold": before.sensitive_threshold,
        "split_threshold": before.split_threshold,
        "compared_with": before,
        "repeats": baseline.codes,
        "plan": plan,
        "remind_after": [],
        "remind_before": 2,
        "expected_share": 100,
        "worker_key": True,
        "public_key": settings.SURVEY.worker_public_key,
        "made_at": now,
        "made_by": by,
    }


def _name(plan: ActionPlan) -> dict[str, str]:
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            names[language] = _("Did it help? %(plan)s") % {"plan": plan.title}
    return names


def _with_what_leads_there(before: Round, codes: list[str]) -> list[Question]:
    """The questions and those that decide whether they are shown; what was answered with a name is never asked again here."""
    questions = list(before.questionnaire.questions.filter(section__is_named=False))
    by_code = {question.code: question for question in questions}
    wanted = {code for code in codes if code in by_code}
    while leading := {q["question"] for code in wanted if (q := by_code[code].shown_if)} & by_code.keys() - wanted:
        wanted |= leading
    return [question for question in questions if question.code in wanted]


def _busy(busy: Round, plan: ActionPlan) -> str:
    if busy.plan_id == plan.pk:
        return _("The unit is being asked, until %(day)s.") % {"day": _day(busy.closes_on)}
    return _("The unit is answering another survey until %(day)s. Ask when it has closed.") % {"day": _day(busy.closes_on)}


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
