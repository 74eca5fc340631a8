"""The year wheel: what is handed down and adapted, what became of it, and that a miss stays visible."""

import uuid
from datetime import date

import pytest

from annualcycle.errors import RefusedError, StaleError
from annualcycle.models import WheelActivity
from annualcycle.usecases import wheel
from annualcycle.wheel_year import State, WheelYear
from tests.factories import NOW, TODAY, CommitteeFactory, UserFactory, WheelActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return CommitteeFactory(name="RMU")


@pytest.fixture
def hospital(region):
    return CommitteeFactory(name="HMU", parent=region)


@pytest.fixture
def group(hospital):
    return CommitteeFactory(name="AMG", parent=hospital)


def shown(committee, year=2026, today=TODAY):
    return [(one.root.title, one.row.month, one.state) for one in WheelYear.of(committee, year, today).entries]


def adapted(activity, committee, *, version=0, shown_in=None, **given):
    given = {
        "month": activity.month, "day": None, "owner": None, "owner_words": "AMR", "text": "", "first_year": 2026,
        "goes_down": True, "is_left_out": False, **given,
    }  # fmt: skip
    return wheel.adapt(
        activity=activity,
        committee=committee,
        given=given,
        shown_in=shown_in or activity.month,
        version=version,
        by=UserFactory(),
        now=NOW,
        today=TODAY,
    )


def marked(activity, committee, state, words="", *, seen="", year=2026):
    wheel.mark(activity=activity, committee=committee, year=year, state=state, words=words, seen=seen, by=UserFactory(), today=TODAY)


def test_what_is_handed_down_stands_below_and_what_is_not_stays_where_it_is(region, hospital, group):
    WheelActivityFactory(committee=region, title="Fra oven", month=12, goes_down=True)
    WheelActivityFactory(committee=region, title="Kun regionen", month=12)
    WheelActivityFactory(committee=group, title="Kun gruppen", month=12)
    WheelActivityFactory(committee=CommitteeFactory(parent=region), title="Nabo", month=12, goes_down=True)

    assert shown(hospital) == [("Fra oven", 12, "due")]
    assert [title for title, _month, _state in shown(group)] == ["Fra oven", "Kun gruppen"]


def test_the_nearest_adaptation_takes_its_place_from_its_year_on(region, hospital, group):
    above = WheelActivityFactory(committee=region, title="Runde", month=12, goes_down=True, first_year=2025)
    adapted(above, hospital, month=11)
    assert shown(group) == [("Runde", 11, "due")]
    adapted(above, group, month=10, first_year=2027, shown_in=11)

    assert shown(region) == [("Runde", 12, "due")]
    assert [shown(group, year)[0][1] for year in (2025, 2026, 2027)] == [12, 11, 10]
    wheel.take_as_above(activity=above, committee=group)
    assert shown(group, 2027)[0][1] == 11


def test_an_adaptation_that_is_not_for_those_below_leaves_them_as_above(region, hospital, group):
    above = WheelActivityFactory(committee=region, title="Runde", month=12, goes_down=True)
    adapted(above, hospital, is_left_out=True, text="Vi er lukket i december", goes_down=False)

    year = WheelYear.of(hospital, 2026, TODAY)
    assert (year.entries, [(one.state, one.reason) for one in year.left_out]) == ((), [("left_out", "Vi er lukket i december")])
    assert shown(group) == [("Runde", 12, "due")]


def test_what_is_no_longer_handed_down_is_gone_below_with_its_adaptation(region, hospital):
    above = WheelActivityFactory(committee=region, month=12, goes_down=True)
    adapted(above, hospital, month=11)
    WheelActivity.objects.filter(pk=above.pk).update(goes_down=False)

    assert shown(hospital) == []


def test_coming_due_missed_done_and_not_done(group):
    make = {"committee": group, "lead_days": 14}
    WheelActivityFactory(title="Forpasset", month=3, **make)
    done, not_done = WheelActivityFactory(title="Gjort", month=4, **make), WheelActivityFactory(title="Ikke gjort", month=5, **make)
    WheelActivityFactory(title="Nu", month=11, day=2, **make)
    WheelActivityFactory(title="Snart", month=12, day=6, **make)
    WheelActivityFactory(title="Senere", month=12, day=7, **make)
    marked(done, group, "done")
    marked(not_done, group, "not_done", "Ingen vagter")

    assert [(title, state) for title, _month, state in shown(group)] == [
        ("Forpasset", "missed"), ("Gjort", "done"), ("Ikke gjort", "not_done"), ("Nu", "due"), ("Snart", "due"), ("Senere", "coming"),
    ]  # fmt: skip
    assert WheelYear.of(group, 2026, TODAY).sentence == (
        "6 aktiviteter i 2026: 1 gjort, 1 ikke gjort, 1 overskredet, 2 skal gøres nu, 1 endnu ikke aktuel."
    )
    assert {state for _title, _month, state in shown(group, 2027)} == {State.COMING}


def test_a_day_the_month_does_not_have_is_its_last(group):
    WheelActivityFactory(committee=group, month=2, day=29, first_year=2024)

    assert [WheelYear.of(group, year, TODAY).entries[0].on for year in (2026, 2028)] == [date(2026, 2, 28), date(2028, 2, 29)]


def test_each_committee_says_for_itself_what_became_of_what_is_handed_down(region, hospital, group):
    above = WheelActivityFactory(committee=region, month=3, goes_down=True)
    marked(above, group, "done")

    assert [shown(one)[0][2] for one in (region, hospital, group)] == ["missed", "missed", "done"]


def test_a_miss_is_not_moved_out_of_sight_before_somebody_says_what_became_of_it(region, group):
    own = WheelActivityFactory(committee=group, month=3)
    above = WheelActivityFactory(committee=region, month=4, goes_down=True)
    with pytest.raises(RefusedError):
        wheel.change(activity=own, given={"month": 12}, version=1, today=TODAY)
    with pytest.raises(RefusedError):
        adapted(above, group, month=12)
    adapted(above, group, month=12, first_year=2027)
    assert [state for _title, _month, state in shown(group)] == ["missed", "missed"]

    marked(own, group, "not_done", "Udsat")
    wheel.change(activity=own, given={"month": 12}, version=1, today=TODAY)
    assert own.month == 12


def test_removing_keeps_what_has_been_and_deletes_what_no_year_has_seen(group):
    missed = WheelActivityFactory(committee=group, title="Forpasset", month=3)
    coming = WheelActivityFactory(committee=group, title="Kommer", month=12)
    old = WheelActivityFactory(committee=group, title="Gammel", month=12, first_year=2024)

    assert [wheel.remove(activity=one, today=TODAY) for one in (missed, coming, old)] == [False, True, False]

    assert [[title for title, _month, _state in shown(group, year)] for year in (2025, 2026, 2027)] == [["Gammel"], ["Forpasset"], []]


def test_of_two_who_write_at_once_one_is_told(region, group):
    own = WheelActivityFactory(committee=group, month=12)
    above = WheelActivityFactory(committee=region, month=12, goes_down=True)
    wheel.change(activity=own, given={"month": 12, "title": "Den andens"}, version=1, today=TODAY)
    adapted(above, group, month=11)
    marked(own, group, "done")

    with pytest.raises(StaleError):
        wheel.change(activity=own, given={"month": 12, "title": "Min"}, version=1, today=TODAY)
    with pytest.raises(StaleError):
        adapted(above, group, month=10)
    with pytest.raises(StaleError):
        marked(own, group, "not_done", "Nej")
    adapted(above, group, month=12, version=1)
    marked(own, group, "not_done", "Nej", seen="done")
    marked(own, group, "", seen="not_done")
    assert [(month, state) for _title, month, state in shown(group)] == [(12, "due"), (12, "due")]


def test_sent_twice_it_is_one(group):
    given = {"kind": "round", "title": "Runde", "month": 3, "owner_words": "AMR", "first_year": 2026}
    key, by = uuid.uuid4(), UserFactory()
    made = {wheel.add(committee=group, given=given, submission_id=key, by=by, now=NOW) for _ in range(2)}

    assert made == {WheelActivity.objects.get()}


@pytest.mark.parametrize("count", [1, 12])
def test_a_wheel_asks_as_many_questions_for_many_as_for_one(region, group, count, django_assert_num_queries):
    for month in range(1, count + 1):
        above = WheelActivityFactory(committee=region, month=month, goes_down=True, owner=UserFactory())
        adapted(above, group, is_left_out=month % 2 == 0, text="Ikke her" if month % 2 == 0 else "")
        marked(WheelActivityFactory(committee=group, month=month), group, "done")

    with django_assert_num_queries(2):
        year = WheelYear.of(group, 2026, TODAY)
        assert [one.owner for one in (*year.entries, *year.left_out)]
        assert [one.mark.by.get_full_name() for one in year.entries if one.mark]
