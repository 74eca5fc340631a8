"""The APVs of the years before SafetyNet, as each unit has told them: most within three years, some late, some without a topic."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from django.db.models import Exists, OuterRef

from actionplans.models import Topic
from apv.models import CLOCKED
from apv.usecases import duty
from orgstructure.models import Engagement, Unit, User
from safetynet.common.clock import at_hour
from safetynet.common.models import OutboxMail
from safetynet.common.workdays import working_day_from
from safetynet.operations import duty_mail
from safetynet.operations.seed.personas import WARD
from safetynet.operations.seed.stories import workday

# Of fifteen units: how many days ago the newest APV was, and how many days before that the one it followed.
IN_TIME, CAUGHT_UP, LATE = ((300, 1060), (1000, 1090)), ((350, 600), (1500, 1700)), ((1450, 1800), (1000, 1090))
HISTORIES = (*[IN_TIME] * 11, *[CAUGHT_UP] * 2, LATE, IN_TIME)
LACKING = len(HISTORIES) - 1  # the last of them left a topic or two out
LEFT_OUT = ((Topic.ABSENCE,), (Topic.CHEMICAL, Topic.BIOLOGICAL), (Topic.ACCIDENT,))
NOTE = "APV {year}, i afdelingens mappe"


def write_covers(*, seed: int, by: User, today: date) -> None:
    """Of every unit with employees; and the mails about what is due that had been sent by yesterday."""
    random = Random(f"covers {seed}")
    staffed = Engagement.objects.current(today).filter(unit=OuterRef("pk"))
    units = list(Unit.objects.existing(today).filter(Exists(staffed)).select_related("manager").order_by("path"))
    random.shuffle(units)
    for place, unit in enumerate(units):
        told_by = unit.manager or by
        left_out = LEFT_OUT[place // len(HISTORIES) % len(LEFT_OUT)] if place % len(HISTORIES) == LACKING and unit.name != WARD else ()
        topics = [topic.value for topic in CLOCKED if topic not in left_out]
        for on in _days(random, place, unit, today):
            note = NOTE.format(year=on.year)
            duty.register_earlier(unit=unit, topics=topics, on=on, note=note, is_reset=False, by=told_by, now=at_hour(today, 6))
    _tell(today)


def _days(random: Random, place: int, unit: Unit, today: date) -> Iterator[date]:
    """The newest APV and the one before; the personas' ward was never late."""
    ago, between = IN_TIME if unit.name == WARD else HISTORIES[place % len(HISTORIES)]
    newest = random.randint(*ago)
    earlier = newest + random.randint(*between)
    yield from (workday(today - timedelta(days=days)) for days in (newest, earlier))


def _tell(today: date) -> None:
    """As if yesterday, so that the first morning of the demo tells only what is new."""
    now = at_hour(today - timedelta(days=1), 7)
    duty_mail.queue_duty_mails(today=working_day_from(today), now=now)
    OutboxMail.objects.filter(kind=duty_mail.KIND, sent_at=None).update(sent_at=now, attempts=1)
