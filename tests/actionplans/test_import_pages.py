"""The pages on which old plans come in: who may, what is shown, what is refused."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from actionplans.models import ActionPlan, HelpReached, PlanImport, PlanShare
from actionplans.usecases import voices
from orgstructure.permissions import Perm
from safetynet.common.sheets import LARGEST
from tests.actionplans.spreadsheets import xlsx, xlsx_of_one_text
from tests.actionplans.test_importing import row
from tests.factories import NOW, TODAY, EngagementFactory, PlanFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit 1", parent=UnitFactory(name="Fjordhospitalet"))


@pytest.fixture
def person(ward, person_with):
    EngagementFactory(unit=ward, user=UserFactory(first_name="Lis", last_name="Lund"))
    return person_with(Perm.EDIT_PLANS, on=ward.parent)


def upload(client, content, name="gamle planer.xlsx"):
    return client.post("/plans/import/", {"file": SimpleUploadedFile(name, content)}, follow=True)


def test_from_file_to_plans_and_back(person, client_of):
    client = client_of(person)

    page = upload(client, xlsx([row(), row(Problem="Støj", Enhed="Afsnt 1")]))
    found = PlanImport.objects.get()
    assert page.redirect_chain[-1][0] == found.get_absolute_url()
    assert "Afsnt 1" in page.content.decode()

    (question,) = page.context["preview"].questions
    client.post(f"{found.get_absolute_url()}answers/", {question.key: question.options[0][0]})
    made = client.post(f"{found.get_absolute_url()}run/", follow=True)
    assert "2 handleplaner" in made.content.decode()
    assert ActionPlan.objects.count() == 2

    client.post(f"{found.get_absolute_url()}undo/")
    assert not ActionPlan.objects.exists()


def test_columns_that_were_not_told_are_chosen_by_hand(person, client_of):
    client = client_of(person)
    upload(client, xlsx([["Støj", "Afsnit 1", "Lis Lund", "2027-03-01"]], head=["A", "B", "C", "D"]))
    found = PlanImport.objects.get()

    client.post(f"{found.get_absolute_url()}columns/", {"title": 0, "unit": 1, "owner": 2, "closing_on": 3})
    client.post(f"{found.get_absolute_url()}run/")

    assert ActionPlan.objects.get().title == "Støj"


@pytest.mark.parametrize("sent", [{}, {"title": "x", "unit": "1"}, {"title": "9" * 5000, "unit": "0"}, {"title": "-1", "unit": "\x00"}])
def test_columns_that_are_not_there_are_refused_at_their_field(person, client_of, sent):
    client = client_of(person)
    upload(client, xlsx([row()]))

    page = client.post(f"{PlanImport.objects.get().get_absolute_url()}columns/", sent)

    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", xlsx([]), b"x" * (LARGEST + 1)])
def test_a_file_that_cannot_be_read_is_refused_at_the_field(person, client_of, content):
    page = upload(client_of(person), content)

    assert page.status_code == 422
    assert "error-summary" in page.content.decode()
    assert not PlanImport.objects.exists()


def test_a_text_of_the_file_is_never_markup(person, client_of):
    page = upload(client_of(person), xlsx([row(Enhed="<script>x</script>"), row(Problem="<b>fed</b>")]), name="<img>.xlsx").content.decode()

    assert "<script>x" not in page
    assert "<b>fed" not in page
    assert "<img>" not in page


def test_somebody_elses_file_is_not_found_and_a_reader_may_not_bring_plans_in(person, ward, person_with, client_of):
    upload(client_of(person), xlsx([row()]))
    address = PlanImport.objects.get().get_absolute_url()

    assert client_of(person_with(Perm.EDIT_PLANS, on=ward.parent)).get(address).status_code == 404
    assert client_of(EngagementFactory(unit=ward).user).get("/plans/import/").status_code == 403


def test_who_lost_the_right_meanwhile_makes_nothing(person, client_of):
    client = client_of(person)
    upload(client, xlsx([row()]))
    person.unituserpermission_set.all().delete()

    assert client.post(f"{PlanImport.objects.get().get_absolute_url()}run/").status_code == 403
    assert not ActionPlan.objects.exists()


@pytest.mark.parametrize("language", ["da", "sv", "en"])
def test_the_template_is_understood_in_the_language_it_was_fetched_in(person, ward, client_of, language):
    client = client_of(person)
    client.post("/sprog/", {"language": language})
    book = load_workbook(io.BytesIO(b"".join(client.get("/plans/import/template.xlsx").streaming_content)))
    for line in book.active.iter_rows(min_row=2):
        line[1].value, line[5].value = ward.name, "Lis Lund"
    target = io.BytesIO()
    book.save(target)

    preview = upload(client, target.getvalue()).context["preview"]

    assert [line.planned.status for line in preview.good] == ["active", "closed"]
    assert preview.faulty == []


def test_faulty_lines_are_fetched_put_right_and_brought_in(person, client_of):
    client = client_of(person)
    upload(client, xlsx([row(), row(Problem="+1 plads", Frist="snart")]))
    file = client.get(f"{PlanImport.objects.get().get_absolute_url()}faulty.xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(file.streaming_content))).active

    (line,) = list(sheet.iter_rows(min_row=2))
    assert line[2].value == "'+1 plads"
    assert "“snart” er ikke en dato" in line[-1].value

    mended = [cell.value for cell in line]
    mended[4] = "2027-03-01"
    page = upload(client, xlsx([mended], head=[cell.value for cell in sheet[1]]))
    assert [line.planned.texts["title"] for line in page.context["preview"].good] == ["+1 plads"]


@pytest.mark.parametrize("number", [1, 60])
def test_the_preview_costs_the_same_queries_for_many_lines(person, client_of, django_assert_max_num_queries, number):
    client = client_of(person)
    upload(client, xlsx([row(Problem=f"Støj {n}") for n in range(number)]))

    with django_assert_max_num_queries(20):
        client.get(PlanImport.objects.get().get_absolute_url())


def test_a_character_that_no_text_may_hold_is_dropped(person, client_of):
    page = upload(client_of(person), xlsx_of_one_text("Støj_x0000_!", rows=3, columns=3))

    assert page.status_code == 200
    assert PlanImport.objects.get().headings == ["Støj!"] * 3


def test_a_small_file_that_repeats_one_long_text_is_refused_before_it_fills_the_server(person, client_of):
    content = xlsx_of_one_text("x" * 8_000, rows=2_000, columns=12)
    assert len(content) < 100_000

    assert upload(client_of(person), content).status_code == 422
    assert not PlanImport.objects.exists()


def test_who_may_no_longer_change_plans_takes_none_away(person, client_of):
    client = client_of(person)
    upload(client, xlsx([row()]))
    found = PlanImport.objects.get()
    client.post(f"{found.get_absolute_url()}run/")
    person.unituserpermission_set.all().delete()

    assert client.post(f"{found.get_absolute_url()}undo/").status_code == 403
    assert ActionPlan.objects.count() == 1


def test_plans_that_have_become_confidential_are_not_told_to_who_brought_them_in(person, client_of):
    client = client_of(person)
    upload(client, xlsx([row(Problem="Kvabbelsnask")]))
    found = PlanImport.objects.get()
    client.post(f"{found.get_absolute_url()}run/")
    assert "Kvabbelsnask" in client.get(found.get_absolute_url()).content.decode()

    ActionPlan.objects.update(is_confidential=True)

    assert "Kvabbelsnask" not in client.get(found.get_absolute_url()).content.decode()


@pytest.mark.parametrize("way", ["columns/", "answers/", "run/", "undo/", "faulty.xlsx"])
def test_a_second_tab_breaks_nothing_once_the_plans_are_made(person, client_of, way):
    client = client_of(person)
    upload(client, xlsx([row()]))
    address = PlanImport.objects.get().get_absolute_url()
    client.post(f"{address}run/")
    sent = {"title": 0, "unit": 1, "owner": 2}

    answer = client.get(address + way) if "xlsx" in way else client.post(address + way, sent)
    if answer.streaming:
        b"".join(answer)  # read to its end, so that the file behind it is closed

    assert answer.status_code in (200, 302, 409, 422)
    assert client.get(address).status_code == 200


def shared(plan, by):
    PlanShare.objects.create(plan=plan, unit=UnitFactory(), at=NOW, by=by)


def commented(plan, by):
    voices.comment(plan, text="Det hjælper", submission_id=uuid.uuid4(), by=by, now=NOW)


def helped(plan, by):
    HelpReached.objects.create(plan=plan, code="pair", counted_from=TODAY, at=NOW)


def noticed(plan, by):
    voices.mark(plan, notices=True, by=by, now=NOW)


def carried_on(plan, by):
    PlanFactory(follows=plan)


def copied(plan, by):
    PlanFactory(copied_from=plan)


@pytest.mark.parametrize("act", [shared, commented, helped, noticed, carried_on, copied])
def test_a_plan_on_which_something_hangs_stays_when_its_import_is_undone(person, client_of, act):
    client = client_of(person)
    upload(client, xlsx([row(), row(Problem="Støj")]))
    address = PlanImport.objects.get().get_absolute_url()
    client.post(f"{address}run/")
    plan = ActionPlan.objects.get(title="Støj")
    act(plan, person)

    assert client.post(f"{address}undo/").status_code == 302

    assert [one.pk for one in ActionPlan.objects.filter(brought_in_by__isnull=False)] == [plan.pk]
