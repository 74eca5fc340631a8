"""A year of self-audit: who is expected, opening and closing it, who answered, and why not."""

from datetime import timedelta
from uuid import uuid4

import pytest

from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import AuditAct, AuditPlace, AuditReminder, AuditYear
from apv.usecases import audit_places, audit_years
from apv.usecases.audit_years import Prepared, close_year, lay_places, move_due, open_year, say_why_not
from orgstructure.models import Unit
from tests.factories import (
    NOW,
    TODAY,
    AuditPlaceFactory,
    AuditSetFactory,
    AuditYearFactory,
    EngagementFactory,
    SelfAuditFactory,
    SubmittedAuditFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def draft(**words):
    return AuditYearFactory(**({"status": "draft", "opened_at": None, "opened_by": None} | words))


def place_of(unit):
    return AuditPlace.objects.standing().get(unit=unit)


@pytest.fixture
def region():
    """A head, a division without employees led by the head, a ward with a manager of its own, a ward with employees led by the head."""
    head, manager = UserFactory(first_name="Hanne"), UserFactory(first_name="Mette")
    region = UnitFactory(name="Regionen", manager=head)
    division = UnitFactory(name="Divisionen", parent=region, manager=head)
    ward = UnitFactory(name="Afsnit M1", parent=division, manager=manager)
    small = UnitFactory(name="Afsnit M2", parent=division, manager=head)
    EngagementFactory(unit=ward, user=manager)
    EngagementFactory(unit=small)
    EngagementFactory(unit=region, user=head)
    return region


def unit(name):
    return Unit.objects.get(name=name)


# --- who is expected ------------------------------------------------------------------------------------
def test_expected_is_each_unit_with_employees_or_a_manager_of_its_own(region):
    lone = UnitFactory(name="Ny enhed", parent=region, manager=UserFactory())

    found = audit_places.expected(region, TODAY)

    assert {pk: one.manager for pk, one in found.items()} == {
        region.pk: region.manager_id,
        unit("Afsnit M1").pk: unit("Afsnit M1").manager_id,
        unit("Afsnit M2").pk: region.manager_id,
        lone.pk: lone.manager_id,
    }


def test_a_unit_without_a_manager_is_expected_of_the_nearest_manager_above_also_above_the_top(region):
    orphan = UnitFactory(parent=unit("Divisionen"), manager=None)
    EngagementFactory(unit=orphan)
    Unit.objects.filter(name="Divisionen").update(manager=None)

    assert audit_places.expected(unit("Divisionen"), TODAY)[orphan.pk].manager == region.manager_id


def test_closed_units_and_those_outside_the_subtree_are_not_expected(region):
    closed = UnitFactory(parent=region, manager=UserFactory(), valid_to=TODAY)
    outside = UnitFactory(manager=UserFactory())

    assert {closed.pk, outside.pk} & set(audit_places.expected(region, TODAY)) == set()


def test_laying_twice_lays_once(region):
    year = AuditYearFactory(top=region)

    assert [lay_places(year, today=TODAY), lay_places(year, today=TODAY)] == [3, 0]
    assert AuditPlace.objects.count() == 3


def test_a_place_goes_on_to_the_next_manager_with_what_was_begun(region):
    year = AuditYearFactory(top=region)
    lay_places(year, today=TODAY - timedelta(days=1))
    ward, successor = unit("Afsnit M1"), UserFactory()
    begun = SelfAuditFactory(year=year, places=[place_of(ward)])
    say_why_not(place=place_of(unit("Afsnit M2")), reason="time", by=UserFactory(), now=NOW)
    Unit.objects.filter(name__startswith="Afsnit").update(manager=successor)

    assert lay_places(year, today=TODAY) == 2
    assert (place_of(ward).manager, place_of(ward).audit) == (successor, begun)
    assert place_of(unit("Afsnit M2")).reason == ""
    assert set(AuditPlace.objects.filter(ended_on=TODAY).values_list("audit", "manager")) == {
        (None, ward.manager_id),
        (None, region.manager_id),
    }


def test_what_was_sent_in_stands_whoever_leads_the_unit_and_also_when_it_is_closed(region):
    year = AuditYearFactory(top=region)
    lay_places(year, today=TODAY)
    wards = [unit("Afsnit M1"), unit("Afsnit M2")]
    SubmittedAuditFactory(year=year, places=[place_of(ward) for ward in wards])
    Unit.objects.filter(pk=wards[0].pk).update(manager=UserFactory())
    Unit.objects.filter(pk=wards[1].pk).update(valid_to=TODAY)

    assert lay_places(year, today=TODAY) == 0
    assert AuditPlace.objects.answered().standing().count() == 2


def test_a_closed_unit_ends_its_place_and_leaves_the_joint_audit(region):
    year = AuditYearFactory(top=region)
    lay_places(year, today=TODAY)
    joint = SelfAuditFactory(year=year, places=[place_of(unit("Afsnit M1")), place_of(unit("Afsnit M2"))])
    alone = SelfAuditFactory(year=year, places=[place_of(region)])
    Unit.objects.filter(name="Afsnit M2").update(valid_to=TODAY)
    lay_places(year, today=TODAY)

    assert [place.unit.name for place in joint.places.all()] == ["Afsnit M1"]
    assert alone.places.count() == 1


def test_a_unit_that_moves_takes_its_place_along_and_the_tree_is_of_today(region):
    year = AuditYearFactory(top=region, tree_on=TODAY - timedelta(days=3))
    lay_places(year, today=TODAY - timedelta(days=1))
    ward = unit("Afsnit M1")
    Unit.objects.filter(pk=ward.pk).update(path=f"{region.path}{ward.pk}/", parent=region)
    lay_places(year, today=TODAY)

    assert place_of(ward).path == f"{region.path}{ward.pk}/"
    assert AuditYear.objects.get(pk=year.pk).tree_on == TODAY


def test_nothing_is_laid_before_it_opens_or_after_it_closed(region):
    years = [draft(top=region), AuditYearFactory(top=region, status="closed", closed_at=NOW, closed_by=UserFactory())]

    assert [lay_places(year, today=TODAY) for year in years] == [0, 0]


@pytest.mark.parametrize("number", [2, 40])
def test_many_units_are_laid_with_as_many_queries_as_few(region, number, django_assert_max_num_queries):
    for _ in range(number):
        UnitFactory(parent=region, manager=UserFactory())
    year = AuditYearFactory(top=region)

    with django_assert_max_num_queries(10):
        assert lay_places(year, today=TODAY) == number + 3


# --- the life of a year ---------------------------------------------------------------------------------
def test_a_year_is_prepared_once_however_often_the_form_is_sent(region):
    prepared = Prepared(AuditSetFactory(), region, TODAY, TODAY + timedelta(days=30))
    by, number = UserFactory(), uuid4()

    made = [audit_years.prepare(prepared, by=by, submission_id=number, now=NOW, today=TODAY) for _ in range(2)]

    assert made[0] == made[1]
    with pytest.raises(NotReadyError):
        audit_years.prepare(prepared, by=by, submission_id=uuid4(), now=NOW, today=TODAY)


def test_days_that_cannot_be_and_a_last_year_that_is_none_are_told_at_their_fields(region):
    this = AuditSetFactory(year=2026)
    late = Prepared(this, region, TODAY, TODAY - timedelta(days=1), follows=AuditYearFactory(question_set=this))
    past = Prepared(this, region, TODAY - timedelta(days=9), TODAY - timedelta(days=1))

    for prepared, fields in ((late, {"due_on", "follows"}), (past, {"due_on"})):
        with pytest.raises(NotReadyError) as refused:
            audit_years.prepare(prepared, by=UserFactory(), submission_id=uuid4(), now=NOW, today=TODAY)
        assert set(refused.value.missing) == fields


def test_of_two_who_change_a_draft_the_second_is_told(region):
    year = draft(top=region)
    prepared = Prepared(year.question_set, region, TODAY, TODAY + timedelta(days=30))
    audit_years.change(year, prepared, version=1, today=TODAY)

    assert (year.version, year.due_on) == (2, TODAY + timedelta(days=30))
    with pytest.raises(StaleError):
        audit_years.change(year, prepared, version=1, today=TODAY)


def test_changing_to_what_another_year_asks_already_is_told_at_the_field(region):
    other, year = AuditYearFactory(top=region), draft(top=region)

    with pytest.raises(NotReadyError) as refused:
        audit_years.change(year, Prepared(other.question_set, region, TODAY, TODAY), version=1, today=TODAY)
    assert set(refused.value.missing) == {"question_set"}


def test_opening_lays_the_places_and_begins_today(region):
    year, by = draft(top=region, opens_on=TODAY + timedelta(days=3)), UserFactory()

    open_year(year=year, by=by, now=NOW, today=TODAY)

    year.refresh_from_db()
    assert (year.status, year.opens_on, year.opened_by, year.places.count()) == ("open", TODAY, by, 3)
    with pytest.raises(RefusedError):
        open_year(year=year, by=by, now=NOW, today=TODAY)


@pytest.mark.parametrize("asked_by_other", ["above", "same", "below"])
def test_two_open_years_of_the_same_questions_year_never_ask_the_same_unit(region, asked_by_other):
    mine = unit("Divisionen")
    AuditYearFactory(top={"above": region, "same": mine, "below": unit("Afsnit M1")}[asked_by_other])
    year = draft(top=mine)

    with pytest.raises(RefusedError):
        open_year(year=year, by=UserFactory(), now=NOW, today=TODAY)
    assert year.places.count() == 0


def test_another_years_questions_and_units_beside_are_no_overlap(region):
    AuditYearFactory(top=region, question_set__year=2025)
    AuditYearFactory(top=unit("Afsnit M2"))
    year = draft(top=unit("Afsnit M1"))

    open_year(year=year, by=UserFactory(), now=NOW, today=TODAY)

    assert year.is_open


@pytest.mark.parametrize(
    "words",
    [
        {"due_on": TODAY - timedelta(days=1)},
        {"question_set__finished_at": None},
        {"question_set__retired_at": NOW},
    ],
)
def test_a_year_that_cannot_be_answered_is_not_opened(region, words):
    year = draft(top=region, **words)

    with pytest.raises(RefusedError):
        open_year(year=year, by=UserFactory(), now=NOW, today=TODAY)


def test_a_later_last_day_lets_what_is_still_to_come_be_told_anew(region):
    year = AuditYearFactory(top=region, due_on=TODAY)
    place = AuditPlaceFactory(year=year)
    for stage in ("opened", "before-7", "due"):
        AuditReminder.objects.create(place=place, person=place.manager, stage=stage, on=TODAY)

    move_due(year=year, due_on=TODAY + timedelta(days=30), today=TODAY)

    assert list(AuditReminder.objects.values_list("stage", flat=True)) == ["opened"]
    with pytest.raises(RefusedError):
        move_due(year=year, due_on=TODAY - timedelta(days=1), today=TODAY)


def test_closing_closes_what_was_sent_in_and_leaves_the_rest_unanswered(region):
    year, by = AuditYearFactory(top=region), UserFactory()
    sent_in, begun = SubmittedAuditFactory(year=year), SelfAuditFactory(year=year)

    close_year(year=year, by=by, now=NOW)

    sent_in.refresh_from_db()
    begun.refresh_from_db()
    assert (sent_in.status, sent_in.closed_at, begun.status) == ("closed", NOW, "draft")
    assert list(AuditAct.objects.values_list("audit", "verb", "by")) == [(sent_in.pk, "close", by.pk)]
    with pytest.raises(RefusedError):
        close_year(year=year, by=by, now=NOW)


# --- why not --------------------------------------------------------------------------------------------
def test_a_reason_is_kept_changed_and_taken_back_and_the_place_is_expected_still():
    place, by = AuditPlaceFactory(), UserFactory()
    for reason, note, kept in (("time", "", ("time", "", by)), ("other", " Flytter ", ("other", "Flytter", by)), ("", "x", ("", "", None))):
        say_why_not(place=place, reason=reason, note=note, by=by, now=NOW)
        assert (place.reason, place.reason_note, place.reason_by) == kept
    assert AuditPlace.objects.standing().unanswered().get() == place


def test_something_else_needs_words():
    with pytest.raises(NotReadyError):
        say_why_not(place=AuditPlaceFactory(), reason="other", note=" ", by=UserFactory(), now=NOW)


def test_there_is_no_reason_to_tell_once_it_was_sent_in_or_the_year_is_closed():
    answered = SubmittedAuditFactory().places.get()
    closed = AuditPlaceFactory(year__status="closed", year__closed_at=NOW, year__closed_by=UserFactory())
    ended = AuditPlaceFactory(ended_on=TODAY)

    for place in (answered, closed, ended):
        with pytest.raises(RefusedError):
            say_why_not(place=place, reason="time", by=UserFactory(), now=NOW)
