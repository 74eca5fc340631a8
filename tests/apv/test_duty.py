"""The APV duty: clocks per unit and topic, changes at work, what may be registered, and the unit's page."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from actionplans.models import Topic
from apv.models import Dialogue, TopicCover, WorkChange
from apv.usecases.assessing import complete
from apv.usecases.duty import SOON, Clock, ClockState, clock, cover, register_earlier, replace_unit, years_after
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    AssessmentFactory,
    EngagementFactory,
    FindingFactory,
    TopicCoverFactory,
    UnitFactory,
    UserFactory,
    WorkChangeFactory,
)

DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


@given(DAYS)
def test_the_clock_is_due_the_same_day_three_years_on_and_over_time_from_the_day_after(last):
    due_on = years_after(last, 3)
    assert (due_on.year, due_on.month) == (last.year + 3, last.month)
    assert due_on.day == last.day or (last.month, last.day, due_on.day) == (2, 29, 28)
    assert Clock.of(last, 3, due_on).state == ClockState.SOON
    assert Clock.of(last, 3, due_on + timedelta(days=1)).state == ClockState.OVERDUE
    assert Clock.of(last, 3, due_on - SOON).state == ClockState.SOON
    assert Clock.of(last, 3, due_on - SOON - timedelta(days=1)).state == ClockState.FINE


@given(DAYS, DAYS)
def test_of_two_days_the_later_is_never_due_before_the_earlier(one, other):
    first, second = sorted((one, other))
    assert years_after(first, 3) <= years_after(second, 3)


def test_a_leap_day_is_due_on_the_last_day_of_february():
    assert Clock.of(date(2024, 2, 29), 3, date(2027, 2, 28)).state == ClockState.SOON
    assert Clock.of(date(2024, 2, 29), 3, date(2027, 3, 1)).state == ClockState.OVERDUE


def test_where_the_law_sets_no_years_nothing_is_due():
    assert Clock.of(TODAY, None, TODAY + timedelta(days=9999)) == Clock(TODAY, None, ClockState.FINE)
    assert Clock.of(None, None, TODAY).state == ClockState.NEVER


def states(unit, today=TODAY):
    return {one.topic: one.clock.state for one in clock([unit.pk], today)[unit.pk].topics}


@pytest.mark.django_db
def test_every_topic_has_a_clock_of_its_own_and_a_partial_apv_sets_only_its_own():
    assessment = AssessmentFactory()

    new = cover(unit=assessment.unit, topics=["chemical", "other"], on=TODAY, assessment=assessment, by=assessment.begun_by)

    assert new == 1
    assert states(assessment.unit) == {
        Topic.ACCIDENT: "never", Topic.ERGONOMIC: "never", Topic.PHYSICAL: "never", Topic.CHEMICAL: "fine",
        Topic.BIOLOGICAL: "never", Topic.PSYCHOSOCIAL: "never", Topic.ABSENCE: "never",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_completed_apv_covers_its_topics():
    assessment = AssessmentFactory(
        topics=["chemical"], absence_link="none", absence_text="Intet fundet", participation="AMR var med", follow_up_on=TODAY
    )
    Dialogue.objects.create(assessment=assessment, held_on=TODAY, participants="Alle", said="Intet", by=assessment.begun_by, at=NOW)
    complete(assessment, by=assessment.begun_by, now=NOW, today=TODAY)
    assert list(TopicCover.objects.values_list("topic", "covered_on", "assessment")) == [("chemical", TODAY, assessment.pk)]


@pytest.mark.django_db
def test_the_latest_day_counts_and_covering_twice_from_the_same_is_as_once():
    assessment = AssessmentFactory()
    how = {"unit": assessment.unit, "topics": ["chemical"], "assessment": assessment, "by": None}
    cover(on=TODAY, **how)
    assert cover(on=TODAY, **how) == 0
    TopicCoverFactory(unit=assessment.unit, topic="chemical", covered_on=TODAY - timedelta(days=3000))
    assert TopicCover.objects.count() == 2
    assert states(assessment.unit)[Topic.CHEMICAL] == "fine"


@pytest.mark.django_db
def test_a_wrong_day_is_corrected_by_setting_the_clock_anew():
    unit, by = UnitFactory(), UserFactory()
    TopicCoverFactory(unit=unit, topic="chemical", covered_on=TODAY)
    told = {"unit": unit, "topics": ["chemical"], "note": "Mappen", "by": by, "now": NOW}
    register_earlier(on=TODAY - timedelta(days=2000), is_reset=True, **told)
    register_earlier(on=TODAY - timedelta(days=2000), is_reset=True, **told)
    assert states(unit)[Topic.CHEMICAL] == "overdue"
    assert TopicCover.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "refused"),
    [
        ({"covered_on": None}, "has_a_day_or_resets"),
        ({"note": ""}, "names_its_source"),
        ({"source": "assessment"}, "names_its_source"),
        ({"source": "carried"}, "names_its_source"),
        ({"topic": "other"}, "is_of_a_clocked_topic"),
    ],
)
def test_the_database_refuses_a_cover_without_day_source_or_clock(columns, refused):
    with pytest.raises(IntegrityError, match=f"topic_cover_{refused}"):
        TopicCoverFactory(**columns)


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["topiccover", "riskassessmentversion", "riskconfirmation"])
@pytest.mark.parametrize("role", ["safetynet_web", "safetynet_worker"])
def test_facts_of_the_duty_are_only_added_to(table, role):
    for statement in (f"UPDATE apv_{table} SET id = id", f"DELETE FROM apv_{table}"):  # noqa: S608  our own tables
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(statement)


# --- Changes at work --------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_change_is_open_until_each_of_its_topics_was_covered_since_it_was_known():
    change = WorkChangeFactory(topics=["ergonomic", "physical"])
    TopicCoverFactory(unit=change.unit, topic="ergonomic", covered_on=TODAY - timedelta(days=1))
    TopicCoverFactory(topic="ergonomic", covered_on=TODAY)
    assert [one.left for one in WorkChange.objects.open()] == [["ergonomisk arbejdsmiljø", "fysisk arbejdsmiljø"]]

    TopicCoverFactory(unit=change.unit, topic="ergonomic", covered_on=TODAY)
    assert [one.left for one in WorkChange.objects.open()] == [["fysisk arbejdsmiljø"]]

    TopicCoverFactory(unit=change.unit, topic="physical", covered_on=TODAY)
    assert not WorkChange.objects.open().exists()


@pytest.mark.django_db
def test_a_change_registered_late_is_handled_by_what_was_covered_since_it_came():
    change = WorkChangeFactory(on=TODAY - timedelta(days=20))
    TopicCoverFactory(unit=change.unit, topic="ergonomic", covered_on=TODAY - timedelta(days=10))
    assert not WorkChange.objects.open().exists()


@pytest.mark.django_db
def test_a_change_is_registered_once_and_taken_back_with_a_reason(client_of, person_with):
    unit = UnitFactory()
    client = client_of(person_with(Perm.EDIT_PLANS, on=unit))
    page = reverse("work-change-new", args=[unit.pk])
    form = client.get(page).context["form"]
    said = {
        "kind": "premises", "on": "1.2.2027", "description": "Nye lokaler", "topics": ["physical"],
        "submission_id": form.initial["submission_id"],
    }  # fmt: skip
    for _twice in range(2):
        assert client.post(page, said).status_code == 302
    change = WorkChange.objects.get()
    assert "Nye lokaler" in client.get(reverse("apv-unit", args=[unit.pk])).content.decode()

    client.post(reverse("work-change-withdraw", args=[change.pk]), {"because": "Opgivet"})
    client.post(reverse("work-change-withdraw", args=[change.pk]), {"because": "Igen"})

    change.refresh_from_db()
    assert (change.withdrawn_on, change.withdrawn_because) == (TODAY, "Opgivet")
    assert not WorkChange.objects.open().exists()


@pytest.mark.django_db
def test_a_number_used_in_another_unit_registers_nothing(client_of, person_with):
    there, unit = WorkChangeFactory(), UnitFactory()
    client = client_of(person_with(Perm.EDIT_PLANS, on=unit))
    said = {"kind": "work", "on": "1.2.2027", "description": "Andet", "topics": ["physical"], "submission_id": there.submission_id}
    answer = client.post(reverse("work-change-new", args=[unit.pk]), said)
    assert answer.status_code == 422
    assert "Andet" in answer.content.decode()
    assert WorkChange.objects.count() == 1


# --- The page -------------------------------------------------------------------------------------------
@pytest.fixture
def ward(db):
    return UnitFactory(name="Afsnit M2", parent=UnitFactory(name="Hospitalet"))


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, on=ward)


def test_the_page_says_of_each_topic_when_it_was_covered_and_is_due(client_of, ward):
    TopicCoverFactory(unit=ward, topic="chemical", covered_on=date(2024, 2, 29))
    TopicCoverFactory(unit=ward, topic="psychosocial", covered_on=date(2023, 1, 5))

    text = client_of(EngagementFactory().user).get(reverse("apv-unit", args=[ward.pk])).content.decode()

    assert "28-02-2027" in text
    assert "05-01-2026" in text
    assert "Over tiden" in text
    assert "Registrér" not in text  # a reader registers nothing


def test_an_earlier_apv_starts_its_clocks_and_a_day_to_come_is_refused_at_the_field(client_of, ward, manager):
    client, page = client_of(manager), reverse("apv-earlier", args=[ward.pk])
    said = {"topics": ["chemical", "absence"], "on": "1.3.2025", "note": "Mappen i personalerummet"}
    refused = client.post(page, said | {"on": "1.3.2027"})
    assert refused.status_code == 422
    assert "Dagen ligger i fremtiden" in refused.content.decode()
    assert not TopicCover.objects.exists()

    client.post(page, said)
    assert list(TopicCover.objects.order_by("topic").values_list("topic", "covered_on", "by")) == [
        ("absence", date(2025, 3, 1), manager.pk), ("chemical", date(2025, 3, 1), manager.pk),
    ]  # fmt: skip


def test_the_elements_of_the_newest_apv_have_each_their_state(client_of, ward):
    assessment = AssessmentFactory(unit=ward)
    FindingFactory(assessment=assessment)
    page = client_of(EngagementFactory().user).get(reverse("apv-unit", args=[ward.pk])).context["page"]
    assert [one.state for one in page.elements] == ["active", "overdue", "active", "overdue"]


def test_in_sweden_absence_is_no_element_and_no_topic_is_due(client_of, ward, settings):
    settings.COUNTRY = "SE"
    AssessmentFactory(unit=ward)
    TopicCoverFactory(unit=ward, topic="chemical", covered_on=date(1999, 1, 1))
    page = client_of(EngagementFactory().user).get(reverse("apv-unit", args=[ward.pk])).context["page"]
    assert len(page.elements) == 3
    assert page.clocks.topics[3].clock.state == "fine"


def test_the_page_asks_as_much_of_many_as_of_few(client_of, ward):
    client = client_of(EngagementFactory().user)
    page = reverse("apv-unit", args=[ward.pk])
    client.get(page)
    counts = []
    for _more in range(2):
        for topic in ("chemical", "physical"):
            TopicCoverFactory(unit=ward, topic=topic)
            WorkChangeFactory(unit=ward, topics=[topic], on=TODAY + timedelta(days=5))
        FindingFactory(assessment=AssessmentFactory(unit=ward))
        with connection.execute_wrapper(counter := Counter()):
            client.get(page)
        counts.append(counter.number)
    assert counts[0] == counts[1]


class Counter:
    """How many queries there were."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute, *args):
        self.number += 1
        return execute(*args)


# --- Reorganisation ---------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_who_carries_on_is_covered_only_if_all_were_and_as_the_earliest():
    old, new = UnitFactory(), UnitFactory()
    early, later = TODAY - timedelta(days=900), TODAY - timedelta(days=30)
    for unit, topic, day in ((old, "chemical", early), (new, "chemical", later), (new, "physical", later), (old, "accident", later)):
        TopicCoverFactory(unit=unit, topic=topic, covered_on=day)

    for _twice in range(2):
        replace_unit(old=old, new=new, on=TODAY, now=NOW, by=None)

    last = {topic: day for _unit, topic, day in TopicCover.objects.last_days([new.pk]) if day}
    assert last == {"chemical": early}


@pytest.mark.django_db
def test_a_unit_begun_that_day_takes_the_clocks_of_the_first_and_then_the_earlier():
    one, two = UnitFactory(), UnitFactory()
    new = UnitFactory(valid_from=TODAY)
    TopicCoverFactory(unit=one, topic="chemical", covered_on=TODAY)
    TopicCoverFactory(unit=two, topic="physical", covered_on=TODAY)
    replace_unit(old=one, new=new, on=TODAY, now=NOW, by=None)
    assert states(new)[Topic.CHEMICAL] == "fine"
    replace_unit(old=two, new=new, on=TODAY, now=NOW, by=None)
    assert set(states(new).values()) == {"never"}
