"""The eleven people one can be in the demo, and the plans that wait for them."""

from datetime import date, timedelta
from random import Random

from actionplans.models import Source, Urgency, Verdict
from orgstructure.models import DemoPersona, Engagement, RoleHolding, Unit, User
from orgstructure.models.roles import HoldingSource
from orgstructure.permissions import Role
from safetynet.operations.seed.stories import Place, Story, workday
from safetynet.operations.seed.texts import CASES, NOTES

HOSPITAL = "Fjordhospitalet"
DEPARTMENT = f"Medicinsk Afdeling, {HOSPITAL}"
WARD = f"Medicinsk Afdeling – afsnit 1, {HOSPITAL}"
STAFF = "Arbejdsmiljø og Trivsel, Koncernadministrationen"
IT = "It og Digitalisering, Koncernadministrationen"


def cast(places: list[Place], *, today: date) -> dict[str, User]:
    """Choose the eleven, give those their role by hand who do not have it by where they are, and put them on the sign-in page."""
    ward = Unit.objects.get(name=WARD)
    place = next(place for place in places if place.unit_id == ward.pk)
    root = Unit.objects.get(parent=None)
    people = {
        "manager": User.objects.get(pk=place.manager_id),
        "employee": _colleague(WARD, 3, today),
        "amr": User.objects.get(pk=place.amr_id),
        "chair": _unit(DEPARTMENT).manager,
        "coordinator": _colleague(DEPARTMENT, 1, today),
        "head_of_work_environment": _colleague(HOSPITAL, 2, today),
        "consultant": _colleague(STAFF, 1, today),
        "safetynet_administrator": _colleague(HOSPITAL, 1, today),
        "system_administrator": _colleague(IT, 1, today),
        "injury_administrator": _colleague(HOSPITAL, 3, today),
        "data_protection_reader": _colleague(root.name, 1, today),
    }
    director = root.manager
    appointments = (
        ("coordinator", Role.COORDINATOR, _unit(DEPARTMENT)),
        ("head_of_work_environment", Role.HEAD_OF_WORK_ENVIRONMENT, _unit(HOSPITAL)),
        ("consultant", Role.CONSULTANT, root),
        ("safetynet_administrator", Role.SAFETYNET_ADMINISTRATOR, _unit(HOSPITAL)),
        ("system_administrator", Role.SYSTEM_ADMINISTRATOR, root),
        ("injury_administrator", Role.INJURY_ADMINISTRATOR, _unit(HOSPITAL)),
        ("data_protection_reader", Role.DATA_PROTECTION_READER, root),
    )
    given = [(people[code], role, unit) for code, role, unit in appointments]
    others = root.children.exclude(name=HOSPITAL).order_by("path")  # every enterprise has one (R48)
    given += [(_colleague(unit.name, 3, today), Role.INJURY_ADMINISTRATOR, unit) for unit in others]
    RoleHolding.objects.bulk_create(
        RoleHolding(
            user=user,
            role=role,
            unit=unit,
            source=HoldingSource.APPOINTMENT,
            valid_from=today,
            by=director,
            reason="Udpeget ved opsætning af demoen.",
        )
        for user, role, unit in given
    )
    DemoPersona.objects.bulk_create(DemoPersona(code=code, user=user, order=n) for n, (code, user) in enumerate(people.items()))
    return people


def _unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


def _colleague(unit: str, place: int, today: date) -> User:
    rows = Engagement.objects.current(today).filter(unit__name=unit).order_by("number").select_related("user")
    return rows[place].user


class WardStories:
    """Plans in every state for the personas' ward, so that each thing the product does can be seen at once."""

    def __init__(self, place: Place, today: date, random: Random) -> None:
        """All dates count from `today`."""
        self.place, self.today, self.random = place, today, random

    def all(self) -> list[Story]:
        """One story for each state a plan can be in."""
        manager, amr = self.place.manager_id, self.place.amr_id or self.place.manager_id
        day = self._day
        failed = self._story("Nye kolleger", -210, -150, -80, owner=manager, verdicts=[(day(-75), Verdict.NO_EFFECT)], done=True)
        return [
            self._story("Stik på kanyler", -6, 14, 80, owner=manager, urgency=Urgency.ACUTE, source=Source.INJURY),
            self._story(
                "Tunge forflytninger", -110, -40, 0, owner=manager, done=True, source=Source.APV, notes=[(day(-20), 0), (day(-7), 3)]
            ),
            self._story("Skarp tone", -150, -70, -20, owner=manager, done=True, source=Source.SURVEY),
            self._story("For travlt", -60, -5, 40, owner=manager, measures=1, source=Source.MEETING, notes=[(day(-12), 5)]),
            self._story("For varmt", -25, 20, 75, owner=amr, source=Source.ROUND, urgency=Urgency.SOON),
            self._story("Trusler fra pårørende", -300, -240, -200, owner=manager, standing=day(-230)),
            self._story("Glatte gulve", -140, -90, -35, owner=amr, done=True, verdicts=[(day(-31), Verdict.SOLVED)], notes=[(day(-60), 1)]),
            failed,
            self._story("Nye kolleger", -70, 5, 60, owner=manager, follows=failed, source=Source.SURVEY),
            self._story("Dårligt lys", -95, -50, -10, owner=manager, left=(day(-15), "solved_otherwise", "Ombygningen løste det.")),
            self._story("Svære forløb", -120, -60, 30, owner=amr, done=True, verdicts=[(day(-12), Verdict.TOO_EARLY)]),
            self._story("Mange korte sygefravær", -100, -30, 3, owner=manager, done=True, source=Source.ANNUAL_DISCUSSION),
            self._story("Vagtplanen", -2, 30, 90, owner=manager, draft=True),
        ]

    def _day(self, offset: int) -> date:
        return workday(self.today + timedelta(days=offset))

    def _story(  # noqa: PLR0913  a story has many turns
        self,
        title: str,
        published: int,
        implement: int,
        evaluate: int,
        *,
        owner: int,
        source: Source = Source.OWN_IDEA,
        urgency: Urgency = Urgency.ORDINARY,
        done: bool = False,
        measures: int = 0,
        standing: date | None = None,
        left: tuple[date, str, str] | None = None,
        verdicts: list[tuple[date, Verdict]] | None = None,
        notes: list[tuple[date, int]] | None = None,
        follows: Story | None = None,
        draft: bool = False,
    ) -> Story:
        case = next(case for case in CASES if case.title.startswith(title))
        return Story(
            place=self.place,
            case=case,
            source=source,
            urgency=urgency,
            owner_id=owner,
            author_id=self.place.manager_id,
            published_on=self._day(published),
            implement_by=self._day(implement),
            evaluate_on=self._day(evaluate),
            expected_on=self._day(evaluate),
            is_draft=draft,
            carried_out_on=self._day(implement) if done else None,
            measures_done=len(case.measures) if done else measures,
            standing_on=standing,
            left=left,
            verdicts=verdicts or [],
            notes=[(on, NOTES[index], owner) for on, index in notes or []],
            follows=follows,
        )
