"""The start page by role: each reader finds first what the role asks for, and nobody sees another's card."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.models import HelpRequest
from orgstructure.models import RoleHolding, SeatRole
from orgstructure.permissions import Perm
from safetynet.common.models import OutboxMail
from tests.dashboard.random_region import SECRET
from tests.factories import (
    LONG_AGO,
    NOW,
    TODAY,
    ClosedPlanFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    MeetingFactory,
    PlanFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def hospital(db):
    return UnitFactory(name="Fjordhospitalet", parent=UnitFactory(name="Region"))


@pytest.fixture
def ward(hospital):
    return UnitFactory(name="Afsnit M2", parent=hospital)


@pytest.fixture
def start_of(client_of):
    def ask(user):
        response = client_of(user).get(reverse("start"))
        assert response.status_code == 200
        return response.context["roles"], response.content.decode().split("</main>")[0]

    return ask


def stopped(days: int, **fields):
    return PlanFactory(touched_at=NOW - days * DAY, **fields)


def test_an_employee_finds_the_units_answers_and_whom_to_tell(start_of, ward):
    group = CommitteeFactory(name="AMG M2")
    CoverageFactory(unit=ward, committee=group)
    amr = SeatFactory(committee=group, role=SeatRole.AMR, user__phone="12 34 56 78").user
    closed = ClosedPlanFactory(unit=ward, title="Loftet larmer")
    ClosedPlanFactory(unit=ward, title=SECRET, is_confidential=True)
    ClosedPlanFactory(title="Et andet sted")

    roles, page = start_of(EngagementFactory(unit=ward).user)
    assert [answer.plan for answer in roles.answers] == [closed]
    assert reverse("unit-said", args=[ward.pk]) in page
    assert reverse("injury-start") in page
    assert (amr.get_full_name() in page, "tel:12345678" in page) == (True, True)
    assert SECRET not in page
    assert [card for card in (roles.seats, roles.month, roles.worklist, roles.running, roles.need_url) if card] == []


def test_an_employee_of_a_unit_without_plans_is_told_whom_to_turn_to(start_of, ward):
    _roles, page = start_of(EngagementFactory(unit=ward).user)
    assert "Her er ingen planer endnu" in page


def test_a_committees_chair_finds_what_changed_and_the_way_to_where_help_is_needed(start_of, client_of, hospital, ward):
    committee = CommitteeFactory(name="HMU", level__code="test-hmu", level__is_group=False)
    CoverageFactory(unit=ward, committee=committee)
    chair = SeatFactory(committee=committee, role=SeatRole.CHAIR, user=EngagementFactory(unit=ward).user).user
    stopped(70, unit=ward, published_at=NOW - 80 * DAY)
    PlanFactory(unit=ward, published_at=NOW - 5 * DAY)
    ClosedPlanFactory(unit=ward, published_at=NOW - 90 * DAY)
    stopped(70, unit=hospital)

    roles, page = start_of(chair)
    month = roles.month
    assert (month.published, month.ended, month.stalled) == (1, 1, 1)
    for url, number in ((month.published_url, 1), (month.ended_url, 1), (month.stalled_url, 1)):
        assert client_of(chair).get(url).context["list"].page.paginator.count == number, url
    for name in ("overview-committee", "overview-committee-need", "meeting-committee", "goal-committee"):
        assert reverse(name, args=[committee.pk]) in page
    assert not roles.is_plain


def test_a_representative_sees_until_when_and_a_seat_that_is_over_is_gone(start_of, ward):
    group = CommitteeFactory(name="AMG M2")
    amr = EngagementFactory(unit=ward).user
    SeatFactory(user=amr, committee=group, role=SeatRole.AMR, valid_to=TODAY + 30 * DAY)
    SeatFactory(user=amr, committee=CommitteeFactory(name="Gammel gruppe"), role=SeatRole.AMR, valid_to=TODAY)

    roles, page = start_of(amr)
    assert [card.committee for card in roles.seats] == [group]
    assert "21. december 2026" in page
    assert roles.month is None


def test_a_consultant_is_sent_where_help_is_asked_for_then_to_high_risk_then_to_what_stands_still(
    start_of, client_of, hospital, person_with
):
    asks, risky, many, fine = (UnitFactory(name=name, parent=hospital) for name in ("Beder", "Risiko", "Mange", "Godt"))
    HelpRequest.objects.create(plan=PlanFactory(unit=asks), at=NOW)
    stopped(61, unit=risky, risk_likelihood=3, risk_consequence=4)
    for days in (100, 200, 300):
        stopped(days, unit=many, risk_likelihood=3, risk_consequence=3)
    PlanFactory(unit=fine)
    stopped(90)
    consultant = person_with(Perm.OFFER_HELP, on=hospital)

    roles, page = start_of(consultant)
    assert [(one.name, one.asked, one.risky, one.stalled, one.days) for one in roles.worklist.rows] == [
        ("Beder", 1, 0, 0, None),
        ("Risiko", 0, 1, 1, 61),
        ("Mange", 0, 0, 3, 300),
    ]
    assert client_of(consultant).get(roles.worklist.rows[2].url).context["list"].page.paginator.count == 3
    assert f"{reverse('overview-unit-need', args=[hospital.pk])}?by=units" in page


def test_what_a_confidential_plan_asks_for_is_not_told_in_the_worklist(start_of, hospital, person_with):
    ward = UnitFactory(name="Stille", parent=hospital)
    secret = stopped(90, unit=ward, title=SECRET, is_confidential=True, risk_likelihood=5, risk_consequence=5)
    HelpRequest.objects.create(plan=secret, at=NOW)
    roles, page = start_of(person_with(Perm.OFFER_HELP, on=hospital))
    assert [(one.asked, one.risky, one.stalled) for one in roles.worklist.rows] == [(0, 0, 1)]
    assert SECRET not in page


def test_who_runs_the_system_sees_what_needs_a_hand_and_nobody_else_does(start_of, ward, person_with):
    operator = person_with(Perm.OPERATE, on=ward)
    roles, page = start_of(operator)
    assert roles.running.is_well == ("Systemet kører, som det skal" in page)
    OutboxMail.objects.create(
        recipient=operator, kind="digest", key=str(uuid.uuid4()), available_at=NOW - DAY, created_at=NOW - DAY, attempts=8, last_error="550"
    )
    roles, page = start_of(operator)
    assert (roles.running.to_mend, "Systemet har brug for en hånd" in page) == (1, True)
    assert start_of(EngagementFactory(unit=ward).user)[0].running is None


def test_who_gives_roles_sees_which_run_out_within_a_month_in_their_own_area(start_of, client_of, hospital, person_with):
    given = {"by": UserFactory(), "reason": "Udpeget", "source": "manual", "role": "coordinator", "valid_from": LONG_AGO}
    for unit, days in ((hospital, 20), (hospital, 200), (UnitFactory(), 20)):
        RoleHolding.objects.create(user=UserFactory(), unit=unit, valid_to=TODAY + days * DAY, **given)
    keeper = person_with(Perm.APPOINT, on=hospital)
    roles, page = start_of(keeper)
    assert [(hand.text, hand.url) for hand in roles.hands] == [
        ("1 rolle givet i hånden slutter inden en måned", reverse("appointment-list"))
    ]
    assert "Intet venter på dig i dag" in page
    assert start_of(person_with(Perm.EDIT_PLANS, on=hospital))[0].hands == []


@pytest.mark.parametrize("role", ["consultant", "chair", "employee"])
def test_more_plans_and_units_cost_no_more_queries(client_of, hospital, person_with, role):
    user = person_with(Perm.OFFER_HELP, on=hospital) if role == "consultant" else EngagementFactory(unit=hospital).user
    if role == "chair":
        committee = CommitteeFactory(name="HMU", level__code="test-hmu", level__is_group=False)
        CoverageFactory(unit=hospital, committee=committee)
        SeatFactory(user=user, committee=committee, role=SeatRole.CHAIR)
    client = client_of(user)
    counts = []
    for many in (1, 6):
        for _ in range(many):
            ward = UnitFactory(parent=hospital)
            stopped(90, unit=ward)
            ClosedPlanFactory(unit=ward)
        client.get(reverse("start"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("start"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= {"consultant": 20, "chair": 15, "employee": 13}[role]


def test_the_first_action_stands_above_every_other_card(start_of, ward):
    person = EngagementFactory(unit=ward).user
    seat = SeatFactory(committee=CommitteeFactory(name="LMU Medicin"), user=person, role=SeatRole.CHAIR)
    MeetingFactory(committee=seat.committee, starts_at=NOW + 5 * DAY)
    PlanFactory(unit=ward, owner=person, title="Støj i køkkenet", implement_by=TODAY - DAY, evaluate_on=TODAY, expected_closing_on=TODAY)

    _roles, page = start_of(person)

    assert 0 < page.index("Støj i køkkenet") < page.index("LMU Medicin")
