"""The informal status with the staff: answered without a name, read by those who run it alone, and closed with what goes on."""

import uuid
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annualcycle.models import AgendaItem, GroupInput, StatusOnPlan, StatusSaid, StatusTalk
from annualcycle.usecases import meetings, talks
from annualcycle.usecases.talks import Voice
from annualcycle.views.talk_answers import SENT
from apv.models import WorkChange
from orgstructure.models import User
from orgstructure.permissions import Perm, Reach
from tests.apv.survey_house import phone
from tests.factories import (
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    DiscussionFactory,
    EngagementFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    StatusTalkFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
WORDS = "Kvabbelsnask i vagtstuen"


@pytest.fixture
def talk():
    """Open in a ward with a group whose representative runs it."""
    caches["process"].clear()
    talk = StatusTalkFactory(unit__name="Afsnit M1")
    CoverageFactory(committee=CommitteeFactory(name="Gruppe M1", parent=CommitteeFactory(name="LMU")), unit=talk.unit)
    return talk


@pytest.fixture
def group(talk):
    return talks.group_of(talk.unit, TODAY)


@pytest.fixture
def amr(group):
    return SeatFactory(committee=group, user=EngagementFactory().user, role="amr").user


def said(plan=None, **fields):
    about = {f"worked-{plan.pk}": "partly", f"agreed-{plan.pk}": WORDS} if plan else {}
    return {"submission_id": str(uuid.uuid4()), **about, **fields}


def send(talk, **fields):
    return phone().post(f"/t/{talk.public_id}/da/", said(**fields))


def close(talk, by, **words):
    given = {"summary": "Det går bedre", "ideas": "", "change": None, **words}
    return talks.close(talk=talk, by=by, now=NOW, **given)


# --- Answering -------------------------------------------------------------------------------------------
def test_the_staff_answer_on_the_host_that_knows_nobody_and_every_question_may_be_left_out(talk):
    plan = PlanFactory(unit=talk.unit, title="Lift på hver stue")
    page = phone().get(f"/t/{talk.public_id}/")
    assert "Lift på hver stue" in page.content.decode()

    thanks = send(talk, plan=plan, **{"yes-changed": "yes", "text-ideas": "En ekstra lift"})

    assert thanks.url == "receipt/"
    assert phone().get(f"/t/{talk.public_id}/da/receipt/").headers["Clear-Site-Data"]
    row = StatusOnPlan.objects.get()
    assert (row.plan, row.agreed, row.why, row.worked) == (plan, WORDS, "", "partly")
    assert set(StatusSaid.objects.values_list("question", "is_yes", "text")) == {("changed", True, ""), ("ideas", None, "En ekstra lift")}


def test_neither_name_nor_time_can_be_kept():
    columns = {field.name for model in (StatusOnPlan, StatusSaid) for field in model._meta.get_fields()}
    assert columns == {"id", "talk", "plan", "agreed", "why", "worked", "question", "is_yes", "text"}


def test_only_open_and_newly_closed_plans_of_the_unit_itself_are_asked_about_and_no_confidential_one(talk):
    mine = [PlanFactory(unit=talk.unit), ClosedPlanFactory(unit=talk.unit)]
    PlanFactory(unit=talk.unit, is_confidential=True, title=WORDS)
    PlanFactory(unit=UnitFactory(parent=talk.unit))
    old = ClosedPlanFactory(unit=talk.unit)
    type(old).objects.filter(pk=old.pk).update(ended_at=NOW - timedelta(days=120))

    assert {plan.pk for plan in talks.plans_of(talk)} == {plan.pk for plan in mine}
    assert WORDS not in phone().get(f"/t/{talk.public_id}/").content.decode()


def test_what_is_said_of_another_units_plan_is_not_kept(talk):
    other = PlanFactory()
    voice = Voice({other.pk: {"agreed": WORDS, "why": "", "worked": ""}}, {"ideas": (None, "Noget")})
    talks.answer(talk=talk, voice=voice, today=TODAY)
    assert not StatusOnPlan.objects.exists()


def test_nothing_typed_is_lost_on_a_mistake(talk):
    plan = PlanFactory(unit=talk.unit)

    page = send(talk, plan=plan, **{"text-now": "Ring til 010203-1234", "yes-apv_covers": "no"})

    assert page.status_code == 422
    shown = page.content.decode()
    assert WORDS in shown
    assert "Ring til 010203-1234" in shown
    assert shown.count(" checked") == 2
    assert not StatusOnPlan.objects.exists()


def test_nothing_said_is_told_and_sent_twice_it_is_once(talk):
    assert send(talk).status_code == 422
    words = said(**{"text-ideas": "En idé"})
    for _number in range(2):
        assert phone().post(f"/t/{talk.public_id}/da/", words).status_code == 302
    assert StatusSaid.objects.count() == 1


def test_a_closed_talk_says_so_and_takes_nothing(talk, amr):
    close(talk, amr)
    past = StatusTalkFactory(on=TODAY - timedelta(days=20), closes_on=TODAY - timedelta(days=1))

    for one in (talk, past):
        assert "Denne status er lukket" in phone().get(f"/t/{one.public_id}/").content.decode()
        assert send(one, **{"text-now": WORDS}).status_code == 410
    assert not StatusSaid.objects.exists()
    assert phone().get(f"/t/{uuid.uuid4()}/").status_code == 404


def test_a_flood_is_turned_away(talk):
    for _number in range(SENT):
        send(talk)
    assert send(talk, **{"text-now": WORDS}).status_code == 429
    assert not StatusSaid.objects.exists()


# --- Running ---------------------------------------------------------------------------------------------
def test_the_manager_and_the_group_begin_one_and_there_is_one_at_a_time(talk, amr, client_of, person_with):
    StatusTalk.objects.all().delete()
    manager = person_with(Perm.RUN_YEAR, on=talk.unit, reach=Reach.UNIT)
    address = reverse("status-talk-unit", args=[talk.unit.pk])

    for person in (amr, manager):
        assert client_of(person).post(address, {"closes_on": "2026-12-04"}).status_code == 302
    assert client_of(amr).post(address, {"closes_on": "2027-12-04"}).status_code == 422

    begun = StatusTalk.objects.get()
    assert (begun.made_by, begun.on, begun.unit) == (amr, TODAY, talk.unit)
    assert str(begun.public_id) in client_of(amr).get(begun.get_absolute_url()).content.decode()
    assert client_of(amr).get(reverse("status-talk-square", args=[begun.public_id])).content.startswith(b"<?xml")


def test_the_words_are_read_by_those_who_run_it_and_by_nobody_else(talk, amr, group, client_of, person_with):
    plan = PlanFactory(unit=talk.unit)
    send(talk, plan=plan, **{"text-now": WORDS})
    readers = (amr, person_with(Perm.RUN_YEAR, on=talk.unit, reach=Reach.UNIT))
    others = (
        EngagementFactory(unit=talk.unit).user,
        SeatFactory(committee=group.parent, role="chair").user,
        SeatFactory(committee=CommitteeFactory(), role="amr").user,
        person_with(Perm.RUN_YEAR, on=talk.unit, reach=Reach.SUBTREE),
        person_with(*Perm, on=UnitFactory()),
    )

    for reader in readers:
        assert client_of(reader).get(talk.get_absolute_url()).content.decode().count(WORDS) == 2
    for other in others:
        client = client_of(other)
        for name in ("status-talk", "status-talk-sheet", "status-talk-square", "status-talk-answer", "status-talk-close"):
            assert client.get(reverse(name, args=[talk.public_id])).status_code == 403, name
        assert client.get(reverse("status-talk-unit", args=[talk.unit.pk])).status_code == 403
        for address in (plan.get_absolute_url(), talk.unit.get_absolute_url()):
            assert WORDS not in client.get(address).content.decode()


def test_a_member_writes_in_what_is_said_at_the_table_and_no_name_is_kept(talk, amr, client_of):
    client = client_of(amr)
    plan = PlanFactory(unit=talk.unit)
    address = reverse("status-talk-answer", args=[talk.public_id])

    assert client.post(address, said()).status_code == 422
    assert client.post(address, said(plan=plan)).status_code == 302

    assert StatusOnPlan.objects.get().agreed == WORDS
    assert User.objects.get(pk=amr.pk).get_full_name() not in str(StatusOnPlan.objects.values().get())


def test_the_page_asks_no_more_of_many_answers_than_of_few(talk, amr, client_of):
    client, plan = client_of(amr), PlanFactory(unit=talk.unit)
    send(talk, plan=plan)
    client.get(talk.get_absolute_url())
    with CaptureQueriesContext(connection) as few:
        client.get(talk.get_absolute_url())
    for _number in range(4):
        send(talk, plan=PlanFactory(unit=talk.unit), **{"text-now": WORDS})
    with CaptureQueriesContext(connection) as many:
        client.get(talk.get_absolute_url())

    assert len(many) == len(few)


# --- Closing ---------------------------------------------------------------------------------------------
def test_closed_its_summary_stands_once_on_the_groups_next_agenda(talk, amr, group, client_of):
    meeting = MeetingFactory(committee=group)
    send(talk, **{"yes-changed": "no", "text-ideas": WORDS})
    page = client_of(amr).get(reverse("status-talk-close", args=[talk.public_id]))
    draft = page.context["form"].initial["summary"]
    assert "nej 1" in draft
    assert WORDS not in draft

    client_of(amr).post(reverse("status-talk-close", args=[talk.public_id]), {"summary": "Vi mangler folk om natten"})
    meetings.fill_agenda(meeting=meeting, reader=amr, today=TODAY, now=NOW)

    item = AgendaItem.objects.get(kind="results")
    assert (item.meeting, item.text) == (meeting, "Vi mangler folk om natten")
    assert "Afsnit M1" in item.title
    talk.refresh_from_db()
    assert talk.closed_at == NOW
    assert client_of(amr).post(reverse("status-talk-close", args=[talk.public_id]), {"summary": "Igen"}).status_code == 302
    assert AgendaItem.objects.get(kind="results").text == "Vi mangler folk om natten"


def test_without_a_planned_meeting_the_summary_waits_for_one(talk, amr, group):
    assert close(talk, amr, summary="Det går bedre").meeting is None

    meeting = meetings.plan(committee=group, given={"starts_at": NOW + timedelta(days=9)}, submission_id=uuid.uuid4(), by=amr, now=NOW)
    elsewhere = meetings.plan(
        committee=group.parent, given={"starts_at": NOW + timedelta(days=9)}, submission_id=uuid.uuid4(), by=amr, now=NOW
    )

    assert [item.text for item in meeting.items.filter(kind="results")] == ["Det går bedre"]
    assert not elsewhere.items.filter(kind="results").exists()


def test_ideas_go_to_the_annual_discussion_above_after_what_the_group_has_given(talk, amr, group):
    discussion = DiscussionFactory(committee=group.parent)
    GroupInput.objects.create(discussion=discussion, committee=group, text="Fra før", at=NOW, by=amr)

    done = close(talk, amr, ideas="En ekstra lift")

    assert done.discussion == discussion
    row = GroupInput.objects.get()
    assert (row.text, row.version) == ("Fra før\n\nEn ekstra lift", 2)
    assert "lift" not in talk.summary


def test_ideas_stay_with_the_summary_where_no_discussion_is_held_above(talk, amr):
    close(talk, amr, ideas="En ekstra lift")
    assert talk.summary.startswith("Det går bedre")
    assert talk.summary.endswith("En ekstra lift")


def test_something_has_changed_opens_the_task_of_the_apv_for_who_may_open_one(talk, amr, client_of, person_with):
    send(talk, **{"yes-changed": "yes"})
    address = reverse("status-talk-close", args=[talk.public_id])
    manager = person_with(Perm.RUN_YEAR, Perm.EDIT_PLANS, on=talk.unit, reach=Reach.UNIT)
    assert "opens_change" not in client_of(amr).get(address).context["form"].fields
    assert client_of(manager).get(address).context["form"].initial["opens_change"] is True

    asked = {"summary": "Ny vagtplan", "opens_change": "on", "kind": "work"}
    refused = client_of(manager).post(address, asked)
    assert set(refused.context["form"].errors) == {"description", "topics"}
    client_of(manager).post(address, asked | {"description": "Ny vagtplan", "topics": ["physical"]})

    change = WorkChange.objects.get()
    assert (change.unit, change.description, change.by, change.topics) == (talk.unit, "Ny vagtplan", manager, ["physical"])


def test_two_who_close_at_once_close_it_once(talk, amr):
    close(talk, amr, summary="Den første")
    with pytest.raises(talks.NotNowError):
        close(StatusTalk.objects.get(pk=talk.pk), UserFactory(), summary="Den anden")
    assert StatusTalk.objects.get().summary == "Den første"


def test_single_answers_go_three_years_after_the_last_day_and_the_summary_stays(talk, amr):
    plan = PlanFactory(unit=talk.unit)
    send(talk, plan=plan, **{"text-ideas": WORDS})
    close(talk, amr)
    later = talk.closes_on + talks.WORDS_KEPT

    assert talks.forget_words(later) == 0
    assert talks.forget_words(later + timedelta(days=1)) == 2

    assert not StatusSaid.objects.exists()
    assert not StatusOnPlan.objects.exists()
    assert StatusTalk.objects.get().summary == "Det går bedre"
