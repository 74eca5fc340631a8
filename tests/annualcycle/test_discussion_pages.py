"""The pages of the annual discussion: held by who plans the year, read by everybody once completed, signed by oneself."""

import re
import uuid
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from annualcycle.models import Decision, Discussion, DiscussionPoint, Participant, Recommendation
from annualcycle.usecases import discussions
from annualcycle.usecases.discussions import Said
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    DiscussionFactory,
    EngagementFactory,
    GoalFactory,
    LevelFactory,
    SeatFactory,
    UnitFactory,
)

pytestmark = pytest.mark.django_db
SECRET = "Kvabbelsnask"


@pytest.fixture
def committee():
    made = CommitteeFactory(name="LMU Medicin", parent=CommitteeFactory(name="HMU"))
    unit = UnitFactory(name="Afsnit M2")
    CoverageFactory(committee=made, unit=unit)
    EngagementFactory.create_batch(12, unit=unit)
    return made


@pytest.fixture
def leader(committee):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="chair", role_word="Formand")
    return person


@pytest.fixture
def chair(leader, client_of):
    return client_of(leader)


@pytest.fixture
def employee(client_of):
    return client_of(EngagementFactory().user)


@pytest.fixture
def discussion(committee, leader):
    return discussions.start(place=committee, because="HMU mødes i december", submission_id=uuid.uuid4(), by=leader, now=NOW)


def text(client, url):
    return unescape(client.get(url).content.decode())


def step(discussion, name):
    return reverse("discussion-step", args=[discussion.pk, name])


def completed(discussion, by, *people):
    """Written as the law asks, and completed."""
    DiscussionPoint.objects.filter(discussion=discussion).update(text="Sådan gjorde vi")
    Discussion.objects.filter(pk=discussion.pk).update(meeting_interval="hver måned", held_on=TODAY)
    Participant.objects.bulk_create(Participant(discussion=discussion, person=person) for person in people)
    discussion.refresh_from_db()
    discussions.complete(discussion=discussion, by=by, now=NOW)
    return discussion


def test_it_is_begun_with_a_reason_where_the_level_above_has_not_held_its_own(committee, chair):
    place = reverse("discussion-committee", args=[committee.pk])
    for page in (reverse("year-start"), reverse("goal-committee", args=[committee.pk])):
        assert place in text(chair, page)
    assert "HMU har ikke afsluttet sin drøftelse endnu" in text(chair, place)
    begin = reverse("discussion-committee-new", args=[committee.pk])
    refused = chair.post(begin, {"because": ""})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"because"})

    for _ in range(2):
        answer = chair.post(begin, {"because": "Vi har møde nu"})

    assert answer.url == Discussion.objects.get().get_absolute_url()
    page = text(chair, answer.url)
    assert "Trin, der er gjort" in page
    for name in ("reached", "content", "together", "goals", "competence", "people", "check"):
        assert step(Discussion.objects.get(), name) in page, name


def test_each_step_is_kept_and_one_goes_on_where_one_was(discussion, chair, leader):
    given = {"text": "Vi mødes mere", "interval": "hver anden måned", "version": "1"}
    answer = chair.post(step(discussion, "together"), given)
    assert answer.url == step(discussion, "goals")
    assert chair.post(step(discussion, "reached"), {"text": "Vi nåede det", "version": "1"}).url == step(discussion, "content")

    assert chair.get(discussion.get_absolute_url()).context["page"].resume.code == "content"
    stale = chair.post(step(discussion, "together"), given | {"text": "Fra en anden fane"})
    assert stale.status_code == 422
    assert ("Fra en anden fane" in (page := unescape(stale.content.decode())), "Vi mødes mere" in page) == (True, True)

    refused = chair.post(step(discussion, "content"), {"text": "Støj", "decision": "Vi måler", "version": "1"})
    assert set(refused.context["form"].errors) == {"responsible", "due_on"}
    told = {"decision": "Vi måler", "responsible": leader.pk, "due_on": "01-03-2027", "submission_id": str(uuid.uuid4()), "stay": "1"}
    chair.post(step(discussion, "content"), {"text": "Støj", "version": "1"} | told)
    decision = Decision.objects.get()
    assert (decision.text, decision.responsible, decision.discussion) == ("Vi måler", leader, discussion)
    assert f"decision-{decision.pk}" in text(chair, step(discussion, "content"))
    saved = {"text": "Støj", "version": "2"}
    assert chair.post(step(discussion, "content"), saved | {"remove": f"decision-{decision.pk}"}).url == step(discussion, "content")
    assert not Decision.objects.exists()
    for nothing in ("goal-1", "decision-x", "decision"):
        assert chair.post(step(discussion, "content"), saved | {"remove": nothing}).status_code == 404, nothing
    assert chair.get(step(discussion, "nowhere")).status_code == 404


def test_last_years_goals_stand_in_the_step_with_a_way_to_judge_them_and_back(committee, discussion, chair):
    old = GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene")
    draft = GoalFactory(committee=committee, first_year=2027, status="draft", title="Makker fra første dag")
    here = step(discussion, "reached")
    judge = f"{reverse('goal-judge', args=[old.pk, 2025])}?next={here}"
    assert judge in text(chair, here)

    assert chair.post(judge, {"verdict": "reached", "words": "", "version": "0"}).url == here
    assert "<strong>Nået</strong>" in text(chair, here)
    goals = step(discussion, "goals")
    assert f'form="words" name="adopt" value="{draft.pk}"' in text(chair, goals)
    elsewhere = GoalFactory(first_year=2027, status="draft")
    assert chair.post(goals, {"text": "", "version": "1", "adopt": elsewhere.pk}).status_code == 404
    assert chair.post(goals, {"text": "Derfor", "version": "1", "adopt": draft.pk}).url == goals
    draft.refresh_from_db()
    assert (draft.status, discussion.points.get(point="goals").text) == ("adopted", "Derfor")
    assert chair.post(f"{judge}x", {"verdict": "reached", "words": "", "version": "1"}).url == f"{here}x"
    away = f"{reverse('goal-judge', args=[old.pk, 2025])}?next=https://example.org/"
    assert chair.post(away, {"verdict": "reached", "words": "", "version": "2"}).url == old.get_absolute_url()


def test_words_are_saved_on_the_way_to_judging_a_goal_and_stand_there_on_the_way_back(committee, discussion, chair, leader):
    old = GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene")
    here = step(discussion, "reached")
    judge = f"{reverse('goal-judge', args=[old.pk, 2025])}?next={here}"
    page = text(chair, here)
    assert (f'form="words" name="then" value="{judge}"' in page, f'href="{judge}"' in page) == (True, False)

    assert chair.post(here, {"text": "Kun halvt skr", "version": "1", "then": judge}).url == judge
    assert chair.post(judge, {"verdict": "reached", "words": "", "version": "0"}).url == here

    assert chair.get(here).context["form"].initial["text"] == "Kun halvt skr"
    assert discussion.points.get(point="reached").edited_by == leader
    away = {"text": "Nu helt skrevet", "version": "2", "then": "https://example.org/"}
    assert chair.post(here, away).url == step(discussion, "content")


@pytest.mark.parametrize(
    ("typed", "version"),
    [({"text": "Fra en anden fane"}, "1"), ({"text": "Ring til 010190-1234"}, "2"), ({"text": "Støj", "decision": "Vi måler"}, "2")],
    ids=["stale", "with a CPR number", "half a decision"],
)
def test_words_that_cannot_be_saved_stay_and_nobody_is_led_away(discussion, chair, leader, typed, version):
    discussions.write_point(discussion=discussion, point="content", said=Said("Stod der"), version=1, by=leader, now=NOW)
    decided = {"text": "En lift", "responsible": leader, "due_on": TODAY, "submission_id": uuid.uuid4()}
    kept = discussions.decide(discussion=discussion, given=decided, by=leader, now=NOW)

    for way in ({"then": reverse("year-start")}, {"remove": f"decision-{kept.pk}"}):
        answer = chair.post(step(discussion, "content"), typed | {"version": version} | way)

        page = unescape(answer.content.decode())
        assert (answer.status_code, [word in page for word in typed.values()]) == (422, [True] * len(typed)), way
    assert discussion.points.get(point="content").text == "Stod der"
    assert list(discussion.decisions.all()) == [kept]


@pytest.mark.parametrize(
    ("name", "after"), [("reached", "content"), ("content", "together"), ("goals", "competence"), ("onward", "people")]
)
def test_one_link_of_a_step_leads_away_and_it_says_that_it_saves_nothing(committee, discussion, chair, leader, name, after):
    """Every other way is a button that saves first, or opens a tab of its own."""
    CommitteeFactory(parent=committee)
    GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene")
    GoalFactory(committee=committee.parent, title="Et mål ovenfra")
    decided = {"text": "En lift", "responsible": leader, "due_on": TODAY, "submission_id": uuid.uuid4()}
    discussions.decide(discussion=discussion, given=decided, by=leader, now=NOW)
    discussions.recommend(discussion=discussion, text="Gå runder", goal=None)

    page = text(chair, step(discussion, name)).partition("<h1>")[2].partition("</main>")[0]

    links = re.findall("<a [^>]*>", page)
    assert [link for link in links if "_blank" not in link] == [f'<a class="button button-quiet" href="{step(discussion, after)}">']
    assert "Gå videre uden at gemme" in page


def test_who_only_looks_on_and_goes_on_changes_nothing(discussion, chair):
    for name in ("content", "together", "people"):
        shown = chair.get(step(discussion, name)).context["form"].initial
        as_it_stands = {key: value for key, value in shown.items() if value is not None}
        answer = chair.post(step(discussion, name), as_it_stands | {"then": reverse("year-start")})
        assert (answer.status_code, answer.url) == (302, reverse("year-start")), name

    assert not discussion.points.exclude(version=1, edited_by=None).exists()
    assert not discussion.participants.exists()


def test_what_came_from_above_is_answered_and_what_goes_on_is_written(committee, discussion, chair):
    opening = CompletedDiscussionFactory(committee=committee.parent, year=2026)
    one = Recommendation.objects.create(discussion=opening, position=1, text="Tal om belastning")
    CommitteeFactory(parent=committee)
    wrong = chair.post(step(discussion, "above"), {f"answer_{one.pk}": "adapted", "version": "1"})
    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {f"words_{one.pk}"})
    chair.post(step(discussion, "above"), {f"answer_{one.pk}": "adapted", f"words_{one.pk}": "Hver måned", "version": "1"})
    assert discussion.answered.get().words == "Hver måned"

    goal = GoalFactory(committee=committee)
    chair.post(step(discussion, "onward"), {"text": "Gå runder", "goal": goal.pk, "stay": "1"})
    mine = discussion.recommendations.get()
    assert (mine.text, mine.goal) == ("Gå runder", goal)
    chair.post(step(discussion, "onward"), {"text": "Skrevet imens", "remove": f"recommendation-{mine.pk}"})
    assert [one.text for one in discussion.recommendations.all()] == ["Skrevet imens"]
    assert chair.post(step(discussion, "onward"), {"text": "", "then": step(discussion, "people")}).url == step(discussion, "people")


def test_members_are_proposed_and_guests_have_a_line_each(discussion, leader, chair):
    page = chair.get(step(discussion, "people"))
    assert page.context["form"].initial["people"] == [leader.pk]
    given = {"people": [leader.pk], "guests": "Ida Holm, konsulent\n\nBo Lind", "version": "1", "because": "HMU mødes senere"}
    refused = chair.post(step(discussion, "people"), given | {"held_on": "24-12-2026"})
    assert ("held_on" in refused.context["form"].errors, "Ida Holm" in refused.content.decode()) == (True, True)

    chair.post(step(discussion, "people"), given | {"held_on": "20-11-2026"})

    rows = discussion.participants.order_by("pk").values_list("person", "name", "role")
    assert list(rows) == [(leader.pk, "", "formand"), (None, "Ida Holm", "konsulent"), (None, "Bo Lind", "")]


def test_a_group_writes_its_own_input_and_sees_nothing_else_of_it(committee, discussion, chair, client_of):
    DiscussionPoint.objects.filter(discussion=discussion).update(text=SECRET)
    group = CommitteeFactory(name="AMG Dag", parent=committee)
    amr = EngagementFactory().user
    SeatFactory(committee=group, user=amr, role="amr")
    of_group = client_of(amr)
    address = reverse("discussion-input", args=[discussion.pk, group.pk])
    assert address in text(of_group, reverse("discussion-committee", args=[group.pk]))
    assert SECRET not in text(of_group, address)

    of_group.post(address, {"text": "Vi mangler en lift", "version": "0"})
    late = chair.post(address, {"text": "Skrevet samtidig", "version": "0"})

    assert (late.status_code, "Skrevet samtidig" in late.content.decode()) == (422, True)
    assert "Vi mangler en lift" in text(chair, step(discussion, "inputs"))
    assert of_group.get(discussion.get_absolute_url()).status_code == 404
    other = CommitteeFactory(parent=committee)
    assert of_group.get(reverse("discussion-input", args=[discussion.pk, other.pk])).status_code == 403
    assert of_group.get(reverse("discussion-input", args=[discussion.pk, CommitteeFactory().pk])).status_code == 404


def test_an_open_one_is_nobody_elses_and_a_completed_one_everybodys(committee, discussion, leader, chair, employee):
    CommitteeFactory(name="AMG Nat", parent=committee)
    DiscussionPoint.objects.filter(discussion=discussion).update(text=SECRET)
    names = ("discussion-detail", "discussion-complete", "discussion-sign", "discussion-pdf")
    for name in names:
        address = reverse(name, args=[discussion.pk])
        assert (employee.get if name == "discussion-detail" else employee.post)(address).status_code == 404, name
    assert employee.get(step(discussion, "content")).status_code == 404
    assert SECRET not in text(employee, reverse("discussion-committee", args=[committee.pk]))

    refused = chair.post(reverse("discussion-complete", args=[discussion.pk]))
    assert refused.status_code == 422
    assert {one.step for one in refused.context["page"].missing} == {"together", "people"}
    assert step(discussion, "people") in refused.content.decode()
    completed(discussion, leader, leader)

    page = text(employee, discussion.get_absolute_url())
    assert "Sådan gjorde vi" in page
    assert ("Intet input fra: AMG Nat" in page, reverse("discussion-sign", args=[discussion.pk]) in page) == (True, False)
    assert employee.post(reverse("discussion-complete", args=[discussion.pk])).status_code == 403
    assert chair.get(step(discussion, "content")).status_code == 404


def sits(committee, **seat):
    person = EngagementFactory().user
    SeatFactory(committee=committee, user=person, role="member", role_word="Medlem", **seat)
    return person


@pytest.fixture
def being_held(committee, discussion, leader):
    """With something written, given, recommended, decided and judged."""
    CommitteeFactory(name="AMG Nat", parent=committee)
    group = CommitteeFactory(name="AMG Dag", parent=committee)
    DiscussionPoint.objects.filter(discussion=discussion).update(text=SECRET)
    Recommendation.objects.create(discussion=CompletedDiscussionFactory(committee=committee.parent), position=1, text="Tal om belastning")
    discussions.give_input(discussion=discussion, committee=group, text="Vi mangler en lift", version=0, by=leader, now=NOW)
    discussions.recommend(discussion=discussion, text="Gå runder", goal=None)
    decided = {"text": "En lift til alle", "responsible": leader, "due_on": TODAY, "submission_id": uuid.uuid4()}
    discussions.decide(discussion=discussion, given=decided, by=leader, now=NOW)
    GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01", title="Ingen løfter alene")
    GoalFactory(committee=committee, first_year=2027, status="draft", title="Foreslået i det stille")
    discussion.participants.create(name="Ida Holm")
    return discussion


def test_a_member_reads_along_while_it_is_held_and_writes_nothing(committee, being_held, client_of):
    client = client_of(sits(committee))
    address = being_held.get_absolute_url()
    assert address in text(client, reverse("discussion-committee", args=[committee.pk]))

    page = text(client, address)

    for word in (
        SECRET, "Er i gang og kan stadig blive ændret", "Ikke besvaret endnu", "Vi mangler en lift", "Intet input fra: AMG Nat",
        "Ingen løfter alene", "Gå runder", "En lift til alle", "Ida Holm", "Udkast som PDF",
    ):  # fmt: skip
        assert word in page, word
    for way in ("/step/", "Gør det til en handleplan", "Underskriv", "Ikke skrevet under endnu", "Foreslået i det stille"):
        assert way not in page, way
    decision = reverse("decision-detail", args=[being_held.decisions.get().pk])
    assert "En lift til alle" in text(client, decision)
    for name in ("content", "reached", "people", "check"):
        assert client.get(step(being_held, name)).status_code == 403, name
        assert client.post(step(being_held, name), {"text": "Nyt", "version": "1"}).status_code == 403, name
    assert client.post(reverse("discussion-complete", args=[being_held.pk])).status_code == 403
    given = reverse("discussion-input", args=[being_held.pk, being_held.inputs.get().committee_id])
    assert client.post(given, {"text": "Nyt", "version": "1"}).status_code == 403
    assert client.post(reverse("decision-goal", args=[being_held.decisions.get().pk])).status_code == 403
    assert client.post(reverse("discussion-pdf", args=[being_held.pk])).status_code == 302
    assert set(being_held.points.values_list("text", flat=True)) == {SECRET}


@pytest.mark.parametrize("who", ["of another committee", "of the one above", "of a group below", "once", "later"])
def test_nobody_reads_along_without_a_seat_of_that_day_in_that_committee(committee, being_held, client_of, who):
    person = {
        "of another committee": lambda: sits(CommitteeFactory(parent=committee.parent)),
        "of the one above": lambda: sits(committee.parent),
        "of a group below": lambda: sits(being_held.inputs.get().committee),
        "once": lambda: sits(committee, valid_to=TODAY),
        "later": lambda: sits(committee, valid_from=TODAY + timedelta(days=1)),
    }[who]()
    client = client_of(person)
    place = text(client, reverse("discussion-committee", args=[committee.pk]))

    assert [word in place for word in (SECRET, "En lift til alle", being_held.get_absolute_url())] == [False] * 3
    decision = being_held.decisions.get()
    for address in (being_held.get_absolute_url(), step(being_held, "content"), reverse("decision-detail", args=[decision.pk])):
        answer = client.get(address)
        assert (answer.status_code, SECRET in answer.content.decode()) == (404, False), address
    assert client.post(reverse("discussion-pdf", args=[being_held.pk])).status_code == 404


def test_a_member_finds_an_open_one_of_an_earlier_year(committee, leader, client_of, employee):
    left = DiscussionFactory(committee=committee, year=2025)
    place = reverse("discussion-committee", args=[committee.pk])

    assert left.get_absolute_url() in text(client_of(sits(committee)), place)
    assert left.get_absolute_url() not in text(employee, place)


def test_each_signs_from_the_own_account(discussion, leader, chair, employee, client_of):
    member = EngagementFactory().user
    completed(discussion, leader, leader, member)
    sign = reverse("discussion-sign", args=[discussion.pk])
    assert sign in text(chair, discussion.get_absolute_url())
    for client in (chair, chair, employee):
        client.post(sign)

    assert [bool(one.signed_at) for one in discussion.participants.order_by("pk")] == [True, False]
    assert "1 af 2 har skrevet under" in text(employee, discussion.get_absolute_url())
    client_of(member).post(sign)
    assert not discussion.participants.filter(signed_at=None).exists()


def test_a_completed_one_shows_the_figures_of_that_day(discussion, leader, employee):
    completed(discussion, leader, leader)
    lines = [{"label": "Planer", "now": "17", "before": "4", "url": "", "note": ""}]
    shown = {"year": 2026, "parts": [{"code": "plans", "label": "planer", "sentence": "Da var der 17.", "lines": lines, "missing": ""}]}
    Discussion.objects.filter(pk=discussion.pk).update(shown=shown)

    page = text(employee, discussion.get_absolute_url())

    assert "Da var der 17." in page


def test_a_small_workplace_holds_it_on_one_page(person_with, client_of):
    unit = UnitFactory(name="Sengestalden")
    people = [EngagementFactory(unit=unit).user for _ in range(3)]
    manager = person_with(Perm.RUN_YEAR, on=unit)
    unit.manager = manager
    unit.save()
    client = client_of(manager)
    place = reverse("discussion-unit", args=[unit.pk])
    assert place in text(client, reverse("year-start"))
    assert reverse("discussion-unit-new", args=[unit.pk]) in text(client, place)

    client.post(reverse("discussion-unit-new", args=[unit.pk]))
    discussion = Discussion.objects.get(unit=unit)
    address = reverse("discussion-one-page", args=[discussion.pk])
    assert client.get(discussion.get_absolute_url()).url == address
    asked = client.get(address).context["form"]
    assert set(asked.initial["people"]) >= {one.pk for one in people}
    texts = dict.fromkeys(("reached", "content", "together", "goals", "expertise"), "Vi talte om det")
    given = texts | {"interval": "hver måned", "held_on": "20-11-2026", "people": [one.pk for one in people], "version": "1"}
    old = GoalFactory(committee=None, unit=unit, first_year=2025, adopted_on="2024-12-01")
    judge = f"{reverse('goal-judge', args=[old.pk, 2025])}?next={address}"
    assert f'form="words" name="then" value="{judge}"' in text(client, address)
    half = {"reached": "Kun halvt skr", "version": "1"}
    assert client.post(address, half | {"then": judge}).url == judge
    assert discussion.points.get(point="reached").text == "Kun halvt skr"
    refused = client.post(address, {"reached": "Fra en anden fane", "version": "1", "then": judge})
    assert (refused.status_code, "Fra en anden fane" in refused.content.decode()) == (422, True)
    assert client.post(judge, {"verdict": "reached", "words": "", "version": "0"}).url == address

    given["version"] = "2"
    refused = client.post(address, given | {"expertise": "", "held_on": "", "complete": "1"})
    assert (refused.status_code, set(refused.context["form"].errors)) == (422, {"expertise", "held_on"})
    client.post(address, given | {"complete": "1"})

    discussion.refresh_from_db()
    assert discussion.is_completed
    assert discussion.participants.count() == 3
    assert "Vi talte om det" in text(client_of(people[0]), discussion.get_absolute_url())


def test_a_workplace_with_a_group_is_told_that_the_group_holds_it(person_with, client_of):
    unit = CoverageFactory(unit=UnitFactory()).unit
    client = client_of(person_with(Perm.RUN_YEAR, on=unit))

    assert "Her holdes den af gruppen" in text(client, reverse("discussion-unit", args=[unit.pk]))
    assert client.post(reverse("discussion-unit-new", args=[unit.pk])).status_code == 422
    assert not Discussion.objects.exists()


def test_the_level_above_sees_how_far_those_below_are(committee, leader, discussion, employee):
    CommitteeFactory(name="LMU Kirurgi", parent=committee.parent)
    CompletedDiscussionFactory(committee=CommitteeFactory(name="AMG Dag", parent=committee), year=2026)
    CompletedDiscussionFactory(committee=CommitteeFactory(name="AMG Nat", parent=committee), year=2025)

    page = employee.get(reverse("discussion-committee", args=[committee.parent_id])).context["page"]

    assert [(one.name, one.state, one.below_completed, one.below) for one in page.below] == [
        ("LMU Kirurgi", "", 0, 0),
        ("LMU Medicin", "open", 1, 2),
    ]
    assert page.completed_below == 0


@pytest.fixture
def hospital(committee):
    """A unit with a committee that is no group, below the same HMU."""
    lmu = CommitteeFactory(name="LMU Psykiatri", parent=committee.parent, level=LevelFactory(code="lmu", is_group=False))
    return CoverageFactory(committee=lmu, unit=UnitFactory(name="Psykiatrisk Hospital")).unit


def workplace(parent, name="Sengestalden", employees=1):
    unit = UnitFactory(parent=parent, name=name)
    EngagementFactory.create_batch(employees, unit=unit)
    return unit


def test_a_committee_sees_which_small_workplaces_below_it_have_held_theirs(hospital, employee):
    lmu = hospital.coverages.get().committee
    largest, begun, waits = workplace(hospital, "A", employees=9), workplace(hospital, "B"), workplace(workplace(hospital, "T", 10), "C")
    held = CompletedDiscussionFactory(committee=None, unit=largest)
    CompletedDiscussionFactory(committee=None, unit=waits, year=2025)
    being_held = DiscussionFactory(committee=None, unit=begun, held_on=TODAY)
    DiscussionPoint.objects.create(discussion=being_held, point="reached", text=SECRET)
    CoverageFactory(unit=workplace(hospital, "with a group"))
    nearer = CommitteeFactory(parent=lmu, level=lmu.level)
    CoverageFactory(unit=(deep := workplace(hospital, "of a nearer committee")), committee=nearer)
    CoverageFactory(unit=deep, committee=lmu)
    workplace(hospital, "without employees", employees=0)
    workplace(UnitFactory(), "not covered")

    answer = employee.get(reverse("discussion-committee", args=[lmu.pk]))
    page, html = answer.context["page"], unescape(answer.content.decode())

    assert [(one.name, one.state, one.url) for one in page.small] == [
        ("B", "open", reverse("discussion-unit", args=[begun.pk])),
        ("C", "", reverse("discussion-unit", args=[waits.pk])),
        ("A", "completed", held.get_absolute_url()),
    ]
    assert [discussions.level_above(unit, TODAY) for unit in (largest, begun, waits)] == [lmu] * 3
    assert page.completed_small == 1
    assert (html.count("Holdt 22. november 2026."), SECRET in html) == (1, False)
    assert [(one.name, one.below_completed, one.below) for one in page.below] == [(nearer.name, 0, 1)]
    above = employee.get(reverse("discussion-committee", args=[lmu.parent_id])).context["page"]
    assert [(one.name, one.below_completed, one.below) for one in above.below if one.below] == [(lmu.name, 1, 5)]
    assert above.small == []


def test_many_small_workplaces_take_as_many_questions_as_one_and_more_pages(hospital, employee):
    address = reverse("discussion-committee", args=[hospital.coverages.get().committee_id])
    CompletedDiscussionFactory(committee=None, unit=workplace(hospital))
    employee.get(address)
    with CaptureQueriesContext(connection) as few:
        employee.get(address)
    for number in range(26):
        workplace(hospital, f"Afsnit {number:02}")
    with CaptureQueriesContext(connection) as many:
        answer = employee.get(address)

    assert len(many) == len(few)
    assert [one.name for one in answer.context["small"]] == [f"Afsnit {number:02}" for number in range(25)]
    assert [one.name for one in employee.get(f"{address}?page=2").context["small"]] == ["Afsnit 25", "Sengestalden"]
    assert "1 af 27" in unescape(answer.content.decode())


@pytest.mark.parametrize("count", [1, 6])
def test_the_pages_ask_as_many_questions_for_many_as_for_few(committee, discussion, leader, chair, count, django_assert_max_num_queries):
    opening = CompletedDiscussionFactory(committee=committee.parent, year=2026)
    for number in range(count):
        group = CommitteeFactory(parent=committee)
        DiscussionFactory(committee=CommitteeFactory(parent=group))
        discussions.give_input(discussion=discussion, committee=group, text="Input", version=0, by=leader, now=NOW)
        Recommendation.objects.create(discussion=opening, position=number, text="x")
        discussions.recommend(discussion=discussion, text=f"Anbefaling {number}", goal=None)
        version = discussion.points.get(point="content").version
        decided = {"text": "x", "responsible": leader, "due_on": TODAY, "submission_id": uuid.uuid4()}
        discussions.write_point(discussion=discussion, point="content", said=Said("x", None, decided), version=version, by=leader, now=NOW)
        GoalFactory(committee=committee, first_year=2025, adopted_on="2024-12-01")
        discussion.participants.create(name=f"Gæst {number}")

    with django_assert_max_num_queries(30):
        chair.get(reverse("discussion-committee", args=[committee.pk]))
    with django_assert_max_num_queries(45):
        chair.get(discussion.get_absolute_url())
    for name in ("above", "inputs", "onward", "people", "check"):
        with django_assert_max_num_queries(55):
            chair.get(step(discussion, name))
