"""Injuries at the size of a region: which pages are asked, as whom; what the log row of a read costs; ten thousand cases brought in."""

import time
import uuid
from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse

from injuries import reading
from injuries.models import Case, CaseRead, Channel, Part, Purpose, ReadAs
from injuries.usecases import importing
from orgstructure.access import scope_of
from orgstructure.models import DemoPersona, RoleHolding, Unit
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Perm, Role
from orgstructure.usecases.grants import bring_in_step
from safetynet.common import clock
from scripts.bench_finding import Finding
from scripts.bench_pages import PAGE, Reader, reader_called

READS, LINES = 200, 10_000
HEAD = "Sagsnr;Type;Afdeling;Skadesdato;Hændelsesforløb;Ansættelsesdato;Fravær fra;Fravær til;Anmeldt;Kvittering;Afvigelse;Legemsdel;Skaden"


def pages_of() -> Iterator[tuple[Reader, str, str, float]]:
    """Reader, name, address and goal of each page."""
    manager, all_cases = reader_called("one unit", "manager"), administrator_of_all()
    root = Unit.objects.get(parent=None)
    ward = manager.user.managed_units.order_by("-depth")[0]
    case = Case.objects.filter(unit=ward, is_kept_from_manager=False, health_part__isnull=False).order_by("-pk")[0]
    figures = reverse("injury-figures")
    yield all_cases, "injuries, queue of all cases", reverse("injury-queue"), PAGE
    yield all_cases, "injuries, figures of the region", f"{figures}?unit={root.pk}", PAGE
    yield all_cases, "injuries, one case with its health part", case.get_absolute_url(), PAGE
    yield manager, "injuries, figures of a ward", f"{figures}?unit={ward.pk}", PAGE
    yield manager, "injuries, one case", case.get_absolute_url(), PAGE
    yield manager, "injuries, events of a ward", reverse("injury-events"), PAGE


def administrator_of_all() -> Reader:
    """One of the people of the sign-in page, made administrator of the whole region: the largest queue there can be."""
    user = DemoPersona.objects.get(code="head_of_work_environment").user
    root = Unit.objects.get(parent=None)
    held = {"user": user, "role": Role.INJURY_ADMINISTRATOR, "unit": root}
    if not RoleHolding.objects.filter(**held).exists():
        today = clock.today()
        RoleHolding.objects.create(**held, source=HoldingSource.APPOINTMENT, valid_from=today, by=root.manager, reason="Måling")
        bring_in_step(today=today)
    return reader_called("region", "head_of_work_environment")


def findings() -> Iterator[Finding]:
    """What is no page."""
    yield log_row()
    yield from cases_brought_in()


def log_row() -> Finding:
    """The median of what one committed row of the log takes, before a case may be fetched."""
    user, spans = DemoPersona.objects.get(code="manager").user, []
    case = Case.objects.order_by("pk")[0]
    shape = {"reader": user, "read_as": ReadAs.MANAGER, "part": Part.REPORT, "purpose": Purpose.SIGNING, "channel": Channel.PAGE}
    for _time in range(READS):
        begun = time.perf_counter()
        reading._insert([CaseRead(case_id=case.pk, at=clock.now(), **shape)])  # noqa: SLF001  the very step
        spans.append((time.perf_counter() - begun) * 1000)
    return Finding("log row of one read, median", round(sorted(spans)[READS // 2], 2), 5, "ms")


def cases_brought_in() -> Iterator[Finding]:
    """Ten thousand lines read, shown and brought in, and taken away again."""
    by, now, today = administrator_of_all().user, clock.now(), clock.today()
    begun = time.monotonic()
    found = importing.read_file(_file(), name="sager.csv", system=uuid.uuid4().hex[:20], submission_id=uuid.uuid4(), by=by, now=now)
    made = importing.bring_in(found, scope=scope_of(by, Perm.ADMINISTER_INJURIES), now=now, today=today)
    yield Finding(f"{made} earlier cases brought in", round(time.monotonic() - begun, 1), 60, "s")
    begun = time.monotonic()
    importing.undo(found, now=now)
    yield Finding(f"{made} earlier cases taken away again", round(time.monotonic() - begun, 1), 60, "s")


def _file() -> bytes:
    """Half of them with absence, a report and something about the body."""
    mark, today = uuid.uuid4().hex[:6], clock.today()
    names = list(Unit.objects.filter(depth=3).order_by("pk").values_list("name", flat=True)[:200])
    lines = [HEAD]
    for number in range(LINES):
        day = today - timedelta(days=400 + number % 2500)
        hurt = [day - timedelta(days=900), day + timedelta(days=1), day + timedelta(days=4), day + timedelta(days=9)]
        rest = [*hurt, f"{mark}-{number}", "52", "Ankel", "Forstuvet"] if number % 2 else [""] * 8
        kind = "Arbejdsulykke" if number % 2 else "Nærved"
        lines.append(";".join(map(str, [number, kind, names[number % len(names)], day, "Gled på et vådt gulv.", *rest])))
    return "\r\n".join(lines).encode()
