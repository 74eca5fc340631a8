"""Owner and date changed in the list: the row becomes a form and a row again, and nobody writes over anybody."""

from datetime import timedelta

import pytest

from actionplans.models import ActionPlan
from tests.factories import TODAY, ClosedPlanFactory, DraftFactory, EngagementFactory, PlanFactory

pytestmark = pytest.mark.django_db
LIST = "/plans/?unit=all&state=active"
HTMX = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{LIST}"}
LATER = TODAY + timedelta(days=110)


@pytest.fixture
def plan(ward, manager):
    return PlanFactory(unit=ward, owner=manager)


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward, user__first_name="Anna", user__last_name="Holm").user


def asked(client, plan, field):
    return client.get(f"/plans/{plan.pk}/{field}/", headers=HTMX)


def hand_to(person, plan, **more):
    return {"owner": person.pk, "version": plan.version, "next": LIST, **more}


def test_the_row_becomes_a_form_and_a_row_again_with_the_columns_of_its_list(writer, plan, colleague):
    form = asked(writer, plan, "owner")
    assert form.content.decode().lstrip().startswith("<tr")
    assert "<html" not in form.content.decode()

    row = writer.post(f"/plans/{plan.pk}/owner/", hand_to(colleague, plan), headers=HTMX)

    assert row.status_code == 200
    assert "Anna Holm" in row.content.decode()
    assert row.content.decode().count("<td data-title") == 5
    assert ActionPlan.objects.get(pk=plan.pk).owner == colleague


def test_without_javascript_a_page_asks_and_leads_back_to_the_list(writer, plan, colleague):
    page = writer.get(f"/plans/{plan.pk}/owner/", headers={"Referer": f"http://testserver{LIST}"})
    assert page.context["back"] == LIST
    assert "<html" in page.content.decode()

    assert writer.post(f"/plans/{plan.pk}/owner/", hand_to(colleague, plan)).url == LIST


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_it_leads_to_no_address_of_others(writer, plan, colleague, target):
    assert writer.get(f"/plans/{plan.pk}/owner/", headers={"Referer": target}).context["back"] == plan.get_absolute_url()
    assert writer.post(f"/plans/{plan.pk}/owner/", hand_to(colleague, plan, next=target)).url == plan.get_absolute_url()


def test_who_saw_an_older_version_is_told_and_nothing_is_written(writer, plan, colleague, manager):
    old = plan.version
    plan.change(version=old, title="Andet")

    answer = writer.post(f"/plans/{plan.pk}/owner/", {"owner": colleague.pk, "version": old, "next": LIST}, headers=HTMX)

    assert answer.status_code == 409
    assert "Nogen har ændret planen siden" in answer.content.decode()
    assert ActionPlan.objects.get(pk=plan.pk).owner == manager


def test_a_date_is_moved_with_its_reason(writer, plan):
    sent = {"new_on": LATER.isoformat(), "code": "waiting", "reason": "", "seen_on": plan.expected_closing_on.isoformat(), "next": LIST}

    row = writer.post(f"/plans/{plan.pk}/due/", sent, headers=HTMX)

    assert f"{LATER:%d-%m-%Y}" in row.content.decode()
    assert [change.code for change in plan.deadline_changes.all()] == ["waiting"]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("due", {"new_on": "snart", "code": "waiting"}),
        ("due", {"new_on": TODAY.isoformat(), "code": "waiting"}),
        ("due", {"new_on": LATER.isoformat()}),
        ("due", {"new_on": LATER.isoformat(), "code": "waiting", "seen_on": "2026-01-01"}),
        ("owner", {"owner": "999999", "version": "1"}),
        ("owner", {"owner": "\x00", "version": "9" * 40}),
        ("owner", {"version": "1"}),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(writer, plan, field, wrong):
    answer = writer.post(f"/plans/{plan.pk}/{field}/", wrong | {"next": LIST}, headers=HTMX)

    assert answer.status_code == 422
    assert answer.context["form"].errors
    assert ActionPlan.objects.get(pk=plan.pk).version == plan.version


def test_somebody_elsewhere_is_found_and_chosen(writer, plan):
    other = EngagementFactory(user__first_name="Zenia", user__last_name="Dam").user

    found = writer.post(
        f"/plans/{plan.pk}/owner/", {"find": "Zenia", "intent": "find", "version": plan.version, "next": LIST}, headers=HTMX
    )
    assert found.status_code == 200
    assert "Zenia Dam" in found.content.decode()

    writer.post(f"/plans/{plan.pk}/owner/", hand_to(other, plan, find="Zenia"), headers=HTMX)
    assert ActionPlan.objects.get(pk=plan.pk).owner == other


@pytest.mark.parametrize("field", ["owner", "due"])
def test_cancel_gives_the_row_back(writer, plan, field):
    row = writer.get(f"/plans/{plan.pk}/{field}/?cancel=yes", headers=HTMX)

    assert "data-focus" in row.content.decode()
    assert "<form" not in row.content.decode()


@pytest.mark.parametrize("field", ["owner", "due"])
def test_readers_may_not_and_strangers_do_not_find_it(client_of, ward, plan, field):
    reader = client_of(EngagementFactory(unit=ward).user)
    hidden = PlanFactory(unit=ward, is_confidential=True)

    for ask in (reader.get, reader.post):
        assert ask(f"/plans/{plan.pk}/{field}/").status_code == 403
        assert ask(f"/plans/{hidden.pk}/{field}/").status_code == 404


@pytest.mark.parametrize("make", [ClosedPlanFactory, DraftFactory])
def test_a_plan_that_has_ended_or_not_begun_is_not_changed_here(writer, ward, manager, colleague, make):
    plan = make(unit=ward, owner=manager)

    assert writer.get(f"/plans/{plan.pk}/owner/").status_code == 302
    assert writer.post(f"/plans/{plan.pk}/owner/", hand_to(colleague, plan)).status_code == 409
    assert ActionPlan.objects.get(pk=plan.pk).owner == manager
