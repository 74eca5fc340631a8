"""The calendar that a person's own program fetches: the days on which a plan of theirs is looked at."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from icalendar import Event

from actionplans.calendar import new_calendar, whole_day
from actionplans.models import ActionPlan, PlanPerson, Status
from orgstructure.models import User

LOOKS_BACK = timedelta(days=31)
MOST = 500
FETCHED_AGAIN_AFTER = "PT6H"


def calendar_of(reader: User, *, today: date, now: datetime) -> bytes:
    """Effect evaluations and yearly reviews of plans the person owns, evaluates or takes part in; one query.

    Titles of confidential plans are left out: the address is a key that may lie in a phone.
    """
    calendar = new_calendar()
    calendar.add("name", "SafetyNet")
    calendar.add("x-wr-calname", "SafetyNet")
    calendar.add("refresh-interval;value=duration", FETCHED_AGAIN_AFTER)
    calendar.add("x-published-ttl", FETCHED_AGAIN_AFTER)
    for event in _events(reader, today, now):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(reader: User, today: date, now: datetime) -> Iterator[Event]:
    takes_part = PlanPerson.objects.filter(user=reader, part=PlanPerson.Part.INVOLVED).values("plan")
    near = ActionPlan.objects.visible_to(reader).open().filter(Q(owner=reader) | Q(evaluator=reader) | Q(pk__in=takes_part))
    columns = ("title", "status", "is_confidential", "evaluate_on", "review_on", "evaluation_occasion")
    for plan in near.order_by("evaluate_on", "pk").only(*columns)[:MOST]:
        is_standing = plan.status == Status.STANDING
        on = plan.review_on if is_standing else plan.evaluate_on
        if on is None or on < today - LOOKS_BACK:
            continue
        name = plan.reference if plan.is_confidential else f"{plan.title} ({plan.reference})"
        title = _("Yearly review: %(plan)s") if is_standing else _("Did it help? %(plan)s")
        occasion = "" if plan.is_confidential else plan.evaluation_occasion
        address = settings.BASE_URL + plan.get_absolute_url()
        yield whole_day(on, f"feed-{plan.pk}", title % {"plan": name}, f"{occasion}\n{address}".strip(), address, now)
