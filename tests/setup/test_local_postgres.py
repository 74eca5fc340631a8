"""The local PostgreSQL: made, shared, killed, half made, of another version; each ends well or with one sentence."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg2
import pytest

from safetynet.common.local import places
from safetynet.common.local.errors import LocalServerError
from safetynet.common.local.places import PostgresPlace
from safetynet.common.local.postgres import Cluster
from safetynet.common.local.processes import alive


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """One finished cluster for the module: initdb is the slow part. `nobody` must reach it when root runs the tests."""
    home = tmp_path_factory.mktemp("klynge")
    for folder in (home, *home.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/tmp"):  # noqa: S108
            folder.chmod(folder.stat().st_mode | 0o711)
    place = PostgresPlace(home / "pg", home / "pg" / "run", disposable=True)
    yield place
    Cluster(place).stop()


@pytest.fixture
def cluster(made):
    """The finished cluster, running, with us in it."""
    cluster = Cluster(made)
    cluster.enter()
    yield cluster
    cluster.leave()


def rows(place, role, statement, database="safetynet"):
    connection = psycopg2.connect(host=str(place.socket), user=role, dbname=database)
    try:
        cursor = connection.cursor()
        cursor.execute(statement)
        return cursor.fetchall()
    finally:
        connection.close()


def postmaster_of(place):
    return int((place.data / "postmaster.pid").read_text().split()[0])


def test_the_three_roles_exist_and_none_of_them_is_a_superuser(cluster, made):
    found = rows(made, "safetynet_web", "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname LIKE 'safetynet%' ORDER BY 1")

    assert found == [("safetynet_owner", False, True), ("safetynet_web", False, False), ("safetynet_worker", False, False)]


def test_only_the_owner_may_become_another_role(cluster, made):
    assert rows(made, "safetynet_owner", "SET ROLE safetynet_web; SELECT current_user::text") == [("safetynet_web",)]
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        rows(made, "safetynet_web", "SET ROLE safetynet_owner")


def test_capital_danish_letters_are_known_without_the_system_s_locale(cluster, made):
    assert rows(made, "safetynet_web", "SELECT lower('ÆRØ ÅGE'), 'Ærø' ILIKE 'ærø'") == [("ærø åge", True)]


def test_it_listens_on_no_network_and_its_socket_folder_is_closed_to_others(cluster, made):
    assert rows(made, "safetynet_web", "SHOW listen_addresses") == [("",)]
    assert made.socket.stat().st_mode & 0o077 == 0


def test_the_last_one_to_leave_stops_it_and_nobody_before(made):
    first, second = Cluster(made), Cluster(made)
    first.enter()
    pid = postmaster_of(made)
    second.enter()

    first.leave()
    assert second.answers()
    assert postmaster_of(made) == pid
    second.leave()
    assert not second.answers()


def test_entering_while_it_runs_changes_nothing(cluster, made):
    pid = postmaster_of(made)
    second = Cluster(made)

    second.enter()

    assert postmaster_of(made) == pid
    second.leave()
    assert cluster.answers()


def test_four_processes_starting_at_once_get_the_same_server(made):
    code = (
        "import sys; from pathlib import Path; from safetynet.common.local import places, postgres;"
        "home = Path(sys.argv[1]); c = postgres.Cluster(places.PostgresPlace(home, home / 'run', disposable=True)); c.enter();"
        "print((home / 'data/postmaster.pid').read_text().split()[0], flush=True); sys.stdin.read(); c.leave()"
    )
    starters = [
        subprocess.Popen(
            [sys.executable, "-c", code, made.home], cwd=places.BASE_DIR, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    pids = {starter.stdout.readline().strip() for starter in starters}
    for starter in starters:
        starter.communicate("", timeout=30)

    assert len(pids) == 1
    assert [starter.returncode for starter in starters] == [0, 0, 0, 0]
    assert not Cluster(made).answers()


def test_a_killed_server_is_started_again(cluster, made):
    killed = postmaster_of(made)
    os.kill(killed, signal.SIGKILL)
    started = time.monotonic()

    cluster.enter()

    assert cluster.answers()
    assert postmaster_of(made) != killed
    assert time.monotonic() - started < 20


def test_the_number_of_another_living_program_in_a_stale_file_is_not_believed(cluster, made):
    cluster.leave()
    (made.data / "postmaster.pid").write_text(f"{os.getpid()}\n{made.data}\n")
    assert alive(os.getpid())

    cluster.enter()

    assert cluster.answers()


def test_a_half_finished_initdb_is_begun_again(made, tmp_path_factory):
    home = made.home.parent / "halv"
    (home / "data.part" / "base").mkdir(parents=True)
    (home / "data").mkdir()
    half = Cluster(PostgresPlace(home, home / "run", disposable=True))

    half.enter()

    assert half.answers()
    half.leave()
    shutil.rmtree(home)


def test_data_of_another_major_version_is_kept_aside_for_the_demo_and_a_new_database_made(made, capsys):
    home = made.home.parent / "gammel"
    (home / "data").mkdir(parents=True)
    (home / "data" / "PG_VERSION").write_text("12\n")
    old = Cluster(PostgresPlace(home, home / "run", disposable=False))

    old.enter()

    assert old.answers()
    assert (home / "data-of-version-12" / "PG_VERSION").exists()
    assert "made by PostgreSQL 12" in capsys.readouterr().out
    old.leave()
    shutil.rmtree(home)


def test_a_path_with_spaces_an_apostrophe_and_danish_letters_works(made):
    home = made.home.parent / "sti med 'ø' & (x)"
    odd = Cluster(PostgresPlace(home, home / "run", disposable=True))

    odd.enter()

    assert odd.answers()
    odd.leave()
    shutil.rmtree(home)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to somebody else")
def test_a_folder_of_another_user_is_refused_with_a_sentence(made):
    home = made.home.parent / "fremmed"
    home.mkdir()
    os.chown(home, 12345, 12345)

    with pytest.raises(LocalServerError, match="belongs to another user"):
        Cluster(PostgresPlace(home, home / "run", disposable=True)).enter()


def test_a_link_in_place_of_the_folder_is_refused(made):
    home = made.home.parent / "lænke"
    home.symlink_to(made.home.parent, target_is_directory=True)

    with pytest.raises(LocalServerError, match="belongs to another user"):
        Cluster(PostgresPlace(home, home / "run", disposable=True)).enter()


def test_a_checkout_only_root_can_enter_gets_a_private_folder(monkeypatch, tmp_path):
    closed = tmp_path / "root"
    closed.mkdir(mode=0o700)
    monkeypatch.setattr(places, "BASE_DIR", closed)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert places.needs_private_folder()
    assert places.postgres(test=False).home.parent == places.private_folder()
    assert not str(places.private_folder()).startswith(str(tmp_path))
