"""Questionnaires out and in as files: nothing is lost on the way, and nothing harmful comes in."""

import string
import uuid
from dataclasses import replace
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from apv.blueprint import LANGUAGES, Asked, Blueprint, Choice, Measured, Part, ShownIf, blueprint_of
from apv.checks import problems
from apv.files.faults import FaultyFileError
from apv.files.lss_in import read_lss
from apv.files.lss_out import lss_of
from apv.files.xlsx_in import read_xlsx
from apv.files.xlsx_out import xlsx_of
from apv.left_out import sentences
from apv.models import SCORED, WITH_OPTIONS, Questionnaire, Scale
from apv.usecases.questionnaires import SHIPPED
from orgstructure.permissions import Perm
from safetynet.common.opentext import cpr_in, tidy
from safetynet.common.tablefiles import as_text, plain_text
from tests.apv import lime
from tests.factories import UnitFactory


def there_and_back(blueprint, language="da"):
    with override(language), xlsx_of(blueprint, language) as file:
        return read_xlsx(file.read())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("blueprint", SHIPPED, ids=lambda one: one.family)
def test_a_shipped_questionnaire_comes_back_from_its_spreadsheet_the_same(blueprint, language):
    assert there_and_back(blueprint, language) == blueprint


def test_a_file_with_danish_headings_is_understood_by_a_swedish_reader():
    with xlsx_of(SHIPPED[1], "da") as file, override("sv"):
        assert read_xlsx(file.read()) == SHIPPED[1]


# --- Any questionnaire ------------------------------------------------------------------------------------
SIGNS = string.ascii_letters + string.digits + "æøåäöÆØÅ =+-@'\"<>&;,.?!_#%/\\\n\t–“”€😀"
plain = st.text(SIGNS, min_size=1, max_size=40).map(lambda text: tidy(text).strip()).filter(lambda text: text and not cpr_in(text))
texts = st.dictionaries(st.sampled_from(LANGUAGES), plain, min_size=1)
maybe_texts = st.dictionaries(st.sampled_from(LANGUAGES), plain)
codes = st.text(string.ascii_lowercase + string.digits + "_-", min_size=1, max_size=12)
scores = st.one_of(st.none(), st.integers(0, 100).map(float), st.floats(0, 100).map(lambda one: round(one, 3)))


@st.composite
def options(draw):
    values = draw(st.lists(st.integers(0, 999), unique=True, min_size=1, max_size=5))
    return tuple(Choice(value, draw(texts), draw(scores)) for value in values)


@st.composite
def blueprints(draw):
    dimensions = [
        Measured(code, draw(texts), draw(st.sampled_from(["physical", "other"])), draw(st.sampled_from(["", "noise"])), draw(st.booleans()))
        for code in draw(st.lists(codes, unique=True, max_size=3))
    ]
    names = draw(st.lists(codes, unique=True, min_size=1, max_size=6))
    asked = []
    for place, name in enumerate(names):
        scale = draw(st.sampled_from(Scale.values))
        before = draw(st.sampled_from(names[:place])) if place and draw(st.booleans()) else None
        condition = ShownIf(before, tuple(draw(st.lists(st.integers(0, 999), min_size=1, max_size=3)))) if before else None
        own = draw(options()) if scale in WITH_OPTIONS or draw(st.booleans()) else ()
        dimension = draw(st.sampled_from([one.code for one in dimensions])) if dimensions and scale in SCORED else ""
        asked.append(
            Asked(name, draw(texts), scale, dimension, draw(maybe_texts), own, draw(st.booleans()), draw(st.booleans()), condition)
        )
    cut = draw(st.integers(1, len(asked)))
    parts = tuple(Part(draw(texts), tuple(found), draw(maybe_texts), draw(st.booleans())) for found in (asked[:cut], asked[cut:]))
    return Blueprint(
        family=draw(codes), name=draw(texts), parts=parts, dimensions=tuple(dimensions), purpose=draw(maybe_texts),
        languages=tuple(draw(st.lists(st.sampled_from(LANGUAGES), unique=True, min_size=1))), minutes=draw(st.integers(1, 60)),
        licence=draw(st.one_of(st.just(""), plain)), attribution=draw(st.one_of(st.just(""), plain)), no_derivatives=draw(st.booleans()),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["'\n0", "'=1+1", "''=1", "=1", "'n sted", "-"])
def test_an_apostrophe_of_ones_own_is_not_taken_for_the_one_that_guards(text):
    assert plain_text(as_text(text)) == text


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(blueprints())
def test_any_questionnaire_comes_back_from_its_spreadsheet_the_same(blueprint):
    assert there_and_back(blueprint) == blueprint


# --- Faults ------------------------------------------------------------------------------------------------
def with_cells(blueprint, **cells):
    """The spreadsheet with some cells written over: `{"Spørgsmål!I2": "…"}` without the sheet's name in one word."""
    with xlsx_of(blueprint, "da") as file:
        book = load_workbook(file)
    for place, value in cells.items():
        sheet, cell = place.split("__")
        book[sheet][cell] = value
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def told(content):
    with override("da"), pytest.raises(FaultyFileError) as error:
        read_xlsx(content)
    return [str(fault) for fault in error.value.faults]


def test_all_that_is_wrong_is_told_at_once_by_sheet_row_and_column():
    content = with_cells(
        SHIPPED[1], Spørgsmål__I3="lige så tit", Spørgsmål__A4="99", Spørgsmål__B5="to ord", Svar__A2="findes_ikke", Svar__B2="x",
        Temaer__E2="vejret", Skema__B5="da, fr",
    )  # fmt: skip

    found = told(content)

    assert "Ark “Spørgsmål”, række 3, kolonne “Skala”: “lige så tit” kendes ikke her." in found
    assert [one.partition(":")[0] for one in found if "Afsnit" in one] == ["Ark “Spørgsmål”, række 4, kolonne “Afsnit”"]
    assert any(one.startswith("Ark “Temaer”, række 2, kolonne “Emne i APV”") for one in found)
    assert any(one.startswith("Ark “Skema”, række 5, kolonne “Værdi”") for one in found)
    assert any("række 5, kolonne “Kode”" in one for one in found)


def test_a_spreadsheet_of_something_else_is_told_apart():
    book, target = Workbook(), BytesIO()
    book.active.append(["Navn", "Alder"])
    book.save(target)

    assert told(target.getvalue())[0].startswith("Ark “Skema”: Arket mangler eller er tomt.")


def test_a_cpr_number_does_not_come_in_with_a_file():
    assert any("CPR" in one for one in told(with_cells(SHIPPED[1], Spørgsmål__C2="Ring til 010780-1234?")))


# --- LimeSurvey --------------------------------------------------------------------------------------------
def test_a_survey_of_version_two_becomes_a_question_a_line():
    imported = read_lss(lime.old_file())

    (part,) = imported.blueprint.parts
    assert (part.title, part.intro) == ({"en": "Work"}, {"en": "Think of work."})
    assert [(one.code, one.scale) for one in part.questions] == [
        ("q1", "one_of"), ("g1_sq001", "agreement"), ("g1_sq002", "agreement"), ("m1", "several_of"), ("t1", "text"), ("r1", "text"),
    ]  # fmt: skip
    first, night, day, several, tell, why = part.questions
    assert first.text == {"da": "Vælg én", "en": "Choose one"}
    assert [(one.value, one.text["en"]) for one in first.options] == [(1, "One"), (2, "Two"), (3, "Other")]
    assert night.text == {"da": "Hvor ofte?\nom natten", "en": "How often?\nat night"}
    assert [one.score for one in night.options] == [100, 50, 0]
    assert night.shown_if == day.shown_if == ShownIf("q1", (2,))
    assert tell.shown_if == ShownIf("m1", (2,))
    assert (why.shown_if, several.shown_if) == (None, None)
    assert {one["code"] for one in imported.left_out} == {"type", "relevance", "language", "other", "mandatory", "html", "scores"}
    with override("da"):
        assert "Spørgsmål D1 er af en slags, vi ikke har (en dato), og kom ikke med." in sentences(imported.left_out)


def test_a_survey_of_version_six_keeps_its_texts_elsewhere():
    imported = read_lss(lime.new_file())

    (part,) = imported.blueprint.parts
    assert [one.text["da"] for one in part.questions] == ["Er du med?", "Hvor godt går det\nmed pauser", "Hvor mange?"]
    assert [one.score for one in part.questions[0].options] == [100, 0]
    assert part.questions[1].shown_if == ShownIf("q1", (1,))
    assert [one.score for one in part.questions[1].options] == [0, 25, 50, 75, 100]
    assert {one["code"] for one in imported.left_out} == {"random", "scores"}
    assert problems(imported.blueprint) == []


@pytest.mark.parametrize("blueprint", SHIPPED, ids=lambda one: one.family)
def test_a_shipped_questionnaire_goes_to_limesurvey_and_back_with_its_words_and_rules(blueprint):
    back = read_lss(lss_of(blueprint))

    assert back.left_out == []
    ours, theirs = list(blueprint.questions), list(back.blueprint.questions)
    assert [one.text for one in theirs] == [one.text for one in ours]
    assert [len(one.options) for one in theirs if one.scale == "several_of"] == [
        len(one.options) for one in ours if one.scale == "several_of"
    ]
    by_code = dict(zip([one.code for one in ours], [one.code for one in theirs], strict=True))
    assert [one.shown_if for one in theirs] == [
        replace(one.shown_if, question=by_code[one.shown_if.question]) if one.shown_if else None for one in ours
    ]
    agreement = next(one for one in theirs if one.code == by_code["trust"])
    assert [one.score for one in agreement.options] == [100, 75, 50, 25, 0]
    assert [one.value for one in agreement.options] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("relevance", "rule"),
    [
        ("1", None), ("", None), ('Q1 == "Y"', (1,)), ("((Q1.NAOK == 'N'))", (2,)), ('(Q1.NAOK == "Y" or Q1.NAOK == "N")', (1, 2)),
        ('1X7X11.NAOK == "N"', (2,)), ('((Q11.NAOK == "N"))', (2,)),
    ],
)  # fmt: skip
def test_a_simple_rule_comes_along_however_it_names_its_question(relevance, rule):
    imported = read_lss(lime.new_file(relevance))

    assert imported.blueprint.parts[0].questions[1].shown_if == (ShownIf("q1", rule) if rule else None)
    assert "relevance" not in {one["code"] for one in imported.left_out}


@pytest.mark.parametrize("relevance", ['Q1 != "Y"', 'Q1 == "Y" and Q1 == "N"', 'Q9 == "Y"', 'Q1 == "X"', "count(Q1) > 1", 'P1 == "1"', "0"])
def test_a_rule_of_another_kind_is_told(relevance):
    imported = read_lss(lime.new_file(relevance))

    assert imported.blueprint.parts[0].questions[1].shown_if is None
    assert "relevance" in {one["code"] for one in imported.left_out}


BOMB = b'<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><document><LimeSurveyDocType>&b;</LimeSurveyDocType></document>'
OUTSIDE = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><document><LimeSurveyDocType>&a;</LimeSurveyDocType></document>'


@pytest.mark.parametrize(
    "content",
    [
        BOMB, OUTSIDE, b"", b"\x00\xff", b"<document>", b"%PDF-1.7", b"<a>" * 100_000, lime.document({}, kind="Group"), lime.document({}),
        lime.document({"surveys_languagesettings": lime.settings("fr")}), b" " * (10 * 1024 * 1024 + 1),
        b'<?xml version="1.0" encoding="no-such"?><document/>',
    ],
    ids=["bomb", "outside", "empty", "bytes", "unfinished", "pdf", "deep", "group", "nothing", "french", "large", "encoding"],
)  # fmt: skip
def test_what_is_no_survey_is_refused_with_what_to_do(content):
    with override("da"), pytest.raises(FaultyFileError) as error:
        read_lss(content)

    assert len(error.value.faults) == 1
    assert "passwd" not in str(error.value)


# --- Pages -------------------------------------------------------------------------------------------------
@pytest.fixture
def me(person_with, client):
    person = person_with(Perm.RUN_SURVEYS, on=UnitFactory())
    client.force_login(person, backend="orgstructure.signin.EngagementBackend")
    return person


def sent(client, content, name="skema.lss", **more):
    fields = {"submission_id": str(uuid.uuid4()), "whose": "theirs", "licence": "CC BY 4.0", "attribution": "Nogen"} | more
    return client.post(reverse("questionnaire-import"), fields | {"file": SimpleUploadedFile(name, content)})


@pytest.mark.django_db
def test_a_limesurvey_file_comes_in_with_its_licence_and_what_was_left_out(me, client):
    number = str(uuid.uuid4())
    response = sent(client, lime.old_file(), no_derivatives="on", submission_id=number)
    assert sent(client, lime.old_file(), submission_id=number).url == response.url

    made = Questionnaire.objects.get(is_imported=True)
    assert (made.licence, made.attribution, made.no_derivatives, made.is_finished) == ("CC BY 4.0", "Nogen", True, False)
    page = client.get(response.url).content.decode()
    assert "ting i filen kunne ikke komme med" in page
    assert "Der mangler en tekst på dansk." in page


@pytest.mark.django_db
def test_what_somebody_else_made_needs_its_terms(me, client):
    response = sent(client, lime.new_file(), licence="", attribution="")

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"licence", "attribution"}
    assert not Questionnaire.objects.filter(is_imported=True).exists()


@pytest.mark.django_db
def test_a_spreadsheet_goes_out_and_comes_in_as_the_next_version(me, client):
    apv = Questionnaire.objects.get(family="apv")
    file = b"".join(client.get(reverse("questionnaire-export-xlsx", args=[apv.pk])))

    response = sent(client, file, "apv.xlsx", whose="ours", version_of=apv.pk)

    made = Questionnaire.objects.get(family="apv", version=2)
    assert response.url == reverse("questionnaire-edit", args=[made.pk])
    assert blueprint_of(made) == blueprint_of(apv)
    assert sent(client, file, "apv.xlsx", whose="ours", version_of=apv.pk).status_code == 422


@pytest.mark.django_db
def test_a_faulty_file_leaves_nothing_behind(me, client):
    before = Questionnaire.objects.count()
    page = sent(client, with_cells(SHIPPED[0], Spørgsmål__I3="sjældent"), "apv.xlsx", whose="ours")

    assert page.status_code == 422
    assert "Ark “Spørgsmål”, række 3, kolonne “Skala”" in page.content.decode()
    assert Questionnaire.objects.count() == before


@pytest.mark.django_db
def test_the_file_for_limesurvey_is_downloaded(me, client):
    response = client.get(reverse("questionnaire-export-lss", args=[Questionnaire.objects.get(family="apv").pk]))

    assert response.headers["Content-Disposition"] == 'attachment; filename="apv-1.lss"'
    assert read_lss(response.content).blueprint.languages == LANGUAGES
