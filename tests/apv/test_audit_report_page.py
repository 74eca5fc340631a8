"""The report of a level's self-audit as a page: who opens it, what it says, and the rows behind its figures."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from apv.models import AuditAction, AuditParticipation, AuditReport, Part
from apv.views import audit_figures
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditProposalFactory,
    AuditQuestionFactory,
    AuditReportFactory,
    AuditSetFactory,
    AuditYearFactory,
    SubmittedAuditFactory,
    ThemeFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def region():
    return UnitFactory(name="Region Eksempel")


@pytest.fixture
def hospital(region):
    return UnitFactory(parent=region, name="Aa-sygehuset")


@pytest.fixture
def year(region):
    return AuditYearFactory(top=region)


@pytest.fixture
def question(year):
    return AuditQuestionFactory(question_set=year.question_set, position=1, text={"da": "Taler I om det?"})


def sent_in(year, parent, question, answer="yes", comment=""):
    audit = SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=UnitFactory(parent=parent))])
    return AuditAnswerFactory(audit=audit, question=question, answer=answer, comment=comment)


def publish(year, unit):
    return AuditReportFactory(year=year, unit=unit, status=AuditReport.Status.PUBLISHED, published_at=NOW, published_by=UserFactory())


def url_of(name, year, unit):
    return reverse(name, args=[year.pk, unit.pk])


ROUTES = ("audit-report", "audit-report-table")


@pytest.mark.parametrize("route", ROUTES)
def test_until_published_the_report_is_of_those_who_make_reports_or_run_self_audits_there(
    client_of, person_with, year, region, hospital, question, route
):
    sent_in(year, hospital, question)
    readers = [person_with(perm, on=hospital) for perm in (Perm.RUN_REPORTS, Perm.RUN_AUDITS)]
    others = [UserFactory(), person_with(Perm.ANSWER_AUDITS, on=hospital), person_with(Perm.RUN_REPORTS, on=UnitFactory())]

    def answers(users, unit):
        found = [client_of(user).get(url_of(route, year, unit)) for user in users]
        for one in found:
            b"".join(one.streaming_content if one.streaming else [])
        return [one.status_code for one in found]

    assert answers(readers, hospital) == [200, 200]
    assert answers(readers, region) == [404, 404]
    assert answers(others, hospital) == [404, 404, 404]

    AuditReportFactory(year=year, unit=hospital)
    assert answers(others, hospital) == [404, 404, 404]
    AuditReport.objects.all().delete()
    publish(year, hospital)
    assert answers(others, hospital) == [200, 200, 200]
    assert answers(others, region) == [404, 404, 404]


@pytest.mark.parametrize("route", [*ROUTES, "audit-report-answers"])
def test_there_is_no_report_of_a_year_in_preparation_or_of_a_unit_it_does_not_ask(client_of, person_with, year, region, route):
    runs = client_of(person_with(Perm.RUN_AUDITS, on=region))
    elsewhere = UnitFactory()
    both = client_of(person_with(Perm.RUN_AUDITS, on=elsewhere))
    draft = AuditYearFactory(top=region, status="draft", opened_at=None, opened_by=None)

    assert runs.get(url_of(route, draft, region)).status_code == 404
    assert both.get(url_of(route, year, elsewhere)).status_code == 404
    assert runs.get(reverse(route, args=[year.pk, 999_999_999])).status_code == 404


def test_the_page_says_how_many_answered_and_which_question_led_to_most_actions(client_of, person_with, year, region, hospital, question):
    other = AuditQuestionFactory(question_set=year.question_set, position=2)
    for number in range(4):
        answer = sent_in(year, hospital, question, "yes" if number else "no", SECRET)
        AuditAction.objects.create(answer=answer, theme=ThemeFactory(code="stoej-2", name={"da": "Støjen"}), text="Lys", made_at=NOW)
        AuditParticipation.objects.create(audit=answer.audit, part=Part.MANAGER, role="Afsnitsleder")
        AuditParticipation.objects.create(audit=answer.audit, part=Part.NOT_STATED)
    AuditPlaceFactory(year=year, unit=hospital)

    page = client_of(person_with(Perm.RUN_REPORTS, on=region)).get(url_of("audit-report", year, region))

    for words in (
        "4 egenkontroller er sendt ind. 4 af 5 forventede har svaret (80\N{NO-BREAK SPACE}%)",
        "Bag 4 egenkontroller står 4 ledere og 4 enheder.",
        "4 ledere og andre repræsentanter for arbejdsgiveren deltog. 4 har ingen oplyst rolle.",
        "4 og 4 er 8, og det er flere end de 4 egenkontroller",
        f"Spørgsmål {question.position} førte til flest handlinger: 4. Spørgsmål {other.position} førte ikke til nogen.",
        "Taler I om det?",
        "Støjen: 4",
    ):
        assert words in page.content.decode(), words
    assert SECRET not in page.content.decode()
    assert "answers/" not in page.content.decode()


def test_where_every_role_is_stated_none_is_told_to_be_missing(client_of, person_with, year, region, hospital, question):
    for _number in range(4):
        answer = sent_in(year, hospital, question, "yes")
        for role in ("Afsnitsleder", "Oversygeplejerske"):
            AuditParticipation.objects.create(audit=answer.audit, part=Part.MANAGER, role=role)

    page = client_of(person_with(Perm.RUN_REPORTS, on=region)).get(url_of("audit-report", year, region)).content.decode()

    assert "8 ledere og andre repræsentanter for arbejdsgiveren deltog." in page
    assert "8 er flere end de 4 egenkontroller: roller tælles for hver deltager" in page
    assert "oplyst rolle" not in page


def test_who_runs_self_audits_gets_from_a_figure_to_its_rows_with_comments(client_of, person_with, year, region, hospital, question):
    told = sent_in(year, hospital, question, "no", "<b>Vi mangler tid</b>")
    sent_in(year, hospital, question, "yes")
    elsewhere = AuditYearFactory(top=region)
    sent_in(elsewhere, hospital, AuditQuestionFactory(question_set=elsewhere.question_set), "no", SECRET)
    client = client_of(person_with(Perm.RUN_AUDITS, on=region))
    address = f"{url_of('audit-report-answers', year, region)}?question={question.pk}&answer=no"

    assert address.replace("&", "&amp;") in client.get(url_of("audit-report", year, region)).content.decode()
    rows = client.get(address)

    assert [row.pk for row in rows.context["page"].object_list] == [told.pk]
    assert "&lt;b&gt;Vi mangler tid&lt;/b&gt;" in rows.content.decode()
    assert SECRET not in rows.content.decode()


def test_the_rows_are_narrowed_by_part_comment_and_action_and_what_means_nothing_is_left_out(
    client_of, person_with, year, region, hospital, question
):
    silent, told = sent_in(year, hospital, question), sent_in(year, UnitFactory(parent=region), question, "no", "Ja")
    AuditAction.objects.create(answer=silent, text="Lys", made_at=NOW)
    client = client_of(person_with(Perm.RUN_AUDITS, on=region))

    def rows(query):
        page = client.get(f"{url_of('audit-report-answers', year, region)}?{query}").context["page"]
        return {row.pk for row in page.object_list}

    assert rows(f"part={hospital.pk}") == {silent.pk}
    assert rows("comment=1") == {told.pk}
    assert rows("action=1") == {silent.pk}
    assert rows("question=x&answer=perhaps&part=-1&page=99") == {silent.pk, told.pk}


def test_page_after_page_the_rows_come_by_question_each_once(client_of, person_with, year, region, hospital, question, monkeypatch):
    monkeypatch.setattr(audit_figures, "ON_A_PAGE", 2)
    second, unasked, third = (AuditQuestionFactory(question_set=year.question_set, position=number) for number in (2, 3, 4))
    by_question = {
        one: [sent_in(year, hospital, one, "no").pk for _number in range(many)] for one, many in ((third, 2), (question, 3), (second, 1))
    }
    sent_in(year, hospital, unasked, "yes")
    client = client_of(person_with(Perm.RUN_AUDITS, on=region))

    pages = [client.get(f"{url_of('audit-report-answers', year, region)}?answer=no&page={number}").context["page"] for number in (1, 2, 3)]

    assert [row.pk for page in pages for row in page.object_list] == by_question[question] + by_question[second] + by_question[third]
    assert {page.paginator.count for page in pages} == {6}


def test_no_rows_are_an_empty_page(client_of, person_with, year, region):
    page = client_of(person_with(Perm.RUN_AUDITS, on=region)).get(url_of("audit-report-answers", year, region)).context["page"]

    assert (page.paginator.count, page.object_list) == (0, [])


def test_the_rows_are_refused_to_those_who_see_figures_only(client_of, person_with, year, hospital, question):
    sent_in(year, hospital, question, comment=SECRET)
    publish(year, hospital)
    address = url_of("audit-report-answers", year, hospital)

    for user in (person_with(Perm.RUN_REPORTS, on=hospital), person_with(Perm.ANSWER_AUDITS, on=hospital), UserFactory()):
        assert client_of(user).get(address).status_code == 403


def test_of_two_audits_everybody_else_sees_who_took_part_but_no_answers_and_is_told_why(client_of, person_with, year, hospital, question):
    for _number in range(2):
        AuditAction.objects.create(answer=sent_in(year, hospital, question), text="Lys", made_at=NOW)
    publish(year, hospital)

    shut = client_of(UserFactory()).get(url_of("audit-report", year, hospital)).content.decode()
    table = client_of(UserFactory()).get(url_of("audit-report-table", year, hospital))
    book = load_workbook(BytesIO(b"".join(table.streaming_content)))
    full = client_of(person_with(Perm.RUN_AUDITS, on=hospital)).get(url_of("audit-report", year, hospital)).content.decode()

    assert "2 egenkontroller er sendt ind." in shut
    assert "Her er sendt færre end 3 egenkontroller ind" in shut
    assert "Taler I om det?" not in shut
    assert [sheet.max_row for sheet in book.worksheets[3:6]] == [1, 1, 1]
    assert "Taler I om det?" in full


def test_the_spreadsheet_holds_the_numbers_of_the_page_and_no_formula(client_of, person_with, year, region, hospital):
    question = AuditQuestionFactory(question_set=year.question_set, position=1, text={"da": "=1+1"})
    for answer in ("yes", "yes", "no", "not_relevant"):
        given = sent_in(year, hospital, question, answer, "Ja" if answer == "no" else "")
        AuditParticipation.objects.create(audit=given.audit, part=Part.MANAGER, role="=cmd()")

    answer = client_of(person_with(Perm.RUN_REPORTS, on=region)).get(url_of("audit-report-table", year, region))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    titles = book.sheetnames
    rows = {title: [list(row) for row in book[title].iter_rows(min_row=2, values_only=True)] for title in titles}

    assert rows["Egenkontroller efter del"] == [["Region Eksempel", 4, 4, 4, 4, 4], ["Aa-sygehuset", 4, 4, 4, 4, 4]]
    assert rows["Roller og inddragede"][0][1:] == ["'=cmd()", 4]
    assert rows["Spørgsmål"] == [[1, "'=1+1", 2, 0, 1, 1, pytest.approx(0.67), 1, 0, 0, 0]]
    assert rows["Efter del"] == [[1, "'=1+1", "Aa-sygehuset", 2, 0, 1, 1, pytest.approx(0.67), 1, 4, 4, 4, 0]]


def test_the_spreadsheet_ends_with_this_year_s_proposals_and_last_year_s_with_their_state(client_of, person_with, region, hospital):
    before = AuditYearFactory(top=region, question_set=AuditSetFactory(year=2025))
    year = AuditYearFactory(top=region, question_set=AuditSetFactory(year=2026), follows=before)
    for one, text, done in ((year, "Mere tid", {}), (before, "Bedre lys", {"state": "done", "state_on": TODAY, "state_by": UserFactory()})):
        AuditProposalFactory(report=publish(one, region), text=text, **done)
    AuditProposalFactory(report=AuditReportFactory(unit=hospital), text=SECRET)

    answer = client_of(UserFactory()).get(url_of("audit-report-table", year, region))
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))

    assert [row[:5] for row in book["Forslag"].iter_rows(min_row=2, values_only=True)] == [
        (2026, "Region Eksempel", None, "Mere tid", "Region Eksempel"),
        (2025, "Region Eksempel", None, "Bedre lys", "Region Eksempel"),
    ]


def test_links_lead_only_to_levels_that_open(client_of, person_with, year, region, hospital, question):
    schools = UnitFactory(parent=region, name="Skolerne")
    for parent in (hospital, schools):
        sent_in(year, parent, question)
    publish(year, region)
    publish(year, schools)
    client = client_of(person_with(Perm.RUN_REPORTS, on=hospital))

    at_the_top, below = (client.get(url_of("audit-report", year, unit)).context["levels"] for unit in (region, hospital))
    nobody = client_of(UserFactory()).get(url_of("audit-report", year, region)).context["levels"]

    assert {name for name, _url in at_the_top.below} == {"Aa-sygehuset", "Skolerne"}
    assert [name for name, _url in below.above] == ["Region Eksempel"]
    assert [name for name, _url in nobody.below] == ["Skolerne"]


@pytest.mark.parametrize("route", ["audit-report", "audit-report-answers"])
def test_the_number_of_queries_does_not_grow(client_of, person_with, year, region, hospital, question, route):
    client = client_of(person_with(Perm.RUN_AUDITS, on=region))

    def some():
        answer = sent_in(year, UnitFactory(parent=region), question, "no", "Ja")
        AuditAction.objects.create(answer=answer, text="Lys", made_at=NOW)

    def counted():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url_of(route, year, region)).status_code == 200
        return len(queries)

    some()
    counted()
    few = counted()
    for _number in range(4):
        some()

    assert counted() == few
