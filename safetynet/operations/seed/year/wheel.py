"""The year wheel of the demo: what the region hands down, what a committee does its own way, the group's own, some done, one missed."""

from datetime import UTC, date, datetime, time

from annualcycle.models import WheelActivity
from annualcycle.usecases import wheel
from annualcycle.wheel_year import State, WheelYear
from orgstructure.models import Committee, User

Kind = WheelActivity.Kind
HANDED_DOWN = (
    (1, Kind.REPORT, "Årsrapport om arbejdsmiljøet", "Formandskabet"),
    (3, Kind.ROUND, "Sikkerhedsrunde om foråret", "Leder og AMR"),
    (5, Kind.TRAINING, "Kursusdage til arbejdsmiljøgrupperne", "Arbejdsmiljøkoordinatoren"),
    (6, Kind.THEME_DAY, "Temadag om psykisk arbejdsmiljø", "Formandskabet"),
    (9, Kind.SELF_AUDIT, "Årets egenkontrol", "Lederen"),
    (10, Kind.THEME_DAY, "Arbejdsmiljøugen", "Arbejdsmiljøgruppen"),
    (11, Kind.DISCUSSION, "Den årlige drøftelse", "Formandskabet"),
)
OWN = (
    (2, Kind.OTHER, "Eftersyn af lifte og forflytningsudstyr", "AMR", 1),
    (4, Kind.MEETING, "Gruppens møde om ulykker i første kvartal", "Lederen", 1),
    (8, Kind.APV, "APV på afsnittet", "Arbejdsmiljøgruppen", 3),
    (12, Kind.MEETING, "Plan for det nye år", "Leder og AMR", 1),
)


def write_wheel(ward_id: int, *, by: User, today: date) -> None:
    """The wheels of the ward's group and of every committee above it."""
    covering = list(Committee.objects.covering(ward_id, today).order_by("-depth"))
    if not covering:
        return
    group = covering[0]
    above = list(Committee.objects.filter(pk__in=group.ancestor_ids()).order_by("depth"))
    at, first = datetime.combine(date(today.year - 2, 11, 20), time(10), UTC), today.year - 1
    made = {"first_year": first, "made_at": at, "made_by": by}
    for month, kind, title, owner in HANDED_DOWN:
        row = {"month": month, "kind": kind, "title": title, "owner_words": owner, "goes_down": True}
        WheelActivity.objects.create(committee=above[0] if above else group, **row, **made)
    for month, kind, title, owner, every in OWN:
        WheelActivity.objects.create(committee=group, month=month, kind=kind, title=title, owner_words=owner, every=every, **made)
    if len(above) > 1:
        _adapt(above[-1], first, by, at)
    for committee in (*above, group):
        _mark(committee, by, today)


def _adapt(committee: Committee, year: int, by: User, at: datetime) -> None:
    """The local committee walks in April, and leaves the theme day to the groups."""
    rows = {row.title: row for row in WheelActivity.objects.in_wheels_of(committee)}
    given = {"month": 4, "day": None, "owner": None, "owner_words": "Leder og AMR", "text": "", "is_left_out": False, "goes_down": True}
    out = {"month": 6, "is_left_out": True, "text": "Vi holder temadagen sammen med naboafdelingen hvert andet år.", "goes_down": False}
    for title, said in (("Sikkerhedsrunde om foråret", {}), ("Temadag om psykisk arbejdsmiljø", out)):
        words = {**given, **said, "first_year": year}
        there = rows[title]
        wheel.adapt(activity=there, committee=committee, given=words, shown_in=there.month, version=0, by=by, now=at, today=at.date())


def _mark(committee: Committee, by: User, today: date) -> None:
    """Everything of last year, and of this year all but the newest past one; the one before was not done."""
    for year in (today.year - 1, today.year):
        past = [entry for entry in WheelYear.of(committee, year, today).entries if entry.state == State.MISSED]
        for place, entry in enumerate(past[:-1] if year == today.year else past):
            is_done = year < today.year or place != len(past) - 2
            state, words = ("done", "") if is_done else ("not_done", "Der var ikke vagter nok til at få den med i år.")
            on = date(year, entry.row.month, 20)
            wheel.mark(activity=entry.root, committee=committee, year=year, state=state, words=words, seen="", by=by, today=on)
