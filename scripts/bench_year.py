"""The year at the size of a region: a goal and a discussion of each committee, the region's meetings, wheel, plan and report.

What the seed writes for the demo is there already; here each committee below the region's gets two goals that serve the region's and a
completed discussion of last year, and the region's committee some years of meetings with their minutes.
"""

from collections.abc import Iterator
from datetime import timedelta

from django.db import connection
from django.urls import reverse

from annualcycle.models import AgendaItem, AnnualReport, Discussion, Goal, GoalLink, Meeting
from annualcycle.usecases import meetings
from orgstructure.models import Committee, User
from safetynet.common import clock
from scripts.bench_pages import PAGE, REGION_OVERVIEW, Reader, reader_called

MARK = "Måling: "
MEETINGS, ITEMS, BATCH = 40, 12, 2000
OF_EVERYTHING = ("where help is needed", "annual report")  # they add the whole region up, as its overview does


def pages_of() -> Iterator[tuple[Reader, str, str, float]]:
    """Reader, name, address and goal of each page; what is read is laid when it is first asked for."""
    heaviest = reader_called("chair", "head_of_work_environment")  # in the region's committee: rights on each of its units
    reader = reader_called("region", "consultant")
    top = laid(heaviest.user)
    goal = Goal.objects.filter(committee=top, status=Goal.Status.ADOPTED).exclude(links_down=None).order_by("pk")[0]
    held = Meeting.objects.filter(committee=top, title__startswith=MARK).held()[0]
    running = _running(top, heaviest.user)
    for name, address in (
        ("start", reverse("year-start")),
        ("goals of the region", reverse("goal-committee", args=[top.pk])),
        ("one goal", goal.get_absolute_url()),
        ("wheel", reverse("wheel-committee", args=[top.pk])),
        ("meetings", reverse("meeting-committee", args=[top.pk])),
        ("minutes", held.get_absolute_url()),
        ("meeting mode", reverse("meeting-mode-item", args=[running.items.order_by("position")[0].pk])),
        ("discussions below", reverse("discussion-committee", args=[top.pk])),
        ("one discussion", Discussion.objects.filter(committee=top).order_by("-year")[0].get_absolute_url()),
        ("work plans", reverse("work-plan-committee", args=[top.pk])),
        ("competences", reverse("competence-committee", args=[top.pk])),
        ("where help is needed", reverse("overview-committee-need", args=[top.pk])),
        ("learning bank", f"{reverse('example-list')}?q=forflytning"),
        ("clean-up", reverse("plan-clean-up")),
        ("annual report", AnnualReport.objects.filter(status=AnnualReport.Status.PUBLISHED).order_by("pk")[0].get_absolute_url()),
    ):
        for one in (reader, heaviest):
            yield one, f"year, {name}", address, REGION_OVERVIEW if name in OF_EVERYTHING else PAGE


def laid(by: User) -> Committee:
    """The region's committee, with what hangs below it; laid once."""
    top = Committee.objects.existing(clock.today()).order_by("depth", "pk")[0]
    if Goal.objects.filter(title__startswith=MARK).exists():
        return top
    now, today = clock.now(), clock.today()
    above = Goal.objects.filter(committee=top, status=Goal.Status.ADOPTED).order_by("pk")[0]
    below = list(Committee.objects.existing(today).filter(path__startswith=top.path).exclude(pk=top.pk))
    made = {"made_at": now, "made_by": by}
    adopted = {"status": Goal.Status.ADOPTED, "adopted_on": today, "adopted_by": by}
    years = {"first_year": today.year, "last_year": today.year + 3}
    goals = Goal.objects.bulk_create(
        (Goal(committee=one, title=f"{MARK}mål {number}", **years, **adopted, **made) for one in below for number in (1, 2)),
        batch_size=BATCH,
    )
    GoalLink.objects.bulk_create((GoalLink(goal=goal, parent=above) for goal in goals), batch_size=BATCH)
    completed = {"status": Discussion.Status.COMPLETED, "held_on": today, "meeting_interval": "kvartal", "completed_at": now}
    there = set(Discussion.objects.filter(year=today.year - 1).values_list("committee", flat=True))
    Discussion.objects.bulk_create(
        Discussion(committee=one, year=today.year - 1, completed_by=by, **completed, **made) for one in below if one.pk not in there
    )
    _meetings(top, by)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return top


def _meetings(top: Committee, by: User) -> None:
    now = clock.now()
    held = Meeting.objects.bulk_create(
        Meeting(
            committee=top, title=f"{MARK}møde {number}", starts_at=now - timedelta(days=30 * number), status=Meeting.Status.HELD,
            held_at=now - timedelta(days=30 * number), approved_at=now, approved_by=by, made_at=now, made_by=by,
        )
        for number in range(1, MEETINGS + 1)
    )  # fmt: skip
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting, position=place, kind=AgendaItem.Kind.OWN, title=f"Punkt {place}", outcome="Drøftet.", done_at=now, done_by=by
        )
        for meeting in held
        for place in range(1, ITEMS + 1)
    )


def _running(top: Committee, by: User) -> Meeting:
    """A meeting of the region's committee that goes on just now."""
    kept = Meeting.objects.filter(committee=top, title=f"{MARK}nu", status=Meeting.Status.PLANNED).first()
    if kept is not None:
        return kept
    now = clock.now()
    meeting = Meeting.objects.create(committee=top, title=f"{MARK}nu", starts_at=now, made_at=now, made_by=by)
    meetings.fill_agenda(meeting=meeting, reader=by, today=clock.today(), now=now)
    meetings.begin(meeting=meeting, by=by, now=now)
    return meeting
