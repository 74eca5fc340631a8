"""What a person made by hand stays when the feed does not tell it, and becomes the feed's own when it does."""

from datetime import date, timedelta

import pytest

from orgstructure.feed.rows import ENGAGEMENTS, SEATS
from orgstructure.models import Committee, Coverage, Origin, Seat, SeatRole, Unit, User
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, SeatFactory, UnitFactory
from tests.orgstructure.feeds import CPRS, SmallFeed, code

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
HAND = {"origin": Origin.HAND, "valid_from": date(2024, 5, 1)}


@pytest.fixture
def feed(tmp_path) -> SmallFeed:
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    return feed


def nurse() -> User:
    return User.objects.get(engagements__number="301")


def group() -> Committee:
    return Committee.objects.get(source_key=code("AMG 1"))


def test_the_feed_ends_nothing_that_was_made_by_hand(feed):
    hospital = Unit.objects.get(source_key=code("Hospital"))
    unit = UnitFactory(parent=hospital, origin=Origin.HAND)
    committee = CommitteeFactory(parent=Committee.objects.get(source_key=code("LMU")), is_sub_committee=True, origin=Origin.HAND)
    CoverageFactory(unit=unit, committee=committee.parent, origin=Origin.HAND)  # a sub-committee covers what its parent does
    coverage = CoverageFactory(unit=unit, committee=committee, origin=Origin.HAND)
    seat = SeatFactory(user=nurse(), committee=committee, role=SeatRole.CHAIR, **HAND)

    feed.bring_in(today=TOMORROW)  # the new unit learns who its manager is

    assert feed.bring_in(today=TOMORROW).difference.is_empty
    assert [model.objects.get(pk=row.pk).valid_to for model, row in ((Unit, unit), (Committee, committee))] == [None, None]
    assert [model.objects.get(pk=row.pk).valid_to for model, row in ((Coverage, coverage), (Seat, seat))] == [None, None]


def test_a_unit_or_committee_made_by_hand_is_taken_over_without_a_second_row(feed):
    hospital = Unit.objects.get(source_key=code("Hospital"))
    unit = UnitFactory(parent=hospital, origin=Origin.HAND, source_key=code("Ny klinik"))
    committee = CommitteeFactory(parent=group().parent, origin=Origin.HAND, source_key=code("AMG 2"))
    feed.unit(unit.name, "Hospital", "AMG 2").change("adm-org-units.csv", unit.name, Afdelingskode=code("Ny klinik"))
    feed.committee("AMG 2", "LMU")

    feed.bring_in(today=TOMORROW)

    unit.refresh_from_db()
    committee.refresh_from_db()
    assert (unit.origin, committee.origin) == (Origin.FEED, Origin.FEED)
    assert Unit.objects.filter(source_key=code("Ny klinik")).count() == 1
    assert feed.bring_in(today=TOMORROW).difference.is_empty


def test_coverage_made_by_hand_is_taken_over_by_its_pair(feed):
    clinic = Unit.objects.get(source_key=code("Klinik"))
    made = CoverageFactory(unit=clinic, committee=group(), origin=Origin.HAND)
    feed.change("adm-org-units.csv", "Klinik", Arbejdsmiljøorganisationkode=code("AMG 1"))

    feed.bring_in(today=TOMORROW)

    assert list(Coverage.objects.filter(unit=clinic).values_list("pk", "origin")) == [(made.pk, Origin.FEED)]


def test_a_seat_made_by_hand_is_taken_over_when_person_group_and_role_are_the_same_and_days_overlap(feed):
    made = SeatFactory(user=User.objects.get(engagements__number="300"), committee=group(), role=SeatRole.AMR, role_word="Valgt", **HAND)
    feed.seat(CPRS[2], "AMG 1", "AMR", starts="2024-06-01")

    feed.bring_in(today=TOMORROW)

    made.refresh_from_db()
    assert (made.origin, made.role_word, made.valid_from) == (Origin.FEED, "AMR", date(2024, 6, 1))
    assert Seat.objects.filter(user=made.user, role=SeatRole.AMR).count() == 1
    assert feed.bring_in(today=TOMORROW).difference.is_empty


def test_an_earlier_seat_made_by_hand_is_not_the_one_the_feed_tells_of(feed):
    ended = {"valid_from": date(2020, 1, 1), "valid_to": date(2022, 1, 1)}
    person = User.objects.get(engagements__number="300")
    made = SeatFactory(user=person, committee=group(), role=SeatRole.AMR, origin=Origin.HAND, **ended)
    feed.seat(CPRS[2], "AMG 1", "AMR", starts="2024-06-01")

    feed.bring_in(today=TOMORROW)

    made.refresh_from_db()
    assert (made.origin, made.valid_to) == (Origin.HAND, date(2022, 1, 1))
    assert Seat.objects.filter(user=person, role=SeatRole.AMR).count() == 2


def test_a_seat_that_ended_with_the_employment_is_not_opened_again_every_night(feed):
    seat = Seat.objects.get(user=nurse())
    feed.change(ENGAGEMENTS, "301", Slutdato=(TODAY - timedelta(days=3)).isoformat())
    feed.bring_in(today=TOMORROW, is_confirmed=True)
    Seat.objects.filter(pk=seat.pk).update(valid_to=TODAY)

    first, second = feed.bring_in(today=TOMORROW), feed.bring_in(today=TOMORROW + timedelta(days=1))

    seat.refresh_from_db()
    assert seat.valid_to == TODAY
    assert first.difference.is_empty
    assert second.difference.is_empty
    assert [problem.code for problem in second.problems] == ["seat_after_employment"]


def test_a_seat_of_somebody_employed_comes_back_when_the_feed_tells_it_again(feed):
    row = next(row for row in feed.tables[SEATS] if row["Hverv"] == "AMR")
    feed.tables[SEATS].remove(row)
    feed.bring_in(today=TOMORROW, is_confirmed=True)
    feed.tables[SEATS].append(row)

    feed.bring_in(today=TOMORROW + timedelta(days=1))

    assert Seat.objects.get(user=nurse()).valid_to is None


def test_a_seat_that_a_person_ended_stays_ended_though_the_feed_goes_on_telling_it(feed):
    seat = Seat.objects.filter(committee=group()).exclude(user=None).order_by("pk").first()
    Seat.objects.filter(pk=seat.pk).update(valid_to=TOMORROW, end_is_held=True)  # the elected take office tomorrow

    result = feed.bring_in(today=TOMORROW)

    seat.refresh_from_db()
    assert (seat.valid_to, seat.end_is_held) == (TOMORROW, True)
    assert not Seat.objects.current(TOMORROW).filter(pk=seat.pk).exists()
    assert "seat_set_by_hand" in {note.code for note in result.problems}
    assert feed.bring_in(today=TOMORROW + timedelta(days=1)).difference.is_empty


def test_a_seat_that_a_person_prolonged_stays_prolonged_though_the_feed_tells_the_old_end(feed):
    row = next(row for row in feed.tables[SEATS] if row["Hverv"] == "AMR")
    row["Slutdato"] = TOMORROW.isoformat()
    feed.bring_in(today=TODAY, is_confirmed=True)
    seat = Seat.objects.get(user=nurse())
    prolonged = TOMORROW + timedelta(days=365)
    Seat.objects.filter(pk=seat.pk).update(valid_to=prolonged, origin=Origin.HAND, end_is_held=True)

    result = feed.bring_in(today=TOMORROW)

    seat.refresh_from_db()
    assert seat.valid_to == prolonged
    assert "seat_set_by_hand" in {note.code for note in result.problems}


def test_a_unit_taken_off_a_group_by_hand_is_not_covered_again_by_the_next_feed(feed):
    coverage = Coverage.objects.filter(committee=group()).order_by("pk").first()
    Coverage.objects.filter(pk=coverage.pk).update(valid_to=TOMORROW, origin=Origin.HAND)

    feed.bring_in(today=TOMORROW)

    assert not Coverage.objects.filter(unit=coverage.unit, committee=group(), valid_to=None).exists()
    assert feed.bring_in(today=TOMORROW + timedelta(days=1)).difference.is_empty
