"""From a question of the self-audit to a whole plan, by who may see the answer."""

import pytest

from actionplans import origins
from actionplans.models import ActionPlan
from actionplans.usecases import writing
from apv.models import AuditAction
from orgstructure.permissions import Perm, Reach
from tests.apv.audit_house import COMMENT, VIEW, audit_house, managed_unit
from tests.factories import NOW, TODAY, AuditPlaceFactory, DraftFactory, EngagementFactory, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return audit_house()


def key(answer):
    return f"audit-{answer.pk}"


def test_the_plan_is_shown_with_question_answer_comment_view_source_and_theme(house):
    cause = origins.cause_of(key(house.answer), house.manager, TODAY)

    assert (cause.unit, cause.others) == (house.ward, ())
    assert cause.title == "Spørgsmål 9 i egenkontrollen 2026"
    assert cause.url.endswith(f"#q-{house.question.pk}")
    assert cause.parts["title"] == "Ser I hinandens arbejde på skift?"
    assert cause.parts["source"] == "self_audit"
    assert cause.parts["theme"] is not None
    assert "“Nej”" in cause.parts["description"] or "“nej”" in cause.parts["description"]
    assert COMMENT in cause.parts["description"]
    assert VIEW in cause.parts["description"]
    criteria = [row for name, row in cause.parts.items() if name.startswith("criterion:")]
    assert criteria[0].text == "Spørgsmål 9 besvares med “ja” i næste års egenkontrol: “Ser I hinandens arbejde på skift?”"


def test_who_may_not_see_the_audit_is_proposed_nothing(house, person_with):
    above = person_with(Perm.EDIT_PLANS, Perm.RUN_REPORTS, on=house.region)
    _other, elsewhere = managed_unit(house.region, "Køkkenet")

    assert origins.cause_of(key(house.answer), above, TODAY) is None
    assert origins.cause_of(key(house.answer), elsewhere, TODAY) is None
    assert origins.cause_of(f"audit-{house.answer.pk + 999}", house.manager, TODAY) is None
    assert origins.cause_of(key(house.answer), house.runs, TODAY) is not None


def test_a_key_of_an_answer_one_may_not_see_hangs_nothing_on_it(house, person_with):
    _other, elsewhere = managed_unit(house.region, "Køkkenet")
    plan = DraftFactory(unit=house.ward, owner=elsewhere, created_by=elsewhere)

    origins.begun(key(house.answer), plan, by=elsewhere, now=NOW)
    assert not AuditAction.objects.exists()


def test_the_form_begins_a_draft_that_hangs_on_the_answer_and_goes_with_it_when_thrown_away(house, client_of):
    page = client_of(house.manager).get(f"/plans/new/?from={key(house.answer)}")
    assert page.status_code == 200
    form = page.context["page"]
    data = {
        "title": "Vi ser hinanden",
        "intent": "save",
        "submission_id": str(form.trace.initial["submission_id"]),
        "base": "{}",
        "version": 0,
    }
    data |= {f"{kind}-{name}": 0 for kind in ("measures", "criteria") for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    for _ in range(2):
        assert client_of(house.manager).post(f"/plans/new/?from={key(house.answer)}", data).status_code == 302

    action = AuditAction.objects.get()
    assert (action.answer, action.plan, action.made_by) == (house.answer, ActionPlan.objects.get(), house.manager)
    writing.delete_draft(plan=action.plan)
    assert not AuditAction.objects.exists()
    house.answer.refresh_from_db()


def test_of_a_joint_audit_the_first_unit_one_may_plan_in_is_proposed_and_another_may_be_chosen(house, client_of):
    other, second = managed_unit(house.region, "Afsnit A1")
    AuditPlaceFactory(year=house.year, unit=other, manager=second, audit=house.audit)

    assert origins.cause_of(key(house.answer), second, TODAY).unit == other
    assert origins.cause_of(key(house.answer), house.manager, TODAY).others == ()

    both = make_person(Perm.ANSWER_AUDITS, Perm.EDIT_PLANS, on=house.region, reach=Reach.SUBTREE)
    cause = origins.cause_of(key(house.answer), both, TODAY)
    assert (cause.unit, cause.others) == (other, (house.ward,))
    address = f"/plans/new/?from={key(house.answer)}"
    shown = client_of(both).get(address)
    assert shown.context["unit"] == other
    assert f"unit={house.ward.pk}" in shown.content.decode()
    assert client_of(both).get(f"{address}&unit={house.ward.pk}").context["unit"] == house.ward
    strange = EngagementFactory().unit
    assert client_of(both).get(f"{address}&unit={strange.pk}").context["unit"] == other


def test_staff_who_run_the_audit_but_make_no_plans_there_are_refused(house, client_of):
    assert client_of(house.runs).get(f"/plans/new/?from={key(house.answer)}").status_code == 403
