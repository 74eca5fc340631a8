"""How far each unit is with its APV: the chain, its order, its rows, its spreadsheet."""

import io

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from actionplans.models import Topic
from apv.models import CLOCKED, Dialogue
from apv.reports.coverage import Coverage, Stop
from orgstructure.permissions import Perm
from tests.apv.test_duty import Counter
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    EngagementFactory,
    FindingFactory,
    PlanFactory,
    TopicCoverFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WHOLE = {"absence_link": "none", "absence_text": "Intet", "participation": "AMR", "follow_up_on": TODAY, "completed_on": TODAY}


@pytest.fixture
def hospital():
    return UnitFactory(name="Hospitalet")


def staffed(hospital, name):
    unit = UnitFactory(name=name, parent=hospital)
    EngagementFactory(unit=unit)
    return unit


def talked(assessment):
    Dialogue.objects.create(assessment=assessment, held_on=TODAY, participants="Alle", said="Travlt", by=UserFactory(), at=NOW)
    return assessment


def covered(unit):
    for topic in CLOCKED:
        TopicCoverFactory(unit=unit, topic=topic)
    return unit


def stops(hospital):
    return {chain.unit.name: chain.stop for chain in Coverage.of(hospital, TODAY).chains}


def test_each_unit_stops_where_its_newest_apv_does(hospital):
    staffed(hospital, "Ikke begyndt")
    AssessmentFactory(unit=staffed(hospital, "Ikke talt"))
    FindingFactory(assessment=talked(AssessmentFactory(unit=staffed(hospital, "Ikke besluttet"))))
    talked(AssessmentFactory(unit=staffed(hospital, "Ikke afsluttet")))
    done = talked(AssessmentFactory(unit=staffed(hospital, "Færdig"), completed_by=UserFactory(), **WHOLE))
    open_plan = talked(AssessmentFactory(unit=staffed(hospital, "Ikke vurderet"), completed_by=UserFactory(), **WHOLE))
    finding = FindingFactory(assessment=open_plan, outcome="plan", decided_at=NOW, decided_by=UserFactory())
    finding.plans.add(PlanFactory(unit=open_plan.unit))
    UnitFactory(name="Ingen ansatte", parent=hospital)

    assert stops(hospital) == {
        "Ikke begyndt": Stop.ANSWERED, "Ikke talt": Stop.ANSWERED, "Ikke besluttet": Stop.PLANNED, "Ikke afsluttet": Stop.EVALUATED,
        "Færdig": Stop.DONE, "Ikke vurderet": Stop.EVALUATED,
    }  # fmt: skip
    AssessmentFactory(unit=done.unit)
    assert stops(hospital)["Færdig"] == Stop.ANSWERED


def test_who_is_late_by_law_stands_first(hospital):
    in_time, late = covered(staffed(hospital, "A")), staffed(hospital, "B")
    talked(AssessmentFactory(unit=late, completed_by=UserFactory(), **WHOLE))
    assert [chain.unit for chain in Coverage.of(hospital, TODAY).chains] == [late, in_time]


def test_a_figure_leads_to_exactly_its_rows_and_so_does_the_spreadsheet(client_of, hospital):
    covered(staffed(hospital, "I tide"))
    AssessmentFactory(unit=staffed(hospital, "For sent"))
    client = client_of(EngagementFactory(unit=hospital).user)
    page = reverse("apv-coverage-unit", args=[hospital.pk])
    assert client.get(page).context["coverage"].late == 2  # the hospital's own staff too
    assert [one.unit.name for one in client.get(page, {"late": 1}).context["page"]] == ["For sent", "Hospitalet"]
    assert [one.unit.name for one in client.get(page, {"stop": 0, "late": "x"}).context["page"]] == ["For sent", "Hospitalet", "I tide"]
    assert not client.get(page, {"stop": 4}).context["page"].object_list

    answer = client.get(reverse("apv-coverage-table", args=[hospital.pk]), {"late": 1})
    sheet = load_workbook(io.BytesIO(b"".join(answer))).active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["For sent", "Hospitalet"]
    assert str(Topic.CHEMICAL.label) in sheet["B2"].value


@pytest.mark.parametrize("words", [{"stop": "x"}, {"stop": "99"}, {"page": "0"}, {"page": "x"}, {"stop": "-1"}])
def test_what_the_address_says_wrongly_is_left_out(client_of, hospital, words):
    client = client_of(EngagementFactory(unit=hospital).user)
    assert client.get(reverse("apv-coverage-unit", args=[hospital.pk]), words).status_code == 200


def test_it_begins_where_the_reader_answers(client_of, hospital, person_with):
    ward = staffed(hospital, "M2")
    manager = person_with(Perm.RUN_REPORTS, on=ward)
    assert client_of(manager).get(reverse("apv-coverage"))["Location"] == reverse("apv-coverage-unit", args=[ward.pk])


def test_it_asks_as_much_of_many_units_as_of_few(client_of, hospital):
    client = client_of(EngagementFactory(unit=hospital).user)
    page = reverse("apv-coverage-unit", args=[hospital.pk])
    counts = []
    for number in (1, 6):
        for each in range(number):
            FindingFactory(assessment=talked(AssessmentFactory(unit=covered(staffed(hospital, f"Afsnit {number}-{each}")))))
        with connection.execute_wrapper(counter := Counter()):
            client.get(page)
        counts.append(counter.number)
    assert counts[0] == counts[1]
