"""A case that never happened, to look at a template with."""

from datetime import UTC, date, datetime, time

from injuries.easy.record import Record
from injuries.models import Case, CaseKind, Place
from injuries.sealing import Health, Identity
from orgstructure.models import Unit

WHEN = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def made_up() -> Record:
    """Everything filled in, with signs that a file must stand."""
    case = Case(
        pk=12,
        unit=Unit(name="Sengeafsnit 7 & 8", p_number="1003344556"),
        kind=CaseKind.ACCIDENT,
        happened_on=date(2026, 2, 27),
        happened_at=time(14, 30),
        place_kind=Place.PATIENT_ROOM,
        course="Ville gribe en patient, der faldt <mod sengen>.",
        environment="051",
        process="41",
        activity="51",
        activity_agent="18",
        deviation="71",
        deviation_agent="18",
        contact="71",
        contact_agent="18",
        hired_on=date(2019, 8, 1),
        registered_at=WHEN,
    )
    identity = Identity(name="Else Eksempel", sex="f", age=41, nationality="Danmark", occupation="Sygeplejerske", employment="permanent")
    health = Health(injury="032", body=("31", "51"), side="left", expected_absence="d4_6")
    return Record(case, identity, health, "0101901234", (date(2026, 2, 28),))
