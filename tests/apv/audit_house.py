"""A ward with its manager and representative, and a begun self-audit with one “no”: what the tests of actions and help share."""

from dataclasses import dataclass

from apv.models import AuditAnswer, AuditQuestion, AuditYear, SelfAudit
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditYearFactory,
    CommitteeFactory,
    CoverageFactory,
    SeatFactory,
    SelfAuditFactory,
    ThemeFactory,
    UnitFactory,
    make_person,
)

ANSWERS = (Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS)
COMMENT, VIEW = "Vi når det ikke om vinteren", "Natten ser det anderledes"


@dataclass
class House:
    """Who and what there is."""

    region: Unit
    ward: Unit
    manager: User
    amr: User
    runs: User
    year: AuditYear
    audit: SelfAudit
    question: AuditQuestion
    answer: AuditAnswer


def managed_unit(region: Unit, name: str, **manager: str) -> tuple[Unit, User]:
    """A unit with a manager who answers for it."""
    unit = UnitFactory(name=name, parent=region)
    person = make_person(*ANSWERS, on=unit, reach=Reach.UNIT, **manager)
    Unit.objects.filter(pk=unit.pk).update(manager=person)
    unit.manager = person
    return unit, person


def audit_house() -> House:
    """The consultant runs self-audits in the whole region."""
    region = UnitFactory(name="Regionen")
    ward, manager = managed_unit(region, "Medicinsk afsnit M2", first_name="Mette", last_name="Skov")
    amr = make_person(Perm.ANSWER_AUDITS, Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT, first_name="Anna", last_name="Holm")
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(user=amr, committee=group)
    runs = make_person(Perm.RUN_AUDITS, Perm.RUN_REPORTS, Perm.OFFER_HELP, on=region, first_name="Karin", last_name="Konsulent")
    year = AuditYearFactory(top=region)
    place = AuditPlaceFactory(year=year, unit=ward, manager=manager)
    audit = SelfAuditFactory(year=year, started_by=manager, places=[place])
    ThemeFactory(code="planlaegning")
    question = AuditQuestionFactory(
        question_set=year.question_set, position=9, text={"da": "Ser I hinandens arbejde på skift?"}, theme_code="planlaegning"
    )
    answer = AuditAnswerFactory(audit=audit, question=question, answer="no", comment=COMMENT, view=VIEW)
    return House(region, ward, manager, amr, runs, year, audit, question, answer)
