"""What an installer reads agrees with what the code reads."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from safetynet.common.local.places import BASE_DIR

READ_BY_SETTINGS = re.compile(r"""(?:env\.\w+|environ\.get|required|_key)\(\s*(?:env, )?["']([A-Z_]+)["']|"((?:\w+_)?DATABASE_URL)\"""")
SETTINGS = "".join(
    (BASE_DIR / "safetynet" / file).read_text() for file in ("settings.py", "common/feedsettings.py", "common/surveysettings.py")
)
OPERATIONS = (BASE_DIR / "docs/operations.md").read_text()
COMPOSE = yaml.safe_load((BASE_DIR / "docker-compose.yml").read_text())
DOCKERFILE = (BASE_DIR / "Dockerfile").read_text()
OURS = ("web", "worker", "worker-documents", "beat", "migrate")


def variables_read():
    return {first or second for first, second in READ_BY_SETTINGS.findall(SETTINGS)}


def variables_documented():
    rows = [line for line in OPERATIONS.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([A-Z][A-Z_]+)`", row.split("|")[1])}


def test_every_variable_is_documented_and_every_documented_one_is_read():
    assert len(variables_read()) > 20
    assert variables_documented() == variables_read()


def test_compose_sets_only_variables_that_are_read():
    told = {name for service in OURS for name in COMPOSE["services"][service]["environment"]}

    assert told <= variables_read()


@pytest.mark.parametrize(
    ("service", "process", "url"),
    [
        ("web", "web", "DATABASE_URL"),
        ("worker", "worker", "WORKER_DATABASE_URL"),
        ("worker-documents", "worker", "WORKER_DATABASE_URL"),
        ("beat", "worker", "WORKER_DATABASE_URL"),
        ("migrate", "owner", "OWNER_DATABASE_URL"),
    ],
)
def test_each_container_knows_the_password_of_its_own_role_only(service, process, url):
    environment = COMPOSE["services"][service]["environment"]

    assert environment["SAFETYNET_PROCESS"] == process
    assert {name for name in environment if name.endswith("DATABASE_URL")} == {url}
    assert f"//safetynet_{process}:" in environment[url]


def test_a_secret_that_is_missing_stops_the_start_with_a_sentence():
    text = (BASE_DIR / "docker-compose.yml").read_text()
    secrets = re.findall(r"\$\{(\w*(?:KEY|KEYS|PASSWORD))\b([^}]*)\}", text)

    assert len(secrets) >= 8
    assert [name for name, rest in secrets if not name.startswith("FEED_") and not re.match(r":\?Set \w+ in .env", rest)] == []


def test_the_workers_serve_every_queue_that_is_used(settings):
    served = {argument for service in OURS for argument in COMPOSE["services"][service].get("command", [])}

    assert {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {"celery"} <= served


def test_the_schema_of_compose_files_is_met():
    checked = subprocess.run(
        [Path(sys.executable).with_name("check-jsonschema"), "--builtin-schema", "vendor.compose-spec", BASE_DIR / "docker-compose.yml"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout


def test_the_image_gets_every_app_and_only_files_that_exist():
    copied = [source for line in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE) for source in line.split()]
    apps = {path.parent.name for path in BASE_DIR.glob("*/apps.py")}

    assert [source for source in copied if not (BASE_DIR / source).exists()] == []
    assert apps <= set(copied)
    ignored = (BASE_DIR / ".dockerignore").read_text().splitlines()
    assert [source for source in copied if f"!{source}" not in ignored] == []


def test_the_image_does_not_run_as_root():
    assert re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE) == ["10001"]


@pytest.mark.parametrize("name", ["demo", "dev", "production", "node"])
def test_locks_pin_every_package_by_hash_and_name_no_registry(name):
    lock = (BASE_DIR / f"requirements/{name}.txt").read_text()
    packages = re.findall(r"^[a-z0-9][\w.\[\],-]*==\S+.*$", lock, re.MULTILINE | re.IGNORECASE)

    assert packages
    assert [line for line in packages if not line.endswith("\\")] == []
    assert re.findall(r"https?://", lock) == []


def test_psycopg_3_is_in_no_lock_because_django_would_prefer_it():
    for lock in (BASE_DIR / "requirements").glob("*.txt"):
        assert re.findall(r"^psycopg(?:\[.*\])?==", lock.read_text(), re.MULTILINE) == []


def test_the_npm_lock_names_no_registry_address():
    assert "resolved" not in (BASE_DIR / "package-lock.json").read_text()
