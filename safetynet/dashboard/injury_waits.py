"""What of injury cases waits for a person, as numbers on the start page: counting reads no case, so nothing of one is shown."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q

from injuries.models import FOLLOWED_UP, OPEN_STATES, UNSENT_STATES, Case, CauseAnalysis, Feedback, Report
from injuries.usecases.mailing import NEWS_FOR
from orgstructure.access import scope_of
from orgstructure.models import User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class InjuryWaits:
    """Cases to sign or answer, clocks run out, reporters without an answer, events to follow up, and answers to one's own reports."""

    to_sign: int = 0
    late: int = 0
    unanswered: int = 0
    to_follow_up: int = 0
    news: int = 0

    def __bool__(self) -> bool:
        return bool(self.to_sign or self.late or self.unanswered or self.to_follow_up or self.news)


def injury_waits(reader: User, *, now: datetime) -> InjuryWaits:
    """One query for everybody, one more for whoever has cases to work with."""
    answered = Feedback.objects.filter(case__reporter=reader, by__isnull=False, at__gte=now - NEWS_FOR).exclude(by=reader)
    news = answered.values("case").distinct().count()
    signs, follows, administers = (scope_of(reader, one) for one in (Perm.SIGN_INJURIES, Perm.VIEW_EVENTS, Perm.ADMINISTER_INJURIES))
    if not (signs or follows or administers):
        return InjuryWaits(news=news)
    near = Q(is_kept_from_manager=False) & ~Q(injured=reader)
    leads = signs.where() & near
    group = follows.where() & near
    told, spoken = Report.objects.filter(case=OuterRef("pk")), Feedback.objects.filter(case=OuterRef("pk"), by__isnull=False)
    analysed = CauseAnalysis.objects.filter(case=OuterRef("pk"), finished_at__isnull=False)
    awaits = Q(reporter__isnull=False, may_contact=True) & ~Q(reported_as="manager") & ~Q(reporter=reader) & ~Exists(spoken)
    late = Q(state__in=UNSENT_STATES, due_at__lt=now) & ~Exists(told) & (leads | administers.where())
    cases = Case.objects.visible_to(reader).filter(state__in=OPEN_STATES)
    counted = cases.aggregate(
        to_sign=Count("pk", filter=Q(signed_at=None) & leads),
        late=Count("pk", filter=late),
        unanswered=Count("pk", filter=awaits & (leads | group)),
        to_follow_up=Count("pk", filter=Q(kind__in=FOLLOWED_UP) & ~Exists(analysed) & group),
    )
    return InjuryWaits(**counted, news=news)
