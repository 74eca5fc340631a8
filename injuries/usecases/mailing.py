"""The mails about cases, computed from how each case stands; nothing is planted ahead, and a row of the outbox is the lock.

| mail | to | when |
|---|---|---|
| `injury_sign` | who signs | at once; again after 2 and 5 days while it is not signed |
| `injury_event` | the work-environment group | at once, where an analysis is to follow (R51) |
| `injury_clock` | administrator and manager | at once for death and serious injury (R42, R57); on day 7, 10 and 12 of 14; when late |
| `injury_answer` | the reporter | when somebody has written |
| `injury_again` | administrator, manager, injured | when absence that came later opened a closed case (R43) |

A day of the law's clock that is no working day is told on the working day before it: the clock does not stand still. The
reminders to sign wait for a working day. When several stages have passed, the last one is sent. What came without a name
is told the day after: a mail within minutes would tell the manager when it was sent (decision 0119).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from injuries.addressees import Addressees, addressees
from injuries.clocks import Duty
from injuries.models import FOLLOWED_UP, UNSENT_STATES, Case, CaseAct, CaseKind, Feedback, Report
from orgstructure.models import Unit
from safetynet.common import outbox
from safetynet.common.clock import COPENHAGEN
from safetynet.common.workdays import is_working_day

SIGN: Final = "injury_sign"
EVENT: Final = "injury_event"
CLOCK: Final = "injury_clock"
ANSWER: Final = "injury_answer"
AGAIN: Final = "injury_again"

DAY = timedelta(days=1)
SIGN_AGAIN = (2, 5)  # days after it was reported
BEFORE_THE_LAST = (7, 4, 2)  # day 7, 10 and 12 of 14
AT_ONCE, LATE = "at_once", "late"
HURRIED = (Duty.DEATH, Duty.SERIOUS)
NEWS_FOR = timedelta(days=14)  # older than that is no news, and an imported case never was
CHUNK = 500

Lately = Mapping[int, list[tuple[int, int | None]]]  # by case: number of the row, and who wrote it


@dataclass(frozen=True)
class Wanted:
    """One mail of one case."""

    kind: str
    stage: str
    to: int

    def mail(self, case: Case, now: datetime) -> outbox.NewMail:
        """As the outbox takes it; the key is the lock."""
        payload: dict[str, object] = {"case": case.pk, "stage": self.stage}
        return outbox.NewMail(self.kind, f"{self.kind}:{case.pk}:{self.stage}:{self.to}", self.to, payload, now)


def queue_injury_mails(*, now: datetime) -> int:
    """Plan what is due for all cases; how many were new. Safe to call twice, and at once."""
    planned, last = 0, 0
    asked = Case.objects.that_may_need_mail(now - NEWS_FOR).without_unnamed_of_the_day(now)
    waiting = asked.order_by("pk").values_list("pk", flat=True)
    while ids := list(waiting.filter(pk__gt=last)[:CHUNK]):
        planned += queue_of(ids, now=now)
        last = ids[-1]
    return planned


@transaction.atomic
def queue_of(case_ids: Sequence[int], *, now: datetime) -> int:
    """Plan what is due for these cases."""
    cases = list(Case.objects.filter(pk__in=case_ids, anonymised_on=None).select_related("unit"))
    people = addressees(_units(cases), _day(now))
    told = set(Report.objects.filter(case__in=case_ids).values_list("case", flat=True))
    said = _since(Feedback.objects.filter(by__isnull=False), case_ids, now)
    opened = _since(CaseAct.objects.filter(verb="reopen"), case_ids, now)
    mails = []
    for case in cases:
        wanted = [*_asked(case, people[case.unit_id], is_told=case.pk in told, now=now), *_news(case, people[case.unit_id], said, opened)]
        mails += [one.mail(case, now) for one in wanted]
    return len(outbox.queue_all(mails, now=now))


def _asked(case: Case, people: Addressees, *, is_told: bool, now: datetime) -> Iterator[Wanted]:
    if case.is_anonymous and _day(case.registered_at) == _day(now):
        return  # a mail would tell the minute: it goes out the next morning
    yield from _to_sign(case, people, now)
    yield from _to_follow_up(case, people, now)
    yield from clock_mails(case, people, is_told=is_told, now=now)


def _news(case: Case, people: Addressees, said: Lately, opened: Lately) -> Iterator[Wanted]:
    """To everybody but the one whose doing it was."""
    if case.reporter_id and case.may_contact:
        yield from (Wanted(ANSWER, str(number), case.reporter_id) for number, by in said.get(case.pk, ()) if by != case.reporter_id)
    if case.is_open:
        concerned = people.hurried(case) | ({case.injured_id} if case.injured_id else set())
        yield from (Wanted(AGAIN, str(number), person) for number, by in opened.get(case.pk, ()) for person in sorted(concerned - {by}))


def _to_sign(case: Case, people: Addressees, now: datetime) -> Iterator[Wanted]:
    if case.signed_at is not None or not case.is_open or now - case.registered_at > NEWS_FOR:
        return
    stage = sign_stage(case, now)
    yield from (Wanted(SIGN, stage, person) for person in sorted(people.signers(case)))


def sign_stage(case: Case, now: datetime) -> str:
    """The last stage that has come: at once, or how many days later; those wait for a working day."""
    today = _day(now)
    since = (today - _day(case.registered_at)).days
    passed = [days for days in SIGN_AGAIN if since >= days and _was_working_day(case, days, today)]
    return str(max(passed)) if passed else AT_ONCE


def _was_working_day(case: Case, days: int, today: date) -> bool:
    first = _day(case.registered_at) + days * DAY
    return any(is_working_day(first + more * DAY) for more in range((today - first).days + 1))


def _to_follow_up(case: Case, people: Addressees, now: datetime) -> Iterator[Wanted]:
    is_new = case.is_open and now - case.registered_at <= NEWS_FOR
    if is_new and case.kind in (*FOLLOWED_UP, CaseKind.OBSERVATION):
        yield from (Wanted(EVENT, AT_ONCE, person) for person in sorted(people.followers(case)))


def clock_mails(case: Case, people: Addressees, *, is_told: bool, now: datetime) -> Iterator[Wanted]:
    """The stage of the law's clock, while the authority has not been told."""
    stage = None if is_told or case.state not in UNSENT_STATES else clock_stage(case, now)
    if stage:
        yield from (Wanted(CLOCK, f"{case.due_at:%Y%m%d%H%M}-{stage}", person) for person in sorted(people.hurried(case)))


def clock_stage(case: Case, now: datetime) -> str | None:
    """Which reminder of the law's clock has come, the last of those passed; a new last day begins anew."""
    due = case.due
    if due is None:
        return None
    if due.is_late(None, now):
        return LATE
    if due.duty in HURRIED:
        return AT_ONCE
    today = _day(now)
    passed = [days for days in BEFORE_THE_LAST if today >= _told_on(due.on - days * DAY)]
    return str(min(passed)) if passed else None


def _told_on(day: date) -> date:
    """The day itself, else the working day before."""
    while not is_working_day(day):
        day -= DAY
    return day


def _since(rows: QuerySet[Feedback] | QuerySet[CaseAct], case_ids: Sequence[int], now: datetime) -> Lately:
    found: dict[int, list[tuple[int, int | None]]] = {}
    lately = rows.filter(case__in=case_ids, at__gte=now - NEWS_FOR).order_by("pk")
    for case_id, number, by in lately.values_list("case", "pk", "by"):
        found.setdefault(case_id, []).append((number, by))
    return found


def _day(at: datetime) -> date:
    return at.astimezone(COPENHAGEN).date()


def _units(cases: Iterable[Case]) -> list[Unit]:
    return list({case.unit_id: case.unit for case in cases}.values())
