"""How one case of the years before went: drawn by chance, so that the same seed tells the same."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from injuries.models import FOLLOWED_UP, WITHOUT_INJURED, CaseKind, CaseState
from safetynet.common.clock import COPENHAGEN
from safetynet.operations.seed.injuries.texts import AFTER, HAPPENINGS, SHIFTS, Happening
from safetynet.operations.seed.stories import Place

HOURS = (2, 1, 1, 1, 1, 2, 4, 9, 9, 9, 10, 9, 7, 8, 8, 7, 6, 5, 5, 4, 4, 4, 3, 2)
WEEKDAYS = (10, 9, 9, 9, 8, 5, 5)
NEW_DAYS = 365
KINDS = {
    CaseKind.ACCIDENT: 46,
    CaseKind.NEAR_MISS: 24,
    CaseKind.VIOLENCE: 16,
    CaseKind.OBSERVATION: 8,
    CaseKind.OFFENSIVE_ACT: 3,
    CaseKind.DISEASE: 3,
}
ABSENT = {CaseKind.ACCIDENT: 0.3, CaseKind.VIOLENCE: 0.2, CaseKind.OFFENSIVE_ACT: 0.15}
NEW_BUT_THERE = 0.12  # new employees hurt without absence
ANONYMOUS, LATE, UNCLOSED, WITHDRAWN_SHARE = 0.2, 0.11, 0.06, 0.01
OLD_DAYS = 150
STAYS_AWAY = (1, 1, 2, 3, 3, 5, 7, 10, 14, 21, 35, 60)


@dataclass
class Drawn:
    """One case, before it is a row: where, what, who was hurt, and how it went on. Days that have not come are left out by `Rows`."""

    place: Place
    happening: Happening
    happened_at: datetime
    course: str
    registered_at: datetime
    is_anonymous: bool = False
    is_withdrawn: bool = False
    injured_id: int | None = None
    reporter_id: int | None = None
    hired_on: date | None = None
    absence: tuple[date, date | None] | None = None
    may_claim: bool = False
    signed_at: datetime | None = None
    sends_late: bool = False
    never_closes: bool = False
    submission_id: uuid.UUID = field(default_factory=uuid.uuid4)
    public_id: uuid.UUID = field(default_factory=uuid.uuid4)

    @property
    def state(self) -> CaseState:
        """Before anything was sent."""
        return CaseState.SIGNED if self.signed_at else CaseState.REGISTERED


class DrawCases:
    """Draws cases; `hired` gives for each unit its people with the day they were hired."""

    def __init__(self, random: Random, now: datetime, hired: dict[int, list[tuple[int, date]]]) -> None:
        """`random` decides everything."""
        self.random, self.now, self.hired = random, now, hired
        self.by_kind = {
            (kind, where): [one for one in HAPPENINGS if one.kind == kind and where in one.where]
            for kind in CaseKind
            for where in {place for one in HAPPENINGS for place in one.where}
        }

    def case(self, place: Place, year: int, *, is_new: bool = False) -> Drawn | None:
        """One case of that year and place, None where it would lie ahead; `is_new` asks for a new employee away from an accident."""
        chance = self.random
        kind = CaseKind.ACCIDENT if is_new else chance.choices(list(KINDS), list(KINDS.values()))[0]
        fitting = self.by_kind[kind, place.kind] or self.by_kind[CaseKind.NEAR_MISS, place.kind]
        happening = chance.choices(fitting, [one.weight for one in fitting])[0]
        happened_at = self._instant(year)
        if happened_at > self.now - timedelta(hours=30):
            return None
        drawn = Drawn(place, happening, happened_at, self._course(happening, happened_at), self._reported(happened_at))
        drawn.submission_id, drawn.public_id = self._number(), self._number()
        self._who(drawn, is_new=is_new)
        self._away(drawn, is_new=is_new)
        self._on(drawn)
        return drawn

    def _instant(self, year: int) -> datetime:
        day = date(year, 1, 1) + timedelta(days=self.random.randrange(365))
        day += timedelta(days=self.random.choices(range(7), WEEKDAYS)[0] - day.weekday())
        hour = self.random.choices(range(24), HOURS)[0]
        inside = min(max(day, date(year, 1, 1)), date(year, 12, 31))
        return datetime.combine(inside, time(hour, self.random.randrange(0, 60, 5)), COPENHAGEN)

    def _course(self, happening: Happening, at: datetime) -> str:
        shift = "night" if at.hour < 6 else "morning" if at.hour < 9 else "day" if at.hour < 16 else "evening"
        return " ".join(part for part in (self.random.choice(SHIFTS[shift]), happening.course, self.random.choice(AFTER)) if part)

    def _reported(self, happened_at: datetime) -> datetime:
        return min(happened_at + timedelta(hours=self.random.choice((1, 1, 2, 3, 8, 24, 30, 60))), self.now)

    def _who(self, drawn: Drawn, *, is_new: bool) -> None:
        """Somebody of the unit whose employment fits, else somebody who has left since: then only the day of hire is known."""
        chance, day, kind = self.random, drawn.happened_at.date(), drawn.happening.kind
        people = self.hired.get(drawn.place.unit_id, [])
        drawn.is_anonymous = kind in WITHOUT_INJURED and chance.random() < ANONYMOUS
        there = [person for person, hired in people if hired <= day]
        if kind in WITHOUT_INJURED:
            drawn.reporter_id = chance.choice(there) if there and not drawn.is_anonymous else None
            return
        is_fresh = is_new or (kind == CaseKind.ACCIDENT and chance.random() < NEW_BUT_THERE)
        since = (day - timedelta(days=NEW_DAYS - 15), day - timedelta(days=6)) if is_fresh else (date.min, day - timedelta(days=400))
        fits = [row for row in people if since[0] <= row[1] <= since[1]]
        if fits:
            drawn.injured_id, drawn.hired_on = chance.choice(fits)
        else:
            drawn.hired_on = day - timedelta(days=chance.randint(10, NEW_DAYS - 20) if is_fresh else chance.randint(400, 6000))
        told = drawn.injured_id if chance.random() < 0.7 else None
        drawn.reporter_id = told or (chance.choice(there) if there else drawn.place.manager_id)

    def _away(self, drawn: Drawn, *, is_new: bool) -> None:
        chance, day, kind = self.random, drawn.happened_at.date(), drawn.happening.kind
        is_fresh = drawn.hired_on is not None and (day - drawn.hired_on).days < NEW_DAYS
        if is_new or (not is_fresh and chance.random() < ABSENT.get(kind, 0)):
            begins = day + timedelta(days=chance.choice((1, 1, 1, 1, 2, 4, 9)))
            ends = begins + timedelta(days=chance.choice(STAYS_AWAY) - 1)
            today = self.now.astimezone(COPENHAGEN).date()
            if begins <= today:
                drawn.absence = (begins, ends if ends < today else None)
        elif kind in ABSENT and chance.random() < 0.08:
            drawn.may_claim = True

    def _on(self, drawn: Drawn) -> None:
        """Signed within some days, sent in time or late, and now and then nobody has closed it yet."""
        chance = self.random
        drawn.is_withdrawn = chance.random() < WITHDRAWN_SHARE
        if chance.random() < 0.97 or self._is_old(drawn):
            signed = drawn.registered_at + timedelta(hours=chance.choice((2, 5, 20, 26, 50, 75, 120)))
            drawn.signed_at = signed if signed < self.now else None
        drawn.sends_late = chance.random() < LATE
        drawn.never_closes = chance.random() < UNCLOSED and not self._is_old(drawn)

    def _is_old(self, drawn: Drawn) -> bool:
        """Every region has brought its old cases to an end before it shows them to anybody."""
        return (self.now - drawn.happened_at).days > OLD_DAYS

    def _number(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)


def is_followed_up(drawn: Drawn) -> bool:
    """The group's statutory follow-up is expected of it."""
    return drawn.happening.kind in FOLLOWED_UP
