"""A round from preparation to release: its tree, its limits, its moves."""

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from apv.errors import NotReadyError, RefusedError, StaleError
from apv.models import Round, RoundAct, RoundKind, RoundStatus, RoundUnit
from apv.usecases import rounds
from apv.usecases.freezing import Preview, asked_people, freeze_tree, store_places
from apv.usecases.rounds import Prepared
from orgstructure.models import UnitPeriod
from tests.factories import (
    NOW,
    ROUND_KEY,
    TODAY,
    EngagementFactory,
    OpenRoundFactory,
    QuestionFactory,
    QuestionnaireFactory,
    ReleasedRoundFactory,
    RoundFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def staff(unit, number, **columns):
    return [EngagementFactory(unit=unit, **columns).user for _ in range(number)]


@pytest.fixture
def hospital():
    """A hospital of two wards: 12 and 2 people, and one in the staff office."""
    top = UnitFactory(name="Hospitalet")
    large, small = UnitFactory(name="Afsnit 1", parent=top), UnitFactory(name="Afsnit 2", parent=top)
    staff(large, 12), staff(small, 2), staff(top, 1)
    return top, large, small


def prepared(top, **columns):
    given = {
        "name": {"da": "APV 2027"},
        "questionnaire": QuestionnaireFactory(),
        "top": top,
        "tree_on": TODAY,
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=20),
        "languages": ("da",),
    }
    return Prepared(**given | columns)


def make(top, **columns):
    return rounds.prepare(prepared(top, **columns), by=UserFactory(), submission_id=uuid.uuid4(), now=NOW, today=TODAY)


def test_preparing_lays_the_tree_of_the_day_and_counts_people_at_home(hospital):
    top, large, small = hospital
    UnitFactory(name="Et andet hospital")

    made = make(top)

    rows = {row.unit_id: row for row in made.units.all()}
    assert {pk: (row.invited, row.invited_below) for pk, row in rows.items()} == {top.pk: (1, 15), large.pk: (12, 12), small.pk: (2, 2)}
    assert rows[large.pk].parent == rows[top.pk]
    assert (rows[large.pk].name, rows[large.pk].path, rows[large.pk].depth) == ("Afsnit 1", large.path, large.depth)


def test_the_home_is_the_employment_held_longest_also_when_it_lies_outside(hospital):
    top, large, _small = hospital
    elsewhere = UnitFactory()
    second_job = EngagementFactory(unit=elsewhere, valid_from=TODAY - timedelta(days=400))
    EngagementFactory(unit=large, user=second_job.user, valid_from=TODAY - timedelta(days=30))
    leaver = EngagementFactory(unit=large, valid_to=TODAY).user

    asked = {person for _unit, person in asked_people(make(top))}

    assert second_job.user.pk not in asked
    assert leaver.pk not in asked
    assert len(asked) == 15


def test_a_past_day_has_that_days_tree_and_people(hospital):
    top, large, _small = hospital
    day = TODAY - timedelta(days=100)
    moved = UnitFactory(name="Flyttet ud", parent=top)
    EngagementFactory(unit=moved)
    EngagementFactory(unit=large, valid_from=TODAY - timedelta(days=10))  # came later
    moved.periods.update(valid_to=TODAY - timedelta(days=50))
    UnitPeriod.objects.create(unit=moved, name="Nyt navn", path=f"/{moved.pk}/", valid_from=TODAY - timedelta(days=50))

    then, now = make(top, tree_on=day), make(top)

    assert then.units.get(unit=moved).name == "Flyttet ud"
    assert not now.units.filter(unit=moved).exists()
    assert then.units.get(unit=top).invited_below == 16
    assert now.units.get(unit=top).invited_below == 16


def test_reorganisation_changes_nothing_in_an_open_round(hospital):
    top, large, small = hospital
    survey_round = OpenRoundFactory(top=top)
    freeze_tree(survey_round)
    store_places(survey_round)
    before = list(survey_round.units.order_by("pk").values())

    small.name, small.parent, small.path = "Sammenlagt", large, f"{large.path}{small.pk}/"
    small.save()
    small.periods.update(valid_to=TODAY)
    UnitPeriod.objects.create(unit=small, name=small.name, parent=large, path=small.path, valid_from=TODAY)
    large.valid_to = TODAY
    large.save()
    rounds.extend(survey_round, TODAY + timedelta(days=60), by=UserFactory(), now=NOW, today=TODAY)

    assert list(survey_round.units.order_by("pk").values()) == before


def test_the_same_form_twice_is_one_round(hospital):
    form, by, number = prepared(hospital[0]), UserFactory(), uuid.uuid4()
    one, same = (rounds.prepare(form, by=by, submission_id=number, now=NOW, today=TODAY) for _ in range(2))
    assert one == same
    assert Round.objects.count() == 1


def test_small_units_are_told_where_their_answers_are_counted(hospital):
    top, large, small = hospital
    staff(top, 7)
    survey_round = make(top)

    preview = Preview.of(survey_round)
    store_places(survey_round)

    assert (preview.units, preview.people, preview.shown, preview.below) == (3, 22, 2, 1)
    assert [(one.shown_in.unit, [unit.unit for unit in one.units]) for one in preview.gathered] == [(top, [small])]
    places = {row.unit_id: row.counted_in.unit_id for row in survey_round.units.select_related("counted_in")}
    assert places == {top.pk: top.pk, large.pk: large.pk, small.pk: top.pk}


def test_a_unit_below_the_limit_whose_rest_would_tell_is_gathered_too(hospital):
    """One person in the office and two in the small ward would be what the hospital leaves over beside the large ward."""
    top = hospital[0]
    survey_round = make(top)

    store_places(survey_round)

    assert {row.counted_in_id for row in survey_round.units.all()} == {survey_round.units.get(unit=top).pk}


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"tree_on": TODAY + timedelta(days=1)}, "tree_on"),
        ({"opens_on": TODAY - timedelta(days=1)}, "opens_on"),
        ({"closes_on": TODAY - timedelta(days=1)}, "closes_on"),
        ({"results_on": TODAY}, "results_on"),
        ({"languages": ()}, "languages"),
        ({"languages": ("de",)}, "languages"),
        ({"limits": rounds.USUAL_LIMITS | {"threshold": 2}}, "threshold"),
        ({"limits": rounds.USUAL_LIMITS | {"text_threshold": 4}}, "text_threshold"),
        ({"limits": rounds.USUAL_LIMITS | {"sensitive_threshold": 19}}, "sensitive_threshold"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field(hospital, columns, field):
    with pytest.raises(NotReadyError) as refused:
        make(hospital[0], **columns)
    assert list(refused.value.missing) == [field]
    assert not Round.objects.exists()


def test_key_holder_and_deputy_are_two_people_and_the_split_is_of_the_questionnaire(hospital):
    one = UserFactory()
    with pytest.raises(NotReadyError) as refused:
        make(hospital[0], key_holder=one, key_deputy=one, split_by=QuestionFactory())
    assert list(refused.value.missing) == ["key_deputy", "split_by"]


def test_changing_lays_the_tree_anew_and_a_stale_form_writes_nothing(hospital):
    top, large, _small = hospital
    survey_round = make(top)
    form = prepared(large, questionnaire=survey_round.questionnaire)

    rounds.change(survey_round, form, version=1, today=TODAY)

    assert list(survey_round.units.values_list("unit", flat=True)) == [large.pk]
    with pytest.raises(StaleError):
        rounds.change(survey_round, form, version=1, today=TODAY)


def test_another_deputy_throws_the_key_away_that_was_made(hospital):
    holder = UserFactory()
    form = prepared(hospital[0], key_holder=holder, key_deputy=UserFactory())
    survey_round = rounds.prepare(form, by=holder, submission_id=uuid.uuid4(), now=NOW, today=TODAY)
    Round.objects.update(public_key=b"k" * 32)

    rounds.change(survey_round, replace(form, closes_on=TODAY + timedelta(days=9)), version=1, today=TODAY)
    survey_round.refresh_from_db()
    assert bytes(survey_round.public_key) == b"k" * 32
    rounds.change(survey_round, replace(form, key_deputy=UserFactory()), version=2, today=TODAY)

    survey_round.refresh_from_db()
    assert survey_round.public_key is None


def test_a_new_round_like_the_last_one_keeps_everything_but_the_days():
    newer = QuestionnaireFactory(family="vores", version=2)
    last = ReleasedRoundFactory(
        questionnaire=QuestionnaireFactory(family="vores", version=1), threshold=7, text_threshold=12, remind_after=[5], languages=["sv"]
    )

    copy = rounds.like_last(last, TODAY)

    assert (copy.questionnaire, copy.top, copy.compared_with) == (newer, last.top, last)
    assert (copy.limits["threshold"], copy.limits["text_threshold"], copy.remind_after) == (7, 12, (5,))
    assert (copy.key_holder, copy.key_deputy, copy.languages) == (last.key_holder, last.key_deputy, ("sv",))
    assert (copy.tree_on, copy.closes_on - copy.opens_on) == (TODAY, last.closes_on - last.opens_on)


def test_a_pilot_asks_the_picked_alone_wherever_they_work(hospital):
    top, large, _small = hospital
    here, outside = EngagementFactory(unit=large).user, EngagementFactory().user

    pilot = rounds.prepare_pilot(make(top), [here.pk, outside.pk], by=here, submission_id=uuid.uuid4(), now=NOW, today=TODAY)

    assert pilot.kind == RoundKind.PILOT
    assert {row.unit_id: row.invited for row in pilot.units.all()} == {top.pk: 1, large.pk: 1}
    assert {person for _unit, person in asked_people(pilot)} == {here.pk, outside.pk}


def test_a_pilot_needs_no_key_people_and_is_never_released(hospital):
    by = UserFactory()
    person = EngagementFactory(unit=hospital[1]).user
    pilot = rounds.prepare_pilot(make(hospital[0]), [person.pk], by=by, submission_id=uuid.uuid4(), now=NOW, today=TODAY)
    rounds.open_for_answers(pilot, by=by, now=NOW, today=TODAY)
    assert (pilot.status, pilot.worker_key) == (RoundStatus.OPEN, True)
    Round.objects.filter(pk=pilot.pk).update(status="counted", counted_on=TODAY)
    with pytest.raises(RefusedError):
        rounds.release(pilot, by=by, now=NOW, today=TODAY)


def test_opening_needs_the_key_a_finished_questionnaire_and_somebody_to_ask(hospital):
    survey_round = make(hospital[0], key_holder=UserFactory(), key_deputy=UserFactory())
    assert "Nøglen" in rounds.why_not_open(survey_round, TODAY)
    survey_round.public_key = b"k" * 32
    assert rounds.why_not_open(survey_round, TODAY) == ""
    assert rounds.why_not_open(survey_round, TODAY + timedelta(days=90))
    survey_round.questionnaire.finished_at = None
    assert rounds.why_not_open(survey_round, TODAY)
    empty = make(UnitFactory())
    empty.public_key = b"k" * 32
    assert "Ingen" in rounds.why_not_open(empty, TODAY)


def test_the_moves_of_a_round_and_its_history(hospital):
    by = UserFactory()
    survey_round = make(hospital[0], key_holder=by, key_deputy=UserFactory())
    Round.objects.update(public_key=ROUND_KEY)
    survey_round.refresh_from_db()

    rounds.open_for_answers(survey_round, by=by, now=NOW, today=TODAY)
    assert not survey_round.units.filter(counted_in=None).exists()
    rounds.extend(survey_round, TODAY + timedelta(days=30), by=by, now=NOW, today=TODAY)
    with pytest.raises(RefusedError):
        rounds.extend(survey_round, TODAY + timedelta(days=30), by=by, now=NOW, today=TODAY)
    rounds.close(survey_round, by=by, now=NOW, today=TODAY)
    with pytest.raises(RefusedError):
        rounds.close(survey_round, by=by, now=NOW, today=TODAY)
    with pytest.raises(RefusedError):
        rounds.release(survey_round, by=by, now=NOW, today=TODAY)
    Round.objects.update(status="counted", counted_on=TODAY)
    rounds.release(survey_round, by=by, now=NOW, today=TODAY)

    assert (survey_round.status, survey_round.released_on) == (RoundStatus.RELEASED, TODAY)
    assert [act.verb for act in RoundAct.objects.order_by("pk")] == ["open", "extend", "close", "release"]


def test_a_round_closes_the_day_after_its_last_one():
    past, last_day = OpenRoundFactory(closes_on=TODAY, opens_on=TODAY), OpenRoundFactory(closes_on=TODAY + timedelta(days=1))
    tomorrow = TODAY + timedelta(days=1)

    assert rounds.close_those_past(now=NOW, today=TODAY) == 0
    assert rounds.close_those_past(now=NOW, today=tomorrow) == 1
    assert rounds.close_those_past(now=NOW, today=tomorrow) == 0

    past.refresh_from_db()
    last_day.refresh_from_db()
    assert (past.status, past.closed_on, last_day.status) == (RoundStatus.CLOSED, tomorrow, RoundStatus.OPEN)


def test_a_limit_may_be_raised_and_never_lowered_and_the_page_tells():
    survey_round, by = OpenRoundFactory(), UserFactory()
    limits = rounds.USUAL_LIMITS | {"threshold": 8}

    rounds.raise_limits(survey_round, limits, by=by, now=NOW)

    assert survey_round.threshold == 8
    assert RoundAct.objects.get().words == {"threshold": [5, 8]}
    with pytest.raises(NotReadyError) as refused:
        rounds.raise_limits(survey_round, limits | {"threshold": 7}, by=by, now=NOW)
    assert list(refused.value.missing) == ["threshold"]


def test_limits_stay_once_the_answers_are_counted():
    with pytest.raises(RefusedError):
        rounds.raise_limits(ReleasedRoundFactory(), rounds.USUAL_LIMITS | {"threshold": 8}, by=UserFactory(), now=NOW)


def test_a_round_is_given_up_not_deleted():
    survey_round = OpenRoundFactory()
    rounds.give_up(survey_round, by=UserFactory(), now=NOW)
    assert survey_round.status == RoundStatus.LOST
    with pytest.raises(RefusedError):
        rounds.give_up(ReleasedRoundFactory(), by=UserFactory(), now=NOW)


def test_the_draft_of_a_large_round_is_laid_in_six_statements(hospital, django_assert_num_queries):
    survey_round = RoundFactory(top=hospital[0])
    with django_assert_num_queries(7):
        freeze_tree(survey_round)
    assert RoundUnit.objects.count() == 3
