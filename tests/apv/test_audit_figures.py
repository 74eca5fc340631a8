"""The figures of a year's self-audit: what is counted, once or by part, and what few audits do not show."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apv.models import AuditAction, AuditHelp, AuditParticipation, Hindrance, Part
from apv.reports.audit_figures import AuditFigures
from apv.reports.audit_parts import ActionState
from tests.factories import (
    NOW,
    TODAY,
    AuditAnswerFactory,
    AuditPlaceFactory,
    AuditQuestionFactory,
    AuditSetFactory,
    AuditYearFactory,
    ClosedPlanFactory,
    DraftFactory,
    PlanFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    ThemeFactory,
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
def hospital(region):
    return UnitFactory(parent=region, name="Aa-sygehuset")


@pytest.fixture
def schools(region):
    return UnitFactory(parent=region, name="Børn og unge")


def place(year, parent, manager=None):
    return AuditPlaceFactory(year=year, unit=UnitFactory(parent=parent), **({"manager": manager} if manager else {}))


def sent_in(year, *parents, manager=None):
    """An audit of one place below each of these."""
    return SubmittedAuditFactory(year=year, places=[place(year, parent, manager) for parent in parents])


def of(year, unit=None):
    return AuditFigures.of(year, unit or year.top, today=TODAY)


def test_managers_of_a_year_brought_in_are_known_only_where_every_place_names_one(year, hospital, schools):
    year.is_imported = True
    year.save(update_fields=["is_imported"])
    sent_in(year, hospital)
    SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=UnitFactory(parent=schools), manager=None)])

    assert [of(year, unit).managers for unit in (year.top, hospital, schools)] == [None, 1, None]


def test_a_joint_audit_counts_once_in_the_whole_and_once_in_each_part_and_each_of_its_managers_and_units_counts(year, hospital, schools):
    question = AuditQuestionFactory(question_set=year.question_set)
    manager = UserFactory()
    joint, alone = sent_in(year, hospital, schools), sent_in(year, hospital, manager=manager)
    another = sent_in(year, hospital, manager=manager)
    place(year, schools)
    SelfAuditFactory(year=year, places=[place(year, schools)])
    for audit, answer in ((joint, "yes"), (alone, "partly"), (another, "not_relevant")):
        AuditAnswerFactory(audit=audit, question=question, answer=answer)

    whole = of(year)

    assert (whole.audits, whole.joint, whole.placed.answered, whole.managers, whole.placed.units) == (3, 1, 4, 3, 4)
    assert (whole.expected, whole.covered_percent) == (6, 67)
    assert [(one.name, one.placed.audits, one.placed.answered, one.placed.expected) for one in whole.parts] == [
        ("Børn og unge", 1, 1, 3),
        ("Aa-sygehuset", 3, 3, 3),
    ]
    [asked] = whole.questions
    assert (asked.answers.yes, asked.answers.partly, asked.answers.no, asked.answers.not_relevant) == (1, 1, 0, 1)
    assert (asked.answers.yes_percent, asked.answers.percent("not_relevant"), asked.unanswered) == (50, None, 0)
    assert [(one.part.name, one.answers.yes, one.answers.answered) for one in asked.parts] == [
        ("Børn og unge", 1, 1),
        ("Aa-sygehuset", 1, 2),
    ]
    assert (of(year, schools).audits, of(year, schools).managers, of(year, schools).questions[0].answers.yes) == (1, 1, 1)


def test_drafts_audits_sent_back_ended_places_and_other_years_do_not_count(year, hospital):
    question = AuditQuestionFactory(question_set=year.question_set)
    SelfAuditFactory(year=year, places=[place(year, hospital)])
    back = SelfAuditFactory(year=year, status="sent_back", submitted_at=NOW, places=[place(year, hospital)])
    AuditAnswerFactory(audit=back, question=question)
    ended = place(year, hospital)
    ended.ended_on = TODAY
    ended.save()
    sent_in(AuditYearFactory(top=year.top), hospital)

    figures = of(year)

    assert (figures.audits, figures.expected, figures.placed.answered) == (0, 2, 0)
    assert figures.questions[0].answers.answered == 0
    assert figures.questions[0].answers.yes_percent is None


def test_roles_are_counted_by_participant_and_a_role_not_stated_stands_apart(year, hospital, schools):
    audit, other = sent_in(year, hospital), sent_in(year, schools)
    for part, role, number in (
        (Part.MANAGER, "Enhetschef", 2),
        (Part.MANAGER, "Verksamhetschef", 1),
        (Part.EMPLOYER, "", 3),
        (Part.NOT_STATED, "", 4),
        (Part.REPRESENTATIVE, "", 2),
        (Part.UNION, "", 1),
        (Part.STAFF, "", 20),
    ):
        AuditParticipation.objects.create(audit=audit, part=part, role=role, number=number)
    AuditParticipation.objects.create(audit=other, part=Part.MANAGER, role="Enhetschef")
    AuditParticipation.objects.create(audit=SelfAuditFactory(year=year, places=[place(year, hospital)]), part=Part.STAFF, number=9)

    figures = of(year)

    assert [(one.part, one.role, one.number) for one in figures.taking_part.roles] == [
        (Part.MANAGER, "Enhetschef", 3),
        (Part.MANAGER, "Verksamhetschef", 1),
        (Part.EMPLOYER, "", 3),
    ]
    assert (figures.taking_part.employers, figures.taking_part.not_stated, figures.taking_part.involved) == (7, 4, 23)
    assert (figures.taking_part.representatives, figures.taking_part.union, figures.taking_part.staff) == (2, 1, 20)
    assert figures.roles_exceed_audits
    assert not of(year, schools).roles_exceed_audits


def test_a_manager_of_a_joint_audit_counts_as_taking_part_where_the_manager_s_own_unit_lies(year, hospital, schools):
    audit = sent_in(year, hospital, schools)
    for one in audit.places.all():
        AuditParticipation.objects.create(audit=audit, part=Part.MANAGER, role="Leder", person=one.manager)

    assert [of(year, unit).taking_part.employers for unit in (year.top, hospital, schools)] == [2, 1, 1]


def test_why_nothing_was_answered_is_counted_by_reason_and_silence_last(year, hospital):
    sent_in(year, hospital)
    for reason in ("time", "time", "no_use"):
        one = place(year, hospital)
        one.reason, one.reason_at, one.reason_by = reason, NOW, one.manager
        one.save()
    place(year, hospital)

    assert [(code, number) for code, _words, number in of(year).reasons] == [("time", 2), ("no_use", 1), ("", 1)]


def test_actions_count_once_published_and_those_brought_in_with_state_verdict_and_theme(year, hospital):
    noise, lifts = (ThemeFactory(code=code, name={"da": name}) for code, name in (("x-noise", "Støj"), ("x-lifts", "Løft")))
    first, second = (AuditQuestionFactory(question_set=year.question_set) for _number in range(2))
    answer = AuditAnswerFactory(audit=sent_in(year, hospital), question=first, answer="no")
    plans = [
        PlanFactory(theme=noise),
        PlanFactory(theme=noise, starts_on=TODAY - timedelta(90), implement_by=TODAY - timedelta(60), evaluate_on=TODAY - timedelta(30),
                    expected_closing_on=TODAY - timedelta(1)),
        ClosedPlanFactory(theme=lifts),
        DraftFactory(theme=noise),
    ]  # fmt: skip
    for plan in plans:
        AuditAction.objects.create(answer=answer, plan=plan, made_at=NOW, made_by=UserFactory())
    AuditAction.objects.create(answer=answer, text="Mere lys", made_at=NOW)

    figures = of(year)

    assert [one.actions.total for one in figures.questions] == [4, 0]
    assert figures.actions.themes[:2] == (("Støj", 2), ("Løft", 1))
    assert [number for _none, number in figures.actions.themes[2:]] == [1]
    assert figures.actions.states == (
        (ActionState.OPEN, 1),
        (ActionState.OVERDUE, 1),
        (ActionState.CLOSED, 1),
        (ActionState.BROUGHT_IN, 1),
    )
    assert [number for _verdict, number in figures.actions.verdicts] == [1]
    assert [one.number for one in figures.most] == [first.position]
    assert [one.number for one in figures.without_actions] == [second.position]
    assert [one.actions for one in figures.questions[0].parts] == [4]


def test_help_is_counted_by_what_is_in_the_way(year, hospital):
    question = AuditQuestionFactory(question_set=year.question_set)
    for hindrance in (Hindrance.RESOURCES, Hindrance.RESOURCES, Hindrance.DO_NOT_KNOW_HOW):
        answer = AuditAnswerFactory(audit=sent_in(year, hospital), question=question, answer="no")
        AuditHelp.objects.create(answer=answer, hindrance=hindrance, asked_at=NOW, asked_by=UserFactory())

    figures = of(year)

    assert figures.help_by_hindrance == ((Hindrance.RESOURCES, 2), (Hindrance.DO_NOT_KNOW_HOW, 1))
    assert figures.questions[0].help_wanted == 3


def test_years_are_compared_along_continues_only_also_over_a_year_between(region, hospital):
    old, between, new = (AuditSetFactory(year=2024 + number) for number in range(3))
    asked_then = AuditQuestionFactory(question_set=old)
    asked_between = AuditQuestionFactory(question_set=between, continues=asked_then)
    asked_now = AuditQuestionFactory(question_set=new, continues=asked_between)
    fresh = AuditQuestionFactory(question_set=new, code=asked_then.code)
    first = AuditYearFactory(top=region, question_set=old, is_imported=True)
    second = AuditYearFactory(top=region, question_set=between, follows=first)
    third = AuditYearFactory(top=region, question_set=new, follows=second)
    for year, question, answer in ((first, asked_then, "no"), (third, asked_now, "yes"), (third, fresh, "yes")):
        AuditAnswerFactory(audit=sent_in(year, hospital), question=question, answer=answer, comment="Ja")

    years = {one.question: one.years for one in of(third).questions}

    assert [(one.year, one.expected, one.answers.yes, one.answers.no, one.answers.comments) for one in years[asked_now]] == [
        (third, 2, 1, 0, 1),
        (first, None, 0, 1, 1),
    ]
    assert [one.year for one in years[fresh]] == [third]


def test_a_level_is_found_where_the_tree_of_each_year_had_it(region, hospital, schools):
    ward = UnitFactory(parent=hospital)
    year = AuditYearFactory(top=region)
    SubmittedAuditFactory(year=year, places=[AuditPlaceFactory(year=year, unit=ward)])
    ward.path, ward.parent = f"{schools.path}{ward.pk}/", schools
    ward.save()

    assert (of(year, hospital).audits, of(year, schools).audits) == (1, 0)


def test_a_joint_audit_of_the_year_before_is_counted_once_beside_this_years(year, hospital, schools):
    earlier = AuditYearFactory(top=year.top)
    year.follows = earlier
    year.save()
    old = AuditQuestionFactory(question_set=earlier.question_set)
    question = AuditQuestionFactory(question_set=year.question_set, continues=old)
    AuditAnswerFactory(audit=sent_in(earlier, hospital, schools), question=old, answer="no", comment="Vi mangler tid")
    AuditAnswerFactory(audit=sent_in(year, hospital, schools), question=question, answer="yes")

    found = of(year)
    this_year, before = found.questions[0].years

    assert (before.placed.audits, before.placed.answered) == (1, 2)
    assert (before.answers.yes, before.answers.no, before.answers.comments) == (0, 1, 1)
    assert (this_year.answers.yes, this_year.answers.no, found.joint) == (1, 0, 1)
    assert [(one.part.name, one.answers.yes, one.answers.no) for one in found.questions[0].parts] == [
        ("Børn og unge", 1, 0),
        ("Aa-sygehuset", 1, 0),
    ]


def test_of_few_audits_nothing_is_shown_question_by_question_to_those_who_may_not_read_them(year, hospital, schools):
    question = AuditQuestionFactory(question_set=year.question_set)
    for parent in (hospital, hospital):
        AuditAnswerFactory(audit=sent_in(year, parent), question=question, comment="Kun os")

    hidden = of(year).for_reader(reads_answers=False)

    assert hidden.is_hidden
    assert (hidden.audits, hidden.questions, hidden.actions.total) == (2, (), 0)
    assert of(year).for_reader(reads_answers=True).questions[0].answers.yes == 2


def test_a_part_with_few_audits_is_left_out_with_the_next_smallest_so_that_the_rest_does_not_tell_it(year, hospital, schools):
    third = UnitFactory(parent=year.top, name="Zoo")
    question = AuditQuestionFactory(question_set=year.question_set)
    for parent in (hospital,) * 4 + (schools,) + (third,) * 5:
        AuditAnswerFactory(audit=sent_in(year, parent), question=question)

    shown = of(year).for_reader(reads_answers=False)

    assert not shown.is_hidden
    assert {one.name for one in shown.hidden_parts} == {"Aa-sygehuset", "Børn og unge"}
    assert [one.part.name for one in shown.questions[0].parts] == ["Zoo"]


def test_the_number_of_queries_does_not_grow(year, hospital, schools):
    questions = [AuditQuestionFactory(question_set=year.question_set) for _number in range(2)]

    def some():
        for question in questions:
            answer = AuditAnswerFactory(audit=sent_in(year, hospital, schools), question=question)
            AuditAction.objects.create(answer=answer, theme=ThemeFactory(), text="Lys", made_at=NOW)

    def counted():
        with CaptureQueriesContext(connection) as queries:
            of(year)
        return len(queries)

    some()
    few = counted()
    for _number in range(3):
        some()

    assert counted() == few == 7
