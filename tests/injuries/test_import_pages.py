"""The pages on which earlier cases come in: who may, what is shown, what is refused, and that CPR numbers are shown to nobody."""

import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from injuries.models import Case, CaseImport
from safetynet.common.models import OutboxMail
from safetynet.common.sheets import LARGEST
from tests.actionplans.spreadsheets import xlsx, xlsx_of_one_text
from tests.injuries.test_importing import HEAD, WORDS, full, row

pytestmark = pytest.mark.django_db


def upload(client, rows, name="gamle sager.xlsx", **more):
    content = rows if isinstance(rows, bytes) else xlsx(rows, head=HEAD)
    told = {"file": SimpleUploadedFile(name, content), "submission_id": uuid.uuid4()} | more
    return client.post(reverse("injury-import"), told, follow=True)


def test_from_file_to_cases_and_back(house, client_of):
    client = client_of(house.administrator)
    page = upload(client, [full(), row(Sagsnr="A-2", Type="Noget"), row(Sagsnr="A-3", Skadesdato="i går")])
    found = CaseImport.objects.get()
    text = page.content.decode()
    assert page.redirect_chain[-1][0] == found.get_absolute_url()
    assert "“i går” er ikke en dato" in text

    (question,) = page.context["preview"].questions
    client.post(f"{found.get_absolute_url()}answers/", {question.key: "near_miss"})
    made = client.post(f"{found.get_absolute_url()}run/", follow=True)
    assert "2 sager" in made.content.decode()
    assert list(Case.objects.exclude(import_key="").order_by("pk").values_list("kind", "state")) == [
        ("accident", "closed"),
        ("near_miss", "closed"),
    ]
    assert not OutboxMail.objects.exists()

    client.post(f"{found.get_absolute_url()}undo/")
    assert not Case.objects.exclude(import_key="").exists()


@pytest.mark.parametrize(
    "who", ["injured", "colleague", "manager", "amr", "manager_above", "protection", "employee_elsewhere", "superuser"]
)
def test_nobody_but_an_injury_administrator_brings_cases_in(house, client_of, who):
    upload(client_of(house.administrator), [full()])
    found = CaseImport.objects.get()
    client = client_of(getattr(house, who))

    assert client.get(reverse("injury-import")).status_code == 403
    assert upload(client, [row()]).status_code == 403
    for place in ("", "faulty.xlsx"):
        assert client.get(f"{found.get_absolute_url()}{place}").status_code == 404
    for place in ("columns", "answers", "run", "undo"):
        assert client.post(f"{found.get_absolute_url()}{place}/").status_code == 404
    assert CaseImport.objects.count() == 1


def test_another_hospitals_administrator_sees_nothing_of_it_and_makes_no_case_here(house, client_of):
    upload(client_of(house.administrator), [full()])
    client = client_of(house.other_administrator)

    assert client.get(CaseImport.objects.get().get_absolute_url()).status_code == 404
    page = upload(client, [full()])
    assert page.context["preview"].good == []
    assert "Sengeafsnit" not in " ".join(str(question.options) for question in page.context["preview"].questions)


def test_the_preview_shows_neither_cpr_nor_what_is_told_about_the_body(house, client_of):
    page = upload(client_of(house.administrator), [full(CPR="010190-1234"), full(Sagsnr="", CPR="020290-1234")])
    text = page.content.decode()
    faulty = client_of(house.administrator).get(f"{CaseImport.objects.get().get_absolute_url()}faulty.xlsx")
    cells = [cell for line in load_workbook(io.BytesIO(b"".join(faulty.streaming_content))).active.values for cell in line]

    assert "010190" not in text
    assert WORDS not in text
    assert page["Cache-Control"].find("no-store") >= 0
    assert not any("020290" in str(cell) for cell in cells)
    assert any("Det siger ingenting" in str(cell) or "Der står ikke noget" in str(cell) for cell in cells)


@pytest.mark.parametrize("sent", [{}, {"number": "x"}, {"number": "9" * 5000}, {"number": "-1", "unit": "\x00"}])
def test_columns_that_are_not_there_are_refused_at_their_field(house, client_of, sent):
    client = client_of(house.administrator)
    upload(client, [row()])

    page = client.post(f"{CaseImport.objects.get().get_absolute_url()}columns/", sent)

    assert page.status_code == 422
    assert "error-summary" in page.content.decode()


def test_columns_that_were_not_told_are_chosen_by_hand_and_the_bodys_left_out(house, client_of):
    client = client_of(house.administrator)
    upload(client, xlsx([["A-1", "Ulykke", "Sengeafsnit S4", "03-04-2019", "Brækket arm"]], head=["A", "B", "C", "D", "E"]))
    url = CaseImport.objects.get().get_absolute_url()

    client.post(f"{url}columns/", {"number": 0, "kind": 1, "unit": 2, "happened_on": 3, "harm": 4})
    client.post(f"{url}run/")

    assert not hasattr(Case.objects.get(import_key=":A-1"), "health_part")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", xlsx([], head=HEAD), b"x" * (LARGEST + 1)])
def test_a_file_that_cannot_be_read_is_refused_at_the_field(house, client_of, content):
    page = upload(client_of(house.administrator), content)

    assert page.status_code == 422
    assert not CaseImport.objects.exists()


def test_a_file_that_unpacks_to_far_too_much_is_refused(house, client_of):
    page = upload(client_of(house.administrator), xlsx_of_one_text("x" * 30_000, rows=2000, columns=26))

    assert page.status_code == 422


def test_the_same_form_sent_twice_reads_one_file(house, client_of):
    number = uuid.uuid4()
    for _time in range(2):
        upload(client_of(house.administrator), [row()], submission_id=number)

    assert CaseImport.objects.count() == 1


def test_a_file_that_is_not_wanted_is_forgotten_at_once(house, client_of):
    client = client_of(house.administrator)
    upload(client, [full()])
    found = CaseImport.objects.get()

    page = client.post(f"{found.get_absolute_url()}undo/", follow=True)
    found.refresh_from_db()

    assert found.table is None
    assert page.status_code == 200
    assert client.get(found.get_absolute_url()).status_code == 200


def test_junk_addresses_are_404(house, client_of):
    client = client_of(house.administrator)

    assert client.get(f"/injuries/import/{uuid.uuid4()}/").status_code == 404
    assert client.post(f"/injuries/import/{uuid.uuid4()}/run/").status_code == 404


def test_the_preview_asks_the_database_as_often_for_two_hundred_lines_as_for_two(house, client_of, django_assert_max_num_queries):
    client = client_of(house.administrator)
    counts = []
    for number in (2, 200):
        upload(client, [full(Sagsnr=f"B{number}-{n}", Kvittering=f"E{number}-{n}") for n in range(number)])
        with django_assert_max_num_queries(40) as asked:
            client.get(CaseImport.objects.order_by("-pk").first().get_absolute_url())
        counts.append(len(asked.captured_queries))

    assert counts[0] == counts[1]
