"""A worker that dies while it reads or applies: taken up again within a minute, three times, then said with “try again”."""

import time
import uuid

import pytest
from django.core.files.base import ContentFile
from django.db import connections
from django.test import TestCase
from django.urls import reverse

from orgstructure.models import FeedRun, FeedUpload, Unit
from safetynet.common import clock
from safetynet.operations import feed_night, feed_upload, organisation
from safetynet.operations.one_at_a_time import UPLOAD
from tests.factories import TODAY, UserFactory
from tests.orgstructure.feeds import SmallFeed

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(tmp_path) -> SmallFeed:
    feed = SmallFeed(tmp_path)
    feed.bring_in()
    return feed.change("adm-org-units.csv", "Klinik", Afdelingsnavn="Ambulatorium")


def handed_in(feed) -> FeedUpload:
    files = {path.name: ContentFile(path.read_bytes()) for path in feed.write().glob("*.csv")}
    return feed_upload.take_in(files, submission_id=uuid.uuid4(), by=UserFactory(), now=clock.now())


def left_by_a_dead_worker(upload, state) -> FeedUpload:
    FeedUpload.objects.filter(pk=upload.pk).update(state=state)
    return upload


def a_minute_later(upload) -> FeedUpload:
    with TestCase.captureOnCommitCallbacks(execute=True):
        feed_upload.look(now=clock.now())
    upload.refresh_from_db()
    return upload


@pytest.mark.parametrize("state", ["reading", "comparing"])
def test_what_a_dead_worker_read_is_read_again(feed, state):
    upload = left_by_a_dead_worker(handed_in(feed), state)

    assert a_minute_later(upload).state == "ready"
    assert upload.attempts == 1


def test_what_a_dead_worker_was_bringing_in_is_brought_in_once(feed):
    upload = handed_in(feed)
    feed_upload.work_on(upload, today=TODAY, now=clock.now())
    left_by_a_dead_worker(upload, "applying")

    assert a_minute_later(upload).state == "applied"
    assert Unit.objects.filter(name="Ambulatorium").count() == 1
    assert FeedRun.objects.filter(source="upload", outcome="applied").count() == 1
    assert (upload.files, upload.samples, upload.lines.count()) == ({}, [], 0)


def test_the_third_death_is_said_with_a_way_to_try_again(feed, client_of):
    from orgstructure.models import RoleHolding
    from orgstructure.usecases.grants import bring_in_step

    upload = handed_in(feed)
    for _death in range(2):
        a_minute_later(left_by_a_dead_worker(upload, "reading"))
    assert a_minute_later(left_by_a_dead_worker(upload, "reading")).state == "failed"
    person = UserFactory()
    region = Unit.objects.get(name="Region")
    given = {"role": "consultant", "source": "appointment", "reason": "Konsulent", "by": UserFactory()}
    RoleHolding.objects.create(user=person, unit=region, valid_from=TODAY, **given)
    bring_in_step(today=TODAY)
    client = client_of(person)

    assert reverse("feed-upload-again", args=[upload.pk]) in client.get(upload.get_absolute_url()).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(reverse("feed-upload-again", args=[upload.pk]))

    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == ("ready", 0)


def test_a_fault_keeps_the_files_for_another_try(feed, monkeypatch):
    upload = handed_in(feed)

    def falls_over(*_args: object, **_how: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(organisation, "compare", falls_over)
    with pytest.raises(RuntimeError):
        feed_upload.work_on(upload, today=TODAY, now=clock.now())
    upload.refresh_from_db()
    assert (upload.state, len(upload.files)) == ("failed", 4)
    monkeypatch.undo()

    with TestCase.captureOnCommitCallbacks(execute=True):
        assert feed_upload.again(upload)

    upload.refresh_from_db()
    assert upload.state == "ready"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_still_works_is_left_alone_and_a_second_night_too(tmp_path, settings):
    upload = FeedUpload.objects.create(submission_id=uuid.uuid4(), by=UserFactory(), created_at=clock.now(), state="reading")
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s), pg_advisory_lock(%s, 0)", [UPLOAD, upload.pk, 7_231_011])

    feed_upload.look(now=clock.now())
    upload.refresh_from_db()
    assert (upload.state, upload.attempts) == ("reading", 0)
    settings.FEED = settings.FEED.__class__(**{**vars(settings.FEED), "folder": str(tmp_path)})
    feed_night.fetch_and_take_in(today=TODAY, now=clock.now())
    assert not FeedRun.objects.exists()

    other.close()  # as when its process dies
    for _look in range(50):
        feed_upload.look(now=clock.now())
        upload.refresh_from_db()
        if upload.attempts:
            break
        time.sleep(0.1)
    assert upload.attempts == 1
