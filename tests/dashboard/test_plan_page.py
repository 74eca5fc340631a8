import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from actionplans.models import NextStep, PlanMail, PlanPerson, Verdict
from actionplans.usecases import life
from orgstructure.permissions import Perm, Reach
from safetynet.common.models import OutboxMail
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CriterionFactory,
    DraftFactory,
    MeasureFactory,
    PlanFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def page(client, plan):
    return client.get(reverse("plan-detail", args=[plan.pk]))


def text_of(client, plan):
    return page(client, plan).content.decode()


def test_every_employee_reads_the_plan_and_is_offered_to_follow_it_and_to_comment_and_nothing_else(client_of):
    plan = PlanFactory()
    MeasureFactory(plan=plan)
    html = text_of(client_of(UserFactory()), plan)

    assert plan.title in html
    forms = html.split('<main id="main-content"')[1].split("</main>")[0].count("<form")
    assert forms == 2
    assert reverse("plan-follow", args=[plan.pk]) in html


@pytest.mark.parametrize("make", [lambda: PlanFactory(is_confidential=True), DraftFactory], ids=["confidential", "draft"])
def test_a_plan_of_the_closed_zone_is_not_there_for_others(client_of, make):
    plan = make()
    assert page(client_of(UserFactory()), plan).status_code == 404
    assert page(client_of(plan.owner), plan).status_code == 200


@pytest.mark.parametrize(
    ("fields", "ask"),
    [
        ({}, "measure"),
        ({"implement_by": TODAY - DAY}, "carried_out"),
        ({"implement_by": TODAY - DAY, "evaluate_on": TODAY}, "evaluate"),
    ],
)
def test_the_owner_is_asked_by_date(client_of, fields, ask):
    plan = PlanFactory(**fields)
    MeasureFactory(plan=plan)
    assert page(client_of(plan.owner), plan).context["page"].ask == ask


def test_the_owner_is_asked_whether_it_is_carried_out_when_the_last_measure_is_done(client_of):
    plan = PlanFactory()
    measure = MeasureFactory(plan=plan)
    client = client_of(plan.owner)
    client.post(reverse("measure-done", args=[measure.pk]))

    assert page(client, plan).context["page"].ask == "carried_out"


def test_the_clock_alone_moves_nothing(client_of, django_capture_on_commit_callbacks):
    plan = PlanFactory(starts_on=TODAY - 90 * DAY, implement_by=TODAY - 60 * DAY, evaluate_on=TODAY - 30 * DAY)
    page(client_of(plan.owner), plan)

    plan.refresh_from_db()
    assert plan.status == "active"


def test_who_is_responsible_for_a_measure_is_asked_for_that_one_only(client_of):
    plan = PlanFactory()
    MeasureFactory(plan=plan, due_on=TODAY + DAY)
    helper = UserFactory()
    theirs = MeasureFactory(plan=plan, responsible=helper, text="Bestil lift")

    found = page(client_of(helper), plan).context["page"]
    assert (found.ask, found.next_measure, found.mine) == ("measure", theirs, {theirs.pk})


def test_the_named_evaluator_is_asked_for_the_verdict_and_nothing_else(client_of):
    plan = PlanFactory(implement_by=TODAY - DAY, evaluate_on=TODAY, evaluator=UserFactory())
    html = text_of(client_of(plan.evaluator), plan)

    assert reverse("plan-evaluate", args=[plan.pk]) in html
    assert reverse("plan-leave", args=[plan.pk]) not in html


def test_the_first_date_and_the_number_of_changes_stay_visible(client_of):
    plan = PlanFactory()
    for days in (90, 120):
        life.extend(plan, new_on=TODAY + days * DAY, code="waiting", reason="", by=plan.owner, now=NOW, today=TODAY)
    html = text_of(client_of(UserFactory()), plan)

    assert "<del>21. januar 2027</del>" in html
    assert "flyttet 2 gange" in html


def test_an_undone_verdict_is_shown_as_undone(client_of):
    plan = ClosedPlanFactory()
    life.undo(plan, by=plan.owner, now=NOW)
    assert "fortrudt, tæller ikke" in text_of(client_of(plan.owner), plan)


def test_what_was_agreed_for_failure_is_shown_again_when_it_failed(client_of):
    plan = PlanFactory(if_not_working="Vi beder om en ekstra lift")
    given = life.EvaluationAnswer(verdict=Verdict.NO_EFFECT, next_step=NextStep.NEW_PLAN, submission_id=uuid.uuid4())
    life.evaluate(plan, given, by=plan.owner, now=NOW, today=TODAY)
    assert text_of(client_of(plan.owner), plan).count("Vi beder om en ekstra lift") == 2


def test_a_note_after_the_end_is_marked(client_of):
    plan = ClosedPlanFactory()
    life.add_note(plan, text="Det holder stadig", submission_id=uuid.uuid4(), by=plan.owner, now=NOW + DAY)
    html = text_of(client_of(plan.owner), plan)
    assert "Det holder stadig" in html
    assert "efter afslutning" in html


def test_a_connected_plan_that_the_reader_may_not_see_is_not_named(client_of):
    plan = PlanFactory()
    PlanFactory(follows=plan, title="Hemmelig fortsættelse", is_confidential=True)
    following = PlanFactory(follows=plan, title="Åben fortsættelse")
    html = text_of(client_of(UserFactory()), plan)

    assert following.title in html
    assert "Hemmelig" not in html


def test_what_people_write_is_never_markup(client_of):
    plan = PlanFactory(title="<script>alert(1)</script>", description="<b>fed</b>")
    html = text_of(client_of(UserFactory()), plan)
    assert "<script>alert" not in html
    assert "<b>fed" not in html


def test_the_mails_about_the_plan_are_listed_without_their_text(client_of):
    plan = PlanFactory()
    mail = OutboxMail.objects.create(kind="evaluate", key="k", recipient=plan.owner, created_at=NOW, available_at=NOW, sent_at=NOW)
    PlanMail.objects.create(plan=plan, mail=mail, reason="owner")
    PlanMail.objects.create(
        plan=PlanFactory(),
        mail=OutboxMail.objects.create(
            kind="evaluate", key="l", recipient=UserFactory(last_name="Fremmed"), created_at=NOW, available_at=NOW
        ),
        reason="owner",
    )
    html = text_of(client_of(UserFactory()), plan)

    assert "1 mail om planen" in html
    assert "Fremmed" not in html


def with_parts(plan, number):
    people = [UserFactory() for _ in range(number)]
    for person in people:
        measure = MeasureFactory(plan=plan, responsible=person)
        life.mark_measure_done(measure, by=person, now=NOW, today=TODAY)
        CriterionFactory(plan=plan)
        PlanPerson.objects.create(plan=plan, user=person, part="informed")
        life.add_note(plan, text="Godt", submission_id=uuid.uuid4(), by=person, now=NOW)
        results = {criterion.pk: "reached" for criterion in plan.criteria.all()}
        given = life.EvaluationAnswer(
            verdict=Verdict.TOO_EARLY, new_on=plan.evaluate_on + 5 * DAY, submission_id=uuid.uuid4(), results=results
        )
        life.evaluate(plan, given, by=person, now=NOW, today=TODAY)
        PlanFactory(follows=plan)
    return plan


@pytest.mark.parametrize("route", ["plan-detail", "plan-history"])
def test_the_page_costs_the_same_for_few_and_for_many_parts(client_of, django_assert_num_queries, person_with, route):
    ward = UnitFactory(parent=UnitFactory(parent=UnitFactory()))
    few, many = with_parts(PlanFactory(unit=ward), 1), with_parts(PlanFactory(unit=ward), 6)
    manager = person_with(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)
    counts = []
    for plan in (few, many):
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = client_of(manager)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse(route, args=[plan.pk])).status_code == 200
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert counts[0] <= 8
