"""Where the local servers would be: said without starting or writing anything."""

import os
import subprocess
import sys

import environ
import pytest

from safetynet.common.local import broker_url, database_url, places


@pytest.fixture(autouse=True)
def _in_an_open_folder(monkeypatch):
    """As if anyone could enter the checkout, also where root runs the tests in a closed one."""
    monkeypatch.setattr(places, "needs_private_folder", lambda: False)


def test_the_database_url_is_read_by_the_settings_parser_as_a_socket_of_the_role(monkeypatch, tmp_path):
    monkeypatch.setattr(places, "VAR_DIR", tmp_path / "sti med æøå, % og mellemrum" / "var")
    monkeypatch.setenv("DATABASE_URL", database_url("web", test=False))

    database = environ.Env().db_url("DATABASE_URL")

    assert database["USER"] == "safetynet_web"
    assert database["NAME"] == "safetynet"
    assert database["OPTIONS"]["host"] == str(places.postgres(test=False).socket)


def test_tests_and_demo_never_share_a_server():
    assert database_url("web", test=True) != database_url("web", test=False)
    assert broker_url(test=True) != broker_url(test=False)


@pytest.mark.parametrize("test", [True, False])
@pytest.mark.parametrize("name", ["langt" * 20, "med, komma"])
def test_a_path_that_no_socket_can_have_moves_the_sockets_to_a_short_one(monkeypatch, tmp_path, test, name):
    monkeypatch.setattr(places, "VAR_DIR", tmp_path / name / "var")

    assert len(os.fsencode(places.postgres(test=test).socket / ".s.PGSQL.5432")) <= places.SOCKET_PATH_LIMIT
    assert len(os.fsencode(places.broker_socket(test=test))) <= places.SOCKET_PATH_LIMIT
    assert "," not in str(places.postgres(test=test).socket)
    assert str(places.postgres(test=test).home).startswith(str(tmp_path))


def test_asking_for_the_urls_reads_no_settings_and_touches_nothing(tmp_path):
    code = (
        "import sys; from safetynet.common import local;"
        "local.places.VAR_DIR = local.places.Path(sys.argv[1]) / 'var';"
        "local.database_url('web', test=False); local.broker_url(test=False);"
        "print('safetynet.settings' in sys.modules)"
    )
    environment = {"PATH": os.defpath, "PYTHONPATH": str(places.BASE_DIR)}

    answer = subprocess.run([sys.executable, "-c", code, tmp_path], env=environment, capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "False"
    assert list(tmp_path.iterdir()) == []
