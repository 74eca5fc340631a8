"""`manage.py import_organisation`: what it prints, asks and answers with."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from orgstructure.feed.rows import ENGAGEMENTS, SEATS, UNITS
from orgstructure.models import FeedRun, Unit
from tests.orgstructure.feeds import REGION, code

pytestmark = pytest.mark.django_db
KINDS = {"created", "changed", "moved", "closed", "unchanged"}


def run(*arguments: object) -> tuple[int, str]:
    """Exit code and what was printed."""
    out = StringIO()
    try:
        call_command("import_organisation", *map(str, arguments), stdout=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_json_is_one_object_with_the_six_parts_and_the_problems():
    exit_code, out = run(REGION, "--json")

    told = json.loads(out)
    assert exit_code == 0
    assert set(told) == {"units", "committees", "coverage", "people", "engagements", "seats", "problems"}
    assert all(set(told[part]) == KINDS for part in told if part != "problems")
    assert {part: told[part]["created"] for part in ("units", "engagements", "committees", "seats")} == {
        "units": 109,
        "engagements": 1756,
        "committees": 109,
        "seats": 423,
    }
    assert told["problems"] == []


def test_problems_are_printed_in_danish_with_file_and_line_and_nothing_is_changed(feed):
    exit_code, out = run(feed.change(SEATS, "AMR", Hverv="").write())

    assert exit_code == 1
    assert "med-associations.csv:3: “Hverv” er tom." in out
    assert not Unit.objects.exists()


def test_problems_in_json_carry_file_line_code_and_reason(feed):
    exit_code, out = run(feed.change(SEATS, "AMR", Hverv="").write(), "--json")

    assert exit_code == 1
    assert json.loads(out)["problems"] == [{"file": SEATS, "line": 3, "code": "missing_value", "reason": "“Hverv” er tom.", "stops": True}]


def test_a_trial_shows_what_it_would_create_and_changes_nothing(feed):
    exit_code, out = run(feed.write(), "--dry-run")

    assert exit_code == 0
    assert "Klinik" in out
    assert not Unit.objects.exists()
    assert FeedRun.objects.get().outcome == "dry_run"


def test_what_closes_moves_and_is_renamed_is_shown_by_name(feed):
    run(feed.write())
    feed.unit("Ny", "Hospital").change(UNITS, "Afsnit", Afdelingsnavn="Sengeafsnit").drop(UNITS, code("Klinik"))

    _exit_code, out = run(feed.write(), "--yes")

    assert [line.split()[0] for line in out.splitlines()[:3]] == ["closed", "renamed", "created"]


def test_without_a_person_to_ask_a_large_change_stops_with_its_own_exit_code(feed):
    run(feed.write())
    folder = feed.drop(ENGAGEMENTS, "301").write()

    exit_code, out = run(folder)

    assert exit_code == 3
    assert "1 af 4 personer ville holde op (grænsen er 10 procent)." in out
    assert run(folder, "--yes")[0] == 0
    assert list(FeedRun.objects.order_by("pk").values_list("outcome", flat=True)) == ["applied", "stopped", "applied"]


@pytest.mark.parametrize(("answer", "outcome"), [("ja", "applied"), ("", "stopped"), ("nej", "stopped")])
def test_at_a_terminal_a_person_is_asked(feed, monkeypatch, answer, outcome):
    run(feed.write())
    folder = feed.drop(ENGAGEMENTS, "301").write()
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: answer)

    run(folder)

    assert FeedRun.objects.latest("pk").outcome == outcome


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="no folder"):
        run(tmp_path / "nowhere")


def test_since_tells_from_when_new_units_exist(feed):
    run(feed.write(), "--since", "2024-01-01")

    assert {str(day) for day in Unit.objects.values_list("valid_from", flat=True)} == {"2024-01-01"}
