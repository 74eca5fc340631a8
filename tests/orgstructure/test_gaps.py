"""Gaps are exactly what the files say, each with a basis, a person to act and a way to act."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission

from orgstructure.access import scope_of
from orgstructure.gap_facts import everything, of_committee, of_unit
from orgstructure.gaps import GapKind, count_gaps, gaps_of, units_needing_no_group
from orgstructure.models import Agreement, Committee, Level, RoleHolding, RoleWord, SeatRule, SizeApproval, Threshold, Unit, User
from orgstructure.permissions import Perm, Role
from orgstructure.regime import regime_of
from orgstructure.usecases.grants import bring_in_step
from safetynet.operations.organisation import import_organisation
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    LevelFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)
from tests.orgstructure.feeds import REGION

pytestmark = pytest.mark.django_db


def kinds(scope=None, day=TODAY) -> Counter[str]:
    return Counter(gap.kind for gap in gaps_of(scope or everything(), day))


@pytest.fixture
def hospital():
    region = UnitFactory(name="Regionen")
    return UnitFactory(name="Hospitalet", parent=region, manager=UserFactory(first_name="Helle"))


@pytest.fixture
def ward(hospital):
    unit = UnitFactory(name="Afsnit B3", parent=hospital, manager=UserFactory(first_name="Mette"))
    EngagementFactory.create_batch(10, unit=unit)
    return unit


@pytest.fixture
def group(ward):
    committee = CommitteeFactory(
        name="AMG 7", level=LevelFactory(code="amg"), parent=CommitteeFactory(name="LMU", level=LevelFactory(code="lmu", is_group=False))
    )
    CoverageFactory(unit=ward, committee=committee)
    return committee


# --- The sample region, counted by hand -----------------------------------------------------------------
def by_hand() -> dict[str, set[str]]:
    """The three counts straight from the files: no reader of ours, every row split where two bars stand."""

    def rows(name: str) -> list[dict[str, str]]:
        lines = [line.split("||") for line in (REGION / name).read_text("utf-8-sig").splitlines()]
        return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]

    def holds(row: dict[str, str]) -> bool:
        return row["Startdato"] <= str(TODAY) and (not row["Slutdato"] or row["Slutdato"] >= str(TODAY))

    staffed = Counter(row["Afdelingskode"] for row in rows("adm-engagements.csv") if holds(row))
    groups = {row["Afdelingskode"]: row["Afdelingsnavn"] for row in rows("med-org-units.csv") if row["Afdelingsnavn"].startswith("AMG")}
    uncovered = {
        row["Afdelingsnavn"]: staffed[row["Afdelingskode"]]
        for row in rows("adm-org-units.csv")
        if staffed[row["Afdelingskode"]] and not set(row["Arbejdsmiljøorganisationkode"].split(",")) & set(groups)
    }
    amrs = [row for row in rows("med-associations.csv") if row["Hverv"] == "AMR"]
    with_amr = {row["Afdelingskode"] for row in amrs if holds(row)}
    ended = {groups[row["Afdelingskode"]] for row in amrs if not holds(row) and row["Afdelingskode"] not in with_amr}
    return {
        "uncovered": set(uncovered),
        "large_uncovered": {name for name, number in uncovered.items() if number > 9},
        "no_amr": {name for code, name in groups.items() if code not in with_amr},
        "ended": ended,
    }


def test_the_gaps_of_the_sample_region_are_exactly_those_a_hand_count_of_the_files_gives():
    import_organisation(REGION, today=TODAY, now=lambda: NOW, since=date(2020, 1, 1), is_confirmed=True)
    counted = by_hand()

    gaps = gaps_of(everything(), TODAY)
    found = {kind: {gap.subject for gap in gaps if gap.kind == kind} for kind in GapKind}

    assert found[GapKind.NO_GROUP] == counted["large_uncovered"]
    assert found[GapKind.NO_AMR] == counted["no_amr"]
    assert found[GapKind.SEAT_ENDED] == counted["ended"]
    assert units_needing_no_group(everything(), TODAY) == len(counted["uncovered"]) - len(counted["large_uncovered"])
    assert all(len(counted[name]) > 0 for name in counted)  # a count of nothing would prove nothing


def test_where_an_agreement_asks_for_a_group_everywhere_every_staffed_unit_without_one_is_a_gap():
    import_organisation(REGION, today=TODAY, now=lambda: NOW, since=date(2020, 1, 1), is_confirmed=True)
    agree(Unit.objects.get(parent=None), largest_without_group=0)

    gaps = gaps_of(everything(), TODAY)

    assert {gap.subject for gap in gaps if gap.kind == GapKind.NO_GROUP} == by_hand()["uncovered"]
    assert {gap.basis for gap in gaps if gap.kind == GapKind.NO_GROUP} == {"MED-aftalen"}


def agree(unit: Unit, **columns) -> Agreement:
    words = {"follows": "agreement", "name": "MED-aftalen", "amr_term_years": 4, "largest_without_group": 9, "valid_from": date(2020, 1, 1)}
    return Agreement.objects.create(unit=unit, **(words | columns))


# --- Each kind ------------------------------------------------------------------------------------------
def test_a_unit_without_a_group_is_its_managers_to_connect(ward):
    (gap,) = [one for one in gaps_of(everything(), TODAY) if one.kind == GapKind.NO_GROUP]

    assert (gap.subject, gap.actor, gap.basis) == ("Afsnit B3", "Mette Efternavn", "BEK 65/2024")
    assert str(ward.pk) in gap.url


def test_a_workplace_of_nine_needs_no_group_and_two_units_of_one_p_number_are_one_workplace(hospital):
    small = UnitFactory(parent=hospital, p_number="1001")
    EngagementFactory.create_batch(9, unit=small)
    assert kinds()[GapKind.NO_GROUP] == 0

    EngagementFactory(unit=UnitFactory(parent=hospital, p_number="1001"))
    assert kinds()[GapKind.NO_GROUP] == 2


def test_two_groups_over_one_unit_are_a_gap_but_a_committee_and_a_group_are_not(ward, group):
    CoverageFactory(unit=ward, committee=group.parent)
    assert kinds()[GapKind.TWO_GROUPS] == 0

    CoverageFactory(unit=ward, committee=CommitteeFactory(level=group.level))
    assert kinds()[GapKind.TWO_GROUPS] == 1


def test_a_group_needs_a_leader_and_a_representative_who_are_still_employed(group):
    assert (kinds()[GapKind.NO_LEADER], kinds()[GapKind.NO_AMR]) == (1, 1)

    SeatFactory(committee=group, role="leader")
    amr = SeatFactory(committee=group, valid_from=TODAY - timedelta(days=10))
    assert (kinds()[GapKind.NO_LEADER], kinds()[GapKind.NO_AMR]) == (0, 0)

    EngagementFactory(user=amr.user, valid_to=TODAY)  # left yesterday (R10)
    assert kinds()[GapKind.NO_AMR] == 1


def test_a_group_over_the_agreed_size_is_a_gap_until_the_committee_has_approved_it(ward, group):
    Threshold.objects.create(valid_from=date(2020, 1, 1), group_size=9)
    assert kinds()[GapKind.TOO_LARGE] == 1

    approve(group, employees=10)
    assert kinds()[GapKind.TOO_LARGE] == 0

    EngagementFactory(unit=ward)  # one more than was approved
    assert kinds()[GapKind.TOO_LARGE] == 1


def approve(group: Committee, employees: int) -> None:
    columns = {"decided_on": TODAY, "decided_by": group.parent, "reference": "Referat, punkt 4", "by": UserFactory(), "at": NOW}
    SizeApproval.objects.create(committee=group, employees=employees, **columns)


def test_a_seat_that_ended_yesterday_is_a_gap_today_and_one_that_ends_in_90_days_a_warning(group):
    seat = SeatFactory(committee=group, role="leader", valid_to=TODAY + timedelta(days=90))
    assert kinds()[GapKind.SEAT_ENDING] == 1
    assert kinds(day=TODAY - timedelta(days=1))[GapKind.SEAT_ENDING] == 0

    seat.valid_to = TODAY
    seat.save()
    assert kinds()[GapKind.SEAT_ENDED] == 1

    SeatFactory(committee=group, role="leader", valid_from=TODAY)
    assert kinds()[GapKind.SEAT_ENDED] == 0


def test_a_representative_sits_two_years_by_law_and_up_to_four_where_it_is_agreed(hospital, group):
    SeatFactory(committee=group, valid_from=TODAY.replace(year=2024))
    assert kinds()[GapKind.TERM_OVER] == 1

    agree(hospital)
    assert kinds()[GapKind.TERM_OVER] == 0


def test_representative_and_steward_are_two_seats(group):
    SeatFactory(committee=group, role="other", role_word="AMR og TR")
    RoleWord.objects.get_or_create(word="amr", defaults={"role": "amr"})
    RoleWord.objects.get_or_create(word="tr", defaults={"role": "steward"})

    assert (kinds()[GapKind.TWO_IN_ONE], kinds()[GapKind.UNKNOWN_ROLE]) == (1, 1)


def test_the_agreed_numbers_of_seats_hold_only_where_an_agreement_does(hospital, ward, group):
    CoverageFactory(unit=ward, committee=group.parent)
    SeatRule.objects.create(level=group.parent.level, role="chair", at_least=1, at_most=1, valid_from=date(2020, 1, 1))
    assert kinds()[GapKind.TOO_FEW] == 0

    agree(hospital)
    assert kinds()[GapKind.TOO_FEW] == 1

    SeatFactory.create_batch(2, committee=group.parent, role="chair")
    assert (kinds()[GapKind.TOO_FEW], kinds()[GapKind.TOO_MANY]) == (0, 1)


def test_a_committee_of_no_level_and_a_hospital_without_an_administrator_are_gaps(hospital, group):
    CommitteeFactory(level=None)
    assert (kinds()[GapKind.UNKNOWN_LEVEL], kinds()[GapKind.NO_ADMINISTRATOR]) == (1, 1)

    keeper = UserFactory()
    RoleHolding.objects.create(
        user=keeper,
        role=Role.SAFETYNET_ADMINISTRATOR,
        unit=hospital,
        source="manual",
        by=UserFactory(),
        reason="Aftalt",
        valid_from=TODAY,
        valid_to=TODAY + timedelta(days=365),
    )
    assert kinds()[GapKind.NO_ADMINISTRATOR] == 0


def test_a_hospital_without_an_injury_administrator_is_a_gap_for_who_may_appoint_one(hospital, group):
    def hold(role, unit, user):
        RoleHolding.objects.create(
            user=user, role=role, unit=unit, source="manual", by=UserFactory(), reason="Aftalt", valid_from=TODAY,
            valid_to=TODAY + timedelta(days=365),
        )  # fmt: skip

    keeper = UserFactory()
    hold(Role.SAFETYNET_ADMINISTRATOR, hospital, keeper)
    (gap,) = [one for one in gaps_of(everything(), TODAY) if one.kind == GapKind.NO_INJURY_ADMINISTRATOR]
    assert (gap.unit_id, gap.actor_id) == (hospital.pk, keeper.pk)
    assert f"unit={hospital.pk}&role=injury_administrator" in gap.url

    hold(Role.INJURY_ADMINISTRATOR, hospital.parent or hospital, UserFactory())
    assert kinds()[GapKind.NO_INJURY_ADMINISTRATOR] == 0


def test_a_hospital_of_35_needs_a_committee_above_its_groups(hospital, ward):
    EngagementFactory.create_batch(25, unit=ward)
    assert kinds()[GapKind.NO_COMMITTEE] == 1

    CoverageFactory(unit=ward, committee=CommitteeFactory(level=LevelFactory(code="lmu", is_group=False)))
    assert kinds()[GapKind.NO_COMMITTEE] == 0


# --- Scope, day, speed ----------------------------------------------------------------------------------
def test_a_scope_tells_its_own_gaps_only(hospital, ward, group):
    elsewhere = UnitFactory(parent=hospital)
    EngagementFactory.create_batch(10, unit=elsewhere)
    other = CommitteeFactory(name="AMG andetsteds", level=group.level)
    CoverageFactory(unit=UnitFactory(), committee=other)

    assert {gap.subject for gap in gaps_of(of_unit(ward), TODAY)} == {"AMG 7"}
    assert {gap.subject for gap in gaps_of(of_committee(group.parent.path), TODAY)} == {"AMG 7"}
    assert elsewhere.name in {gap.subject for gap in gaps_of(of_unit(hospital), TODAY)}
    assert count_gaps(everything(), TODAY) == kinds()


def test_a_past_day_has_the_gaps_of_that_day(ward, group):
    SeatFactory(committee=group, role="leader", valid_from=TODAY - timedelta(days=10))

    assert kinds(day=TODAY - timedelta(days=11))[GapKind.NO_LEADER] == 1
    assert kinds()[GapKind.NO_LEADER] == 0


def test_the_number_of_queries_does_not_grow_with_the_organisation(hospital, ward, group, django_assert_max_num_queries):
    with django_assert_max_num_queries(14) as few:
        gaps_of(everything(), TODAY)
    for number in range(5):
        unit = UnitFactory(parent=hospital, manager=UserFactory())
        EngagementFactory.create_batch(10, unit=unit)
        committee = CommitteeFactory(level=group.level, parent=group.parent)
        CoverageFactory(unit=unit, committee=committee)
        SeatFactory(committee=committee, role="other", role_word=f"Ord {number}")
    with django_assert_max_num_queries(len(few)):
        assert len(gaps_of(everything(), TODAY)) > 10


def test_the_nearest_row_above_decides_whether_law_or_agreement_holds(hospital, ward):
    assert regime_of(ward, TODAY).is_agreement is False
    agree(hospital)
    assert regime_of(ward, TODAY).amr_term_years == 4
    agree(ward, follows="law", name="Arbejdsmiljøloven", amr_term_years=2)
    assert regime_of(ward, TODAY).is_agreement is False
    assert regime_of(ward, date(2019, 12, 31)).source == "BEK 65/2024"


def test_whose_seat_ended_yesterday_may_do_nothing_today_that_needed_it(ward, group):
    SeatFactory(committee=group, user=UserFactory(first_name="Stadig"))
    former = EngagementFactory(unit=ward).user
    seat = SeatFactory(committee=group, user=former)
    bring_in_step(today=TODAY - timedelta(days=1))
    seat.valid_to = TODAY
    seat.save()
    assert Permission.objects.filter(unituserpermission__user=former).exists()

    bring_in_step(today=TODAY)

    person = User.objects.get(pk=former.pk)
    assert not any(scope_of(person, perm) for perm in Perm)
    assert Level.objects.get(code="amg").is_group
