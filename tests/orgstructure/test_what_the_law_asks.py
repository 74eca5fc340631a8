"""What law and agreements ask of committees, seats and training: R4, R10, R12–R14, in Denmark and in Sweden."""

import uuid
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orgstructure.feed.rows import ENGAGEMENTS
from orgstructure.gap_facts import everything, of_committee
from orgstructure.gaps import GapKind, gaps_of
from orgstructure.models import (
    Agreement,
    Chosen,
    Committee,
    Course,
    Coverage,
    Election,
    Engagement,
    Origin,
    Seat,
    SeatRole,
    TrainingFact,
    Unit,
    User,
)
from orgstructure.training import Stage, Step, training_state
from orgstructure.usecases.by_hand import Why, connect, make_sub_committee, take_off
from orgstructure.usecases.electing import electorate_of
from orgstructure.usecases.grants import bring_in_step
from safetynet.common.models import OutboxMail
from safetynet.operations.training_mail import queue_training_mails, render_training
from tests.factories import (
    NOW,
    TODAY,
    CertificateFactory,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    LevelFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)
from tests.orgstructure.feeds import SmallFeed, code

pytestmark = pytest.mark.django_db
What = TrainingFact.What


@pytest.fixture
def hospital() -> Unit:
    return UnitFactory(name="Hospitalet", parent=UnitFactory(name="Regionen"))


@pytest.fixture
def committee() -> Committee:
    return CommitteeFactory(name="LMU", level=LevelFactory(code="lmu", is_group=False))


def whole_group(hospital: Unit, above: Committee, name: str = "AMG") -> Committee:
    """A group over a ward of its own, with leader and representative who work there."""
    ward = UnitFactory(parent=hospital)
    group = CoverageFactory(unit=ward, committee=CommitteeFactory(name=name, parent=above, level=LevelFactory(code="amg"))).committee
    for role in (SeatRole.LEADER, SeatRole.AMR):
        SeatFactory(committee=group, role=role, role_word=role, user=EngagementFactory(unit=ward).user, valid_from=date(2026, 1, 1))
    return group


def agree(unit: Unit, **columns) -> Agreement:
    words = {"follows": "agreement", "name": "MED-aftalen", "amr_term_years": 4, "largest_without_group": 9, "valid_from": date(2020, 1, 1)}
    return Agreement.objects.create(unit=unit, **(words | columns))


def too_few(committee: Committee) -> list[str]:
    return [gap.facts for gap in gaps_of(of_committee(committee.path, alone=True), TODAY) if gap.kind == GapKind.TOO_FEW]


def sit(committee: Committee, *seats: Seat) -> None:
    for seat in seats:
        SeatFactory(committee=committee, user=seat.user, role=SeatRole.MEMBER, role_word="medlem")


# --- R4 -------------------------------------------------------------------------------------------------
def test_by_law_all_members_of_one_or_two_groups_sit_in_the_committee_above(hospital, committee):
    groups = [whole_group(hospital, committee) for _ in range(2)]
    assert len(too_few(committee)) == 2  # no leader and no representative of the two
    sit(committee, *groups[0].seats.all())
    assert len(too_few(committee)) == 2

    sit(committee, *groups[1].seats.all())

    assert too_few(committee) == []


def test_by_law_two_leaders_and_two_representatives_sit_above_three_groups(hospital, committee):
    groups = [whole_group(hospital, committee) for _ in range(3)]
    sit(committee, *groups[0].seats.all(), groups[1].seats.get(role=SeatRole.LEADER))
    (missing,) = [gap for gap in gaps_of(of_committee(committee.path, alone=True), TODAY) if gap.kind == GapKind.TOO_FEW]
    assert missing.basis == "BEK 65/2024"
    assert "arbejdsmiljørepræsentant: 1" in missing.facts

    SeatFactory(committee=committee, user=EngagementFactory().user)  # elected among them under the name of a representative

    assert too_few(committee) == []


def test_an_agreement_sets_its_own_numbers_instead_of_the_laws(hospital, committee):
    whole_group(hospital, committee)
    agree(hospital)

    assert too_few(committee) == []


def test_swedish_law_does_not_say_who_sits_in_the_committee(hospital, committee, settings):
    settings.COUNTRY = "SE"
    whole_group(hospital, committee)

    assert too_few(committee) == []


def test_a_sub_committee_is_asked_for_nothing_by_law(hospital, committee):
    whole_group(hospital, committee)
    below = CommitteeFactory(parent=committee, level=LevelFactory(code="lmu"), is_sub_committee=True)

    assert too_few(below) == []


# --- R10 ------------------------------------------------------------------------------------------------
def test_a_representative_who_works_elsewhere_is_a_gap_and_one_below_the_covered_unit_is_not(hospital, committee):
    group = whole_group(hospital, committee)
    amr = group.seats.get(role=SeatRole.AMR).user
    ward = Unit.objects.get(coverages__committee=group)
    kinds = Counter(gap.kind for gap in gaps_of(everything(), TODAY))
    assert kinds[GapKind.AMR_ELSEWHERE] == 0

    Engagement.objects.filter(user=amr).update(unit=UnitFactory(parent=ward))
    assert Counter(gap.kind for gap in gaps_of(everything(), TODAY))[GapKind.AMR_ELSEWHERE] == 0
    Engagement.objects.filter(user=amr).update(unit=UnitFactory(parent=hospital))

    (gap,) = [one for one in gaps_of(everything(), TODAY) if one.kind == GapKind.AMR_ELSEWHERE]
    assert (gap.person_id, gap.committee_id, gap.basis) == (amr.pk, group.pk, "BEK 65/2024")


def test_a_seat_made_by_hand_ends_with_the_feed_that_moves_its_holder(tmp_path):
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    nurse = User.objects.get(engagements__number="301")
    seat = Seat.objects.get(user=nurse)
    Seat.objects.filter(pk=seat.pk).update(origin=Origin.HAND, valid_from=date(2024, 5, 1), chosen=Chosen.ELECTED)
    feed.tables["med-associations.csv"] = [row for row in feed.tables["med-associations.csv"] if row["Hverv"] != "AMR"]

    feed.change(ENGAGEMENTS, "301", Afdelingskode=code("Klinik")).bring_in(today=TODAY + timedelta(days=1), is_confirmed=True)

    seat.refresh_from_db()
    assert seat.valid_to == TODAY + timedelta(days=1)


# --- Sub-committees and electorates ---------------------------------------------------------------------
def test_a_sub_committee_follows_what_its_parent_covers(hospital, committee):
    ward, clinic = UnitFactory(parent=hospital), UnitFactory(parent=hospital)
    CoverageFactory(unit=ward, committee=committee)

    def why() -> Why:
        return Why(UserFactory(), NOW, TODAY, "Aftalt", uuid.uuid4())

    below = make_sub_committee(committee, name="Underudvalg", level=None, why=why())
    covered = Coverage.objects.filter(committee=below, valid_to=None)
    assert [row.unit for row in covered] == [ward]

    connect(clinic, committee, why=why())
    assert {row.unit for row in covered.all()} == {ward, clinic}
    take_off(ward, committee, why=why())

    assert {row.unit for row in covered.all()} == {clinic}


def test_the_electorate_of_a_committee_that_covers_nothing_itself_is_its_areas(hospital, committee):
    group = whole_group(hospital, committee)
    ward = Unit.objects.get(coverages__committee=group)
    nurse = EngagementFactory(unit=ward).user
    EngagementFactory()  # elsewhere
    leader = group.seats.get(role=SeatRole.LEADER).user

    people = set(electorate_of(committee, TODAY))

    assert nurse in people
    assert leader not in people
    assert people == {nurse, group.seats.get(role=SeatRole.AMR).user}


# --- Training by law and agreement ----------------------------------------------------------------------
def steps(user: User, day: date = TODAY) -> dict[str, Step]:
    return {step.course.value: step for step in training_state([user.pk], day)[user.pk].steps}


def test_an_agreement_says_who_trains_how_long_and_by_when(hospital, committee):
    group = whole_group(hospital, committee)
    amr = group.seats.get(role=SeatRole.AMR).user
    SeatFactory(committee=committee, role=SeatRole.CHAIR, role_word="formand", user=(chair := EngagementFactory().user))
    assert steps(amr)["mandatory"].due_on == date(2026, 4, 1)
    assert training_state([chair.pk], TODAY) == {}

    agree(hospital, trained_roles=["amr", "chair"], mandatory_days=Decimal(2), mandatory_within_months=6, yearly_days=Decimal(0))

    state = training_state([amr.pk, chair.pk], TODAY)
    assert (state[amr.pk].mandatory.due_on, state[amr.pk].mandatory.days) == (date(2026, 7, 1), Decimal(2))
    assert state[amr.pk].demand.source == "MED-aftalen"
    assert set(steps(chair)) == {"mandatory", "supplementary"}  # no yearly days are agreed
    assert training_state([group.seats.get(role=SeatRole.LEADER).user_id], TODAY) == {}


def test_swedish_law_asks_for_training_of_the_representative_without_a_last_day(hospital, committee, settings):
    settings.COUNTRY = "SE"
    group = whole_group(hospital, committee)
    amr = group.seats.get(role=SeatRole.AMR).user

    found = steps(amr, date(2028, 1, 1))

    assert {name: (step.stage, step.due_on) for name, step in found.items()} == {"mandatory": (Stage.DUE, None)}
    assert training_state([group.seats.get(role=SeatRole.LEADER).user_id], TODAY) == {}


def offer(user: User, on: date, what: str = "offered", course: str = "supplementary", **days) -> TrainingFact:
    return TrainingFact.objects.create(user=user, course=course, what=what, on=on, at=NOW, by=user, **days)


@pytest.mark.parametrize(
    ("days", "remark"),
    [
        ({}, "siger ikke, hvornår"),
        ({"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 2)}, ""),
        ({"starts_on": date(2026, 12, 1)}, "begynder for sent"),
        ({"starts_on": date(2026, 11, 1), "ends_on": date(2027, 1, 1)}, "slutter efter"),
    ],
)
def test_an_offer_must_let_the_course_begin_in_nine_months_and_be_taken_in_the_first_twelve(days, remark, hospital, committee):
    amr = whole_group(hospital, committee).seats.get(role=SeatRole.AMR).user  # since 1 January
    CertificateFactory(user=amr, on=date(2026, 2, 10))
    offer(amr, date(2026, 5, 1), **days)

    step = steps(amr)["supplementary"]

    assert (step.stage, step.due_on) == (Stage.OFFERED, date(2026, 11, 10))
    assert remark in step.remark
    assert bool(step.remark) == bool(remark)


def test_an_answer_is_told_with_its_own_day_and_no_last_day_to_offer(hospital, committee):
    amr = whole_group(hospital, committee).seats.get(role=SeatRole.AMR).user
    CertificateFactory(user=amr, on=date(2026, 2, 10))
    offer(amr, date(2026, 5, 1), starts_on=date(2026, 9, 1))
    offer(amr, date(2026, 5, 3), "accepted")

    accepted = steps(amr)["supplementary"]
    assert (accepted.stage, accepted.stands_since, accepted.awaits_day) == (Stage.ACCEPTED, date(2026, 5, 3), None)
    offer(amr, date(2026, 5, 9), "declined")

    declined = steps(amr)["supplementary"]
    assert (declined.stage, declined.settled_on) == (Stage.DECLINED, date(2026, 5, 9))


def test_who_says_no_to_the_mandatory_course_must_still_complete_it(hospital, committee):
    amr = whole_group(hospital, committee).seats.get(role=SeatRole.AMR).user
    offer(amr, date(2026, 1, 5), course=Course.MANDATORY)
    offer(amr, date(2026, 1, 6), "declined", Course.MANDATORY)

    before, after = steps(amr, date(2026, 2, 1))["mandatory"], steps(amr)["mandatory"]

    assert (before.stage, before.settled_on, before.awaits_day) == (Stage.DECLINED, None, date(2026, 4, 1))
    assert (after.stage, after.answered.what, after.awaits_answer) == (Stage.OVERDUE, "declined", False)


def test_a_mail_about_many_members_costs_as_many_queries_as_one_about_few(hospital, committee):
    group = whole_group(hospital, committee)
    ward = Unit.objects.get(coverages__committee=group)
    leader = group.seats.get(role=SeatRole.LEADER).user
    monday = TODAY + timedelta(days=1)

    def cost() -> int:
        OutboxMail.objects.all().delete()
        queue_training_mails(today=monday, now=NOW + timedelta(days=1))
        mail = OutboxMail.objects.get(recipient=leader)
        with CaptureQueriesContext(connection) as asked:
            render_training(mail, NOW + timedelta(days=1))
        return len(asked)

    few = cost()
    for _ in range(6):
        SeatFactory(committee=group, user=EngagementFactory(unit=ward).user, valid_from=date(2026, 1, 1))

    assert cost() == few


def test_no_election_keeps_rights_of_a_committee_without_units_from_who_keeps_the_region(client_of, hospital):
    empty = CommitteeFactory(level=LevelFactory(code="lmu"))
    Unit.objects.filter(pk=hospital.parent_id).update(manager=(head := EngagementFactory(unit=hospital.parent).user))
    Unit.objects.filter(pk=hospital.pk).update(manager=(other := EngagementFactory(unit=hospital).user))
    bring_in_step(today=TODAY)

    assert client_of(head).get(f"/organisation/committees/{empty.pk}/election/").status_code == 200
    assert client_of(other).get(f"/organisation/committees/{empty.pk}/election/").status_code == 403
    assert not Election.objects.exists()
