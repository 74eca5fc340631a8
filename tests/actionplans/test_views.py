"""Saved views and own columns: one's own list under a name, shared without giving anybody more rights."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplans.filters import plan_list_url
from actionplans.models import SavedView
from actionplans.usecases import views as usecases
from actionplans.usecases.views import ViewAnswer
from tests.factories import EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db
NAMED = {"name": "Venter på mig", "sharing": "private"}


@pytest.fixture
def colleague(ward, client_of):
    return client_of(EngagementFactory(unit=ward).user)


@pytest.fixture
def stranger(client_of):
    return client_of(EngagementFactory().user)


def view_of(user, sharing="private", unit=None, words="state=open&unit=all", **more):
    return SavedView.objects.create(owner=user, name="Åbne", words=words, sharing=sharing, unit=unit, **more)


def shown_to(client):
    shelf = client.get("/plans/?unit=all").context["list"].shelf
    return [*shelf.own, *shelf.shared]


# --- Keeping ------------------------------------------------------------------------------------------------
def test_a_list_is_kept_with_its_words_and_is_one_click_above_the_list(writer, ward):
    answer = writer.post(reverse("view-new"), NAMED | {"words": f"unit={ward.pk}&state=awaiting&sort=-due&page=3"}, follow=True)

    view = SavedView.objects.get()
    assert parse_qs(view.words) == {"unit": [str(ward.pk)], "state": ["awaiting"], "sort": ["-due"]}
    assert answer.context["list"].shelf.current == view
    assert not answer.context["list"].shelf.is_changed


@pytest.mark.parametrize("words", ["", "ordering=owner__cpr_hash", "sort=owner__email", "q=%00", "unit=1" + "0" * 3000, "page=2"])
def test_what_no_list_would_understand_is_not_kept(writer, words):
    assert writer.post(reverse("view-new"), NAMED | {"words": words}).url == reverse("plan-list")
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"name": "x" * 61}, {"name": "010190-1234"}, {"sharing": "world"}, {"sharing": "unit", "unit": "999"}]
)
def test_a_view_needs_a_name_and_one_of_the_ways_to_share(writer, wrong):
    page = writer.post(reverse("view-new"), NAMED | {"words": "state=open&unit=all"} | wrong)

    assert page.status_code == 422
    assert page.context["form"].errors
    assert not SavedView.objects.exists()


def test_a_name_is_used_once_and_the_other_view_stays(writer, manager):
    view_of(manager)
    page = writer.post(reverse("view-new"), {"name": "Åbne", "sharing": "private", "words": "state=draft&unit=all"})

    assert page.status_code == 422
    assert "har allerede en visning" in page.content.decode()
    assert SavedView.objects.get().words == "state=open&unit=all"


def test_nobody_keeps_more_views_than_a_person_can_use(manager):
    for number in range(usecases.MOST_VIEWS):
        SavedView.objects.create(owner=manager, name=str(number), words="unit=all")

    with pytest.raises(usecases.RefusedError):
        usecases.keep_view(answer=ViewAnswer("En til"), words="unit=all", by=manager)


def test_the_bare_address_leads_to_the_view_chosen_for_that_and_only_one_is(writer, manager):
    first, second = (SavedView.objects.create(owner=manager, name=name, words="unit=all&state=awaiting") for name in "ab")
    for view in (first, second):
        writer.post(reverse("view-edit", args=[view.public_id]), {"name": view.name, "sharing": "private", "is_default": "on"})

    assert writer.get(reverse("plan-list")).url == second.get_absolute_url()
    assert SavedView.objects.filter(is_default=True).count() == 1


def test_a_change_of_the_list_is_offered_to_be_kept(writer, manager):
    view = view_of(manager)
    changed = f"{view.get_absolute_url()}&sort=-due"
    assert "Gem ændringen i visningen" in writer.get(changed).content.decode()

    writer.post(reverse("view-words", args=[view.public_id]), {"words": urlsplit(changed).query})

    view.refresh_from_db()
    assert parse_qs(view.words)["sort"] == ["-due"]
    assert not writer.get(view.get_absolute_url()).context["list"].shelf.is_changed


# --- Sharing ------------------------------------------------------------------------------------------------
def test_a_view_shared_with_a_unit_is_found_in_and_below_it_and_nowhere_else(manager, ward, writer, colleague, stranger, client_of):
    view = view_of(manager, "unit", ward)
    below = client_of(EngagementFactory(unit=UnitFactory(parent=ward)).user)

    assert [shown_to(client) for client in (writer, colleague, below, stranger)] == [[view], [view], [view], []]


def test_a_private_view_is_like_none_for_others(manager, colleague):
    view = view_of(manager)
    for name in ("view-edit", "view-open"):
        assert colleague.get(reverse(name, args=[view.public_id])).status_code == 404
    for name in ("view-delete", "view-words", "view-take-over"):
        assert colleague.post(reverse(name, args=[view.public_id])).status_code == 404
    assert colleague.get(view.get_absolute_url()).context["list"].shelf.current is None


def test_who_has_the_link_opens_the_view_and_others_do_not_find_it(manager, stranger):
    view = view_of(manager, "link")

    assert shown_to(stranger) == []
    page = stranger.get(reverse("view-open", args=[view.public_id]), follow=True)
    assert page.context["list"].shelf.current == view


def test_a_shared_view_shows_nobody_a_plan_that_is_not_for_them(manager, ward, stranger, writer):
    hidden = PlanFactory(unit=ward, is_confidential=True)
    view = view_of(manager, "link")

    assert [row.plan for row in writer.get(view.get_absolute_url()).context["list"].rows] == [hidden]
    assert stranger.get(view.get_absolute_url()).context["list"].rows == []


def test_a_shared_view_is_taken_over_as_ones_own_and_goes_its_own_way(manager, ward, colleague):
    view = view_of(manager, "unit", ward, columns=["theme"])
    for _ in range(2):
        colleague.post(reverse("view-take-over", args=[view.public_id]))
    SavedView.objects.filter(pk=view.pk).delete()

    assert list(SavedView.objects.values_list("name", "sharing", "columns")) == [
        ("Åbne", "private", ["theme"]),
        ("Åbne 2", "private", ["theme"]),
    ]


def test_a_shared_view_is_changed_by_its_owner_only(manager, ward, colleague):
    view = view_of(manager, "unit", ward)

    assert colleague.post(reverse("view-edit", args=[view.public_id]), NAMED).status_code == 404
    assert colleague.post(reverse("view-delete", args=[view.public_id])).status_code == 404


def test_a_view_that_is_gone_leaves_its_list(writer, manager):
    view = view_of(manager)
    address = view.get_absolute_url()
    writer.post(reverse("view-delete", args=[view.public_id]))

    assert writer.get(address).status_code == 200
    assert writer.get(f"/plans/?unit=all&view={uuid.uuid4()}").status_code == 200


# --- Columns -------------------------------------------------------------------------------------------------
def columns_posted(*shown, **more):
    from actionplans.columns import ALL

    order = [*shown, *(code for code in ALL if code not in shown)]
    return {"order": order, "shown": list(shown), **more}


def headings(client, address):
    return [str(heading.label) for heading in client.get(address).context["list"].headings]


def test_the_chosen_columns_stand_in_the_list_and_its_files_in_their_order(writer, ward):
    PlanFactory(unit=ward, source="apv")
    writer.post(reverse("view-columns"), columns_posted("source", "owner"))

    assert headings(writer, "/plans/?unit=all") == ["Plan", "Kilde", "Tovholder"]
    lines = b"".join(writer.get(plan_list_url("plan-export-csv", unit="all"))).decode().splitlines()
    assert lines[0].lstrip("\ufeff") == '"Nummer";"Plan";"Kilde";"Tovholder"'
    assert lines[1].split(";")[2] == '"APV"'
    assert b"".join(writer.get(plan_list_url("plan-export-xlsx", unit="all")))[:2] == b"PK"


def test_a_view_has_columns_of_its_own(writer, manager):
    view = view_of(manager)
    writer.post(f"{reverse('view-columns')}?view={view.public_id}", columns_posted("theme"))

    assert headings(writer, view.get_absolute_url()) == ["Plan", "Emne"]
    assert headings(writer, "/plans/?unit=all")[1:3] == ["Enhed", "Tovholder"]


def test_a_column_moves_by_button(writer):
    moved = writer.post(reverse("view-columns"), columns_posted("owner", "due", move="down:owner"))

    assert moved.url == reverse("view-columns")
    assert SavedView.objects.get().columns == ["due", "owner"]


@pytest.mark.parametrize("sent", [{}, {"order": ["x"]}, {"order": ["owner"] * 13, "shown": ["owner"]}, {"move": "up:\x00"}])
def test_columns_that_cannot_be_read_change_nothing(writer, sent):
    assert writer.post(reverse("view-columns"), sent).status_code == 302
    assert not SavedView.objects.exists()


def test_every_column_can_be_shown_for_every_plan(writer, ward):
    from actionplans.columns import ALL
    from tests.factories import ClosedPlanFactory, DraftFactory

    for make in (PlanFactory, ClosedPlanFactory, DraftFactory):
        make(unit=ward)
    writer.post(reverse("view-columns"), columns_posted(*ALL))

    page = writer.get("/plans/?unit=all")
    assert len(page.context["list"].headings) == len(ALL) + 1
    assert page.content.decode().count("<td data-title") == 3 * len(ALL)
    assert b"".join(writer.get(plan_list_url("plan-export-csv", unit="all"))).count(b"\r\n") == 4


def test_views_cost_the_list_one_query_however_many(writer, manager, ward):
    counts = []
    for many in (0, 8):
        for number in range(many):
            SavedView.objects.create(owner=manager, name=str(number), words="unit=all", sharing="unit", unit=ward)
        with CaptureQueriesContext(connection) as asked:
            writer.get("/plans/?unit=all")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 12
