"""The statutory plan of the work-environment organisation: right for any day, open to every employee (BEK 65 § 33; R9)."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from pypdf import PdfReader

from orgstructure.models import Committee, CommitteePeriod, SeatRole, Unit, UnitPeriod, UnitSuccession, User
from orgstructure.statutory import NotThereError, StatutoryPlan
from safetynet.dashboard.models import DocumentJob
from tests.factories import CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
EVE = date(2025, 12, 31)
CHANGED = date(2026, 3, 1)
BEGAN = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    """Files of a test go where the test ends."""
    storage = settings.STORAGES["default"] | {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"default": storage}


@dataclass
class Changed:
    """A hospital that was reorganised after New Year's Eve, and somebody far away who reads of it."""

    hospital: Unit
    ward: Unit
    moved: Unit
    committee: Committee
    group: Committee
    reader: User


@pytest.fixture
def changed() -> Changed:
    region = UnitFactory(name="Regionen")
    hospital = UnitFactory(name="Nordhospitalet", parent=region, manager=UserFactory(first_name="Dorte", last_name="Gammelchef"))
    other = UnitFactory(name="Sydhospitalet", parent=region)
    ward, moved = UnitFactory(name="Gamle afsnit", parent=hospital), UnitFactory(name="Klinik Flyt", parent=hospital)
    committee = CommitteeFactory(name="HMU Nord", level=LevelFactory(code="hmu", is_group=False))
    group = CommitteeFactory(name="AMG Gammel", parent=committee, level=LevelFactory(code="amg"))
    for unit in (ward, moved):
        CoverageFactory(unit=unit, committee=group)
    _people(ward, moved, committee, group)
    _reorganise(hospital, other, ward, moved, group)
    reader = EngagementFactory(unit=UnitFactory(name="Køkkenet", parent=other)).user
    return Changed(hospital, ward, moved, committee, group, reader)


def _people(ward, moved, committee, group):
    """Three in the ward, one of whom left later; two in the clinic; one who came later."""
    EngagementFactory.create_batch(2, unit=ward)
    EngagementFactory(unit=ward, valid_to=CHANGED)
    EngagementFactory(unit=ward, valid_from=CHANGED)
    EngagementFactory.create_batch(2, unit=moved)
    old = UserFactory(first_name="Gerda", last_name="Dengang")
    new = UserFactory(first_name="Nanna", last_name="Nuværende")
    leader = UserFactory(first_name="Lars", last_name="Leder")
    SeatFactory(committee=group, user=old, union="DSR", valid_from=BEGAN, valid_to=CHANGED)
    SeatFactory(committee=group, user=new, valid_from=CHANGED)
    SeatFactory(committee=group, user=leader, role=SeatRole.LEADER, role_word="arbejdsmiljøleder", valid_from=BEGAN)
    deputy = UserFactory(first_name="Stine", last_name="Stedfortræder")
    SeatFactory(committee=group, user=deputy, role=SeatRole.DEPUTY, role_word="suppleant", is_deputy=True, deputy_for=old, valid_to=CHANGED)
    SeatFactory(committee=committee, role=SeatRole.CHAIR, role_word="formand", user=UserFactory(first_name="Frida", last_name="Formand"))


def _reorganise(hospital, other, ward, moved, group):
    """On the first of March: hospital, ward and group are renamed, the clinic moves away, a new unit follows on the ward."""
    _turn(UnitPeriod, hospital, "unit", name="Hospital Nord", manager=UserFactory(first_name="Kim", last_name="Nychef"))
    _turn(UnitPeriod, ward, "unit", name="Nye afsnit")
    _turn(UnitPeriod, moved, "unit", parent=other, path=f"{other.path}{moved.pk}/")
    _turn(CommitteePeriod, group, "committee", name="AMG Ny")
    late = UnitFactory(name="Kommet senere", parent=hospital, valid_from=CHANGED)
    EngagementFactory(unit=late, valid_from=CHANGED)
    UnitSuccession.objects.create(predecessor=ward, successor=late, on=CHANGED)


def _turn(period_model, row, owner, **changes):
    last = period_model.objects.get(**{owner: row})
    period_model.objects.filter(pk=last.pk).update(valid_to=CHANGED)
    kept = {name: getattr(last, name) for name in ("name", "parent", "path", *(["manager"] if owner == "unit" else []))}
    period_model.objects.create(**{owner: row}, **(kept | changes), valid_from=CHANGED)
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(update_fields=list(changes))


def paper(client, callbacks, route, pk, on=""):
    """The words of the PDF, as it is asked for by the button and fetched."""
    with callbacks(execute=True):
        client.post(reverse(route, args=[pk]) + on)
    job = DocumentJob.objects.latest("pk")
    written = b"".join(client.get(reverse("document-file", args=[job.public_id])))
    read = PdfReader(BytesIO(written))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def test_the_statutory_pdf_of_a_hospital_as_of_last_new_years_eve_is_right(changed, client_of, django_capture_on_commit_callbacks):
    text = paper(client_of(changed.reader), django_capture_on_commit_callbacks, "statutory-unit-pdf", changed.hospital.pk, "?on=2025-12-31")

    for then in (
        "Nordhospitalet",
        "31. december 2025",
        "Dorte Gammelchef",
        "AMG Gammel",
        "Gerda Dengang",
        "DSR",
        "01-06-2024 – 28-02-2026",
        "Lars Leder",
        "Stine Stedfortræder",
        "Frida Formand",
        "Gamle afsnit (3)",
        "Klinik Flyt (2)",
    ):
        assert then in text
    for since in ("Hospital Nord", "Kim Nychef", "AMG Ny", "Nanna", "Nye afsnit", "Kommet senere", "Køkkenet"):
        assert since not in text


def test_the_figures_of_that_day_are_counted_by_hand(changed):
    plan = StatutoryPlan.of(changed.hospital, EVE)

    assert (plan.name, plan.units, plan.employees, plan.groups, plan.members) == ("Nordhospitalet", 3, 5, 1, 4)
    top, group = plan.committees
    assert (top.name, top.covered, top.area_units, top.area_employees) == ("HMU Nord", [], 2, 5)
    assert (group.name, [(unit.name, unit.employees) for unit in group.covered]) == (
        "AMG Gammel",
        [("Gamle afsnit", 3), ("Klinik Flyt", 2)],
    )


def test_today_the_same_hospital_shows_what_has_become_of_it(changed):
    plan = StatutoryPlan.of(changed.hospital, date(2026, 11, 22))

    assert (plan.name, plan.units, plan.employees) == ("Hospital Nord", 3, 4)
    assert [unit.name for unit in plan.below] == ["Kommet senere", "Nye afsnit"]


def test_gaps_are_those_of_the_day(changed):
    """The ward that came later is covered by nobody: a gap now, and none on New Year's Eve."""
    then, now = (StatutoryPlan.of(changed.hospital, day) for day in (EVE, date(2026, 11, 22)))

    assert "Kommet senere" not in {gap.subject for gap in then.gaps}
    assert {gap.unit_id for gap in then.gaps if gap.unit_id} <= {changed.hospital.pk, changed.ward.pk, changed.moved.pk}
    assert changed.moved.pk not in {gap.unit_id for gap in now.gaps}


def test_every_employee_reads_all_of_it_and_stays_on_the_day(changed, client_of):
    client = client_of(changed.reader)
    for route, pk in (("statutory-unit", changed.hospital.pk), ("statutory-committee", changed.group.pk)):
        text = client.get(reverse(route, args=[pk]), {"on": "2025-12-31"}).content.decode()
        assert "Gerda Dengang" in text
        assert "Nanna" not in text
        assert f"{reverse('statutory-unit', args=[changed.ward.pk])}?on=2025-12-31" in text
        assert "alert-info" in text
    assert "alert-info" not in client.get(reverse("statutory-unit", args=[changed.hospital.pk])).content.decode()


def test_the_spreadsheet_holds_every_member_of_that_day(changed, client_of):
    answer = client_of(changed.reader).get(reverse("statutory-committee-table", args=[changed.committee.pk]), {"on": "31-12-2025"})
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(answer))).active.values)

    assert {row[3] for row in rows[1:] if row[3]} == {"Frida Formand", "Gerda Dengang", "Lars Leder", "Stine Stedfortræder"}
    gerda = next(row for row in rows if row[3] == "Gerda Dengang")
    assert (gerda[1], gerda[12], gerda[13]) == ("AMG Gammel", "Gamle afsnit, Klinik Flyt", 5)


def test_a_sub_committee_covers_what_its_parent_covers(changed):
    CommitteeFactory(name="Underudvalg", parent=changed.group, is_sub_committee=True, level=LevelFactory(code="hmu"))

    plan = StatutoryPlan.of(changed.group, EVE)

    assert [(one.name, len(one.covered), one.employees) for one in plan.committees if not one.is_around] == [
        ("AMG Gammel", 2, 5),
        ("Underudvalg", 2, 5),
    ]


def test_a_place_that_was_not_there_is_said_and_not_made_up(changed, client_of):
    late = Unit.objects.get(name="Kommet senere")
    client = client_of(changed.reader)

    with pytest.raises(NotThereError):
        StatutoryPlan.of(late, EVE)
    assert "empty-state" in client.get(reverse("statutory-unit", args=[late.pk]), {"on": "2025-12-31"}).content.decode()
    assert client.get(reverse("statutory-unit-table", args=[late.pk]), {"on": "2025-12-31"}).status_code == 404


def test_a_day_that_cannot_be_read_is_said_beside_the_field(changed, client_of):
    answer = client_of(changed.reader).get(reverse("statutory-unit", args=[changed.hospital.pk]), {"on": "i går"})

    assert answer.status_code == 400
    assert 'value="i går"' in answer.content.decode()


@pytest.mark.parametrize("many", [1, 25])
def test_the_number_of_queries_does_not_grow_with_the_organisation(changed, client_of, many, django_assert_max_num_queries):
    for _ in range(many):
        unit = UnitFactory(parent=changed.hospital)
        group = CommitteeFactory(parent=changed.committee, level=LevelFactory(code="amg"))
        CoverageFactory(unit=unit, committee=group)
        EngagementFactory(unit=unit)
        SeatFactory(committee=group)
    client = client_of(changed.reader)
    for route, pk in (("statutory-unit", changed.hospital.pk), ("statutory-committee", changed.committee.pk)):
        with django_assert_max_num_queries(32):
            client.get(reverse(route, args=[pk]), {"on": "2026-06-01"})
