"""Short actions of a self-audit: published plans of three fields, and what of them is shown to whom."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplans.errors import NotPublishableError
from actionplans.models import ActionPlan, PublishRequirement
from apv.models import AuditAction
from apv.usecases.audit_actions import actions_of, actions_of_answers, begin_short
from tests.apv.audit_house import COMMENT, VIEW, audit_house, managed_unit
from tests.factories import NOW, TODAY, AuditAnswerFactory, AuditPlaceFactory, ClosedPlanFactory, DraftFactory, PlanFactory, UserFactory

pytestmark = pytest.mark.django_db
DUE = TODAY + timedelta(days=40)


@pytest.fixture
def house():
    return audit_house()


def address(answer):
    return f"/audits/answers/{answer.pk}/action/"


def said(house, **words):
    return {"text": "Vi følges ad på en nattevagt hver måned", "responsible": house.manager.pk, "due_on": f"{DUE:%d-%m-%Y}",
            "submission_id": str(uuid4())} | words  # fmt: skip


def made(house, **words):
    given = {"text": "Vi følges ad", "responsible": house.manager.pk, "due_on": DUE, "by": house.manager, "now": NOW, "today": TODAY}
    return begin_short(answer=house.answer, **given | words)


def test_three_fields_become_a_published_plan_with_all_that_publishing_demands(house, client_of):
    assert client_of(house.manager).post(address(house.answer), said(house)).status_code == 302

    plan, action = ActionPlan.objects.get(), AuditAction.objects.get()
    assert (action.answer, action.plan, action.made_by) == (house.answer, plan, house.manager)
    assert (plan.status, plan.source, plan.owner, plan.unit, plan.theme.code) == (
        "active", "self_audit", house.manager, house.ward, "planlaegning",
    )  # fmt: skip
    assert plan.title == "Vi følges ad på en nattevagt hver måned"
    assert (plan.starts_on, plan.implement_by) == (TODAY, DUE)
    assert DUE + timedelta(days=27) < plan.evaluate_on <= plan.expected_closing_on
    assert plan.first_expected_closing_on == plan.expected_closing_on
    assert (plan.evaluator, bool(plan.evaluation_occasion), bool(plan.evaluation_question)) == (house.amr, True, True)
    measure = plan.measures.get()
    assert (measure.text, measure.responsible, measure.due_on) == (plan.title, house.manager, DUE)
    assert plan.criteria.get().text.startswith("Spørgsmål 9 besvares med")


def test_what_is_closed_of_the_answer_does_not_go_out_with_a_short_action(house):
    plan = made(house)
    texts = [str(value) for value in plan.__dict__.values()] + [row.text for row in (*plan.measures.all(), *plan.criteria.all())]
    assert not [text for text in texts if COMMENT in text or VIEW in text]
    assert "Ser I hinandens arbejde" in plan.description


def test_the_same_form_twice_is_one_plan_and_one_action(house, client_of):
    form, client = said(house), client_of(house.manager)
    for _ in range(2):
        assert client.post(address(house.answer), form).status_code == 302
    assert (ActionPlan.objects.count(), AuditAction.objects.count()) == (1, 1)


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(house, client_of):
    past = f"{TODAY - timedelta(days=1):%d-%m-%Y}"
    page = client_of(house.manager).post(address(house.answer), said(house, responsible="", due_on=past))
    text = page.content.decode()
    assert page.status_code == 422
    assert "Vi følges ad på en nattevagt" in text
    assert "Vælg, hvem der gør det." in text
    assert "Vælg en dato fra i dag og frem." in text
    assert client_of(house.manager).post(address(house.answer), said(house, text="")).status_code == 422
    assert client_of(house.manager).post(address(house.answer), said(house, due_on="1-1-2099")).status_code == 422
    assert not ActionPlan.objects.exists()


def test_names_of_colleagues_are_pointed_out_once(house, client_of):
    form, client = said(house, text="Anna Holm følger natten"), client_of(house.manager)
    first = client.post(address(house.answer), form)
    assert "Anna Holm" in first.content.decode()
    assert not ActionPlan.objects.exists()
    assert client.post(address(house.answer), form | {"seen": "Anna Holm"}).status_code == 302
    assert client.post(address(house.answer), said(house, text="010780-1234")).status_code == 422


def test_where_the_region_demands_more_it_says_so_and_the_full_form_keeps_what_was_typed(house, client_of):
    PublishRequirement.objects.create(field="informed", is_required=True)
    with pytest.raises(NotPublishableError):
        made(house)
    assert not ActionPlan.objects.exists()

    form, client = said(house), client_of(house.manager)
    page = client.post(address(house.answer), form)
    assert page.status_code == 422
    assert "Din region beder om mere" in page.content.decode()
    answer = client.post(address(house.answer), form | {"intent": "full"})
    plan = ActionPlan.objects.get()
    assert answer.url == f"/plans/{plan.pk}/edit/"
    assert (plan.status, plan.title, plan.implement_by, plan.measures.get().responsible) == (
        "draft", "Vi følges ad på en nattevagt hver måned", DUE, house.manager,
    )  # fmt: skip
    assert AuditAction.objects.get().plan == plan


def test_with_htmx_the_questions_actions_come_back_and_errors_in_its_place(house, client_of):
    client, htmx = client_of(house.manager), {"HX-Request": "true"}
    shown = client.get(address(house.answer), headers=htmx).content.decode()
    assert "<html" not in shown
    assert f"id_action_{house.answer.pk}_text" in shown
    wrong = client.post(address(house.answer), said(house, text=""), headers=htmx)
    assert (wrong.status_code, "<html" in wrong.content.decode()) == (422, False)
    assert (wrong["HX-Retarget"], wrong["HX-Reswap"]) == (f"#action-form-{house.answer.pk}", "innerHTML")
    done = client.post(address(house.answer), said(house), headers=htmx).content.decode()
    assert f'id="actions-{house.answer.pk}"' in done
    assert "Vi følges ad på en nattevagt" in done
    back = client.get(f"{address(house.answer)}?cancel=yes", headers=htmx).content.decode()
    assert "<form" not in back


def test_who_sees_the_audit_but_makes_no_plans_there_is_refused_and_others_find_nothing(house, client_of):
    _other, elsewhere = managed_unit(house.region, "Køkkenet")
    assert client_of(house.runs).get(address(house.answer)).status_code == 403
    assert client_of(house.runs).post(address(house.answer), said(house)).status_code == 403
    assert client_of(elsewhere).post(address(house.answer), said(house)).status_code == 404
    assert client_of(house.amr).post(address(house.answer), said(house)).status_code == 302
    assert ActionPlan.objects.get().created_by == house.amr


def test_of_a_joint_audit_the_unit_is_one_of_its_places_whatever_is_posted(house, client_of):
    other, second = managed_unit(house.region, "Afsnit A1")
    AuditPlaceFactory(year=house.year, unit=other, manager=second, audit=house.audit)
    client_of(second).post(address(house.answer), said(house, unit=house.ward.pk, responsible=second.pk))
    assert ActionPlan.objects.get().unit == other


def test_actions_are_told_with_state_owner_and_dates_and_confidential_ones_without_title_or_owner(house):
    made_by = {"answer": house.answer, "made_at": NOW, "made_by": house.manager}
    past = TODAY - timedelta(days=3)
    late = PlanFactory(
        unit=house.ward,
        owner=house.manager,
        title="Synlig",
        **dict.fromkeys(("implement_by", "evaluate_on", "expected_closing_on"), past),
        starts_on=past,
    )
    secret = PlanFactory(unit=house.ward, owner=house.manager, title="Hemmelig", is_confidential=True)
    draft = DraftFactory(unit=house.ward, created_by=house.manager, owner=house.manager, title="Kladden")
    for plan in (late, secret, draft, ClosedPlanFactory(unit=house.ward, owner=house.manager)):
        AuditAction.objects.create(plan=plan, **made_by)
    AuditAction.objects.create(answer=house.answer, text="Indkøbt", made_at=NOW)

    mine = actions_of(house.audit, house.manager)[house.question.pk]
    assert [one.title for one in mine[:3]] == ["Synlig", "Hemmelig", "Kladden"]
    for reader in (house.runs, None):
        seen = actions_of(house.audit, reader)[house.question.pk]
        assert [one.title for one in seen][:3] == ["Synlig", "", ""]
        assert [(one.owner, one.url) for one in seen][1:3] == [("", ""), ("", "")]
        assert (seen[0].owner, seen[0].is_overdue) == (str(house.manager), True)
        assert [one.counts for one in seen] == [True, True, False, True, True]
        assert seen[4].title == "Indkøbt"
    assert actions_of(house.audit, house.manager)[-1] == []
    assert actions_of_answers([house.answer.pk], house.manager)[house.answer.pk] == mine


def queries_for(house):
    with CaptureQueriesContext(connection) as few:
        actions_of(house.audit, house.manager)
    return len(few)


def test_as_many_queries_for_many_actions_as_for_one(house):
    made(house)
    one = queries_for(house)
    for number in range(6):
        answer = AuditAnswerFactory(audit=house.audit, answer="no")
        for _ in range(3):
            plan = PlanFactory(unit=house.ward, owner=UserFactory(), title=f"Plan {number}")
            AuditAction.objects.create(answer=answer, plan=plan, made_at=NOW, made_by=house.manager)
    assert queries_for(house) == one == 1
