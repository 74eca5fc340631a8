"""The nightly run: fetched, checked, brought in without anybody, and one mail when something stands in the way."""

import os
import shutil
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import paramiko
import pytest
from django.test import TestCase

from orgstructure.feed.rows import COMMITTEES, ENGAGEMENTS, SEATS, UNITS
from orgstructure.models import Engagement, FeedRun, FeedUpload, RoleHolding, Unit
from orgstructure.permissions import Role
from orgstructure.usecases.grants import bring_in_step
from safetynet.common import clock, outbox
from safetynet.common.models import OutboxMail
from safetynet.operations import feed_night, feed_undo, feed_upload
from tests.factories import TODAY, UserFactory
from tests.operations.sftp import PASSWORD, USER, Server
from tests.orgstructure.feeds import CPRS, SmallFeed, code

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)


def given(settings, **values: object) -> None:
    """The nightly run's settings, as the environment would give them."""
    settings.FEED = replace(settings.FEED, **values)


@pytest.fixture
def feed(tmp_path, settings) -> SmallFeed:
    """In the database already, and in the folder from which the night fetches."""
    folder = tmp_path / "feed"
    folder.mkdir()
    given(settings, folder=str(folder), wait_seconds=0)
    settings.IMPORT_BRAKE_UNITS_CLOSED = settings.IMPORT_BRAKE_PEOPLE_LEFT = settings.IMPORT_BRAKE_PEOPLE_MOVED = 60
    feed = SmallFeed(folder)
    feed.bring_in()
    return feed


@pytest.fixture
def consultant(feed):
    user = UserFactory(email="konsulent@region-eksempel.invalid")
    how = {"role": Role.CONSULTANT, "source": "appointment", "reason": "Konsulent", "by": UserFactory()}
    RoleHolding.objects.create(user=user, unit=Unit.objects.get(name="Region"), valid_from=TODAY, **how)
    bring_in_step(today=TODAY)
    return user


@pytest.fixture
def server(feed, settings):
    (feed.folder.parent / "ud").mkdir()
    shutil.move(feed.folder, feed.folder.parent / "ud/safetynet")
    feed.folder = feed.folder.parent / "ud/safetynet"
    server = Server(feed.folder.parents[1])
    given(settings, folder="", sftp_host=server.address, sftp_host_key=server.pinned, sftp_folder="ud/safetynet")
    given(settings, sftp_user=USER, sftp_password=PASSWORD)
    yield server
    server.close()


def night(day=TOMORROW, wait=lambda _seconds: None) -> FeedRun:
    with TestCase.captureOnCommitCallbacks(execute=True):
        feed_night.fetch_and_take_in(today=day, now=clock.now(), wait=wait)
    return FeedRun.objects.by_night().first()


def written_today(feed) -> SmallFeed:
    feed.write()
    return feed


def reasons(run) -> list[tuple[str, str]]:
    return [(Path(p["file"]).name if p["file"].startswith("/") else p["file"], p["code"]) for p in run.problems]


def mail_text() -> str:
    mail = OutboxMail.objects.get(kind="feed")
    return outbox._renderers["feed"](mail, clock.now()).text


# --- Coming in ------------------------------------------------------------------------------------------
def test_the_nights_files_come_in_without_anybody(feed):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()

    run = night(TODAY)

    assert (run.outcome, run.by, run.is_nightly, run.source) == ("applied", None, True, str(feed.folder))
    assert Unit.objects.filter(name="Ambulatorium").exists()
    assert FeedUpload.objects.get().files == {}
    assert not OutboxMail.objects.filter(kind="feed").exists()


def test_the_same_files_are_nothing_new_and_no_work(feed, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        run = night(TODAY)

    assert run.outcome == "same"
    assert not FeedUpload.objects.exists()


def test_the_same_files_are_read_again_on_a_day_on_which_a_period_in_them_ends(feed):
    feed.change(ENGAGEMENTS, "301", Slutdato=TODAY.isoformat()).bring_in()

    assert night(TODAY).outcome == "same"
    assert night(TOMORROW).outcome == "applied"


def test_the_same_files_are_read_again_when_a_role_word_has_got_a_meaning(feed):
    from orgstructure.models import RoleWord

    RoleWord.objects.create(word="tovholder", role="member")

    assert night(TODAY).outcome == "applied"


def test_the_night_runs_once_a_day_however_often_it_is_asked(feed):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()
    night(TODAY)
    feed.change(UNITS, "Ambulatorium", Afdelingsnavn="Noget andet").write()

    night(TODAY)

    assert FeedRun.objects.by_night().count() == 1


def test_nothing_is_fetched_where_nothing_is_set(feed, settings):
    given(settings, folder="")

    assert night() is None


def test_nothing_of_the_files_is_left_on_disk(feed, tmp_path, monkeypatch):
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()
    seen = []

    night(TODAY, wait=lambda _seconds: seen.extend(oct(one.stat().st_mode & 0o777) for one in scratch.iterdir()))

    assert seen == ["0o700"]
    assert list(scratch.iterdir()) == []


# --- Waiting for a person -------------------------------------------------------------------------------
def test_the_brake_stops_the_night_until_somebody_says_yes_in_the_browser(feed, consultant, client_of, settings):
    settings.IMPORT_BRAKE_UNITS_CLOSED = settings.IMPORT_BRAKE_PEOPLE_LEFT = settings.IMPORT_BRAKE_SEATS_CLOSED = 1
    feed.drop(UNITS, "Klinik").write()

    run = night(TODAY)

    assert run.outcome == "stopped"
    upload = FeedUpload.objects.get()
    assert (upload.state, upload.by) == ("ready", None)
    assert Unit.objects.filter(name="Klinik", valid_to=None).exists()
    assert "1 af 4 enheder" in mail_text()
    client = client_of(consultant)
    assert "Klinik" in client.get(upload.get_absolute_url()).content.decode()
    assert upload.get_absolute_url() in client.get(run.get_absolute_url()).content.decode()
    with TestCase.captureOnCommitCallbacks(execute=True):
        client.post(f"{upload.get_absolute_url()}confirm/", {"reason": "Klinikken er lukket"})
    assert not Unit.objects.filter(name="Klinik", valid_to=None).exists()
    done = FeedRun.objects.standing().first()
    assert (done.is_nightly, done.confirmed_by, done.by) == (True, consultant, None)
    with pytest.raises(outbox.NoLongerDueError):
        mail_text()


def test_files_that_were_taken_back_do_not_come_in_again_by_themselves(feed, consultant):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Forkert").write()
    feed_undo.undo(night(TODAY), by=consultant, now=clock.now(), today=TODAY)

    run = night(TOMORROW)

    assert run.outcome == "stopped"
    assert FeedUpload.objects.latest("pk").held_for == "taken_back"
    assert not Unit.objects.filter(name="Forkert").exists()


def test_files_written_in_a_new_way_wait_until_somebody_has_seen_the_letters(feed, consultant, client_of):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Øreklinik")
    in_windows = feed.text(UNITS).encode("cp1252")
    feed.write(units=in_windows)

    run = night(TODAY)

    upload = FeedUpload.objects.get()
    assert (run.outcome, upload.held_for) == ("stopped", "new_shape")
    text = client_of(consultant).get(upload.get_absolute_url()).content.decode()
    assert "Windows-1252" in text
    assert "<td>Øreklinik</td>" in text
    assert not any(number in text for number in CPRS)
    with TestCase.captureOnCommitCallbacks(execute=True):
        feed_upload.confirm(upload, by=consultant, reason="", is_beyond_limits=False)
    feed.change(UNITS, "Øreklinik", Afdelingsnavn="Ørelægen")
    feed.write(units=feed.text(UNITS).encode("cp1252"))
    assert night(TOMORROW).outcome == "applied"
    assert Unit.objects.filter(name="Ørelægen").exists()


def test_a_newer_night_takes_the_place_of_one_that_still_waits(feed, settings):
    settings.IMPORT_BRAKE_UNITS_CLOSED = 1
    feed.drop(UNITS, "Klinik").write()
    night(TODAY)
    feed.unit("Klinik", "Hospital").unit("Ny", "Hospital").write()

    assert night(TOMORROW).outcome == "applied"
    assert FeedUpload.objects.count() == 1


def test_refused_files_change_nothing_and_are_told_with_their_number(feed, consultant):
    feed.change(UNITS, "Klinik", Forældreafdelingskode=code("?")).change(SEATS, "AMR", Hverv="").write()

    run = night(TODAY)

    assert (run.outcome, len(run.problems)) == ("refused", 2)
    assert "2 fejl i filerne" in mail_text()


# --- Not to be fetched ----------------------------------------------------------------------------------
def test_a_missing_file_is_told_by_one_mail_to_whoever_may_import_and_tried_again(feed, consultant, client_of):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()
    (feed.folder / SEATS).unlink()

    assert reasons(night(TODAY)) == [(SEATS, "missing_file")]
    night(TODAY)

    assert FeedRun.objects.by_night().filter(outcome="failed").count() == 2
    assert OutboxMail.objects.get(kind="feed").recipient == consultant
    assert SEATS in mail_text()
    client = client_of(consultant)
    for address in ("/organisation/feed/", FeedRun.objects.by_night().first().get_absolute_url()):
        assert "alert-error" in client.get(address).content.decode()
    feed.write()
    assert night(TODAY).outcome == "applied"
    with pytest.raises(outbox.NoLongerDueError):
        mail_text()
    assert "alert-error" not in client.get("/organisation/feed/").content.decode()


def test_the_mail_waits_for_the_last_try_of_the_night(feed, consultant):
    (feed.write() / UNITS).unlink()
    four = clock.now().astimezone(clock.COPENHAGEN).replace(hour=4, minute=0)

    feed_night.fetch_and_take_in(today=four.date(), now=four, wait=lambda _seconds: None)

    assert OutboxMail.objects.get(kind="feed").available_at == four.replace(hour=6, minute=30, second=0, microsecond=0)


def test_a_file_that_is_still_written_is_left_alone(feed):
    def written(_seconds: float) -> None:
        with (feed.folder / ENGAGEMENTS).open("a") as file:
            file.write("endnu en")

    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()

    assert reasons(night(TODAY, wait=written)) == [(ENGAGEMENTS, "still_written")]


@pytest.mark.parametrize(("hours", "file", "kind"), [(72, COMMITTEES, "too_old"), (7, COMMITTEES, "not_of_one_export")])
def test_old_files_and_files_of_two_exports_are_left_alone(feed, hours, file, kind):
    feed.write()
    at = clock.now().timestamp() - hours * 3600
    os.utime(feed.folder / file, (at, at))

    assert reasons(night(TODAY)) == [(file, kind)]


def test_a_folder_that_is_not_there_is_said(feed, settings):
    given(settings, folder=str(feed.folder / "andetsteds"))

    assert reasons(night(TODAY)) == [("andetsteds", "no_folder")]


# --- By SFTP --------------------------------------------------------------------------------------------
def test_a_good_run_by_sftp_with_password(feed, server):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()

    run = night(TODAY)

    assert (run.outcome, run.source) == ("applied", f"sftp://{server.address}/ud/safetynet")
    assert Unit.objects.filter(name="Ambulatorium").exists()


@pytest.mark.parametrize("passphrase", ["", "lang adgangssætning"])
def test_a_good_run_by_sftp_with_a_key_file(feed, server, settings, tmp_path, passphrase):
    server.client_key = paramiko.RSAKey.generate(2048)
    server.client_key.write_private_key_file(str(tmp_path / "key"), password=passphrase or None)
    given(settings, sftp_key_file=str(tmp_path / "key"), sftp_password=passphrase)

    assert night(TODAY).outcome == "same"


def test_another_host_key_is_refused_before_any_password_is_sent(feed, server, settings, monkeypatch):
    other = paramiko.ECDSAKey.generate()
    given(settings, sftp_host_key=f"{other.get_name()} {other.get_base64()}")
    sent = []
    monkeypatch.setattr(paramiko.Transport, "auth_password", lambda *_args, **_kwargs: sent.append(1))

    assert reasons(night(TODAY)) == [(f"sftp://{server.address}/ud/safetynet", "sftp_host_key")]
    assert sent == []


def test_a_host_key_of_another_kind_is_refused_too(feed, server, settings):
    other = paramiko.RSAKey.generate(2048)
    given(settings, sftp_host_key=f"{other.get_name()} {other.get_base64()}")

    assert [kind for _file, kind in reasons(night(TODAY))] == ["sftp_host_key"]


def test_a_wrong_password_is_told_without_the_password(feed, server, settings, consultant):
    given(settings, sftp_password="forkert-kode")

    assert [kind for _file, kind in reasons(night(TODAY))] == ["sftp_refused"]
    assert "forkert-kode" not in mail_text()


def test_a_key_file_that_cannot_be_read_is_told(feed, server, settings):
    given(settings, sftp_key_file="/findes/ikke")

    assert [kind for _file, kind in reasons(night(TODAY))] == ["sftp_key_file"]


def test_a_half_uploaded_file_on_the_server_is_left_alone(feed, server):
    feed.write()
    server.grows = SEATS

    assert reasons(night(TODAY)) == [(SEATS, "still_written")]


def test_a_connection_that_is_cut_while_a_file_comes_changes_nothing(feed, server):
    feed.change(UNITS, "Klinik", Afdelingsnavn="Ambulatorium").write()
    server.cut_at = ENGAGEMENTS

    assert [kind for _file, kind in reasons(night(TODAY))] == ["sftp_cut"]
    assert not Unit.objects.filter(name="Ambulatorium").exists()
    server.cut_at = ""
    assert night(TODAY).outcome == "applied"


def test_a_folder_that_is_not_on_the_server_is_said(feed, server, settings):
    given(settings, sftp_folder="ud/andet")

    assert [kind for _file, kind in reasons(night(TODAY))] == ["no_folder"]


def test_a_server_that_does_not_answer_is_said(feed, server):
    server.close()

    assert [kind for _file, kind in reasons(night(TODAY))] == ["sftp_unreachable"]
    assert Engagement.objects.count() == 4
