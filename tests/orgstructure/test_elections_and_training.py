"""Elections make seats with rights; training's clocks are computed from what happened."""

import uuid
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from orgstructure.access import scope_of
from orgstructure.models import Candidate, Course, Election, Engagement, Origin, Seat, SeatRole, TrainingFact, Unit, User
from orgstructure.permissions import Perm
from orgstructure.training import Stage, months_after, training_state
from orgstructure.usecases.electing import electorate_of
from orgstructure.usecases.grants import bring_in_step
from orgstructure.usecases.seats import end_seats_of_leavers
from safetynet.common import outbox
from safetynet.operations.training_mail import queue_training_mails
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CommitteeFactory,
    CoverageFactory,
    ElectionFactory,
    EngagementFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
What = TrainingFact.What


@pytest.fixture
def group():
    ward = UnitFactory(manager=EngagementFactory().user)
    EngagementFactory(user=ward.manager, unit=ward)
    committee = CommitteeFactory(parent=CommitteeFactory())
    CoverageFactory(unit=ward, committee=committee)
    return committee


@pytest.fixture
def ward(group) -> Unit:
    return Unit.objects.get(coverages__committee=group)


def employee(ward: Unit) -> User:
    return EngagementFactory(unit=ward).user


def may_edit(user: User, ward: Unit) -> bool:
    return scope_of(User.objects.get(pk=user.pk), Perm.EDIT_PLANS).covers(ward.pk, ward.path)


def status_of(client, url: str) -> int:
    """The file is read to its end, which closes it."""
    response = client.get(url)
    response.getvalue()
    return response.status_code


# --- Elections ------------------------------------------------------------------------------------------
def test_the_electorate_is_the_covered_employees_without_managerial_power(group, ward):
    nurse, leader = employee(ward), employee(ward)
    SeatFactory(user=leader, committee=group, role=SeatRole.LEADER, role_word="Leder")
    EngagementFactory()  # elsewhere

    assert list(electorate_of(group, TODAY)) == [nurse]


def test_from_the_call_to_the_new_representative_who_acts_at_once(client_of, group, ward):
    former, nurse, other = employee(ward), employee(ward), employee(ward)
    old = SeatFactory(user=former, committee=group)
    bring_in_step(today=TODAY)
    client = client_of(ward.manager)
    form = {"role": "amr", "seats": "1", "held_on": "22-11-2026", "valid_from": "22-11-2026", "submission_id": str(uuid.uuid4())}
    url = reverse("election-new", args=[group.pk])
    assert client.post(url, form).status_code == 302
    assert client.post(url, form).status_code == 302  # the same form twice is one election
    election = Election.objects.get()
    for person in (nurse, other):
        client.post(reverse("election-stand", args=[election.pk]), {"user": person.pk})
    result = {"elected": [nurse.pk], f"votes_{nurse.pk}": "5", f"votes_{other.pk}": "3", "ending": [old.pk], "minutes": "Håndsoprækning"}
    assert client.post(reverse("election-result", args=[election.pk]), result).status_code == 302

    seat = Seat.objects.get(user=nurse)
    assert (seat.origin, seat.chosen, seat.valid_from, seat.valid_to) == (Origin.HAND, "elected", TODAY, date(2028, 11, 22))
    assert may_edit(nurse, ward)
    assert not may_edit(former, ward)
    assert training_state([nurse.pk], TODAY)[nurse.pk].mandatory.due_on == date(2027, 2, 22)
    assert outbox.deliver(now=NOW).sent == 1
    assert "Du er valgt" in mail.outbox[0].subject
    page = client_of(other).get(election.get_absolute_url())
    assert "Håndsoprækning" in page.content.decode()


def test_equal_votes_need_words_and_more_votes_may_not_lose(client_of, group, ward):
    one, two = employee(ward), employee(ward)
    election = ElectionFactory(committee=group)
    for person in (one, two):
        Candidate.objects.create(election=election, user=person)
    bring_in_step(today=TODAY)
    client = client_of(ward.manager)
    url = reverse("election-result", args=[election.pk])
    equal = {"elected": [one.pk], f"votes_{one.pk}": "4", f"votes_{two.pk}": "4", "minutes": ""}

    assert client.post(url, equal).status_code == 422
    assert client.post(url, equal | {f"votes_{two.pk}": "5"}).status_code == 422
    assert not Seat.objects.exists()
    assert client.post(url, equal | {"minutes": "Lodtrækning"}).status_code == 302


def test_nobody_stood_leaves_the_gap_and_a_reason(client_of, group, ward):
    election = ElectionFactory(committee=group)
    bring_in_step(today=TODAY)
    url = reverse("election-close", args=[election.pk])

    assert client_of(ward.manager).post(url, {"state": "nobody", "reason": ""}).status_code == 422
    client_of(ward.manager).post(url, {"state": "nobody", "reason": "Ingen ønskede det"})

    election.refresh_from_db()
    assert (election.state, election.reason, Seat.objects.count()) == ("nobody", "Ingen ønskede det", 0)


def test_an_employee_reads_the_election_but_calls_none_and_records_none(client_of, group, ward):
    nurse = employee(ward)
    election = ElectionFactory(committee=group)
    bring_in_step(today=TODAY)
    client = client_of(nurse)

    assert client.get(election.get_absolute_url()).status_code == 200
    for name, pk in (("election-new", group.pk), ("election-result", election.pk), ("election-electorate", election.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 403


def test_a_candidate_withdraws_by_own_hand(client_of, group, ward):
    nurse = employee(ward)
    election = ElectionFactory(committee=group)
    Candidate.objects.create(election=election, user=nurse)

    client_of(nurse).post(reverse("election-withdraw", args=[election.pk]))

    assert Candidate.objects.get().withdrawn_at == NOW


def test_a_period_over_two_years_needs_an_agreement_and_over_four_is_refused(client_of, group, ward):
    bring_in_step(today=TODAY)
    url = reverse("election-new", args=[group.pk])
    form = {"role": "amr", "seats": "1", "held_on": "22-11-2026", "valid_from": "22-11-2026", "submission_id": str(uuid.uuid4())}

    assert client_of(ward.manager).post(url, form | {"last_day": "21-11-2030"}).status_code == 422
    assert client_of(ward.manager).post(url, form | {"last_day": "22-11-2030", "agreement": "LMU"}).status_code == 422
    assert client_of(ward.manager).post(url, form | {"last_day": "21-11-2030", "agreement": "LMU 3. maj"}).status_code == 302


# --- R10 ------------------------------------------------------------------------------------------------
def test_a_seat_ends_with_employment_in_the_covered_part_though_another_job_goes_on(group, ward):
    nurse = employee(ward)
    SeatFactory(user=nurse, committee=group, origin=Origin.HAND)
    bring_in_step(today=TODAY - timedelta(days=5))
    EngagementFactory(user=nurse, unit=UnitFactory())
    Engagement.objects.filter(user=nurse, unit=ward).update(valid_to=TODAY - timedelta(days=1))

    assert end_seats_of_leavers(today=TODAY) == 1
    assert end_seats_of_leavers(today=TODAY) == 0
    assert Seat.objects.get().valid_to == TODAY - timedelta(days=1)
    assert not may_edit(nurse, ward)


def test_a_seat_of_the_feed_gives_nothing_to_who_left_the_covered_part(group, ward):
    nurse = EngagementFactory().user
    SeatFactory(user=nurse, committee=group)

    bring_in_step(today=TODAY)

    assert not may_edit(nurse, ward)


# --- Training -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_end_where_the_month_does(day, months, later):
    assert months_after(day, months) == later


def stages(user: User, day: date) -> dict[str, str]:
    return {step.course.value: step.stage.value for step in training_state([user.pk], day)[user.pk].steps}


def test_the_mandatory_course_is_overdue_from_the_day_after_three_months(group):
    seat = SeatFactory(committee=group, valid_from=date(2026, 8, 22))

    assert stages(seat.user, TODAY)["mandatory"] == Stage.DUE
    assert stages(seat.user, TODAY + timedelta(days=1))["mandatory"] == Stage.OVERDUE


def test_supplementary_is_due_nine_months_after_the_course_and_an_offer_settles_it(group):
    seat = SeatFactory(committee=group, valid_from=date(2026, 1, 10))
    CertificateFactory(user=seat.user, on=date(2026, 2, 21))

    assert stages(seat.user, date(2026, 11, 21)) == {"mandatory": "taken", "supplementary": "due"}
    assert stages(seat.user, TODAY)["supplementary"] == Stage.OVERDUE
    TrainingFact.objects.create(user=seat.user, course=Course.SUPPLEMENTARY, what=What.OFFERED, on=TODAY, at=NOW, by=seat.user)
    assert stages(seat.user, TODAY)["supplementary"] == Stage.OFFERED


def test_unused_yearly_days_lapse_when_the_next_function_year_begins(group):
    seat = SeatFactory(committee=group, valid_from=date(2024, 2, 29))
    TrainingFact.objects.create(
        user=seat.user, course=Course.YEARLY, what=What.OFFERED, year_from=date(2025, 2, 28), on=date(2025, 5, 1), at=NOW, by=seat.user
    )

    assert "yearly" not in stages(seat.user, date(2025, 2, 27))
    assert stages(seat.user, date(2026, 2, 27))["yearly"] == Stage.OFFERED
    assert stages(seat.user, date(2026, 2, 28))["yearly"] == Stage.DUE


def test_a_move_to_another_group_goes_on_in_the_same_function_but_a_break_begins_a_new_one(group):
    user = UserFactory()
    SeatFactory(user=user, committee=group, valid_from=date(2025, 1, 1), valid_to=date(2026, 1, 1))
    later = SeatFactory(user=user, committee=CommitteeFactory(), valid_from=date(2026, 1, 15))
    assert training_state([user.pk], TODAY)[user.pk].since == date(2025, 1, 1)

    later.valid_from = date(2026, 6, 1)
    later.save()
    assert training_state([user.pk], TODAY)[user.pk].since == date(2026, 6, 1)


def test_whose_seat_has_ended_has_no_training_to_take(group):
    seat = SeatFactory(committee=group, valid_to=TODAY)

    assert training_state([seat.user_id], TODAY) == {}


def test_an_exemption_without_a_certificate_is_refused_by_the_form_and_the_database(client_of, group, ward):
    seat = SeatFactory(committee=group, user=employee(ward))
    bring_in_step(today=TODAY)
    url = reverse("training-record", args=[group.pk])
    form = {"members": [seat.user_id], "course": "mandatory", "what": "exempt", "on": "01-05-2026", "submission_id": str(uuid.uuid4())}

    assert client_of(ward.manager).post(url, form).status_code == 422
    with pytest.raises(IntegrityError), transaction.atomic():
        CertificateFactory(user=seat.user, what=What.EXEMPT, file="")
    file = SimpleUploadedFile("bevis.pdf", b"%PDF-1.7 bevis")
    assert client_of(ward.manager).post(url, form | {"file": file}).status_code == 302
    assert stages(seat.user, TODAY)["mandatory"] == Stage.EXEMPT


def test_many_members_are_offered_at_once_and_each_answers_alone(client_of, group, ward):
    one, two = (SeatFactory(committee=group, user=employee(ward)).user for _ in range(2))
    bring_in_step(today=TODAY)
    form = {"members": [one.pk, two.pk], "course": "yearly", "what": "offered", "on": "22-11-2026", "submission_id": str(uuid.uuid4())}
    for _ in range(2):
        client_of(ward.manager).post(reverse("training-record", args=[group.pk]), form)
    assert TrainingFact.objects.count() == 2

    client_of(one).post(reverse("my-training-answer"), {"course": "yearly", "answer": "yes"})

    assert (stages(one, TODAY)["yearly"], stages(two, TODAY)["yearly"]) == ("accepted", "offered")


def test_a_certificate_is_for_the_member_and_the_keeper_alone(client_of, group, ward):
    member, colleague = SeatFactory(committee=group, user=employee(ward)).user, employee(ward)
    bring_in_step(today=TODAY)
    url = reverse("training-certificate", args=[CertificateFactory(user=member).public_id])

    assert [status_of(client_of(user), url) for user in (member, ward.manager, colleague)] == [200, 200, 404]


def test_the_training_list_is_for_the_keeper_and_a_figure_leads_to_the_rows_it_counted(client_of, group, ward):
    for _ in range(3):
        SeatFactory(committee=group, user=employee(ward), valid_from=date(2026, 11, 1))
    bring_in_step(today=TODAY)
    url = reverse("committee-training", args=[group.pk])

    page = client_of(ward.manager).get(url, {"stage": "due"})

    assert len(page.context["lines"]) == dict(page.context["counts"])[Stage.DUE] == 3
    assert client_of(employee(ward)).get(url).status_code == 403
    assert status_of(client_of(ward.manager), reverse("committee-training-xlsx", args=[group.pk])) == 200


def test_more_members_cost_no_more_queries(client_of, group, ward):
    client = client_of(ward.manager)
    SeatFactory(committee=group, user=employee(ward))
    bring_in_step(today=TODAY)
    for url in (reverse("committee-training", args=[group.pk]), group.get_absolute_url()):
        client.get(url)
        with CaptureQueriesContext(connection) as few:
            assert client.get(url).status_code == 200
        for _ in range(5):
            CertificateFactory(user=SeatFactory(committee=group, user=employee(ward)).user)
        with CaptureQueriesContext(connection) as many:
            assert client.get(url).status_code == 200
        assert len(few) == len(many)


# --- Mails ----------------------------------------------------------------------------------------------
def test_what_is_due_is_told_once_a_stage_to_the_member_and_the_leader_and_not_when_settled(group, ward):
    monday = TODAY + timedelta(days=1)
    amr, leader = employee(ward), employee(ward)
    SeatFactory(user=amr, committee=group, valid_from=date(2026, 9, 1))
    SeatFactory(user=leader, committee=group, role=SeatRole.LEADER, role_word="Leder", valid_from=TODAY)
    now = NOW + timedelta(days=1)

    assert queue_training_mails(today=TODAY, now=NOW) == 0  # a Sunday
    assert queue_training_mails(today=monday, now=now) == 2
    assert queue_training_mails(today=monday, now=now) == 0
    assert queue_training_mails(today=monday + timedelta(days=7), now=now + timedelta(days=7)) == 0  # told already
    assert outbox.deliver(now=now).sent == 2
    assert {address for letter in mail.outbox for address in letter.to} == {amr.email, leader.email}

    assert queue_training_mails(today=date(2026, 12, 2), now=NOW + timedelta(days=10)) == 2  # overdue is another stage
    CertificateFactory(user=amr, on=TODAY)
    assert outbox.deliver(now=NOW + timedelta(days=10)).dropped == 2
