"""No log holds a code or an answer (A2-13): ours, the web server's own, and the database's."""

import logging
import subprocess
import sys
import threading
import time
from http.client import HTTPConnection

import pytest
from django.db import DataError, ProgrammingError, connection, transaction

from safetynet.common.local.places import BASE_DIR, postgres
from safetynet.common.logs import JsonFormatter, masked
from tests.apv.survey_house import code, phone

CODES = [code(number) for number in range(100)]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Not Found: /s/abc/da/3/", "Not Found: /s/***"),
        ('"POST /n/abc/sv/ HTTP/1.1" 500', '"POST /n/*** HTTP/1.1" 500'),
        ("https://svar.region.example/s/abc/da/?x=1 told", "https://svar.region.example/s/*** told"),
        ("Error handling request POST /s/abc/da/", "Error handling request POST /s/***"),
        ("GET /o/0f8fad5b-d9cb-469f-a165-70867728950e/da/?unit=S4 HTTP/1.1", "GET /o/*** HTTP/1.1"),
        (f"KeyError: '{code(7)}'", "KeyError: '***'"),
        ("/m/secret/ /calendar/secret.ics", "/m/*** /calendar/***"),
        ("/plans/7/ moved, /surveys/rounds/3/", "/plans/7/ moved, /surveys/rounds/3/"),
    ],
)
def test_an_address_that_is_a_key_is_masked(told, kept):
    assert masked(told) == kept


def test_a_trace_is_masked_too():
    try:
        int("/s/abc/da/")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "failed at %s", ("/s/abc/da/1/",), sys.exc_info())
    line = JsonFormatter().format(record)
    assert "abc" not in line
    assert line.count("/s/***") >= 2


@pytest.mark.django_db
def test_what_goes_wrong_for_a_hundred_people_names_no_code(survey, monkeypatch, capfd):
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.getLogger().addHandler(handler)
    me = survey.invite()
    client = phone()
    client.raise_request_exception = False
    try:
        for unknown in CODES:
            client.get(f"/s/{unknown}/da/")
            client.get(f"/s/{unknown}/da/nowhere/")
        client.post(f"/s/{me.token}/da/7/", {"answer": "Kanariefugl " * 20_000})
        client.post(f"/s/{me.token}/da/7/", {"answer": "Kanariefugl"})
        monkeypatch.setattr("apv.usecases.answering.is_used", lambda token: {}[token])
        client.post(f"/s/{me.token}/da/7/", {"answer": "Kanariefugl"})
    finally:
        logging.getLogger().removeHandler(handler)
    told = "".join(capfd.readouterr())

    assert "/s/***" in told
    assert [one for one in [*CODES, me.token] if one in told] == []
    assert "KeyError: '***'" in told
    assert "Kanariefugl" not in told


def test_the_web_server_s_own_logs_name_no_code(tmp_path):
    (tmp_path / "small.py").write_text(
        "def application(environ, start):\n"
        "    if 'boom' in environ['PATH_INFO']:\n"
        "        raise RuntimeError('no')\n"
        "    start('200 OK', [('Content-Length', '2')])\n"
        "    return [b'ok']\n"
    )
    with socket_port() as port:
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "small:application",
            "--pythonpath",
            f"{tmp_path},{BASE_DIR}",
            "--bind",
            f"127.0.0.1:{port}",
        ]
        server = subprocess.Popen(
            [*command, "--access-logfile", "-", "--no-control-socket"],
            cwd=BASE_DIR,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        lines = []
        reader = threading.Thread(target=lambda: lines.extend(server.stdout))
        reader.start()
        try:
            for one in CODES[:20]:
                ask(port, f"/s/{one}/da/3/", f"https://localhost/n/{one}/da/")
            ask(port, f"/s/{CODES[0]}/boom/", "")
        finally:
            server.terminate()
            server.wait(10)
            reader.join()
            server.stdout.close()
    told = "".join(lines)

    assert told.count("GET /s/***") >= 20
    assert "Error handling request" in told
    assert [one for one in CODES if one in told] == []


class socket_port:  # noqa: N801  used as a function
    """A port that is free now."""

    def __enter__(self):
        import socket

        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            return one.getsockname()[1]

    def __exit__(self, *_):
        return False


def ask(port, path, referrer):
    """One GET, waiting for the server to be up."""
    for _ in range(100):
        try:
            line = HTTPConnection("127.0.0.1", port, timeout=5)
            line.request("GET", path, headers={"Referer": referrer})
            line.getresponse().read()
        except ConnectionRefusedError:
            time.sleep(0.1)
        else:
            line.close()
            return
    pytest.fail("The web server did not start.")


@pytest.mark.django_db
def test_the_local_database_logs_neither_values_nor_the_statements_that_failed():
    with connection.cursor() as cursor:
        for name, wanted in (
            ("log_parameter_max_length", "0"),
            ("log_parameter_max_length_on_error", "0"),
            ("log_min_error_statement", "panic"),
        ):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == (wanted,), name
    with pytest.raises((DataError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::int", ["Kanariefugl-i-databasen"])
    assert "SELECT 'Kanariefugl-i-databasen'" not in postgres(test=True).log.read_text(errors="replace")
