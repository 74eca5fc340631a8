"""The words of a year's report: begun with a draft, written by two at once, comments chosen by a person, published and taken back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apv.audit_drafting import conclusion_of, purpose_of
from apv.audit_published import ReportLink, newest_of
from apv.audit_report_page import ReportWords
from apv.errors import RefusedError, StaleError
from apv.models import AuditAction, AuditReport, AuditReportText, ChosenComment
from apv.reports.audit_comments import Names
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_levels import may_open
from apv.usecases import audit_reports
from orgstructure.permissions import Perm, Reach
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
    EngagementFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return UnitFactory(name="Region Eksempel")


@pytest.fixture
def year(region):
    return AuditYearFactory(top=region)


@pytest.fixture
def question(year):
    return AuditQuestionFactory(question_set=year.question_set, position=1, text={"da": "Taler I om arbejdsmiljøet?"})


@pytest.fixture
def other(year):
    return AuditQuestionFactory(question_set=year.question_set, position=2, text={"da": "Kender I reglerne?"})


@pytest.fixture
def report(year):
    return AuditReportFactory(year=year, purpose="Formålet")


@pytest.fixture
def consultant(region, person_with):
    return person_with(Perm.RUN_AUDITS, Perm.RUN_REPORTS, on=region, reach=Reach.SUBTREE)


@pytest.fixture
def head(region, person_with):
    """Makes the level's reports, but does not read answers."""
    return person_with(Perm.RUN_REPORTS, on=region, reach=Reach.SUBTREE)


def answered(year, question, answer="no", comment="", **more):
    audit = SubmittedAuditFactory(year=year)
    return AuditAnswerFactory(audit=audit, question=question, answer=answer, comment=comment, **more)


def test_a_report_is_begun_once_however_many_begin_it_and_is_drafted_from_the_facts_of_the_year(year, question, consultant, client_of):
    for answer in ("no", "no", "yes"):
        answered(year, question, answer)
    for _twice in range(2):
        client_of(consultant).post(reverse("audit-report-begin", args=[year.pk, year.top_id]))

    report = AuditReport.objects.get()
    assert f"Egenkontrollen {year.year}" in report.purpose
    assert "3 egenkontroller er sendt ind" in report.conclusion
    assert "spørgsmål 1, »Taler I om arbejdsmiljøet?« (2 af 3)" in report.conclusion
    assert report.taking_part == ""


def test_the_drafted_conclusion_names_the_questions_with_most_and_with_no_actions_and_says_nothing_of_a_few_audits(year, question, other):
    answers = [answered(year, question) for _number in range(3)]
    for answer in answers:
        AuditAction.objects.create(answer=answer, text="Vi gør noget", made_at=NOW)

    whole = AuditFigures.of(year, year.top, today=TODAY)
    assert "3 handlinger er oprettet, de fleste (3) ud fra spørgsmål 1." in conclusion_of(whole)
    assert "Spørgsmål 2 førte ikke til nogen handling." in conclusion_of(whole)
    answers[0].audit.places.update(audit=None)
    assert "spørgsmål" not in conclusion_of(AuditFigures.of(year, year.top, today=TODAY).for_reader(reads_answers=False))


def test_of_a_year_that_was_brought_in_it_is_said_that_nobody_knows_who_was_expected(year, question):
    year.is_imported = True
    year.save(update_fields=["is_imported"])
    answered(year, question)

    assert "tidligere system" in purpose_of(year)
    assert "vides ikke" in conclusion_of(AuditFigures.of(year, year.top, today=TODAY))


def test_of_two_who_write_at_once_the_second_is_told_and_nothing_typed_is_lost(report, consultant, client_of):
    client, address = client_of(consultant), reverse("audit-report-words", args=[report.pk])
    first = client.post(address, {"purpose": "Den ene", "taking_part": "", "conclusion": "", "version": 1})
    second = client.post(address, {"purpose": "Den anden", "taking_part": "Mange", "conclusion": "", "version": 1})

    report.refresh_from_db()
    assert (first.status_code, report.purpose, second.status_code) == (302, "Den ene", 422)
    said = second.content.decode()
    assert "Den anden" in said
    assert "Mange" in said
    assert "Den ene" in said
    with pytest.raises(StaleError):
        audit_reports.write(report=report, texts={"purpose": "x"}, version=1, by=consultant, now=NOW)


def test_a_question_is_analysed_with_references_to_others_and_by_two_at_once(report, question, other, consultant, client_of):
    client, address = client_of(consultant), reverse("audit-report-question", args=[report.pk, question.pk])
    page = client.get(address).content.decode()
    done = client.post(address, {"analysis": "Det hænger sammen", "see_also": [other.code], "version": 0, "intent": "next"})
    late = client.post(address, {"analysis": "Noget andet", "version": 0})

    text = AuditReportText.objects.get()
    assert "Kender I reglerne?" in page
    assert (text.analysis, text.see_also, text.version) == ("Det hænger sammen", [other.code], 1)
    assert done.url == reverse("audit-report-question", args=[report.pk, other.pk])
    assert late.status_code == 422
    assert "Noget andet" in late.content.decode()
    assert "Det hænger sammen" in late.content.decode()
    client.post(address, {"analysis": "Noget andet", "version": 1})
    assert AuditReportText.objects.get().analysis == "Noget andet"


def test_a_question_of_another_set_is_not_there(report, consultant, client_of):
    stranger = AuditQuestionFactory()
    assert client_of(consultant).get(reverse("audit-report-question", args=[report.pk, stranger.pk])).status_code == 404


def test_a_report_that_is_written_is_seen_by_who_makes_it_and_a_published_one_by_everybody(report, consultant, head, client_of):
    employee = UserFactory()
    EngagementFactory(user=employee)
    below = UnitFactory(parent=report.unit)

    def seen_by(user):
        return list(AuditReport.objects.visible_to(user))

    assert [bool(seen_by(user)) for user in (consultant, head, employee)] == [True, True, False]
    assert client_of(employee).get(reverse("audit-report-words", args=[report.pk])).status_code == 404
    audit_reports.publish(report=report, by=consultant, now=NOW)
    assert seen_by(employee) == [report]
    assert client_of(employee).get(reverse("audit-report-words", args=[report.pk])).status_code == 403
    assert not ReportWords(report.year, report.unit, employee).is_writable
    assert not may_open(report.year, below, employee)


def test_a_published_report_is_fixed_until_it_is_taken_back(report, question, consultant, client_of):
    client = client_of(consultant)
    audit_reports.publish(report=report, by=consultant, now=NOW)
    audit_reports.publish(report=report, by=UserFactory(), now=NOW + timedelta(days=1))
    assert (report.published_by, report.published_at) == (consultant, NOW)
    with pytest.raises(RefusedError):
        audit_reports.write_question(report=report, question=question, analysis="x", see_also=[], version=0, by=consultant, now=NOW)
    posted = client.post(reverse("audit-report-words", args=[report.pk]), {"purpose": "Skrevet for sent", "version": report.version})
    assert posted.status_code == 422
    assert "Skrevet for sent" in posted.content.decode()
    assert AuditReportText.objects.count() == 0

    client.post(reverse("audit-report-take-back", args=[report.pk]))
    report.refresh_from_db()
    assert (report.status, report.published_at, report.edited_by, report.purpose) == ("draft", None, consultant, "Formålet")


def test_before_publishing_it_is_said_what_is_not_written_yet(report, question, consultant, client_of):
    page = client_of(consultant).get(reverse("audit-report-publish", args=[report.pk])).content.decode()

    assert "1 spørgsmål har ingen analyse." in page
    assert "Konklusionen er tom." in page
    assert "Formål og metode er tomme." not in page
    client_of(consultant).post(reverse("audit-report-publish", args=[report.pk]))
    report.refresh_from_db()
    assert report.status == "published"


def test_comments_are_listed_of_audits_sent_in_on_the_level_and_only_for_who_may_read_them(report, question, consultant, head, client_of):
    shown = answered(report.year, question, comment="Vi mangler tid til det")
    AuditAnswerFactory(audit=SelfAuditFactory(year=report.year), question=question, comment="Kun en kladde")
    elsewhere = UnitFactory()
    far = SubmittedAuditFactory(year=report.year, places=[AuditPlaceFactory(year=report.year, unit=elsewhere)])
    AuditAnswerFactory(audit=far, question=question, comment="Fra et andet sted")
    address = reverse("audit-comments", args=[report.pk, question.pk])

    page = client_of(consultant).get(address).content.decode()
    assert "Vi mangler tid til det" in page
    assert "Kun en kladde" not in page
    assert "Fra et andet sted" not in page
    assert "Vi mangler tid" not in client_of(consultant).get(address, {"q": "penge"}).content.decode()
    assert client_of(head).get(address).status_code == 403
    assert client_of(head).post(reverse("audit-comment-choose", args=[report.pk, shown.pk]), {"text": "x"}).status_code == 403


def test_names_are_taken_out_of_the_proposed_words_and_pointed_out_when_typed(report, question, consultant, client_of):
    answer = answered(report.year, question, comment="Karen Bilde på Afsnit Nord mangler tid. Ring 12345678.")
    unit = answer.audit.places.get().unit
    type(unit).objects.filter(pk=unit.pk).update(name="Afsnit Nord")
    EngagementFactory(unit=unit, user=UserFactory(first_name="Karen", last_name="Bilde"))
    client, address = client_of(consultant), reverse("audit-comment-choose", args=[report.pk, answer.pk])

    assert Names.around(answer, TODAY).proposed(answer.comment) == "[navn] på [navn] mangler tid. Ring ▒▒▒."
    warned = client.post(address, {"text": "Karen mangler tid"})
    assert warned.status_code == 200
    assert not ChosenComment.objects.exists()
    client.post(address, {"text": "Karen mangler tid", "seen": ["Karen"]})
    client.post(address, {"text": "Lederen mangler tid"})
    assert [row.text for row in ChosenComment.objects.all()] == ["Lederen mangler tid"]


def test_at_most_five_comments_are_chosen_for_a_question_and_one_can_be_taken_out(report, question, other, consultant, client_of):
    answers = [answered(report.year, question, comment=f"Kommentar {number}") for number in range(6)]
    for answer in answers[:5]:
        audit_reports.choose(report=report, answer=answer, text=answer.comment, by=consultant, now=NOW)
    audit_reports.choose(report=report, answer=answered(report.year, other, comment="Andet"), text="Andet", by=consultant, now=NOW)
    client = client_of(consultant)

    refused = client.post(reverse("audit-comment-choose", args=[report.pk, answers[5].pk]), {"text": "Den sjette"})
    assert refused.status_code == 422
    assert "Den sjette" in refused.content.decode()
    for _twice in range(2):
        client.post(reverse("audit-comment-take-out", args=[report.pk, answers[0].pk]))
    assert client.post(reverse("audit-comment-choose", args=[report.pk, answers[5].pk]), {"text": "Den sjette"}).status_code == 302
    assert ChosenComment.objects.filter(answer__question=question).count() == 5


def test_a_cpr_number_does_not_come_into_the_report(report, consultant, client_of):
    posted = client_of(consultant).post(
        reverse("audit-report-words", args=[report.pk]), {"purpose": "Om 010180-1234", "version": report.version}
    )
    assert posted.status_code == 422
    assert AuditReport.objects.get().purpose == "Formålet"


def test_the_words_of_a_report_take_the_same_number_of_queries_however_much_is_written(report, consultant):
    def read():
        words = ReportWords(report.year, report.unit, consultant)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            words = ReportWords(report.year, report.unit, consultant)
            for said in words.of_question.values():
                [str(one.text) for one in said.comments]
            [(line.responsible, line.plan, str(line.proposal.report.unit)) for line in (*words.proposals, *words.last_years)]
        return len(queries)

    AuditProposalFactory(report=report, question=AuditQuestionFactory(question_set=report.year.question_set))
    few = read()
    for _number in range(4):
        question = AuditQuestionFactory(question_set=report.year.question_set)
        AuditReportText.objects.create(report=report, question=question, analysis="x")
        answer = answered(report.year, question, comment="y")
        ChosenComment.objects.create(report=report, answer=answer, text="y", chosen_at=NOW, chosen_by=consultant)
        AuditProposalFactory(report=report, question=question)
    assert read() == few


def test_the_list_of_comments_takes_the_same_number_of_queries_however_many_there_are(report, question, consultant, client_of):
    client, address = client_of(consultant), reverse("audit-comments", args=[report.pk, question.pk])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    answered(report.year, question, comment="a")
    few = asked()
    for _number in range(5):
        answered(report.year, question, comment="b")
    assert asked() == few


def test_the_overview_leads_to_the_published_report_and_for_who_makes_it_to_the_newest_year(region, head, client_of):
    ward = UnitFactory(parent=region)
    last, this = (AuditYearFactory(top=region, question_set=AuditSetFactory(year=number)) for number in (2025, 2026))
    published = AuditReportFactory(year=last, status="published", published_at=NOW, published_by=head)
    AuditReportFactory(year=this)
    employee = EngagementFactory().user

    assert newest_of(region, employee) == ReportLink(2025, published.get_absolute_url(), is_published=True)
    assert newest_of(region, head) == ReportLink(2026, reverse("audit-report", args=[this.pk, region.pk]), is_published=False)
    assert newest_of(ward, employee) is None
    assert published.get_absolute_url() in client_of(employee).get(reverse("overview-unit", args=[region.pk])).content.decode()
