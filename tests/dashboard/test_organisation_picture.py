"""The organisation picture: every employee sees where it hurts, in the same figures as everywhere else."""

import re
from datetime import timedelta
from html import unescape
from itertools import pairwise

import pytest
from django.urls import reverse

from actionplans.reports import Period
from actionplans.reports.level import LevelReport
from orgstructure.gap_counts import gaps_by_subtree
from orgstructure.gap_facts import of_unit
from orgstructure.gaps import gaps_of
from orgstructure.levels import Level
from orgstructure.models import SeatRole, Unit
from safetynet.dashboard.icicle import Icicle, desk, phone
from safetynet.dashboard.organisation_figures import KINDS, branch_of
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, PlanFactory, SeatFactory, UnitFactory

pytestmark = pytest.mark.django_db
LATE = {"implement_by": TODAY - timedelta(days=20), "evaluate_on": TODAY - timedelta(days=3)}


@pytest.fixture
def region() -> Unit:
    """Two hospitals with wards, of which one is covered by a group without a leader."""
    region = UnitFactory(name="Regionen")
    group = CommitteeFactory(name="AMG 1", level=LevelFactory(code="amg"))
    SeatFactory(committee=group, role=SeatRole.OTHER, role_word="bisidder")
    for name, wards in (("Nordhospitalet", 3), ("Sydhospitalet", 1)):
        hospital = UnitFactory(name=name, parent=region)
        for number in range(wards):
            ward = UnitFactory(name=f"{name} afsnit {number}", parent=hospital)
            EngagementFactory.create_batch(11, unit=ward)
            PlanFactory(unit=ward)
            if number:
                PlanFactory(unit=ward, **LATE)
                CoverageFactory(unit=ward, committee=group)
    return region


def words(client, unit, **query) -> str:
    response = client.get(reverse("organisation-picture", args=[unit.pk]), query)
    assert response.status_code == 200
    return unescape(" ".join(response.content.decode().split()))


def test_every_figure_is_the_same_as_on_its_own_page(region):
    period = Period.year_to(TODAY)
    for one in branch_of(region, 2, TODAY).all():
        report = LevelReport.of(Level.of_unit(one.unit, TODAY), period, TODAY)
        assert one.plans == report.total
        assert one.gaps == len(gaps_of(of_unit(one.unit), TODAY))


def test_gaps_are_counted_for_all_units_as_each_list_shows_them(region):
    counted = gaps_by_subtree(region, TODAY)

    assert {unit.pk: counted[unit.pk] for unit in Unit.objects.all()} == {
        unit.pk: len(gaps_of(of_unit(unit), TODAY)) for unit in Unit.objects.all()
    }
    assert counted[region.pk] > 0


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_picture_says_each_figure_in_words_and_the_table_links_to_what_was_counted(region, client_of, kind):
    reader = EngagementFactory(unit=region).user
    text = words(client_of(reader), region, figure=kind)

    assert "<title>Nordhospitalet: " in text
    assert f'href="{reverse("gap-list-unit", args=[region.pk])}"' in text
    rows = re.findall(r'<a href="(/plans/\?[^"]*overdue=plan[^"]*)">(\d+)</a>', text)
    assert [int(number) for _url, number in rows] == [2, 2, 0, 1, 1, 0, 0]
    for url, number in rows:
        listed = client_of(reader).get(url).content.decode()
        assert listed.count('class="plan-title"') == int(number) or number in listed


def test_nothing_in_the_picture_is_drawn_by_inline_style_or_script(region, client_of):
    text = words(client_of(EngagementFactory(unit=region).user), region)

    drawn = text[text.index('<svg class="icicle') : text.index("Det samme i tal")]
    assert "style=" not in drawn
    assert "<script" not in drawn


def test_where_there_is_nothing_to_show_the_box_is_hatched_and_says_so(region, client_of):
    text = words(client_of(EngagementFactory(unit=region).user), region, figure="in-time")

    assert 'fill="url(#hatch-desk)"' in text
    assert "Nordhospitalet: ingen plan havde sin dato" in text


def test_boxes_lie_within_the_one_they_belong_to_and_do_not_overlap(region):
    branch = branch_of(region, 2, TODAY)
    for canvas in (desk(branch, 2), phone(branch)):
        boxes = Icicle(branch, "open", "/{}/", canvas).boxes
        assert all(box.y >= 0 and box.y + box.height <= canvas.height for box in boxes)
        for column in {box.x for box in boxes}:
            stack = sorted((box for box in boxes if box.x == column), key=lambda box: box.y)
            assert all(above.y + above.height <= below.y for above, below in pairwise(stack))


def test_units_too_small_to_be_drawn_are_put_together_and_told(region):
    large = UnitFactory(parent=region)
    EngagementFactory.create_batch(60, unit=large)
    for _ in range(70):
        UnitFactory(parent=region)
    branch = branch_of(region, 2, TODAY)
    boxes = Icicle(branch, "open", "/{}/", desk(branch, 2)).boxes

    assert any("små enheder" in box.sentence for box in boxes)


def test_a_unit_without_units_below_has_its_figures_and_no_picture(region, client_of):
    ward = Unit.objects.get(name="Sydhospitalet afsnit 0")
    text = words(client_of(EngagementFactory(unit=ward).user), ward)

    assert '<svg class="icicle' not in text
    assert "Der er ingen enheder under denne." in text


def test_an_unknown_unit_is_not_found_and_odd_words_show_the_usual_picture(region, client_of):
    client = client_of(EngagementFactory(unit=region).user)

    assert client.get(reverse("organisation-picture", args=[999_999])).status_code == 404
    assert 'aria-current="page">Planer over tiden' in words(client, region, figure="x", levels="99")


@pytest.mark.parametrize(("many", "levels"), [(1, 2), (12, 4)])
def test_the_picture_asks_the_same_number_of_questions(region, client_of, many, levels, django_assert_max_num_queries):
    for _ in range(many):
        ward = UnitFactory(parent=UnitFactory(parent=UnitFactory(parent=region)))
        PlanFactory(unit=ward)
        EngagementFactory(unit=ward)
    client = client_of(EngagementFactory(unit=region).user)

    with django_assert_max_num_queries(22):
        words(client, region, levels=str(levels))
