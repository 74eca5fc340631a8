"""Old plans from a spreadsheet: what is understood, what is refused, and that nothing is made twice."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.db import connection
from openpyxl import Workbook

from actionplans.errors import IllegalMoveError, UndoTooLateError
from actionplans.importing.columns import FIELDS
from actionplans.importing.preview import Preview
from actionplans.models import ActionPlan, EffectEvaluation, PlanImport, PlanImportRow, PlanMove
from actionplans.usecases import importing
from actionplans.usecases.reminding import queue_reminders
from orgstructure.access import scope_of
from orgstructure.permissions import Perm
from safetynet.common.cells import day_of, guess
from safetynet.common.models import OutboxMail
from safetynet.common.sheets import SheetError, read_sheet
from tests.actionplans.spreadsheets import HEAD, csv, xlsx
from tests.factories import NOW, TODAY, EngagementFactory, ThemeFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
LATER = TODAY + timedelta(days=60)


@pytest.fixture
def hospital():
    return UnitFactory(name="Fjordhospitalet")


@pytest.fixture
def ward(hospital):
    return UnitFactory(name="Afsnit 1", parent=UnitFactory(name="Medicinsk Afdeling", parent=hospital), p_number="1003")


@pytest.fixture
def owner(ward):
    return EngagementFactory(
        unit=ward, number="00417", user=UserFactory(first_name="Lis", last_name="Lund", email="Lis.Lund@region.invalid")
    ).user


@pytest.fixture
def person(hospital, person_with):
    return person_with(Perm.EDIT_PLANS, on=hospital)


def row(**cells):
    """A line of an open plan, with what a test needs otherwise."""
    usual = {
        "Nr": "",
        "Enhed": "Afsnit 1",
        "Problem": "Tunge løft",
        "Tovholder": "Lis Lund",
        "Frist": LATER,
        "Status": "Åben",
        "Oprettet": date(2026, 10, 1),
    }
    return [(usual | cells).get(name, "") for name in HEAD]


@pytest.fixture
def read(person, owner):
    def make(*rows, **answers):
        found = importing.read_file(xlsx(rows), name="gamle planer.xlsx", by=person, now=NOW)
        found.answers = answers
        found.save(update_fields=["answers"])
        return found

    return make


def preview_of(found):
    return Preview(found, scope=scope_of(found.by, Perm.EDIT_PLANS), today=TODAY)


def bring_in(found):
    return importing.bring_in(found, scope=scope_of(found.by, Perm.EDIT_PLANS), by=found.by, now=NOW, today=TODAY)


def problems_of(found):
    return [(line.number, problem.field) for line in preview_of(found).faulty for problem in line.problems]


# --- The file ---------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "content",
    [
        xlsx([row()]),
        csv([row()]),
        csv([row()], encoding="cp1252"),
        csv([row()], encoding="utf-16"),
        csv([row()], between="\t"),
        csv([row()], between=","),
    ],
)
def test_the_same_table_is_read_however_it_was_saved(content):
    (first, head), (line, cells) = read_sheet(content)

    assert (first, line) == (1, 2)
    assert head == list(HEAD)
    assert cells[1:5] == ["Afsnit 1", "Tunge løft", "Lis Lund", LATER.isoformat()]


def bomb(size=90 * 1024 * 1024):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * size)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a workbook",
        bomb(),
        b"%PDF-1.7",
        csv([]),
        csv([row()] * 2001),
        csv([["x"] * 61], head=["x"] * 61),
        b"\xff\xfe\x00",
        b"a;b\n" + b"x" * 200_000,
    ],
)
def test_a_file_that_is_no_table_of_plans_is_refused_in_a_sentence(content):
    with pytest.raises(SheetError, match=r"\w+"):
        read_sheet(content)


def test_a_cell_at_the_end_of_the_world_harms_nobody():
    book, target = Workbook(), io.BytesIO()
    book.active["A1"], book.active["XFD1048576"] = "Enhed", "x"
    book.save(target)

    with pytest.raises(SheetError):
        read_sheet(target.getvalue())


def test_a_table_of_one_column_is_read():
    book, target = Workbook(), io.BytesIO()
    for text in ("Enhed", "Afdeling A"):
        book.active.append([text])
    book.save(target)

    assert read_sheet(target.getvalue()) == [(1, ["Enhed"]), (2, ["Afdeling A"])]


# --- Columns and words ------------------------------------------------------------------------------------
def test_columns_are_told_by_their_headings_in_danish_and_swedish():
    danish = guess(["Sagsnr.", "AFDELING", "Problemstilling", "Ansvarlig person", "Deadline", "Tilstand"], FIELDS)
    swedish = guess(["Enhet", "Rubrik", "Ansvarig", "Slutdatum", "Åtgärder"], FIELDS)

    assert danish == {"reference": 0, "unit": 1, "title": 2, "owner": 3, "closing_on": 4, "status": 5}
    assert swedish == {"unit": 0, "title": 1, "owner": 2, "closing_on": 3, "measures": 4}


@pytest.mark.parametrize("text", ["31-12-2025", "31.12.25", "31/12/2025", "2025-12-31", "2025-12-31 00:00:00"])
def test_dates_are_read_as_people_write_them(text):
    assert day_of(text) == date(2025, 12, 31)


@pytest.mark.parametrize("text", ["", "31-02-2025", "1", "i går", "9999-12-31", "0001-01-01", "1" * 50])
def test_no_other_text_is_taken_for_a_date(text):
    assert day_of(text) is None


# --- Units and people -------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["Afsnit 1", "afsnit  1", "1003", "Medicinsk Afdeling / Afsnit 1", "Fjordhospitalet > Afsnit 1"])
def test_a_unit_is_found_by_name_number_and_path(read, ward, name):
    (line,) = preview_of(read(row(Enhed=name))).good

    assert line.planned.unit_id == ward.pk


@pytest.mark.parametrize("name", ["Lis Lund", "lis.lund@region.invalid", "00417"])
def test_an_owner_is_found_by_name_mail_and_number(read, owner, name):
    (line,) = preview_of(read(row(Tovholder=name))).good

    assert line.planned.owner_id == owner.pk


def test_of_two_with_one_name_the_one_who_works_in_the_unit_is_meant(read, owner):
    EngagementFactory(user=UserFactory(first_name="Lis", last_name="Lund"))

    (line,) = preview_of(read(row())).good

    assert line.planned.owner_id == owner.pk


def test_two_units_of_one_name_are_asked_about_and_the_answer_holds_for_all_lines(read, ward, hospital):
    other = UnitFactory(name="Afsnit 1", parent=UnitFactory(name="Kirurgisk Afdeling", parent=hospital))
    found = read(row(), row(Problem="Støj"))

    (question,) = preview_of(found).questions
    assert (question.kind, question.text, question.lines) == ("unit", "Afsnit 1", 2)
    assert {str(ward.pk), str(other.pk)} <= {value for value, _label in question.options}

    found.answers = {"unit": {"Afsnit 1": str(other.pk)}}
    assert {line.planned.unit_id for line in preview_of(found).good} == {other.pk}


def test_a_unit_that_is_not_mine_is_no_unit_at_all(read):
    UnitFactory(name="Køkkenet")

    assert problems_of(read(row(Enhed="Køkkenet"))) == [(2, "unit")]


def test_an_answer_cannot_name_a_unit_that_is_not_mine(read):
    elsewhere = UnitFactory(name="Køkkenet")

    assert problems_of(read(row(Enhed="X"), unit={"X": str(elsewhere.pk)})) == [(2, "unit")]


def test_an_open_plan_of_somebody_who_has_left_is_asked_about_but_a_closed_one_keeps_its_owner(read, ward):
    gone = EngagementFactory(unit=ward, valid_to=TODAY, user=UserFactory(first_name="Hanne", last_name="Krogh")).user
    ward.manager = EngagementFactory(unit=ward).user
    ward.save(update_fields=["manager"])
    closed = row(Tovholder="Hanne Krogh", Status="Lukket", Frist=date(2026, 10, 20), Effekt="Løst")
    found = read(row(Tovholder="Hanne Krogh"), closed)

    preview = preview_of(found)
    assert [line.planned.owner_id for line in preview.good] == [gone.pk]
    assert [question.kind for question in preview.questions] == ["owner"]

    found.answers = {"owner": {"Hanne Krogh": "manager"}}
    assert [line.planned.owner_id for line in preview_of(found).good] == [ward.manager_id, ward.manager_id]


def test_a_text_may_be_answered_by_leaving_its_lines_out(read):
    found = read(row(Enhed="Nedlagt afsnit"), row(), unit={"Nedlagt afsnit": "leave_out"})

    preview = preview_of(found)
    assert (len(preview.good), len(preview.left_out), preview.faulty) == (1, 1, [])


# --- What is wrong with a line ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"Problem": ""}, "title"),
        ({"Problem": "Om 150358-5123"}, "title"),
        ({"Frist": ""}, "closing_on"),
        ({"Frist": "snart"}, "closing_on"),
        ({"Frist": date(2026, 9, 1)}, "implement_by"),
        ({"Oprettet": LATER, "Frist": LATER}, "created_on"),
        ({"Status": "måske"}, "status"),
        ({"Status": "Lukket", "Effekt": ""}, "verdict"),
        ({"Status": "Lukket", "Effekt": "tja"}, "verdict"),
        ({"Status": "Lukket", "Effekt": "Løst", "Lukket": date(2026, 9, 1)}, "ended_on"),
        ({"Tovholder": ""}, "owner"),
        ({"Tovholder": "Ukendt Person"}, "owner"),
    ],
)
def test_each_thing_that_is_wrong_is_said_with_line_and_column(read, cells, field):
    assert (3, field) in problems_of(read(row(), row(**cells)))


def test_a_long_problem_is_cut_between_words_and_stands_whole_in_the_description(read):
    whole = "Vi løfter for meget alene i aftenvagten " * 6
    bring_in(read(row(Problem=whole)))

    plan = ActionPlan.objects.get()
    assert len(plan.title) <= 160
    assert plan.title.endswith("…")
    assert plan.description == whole.strip()


def test_a_closed_plan_without_a_verdict_may_be_brought_in_as_not_carried_out(read):
    found = read(row(Status="Lukket", Frist=date(2026, 10, 20)), verdict={"": "no_verdict"})

    assert bring_in(found) == 1
    plan = ActionPlan.objects.get()
    assert (plan.status, plan.ended_code) == ("not_carried_out", "other")


# --- Bringing in ------------------------------------------------------------------------------------------
def test_plans_come_in_with_their_state_their_measures_and_their_history(read, ward, owner):
    ThemeFactory(code="loeft", name={"da": "Løft"})
    found = read(
        row(Indsatser="Lift på stue 4; Kursus", Bemærkning="Liften er bestilt"),
        row(Problem="Støj", Status="Gennemført"),
        row(Problem="Skarp tone", Status="Lukket", Frist=date(2026, 10, 20), Lukket=date(2026, 10, 22), Effekt="Ingen effekt"),
        row(Problem="Trapper", Status="Opgivet", Lukket=date(2026, 10, 5), Bemærkning="Vi flyttede"),
    )

    assert bring_in(found) == 4

    plans = {plan.title: plan for plan in ActionPlan.objects.all()}
    assert {title: plan.status for title, plan in plans.items()} == {
        "Tunge løft": "active", "Støj": "awaiting", "Skarp tone": "closed", "Trapper": "not_carried_out",
    }  # fmt: skip
    assert {(plan.unit, plan.owner) for plan in plans.values()} == {(ward, owner)}
    assert [measure.text for measure in plans["Tunge løft"].measures.all()] == ["Lift på stue 4", "Kursus"]
    assert plans["Tunge løft"].follow_ups.get().text == "Liften er bestilt"
    assert plans["Skarp tone"].closing_evaluation.verdict == "no_effect"
    assert plans["Skarp tone"].ended_at.date() == date(2026, 10, 22)
    assert plans["Trapper"].ended_reason == "Vi flyttede"
    assert list(PlanMove.objects.filter(plan=plans["Skarp tone"]).values_list("verb", flat=True)) == ["publish", "carry_out", "evaluate"]
    assert plans["Støj"].placements.get().valid_from == date(2026, 10, 1)
    found.refresh_from_db()
    assert (found.state, found.table) == ("done", [])


def test_only_faultless_lines_come_in_and_the_others_are_listed(read):
    found = read(row(), row(Frist="snart"))

    assert bring_in(found) == 1
    found.refresh_from_db()
    assert [line for line, _why in found.left_out] == [3]


def test_the_same_file_and_the_same_number_never_become_a_second_plan(read):
    assert bring_in(read(row(Nr="A-1"), row(Problem="Støj"))) == 2
    assert bring_in(read(row(Nr="A-1"), row(Problem="Støj"))) == 0
    assert bring_in(read(row(Nr="A-1", Problem="Et nyt ord"), row(Nr="A-2"))) == 1
    assert ActionPlan.objects.count() == 3


def test_a_file_that_was_put_right_brings_in_only_what_was_missing(read):
    assert bring_in(read(row(), row(Problem="Støj", Frist="snart"), row(), row(Problem="Trapper"))) == 3
    assert bring_in(read(row(), row(Problem="Støj"), row(), row(Problem="Trapper"))) == 1
    assert sorted(ActionPlan.objects.values_list("title", flat=True)) == ["Støj", "Trapper", "Tunge løft", "Tunge løft"]


def test_a_number_that_stands_twice_in_a_file_is_said(read):
    assert problems_of(read(row(Nr="A-1"), row(Nr="a-1"))) == [(3, "reference")]


def test_brought_in_twice_at_once_is_refused_the_second_time(read):
    found = read(row())
    bring_in(found)

    with pytest.raises(IllegalMoveError):
        bring_in(found)


def test_nobody_gets_a_mail_for_each_plan_that_came_in(read):
    bring_in(read(*(row(Problem=f"Støj {number}") for number in range(5))))

    queue_reminders(now=NOW + timedelta(days=1))

    assert not OutboxMail.objects.filter(kind="assigned").exists()


def test_five_hundred_plans_come_in_with_few_queries(read, django_assert_max_num_queries):
    found = read(*(row(Nr=f"A-{number}", Indsatser="Lift; Kursus") for number in range(500)))

    with django_assert_max_num_queries(40):
        assert bring_in(found) == 500


# --- Undo -------------------------------------------------------------------------------------------------
def test_undo_takes_every_plan_away_that_nobody_has_worked_on(read, person):
    found = read(
        row(Problem="Støj"), row(Problem="Skarp tone", Status="Lukket", Effekt="Løst", Frist=date(2026, 10, 20)), row(Problem="Trapper")
    )
    bring_in(found)
    worked_on = ActionPlan.objects.get(title="Trapper")
    worked_on.change(version=worked_on.version, title="Trapper i gården")

    assert importing.undo(found, scope=scope_of(person, Perm.EDIT_PLANS), by=person, now=NOW) == (2, 1)

    assert list(ActionPlan.objects.all()) == [worked_on]
    assert not EffectEvaluation.objects.exists()
    assert PlanImportRow.objects.count() == 1
    assert bring_in(read(row(Problem="Støj"), row(Problem="Skarp tone", Status="Lukket", Effekt="Løst", Frist=date(2026, 10, 20)))) == 2


def test_undo_is_for_seven_days_and_only_once(read, person):
    found = read(row())
    bring_in(found)
    with pytest.raises(UndoTooLateError):
        importing.undo(found, scope=scope_of(person, Perm.EDIT_PLANS), by=person, now=NOW + timedelta(days=8))
    importing.undo(found, scope=scope_of(person, Perm.EDIT_PLANS), by=person, now=NOW)
    with pytest.raises(IllegalMoveError):
        importing.undo(found, scope=scope_of(person, Perm.EDIT_PLANS), by=person, now=NOW)


def test_the_function_that_forgets_moves_touches_no_plan_that_was_made_here(read):
    bring_in(read(row()))
    PlanImportRow.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("SELECT actionplans_forget_moves_brought_in(%s)", [list(ActionPlan.objects.values_list("pk", flat=True))])

    assert PlanMove.objects.exists()


def test_what_was_never_brought_in_is_forgotten_after_a_week(read):
    read(row())

    assert importing.forget_unfinished(now=NOW + timedelta(days=6)) == 0
    assert importing.forget_unfinished(now=NOW + timedelta(days=8)) == 1
    assert not PlanImport.objects.exists()
