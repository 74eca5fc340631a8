"""A running meeting on one screen after the other: what is done there stands on the plan, and the minutes get their line."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from actionplans.models import ActionPlan
from actionplans.usecases import life, lifting
from annualcycle.models import Decision
from annualcycle.usecases import meetings
from orgstructure.permissions import Perm, Reach
from tests.factories import (
    LATE,
    NOW,
    TODAY,
    AgendaItemFactory,
    CommentFactory,
    CoverageFactory,
    EngagementFactory,
    EvaluationFactory,
    MeasureFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    make_person,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"
BEGUN = NOW - timedelta(minutes=40)


@pytest.fixture
def ward():
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Medicinsk afdeling"))


@pytest.fixture
def leader(committee, ward):
    person = make_person(Perm.EDIT_PLANS, on=ward, reach=Reach.UNIT)
    SeatFactory(committee=committee, user=person, role="chair", role_word="Formand")
    return person


@pytest.fixture
def chair(leader, client_of):
    return client_of(leader)


@pytest.fixture
def meeting(committee):
    return MeetingFactory(committee=committee, starts_at=BEGUN, runs_since=BEGUN)


def item_on(meeting, plan=None, kind="overdue", **more):
    return AgendaItemFactory(meeting=meeting, plan=plan, kind=kind, title=plan.title if plan else "Andet", **more)


def screen(item):
    return reverse("meeting-mode-item", args=[item.pk])


def do(client, item, act, **more):
    item.refresh_from_db()
    return client.post(screen(item), {"act": act, "version": item.version, "submission_id": str(uuid.uuid4()), **more})


def outcome(item):
    item.refresh_from_db()
    return item.outcome


def test_the_mode_leads_through_the_items_and_ends_with_what_was_decided(chair, meeting, ward):
    first, second = item_on(meeting, PlanFactory(unit=ward, title="Løft alene", **LATE)), item_on(meeting)

    assert chair.get(reverse("meeting-mode", args=[meeting.pk])).url == screen(first)
    page = chair.get(screen(first)).content.decode()
    assert ("1 af 2" in page, "50 minutter tilbage" in page, "Løft alene" in page) == (True, True, True)
    assert do(chair, first, "talked").url == screen(second)
    assert do(chair, second, "postpone").url == reverse("meeting-mode-summary", args=[meeting.pk])

    page = chair.get(reverse("meeting-mode", args=[meeting.pk]), follow=True).content.decode()
    assert ("Alt er behandlet" in page, "Drøftet." in page, "Sat på næste mødes dagsorden" in page) == (True, True, True)


@pytest.mark.parametrize(
    ("given", "status", "line"),
    [
        ({"verdict": "solved"}, "closed", "Vurderet: løst."),
        ({"verdict": "worse", "next_step": "new_plan"}, "closed", "Vurderet: værre. En ny plan fører videre."),
        (
            {"verdict": "no_effect", "next_step": "adjust", "new_on": "01-03-2027"},
            "active",
            "Vurderet: ingen effekt. Planen justeres og vurderes igen 1. marts 2027.",
        ),
        ({"verdict": "too_early", "new_on": "01-03-2027"}, "awaiting", "For tidligt at sige; vurderes igen 1. marts 2027."),
    ],
)
def test_a_verdict_stands_on_the_plan_as_given_in_a_meeting_and_in_the_minutes_in_danish(chair, leader, meeting, ward, given, status, line):
    leader.language = "sv"
    leader.save(update_fields=["language"])
    plan = PlanFactory(unit=ward, status="awaiting", **LATE)
    item = item_on(meeting, plan, "evaluate")

    do(chair, item, "judge", source="staff_asked", **given)

    plan.refresh_from_db()
    said = plan.evaluations.get()
    assert (plan.status, said.verdict, said.channel, said.source, said.by) == (status, given["verdict"], "meeting", "staff_asked", leader)
    assert (outcome(item), item.done_by) == (line, leader)


def test_a_verdict_that_demands_more_opens_its_few_fields_and_nothing_is_written(chair, meeting, ward):
    item = item_on(meeting, PlanFactory(unit=ward, status="awaiting", **LATE), "evaluate")
    page = chair.get(f"{screen(item)}?open=judge&verdict=no_effect").content.decode()
    assert 'name="next_step" value="adjust"' in page

    answer = do(chair, item, "judge", verdict="no_effect", new_on="01-03-2027", wanted_effects="Ingen mærker noget")

    assert answer.status_code == 422
    assert "Ingen mærker noget" in answer.content.decode()
    assert (outcome(item), item.plan.evaluations.count()) == ("", 0)


def test_an_overdue_plan_gets_a_date_is_carried_out_left_or_lifted(chair, meeting, ward):
    moved, done, left, lifted = (item_on(meeting, PlanFactory(unit=ward, **LATE)) for _ in range(4))
    neighbour = UnitFactory(parent=ward.parent, name="Teknisk afdeling", manager=EngagementFactory().user)
    assert do(chair, moved, "time", new_on="12-01-2027", code="").status_code == 422
    do(chair, moved, "time", new_on="12-01-2027", code="absence", reason="")
    do(chair, done, "carry_out")
    do(chair, left, "leave", code="decided_against", reason="Vi bygger om i stedet")
    do(chair, lifted, "lift", to_unit=neighbour.pk, question="Vi kan ikke selv flytte døren", answer_by="12-01-2027")

    assert outcome(moved) == "Ny dato 12. januar 2027, fordi: fravær eller ferie."
    assert outcome(done) == "Gennemført; effekten vurderes 1. september 2026."
    assert outcome(left) == "Afsluttet som ikke gennemført: vi valgte at lade være."
    assert outcome(lifted) == "Løftet til Teknisk afdeling, som svarer senest 12. januar 2027."
    assert [ActionPlan.objects.get(pk=one.plan_id).status for one in (moved, done, left)] == ["active", "awaiting", "not_carried_out"]
    assert lifted.plan.lifted_matters.get().to_unit == neighbour


def test_a_matter_lifted_to_us_is_answered_by_who_may_and_decided_about_by_the_others(chair, meeting, ward, leader, committee, client_of):
    asking = UnitFactory(name="Afsnit M9")
    ask = lifting.Asked(asking, ward, "Ny lift", "Vi kan ikke selv betale", TODAY + timedelta(days=20), uuid.uuid4())
    matter = lifting.ask(ask, by=leader, now=NOW, today=TODAY)
    item = AgendaItemFactory(meeting=meeting, matter=matter, kind="matter", title="Ny lift")
    member = EngagementFactory().user
    SeatFactory(committee=committee, user=member, role="vice_chair")
    assert "Vi kan ikke selv betale" in client_of(member).get(screen(item)).content.decode()
    assert do(client_of(member), item, "answer", text="Nej").status_code == 403

    do(chair, item, "answer", text="Ja, den er bestilt")

    matter.refresh_from_db()
    assert (matter.answer, outcome(item)) == ("Ja, den er bestilt", "Besvaret: Ja, den er bestilt")


def test_a_decision_has_words_somebody_and_a_day_and_is_one_when_sent_twice(chair, meeting, ward, leader):
    plan = PlanFactory(unit=ward, **LATE)
    item = item_on(meeting, plan)
    assert do(chair, item, "decide", decision="").status_code == 422
    given = {"decision": "Vi køber en lift", "responsible": leader.pk, "due_on": "12-01-2027", "submission_id": str(uuid.uuid4())}

    first, second = do(chair, item, "decide", **given), do(chair, item, "decide", **given)

    assert (first.status_code, second.status_code) == (302, 302)
    made = Decision.objects.get()
    assert (made.text, made.responsible, made.item, outcome(item)) == ("Vi køber en lift", leader, item, "Besluttet: Vi køber en lift")


def test_where_the_chair_may_not_judge_a_decision_that_asks_the_owner_is_offered_and_no_button_that_is_refused(chair, meeting, committee):
    other = UnitFactory(name="Afsnit K1")
    CoverageFactory(committee=committee, unit=other)
    plan = PlanFactory(unit=other, title="Andres plan", status="awaiting", **LATE)
    item = item_on(meeting, plan, "evaluate")

    page = chair.get(screen(item)).content.decode()
    assert ('value="solved"' in page, "Med en beslutning beder I om det" in page) == (False, True)
    proposed = chair.get(f"{screen(item)}?open=decide").context["form"]
    assert (proposed["decision"].value(), proposed["responsible"].value()) == ("Vurdér, om “Andres plan” har hjulpet", plan.owner_id)
    for act in ("judge", "carry_out", "time", "leave", "lift", "take_back"):
        assert do(chair, item, act, verdict="solved").status_code == 403, act
    plan.refresh_from_db()
    assert (plan.status, outcome(item)) == ("awaiting", "")


def test_who_does_not_run_the_meeting_sees_nothing_and_changes_nothing(meeting, ward, client_of):
    item = item_on(meeting, PlanFactory(unit=ward, title=SECRET, status="awaiting", **LATE), "evaluate", said=SECRET)
    stranger = client_of(EngagementFactory().user)

    for url in (screen(item), reverse("meeting-mode", args=[meeting.pk]), reverse("meeting-mode-summary", args=[meeting.pk])):
        answer = stranger.get(url)
        assert (answer.status_code, SECRET in answer.content.decode()) == (403, False)
    assert do(stranger, item, "judge", verdict="solved").status_code == 403
    assert outcome(item) == ""


def test_a_confidential_plan_never_stands_on_the_wall_even_where_the_chair_may_read_it(chair, leader, meeting, ward):
    hidden = item_on(meeting, PlanFactory(unit=ward, owner=leader, title=SECRET, is_confidential=True, **LATE))
    item_on(meeting)

    assert chair.get(screen(hidden)).status_code == 404
    assert do(chair, hidden, "talked").status_code == 404
    for url in (reverse("meeting-mode", args=[meeting.pk]), reverse("meeting-mode-summary", args=[meeting.pk])):
        assert SECRET not in chair.get(url, follow=True).content.decode()


def test_the_mode_is_there_only_while_the_meeting_runs(chair, committee, meeting, leader):
    planned = MeetingFactory(committee=committee)
    item = item_on(planned)
    assert (chair.get(screen(item)).status_code, chair.get(reverse("meeting-mode", args=[planned.pk])).status_code) == (404, 404)
    meetings.hold(meeting=meeting, by=leader, now=NOW)
    assert chair.get(reverse("meeting-mode-summary", args=[meeting.pk])).status_code == 404


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_and_the_plan_stays(chair, meeting, ward, leader):
    plan = PlanFactory(unit=ward, status="awaiting", **LATE)
    item = item_on(meeting, plan, "evaluate")
    meetings.deal(item=item, words={"outcome": "Vi venter"}, version=1, by=leader, now=NOW)

    answer = chair.post(screen(item), {"act": "judge", "version": 1, "verdict": "solved", "submission_id": str(uuid.uuid4())})

    plan.refresh_from_db()
    assert (answer.status_code, plan.status, outcome(item)) == (422, "awaiting", "Vi venter")


def test_a_verdict_pressed_by_mistake_is_undone_and_the_item_waits_again(chair, meeting, ward):
    plan = PlanFactory(unit=ward, status="awaiting", **LATE)
    item = item_on(meeting, plan, "evaluate")
    do(chair, item, "judge", verdict="solved")
    do(chair, item, "take_back")

    plan.refresh_from_db()
    assert (plan.status, outcome(item), item.done_at) == ("awaiting", "", None)


@pytest.mark.parametrize(
    ("act", "given", "label"),
    [
        ("time", {"new_on": "12-01-2027", "code": "absence", "reason": ""}, "Fortryd den nye dato"),
        ("carry_out", {}, "Fortryd “gennemført”"),
    ],
)
def test_a_date_and_carried_out_are_taken_back_in_one_press_and_the_line_goes(chair, meeting, ward, act, given, label):
    plan = PlanFactory(
        unit=ward, title="Tunge døre", **LATE | {"evaluate_on": date(2026, 12, 15), "expected_closing_on": date(2026, 12, 20)}
    )
    item, other = item_on(meeting, plan, said="Vi har talt med portøren"), item_on(meeting)
    before = (plan.status, plan.implement_by, plan.evaluate_on, plan.expected_closing_on, plan.carried_out_on)
    following = do(chair, item, act, **given).url
    assert following == f"{screen(other)}?undo={item.pk}"
    assert "Fortryd “Tunge døre”" in chair.get(following).content.decode()
    assert label in chair.get(screen(item)).content.decode()

    assert do(chair, item, "take_back").url == screen(item)

    plan.refresh_from_db()
    assert (plan.status, plan.implement_by, plan.evaluate_on, plan.expected_closing_on, plan.carried_out_on) == before
    assert (outcome(item), item.done_at, item.said) == ("", None, "Vi har talt med portøren")
    assert plan.moves.filter(verb="take_back").exists() or plan.deadline_changes.filter(code="undone").exists()
    assert label not in chair.get(screen(item)).content.decode()


def test_what_somebody_has_worked_on_since_is_not_taken_back_and_it_is_said(chair, meeting, ward):
    plan = PlanFactory(unit=ward, **LATE)
    item = item_on(meeting, plan)
    do(chair, item, "time", new_on="12-01-2027", code="absence", reason="")
    seen = item.version
    life.leave(ActionPlan.objects.get(pk=plan.pk), code="merged", reason="Med i en ny", by=plan.owner, now=NOW + timedelta(seconds=9))

    assert 'value="take_back"' not in chair.get(screen(item)).content.decode()
    answer = chair.post(screen(item), {"act": "take_back", "version": seen + 1}, follow=True)

    plan.refresh_from_db()
    assert "Nogen har gjort noget ved planen siden" in answer.content.decode()
    assert (plan.status, str(plan.expected_closing_on)) == ("not_carried_out", "2027-01-12")
    assert outcome(item).startswith("Ny dato")


def test_who_may_not_change_the_plan_takes_nothing_back(chair, meeting, committee, ward, client_of):
    plan = PlanFactory(unit=ward, **LATE)
    item = item_on(meeting, plan)
    do(chair, item, "carry_out")
    other = EngagementFactory().user
    SeatFactory(committee=committee, user=other, role="vice_chair")

    assert 'value="take_back"' not in client_of(other).get(screen(item)).content.decode()
    assert do(client_of(other), item, "take_back").status_code == 403

    plan.refresh_from_db()
    assert plan.status == "awaiting"


def test_ending_approving_and_calling_off_ask_first(chair, meeting, committee):
    planned = MeetingFactory(committee=committee)
    for name, row in (("hold", meeting), ("cancel", planned)):
        page = chair.get(reverse(f"meeting-{name}", args=[row.pk])).content.decode()
        assert "confirm-box" in page
    meeting.refresh_from_db()
    planned.refresh_from_db()
    assert (meeting.is_running, planned.status) == (True, "planned")
    assert "confirm-box" in chair.get(reverse("meeting-approve", args=[meeting.pk])).content.decode()


def test_only_who_makes_plans_there_is_offered_to_make_one_of_a_decision(chair, leader, meeting, committee, client_of):
    item = item_on(meeting)
    Decision.objects.create(item=item, text="Vi køber en lift", responsible=leader, due_on=TODAY, at=NOW, by=leader)
    other = EngagementFactory().user
    SeatFactory(committee=committee, user=other, role="vice_chair")

    assert "Gør det til en handleplan" in chair.get(meeting.get_absolute_url()).content.decode()
    assert "Gør det til en handleplan" not in client_of(other).get(meeting.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_a_screen_and_the_summary_ask_as_much_with_many_rows_as_with_few(chair, meeting, ward, count, django_assert_max_num_queries):
    for _ in range(count):
        plan = PlanFactory(unit=ward, status="awaiting", **LATE)
        item = item_on(meeting, plan, "evaluate")
        for _ in range(count):
            MeasureFactory(plan=plan)
            CommentFactory(plan=plan)
            EvaluationFactory(plan=plan, verdict="too_early")

    with django_assert_max_num_queries(7):
        chair.get(screen(item))
    with django_assert_max_num_queries(5):
        chair.get(reverse("meeting-mode-summary", args=[meeting.pk]))
