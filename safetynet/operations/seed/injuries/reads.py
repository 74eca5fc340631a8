"""Who has read what in the invented region, and what was unusual about it: for “who has seen my case” and the data-protection reader."""

from datetime import date, datetime, timedelta
from random import Random

from injuries.models import Case, CaseRead, Channel, Part, Purpose, ReadAs, ReadNote
from orgstructure.models import DemoPersona, Unit, User
from safetynet.common.clock import at_hour
from safetynet.operations.seed.personas import HOSPITAL

MANY, NIGHT_HOUR = 46, 2


def write_reads(*, seed: int, ward_id: int, today: date) -> None:
    """Some reads of each of the ward's latest cases, and a note of each kind."""
    people = {row.code: row.user for row in DemoPersona.objects.select_related("user")}
    random = Random(f"reads {seed}")
    manager, administrator = people["manager"], people["injury_administrator"]
    latest = Case.objects.filter(unit=ward_id, is_kept_from_manager=False, is_anonymous=False).order_by("-registered_at")[:14]
    reads = []
    for case in latest:
        for who, read_as in ((administrator, ReadAs.ADMINISTRATOR), (manager, ReadAs.MANAGER), (people["amr"], ReadAs.GROUP)):
            at = case.registered_at + timedelta(hours=random.randint(2, 70), minutes=random.randint(0, 59))
            if at < at_hour(today, 5):
                reads.append(_read(case, who, read_as, at))
    CaseRead.objects.bulk_create(reads)
    _unusual(administrator, today)


def _unusual(administrator: User, today: date) -> None:
    hospital = Unit.objects.get(name=HOSPITAL)
    cases = list(Case.objects.filter(unit__path__startswith=hospital.path, injured__isnull=False).order_by("-registered_at")[:MANY])
    day = today - timedelta(days=2)
    night, busy = at_hour(day, NIGHT_HOUR), at_hour(day - timedelta(days=4), 9)
    CaseRead.objects.bulk_create(
        [_read(cases[0], administrator, ReadAs.ADMINISTRATOR, night)]
        + [_read(case, administrator, ReadAs.ADMINISTRATOR, busy + timedelta(minutes=7 * n)) for n, case in enumerate(cases)]
    )
    kind = ReadNote.Kind
    rows = ((kind.NIGHT, cases[0].pk, day, 1), (kind.MANY, None, busy.date(), len(cases)), (kind.SAMPLE, cases[1].pk, busy.date(), 1))
    ReadNote.objects.bulk_create(
        ReadNote(kind=name, reader=administrator, case_id=case, day=on, reads=count, made_at=at_hour(on + timedelta(days=1), 4))
        for name, case, on, count in rows
    )


def _read(case: Case, who: User, read_as: ReadAs, at: datetime) -> CaseRead:
    part = {ReadAs.ADMINISTRATOR: Part.WHOLE, ReadAs.MANAGER: Part.REPORT}.get(read_as, Part.EVENT)
    purpose = {ReadAs.ADMINISTRATOR: Purpose.REPORTING, ReadAs.MANAGER: Purpose.SIGNING}.get(read_as, Purpose.PREVENTION)
    return CaseRead(case_id=case.pk, reader=who, read_as=read_as, part=part, purpose=purpose, channel=Channel.PAGE, at=at)
