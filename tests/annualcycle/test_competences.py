"""Competence nets and plans: from challenges to tasks, levels that are the members' own, gaps, and the lines they become."""

import uuid

import pytest
from django.urls import reverse

from annualcycle.challenges import LONGEST, Challenge, offered
from annualcycle.competence_page import CompetenceYear, NetPage, TaskLine
from annualcycle.competence_picture import HUB, MIDDLE, RIM, drawn
from annualcycle.errors import NotNowError, RefusedError, StaleError
from annualcycle.models import CompetenceLevel, CompetenceNet, CompetenceStep, CompetenceTask, DiscussionPoint
from annualcycle.usecases import competences
from annualcycle.usecases.competences import Task
from orgstructure.permissions import Perm
from tests.factories import (
    NOW,
    TODAY,
    CommitteeFactory,
    CompetenceNetFactory,
    CompetenceStepFactory,
    CompetenceTaskFactory,
    CompletedDiscussionFactory,
    CoverageFactory,
    EngagementFactory,
    FindingFactory,
    PlanFactory,
    SeatFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return CommitteeFactory(name="AMG M2")


@pytest.fixture
def leader(group):
    return member_of(group, role="leader")


def member_of(group, role="member", **name):
    person = EngagementFactory().user
    if name:
        type(person).objects.filter(pk=person.pk).update(**name)
        person.refresh_from_db()
    SeatFactory(committee=group, user=person, role=role)
    return person


def net_of(group, *needed, **more):
    net = CompetenceNetFactory(committee=group, **more)
    for position, level in enumerate(needed, 1):
        CompetenceTaskFactory(net=net, position=position, text=f"Opgave {position}", needed=level)
    return net


def say(net, person, *levels):
    competences.set_levels(net=net, person=person, levels=dict(zip([task.pk for task in net.tasks.all()], levels, strict=True)))


def page_of(net, reader):
    row = CompetenceNet.objects.with_rights_of(reader, TODAY).select_related("follows", "committee").get(pk=net.pk)
    return NetPage.of(row, reader, TODAY)


def test_challenges_come_with_their_source_and_never_from_a_confidential_plan_or_another_group(group, leader):
    unit = CoverageFactory(committee=group).unit
    FindingFactory(unit=unit, title="Tunge løft")
    FindingFactory(title="Fra et andet afsnit")
    FindingFactory(unit=unit, title="Fortrudt", withdrawn_on=TODAY)
    noise, hidden = ThemeFactory(name={"da": "Støj"}), ThemeFactory(name={"da": "Skjult emne"})
    PlanFactory(unit=unit, theme=noise)
    PlanFactory(unit=unit, theme=noise)
    PlanFactory(unit=unit, theme=hidden, is_confidential=True)
    DiscussionPoint.objects.create(
        discussion=CompletedDiscussionFactory(committee=group), point="content", text="- Vold i aftenvagten\n\n* Støj på gangen"
    )

    lines = [one.line for one in offered(group, leader, TODAY)]

    assert lines[:2] == ["Vold i aftenvagten (årlig drøftelse 2026)", "Støj på gangen (årlig drøftelse 2026)"]
    assert [line for line in lines if line.startswith(("Tunge løft (", "Støj (2 åbne"))] == lines[2:]
    assert len(Challenge("x" * 900, "kilde").line) == LONGEST


def test_a_net_keeps_the_levels_of_the_tasks_that_are_left_and_drops_those_of_a_task_taken_out(group, leader):
    net = net_of(group, 3, 4, 2)
    say(net, leader, 1, 2, 3)
    second = net.tasks.get(position=2)

    competences.change(net=net, given={"focus": "Vold"}, tasks=[Task("Ny først", 5), Task("Omdøbt", 1, 2)], version=1)

    assert list(net.tasks.values_list("position", "text", "needed")) == [(1, "Ny først", 5), (2, "Omdøbt", 1)]
    assert list(CompetenceLevel.objects.values_list("task", "present")) == [(second.pk, 2)]
    with pytest.raises(StaleError):
        competences.change(net=net, given={"focus": "Andet"}, tasks=[], version=1)


def test_a_focus_area_has_one_net_a_year_and_goes_on_into_the_next_with_its_tasks_but_not_its_levels(group, leader):
    net = net_of(group, 3, 4, challenges=["Støj (APV)"])
    say(net, leader, 1, 2)

    newer = competences.follow(net=net, year=2027, by=leader, now=NOW)

    assert (newer.follows, newer.challenges, newer.backing) == (net, ["Støj (APV)"], "")
    assert list(newer.tasks.values_list("text", "needed")) == [("Opgave 1", 3), ("Opgave 2", 4)]
    assert not CompetenceLevel.objects.filter(task__net=newer).exists()
    with pytest.raises(RefusedError):
        competences.follow(net=net, year=2027, by=leader, now=NOW)


def test_gaps_are_never_negative_and_a_task_nobody_can_comes_first(group, leader):
    other = member_of(group)
    net = net_of(group, 3, 4, 2)
    say(net, leader, 5, 2, 2)
    say(net, other, 1, 3, 4)

    page = page_of(net, leader)

    assert [(line.lowest, line.median, line.highest, line.reach, line.gap) for line in page.lines] == [
        (1, 3.0, 5, 1, 2),
        (2, 2.5, 3, 0, 3),
        (2, 3.0, 4, 2, 0),
    ]
    assert [line.task.text for line in page.gaps] == ["Opgave 2", "Opgave 1"]
    assert page.sentence == "For 1 af 3 opgaver når ingen niveauet endnu."


def test_last_years_middle_stands_beside_this_years_with_the_members_of_then(group, leader):
    old = net_of(group, 3, year=2025)
    gone = UserFactory()
    SeatFactory(committee=group, user=gone, valid_to=TODAY)
    say(old, leader, 1)
    say(old, gone, 4)
    net = competences.follow(net=old, year=2026, by=leader, now=NOW)
    say(net, leader, 3)
    CompetenceLevel.objects.create(task=net.tasks.get(), person=gone, present=0)

    line = page_of(net, leader).lines[0]

    assert (line.last_median, line.present) == (2.5, (3,))


def test_the_picture_has_a_spoke_for_each_task_and_the_rim_is_the_highest_level():
    tasks = [CompetenceTask(position=n, needed=needed, text=str(n)) for n, needed in enumerate((5, 0, 3, 2), 1)]
    picture = drawn([TaskLine(task, (1, 4), 2) for task in tasks])

    assert picture is not None
    assert [spoke.number for spoke in picture.spokes] == [1, 2, 3, 4]
    assert picture.spokes[0].needed == (MIDDLE, MIDDLE - RIM)
    assert picture.spokes[1].needed == (MIDDLE + HUB, MIDDLE)
    assert picture.median.count(",") == 4
    assert drawn([TaskLine(tasks[0], (), 2)]) is None
    empty = drawn([TaskLine(task, (), 2) for task in tasks])
    assert empty is not None
    assert (empty.median, empty.spokes[0].low) == ("", None)


def test_levels_of_persons_are_read_by_members_and_who_runs_it_only(group, leader, client_of):
    colleague = member_of(group, first_name="Zenobia", last_name="Kvistgaard")
    net = net_of(group, 3, 3, 3)
    say(net, colleague, 2, 1, 0)
    CompetenceStepFactory(committee=group, net=net, person=colleague, what="Kursus i samtaler")
    address = net.get_absolute_url()

    inside = client_of(leader).get(address).content.decode()
    outside = client_of(EngagementFactory().user).get(address).content.decode()

    assert ("Hvor hvert medlem står" in inside, "Ingen når niveauet" in inside, "Laveste" in inside) == (True, True, True)
    assert "Kursus i samtaler" in outside
    assert [
        word for word in ("Kun medlemmerne og de", "Ingen når niveauet", "Laveste", "sn-year-net-span", "Huller") if word in outside
    ] == []


def test_a_member_says_own_levels_and_who_runs_it_says_all(group, leader, client_of):
    member, stranger = member_of(group), EngagementFactory().user
    net = net_of(group, 3, 3)
    fields = [f"level_{task.pk}" for task in net.tasks.all()]

    def address(person):
        return reverse("competence-levels", args=[net.pk, person.pk])

    assert client_of(member).post(address(member), {fields[0]: "2", fields[1]: ""}).status_code == 302
    assert client_of(member).post(address(leader), {fields[0]: "5"}).status_code == 403
    assert client_of(stranger).get(address(member)).status_code == 404
    assert client_of(leader).get(address(stranger)).status_code == 404
    assert client_of(leader).post(address(member), {fields[0]: "9"}).status_code == 422
    assert client_of(leader).post(address(member), {fields[0]: "3", fields[1]: "0"}).status_code == 302
    assert list(CompetenceLevel.objects.order_by("task").values_list("person", "present")) == [(member.pk, 3), (member.pk, 0)]


def test_the_level_of_last_year_is_offered_when_it_is_said_anew(group, leader, client_of):
    old = net_of(group, 3, year=2025)
    say(old, leader, 4)
    net = competences.follow(net=old, year=2026, by=leader, now=NOW)

    html = client_of(leader).get(reverse("competence-levels", args=[net.pk, leader.pk])).content.decode()

    assert 'value="4" selected' in html
    assert not CompetenceLevel.objects.filter(task__net=net).exists()


def test_the_leader_draws_a_net_from_ticks_and_own_words_and_a_double_post_is_one(group, leader, client_of):
    FindingFactory(unit=CoverageFactory(committee=group).unit, title="<b>Tunge løft</b>")
    client, address = client_of(leader), reverse("competence-new", args=[group.pk])
    line = offered(group, leader, TODAY)[0].line
    given = {
        "year": "2026", "focus": "Løft uden skader", "challenges": [line], "own_challenges": "Nye kolleger\n\nTravle morgener",
        "task_1": "Vælge hjælpemiddel", "needed_1": "4", "task_3": "Sige fra", "needed_3": "2", "submission_id": str(uuid.uuid4()),
    }  # fmt: skip

    shown = client.get(address).content.decode()
    refused = client.post(address, given | {"task_1": "", "task_3": "", "own_challenges": "Bliver stående"})
    client.post(address, given)
    client.post(address, given)
    net = CompetenceNet.objects.get()

    assert "&lt;b&gt;Tunge løft" in shown
    assert (refused.status_code, "Bliver stående" in refused.content.decode()) == (422, True)
    assert net.challenges == [line, "Nye kolleger", "Travle morgener"]
    assert list(net.tasks.values_list("position", "text", "needed")) == [(1, "Vælge hjælpemiddel", 4), (2, "Sige fra", 2)]
    assert client.post(address, given | {"submission_id": str(uuid.uuid4())}).status_code == 422
    twice = client.post(address, given | {"focus": "Andet", "task_2": "sige FRA", "submission_id": str(uuid.uuid4())})
    assert (twice.status_code, CompetenceNet.objects.count()) == (422, 1)


def test_only_the_chair_the_leader_or_a_manager_records_managements_backing(group, leader, client_of):
    amr, net = member_of(group, role="amr"), net_of(group, 3)
    address = reverse("competence-backing", args=[net.pk])

    assert client_of(amr).post(address, {"backing": "To dage"}).status_code == 403
    client_of(leader).post(address, {"backing": "To dage til hver"})
    net.refresh_from_db()
    assert (net.backing, net.backed_by, net.backed_on) == ("To dage til hver", leader, TODAY)
    client_of(leader).post(address, {"backing": ""})
    net.refresh_from_db()
    assert (net.backing, net.backed_by, net.backed_on) == ("", None, None)


def test_a_gap_becomes_a_line_that_is_changed_done_and_stays(group, leader, client_of):
    member, client, net = member_of(group), client_of(leader), net_of(group, 3)
    task = net.tasks.get()
    address = f"{reverse('competence-step-new', args=[group.pk])}?task={task.pk}"
    given = {
        "person": member.pk, "task": task.pk, "what": "Følge en kollega", "how": "colleague", "by_date": "2026-12-20",
        "submission_id": str(uuid.uuid4()),
    }  # fmt: skip

    assert "Opgave 1" in client.get(address).content.decode()
    assert client.post(address, given | {"person": UserFactory().pk}).status_code == 422
    client.post(address, given)
    client.post(address, given)
    step = CompetenceStep.objects.get()
    assert (step.net, step.task, step.year, step.person) == (net, task, 2026, member)

    edit = reverse("competence-step-edit", args=[step.pk])
    client.post(edit, given | {"what": "To dages følgeskab", "version": "1"})
    refused = client.post(edit, given | {"what": "For sent", "version": "1"})
    assert (refused.status_code, "To dages følgeskab" in refused.content.decode()) == (422, True)

    assert client_of(EngagementFactory().user).post(reverse("competence-step-done", args=[step.pk])).status_code == 403
    client_of(member).post(reverse("competence-step-done", args=[step.pk]))
    step.refresh_from_db()
    assert step.done_on == TODAY
    client.post(reverse("competence-step-remove", args=[step.pk]))
    assert CompetenceStep.objects.filter(pk=step.pk).exists()
    with pytest.raises(NotNowError):
        competences.throw_away(net=net)
    client.post(reverse("competence-step-done", args=[step.pk]), {"done": "no"})
    client.post(reverse("competence-step-remove", args=[step.pk]))
    client.post(reverse("competence-throw-away", args=[net.pk]))
    assert (CompetenceStep.objects.count(), CompetenceNet.objects.count()) == (0, 0)


def test_late_lines_are_shown_to_who_runs_it_and_a_plan_only_to_who_may_see_it(group, leader, client_of, person_with):
    member = member_of(group)
    secret = PlanFactory(title="Hemmelig plan", is_confidential=True)
    CompetenceStepFactory(committee=group, person=member, what="Kursus i fjor", by_date=TODAY.replace(day=1), plan=secret)
    CompetenceStepFactory(committee=group, person=member, what="Næste år", year=2027)
    address = reverse("competence-committee", args=[group.pk])

    runs = client_of(leader).get(address).content.decode()
    reads = client_of(EngagementFactory().user).get(address).content.decode()

    assert "1 over tiden" in client_of(leader).get(reverse("year-start")).content.decode()
    assert ("Over tiden" in runs, runs.count("Kursus i fjor") > reads.count("Kursus i fjor") > 0) == (True, True)
    assert [word for word in ("Hemmelig plan", "Næste år") if word in runs + reads] == []
    assert CompetenceYear.of(group, 2026, leader, TODAY).without == [leader]


def test_pages_take_as_many_queries_with_many_members_and_lines(group, leader, client_of, django_assert_num_queries):
    net = net_of(group, *[3] * 3)
    client = client_of(leader)

    def count(address):
        with django_assert_num_queries(1000, exact=False) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    addresses = [net.get_absolute_url(), reverse("competence-committee", args=[group.pk]), reverse("competence-edit", args=[net.pk])]
    say(net, leader, 1, 2, 3)
    CompetenceStepFactory(committee=group, net=net, task=net.tasks.first(), person=leader)
    few = [count(address) for address in addresses]
    for _ in range(4):
        person = member_of(group)
        say(net, person, 1, 2, 3)
        CompetenceStepFactory.create_batch(2, committee=group, net=net, task=net.tasks.first(), person=person)
    FindingFactory(unit=CoverageFactory(committee=group).unit)

    assert [count(address) for address in addresses[:2]] == few[:2]
    assert max(few) < 35


def test_a_gap_becomes_a_plan_of_the_groups_units_for_who_runs_it_only(group, person_with, client_of):
    unit = CoverageFactory(committee=group).unit
    leader, elsewhere = person_with(Perm.EDIT_PLANS, on=unit), person_with(Perm.EDIT_PLANS, on=unit)
    SeatFactory(committee=group, user=leader, role="leader")
    task = net_of(group, 4, focus="Vold og trusler").tasks.get()
    address = f"{reverse('plan-new')}?from=competence-{task.pk}"

    page = client_of(leader).get(address, follow=True).content.decode()
    assert "Opgave 1" in page
    assert "Vold og trusler" in page
    assert "Opgave 1" not in client_of(elsewhere).get(address, follow=True).content.decode()
