"""The wheel in a calendar program and moved month by month; where its activities are done."""

from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar

from actionplans.models import CalendarFeed
from actionplans.usecases.calendars import open_feed, revoke_feed
from annualcycle.models import Meeting, WheelActivity
from annualcycle.wheel_feed import address_of
from annualcycle.wheel_ways import Ways
from annualcycle.wheel_year import WheelYear
from safetynet.dashboard import papers
from safetynet.dashboard.models import DocumentJob
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CoverageFactory,
    EngagementFactory,
    SeatFactory,
    UnitFactory,
    WheelActivityFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    made = CommitteeFactory(name="AMG M2", parent=CommitteeFactory(name="LMU Medicin"))
    CoverageFactory(committee=made, unit=UnitFactory())
    return made


@pytest.fixture
def person():
    return EngagementFactory().user


@pytest.fixture
def leader(group, person, client_of):
    SeatFactory(committee=group, user=person, role="leader")
    return client_of(person)


def path_of(address):
    return "/" + address.split("/", 3)[3]


def test_paper_feed_and_list_show_the_same_activities_months_and_owners(group, person, leader, client):
    for month, title in ((2, "Eftersyn <b>af</b> lifte"), (9, "Møde")):
        WheelActivityFactory(committee=group, month=month, title=title, owner=person)
    above = WheelActivityFactory(committee=group.parent, month=5, title="Runde", goes_down=True, owner_words="Formanden")
    WheelActivityFactory(committee=group, adapts=above, month=6, owner_words="Leder og AMR")
    left_out = WheelActivityFactory(committee=group.parent, month=4, title="Udeladt", goes_down=True)
    WheelActivityFactory(committee=group, adapts=left_out, month=4, is_left_out=True, text="Ikke hos os")
    open_feed(by=person, now=NOW)
    expected = [(entry.root.title, entry.on.month, entry.owner) for entry in WheelYear.of(group, 2026, TODAY).entries]
    assert [month for _title, month, _owner in expected] == [2, 6, 9]

    listed = leader.get(reverse("wheel-committee", args=[group.pk])).context["wheel"].entries
    feed = Calendar.from_ical(client.get(path_of(address_of(group, person))).content).walk("VEVENT")
    this_year = [event for event in feed if event["dtstart"].dt.year == 2026]
    job = DocumentJob(kind=DocumentJob.Kind.WHEEL, words={"pk": group.pk, "year": 2026}, by=person, language="da")
    html = papers.html_of(job, today=TODAY, advance=lambda _progress: None)

    assert [(entry.root.title, entry.on.month, entry.owner) for entry in listed] == expected
    assert [(str(event["summary"]), event["dtstart"].dt.month) for event in this_year] == [one[:2] for one in expected]
    assert all(owner in str(event["description"]) for event, (_title, _month, owner) in zip(this_year, expected, strict=True))
    rows = [html.index("Eftersyn &lt;b&gt;af&lt;/b&gt; lifte</strong>"), html.index("Runde</strong>"), html.index("Møde</strong>")]
    assert rows == sorted(rows)
    assert ["Februar" in html, "Juni" in html, "September" in html, "Maj</h2>" in html] == [True, True, True, False]
    assert html.count("Leder og AMR") == 1
    assert "A3 landscape" in html
    drawing = html[html.index('<svg class="sn-year-wheel"') :].split("</svg>")[0]
    assert ".sn-year-sector path" in drawing  # on paper a drawing knows no style but its own


def test_the_address_opens_one_wheel_and_ends_with_the_persons_own(group, person, leader, client):
    page = reverse("wheel-committee", args=[group.pk])
    assert address_of(group, person) == ""
    leader.post(reverse("wheel-subscribe", args=[group.pk]))
    address = address_of(group, person)
    assert address in leader.get(page).content.decode()
    leader.post(reverse("wheel-subscribe", args=[group.pk]))
    assert address_of(group, person) == address

    assert client.get(path_of(address)).status_code == 200
    own, other = f"/{person.pk}-{group.pk}-", f"/{person.pk}-{group.parent_id}-"
    for wrong in (
        address.replace(own, other),
        address.replace(own, f"/{group.pk}-"),
        address[:-8] + "0000.ics",
        address.replace(own, f"/{'9' * 30}-1-"),
    ):
        assert client.get(path_of(wrong)).status_code == 404
    open_feed(by=person, now=NOW)
    assert client.get(path_of(address)).status_code == 404
    renewed = address_of(group, person)
    assert client.get(path_of(renewed)).status_code == 200
    person.engagements.update(valid_to=TODAY)
    assert client.get(path_of(renewed)).status_code == 404
    revoke_feed(by=person)
    assert not CalendarFeed.objects.exists()


def test_an_activity_is_moved_a_month_and_what_is_handed_down_by_an_adaptation(group, leader):
    own = WheelActivityFactory(committee=group, month=11, day=30)
    above = WheelActivityFactory(committee=group.parent, month=12, goes_down=True, owner_words="Formanden")

    def move(activity, month, shown_in):
        return leader.post(reverse("wheel-move", args=[activity.pk, group.pk, 2026]), {"month": month, "shown_in": shown_in})

    assert 'name="month" value="12"' in leader.get(reverse("wheel-committee", args=[group.pk])).content.decode()
    assert move(own, 12, 11).url.endswith(f"#activity-{own.pk}")
    move(own, 10, 11)  # somebody who saw it where it stood before
    move(above, 11, 12)
    move(above, 12, 11)
    assert move(own, 13, 12).status_code == 404

    own.refresh_from_db()
    adapted = WheelActivity.objects.get(adapts=above)
    assert (own.month, own.day, adapted.month, adapted.owner_words) == (12, 30, 12, "Formanden")
    above.refresh_from_db()
    assert above.month == 12


def test_a_miss_is_not_moved_out_of_sight_nor_anything_by_a_stranger(group, leader, client_of):
    missed = WheelActivityFactory(committee=group, month=3)
    address = reverse("wheel-move", args=[missed.pk, group.pk, 2026])
    leader.post(address, {"month": 12, "shown_in": 3})
    assert client_of(EngagementFactory().user).post(address, {"month": 4, "shown_in": 3}).status_code == 403

    missed.refresh_from_db()
    assert missed.month == 3


def test_each_kind_leads_to_where_it_is_done(group):
    ways, many = Ways.of(group, TODAY), Ways.of(group.parent, TODAY)
    unit = group.coverages.get().unit_id

    assert ways.of_kind("round")[0] == reverse("apv-unit", args=[unit])
    assert many.of_kind("round") is None
    assert ways.of_kind("meeting")[0] == reverse("meeting-committee", args=[group.pk])
    assert ways.of_kind("self_audit")[0] == reverse("audit-start")
    assert ways.of_kind("theme_day") is None


def test_the_wheels_meeting_is_planned_with_its_name_and_day_and_remembers_where_it_came_from(group, leader):
    activity = WheelActivityFactory(committee=group, kind="meeting", month=12, day=7, title="Vinterens møde")
    new = f"{reverse('meeting-new', args=[group.pk])}?activity={activity.pk}&year=2026"
    assert new.replace("&", "&amp;") in leader.get(reverse("wheel-committee", args=[group.pk])).content.decode()
    form = leader.get(new).context["form"]
    assert (form["title"].value(), form["day"].value()) == ("Vinterens møde", date(2026, 12, 7))

    leader.post(new, {"day": "08-12-2026", "begins": "13:00", "minutes_long": "60", "title": "Vinterens møde"})

    assert Meeting.objects.get().activity == activity
