"""A small invented region to which anything may happen, day after day, by the roll of a die with a known seed."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError

from orgstructure import defaults
from orgstructure.feed.rows import ENGAGEMENTS, SEATS, UNITS
from orgstructure.models import Committee, Engagement, Level, RoleHolding, RoleWord, Seat, Unit, User
from orgstructure.permissions import Role
from orgstructure.usecases import appointing, by_hand
from orgstructure.usecases.grants import bring_in_step
from orgstructure.usecases.units import ReorganiseError
from safetynet.operations import reorganise
from safetynet.operations.handing_over import hand_over
from tests.factories import NOW, TODAY, DraftFactory, MeasureFactory, PlanFactory, UserFactory
from tests.orgstructure.feeds import SmallFeed

UNIT_OF, PARENT_OF, MANAGER_OF = "Afdelingskode", "Forældreafdelingskode", "LedersMedarbejdernummer"


@dataclass
class Upheaval:
    """Ten units, twenty employees, groups with seats; a system administrator who is nobody's employee runs it."""

    feed: SmallFeed
    chance: random.Random
    days: int = 0
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        defaults.bring_in(Level, RoleWord)
        for number in range(6):
            above = self.chance.choice(["Hospital", "Afsnit", "Klinik"])
            self.feed.unit(f"Team {number}", above, *self.chance.sample(["AMG 1", "LMU"], self.chance.choice([0, 1])))
        units = [row[UNIT_OF] for row in self.feed.tables[UNITS]]
        for number in range(16):
            self.feed.employ(
                f"4{number:02}", f"{10 + number}0585{4000 + number}", "Klinik", manager=self.chance.choice(["200", "300", "301"])
            )
            self.feed.tables[ENGAGEMENTS][-1][UNIT_OF] = self.chance.choice(units)
        self.feed.bring_in(is_confirmed=True)
        self.admin = UserFactory(first_name="Signe")
        top = {
            "unit": Unit.objects.get(parent=None),
            "source": "appointment",
            "by": UserFactory(),
            "reason": "Driften",
            "valid_from": TODAY,
        }
        for role in (Role.SYSTEM_ADMINISTRATOR, Role.SAFETYNET_ADMINISTRATOR):
            RoleHolding.objects.create(user=self.admin, role=role, **top)
        for person in User.objects.filter(engagements__isnull=False):
            here = person.engagements.get().unit
            MeasureFactory(plan=PlanFactory(unit=here, owner=person), responsible=person)
            DraftFactory(unit=here, owner=self.chance.choice([person, None]), created_by=person)
        bring_in_step(today=TODAY)

    @property
    def today(self) -> date:
        return TODAY + timedelta(days=self.days)

    @property
    def when(self) -> dict[str, date | datetime]:
        return {"today": self.today, "now": NOW + timedelta(days=self.days)}

    def night(self) -> None:
        self.days += 1
        bring_in_step(today=self.today)
        hand_over(**self.when)

    def act(self) -> None:
        """One thing happens; what is refused did not happen."""
        verb = self.chance.choice([self.by_feed, self.by_feed, self.leave, self.reorganise, self.reorganise, self.keep, self.appoint])
        try:
            said = verb()
        except (ReorganiseError, ValidationError, appointing.AppointmentError) as error:
            said = f"refused: {error}"
        self.said.append(f"{self.today} {said}")

    def by_feed(self) -> str:
        people, units = self.feed.tables[ENGAGEMENTS], self.feed.tables[UNITS]
        leading = {row[MANAGER_OF] for row in people}
        going = [row for row in people if row["Medarbejdernummer"] in leading and self.chance.random() < 0.5]
        going += [row for row in people if self.chance.random() < 0.2]
        if len(going) < len(people):
            self.feed.tables[ENGAGEMENTS] = [row for row in people if row not in going]
        left = {row["CPR"] for row in self.feed.tables[ENGAGEMENTS]}
        self.feed.tables[SEATS] = [row for row in self.feed.tables[SEATS] if row["CPR"] in left]
        numbers = [row["Medarbejdernummer"] for row in self.feed.tables[ENGAGEMENTS]]
        parents = {row[PARENT_OF] for row in units}
        leaves = [row for row in units if row[UNIT_OF] not in parents and len(units) > 4]
        lost = self.chance.choice(leaves) if leaves and self.chance.random() < 0.5 else None
        if lost:
            units.remove(lost)
        for row in self.feed.tables[ENGAGEMENTS]:
            row[MANAGER_OF] = row[MANAGER_OF] if row[MANAGER_OF] in numbers else self.chance.choice(["", *numbers])
            if row[MANAGER_OF] == row["Medarbejdernummer"]:
                row[MANAGER_OF] = ""
            if lost and row[UNIT_OF] == lost[UNIT_OF]:
                row[UNIT_OF] = self.chance.choice([lost[PARENT_OF], self.chance.choice(units)[UNIT_OF]])
        result = self.feed.bring_in(today=self.today, is_confirmed=True)
        return f"feed {result.run.outcome} {result.run.problems[:2]}: {len(going)} gone, closed {bool(lost)}"

    def leave(self) -> str:
        """Somebody's employment ends, and the night finds it."""
        rows = Engagement.objects.current(self.today).filter(valid_from__lt=self.today)
        gone = [row for row in rows.order_by("number") if self.chance.random() < 0.3]
        Engagement.objects.filter(pk__in=[row.pk for row in gone]).update(valid_to=self.today)
        self.night()
        return f"{len(gone)} leave"

    def reorganise(self) -> str:
        one, other = self.chance.sample(list(Unit.objects.existing(self.today).order_by("pk")), 2)
        match self.chance.choice(["move", "merge", "close", "split"]):
            case "move":
                reorganise.move(unit=one, parent=other, by=self.admin, **self.when)
            case "merge":
                reorganise.merge(sources=[one], into=other, by=self.admin, **self.when)
            case "close":
                reorganise.close(unit=one, by=self.admin, **self.when)
            case _:
                people = Engagement.objects.current(self.today).filter(unit=one).values_list("user", flat=True)
                takes = {"people": [pk for pk in people if self.chance.random() < 0.5]}
                reorganise.split(unit=one, name=f"Nyt {self.days}-{len(self.said)}", takes=takes, by=self.admin, **self.when)
        return f"reorganised {one} {other}"

    def keep(self) -> str:
        """A seat is filled or ended, a unit comes to a group or goes."""
        why = by_hand.Why(self.admin, self.when["now"], self.today, "Aftalt", uuid.uuid4())
        group = self.chance.choice(list(Committee.objects.order_by("pk")))
        unit = self.chance.choice(list(Unit.objects.existing(self.today).order_by("pk")))
        match self.chance.choice(["fill", "end", "connect", "take off"]):
            case "fill":
                person = self._somebody()
                role = self.chance.choice(["amr", "leader", "chair"])
                by_hand.fill_seat(group, user=person, role=role, starts=self.today, last_day=None, union="", why=why)
            case "end":
                if seat := Seat.objects.current(self.today).filter(valid_from__lt=self.today).order_by("pk").first():
                    by_hand.set_last_day(seat, last_day=self.today, seen=seat.last_day, why=why)
            case "connect":
                by_hand.connect(unit, group, why=why)
            case _:
                by_hand.take_off(unit, group, why=why)
        return f"kept {group} {unit}"

    def appoint(self) -> str:
        """A role is given by hand, or somebody names a deputy."""
        unit, person = self.chance.choice(list(Unit.objects.existing(self.today).order_by("pk"))), self._somebody()
        last = self.today + timedelta(days=self.chance.choice([0, 1, 30]))
        role = self.chance.choice([Role.COORDINATOR, Role.AMR, Role.HEAD_OF_WORK_ENVIRONMENT])
        wanted = appointing.Appointment(person, role, unit, self.today, last, "Vikar")
        if self.chance.random() < 0.6:
            appointing.appoint(wanted, by=User.objects.get(pk=self.admin.pk), today=self.today)
            return f"appointed {role}"
        own = RoleHolding.objects.current(self.today).exclude(source="deputy").exclude(user=person).order_by("pk")
        held = self.chance.choice(list(own))
        deputy = appointing.Appointment(person, Role(held.role), held.unit, self.today, last, "Ferie")
        appointing.name_deputy(deputy, by=held.user, today=self.today)
        return f"deputy {held.role}"

    def _somebody(self) -> User:
        return self.chance.choice(list(User.objects.employed(self.today).order_by("pk")) or [UserFactory()])
