"""A year of self-audit that can be answered: two wards with managers, a representative, staff who follow it, and last year behind it."""

from dataclasses import dataclass
from functools import partial

from apv.models import Answer, AuditAction, AuditPlace, AuditQuestion, AuditYear, SelfAudit
from apv.usecases import auditing
from apv.usecases.auditing import Given
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    CommitteeFactory,
    CoverageFactory,
    PlanFactory,
    SeatFactory,
    SubmittedAuditFactory,
    UnitFactory,
    make_person,
)

WORDS = ("Tænker I arbejdsmiljøet med, når I planlægger?", "Ved alle, hvem der er arbejdsmiljørepræsentant?", "Undersøger I risici?")


@dataclass
class Audits:
    """`ward` and `other` are asked; `manager` and `neighbour` lead them, `amr` speaks for the ward, `consultant` follows it all."""

    year: AuditYear
    ward: Unit
    other: Unit
    place: AuditPlace
    beside: AuditPlace
    manager: User
    neighbour: User
    amr: User
    consultant: User
    questions: list[AuditQuestion]

    def begin(self) -> SelfAudit:
        """The ward's audit."""
        return auditing.begin(place=self.place, by=self.manager, now=NOW)

    def answer(self, audit: SelfAudit, *answers: Given) -> None:
        """Those, and yes to what is left."""
        for number, question in enumerate(self.questions):
            given = answers[number] if number < len(answers) else Given("yes")
            auditing.save_answer(audit=audit, question=question, given=given, version=0, by=self.manager, now=NOW)

    def sent_in(self, *answers: Given) -> SelfAudit:
        """The ward's audit, sent in by its manager."""
        audit = self.begin()
        self.answer(audit, *answers)
        auditing.send_in(audit=audit, by=self.manager, now=NOW)
        audit.refresh_from_db()
        return audit


def make_audits(number: int = 3, *, is_followed: bool = False) -> Audits:
    """With so many questions; `is_followed` puts last year's audit of the ward behind it, with a gap and an action."""
    region = UnitFactory(name="Region")
    department = UnitFactory(name="Medicinsk afdeling", parent=region)
    ward, other = UnitFactory(name="Afsnit M2", parent=department), UnitFactory(name="Afsnit M3", parent=department)
    leads = partial(make_person, Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS, Perm.EDIT_PLANS, reach=Reach.UNIT, last_name="Berg")
    manager, neighbour = leads(on=ward, first_name="Anna"), leads(on=other, first_name="Bo")
    amr = make_person(Perm.ANSWER_AUDITS, on=ward, reach=Reach.UNIT, first_name="Mia", last_name="Lund")
    SeatFactory(committee=CoverageFactory(unit=ward, committee=CommitteeFactory()).committee, user=amr)
    asked = AuditSetFactory(year=2026, name={"da": "Årlig egenkontrol", "sv": "Årlig egenkontroll"})
    questions = [
        AuditQuestionFactory(
            question_set=asked,
            position=n + 1,
            group={"da": f"Del {n // 9 + 1}"},
            text={"da": WORDS[n % len(WORDS)]},
            hint={"da": "Ja: det er et fast punkt."},
            law={"DK": "BEK 65/2024 § 33"},
        )
        for n in range(number)
    ]
    year = AuditYearFactory(question_set=asked, top=region)
    audits = Audits(
        year=year,
        ward=ward,
        other=other,
        place=AuditPlaceFactory(year=year, unit=ward, manager=manager),
        beside=AuditPlaceFactory(year=year, unit=other, manager=neighbour),
        manager=manager,
        neighbour=neighbour,
        amr=amr,
        consultant=make_person(Perm.RUN_AUDITS, on=region, first_name="Karin", last_name="Holm"),
        questions=questions,
    )
    return add_last_year(audits) if is_followed else audits


def add_last_year(audits: Audits) -> Audits:
    """Question 1 continues one that was answered partly, with a comment and a published plan."""
    past = AuditYearFactory(question_set=AuditSetFactory(year=2025), top=audits.year.top)
    audits.year.follows = past
    audits.year.save(update_fields=["follows"])
    asked = AuditQuestionFactory(question_set=past.question_set, position=1)
    audits.questions[0].continues = asked
    audits.questions[0].save(update_fields=["continues"])
    audit = SubmittedAuditFactory(year=past, places=[AuditPlaceFactory(year=past, unit=audits.ward, manager=audits.manager)])
    answer = AuditAnswerFactory(audit=audit, question=asked, answer=Answer.PARTLY, comment="Kun ved store ændringer")
    plan = PlanFactory(unit=audits.ward, title="Fast punkt på personalemødet")
    AuditAction.objects.create(answer=answer, plan=plan, made_at=NOW, made_by=audits.manager)
    return audits
