"""Sets of questions of the self-audit out and in as spreadsheets: nothing is lost on the way, and nothing harmful comes in."""

import string
import uuid
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from apv.audit_set_rows import LONGEST, SetRow, rows_of
from apv.blueprint import LANGUAGES
from apv.files.audit_set_table import MOST_QUESTIONS, read_set, set_to_xlsx
from apv.files.faults import FaultyFileError
from apv.models import AuditQuestion, AuditSet
from apv.usecases.audit_set_importing import bring_in
from apv.usecases.audit_sets import Head, begin_copy
from orgstructure.permissions import Perm
from safetynet.common.opentext import cpr_in, tidy
from safetynet.common.sheets import LARGEST
from tests.factories import NOW, AuditQuestionFactory, AuditSetFactory, ThemeFactory, UnitFactory, UserFactory

HEAD = Head(2027, {"da": "Hentet ind"}, {})


@pytest.fixture
def me(person_with, client):
    person = person_with(Perm.RUN_AUDITS, on=UnitFactory())
    client.force_login(person, backend="orgstructure.signin.EngagementBackend")
    return person


def file_of(audit_set, language="da"):
    with set_to_xlsx(rows_of(audit_set), language) as file:
        return file.read()


def brought(content, by, based_on=None, number=None):
    return bring_in(content, HEAD, based_on=based_on, submission_id=number or uuid.uuid4(), by=by, now=NOW)


def workbook(*lines):
    book, target = Workbook(), BytesIO()
    for line in lines:
        book.active.append(line)
    book.save(target)
    return target.getvalue()


# --- There and back -----------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_questions_come_back_from_their_spreadsheet_the_same(language):
    shipped = AuditSet.objects.get(made_by=None)

    made = brought(file_of(shipped, language), UserFactory())

    assert rows_of(made) == rows_of(shipped)
    assert (made.year, made.name, made.is_finished) == (2027, {"da": "Hentet ind"}, False)


@pytest.mark.django_db
def test_links_come_back_to_the_same_questions_of_whatever_year():
    shipped, by = AuditSet.objects.get(made_by=None), UserFactory()
    draft = begin_copy(shipped, HEAD, submission_id=uuid.uuid4(), by=by, now=NOW)
    older = AuditQuestionFactory(question_set=AuditSetFactory(year=2019), code="gammel")
    AuditQuestion.objects.filter(question_set=draft, position=2).update(continues=older, theme_code=ThemeFactory(code="stoej").code)
    AuditQuestion.objects.filter(question_set=draft, position=3).update(continues=None)

    made = brought(file_of(draft), by, shipped)

    links = list(made.questions.values_list("continues", flat=True))
    assert links == list(draft.questions.values_list("continues", flat=True))
    assert (links[1], links[2], made.based_on) == (older.pk, None, shipped)
    assert rows_of(made) == rows_of(draft)


SIGNS = string.ascii_letters + string.digits + "æøåäöÆØÅ =+-@'\"<>&;,.?!_#%/\\\n\t–“”€😀"
plain = st.text(SIGNS, min_size=1, max_size=40).map(lambda text: tidy(text).strip()).filter(lambda text: text and not cpr_in(text))
texts = st.dictionaries(st.sampled_from(LANGUAGES), plain, min_size=1)
maybe_texts = st.dictionaries(st.sampled_from(LANGUAGES), plain)
codes = st.text(string.ascii_lowercase + string.digits + "_-", min_size=1, max_size=12)
LINKS = {"lift": 1, "2019:lift": 2}


@st.composite
def some_rows(draw):
    return [
        SetRow(
            code, draw(texts), draw(maybe_texts), draw(maybe_texts), draw(st.dictionaries(st.sampled_from(["DK", "SE"]), plain)),
            draw(st.booleans()), draw(st.sampled_from(["", "noise"])), draw(st.sampled_from(["", *LINKS])),
        )
        for code in draw(st.lists(codes, unique=True, min_size=1, max_size=6))
    ]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(some_rows())
def test_any_questions_come_back_from_their_spreadsheet_the_same(rows):
    with override("da"), set_to_xlsx(rows, "da") as file:
        assert read_set(file.read(), links=LINKS, themes={"noise"}) == rows


@pytest.mark.django_db
def test_a_table_with_nothing_but_questions_gets_numbers_and_codes():
    made = brought(workbook(["Fråga (svenska)"], ["Är det lugnt?"], ["Är det lugnt?"]), UserFactory())

    assert [(row.position, row.code, row.text) for row in made.questions.all()] == [
        (1, "ar_det_lugnt", {"sv": "Är det lugnt?"}),
        (2, "ar_det_lugnt_2", {"sv": "Är det lugnt?"}),
    ]


@pytest.mark.django_db
def test_lines_are_put_in_the_order_of_their_numbers():
    made = brought(workbook(["Nr.", "Kode", "Spørgsmål (dansk)"], [7, "b", "Anden?"], [2, "a", "Første?"]), UserFactory())

    assert [(row.position, row.code) for row in made.questions.all()] == [(1, "a"), (2, "b")]


@pytest.mark.django_db
def test_a_file_sent_twice_is_one_set():
    by, number, content = UserFactory(), uuid.uuid4(), workbook(["Spørgsmål (dansk)"], ["Er der ro?"])

    assert brought(content, by, number=number) == brought(content, by, number=number)
    assert AuditQuestion.objects.filter(question_set__made_by=by).count() == 1


# --- Faults -------------------------------------------------------------------------------------------------
def told(content, links=LINKS, themes=()):
    with override("da"), pytest.raises(FaultyFileError) as error:
        read_set(content, links=links, themes=themes)
    return [str(fault) for fault in error.value.faults]


def test_all_that_is_wrong_is_told_at_once_by_line_and_column():
    found = told(
        workbook(
            ["Nr.", "Kode", "Spørgsmål (dansk)", "Regionens egen politik", "Emne i handlingsplan", "Fortsætter", "Overskrift (dansk)"],
            [1, "to ord", "Er der ro?", "måske", "vejret", "ukendt", "O" * (LONGEST["group"] + 1)],
            [1, "q2", "", "ja", "", "2019:flere", ""],
            ["x", "q2", "Er der luft?", "nej", "", "lift", ""],
        ),
        LINKS | {"2019:flere": None},
    )

    assert [one.partition(":")[0].removeprefix("Ark “Spørgsmål”, ") for one in found] == [
        "række 3, kolonne “Nr.”",
        "række 4, kolonne “Nr.”",
        "række 2, kolonne “Kode”",
        "række 2, kolonne “Overskrift (dansk)”",
        "række 2, kolonne “Regionens egen politik”",
        "række 2, kolonne “Emne i handlingsplan”",
        "række 2, kolonne “Fortsætter”",
        "række 3, kolonne “Kode”",
        "række 3, kolonne “Spørgsmål (dansk)”",
        "række 3, kolonne “Fortsætter”",
        "række 4, kolonne “Kode”",
    ]


def test_a_column_that_is_not_known_or_stands_twice_or_is_missing_is_told():
    unknown, below = told(workbook(["Spørgsmål (dansk)", "Lov", "Fortsætter"], ["Er der ro?", "AML", "ukendt"]))
    assert "“Lov”" in unknown
    assert below.startswith("Ark “Spørgsmål”, række 2, kolonne “Fortsætter”")
    assert "to gange" in told(workbook(["Spørgsmål (dansk)", "Question (Danish)"], ["Er der ro?", "Er der ro?"]))[0]
    assert "mangler" in told(workbook(["Kode"], ["ro"]))[0]


def test_a_file_that_is_too_long_unreadable_or_empty_is_told_apart():
    many = workbook(["Spørgsmål (dansk)"], *([f"Er der ro {number}?"] for number in range(MOST_QUESTIONS + 1)))

    assert str(MOST_QUESTIONS) in told(many)[0]
    assert told(b"PK\x03\x04not a workbook")
    assert told(b"%PDF-1.7")
    assert told(workbook(["Spørgsmål (dansk)"]))


def test_a_cpr_number_does_not_come_in_with_a_file():
    assert any("CPR" in one for one in told(workbook(["Spørgsmål (dansk)"], ["Har I ringet til 010780-1234?"])))


@pytest.mark.django_db
def test_a_formula_goes_out_and_comes_in_as_the_text_it_is():
    row = AuditQuestionFactory(position=1, text={"da": '=HYPERLINK("https://ond.invalid")'}, law={"DK": "@SUM(1)"})

    content = file_of(row.question_set)

    sheet = load_workbook(BytesIO(content)).active
    assert {cell.data_type for line in sheet for cell in line} <= {"s", "n", "inlineStr"}
    assert [cell.value for cell in sheet[2] if isinstance(cell.value, str) and cell.value[0] in "=@"] == []
    assert rows_of(brought(content, UserFactory())) == rows_of(row.question_set)


# --- Pages --------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_set_is_downloaded_and_brought_in_by_the_page(me, client):
    shipped = AuditSet.objects.get(made_by=None)
    response = client.get(reverse("audit-set-export-xlsx", args=[shipped.pk]))
    content = b"".join(response.streaming_content)
    page = client.get(reverse("audit-set-import"))
    assert page.context["form"]["based_on"].value() == shipped.pk
    assert page.context["form"]["year"].value() == shipped.year + 1

    posted = {"year": "2027", "name_da": "Ny", "based_on": shipped.pk, "submission_id": uuid.uuid4()}
    brought_in = client.post(reverse("audit-set-import"), posted | {"file": SimpleUploadedFile("spørgsmål.xlsx", content)})

    made = AuditSet.objects.get(made_by=me)
    assert brought_in.url == made.get_absolute_url()
    assert rows_of(made) == rows_of(shipped)
    assert response["Content-Disposition"].startswith('attachment; filename="2026-')


@pytest.mark.django_db
def test_a_faulty_file_saves_nothing_and_what_was_typed_stays(me, client):
    before = (AuditSet.objects.count(), AuditQuestion.objects.count())
    faulty = workbook(["Spørgsmål (dansk)", "Fortsætter"], ["Er der ro?", ""], ["Er der luft?", "<b>ukendt</b>"])

    posted = {"year": "2027", "name_da": "Min fil", "submission_id": uuid.uuid4(), "file": SimpleUploadedFile("a.xlsx", faulty)}
    response = client.post(reverse("audit-set-import"), posted)
    page = response.content.decode()

    assert response.status_code == 422
    assert "række 3, kolonne “Fortsætter”" in page
    assert "Min fil" in page
    assert "<b>ukendt" not in page
    assert (AuditSet.objects.count(), AuditQuestion.objects.count()) == before


@pytest.mark.django_db
def test_a_file_beyond_ten_megabytes_and_none_at_all_are_told_at_the_field(me, client):
    posted = {"year": "2027", "name_da": "Min fil", "submission_id": uuid.uuid4()}
    for more in ({}, {"file": SimpleUploadedFile("a.xlsx", b"PK" + b"0" * LARGEST)}):
        response = client.post(reverse("audit-set-import"), posted | more)
        assert response.status_code == 422
        assert "file" in response.context["form"].errors
