"""Random cases, and the same figures reckoned one case at a time, for the tests of injuries' figures."""

from collections import defaultdict
from datetime import date, time, timedelta
from random import Random

from injuries.models import TOLD, WITHOUT_INJURED, Absence, Case, CaseKind, CaseState, Place, Report
from injuries.sealing import Health, Identity
from injuries.usecases.registering import seal_anew
from safetynet.common.clock import at_hour
from tests.factories import NOW, TODAY, UserFactory

KINDS = [*[CaseKind.ACCIDENT] * 6, *[CaseKind.VIOLENCE] * 3, CaseKind.OFFENSIVE_ACT, CaseKind.NEAR_MISS, CaseKind.NEAR_MISS, CaseKind.DISEASE, CaseKind.OBSERVATION]  # fmt: skip
HEALTHS = [Health(injury="032", body=("63", "62")), Health(injury="011", body=("54",)), Health(injury="111"), Health(body=("31",))]


def make_cases(units, number, *, seed=1, years=(2025,), sealed=False):
    """Cases of all sorts spread over the units and the years; most with what figures ask for, some without."""
    random, person = Random(seed), UserFactory()
    rows = []
    for _n in range(number):
        day = date(random.choice(years), 1, 1) + timedelta(days=random.randrange(365))
        kind = random.choice(KINDS)
        rows.append(
            Case(
                unit=random.choice(units),
                kind=kind,
                state=random.choice([CaseState.REGISTERED, CaseState.SIGNED, CaseState.WITHDRAWN, CaseState.SIGNED]),
                ended_reason="Meldt to gange.",
                signed_at=NOW,
                signed_by=person,
                injured=None if kind in WITHOUT_INJURED else person,
                happened_on=day,
                happened_at=random.choice([None, time(random.randrange(24), 30)]),
                place_kind=random.choice(Place.values),
                course="Gled i rengøringsvand.",
                deviation=random.choice(["", "52", "71", "83", "99", "50"]),
                contact=random.choice(["", "31", "83", "71", "99"]),
                hired_on=random.choice([None, day - timedelta(days=random.randrange(800))]),
                due_at=at_hour(day + timedelta(days=15), 23) if random.random() < 0.7 else None,
                duty="absence",
                is_kept_from_manager=random.random() < 0.05,
                registered_at=NOW,
            )
        )
        if rows[-1].due_at is None:
            rows[-1].duty = ""
    cases = Case.objects.bulk_create(rows)
    _what_follows(cases, random, sealed=sealed)
    return cases


def _what_follows(cases, random, *, sealed):
    """Absence of most, told of most of these, and the sealed part."""
    away, told = [], []
    for case in cases:
        if case.kind in TOLD and random.random() < 0.6:
            starts = case.happened_on + timedelta(days=random.choice([0, 1, 1, 3]))
            away.append(Absence(case=case, starts_on=starts, ends_on=random.choice([starts, starts + timedelta(days=random.randrange(200))]), noted_at=NOW))  # fmt: skip
            if random.random() < 0.8:
                told.append(Report(case=case, how=Report.How.FILE, due_at=case.due_at, sent_at=at_hour(case.happened_on + timedelta(days=random.randrange(20)))))  # fmt: skip
    Absence.objects.bulk_create(away)
    Report.objects.bulk_create(told)
    if sealed:
        for case in cases:
            if case.kind in TOLD and random.random() < 0.9:
                seal_anew(case, Identity(), random.choice(HEALTHS))


def by_hand(cases, *, months=12, today=TODAY, now=NOW):
    """`{axis: {code: cases}}` of these cases, each looked at by itself."""
    found = defaultdict(lambda: defaultdict(int))
    for case in Case.objects.filter(pk__in=[case.pk for case in cases]).prefetch_related("absences", "reports"):
        if case.state != CaseState.WITHDRAWN:
            for axis, code in _codes(case, months, today, now):
                found[axis][code] += 1
            days = _days(case, today)
            if case.kind in TOLD and days:
                found["days"][""] += days
    return {axis: dict(codes) for axis, codes in found.items()}


def _days(case, today):
    """Full calendar days away after the day of the accident."""
    days = 0
    for absence in case.absences.all():
        day = absence.starts_on
        while day <= min(absence.ends_on or today, today):
            days += day > case.happened_on
            day += timedelta(days=1)
    return days


def _codes(case, months, today, now):
    if case.kind == CaseKind.DISEASE:
        yield "disease", ""
        return
    if case.kind in WITHOUT_INJURED:
        yield from [("near", ""), ("near-kind", case.kind), ("near-place", case.place_kind)]
        return
    yield from [("injury", ""), ("kind", case.kind), ("place", case.place_kind)]
    yield "deviation", _group(case.deviation)
    yield "contact", _group(case.contact)
    yield "quarter", f"q{(case.happened_on.month + 2) // 3}"
    yield "hour", _hour(case)
    days = _days(case, today)
    yield "absence", "some" if days else "none"
    if days:
        yield "length", str(max(least for least in (1, 4, 7, 14, 21, 30, 90, 183) if days >= least))
        yield "new", "new" if case.hired_on and _months_later(case.hired_on, months) > case.happened_on else "not"
        yield "told", _told(case, now)


def _group(code):
    return "99" if code.startswith("9") else f"{code[0]}0" if code else "00"


def _hour(case):
    if case.happened_at is None:
        return "na"
    hour = case.happened_at.hour
    band = next((band for band in (19, 15, 11, 7) if band <= hour < band + 4), 23)
    return f"{band:02}-{case.happened_on.isoweekday()}"


def _months_later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _told(case, now):
    first = min(case.reports.all(), key=lambda report: report.sent_at, default=None)
    due = (first.due_at if first else None) or case.due_at
    if first and due:
        return "in_time" if first.sent_at <= due else "late"
    return "late" if case.due_at and case.due_at < now else "waiting"
