"""Seen before: exact for those who see the events, in steps and never below the limit for everybody else (R50)."""

import itertools
import random
from datetime import timedelta

import pytest

from actionplans.models import Verdict
from injuries import recurrence
from injuries.likeness import THEME, Like, theme_of
from injuries.models import Case, CaseKind, InjuryPolicy, Place
from injuries.recurrence import shown_level, similar
from tests.factories import NOW, TODAY, CaseFactory, ClosedPlanFactory, PlanFactory

pytestmark = pytest.mark.django_db
SLIP = Like("accident", "patient_room", "slip-wet", "52", "31", "01")
LONG_AGO = TODAY - timedelta(days=800)


def slips(unit, number, **more):
    return CaseFactory.create_batch(number, unit=unit, **more)


def test_who_sees_the_events_is_told_exactly_by_each_thing_they_have_in_common(house):
    slips(house.ward, 2, place_kind="corridor")
    CaseFactory(unit=house.ward, deviation="71", contact="71", contact_agent="18", phrase="lift-patient")
    slips(house.ward, 1, happened_on=LONG_AGO)
    slips(house.ward, 1, state="withdrawn", ended_reason="Dobbelt")
    slips(house.other_ward, 3)

    seen = similar(SLIP, house.ward, house.amr, TODAY)

    assert (seen.number, seen.is_exact, seen.where) == (3, True, house.ward)
    assert {axis.code: axis.number for axis in seen.axes} == {"kind": 4, "place": 2, "phrase": 3, "deviation": 3, "contact": 3, "agent": 3}


def test_an_event_kept_from_the_manager_does_not_show_in_the_managers_count(house):
    slips(house.ward, 1, is_kept_from_manager=True)

    assert similar(SLIP, house.ward, house.manager, TODAY).number == 1
    assert similar(SLIP, house.ward, house.amr, TODAY).number == 1


@pytest.mark.parametrize("who", ["colleague", "injured", "employee_elsewhere", "manager_above", "superuser", "administrator"])
def test_below_the_limit_nobody_else_is_told_anything(house, who):
    slips(house.ward, 3)

    seen = similar(SLIP, house.ward, getattr(house, who), TODAY)

    assert (seen.number, seen.is_exact, seen.axes, seen.plans) == (0, False, (), ())


def test_at_the_limit_it_is_told_in_steps_and_at_the_nearest_level_that_reaches_it(house):
    slips(house.ward, 6)  # seven with the house's own
    assert (similar(SLIP, house.ward, house.colleague, TODAY).number, similar(SLIP, house.ward, house.colleague, TODAY).where) == (
        5,
        house.ward,
    )
    assert similar(SLIP, house.other_ward, house.colleague, TODAY).where == house.hospital

    Case.objects.filter(unit=house.ward, injured__isnull=False).update(unit=house.other_ward)
    slips(house.ward, 4)
    seen = similar(SLIP, house.ward, house.colleague, TODAY)
    assert (seen.where, seen.number) == (house.hospital, 10)


def test_the_place_or_the_words_asked_for_change_nothing_that_others_are_told(house):
    slips(house.ward, 6)
    slips(house.ward, 1, place_kind="corridor", phrase="trip")

    told = {
        (seen.number, seen.where.pk, seen.axes)
        for place, phrase in itertools.product(["", *Place.values], ["slip-wet", "trip", "stairs", "slip-ice"])
        if (seen := similar(Like.given(kind="accident", place_kind=place, phrase=phrase), house.ward, house.colleague, TODAY))
    }
    silent = [
        similar(Like.given(kind="accident", place_kind=place, phrase=""), house.ward, house.colleague, TODAY) for place in Place.values
    ]

    assert told == {(5, house.ward.pk, ())}
    assert {seen.number for seen in silent} == {0}


def test_a_ward_of_two_is_not_told_of_by_the_difference_between_its_neighbour_and_the_level_above(house):
    slips(house.other_ward, 7)
    slips(house.ward, 1)  # two with the house's own

    answers = {unit.name: similar(SLIP, unit, house.employee_elsewhere, TODAY) for unit in (house.ward, house.other_ward, house.hospital)}

    shown = {seen.where.pk for seen in answers.values() if seen.number}
    assert not {house.other_ward.pk, house.hospital.pk} <= shown


def test_no_sum_or_difference_of_levels_tells_of_fewer_than_the_limit():
    """Against brute force over small trees: what a shown level leaves over beside the shown ones below is nobody, or enough."""
    chance = random.Random(6)
    paths = ["/1/", "/1/2/", "/1/3/", "/1/2/4/", "/1/2/5/", "/1/3/6/"]
    for _ in range(300):
        counts = [(path, chance.choice([0, 0, 1, 2, 3, 5, 8])) for path in paths]
        limit = chance.choice([3, 5])
        level = {path: shown_level(counts, path, limit) for path in paths}
        total = {path: sum(number for at, number in counts if at.startswith(path)) for path in paths}
        shown = {one for one in level.values() if one}
        for path, at in level.items():
            assert at is None or path.startswith(at)
            assert at is None or total[at] >= limit
        for one in shown:
            below = [other for other in shown if other != one and other.startswith(one)]
            nearest = [other for other in below if not any(other != mid and other.startswith(mid) for mid in below)]
            rest = total[one] - sum(total[other] for other in nearest)
            assert rest == 0 or rest >= limit


def test_counts_are_what_counting_by_hand_gives(house):
    chance = random.Random(51)
    phrases = {"slip-wet": ("52", "31", "01"), "lift-patient": ("71", "71", "18"), "kick": ("83", "83", "18"), "": ("", "", "")}
    for _ in range(30):
        phrase = chance.choice(list(phrases))
        deviation, contact, agent = phrases[phrase]
        CaseFactory(
            unit=chance.choice([house.ward, house.ward, house.other_ward]), kind=chance.choice(["accident", "near_miss", "violence"]),
            place_kind=chance.choice(["corridor", "bathroom"]), phrase=phrase, deviation=deviation, contact=contact, contact_agent=agent,
            happened_on=TODAY - timedelta(days=chance.choice([1, 300, 729, 733, 1500])),
        )  # fmt: skip
    rows = [case for case in Case.objects.all() if case.unit_id == house.ward.pk and recurrence.since(TODAY) <= case.happened_on <= TODAY]
    for kind, place, phrase in itertools.product(["accident", "near_miss", "violence"], ["", "corridor"], [*phrases]):
        like = Like.given(kind=kind, place_kind=place, phrase=phrase)
        alike = [
            case
            for case in rows
            if case.kind == kind and (case.deviation[:1] == like.way if like.way else not place or case.place_kind == place)
        ]

        seen = similar(like, house.ward, house.manager, TODAY)

        assert seen.number == len(alike)
        assert {axis.code: axis.number for axis in seen.axes}.get("phrase", 0) == sum(
            bool(phrase) and case.phrase == phrase for case in rows
        )


def test_the_theme_in_sql_is_the_theme_in_words(house):
    for kind, deviation, contact in itertools.product(
        CaseKind.values, ["", "00", "22", "52", "61", "71", "74", "75", "82", "83", "85", "99"], ["", "00", "16", "52", "71", "72", "83"]
    ):
        CaseFactory(unit=house.ward, kind=kind, deviation=deviation, contact=contact, injured=None, reporter=house.colleague)

    assert {theme_of(case) for case in Case.objects.all()} >= {"violence", "offence", "lifting", "accidents", "other", "infection"}
    for case in Case.objects.annotate(theme_code=THEME):
        assert case.theme_code == theme_of(case)


def test_the_plans_made_last_time_and_whether_they_helped_are_shown(house):
    plan = ClosedPlanFactory(unit=house.ward, title="Skridsikre gulve")
    secret = PlanFactory(unit=house.ward, is_confidential=True)
    house.case.plans.add(plan, secret)

    seen = similar(SLIP, house.ward, house.amr, TODAY)

    assert [one.plan for one in seen.plans] == [plan]
    assert seen.plans[0].row.state[1] == Verdict(plan.closing_evaluation.verdict).label.capitalize()
    assert similar(SLIP, house.ward, house.colleague, TODAY).plans == ()


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ({}, 404), ({"unit": "x"}, 404), ({"unit": "9" * 40, "kind": "accident"}, 404), ({"kind": "accident", "unit": "\x00"}, 404),
        ({"unit": "own", "kind": "nothing"}, 404), ({"unit": "own", "kind": "accident"}, 200),
        ({"unit": "own", "kind": "accident", "place_kind": "\x00", "phrase": "\x00" * 50}, 200),
    ],
)  # fmt: skip
def test_the_address_answers_calmly_to_anything(house, client_of, words, status):
    words = words | ({"unit": str(house.ward.pk)} if words.get("unit") == "own" else {})

    assert client_of(house.colleague).get("/injuries/similar/", words).status_code == status


def test_as_a_part_and_as_a_page_it_says_the_same(house, client_of):
    words = {"unit": house.ward.pk, "kind": "accident", "phrase": "slip-wet"}
    client = client_of(house.amr)

    page, part = client.get("/injuries/similar/", words), client.get("/injuries/similar/", words, headers={"HX-Request": "true"})

    assert "1 lignende hændelse her" in page.content.decode()
    assert "1 lignende hændelse her" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "For få lignende hændelser" in client_of(house.colleague).get("/injuries/similar/", words).content.decode()


def test_beside_a_plan_the_events_of_its_theme_are_counted(house, client_of):
    from actionplans.models import Theme

    theme = Theme.objects.get(code="accidents")
    CaseFactory(unit=house.ward, deviation="71", contact="71")

    told = client_of(house.amr).get("/injuries/beside/", {"unit": house.ward.pk, "theme": theme.pk}).content.decode()
    none = client_of(house.amr).get("/injuries/beside/", {"unit": house.ward.pk, "theme": "9" * 30}).content.decode()

    assert "1 lignende hændelse her" in told
    assert "lignende hændelse her" not in none


def closed_plan(house, verdict="solved", days_ago=100):
    plan = ClosedPlanFactory(unit=house.ward)
    ended = NOW - timedelta(days=days_ago)
    type(plan).objects.filter(pk=plan.pk).update(ended_at=ended, last_verdict=verdict)
    plan.refresh_from_db()
    house.case.plans.add(plan)
    Case.objects.filter(pk=house.case.pk).update(happened_on=TODAY - timedelta(days=days_ago + 60))
    return plan


def test_it_came_back_is_said_of_a_plan_that_helped_and_only_as_a_count_that_may_be_told(house):
    plan = closed_plan(house)
    assert recurrence.came_back(plan, house.amr, TODAY) is None

    slips(house.ward, 2)
    CaseFactory(unit=house.ward, deviation="83", contact="83")
    slips(house.other_ward, 9)

    assert recurrence.came_back(plan, house.amr, TODAY).number == 2
    assert recurrence.came_back(plan, house.colleague, TODAY) is None
    slips(house.ward, 4)
    assert recurrence.came_back(plan, house.colleague, TODAY).number == 5
    assert recurrence.came_back(closed_plan(house, verdict="no_effect"), house.amr, TODAY) is None
    assert recurrence.came_back(PlanFactory(unit=house.ward), house.amr, TODAY) is None


def test_what_happens_more_than_a_year_after_is_another_matter(house):
    plan = closed_plan(house, days_ago=500)
    slips(house.ward, 1)

    assert recurrence.came_back(plan, house.amr, TODAY) is None


def test_the_regions_own_limit_decides(house):
    InjuryPolicy.objects.create(hidden_below=3, made_at=NOW)
    slips(house.ward, 2)

    assert similar(SLIP, house.ward, house.colleague, TODAY).number == 3
