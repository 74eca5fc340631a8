"""Who has answered: the whole, its parts, managers and units, the reasons, each place; who may see it, and the file of it."""

import io

import pytest
from openpyxl import load_workbook

from apv.reports.audit_coverage import AuditCoverage
from orgstructure.models import Unit
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditYearFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return UnitFactory(name="Regionen")


@pytest.fixture
def year(region):
    """Hanne answers for two wards of one hospital jointly with Ole of another and lacks a third; one place is begun, one ended."""
    year = AuditYearFactory(top=region)
    north, south = UnitFactory(name="Nord", parent=region), UnitFactory(name="Syd", parent=region)
    hanne, ole = UserFactory(first_name="Hanne", last_name="Top"), UserFactory(first_name="Ole", last_name="Friis")

    def place(name, parent, manager, **words):
        return AuditPlaceFactory(year=year, unit=UnitFactory(name=name, parent=parent), manager=manager, **words)

    told = {"reason": "other", "reason_note": "Flytter", "reason_at": NOW, "reason_by": hanne}
    joint = [place("N1", north, hanne), place("N2", north, hanne), place("S1", south, ole)]
    SubmittedAuditFactory(year=year, places=joint)
    place("N3", north, hanne, **told)
    SelfAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=region, manager=UserFactory(last_name="Vang"))])
    place("N4", north, ole, ended_on=TODAY)
    AuditPlaceFactory(unit=region)  # of another year
    return year


def unit(name):
    return Unit.objects.get(name=name)


def test_answered_of_expected_managers_and_units_for_the_whole_and_by_part(year, region):
    found = AuditCoverage.of(year, region)

    assert (found.whole.answered, found.whole.expected, found.whole.percent) == (3, 5, 60)
    assert (found.whole.managers_answered, found.whole.managers, found.managers_lacking) == (2, 3, 1)
    assert (found.whole.units_answered, found.whole.units) == (3, 5)
    assert [(str(line.unit or "itself"), line.counts.answered, line.counts.expected, line.has_below) for line in found.parts] == [
        ("itself", 0, 1, False),
        ("Nord", 2, 3, True),
        ("Syd", 1, 1, True),
    ]
    assert dict(found.whole.states) == {"not_begun": 1, "draft": 1, "sent_back": 0, "submitted": 3, "closed": 0}
    assert [(reason, number) for reason, _label, number in found.reasons] == [("other", 1), ("no_reason", 1)]


def test_a_level_below_holds_its_own_only(year):
    found = AuditCoverage.of(year, unit("Syd"))

    assert (found.whole.answered, found.whole.expected, found.reasons) == (1, 1, ())


def test_who_runs_it_sees_names_states_and_reasons_and_the_way_to_each(client_of, person_with, year, region):
    runs = person_with(Perm.RUN_AUDITS, on=region)
    page = client_of(runs).get(f"/audits/years/{year.pk}/").content.decode()

    assert "Hanne Top" in page
    assert "Flytter" in page
    assert f"/audits/places/{year.places.get(unit__name='N3').pk}/why/" in page


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("state=draft", {"Regionen"}),
        ("state=not_begun", {"N3"}),
        ("reason=other", {"N3"}),
        ("reason=no_reason", {"Regionen"}),
        ("q=hanne+n1", {"N1"}),
        ("q=ole", {"S1"}),
        ("state=nonsense&reason=%27", {"N1", "N2", "N3", "S1", "Regionen"}),
    ],
)
def test_the_list_shows_what_is_asked_for(client_of, person_with, year, region, words, shown):
    answer = client_of(person_with(Perm.RUN_AUDITS, on=region)).get(f"/audits/years/{year.pk}/levels/{region.pk}/?{words}")

    assert {place.unit.name for place in answer.context["page"].object_list} == shown


def test_a_manager_sees_the_own_part_without_answers_and_nothing_beside(client_of, person_with, year, region):
    AuditAnswerFactory(audit=year.audits.get(status="submitted"), comment="Kvabbelsnask")
    manager = client_of(person_with(Perm.RUN_REPORTS, on=unit("Nord")))

    assert manager.get(f"/audits/years/{year.pk}/").headers["Location"] == f"/audits/years/{year.pk}/levels/{unit('Nord').pk}/"
    page = manager.get(f"/audits/years/{year.pk}/levels/{unit('Nord').pk}/").content.decode()
    assert "Hanne Top" in page
    assert "Ole Friis" not in page
    assert "Kvabbelsnask" not in page
    assert "/why/" not in page
    for other in (unit("Syd"), region):
        assert manager.get(f"/audits/years/{year.pk}/levels/{other.pk}/").status_code == 403


def test_a_representative_of_one_unit_and_a_stranger_see_no_coverage(client_of, person_with, year):
    for person in (person_with(Perm.RUN_REPORTS, on=unit("Nord"), reach=Reach.UNIT), person_with(Perm.RUN_REPORTS, on=UnitFactory())):
        assert client_of(person).get(f"/audits/years/{year.pk}/").status_code == 404


def test_a_draft_shows_what_would_be_asked_to_who_runs_it_alone(client_of, person_with, region):
    draft = AuditYearFactory(top=region, status="draft", opened_at=None, opened_by=None)
    UnitFactory(parent=region, manager=UserFactory())

    page = client_of(person_with(Perm.RUN_AUDITS, on=region)).get(f"/audits/years/{draft.pk}/")
    assert (page.context["foreseen"].managers, page.context["why_not"]) == (1, "")
    assert client_of(person_with(Perm.RUN_REPORTS, on=region)).get(f"/audits/years/{draft.pk}/").status_code == 404


def test_the_files_hold_the_rows_asked_for_and_no_formula(client_of, person_with, year, region):
    Unit.objects.filter(name="N3").update(name="=1+1")
    client = client_of(person_with(Perm.RUN_AUDITS, on=region))
    address = f"/audits/years/{year.pk}/levels/{region.pk}/table"

    book = load_workbook(io.BytesIO(b"".join(client.get(f"{address}.xlsx?reason=other").streaming_content)))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == ["'=1+1"]
    text = b"".join(client.get(f"{address}.csv?state=submitted").streaming_content).decode()
    assert ("N1" in text, "Flytter" in text) == (True, False)


@pytest.mark.parametrize("number", [1, 25])
def test_many_places_cost_no_more_queries_than_few(client_of, person_with, year, region, number, django_assert_max_num_queries):
    for _ in range(number):
        AuditPlaceFactory(year=year, unit=UnitFactory(parent=UnitFactory(parent=region)))
    client = client_of(person_with(Perm.RUN_AUDITS, on=region))

    with django_assert_max_num_queries(18):
        client.get(f"/audits/years/{year.pk}/")
