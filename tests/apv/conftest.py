"""What the tests of surveys share."""

import pytest
from django.core.cache import caches

from apv.models import ResultCell
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from tests.apv.survey_house import Survey, make_survey
from tests.factories import (
    AssessmentFactory,
    CommitteeFactory,
    CoverageFactory,
    DimensionFactory,
    EngagementFactory,
    QuestionFactory,
    ReleasedRoundFactory,
    RoundUnitFactory,
    SeatFactory,
    SectionFactory,
    UnitFactory,
    UserFactory,
)


@pytest.fixture
def survey(db) -> Survey:
    """A round that takes answers today."""
    caches["process"].clear()
    return make_survey()


@pytest.fixture
def hospital(db) -> Unit:
    head = UserFactory(first_name="Hanne", last_name="Top")
    hospital = UnitFactory(name="Hospitalet", manager=head)
    EngagementFactory(unit=hospital, user=head)
    return hospital


@pytest.fixture
def ward(hospital) -> Unit:
    return UnitFactory(name="Medicinsk afsnit M2", parent=hospital, p_number="1003")


@pytest.fixture
def manager(ward, person_with):
    person = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, first_name="Mette", last_name="Skov")
    Unit.objects.filter(pk=ward.pk).update(manager=person)
    ward.manager = person
    return person


@pytest.fixture
def amr(ward, person_with):
    person = person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward, reach=Reach.UNIT, first_name="Anna", last_name="Holm")
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=ward, committee=group)
    SeatFactory(user=person, committee=group)
    return person


@pytest.fixture
def head(hospital, person_with):
    """Decides in the unit above, as the manager of the hospital does."""
    return person_with(Perm.EDIT_PLANS, on=hospital, reach=Reach.UNIT, first_name="Karen", last_name="Over")


@pytest.fixture
def assessment(ward):
    return AssessmentFactory(unit=ward)


@pytest.fixture
def figure(ward, hospital):
    """The ward's part of a released round in which “Indflydelse” is low."""
    section = SectionFactory()
    asked = section.questionnaire
    dimension = DimensionFactory(questionnaire=asked, code="influence", name={"da": "Indflydelse"}, theme_code="test-theme")
    for text in ("Kan du selv bestemme, hvordan du løser dine opgaver?", "Bliver du hørt, når noget ændres?"):
        QuestionFactory(section=section, questionnaire=asked, dimension=dimension, text={"da": text})
    survey = ReleasedRoundFactory(questionnaire=asked, top=hospital, name={"da": "APV 2026"})
    whole = RoundUnitFactory(round=survey, unit=hospital)
    part = RoundUnitFactory(round=survey, unit=ward, parent=whole)
    for where, n, mean in ((whole, 120, "58.00"), (part, 14, "41.50")):
        ResultCell.objects.create(round=survey, round_unit=where, subject="dimension", code="influence", n=n, mean=mean)
    return part
