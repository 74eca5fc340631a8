"""The annual discussion: the order of levels, what is written, what it takes to complete it, and signatures."""

import uuid
from datetime import date

import pytest

from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import Discussion, Participant, Point, Recommendation, RecommendationAnswer
from annualcycle.usecases import discussions, goals
from annualcycle.usecases.discussions import OnePage, Said, Taking
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    EngagementFactory,
    GoalFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
SPRING = date(2026, 3, 1)


@pytest.fixture
def hospital():
    return CommitteeFactory(name="HMU")


@pytest.fixture
def committee(hospital):
    made = CommitteeFactory(name="LMU Medicin", parent=hospital)
    unit = UnitFactory(name="Afsnit M2")
    CoverageFactory(committee=made, unit=unit)
    EngagementFactory.create_batch(12, unit=unit)
    return made


@pytest.fixture
def by(committee):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair", role_word="Formand")
    return person


def begun(place, by, because="HMU mødes først i december"):
    return discussions.start(place=place, because=because, submission_id=uuid.uuid4(), by=by, now=NOW)


def write(discussion, point, text, by, **more):
    version = discussion.points.get(point=point).version
    discussions.write_point(discussion=discussion, point=point, said=Said(text, **more), version=version, by=by, now=NOW)


def written(place, by):
    """Everything that the law asks for."""
    discussion = begun(place, by)
    for point in discussions.required_of(discussion):
        more = {"interval": "hver måned"} if point == Point.TOGETHER else {}
        write(discussion, point, f"Om {point}", by, **more)
    taking = Taking(TODAY, [by.pk], [("Ida Holm", "konsulent")])
    discussions.write_people(discussion=discussion, taking=taking, roles={by.pk: "Formand"}, version=discussion.version)
    return discussion


def missing_in(discussion):
    return [one.step for one in discussions.what_is_missing(discussion, TODAY)]


def test_begun_twice_it_is_one_and_the_points_of_the_law_stand_there(committee, by):
    discussion = begun(committee, by)

    assert begun(committee, by) == discussion
    assert (discussion.year, discussion.employees) == (2026, 12)
    assert set(discussion.points.values_list("point", flat=True)) == {"reached", "content", "together", "goals", "competence"}


def test_before_the_level_above_it_is_begun_with_one_line_why(committee, hospital, by):
    with pytest.raises(RefusedError, match="Skriv"):
        begun(committee, by, because="")
    assert not Discussion.objects.exists()
    CompletedDiscussionFactory(committee=hospital, year=2026)

    assert begun(committee, by, because="").before_parent_because == ""


def test_until_summer_what_the_level_above_held_the_year_before_opens_it(committee, hospital):
    last = CompletedDiscussionFactory(committee=hospital, year=2025, held_on=date(2025, 12, 8))

    assert discussions.opened_by(committee, 2026, SPRING) == last
    assert discussions.waits_for(committee, 2026, SPRING) is None
    assert discussions.opened_by(committee, 2026, TODAY) is None
    assert discussions.waits_for(committee, 2026, TODAY) == hospital
    assert discussions.waits_for(hospital, 2026, TODAY) is None


def test_two_who_write_under_one_point_at_once_are_told(committee, by):
    discussion = begun(committee, by)
    write(discussion, "content", "Den første", by)

    with pytest.raises(StaleError):
        discussions.write_point(discussion=discussion, point="content", said=Said("Den anden"), version=1, by=by, now=NOW)
    assert discussion.points.get(point="content").text == "Den første"


def test_what_is_missing_is_said_all_at_once_by_step(committee, hospital, by):
    opening = CompletedDiscussionFactory(committee=hospital, year=2026)
    Recommendation.objects.create(discussion=opening, position=1, text="Tal om belastning")
    old = GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene")
    discussion = begun(committee, by, because="")

    assert missing_in(discussion) == [
        "reached",
        "content",
        "together",
        "goals",
        "competence",
        "reached",
        "together",
        "above",
        "people",
        "people",
    ]
    with pytest.raises(RefusedError) as error:
        discussions.complete(discussion=discussion, by=by, now=NOW)
    assert set(error.value.faults) == {"reached", "content", "together", "goals", "competence", "above", "people"}
    assert old.title in error.value.faults["reached"]


def test_it_is_blocked_until_last_years_goals_are_judged(committee, by):
    old = GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene")
    GoalFactory(committee=committee, first_year=2026, adopted_on="2025-12-01")
    discussion = written(committee, by)
    with pytest.raises(RefusedError, match="Ingen løfter alene"):
        discussions.complete(discussion=discussion, by=by, now=NOW)

    goals.judge(goal=old, year=2025, verdict="partly", words="Om dagen", version=0, by=by, now=NOW)
    new = GoalFactory(committee=committee, first_year=2027, status="draft", title="Makker fra første dag")
    goals.adopt(goal=new, by=by, today=TODAY)
    discussions.complete(discussion=discussion, by=by, now=NOW)

    kept = discussion.shown
    assert [(one["title"], one["verdict"], one["words"]) for one in kept["judged"]] == [("Ingen løfter alene", "partly", "Om dagen")]
    assert [one["title"] for one in kept["adopted"]] == ["Makker fra første dag"]
    assert {part["code"] for part in kept["parts"]} >= {"plans"}


def test_completed_nothing_of_it_is_changed_any_more(committee, by):
    discussion = written(committee, by)
    child = CommitteeFactory(parent=committee)
    discussions.complete(discussion=discussion, by=by, now=NOW)

    common = {"discussion": discussion, "by": by, "now": NOW}
    acts = [
        lambda: discussions.write_point(point="content", said=Said("Nyt"), version=2, **common),
        lambda: discussions.write_people(discussion=discussion, taking=Taking(TODAY, [], []), roles={}, version=discussion.version),
        lambda: discussions.answer_above(answers={}, version=discussion.version, **common),
        lambda: discussions.give_input(committee=child, text="x", version=0, **common),
        lambda: discussions.recommend(discussion=discussion, text="x", goal=None),
        lambda: discussions.decide(given={"text": "x", "submission_id": uuid.uuid4()}, **common),
        lambda: discussions.complete(**common),
    ]
    for act in acts:
        with pytest.raises(NotNowError):
            act()
    assert discussion.points.get(point="content").text == "Om content"
    assert discussion.shown["no_input_from"] == [child.name]


def test_who_took_part_signs_alone_and_once_and_only_what_is_completed(committee, by):
    discussion = written(committee, by)
    with pytest.raises(NotNowError, match="afsluttet"):
        discussions.sign(discussion=discussion, person=by, now=NOW)
    discussions.complete(discussion=discussion, by=by, now=NOW)
    discussions.sign(discussion=discussion, person=by, now=NOW)

    for person in (by, UserFactory()):
        with pytest.raises(NotNowError):
            discussions.sign(discussion=discussion, person=person, now=NOW)
    assert list(discussion.participants.order_by("pk").values_list("person", "name", "signed_at")) == [
        (by.pk, "", NOW),
        (None, "Ida Holm", None),
    ]


@pytest.mark.parametrize("day", [None, date(2026, 11, 23), date(2025, 12, 1)], ids=["none", "to come", "another year"])
def test_the_day_has_been_and_is_of_the_year(committee, by, day):
    discussion = written(committee, by)
    Discussion.objects.filter(pk=discussion.pk).update(held_on=day)
    discussion.refresh_from_db()

    assert missing_in(discussion) == ["people"]


def test_recommendations_open_those_below_and_each_is_answered_with_words_unless_taken_up(committee, hospital, by):
    opening = CompletedDiscussionFactory(committee=hospital, year=2026)
    first, second = [Recommendation.objects.create(discussion=opening, position=n, text=f"Anbefaling {n}") for n in (1, 2)]
    elsewhere = Recommendation.objects.create(discussion=CompletedDiscussionFactory(year=2026), position=1, text="Et andet sted")
    discussion = begun(committee, by, because="")
    assert discussions.recommended_to(discussion, TODAY) == [first, second]

    def answer(answers, version):
        discussions.answer_above(discussion=discussion, answers=answers, version=version, by=by, now=NOW)

    with pytest.raises(RefusedError):
        answer({first.pk: ("not_for_us", "")}, 1)
    answer({first.pk: ("taken_up", ""), second.pk: ("", ""), elsewhere.pk: ("taken_up", "")}, 1)
    with pytest.raises(StaleError):
        answer({second.pk: ("adapted", "Hver måned")}, 1)
    answer({second.pk: ("adapted", "Hver måned")}, 2)

    assert list(RecommendationAnswer.objects.order_by("pk").values_list("recommendation", "answer", "words")) == [
        (first.pk, "taken_up", ""), (second.pk, "adapted", "Hver måned"),
    ]  # fmt: skip
    assert "above" not in missing_in(discussion)


def test_each_group_next_below_gives_its_input_once_and_the_others_are_named(committee, by):
    group, other = CommitteeFactory(name="AMG Dag", parent=committee), CommitteeFactory(name="AMG Nat", parent=committee)
    discussion = begun(committee, by)
    common = {"discussion": discussion, "by": by, "now": NOW}
    row = discussions.give_input(committee=group, text="Vi mangler en lift", version=0, **common)
    with pytest.raises(StaleError):
        discussions.give_input(committee=group, text="Noget andet", version=0, **common)
    discussions.give_input(committee=group, text="Vi mangler to", version=row.version, **common)
    for stranger in (committee, CommitteeFactory(), CommitteeFactory(parent=group)):
        with pytest.raises(NotNowError):
            discussions.give_input(committee=stranger, text="x", version=0, **common)

    assert discussion.inputs.get().text == "Vi mangler to"
    assert [one.name for one in discussions.below(committee, TODAY)] == [group.name, other.name]


def test_a_decision_sent_twice_is_one_and_stays_once_something_has_become_of_it(committee, by):
    discussion = begun(committee, by)
    given = {"text": "Vi måler støjen", "responsible": by, "due_on": TODAY, "submission_id": uuid.uuid4()}
    write(discussion, "content", "Støj", by, decided=given)
    write(discussion, "content", "Støj", by, decided=given)
    decision = discussion.decisions.get()

    discussion.decisions.update(goal=GoalFactory())
    with pytest.raises(NotNowError):
        discussions.take_back_decision(discussion=discussion, pk=decision.pk)
    discussion.decisions.update(goal=None)
    discussions.take_back_decision(discussion=discussion, pk=decision.pk)
    assert not discussion.decisions.exists()


def test_only_a_workplace_of_one_to_nine_without_a_group_holds_it_on_its_unit(by):
    small, led, large = UnitFactory(), UnitFactory(), UnitFactory()
    for unit, number in ((small, 9), (led, 3), (large, 10)):
        EngagementFactory.create_batch(number, unit=unit)
    CoverageFactory(unit=led, committee=CommitteeFactory())

    for unit in (led, large, UnitFactory()):
        with pytest.raises(NotNowError):
            begun(unit, by)
    discussion = begun(small, by)
    assert discussions.points_of(discussion)[-2:] == ("competence", "expertise")
    assert "expertise" in missing_in(discussion)
    assert "competence" not in missing_in(discussion)


def test_a_small_workplace_writes_and_completes_on_one_page_or_nothing_of_it(by):
    unit = UnitFactory()
    people = [EngagementFactory(unit=unit).user for _ in range(3)]
    discussion = begun(unit, by)
    texts = {point: f"Om {point}" for point in ("reached", "content", "together", "goals", "competence", "expertise")}
    taking = Taking(TODAY, [one.pk for one in people], [])

    def save(page, version):
        discussions.write_page(discussion=discussion, page=page, roles={}, version=version, by=by, now=NOW, completes=True)

    with pytest.raises(RefusedError) as error:
        save(OnePage(texts | {"expertise": ""}, "", taking, {}, None), 1)
    assert set(error.value.faults) == {"expertise", "together"}
    assert not Participant.objects.exists()
    save(OnePage(texts, "på hvert personalemøde", taking, {}, None), 1)

    assert discussion.is_completed
    assert discussion.participants.count() == 3
