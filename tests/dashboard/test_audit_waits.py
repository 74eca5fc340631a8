"""The self-audit on the start page and on a unit's page: for who answers, for who looks at what was sent in, and for nobody else."""

import pytest

from orgstructure.permissions import Perm, Reach
from safetynet.dashboard.audit_waits import AuditWaits, audit_line
from tests.factories import (
    NOW,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditYearFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    year = AuditYearFactory(top=UnitFactory(name="Regionen"))
    AuditQuestionFactory.create_batch(3, question_set=year.question_set)
    return year


@pytest.fixture
def place(year):
    return AuditPlaceFactory(year=year, unit=UnitFactory(name="Afsnit M1", parent=year.top))


@pytest.fixture
def manager(person_with, place):
    return person_with(Perm.ANSWER_AUDITS, on=place.unit, reach=Reach.UNIT)


def test_who_answers_sees_how_far_it_is_and_goes_on_in_one_touch(client_of, year, place, manager):
    begun = SelfAuditFactory(year=year, places=[place])
    begun.answers.create(question=year.question_set.questions.first(), answer="yes", answered_at=NOW, answered_by=manager)

    page = client_of(manager).get("/").content.decode()

    assert "Egenkontrol 2026: 1 af 3 besvaret, svar senest 6. december 2026" in page
    assert f"/audits/places/{place.pk}/why/" in page
    assert AuditWaits.of(manager).first.place.audit == begun


def test_several_places_are_one_card(client_of, person_with, year, place):
    other = AuditPlaceFactory(year=year, unit=UnitFactory(parent=place.unit))
    person = person_with(Perm.ANSWER_AUDITS, on=place.unit)

    assert "Egenkontrol 2026: 2 af 2 ikke sendt ind" in client_of(person).get("/").content.decode()
    SubmittedAuditFactory(year=year, places=[place, other])
    assert "ikke sendt ind" not in client_of(person).get("/").content.decode()


def test_who_runs_it_is_told_what_waits_and_not_what_they_sent_in_themselves(person_with, year, place):
    runs = person_with(Perm.RUN_AUDITS, on=year.top)
    SubmittedAuditFactory(year=year, places=[place])
    SubmittedAuditFactory(year=year, submitted_by=runs)

    assert (AuditWaits.of(runs).to_review, bool(AuditWaits.of(UserFactory()))) == (1, False)


def test_a_units_page_tells_who_answers_and_who_leads_from_above_and_nobody_else(client_of, person_with, place, manager):
    above = person_with(Perm.RUN_REPORTS, on=place.year.top)
    stranger = person_with(Perm.ANSWER_AUDITS, Perm.RUN_REPORTS, on=UnitFactory())

    assert audit_line(place.unit, stranger) is None
    assert "ikke begyndt" in client_of(manager).get(f"/units/{place.unit_id}/").content.decode().lower()
    assert f"/levels/{place.unit_id}/" in client_of(above).get(f"/units/{place.unit_id}/").content.decode()
    assert "Egenkontrol 2026" not in client_of(stranger).get(f"/units/{place.unit_id}/").content.decode()
