"""The pages of the year wheel: picture, list and calendar agree; read by everybody, written by who plans that year."""

import re
import uuid

import pytest
from django.urls import reverse
from icalendar import Calendar

from annualcycle.models import WheelActivity, WheelMark
from annualcycle.wheel_picture import MOST, sectors
from annualcycle.wheel_year import State, WheelYear
from safetynet.operations.seed.year.wheel import write_wheel
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    SeatFactory,
    UnitFactory,
    UserFactory,
    WheelActivityFactory,
)

pytestmark = pytest.mark.django_db
NASTY = 'Runde; <script>alert(1)</script>,\\ "én"\nBEGIN:VALARM'


@pytest.fixture
def group():
    return CommitteeFactory(name="AMG M2", parent=CommitteeFactory(name="LMU Medicin", parent=CommitteeFactory(name="RMU")))


@pytest.fixture
def leader(group, client_of):
    person = EngagementFactory().user
    SeatFactory(committee=group, user=person, role="leader")
    return client_of(person)


@pytest.fixture
def employee(client_of):
    return client_of(EngagementFactory().user)


def wheel_of(committee):
    return reverse("wheel-committee", args=[committee.pk])


def written(**changes):
    return {
        "title": "Lifteftersyn", "kind": "other", "month": "12", "owner_words": "AMR", "lead_days": "14", "every": "1",
        "first_year": "2026", "submission_id": str(uuid.uuid4()), **changes,
    }  # fmt: skip


def test_picture_list_and_calendar_agree_and_nothing_written_is_a_command(group, employee):
    for month, title in ((2, "Eftersyn"), (2, "Møde"), (11, NASTY)):
        WheelActivityFactory(committee=group, month=month, title=title)
    above = WheelActivityFactory(committee=group.parent, month=5, day=31, title="Fra oven", goes_down=True)
    left_out = WheelActivityFactory(committee=group.parent, title="Udeladt", goes_down=True)
    WheelActivityFactory(committee=group, adapts=left_out, is_left_out=True, text="Ikke hos os")
    WheelActivityFactory(committee=group.parent, title="Kun for udvalget")

    html = employee.get(wheel_of(group)).content.decode()
    file = employee.get(reverse("wheel-calendar", args=[group.pk]))
    events = Calendar.from_ical(file.content).walk("VEVENT")
    listed = re.findall(r'sn-year-number">(\d+)</span>', html)
    drawn = re.findall(r'<text y="5">(\d+)</text>', html)

    assert listed == drawn == ["1", "2", "3", "4"]
    assert [str(event["summary"]) for event in events] == ["Eftersyn", "Møde", "Fra oven", NASTY]
    assert [event["dtstart"].dt.isoformat() for event in events] == ["2026-02-01", "2026-02-01", "2026-05-31", "2026-11-01"]
    assert b"\r\nBEGIN:VALARM" not in file.content
    assert "<script>alert" not in html
    assert ("Ikke hos os" in html, "Kun for udvalget" in html) == (True, False)
    assert above.title in html


def test_a_month_with_more_than_the_picture_holds_says_how_many(group):
    for _ in range(MOST + 2):
        WheelActivityFactory(committee=group, month=3)

    dots = sectors(WheelYear.of(group, 2026, TODAY))[2].dots
    assert [dot.label for dot in dots] == [*(str(n) for n in range(1, MOST)), "+3"]
    assert len({(dot.x, dot.y) for dot in dots}) == MOST


def test_the_leader_writes_changes_and_removes_an_activity(group, leader):
    assert leader.post(reverse("wheel-new", args=[group.pk]), written()).status_code == 302
    activity = WheelActivity.objects.get()
    assert "Lifteftersyn" in leader.get(wheel_of(group)).content.decode()
    leader.post(reverse("wheel-edit", args=[activity.pk]), written(title="Eftersyn af lifte", version="1"))
    refused = leader.post(reverse("wheel-edit", args=[activity.pk]), written(title="For sent", version="1"))
    assert (refused.status_code, "For sent" in refused.content.decode()) == (422, True)
    assert "Eftersyn af lifte" in leader.get(wheel_of(group), {"year": "2029"}).content.decode()

    leader.post(reverse("wheel-remove", args=[activity.pk]))
    assert "Eftersyn af lifte" not in leader.get(wheel_of(group)).content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"owner_words": ""}, "owner_words"),
        ({"month": "2", "day": "30"}, "day"),
        ({"first_year": "2027", "last_year": "2026"}, "last_year"),
        ({"title": "Samtale med 010190-1234"}, "title"),
    ],
)
def test_what_cannot_stand_is_told_beside_its_field(group, leader, changes, field):
    answer = leader.post(reverse("wheel-new", args=[group.pk]), written(**changes))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert not WheelActivity.objects.exists()


def test_what_is_handed_down_is_done_our_way_left_out_and_taken_back(group, leader):
    above = WheelActivityFactory(committee=group.parent, month=12, title="Runde", goes_down=True)
    adapt = reverse("wheel-adapt", args=[above.pk, group.pk])
    given = {"month": "11", "owner_words": "Vi selv", "first_year": "2026", "version": "0"}
    assert leader.get(adapt).context["form"].initial["owner_words"] == "Formanden"

    leader.post(adapt, given)
    assert "Vi selv" in leader.get(wheel_of(group)).content.decode()
    assert leader.post(adapt, given | {"version": "1", "is_left_out": "on"}).context["form"].errors.keys() == {"text"}
    leader.post(adapt, given | {"version": "1", "is_left_out": "on", "text": "Vi har ingen lifte"})
    assert "Vi har ingen lifte" in leader.get(wheel_of(group)).content.decode()
    leader.post(reverse("wheel-as-above", args=[above.pk, group.pk]))

    assert "Vi har ingen lifte" not in leader.get(wheel_of(group)).content.decode()
    own = WheelActivityFactory(committee=group)
    assert leader.get(reverse("wheel-adapt", args=[own.pk, group.pk])).status_code == 404


def test_a_miss_is_told_beside_the_month_and_then_marked(group, leader):
    own = WheelActivityFactory(committee=group, month=3)
    refused = leader.post(reverse("wheel-edit", args=[own.pk]), written(version="1"))
    assert list(refused.context["form"].errors) == ["month"]
    mark = reverse("wheel-mark", args=[own.pk, group.pk, 2026])
    assert leader.post(mark, {"state": "not_done", "words": ""}).context["form"].errors.keys() == {"words"}

    leader.post(mark, {"state": "not_done", "words": "Ingen vagter", "seen": ""})
    assert "Ingen vagter" in leader.get(wheel_of(group)).content.decode()
    assert leader.post(mark, {"state": "done", "words": "", "seen": ""}).status_code == 422
    leader.post(mark, {"state": "nothing", "words": "", "seen": "not_done"})
    assert not WheelMark.objects.exists()
    assert leader.get(reverse("wheel-mark", args=[own.pk, group.pk, 2027])).status_code == 404


def test_the_employee_and_the_neighbour_change_nothing(group, leader, employee):
    neighbour = CommitteeFactory(parent=group.parent)
    theirs = WheelActivityFactory(committee=neighbour)
    above = WheelActivityFactory(committee=group.parent, goes_down=True)
    WheelMark.objects.create(activity=theirs, committee=neighbour, year=2026, state="done", on=TODAY, by=UserFactory())

    assert "sn-year-ways" not in employee.get(wheel_of(neighbour)).content.decode()
    for name, keys in (
        ("wheel-new", [neighbour.pk]), ("wheel-edit", [theirs.pk]), ("wheel-remove", [theirs.pk]), ("wheel-edit", [above.pk]),
        ("wheel-adapt", [above.pk, neighbour.pk]), ("wheel-as-above", [above.pk, neighbour.pk]), ("wheel-mark", [theirs.pk, neighbour.pk, 2026]),
    ):  # fmt: skip
        for client in (leader, employee):
            assert client.post(reverse(name, args=keys), written()).status_code == 403, name


@pytest.mark.parametrize("count", [1, 12])
def test_the_page_asks_as_many_questions_for_many_as_for_one(group, leader, count, django_assert_max_num_queries):
    for month in range(1, count + 1):
        WheelActivityFactory(committee=group, month=month, owner=UserFactory())
        WheelActivityFactory(committee=group.parent, month=month, goes_down=True)

    with django_assert_max_num_queries(14):
        leader.get(wheel_of(group))


def test_the_demo_hands_down_adapts_does_and_misses(group):
    unit = UnitFactory()
    CoverageFactory(committee=group, unit=unit)
    write_wheel(unit.pk, by=UserFactory(), today=TODAY)

    year = WheelYear.of(group, 2026, TODAY)
    assert {one.state.value for one in year.entries} == {"done", "not_done", "missed", "due"}
    assert year.count(State.MISSED) == 1
    assert [one.row.month for one in year.entries if one.root.title == "Sikkerhedsrunde om foråret"] == [4]
    assert [one.root.title for one in WheelYear.of(group.parent, 2026, TODAY).left_out] == ["Temadag om psykisk arbejdsmiljø"]
    assert WheelActivity.objects.exclude(made_at__lt=NOW).count() == 0
