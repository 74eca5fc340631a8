"""Files of a case: the event's photos bare of what a camera tells, health documents sealed, each for who may see its half."""

import io
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from injuries.models import Case, CaseFile, CaseRead, Channel, HealthPart, Part
from injuries.usecases import filing
from safetynet.common.uploads import RefusedFileError
from tests.factories import NOW, CaseFactory

pytestmark = pytest.mark.django_db
CANARY = "Lumbagokanarie"
PDF = f"%PDF-1.7 {CANARY}".encode()


@pytest.fixture
def client_of():
    def client(person):
        made = Client()
        made.force_login(person, backend="orgstructure.signin.EngagementBackend")
        return made

    return client


def photo():
    written = io.BytesIO()
    picture = Image.new("RGB", (40, 30), "red")
    exif = picture.getexif()
    exif[0x010E] = CANARY
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(written, "JPEG", exif=exif)
    return written.getvalue()


@pytest.fixture
def shown(house):
    """A photo of the event."""
    return filing.add(house.case, name=f"{CANARY}.jpg", content=photo(), part=Part.EVENT, by=house.injured, now=NOW)


@pytest.fixture
def sealed(house):
    """A doctor's note."""
    return filing.add(house.case, name=f"{CANARY}.pdf", content=PDF, part=Part.WHOLE, by=house.injured, now=NOW)


def address(file):
    return reverse("injury-file", args=[file.public_id])


def test_a_photo_is_kept_without_position_camera_and_words(house, shown):
    with default_storage.open(shown.file) as stored:
        kept = stored.read()

    assert CANARY.encode() not in kept
    assert dict(Image.open(io.BytesIO(kept)).getexif()) == {}
    assert CANARY not in shown.file


def test_a_health_document_is_in_storage_and_database_sealed_only(house, sealed):
    with default_storage.open(sealed.file) as stored:
        assert CANARY.encode() not in stored.read()
    row = CaseFile.objects.values().get(pk=sealed.pk)
    assert CANARY not in str(row)
    assert CANARY.encode() not in bytes(row["sealed_name"])
    assert filing.content_of(sealed) == PDF


@pytest.mark.parametrize(
    ("who", "event", "health"),
    [
        ("injured", 200, 200), ("administrator", 200, 200), ("manager", 200, 404), ("amr", 200, 404),
        ("colleague", 404, 404), ("employee_elsewhere", 404, 404), ("superuser", 404, 404), ("other_administrator", 404, 404),
    ],
)  # fmt: skip
def test_each_role_fetches_its_half_and_nobody_else_anything(client_of, house, shown, sealed, who, event, health):
    client = client_of(getattr(house, who))

    assert (client.get(address(shown)).status_code, client.get(address(sealed)).status_code) == (event, health)


def test_every_file_fetched_is_in_the_log_as_a_file(client_of, house, shown, sealed):
    client = client_of(house.administrator)
    client.get(address(shown))
    client.get(address(sealed))

    assert list(CaseRead.objects.values_list("case_id", "reader", "channel")) == [(house.case.pk, house.administrator.pk, Channel.FILE)] * 2


def test_a_file_is_saved_and_never_a_page_and_its_name_tells_nothing(client_of, house, sealed):
    answer = client_of(house.injured).get(address(sealed))

    assert answer.content == PDF
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'attachment; filename="{house.case.number}-{sealed.pk}.pdf"'


def test_what_is_not_a_file_of_that_kind_is_refused_beside_the_field(client_of, house):
    page = client_of(house.injured).post(
        reverse("injury-file-add", args=[house.case.public_id]),
        {"part": "event", "file": SimpleUploadedFile("gulv.jpg", b"<script>alert(1)</script>")},
    )

    assert page.status_code == 422
    assert "file" in page.context["form"].errors
    assert not CaseFile.objects.exists()


def test_a_photo_refused_is_told_and_no_case_is_made(client_of, house):
    form = {
        "submission_id": str(uuid4()), "reported_as": "injured", "unit": str(house.ward.pk), "happened_on": "22-11-2026",
        "place_kind": "patient_room", "course": "Gled", "absence": "none", "photos": [SimpleUploadedFile("gulv.jpg", b"no picture")],
    }  # fmt: skip

    page = client_of(house.injured).post(reverse("injury-new", args=["accident"]), form)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["photos"]
    assert list(Case.objects.all()) == [house.case]


@pytest.mark.parametrize(
    ("who", "status"), [("injured", 200), ("administrator", 200), ("manager", 403), ("amr", 403), ("employee_elsewhere", 404)]
)
def test_files_are_brought_by_those_whose_case_it_is_and_the_administrator(client_of, house, who, status):
    assert client_of(getattr(house, who)).get(reverse("injury-file-add", args=[house.case.public_id])).status_code == status


def test_the_reporter_brings_photos_and_no_health_documents(client_of, house):
    case = CaseFactory(unit=house.ward, injured=house.injured, reporter=house.colleague)
    client, add = client_of(house.colleague), reverse("injury-file-add", args=[case.public_id])

    assert client.post(add, {"part": "whole", "file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 422
    assert client.post(add, {"part": "event", "file": SimpleUploadedFile("a.pdf", PDF)}).status_code == 302
    assert CaseFile.objects.get().part == Part.EVENT
    assert not HealthPart.objects.filter(case=case).exists()


def test_a_file_is_taken_out_by_who_brought_it_and_its_content_is_gone(client_of, house, sealed, django_capture_on_commit_callbacks):
    remove = reverse("injury-file-remove", args=[sealed.public_id])
    assert client_of(house.manager).post(remove).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert client_of(house.injured).post(remove).status_code == 302

    assert not default_storage.exists(sealed.file)
    assert client_of(house.injured).get(address(sealed)).status_code == 404
    assert client_of(house.injured).post(remove).status_code == 404
    assert CANARY.encode() not in filing._key_of(house.case)


def test_the_manager_cannot_take_out_what_the_injured_brought(client_of, house, shown):
    assert client_of(house.manager).post(reverse("injury-file-remove", args=[shown.public_id])).status_code == 403


def test_the_cases_page_names_photos_by_number_and_a_health_document_to_its_readers_only(client_of, house, shown, sealed):
    page = house.case.get_absolute_url()
    assert CANARY in client_of(house.injured).get(page).content.decode()
    for person in (house.manager, house.amr):
        text = client_of(person).get(page).content.decode()
        assert "Foto 1" in text
        assert CANARY not in text


def test_a_file_whose_key_was_thrown_away_is_not_there(client_of, house, sealed):
    HealthPart.objects.all().delete()

    assert client_of(house.administrator).get(address(sealed)).status_code == 404


def test_a_file_lost_from_the_storage_is_not_there(client_of, house, shown):
    default_storage.delete(shown.file)

    assert client_of(house.injured).get(address(shown)).status_code == 404


def test_twenty_files_are_enough(house):
    stored = default_storage.save("injuries/x", ContentFile(b"x"))
    CaseFile.objects.bulk_create(
        CaseFile(case=house.case, part=Part.EVENT, kind="jpg", size=1, file=stored, at=NOW, by=house.injured)
        for _ in range(filing.MOST_FILES)
    )

    with pytest.raises(RefusedFileError, match="tyve"):
        filing.add(house.case, name="a.jpg", content=photo(), part=Part.EVENT, by=house.injured, now=NOW)
