"""Figures of injuries as they are read: exact for who sees the rows, hidden for others, the same on page, paper and spreadsheet."""

import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from injuries.figure_page import InjuryPage
from injuries.indicators import Indicator, on_track_at
from injuries.models import Case, InjuryPolicy, ShownCount, WorkedHours
from injuries.reports.axes import SEALED
from injuries.reports.figures import InjuryFigures
from injuries.usecases.showing import keep_shown
from orgstructure.models import UnitUserPermission
from orgstructure.permissions import Perm, Reach
from safetynet.dashboard.injury_papers import context_of
from tests.factories import NOW, TODAY, AbsenceFactory, CaseFactory, EngagementFactory, UnitFactory
from tests.injuries.figures import by_hand, make_cases

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture
def crowd(house):
    """Two wards with cases of two years, one of them with few, and a second hospital."""
    many = make_cases([house.ward, house.hospital], 120, years=(2024, 2025), sealed=True)
    few = make_cases([house.other_ward], 3, seed=9)
    house.few = few
    house.cases = [*many, *few]
    keep_shown(now=NOW, today=TODAY)
    return house


def figures_for(user, unit, year=YEAR):
    return InjuryFigures.of(unit, year, user, now=NOW, today=TODAY)


def asked(client_of, user, name, *args, **query):
    return client_of(user).get(reverse(name, args=args), query)


def without_sealed(figures):
    return {axis: codes for axis, codes in figures.counts.items() if axis not in SEALED}


def of_year(cases, *units, kept=True):
    found = [case for case in cases if case.happened_on.year == YEAR and (kept or not case.is_kept_from_manager)]
    return by_hand([case for case in found if not units or case.unit in units])


def test_the_manager_sees_exact_figures_of_the_own_ward_without_what_was_kept_from_the_manager(crowd):
    figures = figures_for(crowd.manager, crowd.ward)

    assert figures.is_exact
    assert without_sealed(figures) == of_year(crowd.cases, crowd.ward, kept=False)


def test_the_administrator_sees_exact_figures_of_the_hospital(crowd):
    assert without_sealed(figures_for(crowd.administrator, crowd.hospital)) == of_year(crowd.cases)


def test_who_sees_rows_sees_no_more_of_the_body_than_everybody(crowd, person_with):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)

    mine, theirs = (figures_for(user, crowd.hospital).parts("body") for user in (crowd.administrator, chair))

    assert mine == theirs != []


def test_a_level_above_sees_what_is_kept_and_nothing_of_a_ward_with_few(crowd, person_with):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)

    shown = figures_for(chair, crowd.hospital)
    few = figures_for(chair, crowd.other_ward)

    assert not shown.is_exact
    assert shown.total("injury") == of_year(crowd.cases)["injury"][""]
    assert few.total("injury") is None
    assert not any(cases for codes in few.counts.values() for cases in codes.values())


def test_who_knows_the_cases_of_one_unit_gets_no_figure_that_leaves_few_when_these_are_taken_away(house, person_with):
    """A department head reads the department's own cases; its ward has three. Shown to others, the sum would tell the head of three."""
    make_cases([house.hospital], 80, seed=3)
    make_cases([house.ward], 5, seed=4)
    keep_shown(now=NOW, today=TODAY)
    chair = person_with(Perm.RUN_REPORTS, on=house.hospital)
    head = person_with(Perm.RUN_REPORTS, on=house.hospital)
    there = Case.objects.filter(happened_on__year=YEAR)
    unknown = by_hand([*there.filter(unit=house.ward), *there.filter(unit=house.hospital, is_kept_from_manager=True)])["injury"][""]
    InjuryPolicy.objects.create(hidden_below=unknown + 1, made_at=NOW)
    keep_shown(now=NOW, today=TODAY)
    permission = Permission.objects.get(codename=Perm.VIEW_EVENTS.value, content_type__app_label="orgstructure")
    UnitUserPermission.objects.create(user=head, permission=permission, content_object=house.hospital, reach=Reach.UNIT)

    assert unknown >= 2
    assert figures_for(chair, house.hospital).total("injury") is not None
    assert figures_for(head, house.hospital).total("injury") is None


def test_a_raised_limit_hides_at_once_before_the_next_night(crowd, person_with):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)
    InjuryPolicy.objects.create(hidden_below=90, made_at=NOW)

    assert figures_for(chair, crowd.hospital).counts == {}


def test_the_running_year_is_told_in_tens_and_only_up_to_the_last_quarter(crowd, person_with):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)
    before = figures_for(chair, crowd.hospital).so_far
    CaseFactory.create_batch(3, unit=crowd.hospital, happened_on=date(2026, 10, 2))

    after = figures_for(chair, crowd.hospital).so_far

    assert after == before
    assert after.last == date(2026, 9, 30)
    assert after.injuries % 10 == 0


@pytest.mark.parametrize("name", ["injury-figures-unit", "injury-figures-table", "injury-figures-report", "injury-indicator"])
def test_who_makes_no_reports_there_is_refused(crowd, client_of, name, person_with):
    elsewhere = person_with(Perm.RUN_REPORTS, on=UnitFactory())

    assert asked(client_of, crowd.colleague, name, crowd.ward.pk).status_code == 403
    assert asked(client_of, elsewhere, name, crowd.ward.pk).status_code == 403
    assert asked(client_of, elsewhere, name, 10**12).status_code == 404


def test_the_page_says_the_numbers_of_the_dataclass_and_names_nobody(crowd, client_of, person_with):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)
    page = asked(client_of, chair, "injury-figures-unit", crowd.hospital.pk, year=YEAR).content.decode()

    shown = InjuryPage(figures_for(chair, crowd.hospital))
    assert shown.sentence in page
    for word in ("Signe", "Skadet", "rengøringsvand", crowd.case.number):
        assert word not in page


def test_page_spreadsheet_and_paper_say_the_same(crowd, client_of, person_with):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)
    page = asked(client_of, chair, "injury-figures-unit", crowd.hospital.pk, year=YEAR).content.decode()
    sheet = asked(client_of, chair, "injury-figures-table", crowd.hospital.pk, year=YEAR)
    rows = load_workbook(io.BytesIO(b"".join(sheet.streaming_content)))["Opdelinger"].iter_rows(min_row=2, values_only=True)
    context = context_of({"unit": crowd.hospital.pk, "year": YEAR}, chair, now=NOW, today=TODAY)

    with translation.override("da"):
        lines = [(split.title, line.label, line.cases) for split in context["page"].splits for line in split.lines]
        assert context["page"].sentence in page
    assert [row[:3] for row in rows if row[2] is not None] == lines
    assert len(lines) > 12
    text = re.sub(r"<[^>]+>", " ", page)
    for _title, label, cases in lines:
        assert label in text
        assert str(cases) in text


def test_the_pictures_are_drawn_and_kept_by_nobody(crowd, client_of):
    for name in ("trend", "causes"):
        drawn = asked(client_of, crowd.administrator, "injury-figures-picture", crowd.hospital.pk, name, year=YEAR)
        assert drawn.content.startswith(b"<svg")
        assert "no-store" in drawn.headers["Cache-Control"]
    assert asked(client_of, crowd.administrator, "injury-figures-picture", crowd.hospital.pk, "nothing").status_code == 404


@pytest.mark.parametrize("who", ["administrator", "manager_above"])
def test_the_page_asks_as_much_for_many_cases_as_for_few(house, client_of, who, django_assert_max_num_queries):
    make_cases([house.ward], 90)
    keep_shown(now=NOW, today=TODAY)
    address = reverse("injury-figures-unit", args=[house.hospital.pk]) + f"?year={YEAR}"
    client = client_of(getattr(house, who))
    client.get(address)
    with django_assert_max_num_queries(18) as few:
        client.get(address)
    make_cases([house.ward, house.hospital, *(UnitFactory(parent=house.hospital) for _n in range(10))], 300)
    keep_shown(now=NOW, today=TODAY)
    with django_assert_max_num_queries(len(few)):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("year", ["", "1", "2026", "99999999999999999999", "\x00", "abc"])
def test_a_year_that_cannot_be_chosen_shows_the_newest(crowd, client_of, person_with, year):
    chair = person_with(Perm.RUN_REPORTS, on=crowd.hospital)

    assert "2025" in asked(client_of, chair, "injury-figures-unit", crowd.hospital.pk, year=year).content.decode()


def test_without_hours_there_is_no_rate_and_with_hours_the_source_is_shown(crowd, client_of):
    without = asked(client_of, crowd.administrator, "injury-figures-unit", crowd.hospital.pk, year=YEAR).content.decode()
    WorkedHours.objects.create(unit=crowd.hospital, year=YEAR, hours=Decimal(2_000_000), fte=Decimal(1200), source="Løn og arbejdstid", noted_at=NOW)  # fmt: skip
    absent = of_year(crowd.cases)["absence"]["some"]

    figures = figures_for(crowd.administrator, crowd.hospital)
    page = asked(client_of, crowd.administrator, "injury-figures-unit", crowd.hospital.pk, year=YEAR).content.decode()

    assert "Ingen frekvens" in without
    assert figures.now.per_million_hours == (Decimal(absent) / 2).quantize(Decimal("0.1"))
    assert figures.now.per_thousand_fte == (Decimal(absent) * 1000 / 1200).quantize(Decimal("0.1"))
    assert "Løn og arbejdstid" in page


def test_the_goal_counts_absence_of_who_was_new_and_halves_it_by_2030(house):
    for year, number in ((2018, 8), (2025, 3)):
        for _n in range(number):
            case = CaseFactory(unit=house.ward, happened_on=date(year, 5, 4), hired_on=date(year - 1, 5, 5), registered_at=NOW)
            AbsenceFactory(case=case, ends_on=date(year, 5, 6))
        old = CaseFactory(unit=house.ward, happened_on=date(year, 5, 4), hired_on=date(year - 1, 5, 4))
        AbsenceFactory(case=old, ends_on=date(year, 5, 6))
        CaseFactory(unit=house.ward, happened_on=date(year, 5, 4), hired_on=date(year - 1, 5, 5))
    EngagementFactory.create_batch(4, unit=house.ward, hired_on=date(2025, 3, 1), valid_from=date(2025, 3, 1))

    goal = Indicator.of(house.hospital, now=NOW, today=TODAY, user=house.administrator)

    assert (goal.value(2018), goal.value(2025), goal.baseline.value, goal.target) == (8, 3, 8, 4)
    assert goal.newest.is_on_track
    assert goal.newest.on_track_at == on_track_at(Decimal(8), 2025) == Decimal("5.7")
    assert (goal.newest.new_people, goal.newest.per_hundred) == (4, Decimal("75.0"))


def test_a_region_without_cases_of_2018_types_the_number_with_its_source(crowd, client_of):
    address = reverse("injury-baseline", args=[crowd.hospital.pk])
    refused = client_of(crowd.administrator).post(address, {"value": "40", "source": ""})
    done = client_of(crowd.administrator).post(address, {"value": "40", "source": "Årsrapport 2018"})
    page = asked(client_of, crowd.administrator, "injury-indicator", crowd.hospital.pk).content.decode()

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Årsrapport 2018" in page
    assert Indicator.of(crowd.hospital, now=NOW, today=TODAY).target == 20


def test_lowering_the_limit_asks_whether_it_is_meant(house, client_of, person_with):
    consultant = person_with(Perm.CONFIGURE, on=house.region)
    told = {"hidden_below": "4", "new_employee_months": "12", "anonymous_from": "10", "many_reads": "40"}
    address = reverse("injury-policy")

    refused = client_of(consultant).post(address, told)
    assert refused.status_code == 422
    assert not InjuryPolicy.objects.exists()
    assert client_of(consultant).post(address, {**told, "is_meant": "on"}).status_code == 302
    assert InjuryPolicy.in_force().hidden_below == 4
    assert client_of(person_with(Perm.CONFIGURE, on=house.ward)).get(address).status_code == 403


def hours_file(*lines):
    return SimpleUploadedFile("timer.csv", ("Enhed;År;Timer;Årsværk;Kilde\n" + "\n".join(lines)).encode())


def test_hours_from_a_file_are_kept_whole_or_told_by_line(house, client_of):
    address, client = reverse("injury-hours"), client_of(house.administrator)
    wrong = hours_file(
        "Sengeafsnit S4;2025;1000,5;;Løn", "Findes ikke;2025;1;;Løn", f"{house.ward.pk};2025;2;;Løn", "Sengeafsnit S5;2025;;;Løn"
    )

    refused = client.post(address, {"what": "file", "file": wrong})
    said = refused.content.decode()
    assert refused.status_code == 422
    assert not WorkedHours.objects.exists()
    assert all(f"Linje {line}" in said for line in (3, 4, 5))
    assert client.post(address, {"what": "file", "file": hours_file("Sengeafsnit S4;2025;1000,5;;Løn")}).status_code == 302
    assert WorkedHours.objects.get().hours == Decimal("1000.5")


def test_hours_of_a_unit_out_of_reach_are_refused(house, client_of, person_with):
    address = reverse("injury-hours")
    assert client_of(house.manager).get(address).status_code == 403
    assert client_of(house.other_administrator).get(f"{address}?unit={house.ward.pk}").status_code == 403
    empty = client_of(house.administrator).post(f"{address}?unit={house.ward.pk}", {"year": "2025", "source": "Løn"})
    assert empty.status_code == 422
    assert client_of(house.administrator).post(address, {"year": "20\x0025", "hours": "9" * 40, "source": "\x00"}).status_code == 422


def test_nothing_of_the_body_is_kept_where_it_tells_of_few(crowd):
    rows = ShownCount.objects.filter(axis__in=["body", "type"]).exclude(cases=0)
    assert rows.exists()
    assert not rows.filter(cases__lt=5).exists()
    assert not rows.filter(unit=crowd.other_ward).exists()


def test_a_swede_reads_the_page_in_swedish(crowd, client_of):
    crowd.administrator.language = "sv"
    crowd.administrator.save(update_fields=["language"])
    page = asked(client_of, crowd.administrator, "injury-figures-unit", crowd.hospital.pk, year=YEAR).content.decode()
    assert "Siffror om skador 2025" in page
