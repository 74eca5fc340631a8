"""The organisation's pages: open to every employee, few queries, no number of a person."""

import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse

from orgstructure import reports
from orgstructure.directory import view_of
from orgstructure.models import FeedLine, FeedRun, FeedUpload, RoleHolding, SeatRole, Unit
from orgstructure.permissions import Perm, Role
from orgstructure.usecases.grants import bring_in_step
from safetynet.common import clock
from safetynet.operations import feed_upload
from tests.factories import TODAY, CommitteeFactory, CoverageFactory, EngagementFactory, LevelFactory, SeatFactory, UnitFactory, UserFactory
from tests.orgstructure.feeds import CPRS

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Unit:
    return UnitFactory(parent=UnitFactory(name="Hospital"), name="Afsnit B3", manager=UserFactory(first_name="Mette"))


@pytest.fixture
def nurse(ward):
    return EngagementFactory(unit=ward).user


@pytest.fixture
def group(ward):
    committee = CommitteeFactory(name="AMG 7", level=LevelFactory(code="amg"))
    CoverageFactory(unit=ward, committee=committee)
    return committee


def page(client, route: str, *args: object, **query: str) -> str:
    response = client.get(reverse(route, args=args), query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- Units ----------------------------------------------------------------------------------------------
def test_the_tree_starts_at_the_top_and_tells_how_much_lies_below(client_of):
    hospital = UnitFactory(parent=UnitFactory(name="Region"), name="Hospital")
    nurse = EngagementFactory(unit=UnitFactory(parent=hospital)).user
    EngagementFactory(user=nurse, unit=hospital)

    text = page(client_of(nurse), "organisation")

    assert re.findall(r'cell-main[^>]*>.*?<a href="[^"]*">([^<]+)', text) == ["Hospital"]
    cells = re.findall(r'cell-number">(\d+)<', text)
    assert cells == ["1", "1"]  # one unit below, one person although employed twice


def test_before_the_first_feed_the_page_says_so(client_of):
    assert "empty-state" in page(client_of(UserFactory()), "organisation")
    assert "empty-state" in page(client_of(UserFactory()), "my-group")


def test_an_unknown_unit_or_committee_is_not_found(client_of, nurse):
    client = client_of(nurse)

    assert client.get(reverse("organisation-under", args=[999_999])).status_code == 404
    assert client.get(reverse("committee-detail", args=[999_999])).status_code == 404


@pytest.mark.parametrize("route", ["organisation", "my-group", "feed-run-list", "feed-run-new"])
def test_strangers_are_asked_to_sign_in(client, route):
    response = client.get(reverse(route))

    assert response.status_code == 302
    assert response.url.startswith(reverse("login"))


# --- Committees -----------------------------------------------------------------------------------------
def test_a_group_shows_members_roles_union_and_what_it_covers(client_of, nurse, ward, group):
    SeatFactory(committee=group, role=SeatRole.AMR, union="DSR", user=UserFactory(first_name="Anders", email="a@region-eksempel.invalid"))
    SeatFactory(committee=group, role=SeatRole.OTHER, role_word="Bisidder", user=UserFactory(first_name="Berit"))
    SeatFactory(committee=group, role=SeatRole.AMR, valid_to=TODAY, user=UserFactory(first_name="Carsten"))

    text = page(client_of(nurse), "committee-detail", group.pk)

    assert "Anders" in text
    assert "DSR" in text
    assert "Bisidder" in text
    assert "Carsten" not in text
    assert "Afsnit B3" in text
    assert "mailto:a@region-eksempel.invalid" in text


def test_a_committee_counts_the_people_of_its_area_once(nurse, ward):
    top = CommitteeFactory(level=LevelFactory(code="lmu", is_group=False))
    CoverageFactory(unit=ward, committee=CommitteeFactory(parent=top, level=LevelFactory(code="amg")))
    other = UnitFactory()
    CoverageFactory(unit=other, committee=top)
    EngagementFactory(user=nurse, unit=other)
    seen = view_of(top.pk, TODAY)

    assert (seen.employees, seen.area_employees, seen.area_units) == (1, 1, 2)


# --- My group -------------------------------------------------------------------------------------------
def test_my_group_names_leader_and_representative_and_how_to_reach_them(client_of, nurse, group):
    SeatFactory(committee=group, role=SeatRole.AMR, user=UserFactory(first_name="Anders", phone="12 34 56 78"))
    SeatFactory(committee=group, role=SeatRole.LEADER, user=UserFactory(first_name="Lone"))
    SeatFactory(committee=group, role=SeatRole.STEWARD, user=UserFactory(first_name="Tillids"))

    text = page(client_of(nurse), "my-group")

    assert "Anders" in text
    assert "tel:12345678" in text
    assert "Lone" in text
    assert "Tillids" not in text


def test_a_group_without_representative_is_told_as_incomplete(client_of, nurse, group):
    SeatFactory(committee=group, role=SeatRole.LEADER)

    assert "alert-warning" in page(client_of(nurse), "my-group")


def test_a_unit_without_group_is_a_gap_and_whom_to_tell_is_named(client_of, nurse):
    text = page(client_of(nurse), "my-group")

    assert "Mette" in text
    assert "12 34 56 78" in text


def test_a_committee_that_is_no_group_does_not_close_the_gap(ward, nurse):
    CoverageFactory(unit=ward, committee=CommitteeFactory(level=LevelFactory(code="lmu", is_group=False)))

    assert reports.group_of(ward, TODAY).is_gap
    assert not reports.group_of(ward.parent, TODAY).is_gap  # nobody is employed there


def test_home_is_the_longest_current_employment(ward, nurse):
    EngagementFactory(user=nurse, valid_from=TODAY, hired_on=TODAY)
    EngagementFactory(user=nurse, valid_to=TODAY, valid_from=TODAY.replace(year=2001), hired_on=TODAY.replace(year=2001))

    assert reports.home_unit_of(nurse, TODAY) == ward
    assert reports.home_unit_of(UserFactory(), TODAY) is None


def test_colleagues_are_those_employed_in_the_unit_that_day(ward, nurse):
    EngagementFactory(unit=ward, valid_to=TODAY)
    EngagementFactory()

    assert list(reports.colleagues_of(ward, TODAY)) == [nurse]


# --- Queries --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("many", [2, 30])
def test_pages_ask_the_same_number_of_questions_with_few_and_with_many_rows(
    client_of, nurse, ward, group, many, django_assert_max_num_queries
):
    for _ in range(many):
        CommitteeFactory(parent=group)
        SeatFactory(committee=group)
        unit = UnitFactory(parent=ward.parent, manager=UserFactory())
        CoverageFactory(unit=unit, committee=group)
        EngagementFactory(unit=unit)
    client = client_of(nurse)
    for route, args, limit in (
        ("organisation", [], 14),
        ("organisation-under", [ward.parent.pk], 14),
        ("committee-detail", [group.pk], 28),
        ("my-group", [], 11),
    ):
        with django_assert_max_num_queries(limit):
            page(client, route, *args)


@pytest.mark.parametrize("many", [2, 30])
def test_the_list_of_runs_asks_the_same_number_of_questions(client_of, person_with, ward, many, django_assert_max_num_queries):
    reader = person_with(Perm.IMPORT_ORGANISATION, on=ward)
    for _ in range(many):
        FeedRun.objects.create(started_at=clock.now(), finished_at=clock.now(), on=TODAY, outcome="applied", by=UserFactory())
    client = client_of(reader)

    with django_assert_max_num_queries(10):
        page(client, "feed-run-list")


# --- The feed's pages -----------------------------------------------------------------------------------
@pytest.fixture
def consultant(ward):
    """A local account: somebody employed would leave with the feed that does not know him."""
    user = UserFactory()
    given = {"role": Role.CONSULTANT, "source": "appointment", "reason": "Konsulent", "by": UserFactory()}
    RoleHolding.objects.create(user=user, unit=ward, valid_from=TODAY, **given)
    bring_in_step(today=TODAY)
    return user


def uploads(folder) -> dict[str, object]:
    from safetynet.dashboard.feed_form import FILES

    files = {name: SimpleUploadedFile("hvad som helst.csv", (folder / file).read_bytes()) for name, file in FILES.items()}
    return {"submission_id": str(uuid.uuid4())} | files


def hand_in(client, folder) -> FeedUpload:
    """The files as a browser sends them; the worker of the tests reads them at once."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("feed-run-new"), uploads(folder))
    return FeedUpload.objects.latest("pk")


def say_yes(client, upload, **words) -> FeedUpload:
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("feed-upload-confirm", args=[upload.pk]), words)
    upload.refresh_from_db()
    return upload


@pytest.mark.parametrize("route", ["feed-run-list", "feed-run-new"])
def test_the_feed_is_for_those_who_may_import(client_of, nurse, route):
    assert client_of(nurse).get(reverse(route)).status_code == 403


def test_nobody_else_can_bring_a_feed_in(client_of, nurse, feed):
    response = client_of(nurse).post(reverse("feed-run-new"), uploads(feed.write()))

    assert response.status_code == 403
    assert not FeedRun.objects.exists()


def test_four_files_are_shown_then_brought_in_with_a_reason_then_found_unchanged(client_of, consultant, feed):
    client = client_of(consultant)

    upload = hand_in(client, feed.write())
    shown = page(client, "feed-upload-detail", upload.pk)
    assert "Klinik" in shown
    assert "alert-warning" in shown
    assert not any(number in shown for number in CPRS)
    assert not Unit.objects.filter(name="Klinik").exists()

    assert say_yes(client, upload).state == "ready"
    assert say_yes(client, upload, reason="Den første rigtige indlæsning").state == "applied"

    assert Unit.objects.filter(name="Klinik").exists()
    assert upload.files == {}
    run = FeedRun.objects.get(outcome="applied")
    assert (run.by, run.confirmed_by, run.reason) == (consultant, consultant, "Den første rigtige indlæsning")
    again = hand_in(client, feed.write())
    assert "alert-success" in page(client, "feed-upload-detail", again.pk)


def test_a_change_beyond_the_limits_is_confirmed_by_somebody_else_where_the_region_wants_it(client_of, consultant, feed, ward, settings):
    settings.IMPORT_FOUR_EYES = True
    upload = hand_in(client_of(consultant), feed.write())
    other = UserFactory()
    given = {"role": Role.CONSULTANT, "source": "manual", "reason": "Konsulent", "by": consultant, "valid_to": TODAY + timedelta(days=90)}
    RoleHolding.objects.create(user=other, unit=ward, valid_from=TODAY, **given)
    bring_in_step(today=TODAY)

    assert say_yes(client_of(consultant), upload, reason="Det er rigtigt").state == "ready"
    assert say_yes(client_of(other), upload, reason="Det er rigtigt").state == "applied"


def test_what_is_brought_in_is_what_was_shown_and_else_it_is_shown_again(client_of, consultant, feed):
    client = client_of(consultant)
    upload = hand_in(client, feed.write())
    feed.change("adm-org-units.csv", "Klinik", Afdelingsnavn="Ambulatorium").bring_in(is_confirmed=True)

    assert say_yes(client, upload, reason="Det er rigtigt").state == "ready"

    assert upload.has_changed
    assert not Unit.objects.filter(name="Klinik").exists()


def test_files_lie_encrypted_and_are_gone_with_the_preview_after_24_hours(client_of, consultant, feed):
    upload = hand_in(client_of(consultant), feed.write())
    for kept in upload.files.values():
        with default_storage.open(kept) as file:
            content = file.read()
        assert not any(number.encode() in content for number in (*CPRS, "Afsnit"))

    feed_upload.forget(now=upload.created_at + timedelta(hours=24))

    assert not any(default_storage.exists(kept) for kept in upload.files.values())
    assert not FeedUpload.objects.exists()
    assert not FeedLine.objects.exists()


def test_a_run_is_taken_back_from_its_page(client_of, consultant, feed):
    client = client_of(consultant)
    say_yes(client, hand_in(client, feed.write()), reason="Det er rigtigt")
    run = FeedRun.objects.get(outcome="applied")

    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(reverse("feed-run-undo", args=[run.pk]))

    assert response.url == run.get_absolute_url()
    asked_again = client.get(run.get_absolute_url(), headers={"HX-Request": "true"})
    assert (asked_again.headers["HX-Refresh"], asked_again.content) == ("true", b"")
    assert not FeedLine.objects.exists()
    assert not Unit.objects.filter(name="Klinik").exists()
    assert page(client, "feed-run-detail", run.pk)


def test_the_same_form_sent_twice_is_one_upload(client_of, consultant, feed):
    sent, client = uploads(feed.write()), client_of(consultant)
    client.post(reverse("feed-run-new"), sent)
    client.post(reverse("feed-run-new"), uploads(feed.write()) | {"submission_id": sent["submission_id"]})

    assert FeedUpload.objects.count() == 1


def test_a_refused_feed_shows_every_problem_with_file_and_line_and_no_cpr_number(client_of, consultant, feed):
    feed.change("adm-engagements.csv", "301", Startdato=CPRS[3]).change("med-associations.csv", "AMR", Hverv="")
    client = client_of(consultant)

    upload = hand_in(client, feed.write())

    text = client.get(upload.get_absolute_url(), follow=True).content.decode()
    assert "adm-engagements.csv" in text
    assert "med-associations.csv" in text
    assert not any(number in text for number in CPRS)
    assert FeedRun.objects.get().source == "upload"


def test_a_missing_file_is_asked_for(client_of, consultant, feed):
    files = uploads(feed.write())
    del files["seats"]

    response = client_of(consultant).post(reverse("feed-run-new"), files)

    assert response.status_code == 200
    assert "med-associations.csv" in response.content.decode()
    assert not FeedRun.objects.exists()


def test_no_page_shows_a_cpr_number(client_of, consultant, feed):
    feed.bring_in(is_confirmed=True)
    client = client_of(consultant)
    from orgstructure.models import Committee

    pages = [page(client, "organisation"), page(client, "my-group"), page(client, "feed-run-detail", FeedRun.objects.get().pk)]
    pages += [page(client, "committee-detail", committee.pk) for committee in Committee.objects.all()]

    assert not any(number in text or number[:6] in text for number in CPRS for text in pages)
