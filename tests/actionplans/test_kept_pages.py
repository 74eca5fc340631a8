"""Pages of figures that people keep: under a name, shared like lists, and never an address of somebody else's."""

import pytest
from django.urls import reverse

from actionplans.kept_pages import KeptPage
from actionplans.models import SavedView
from tests.factories import EngagementFactory, UnitFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward(db):
    return UnitFactory(name="Afsnit")


@pytest.fixture
def colleague(ward):
    return EngagementFactory(unit=ward).user


def keep(client, at, **given):
    return client.post(reverse("view-page-new"), {"at": at, "name": "Vores tal", "sharing": "private"} | given)


@pytest.mark.parametrize(
    ("at", "page"),
    [
        ("/overview/{pk}/?first=2026-01-01&last=2026-06-30", "overview"),
        ("/overview/{pk}/need/?sort=longest", "overview"),
        ("/overview/{pk}/figures/", "figures"),
        ("/overview/{pk}/causes/", "causes"),
    ],
)
def test_a_page_is_kept_with_its_words_found_on_the_page_and_opened(client_of, colleague, ward, at, page):
    at, client = at.format(pk=ward.pk), client_of(colleague)
    assert keep(client, at).url == at
    view = SavedView.objects.get()
    assert (view.page, view.words, view.is_default) == (page, at, False)
    assert client.get(reverse("view-open", args=[view.public_id])).url == at
    assert [one.name for one in client.get(at).context["shelf"].views] == ["Vores tal"]
    assert "Vores tal" in client.get(reverse("view-list")).content.decode()
    assert "Vores tal" not in client.get(reverse("plan-list") + "?unit=all").content.decode()


@pytest.mark.parametrize(
    "at",
    [
        "//evil.example/overview/1/",
        "https://evil.example/overview/1/",
        "/\\evil.example/overview/1/",
        "/overview/1/figures/table.xlsx",
        "/plans/?unit=all",
        "/operation/mail/",
        "/overview/1/\r\nLocation: x",
        "javascript:alert(1)",
        "overview/1/",
        "/overview/1/?" + "x" * 2000,
        "",
    ],
)
def test_an_address_that_is_none_of_the_pages_is_not_kept(client_of, colleague, at):
    client = client_of(colleague)
    assert KeptPage.read(at) is None
    assert keep(client, at).url == reverse("overview")
    assert client.get(reverse("view-page-new"), {"at": at}).url == reverse("overview")
    assert not SavedView.objects.exists()


def test_a_view_whose_address_was_tampered_with_leads_nowhere(client_of, colleague):
    view = SavedView.objects.create(owner=colleague, name="Falsk", page="overview", words="//evil.example/")
    assert client_of(colleague).get(reverse("view-open", args=[view.public_id])).status_code == 404


def test_a_kept_page_is_renamed_shared_with_the_unit_taken_over_and_deleted(client_of, colleague, ward):
    at = f"/overview/{ward.pk}/"
    keep(client_of(colleague), at)
    view = SavedView.objects.get()
    neighbour, stranger = EngagementFactory(unit=ward).user, UserFactory()
    assert client_of(neighbour).get(reverse("view-open", args=[view.public_id])).status_code == 404

    form = client_of(colleague).get(reverse("view-edit", args=[view.public_id])).context["form"]
    assert "is_default" not in form.fields
    said = {"name": "Fælles", "sharing": "unit", "unit": ward.pk}
    assert client_of(colleague).post(reverse("view-edit", args=[view.public_id]), said).url == reverse("view-list")
    assert [one.name for one in client_of(neighbour).get(at).context["shelf"].views] == ["Fælles"]
    assert client_of(stranger).get(at).context["shelf"].views == []
    assert client_of(neighbour).post(reverse("view-take-over", args=[view.public_id])).url == at
    assert SavedView.objects.get(owner=neighbour).page == "overview"

    words = {"words": "unit=all"}
    assert client_of(colleague).post(reverse("view-words", args=[view.public_id]), words).status_code == 404
    client_of(colleague).post(reverse("view-delete", args=[view.public_id]))
    assert not SavedView.objects.filter(owner=colleague).exists()


def test_a_name_that_is_taken_is_said_so_and_what_was_typed_stays(client_of, colleague, ward):
    at, client = f"/overview/{ward.pk}/", client_of(colleague)
    keep(client, at)
    again = keep(client, at)
    assert again.status_code == 422
    assert "Vores tal" in again.content.decode()
    assert SavedView.objects.count() == 1
