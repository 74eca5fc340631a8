"""Files of a plan: who may bring, fetch and take out what."""

import uuid

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplans.models import Attachment
from actionplans.usecases.attaching import MOST_FILES, attach
from orgstructure.permissions import Perm
from tests.common.test_uploads import PDF, Scanner
from tests.factories import NOW, DraftFactory, EngagementFactory, PlanFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(tmp_path)}}
    }


@pytest.fixture
def ward():
    return UnitFactory()


@pytest.fixture
def manager(ward, person_with):
    return person_with(Perm.EDIT_PLANS, Perm.VIEW_CLOSED_PLANS, on=ward)


def upload(client, plan, name="lift.pdf", content=PDF):
    return client.post(f"/plans/{plan.pk}/attach/", {"file": SimpleUploadedFile(name, content)})


def fetched(client, file):
    answer = client.get(f"/plans/files/{file.public_id}/")
    if answer.streaming:
        b"".join(answer)  # the test client closes the file when it has been read
    return answer.status_code


def test_who_may_edit_the_plan_brings_a_file_and_every_reader_fetches_it_to_be_saved(client_of, ward, manager):
    plan = PlanFactory(unit=ward)
    upload(client_of(manager), plan, "Vejledning æøå \u201dny\u201d.pdf")
    file = Attachment.objects.get()

    answer = client_of(EngagementFactory().user).get(f"/plans/files/{file.public_id}/")

    assert b"".join(answer) == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert "Vejledning" in client_of(manager).get(f"/plans/{plan.pk}/").content.decode()
    assert uuid.UUID(file.file.rpartition("/")[2])


def test_a_reader_cannot_bring_or_take_out_and_nobody_reaches_a_file_of_a_plan_they_may_not_read(client_of, ward, manager):
    reader = EngagementFactory().user
    plan, secret, draft = PlanFactory(unit=ward), PlanFactory(unit=ward, is_confidential=True), DraftFactory(unit=ward)
    files = [attach(one, name="lift.pdf", content=PDF, by=manager, now=NOW) for one in (plan, secret, draft)]

    assert upload(client_of(reader), plan).status_code == 403
    assert upload(client_of(reader), secret).status_code == 404
    assert [fetched(client_of(reader), file) for file in files] == [200, 404, 404]
    assert [client_of(reader).post(f"/plans/files/{file.public_id}/take-out/").status_code for file in files] == [403, 404, 404]


def test_a_refused_file_is_said_beside_the_field_and_nothing_is_kept(client_of, ward, manager):
    plan = PlanFactory(unit=ward)

    answers = [upload(client_of(manager), plan, "lift.html", b"<p>"), client_of(manager).post(f"/plans/{plan.pk}/attach/", {})]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "PDF, PNG, JPG, DOCX, XLSX" in answers[0].content.decode()
    assert not Attachment.objects.exists()
    assert not default_storage.exists("attachments") or default_storage.listdir("attachments")[1] == []


def test_the_same_file_twice_is_one_and_the_twenty_first_is_refused(client_of, ward, manager):
    plan = PlanFactory(unit=ward)
    for number in range(MOST_FILES):
        attach(plan, name="lift.pdf", content=PDF + str(number).encode(), by=manager, now=NOW)
    upload(client_of(manager), plan, "igen.pdf", PDF + b"0")

    assert Attachment.objects.count() == MOST_FILES
    assert upload(client_of(manager), plan, "ny.pdf", PDF + b"ny").status_code == 422


@pytest.mark.django_db(transaction=True)
def test_a_file_taken_out_or_of_a_deleted_draft_is_gone_from_the_disk(client_of, ward, manager):
    plan, draft = PlanFactory(unit=ward), DraftFactory(unit=ward, created_by=manager)
    file, other = (attach(one, name="lift.pdf", content=PDF, by=manager, now=NOW) for one in (plan, draft))

    client_of(manager).post(f"/plans/files/{file.public_id}/take-out/")
    client_of(manager).post(f"/plans/{draft.pk}/delete/")

    assert not default_storage.exists(file.file)
    assert not default_storage.exists(other.file)
    assert Attachment.objects.get().removed_by == manager
    assert fetched(client_of(manager), file) == 404


def test_what_the_scanner_finds_is_refused_and_so_is_everything_while_it_is_silent(client_of, ward, manager, settings):
    plan = PlanFactory(unit=ward)

    settings.CLAMAV_ADDRESS = Scanner(b"stream: Eicar FOUND\0").address
    found = upload(client_of(manager), plan)
    settings.CLAMAV_ADDRESS = "127.0.0.1:1"
    silent = upload(client_of(manager), plan)
    settings.CLAMAV_ADDRESS = Scanner(b"stream: OK\0").address
    clean = upload(client_of(manager), plan)

    assert (found.status_code, silent.status_code, clean.status_code) == (422, 422, 302)
    assert Attachment.objects.get().is_scanned
