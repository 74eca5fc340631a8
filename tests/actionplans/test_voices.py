"""Colleagues' comments, and the mark “I notice it”."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from actionplans.models import ActionPlan, Comment, Notice
from actionplans.usecases import voices
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    CommentFactory,
    DraftFactory,
    EngagementFactory,
    PlanFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return UnitFactory(name="Medicinsk afsnit M2", parent=UnitFactory(name="Medicinsk Afdeling"))


@pytest.fixture
def plan(ward):
    return PlanFactory(unit=ward)


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward).user


def heard(plan, user):
    return ActionPlan.objects.with_voices(user, TODAY).get(pk=plan.pk)


def words(text="Liften står nu ved stue 4", **more):
    return {"text": text, "submission_id": str(uuid.uuid4()), **more}


def test_any_employee_who_reads_the_plan_may_comment_and_a_comment_sent_twice_is_one(client_of, plan):
    stranger = EngagementFactory(unit=UnitFactory(name="Køkkenet")).user
    sent = words()

    first = client_of(stranger).post(f"/plans/{plan.pk}/comment/", sent)
    second = client_of(stranger).post(f"/plans/{plan.pk}/comment/", sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert [(c.text, c.by) for c in Comment.objects.all()] == [("Liften står nu ved stue 4", stranger)]


def test_a_comment_of_nothing_or_with_a_civil_registration_number_is_refused_and_kept_in_the_field(client_of, plan, colleague):
    empty = client_of(colleague).post(f"/plans/{plan.pk}/comment/", words("  "))
    number = client_of(colleague).post(f"/plans/{plan.pk}/comment/", words("Det gælder 010190-1234 på stue 4"))

    assert (empty.status_code, number.status_code) == (422, 422)
    assert "010190-1234 på stue 4" in number.content.decode()
    assert not Comment.objects.exists()


def test_the_twenty_first_comment_of_a_person_in_a_day_is_refused_with_a_sentence(client_of, plan, colleague):
    for number in range(20):
        CommentFactory(plan=plan, by=colleague, at=NOW - timedelta(hours=number))

    refused = client_of(colleague).post(f"/plans/{plan.pk}/comment/", words("En til"))

    assert refused.status_code == 422
    assert "En til" in refused.content.decode()
    assert Comment.objects.count() == 20


def test_nobody_comments_or_marks_what_they_may_not_read(client_of, ward):
    secret = PlanFactory(unit=ward, is_confidential=True, title="Kvabbelsnask")
    draft = DraftFactory(unit=ward, title="Kvabbelsnask")
    colleague = EngagementFactory(unit=ward).user

    answers = [
        client_of(colleague).post(f"/plans/{plan.pk}/{verb}/", words(notices="yes"))
        for plan in (secret, draft)
        for verb in ("comment", "notice")
    ]

    assert [answer.status_code for answer in answers] == [404] * 4
    assert (Comment.objects.count(), Notice.objects.count()) == (0, 0)


def test_a_comment_is_taken_down_by_its_author_and_by_who_may_edit_the_plan_but_not_by_a_colleague(client_of, person_with, plan, ward):
    author, other = EngagementFactory(unit=ward).user, EngagementFactory(unit=ward).user
    manager = person_with(Perm.EDIT_PLANS, on=ward)
    own, second = CommentFactory(plan=plan, by=author), CommentFactory(plan=plan, by=author, text="Ordet er Kvabbelsnask")

    assert client_of(other).post(f"/plans/comments/{own.pk}/take-down/").status_code == 403
    assert client_of(author).post(f"/plans/comments/{own.pk}/take-down/").status_code == 302
    assert client_of(manager).post(f"/plans/comments/{second.pk}/take-down/").status_code == 302

    assert [c.taken_down_by for c in Comment.objects.order_by("pk")] == [author, manager]
    assert "Kvabbelsnask" not in client_of(other).get(f"/plans/{plan.pk}/").content.decode()


def test_a_colleague_of_the_unit_or_one_below_marks_once_changes_the_mark_and_takes_it_away(client_of, plan, ward, colleague):
    below = EngagementFactory(unit=UnitFactory(parent=ward)).user

    for value in ("yes", "no"):
        client_of(colleague).post(f"/plans/{plan.pk}/notice/", {"notices": value})
    client_of(below).post(f"/plans/{plan.pk}/notice/", {"notices": "yes"})

    seen = heard(plan, colleague)
    assert (seen.noticed, seen.not_noticed, seen.own_notice) == (1, 1, False)
    client_of(colleague).post(f"/plans/{plan.pk}/notice/", {"notices": "none"})
    assert heard(plan, colleague).own_notice is None


def test_people_of_other_units_and_of_the_department_above_cannot_mark(client_of, plan, ward):
    elsewhere = EngagementFactory(unit=UnitFactory()).user
    above = EngagementFactory(unit=ward.parent).user
    left = EngagementFactory(unit=ward, valid_to=TODAY).user

    answers = [client_of(person).post(f"/plans/{plan.pk}/notice/", {"notices": "yes"}).status_code for person in (elsewhere, above)]

    assert answers == [403, 403]
    assert heard(plan, left).may_notice is False
    assert not Notice.objects.exists()


@pytest.mark.parametrize("value", ["", "maybe", "1", "\x00", "true"])
def test_a_mark_that_is_none_of_the_three_is_refused(client_of, plan, colleague, value):
    assert client_of(colleague).post(f"/plans/{plan.pk}/notice/", {"notices": value}).status_code == 403


def test_numbers_are_shown_from_three_answers_on_and_never_a_name(client_of, plan, ward, colleague):
    people = [EngagementFactory(unit=ward, user__first_name=f"Hemmelig{n}").user for n in range(3)]
    for person in people[:2]:
        voices.mark(plan, notices=True, by=person, now=NOW)
    before = client_of(colleague).get(f"/plans/{plan.pk}/").content.decode()
    voices.mark(plan, notices=False, by=people[2], now=NOW)
    after = client_of(colleague).get(f"/plans/{plan.pk}/").content.decode()

    assert "2 af 2" not in before
    assert "2 af 3 kolleger" in after
    assert "Hemmelig" not in before + after


def test_the_database_keeps_one_mark_a_colleague_and_who_took_a_comment_down(plan, colleague):
    Notice.objects.create(plan=plan, user=colleague, notices=True, at=NOW)

    with pytest.raises(IntegrityError, match="colleague_marks_a_plan_once"), transaction.atomic():
        Notice.objects.create(plan=plan, user=colleague, notices=False, at=NOW)
    with pytest.raises(IntegrityError, match="taken_down"), transaction.atomic():
        CommentFactory(plan=plan, taken_down_at=NOW)


def test_the_plans_page_costs_one_query_more_with_comments_however_many(client_of, plan, colleague):
    client = client_of(colleague)

    def queries():
        with connection.execute_wrapper(count):
            count.number = 0
            client.get(f"/plans/{plan.pk}/")
        return count.number

    def count(execute, sql, params, many, context):
        count.number += 1
        return execute(sql, params, many, context)

    queries()
    none = queries()
    CommentFactory(plan=plan)
    one = queries()
    CommentFactory.create_batch(5, plan=plan)

    assert (one, queries()) == (none + 1, none + 1)
