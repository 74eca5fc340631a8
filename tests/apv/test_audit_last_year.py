"""Last year beside this year: along the link of a question, of the same units, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apv.audit_last_year import comments_before, earlier
from apv.models import AuditAction, AuditAnswer, SelfAudit
from tests.apv.audit_answers import make_audits
from tests.factories import (
    NOW,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    DraftFactory,
    PlanFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def audits():
    return make_audits(is_followed=True)


def seen(audits, audit, reader=None):
    found = earlier(SelfAudit.objects.select_related("year").get(pk=audit.pk), reader=reader or audits.manager)
    return {pk: [(one.answer.answer, one.units, [action.title for action in one.actions]) for one in rows] for pk, rows in found.items()}


def test_the_answer_its_units_and_the_published_action_stand_beside_the_question_that_continues_it(audits):
    audit = audits.begin()
    answer = AuditAnswer.objects.get()
    AuditAction.objects.create(answer=answer, plan=DraftFactory(unit=audits.ward), made_at=NOW, made_by=audits.manager)
    AuditAction.objects.create(answer=answer, text="Handling fra det gamle system", made_at=NOW)

    assert seen(audits, audit) == {
        audits.questions[0].pk: [
            ("partly", ("Afsnit M2",), ["Fast punkt på personalemødet", "Handling fra det gamle system"]),
        ]
    }


def test_a_confidential_plan_is_told_of_without_its_title_to_who_may_not_see_it(audits):
    audit = audits.begin()
    answer = AuditAnswer.objects.get()
    AuditAction.objects.create(answer=answer, plan=PlanFactory(is_confidential=True), made_at=NOW, made_by=audits.manager)

    (row,) = seen(audits, audit)[audits.questions[0].pk]
    assert row[2] == ["Fast punkt på personalemødet", ""]


def test_what_other_units_answered_or_what_was_never_sent_in_is_not_shown(audits):
    past, asked = audits.year.follows, AuditAnswer.objects.get().question
    for made in (SubmittedAuditFactory(year=past), SelfAuditFactory(year=past, places=[AuditPlaceFactory(year=past, unit=audits.ward)])):
        AuditAnswerFactory(audit=made, question=asked, answer="no", comment="Andres")

    assert [row[0] for row in seen(audits, audits.begin())[audits.questions[0].pk]] == ["partly"]


def test_a_joint_audit_of_last_year_names_the_units_that_are_asked_again(audits):
    past = SelfAudit.objects.get()
    for unit in (audits.other, AuditPlaceFactory(year=past.year).unit):
        AuditPlaceFactory(year=past.year, unit=unit, audit=past)
    audit = audits.begin()
    audit.places.add(audits.beside)

    assert [row[1] for row in seen(audits, audit)[audits.questions[0].pk]] == [("Afsnit M2", "Afsnit M3")]


def test_a_year_that_follows_none_has_nothing_behind_it(django_assert_num_queries):
    audit = make_audits().begin()
    with django_assert_num_queries(0):
        assert earlier(audit, reader=audit.started_by) == {}


def test_comments_of_two_years_are_read_along_two_links(audits):
    asked = AuditAnswer.objects.get().question
    older = AuditYearFactory(question_set=AuditSetFactory(year=2024), top=audits.year.top)
    audits.year.follows.follows = older
    audits.year.follows.save()
    asked.continues = AuditQuestionFactory(question_set=older.question_set)
    asked.save()
    made = SubmittedAuditFactory(year=older, places=[AuditPlaceFactory(year=older, unit=audits.ward)])
    AuditAnswerFactory(audit=made, question=asked.continues, comment="For to år siden")

    found = comments_before(SelfAudit.objects.get(pk=audits.begin().pk))

    assert found == {audits.questions[0].pk: (frozenset({"Kun ved store ændringer"}), frozenset({"For to år siden"}))}


def test_it_is_asked_as_often_for_many_questions_as_for_few():
    counted = []
    for number in (1, 12):
        audits = make_audits(number, is_followed=True)
        for question in audits.questions[1:]:
            add_answer(audits, question)
        audit = SelfAudit.objects.select_related("year").get(pk=audits.begin().pk)
        with CaptureQueriesContext(connection) as queries:
            found = earlier(audit, reader=audits.manager)
        assert len(found) == number
        counted.append(len(queries))
    assert counted[0] == counted[1]


def add_answer(audits, question):
    past = audits.year.follows
    question.continues = AuditQuestionFactory(question_set=past.question_set)
    question.save(update_fields=["continues"])
    answer = AuditAnswerFactory(audit=past.audits.get(), question=question.continues, answer="no")
    AuditAction.objects.create(answer=answer, plan=PlanFactory(unit=audits.ward), made_at=NOW, made_by=audits.manager)
