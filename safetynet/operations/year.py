"""A year of mails and steps in which nobody does anything: the worst there can be, played on the rows as they are.

Whoever calls it takes back what it wrote.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.conf import settings
from django.db.models import Exists, OuterRef

from actionplans.ladder import A_WEEK, days_counted, is_holiday_week
from actionplans.models import ActionPlan, HelpReached, HelpStep, PlanMail
from actionplans.usecases.playing import queue_everything
from actionplans.usecases.reminding import UNCOUNTED
from orgstructure.models import User
from safetynet.common.clock import COPENHAGEN, at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import is_working_day

SLACK = 28  # days: steps wait for a working day, and each for a week after the one before
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Year:
    """What the year brought, and what went wrong in it (`faults`, empty when nothing did)."""

    days: int
    mails: Counter[str]
    steps: Counter[str]
    receivers: int
    most_in_a_week: int
    overdue: int
    too_many: int
    two_steps: int
    on_holidays: int
    forgotten: list[int]
    untold: list[int]

    @property
    def faults(self) -> list[str]:
        """In words."""
        said = {
            f"{self.too_many} people above {settings.MAILS_PER_WEEK} mails in seven days": self.too_many,
            f"{self.two_steps} steps within a week of the one before": self.two_steps,
            f"{self.on_holidays} mails or steps on a day that is free": self.on_holidays,
            f"plans forgotten by the ladder: {self.forgotten[:10]}": self.forgotten,
            f"overdue plans whose owner no mail told: {self.untold[:10]}": self.untold,
        }
        return [sentence for sentence, found in said.items() if found]


def play_year(start: date, days: int = 365) -> Year:
    """Each morning everything that is due is planned, and taken as sent at once."""
    began = at_hour(start, 0)
    for number in range(days):
        now = at_hour(start + timedelta(days=number))
        queue_everything(now=now)
        OutboxMail.objects.undelivered().filter(created_at__gte=began).update(sent_at=now)
    return _told(start, days, began)


def _told(start: date, days: int, began: datetime) -> Year:
    end = start + timedelta(days=days - 1)
    mails = list(OutboxMail.objects.filter(created_at__gte=began).values_list("recipient", "kind", "created_at"))
    rows = list(HelpReached.objects.order_by("plan", "at").values_list("plan", "code", "at"))
    steps = [(code, at) for _plan, code, at in rows if at >= began]
    weeks = _most_in_a_week((person, at) for person, kind, at in mails if kind not in UNCOUNTED)
    overdue = ActionPlan.objects.overdue(end)
    return Year(
        days=days,
        mails=Counter(kind for _person, kind, _at in mails),
        steps=Counter(code for code, _at in steps),
        receivers=len(weeks),
        most_in_a_week=max(weeks.values(), default=0),
        overdue=overdue.count(),
        too_many=sum(most > settings.MAILS_PER_WEEK for most in weeks.values()),
        two_steps=sum(a[0] == b[0] and _day(b[2]) - _day(a[2]) < A_WEEK for a, b in pairwise(rows)),
        on_holidays=sum(not is_working_day(_day(at)) for _person, _kind, at in mails)
        + sum(is_holiday_week(_day(at)) or not is_working_day(_day(at)) for _code, at in steps),
        forgotten=_forgotten(end),
        untold=_untold(end),
    )


def _most_in_a_week(mails: Iterable[tuple[int, datetime]]) -> dict[int, int]:
    """By person, the most mails within any seven days."""
    times: defaultdict[int, list[datetime]] = defaultdict(list)
    for person, at in sorted(mails, key=lambda mail: mail[1]):
        times[person].append(at)
    return {person: max(place + 1 - bisect_right(own, at - WEEK) for place, at in enumerate(own)) for person, own in times.items()}


def _forgotten(end: date) -> list[int]:
    """Plans that have been at rest for longer than the ladder is, and have not reached all of it."""
    wanted = {step.code: step.days for step in HelpStep.objects.filter(is_on=True)}
    reached: defaultdict[int, set[str]] = defaultdict(set)
    for plan_id, code in HelpReached.objects.current(end).values_list("plan", "code"):
        reached[plan_id].add(code)
    found = []
    for plan in ActionPlan.objects.at_rest(end).only("expected_closing_on", "touched_at", "snoozed_until"):
        since = max(plan.expected_closing_on or end, _day(plan.touched_at), plan.snoozed_until or date.min)
        if any(days_counted(since, end) > days + SLACK and code not in reached[plan.pk] for code, days in wanted.items()):
            found.append(plan.pk)
    return found


def _untold(end: date) -> list[int]:
    """Plans overdue for four weeks whose owner, still employed, has had no mail about them."""
    told = PlanMail.objects.filter(plan=OuterRef("pk"), mail__recipient=OuterRef("owner"), mail__sent_at__isnull=False)
    late = ActionPlan.objects.overdue(end - timedelta(days=SLACK)).filter(~Exists(told), owner__in=User.objects.employed(end))
    return list(late.values_list("pk", flat=True))


def _day(moment: datetime) -> date:
    return moment.astimezone(COPENHAGEN).date()
