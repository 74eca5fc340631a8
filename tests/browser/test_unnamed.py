"""The three-metre rule on a phone without JavaScript: from the sheet on the wall to the manager's list, without a name or a cookie."""

import io
import os
from pathlib import Path

import pytest
from django.core.cache import caches
from django.core.files.storage import default_storage
from PIL import Image
from playwright.sync_api import expect

from injuries.models import Case, CaseFile
from tests.factories import EngagementFactory, UnitFactory
from tests.injuries.conftest import make_injury_house

pytestmark = pytest.mark.django_db(transaction=True)
SHOTS = os.environ.get("SHOTS")


def shot(page, name):
    """A picture to look at, where SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def house(db):
    caches["process"].clear()
    house = make_injury_house()
    EngagementFactory.create_batch(10, unit=house.ward)
    return house


@pytest.fixture
def phone(phone_as, live_server):
    """A phone at the host without cookies."""

    return lambda **options: phone_as(base_url=live_server.url.replace("127.0.0.1", "localhost"), **options)


@pytest.fixture
def taken(tmp_path) -> Path:
    """A picture as a phone takes it."""
    exif = Image.Exif()
    exif[0x010F] = "Kameramaerke"
    path = tmp_path / "IMG_2041.jpg"
    Image.new("RGB", (640, 480), "teal").save(path, "JPEG", exif=exif)
    return path


@pytest.mark.parametrize("script", [False, True], ids=["without-javascript", "with"])
def test_from_the_sheet_on_the_wall_with_a_picture_in_three_interactions(house, phone, axe, scrolls_one_way, taken, script):
    page = phone(java_script_enabled=script)
    answers = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  playwright marks what it is given
    page.goto(f"/o/{house.ward.source_key}/")  # what the camera opens
    expect(page.get_by_role("heading", name="Hvad har du set i Sengeafsnit S4?")).to_be_visible()
    assert sum(len(answer.body()) for answer in answers) < 100_000
    shot(page, "o-what")
    scrolls_one_way(page)
    if script:
        axe(page)

    page.get_by_label("Hvad så du?").fill("Gelænderet ved trappe 3 er løst")  # 1
    page.get_by_label("Et billede, hvis du har et").set_input_files(taken)  # 2
    page.get_by_role("button", name="Send uden navn").click()  # 3

    expect(page.get_by_role("heading", name="Tak, det er på vej")).to_be_visible()
    expect(page.get_by_text("Ingen kan svare dig")).to_be_visible()
    shot(page, "o-receipt")
    if script:
        axe(page)
    assert page.context.cookies() == []
    case = Case.objects.get(is_anonymous=True)
    assert (case.unit, case.reporter, case.registered_at.minute) == (house.ward, None, 0)
    with default_storage.open(CaseFile.objects.get().file) as file, Image.open(io.BytesIO(file.read())) as picture:
        assert not picture.getexif()


def test_without_the_sheet_it_takes_five(house, phone, axe, scrolls_one_way):
    page = phone()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/o/")
    axe(page)
    scrolls_one_way(page)
    page.get_by_label("Hvor var det?").fill("s4")  # 1
    page.get_by_role("button", name="Find enheden").click()  # 2
    axe(page)
    shot(page, "o-where")
    page.get_by_role("link", name="Sengeafsnit S4").click()  # 3
    page.get_by_label("Hvad så du?").fill("En god idé")  # 4
    page.get_by_role("button", name="Send uden navn").click()  # 5
    expect(page.get_by_role("heading", name="Tak, det er på vej")).to_be_visible()
    assert page.context.cookies() == []


def test_a_mistake_is_told_and_a_small_unit_hears_where_it_goes(house, phone, axe, scrolls_one_way):
    small = UnitFactory(name="Ambulatorium A", parent=house.hospital)
    EngagementFactory.create_batch(4, unit=small)
    page = phone()
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"/o/{small.source_key}/")
    expect(page.get_by_text("Færre end 10 mennesker arbejder i Ambulatorium A.")).to_be_visible()
    page.get_by_text("Vold eller trusler").click()
    page.get_by_role("button", name="Send uden navn").click()
    expect(page.get_by_role("link", name="Skriv med få ord, hvad du så.")).to_be_visible()
    expect(page.get_by_label("Vold eller trusler")).to_be_checked()
    axe(page)
    scrolls_one_way(page)
    shot(page, "o-error")
    assert not Case.objects.filter(is_anonymous=True).exists()
