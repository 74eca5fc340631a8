"""Which files may reach into a case: a new one must be written down here, and be looked at by two (R67)."""

import ast
from pathlib import Path

from django.conf import settings

ROOMS = ("injuries", "safetynet", "actionplans", "apv", "orgstructure", "annualcycle")
SEALED_HALF = {"HealthPart", "health_of", "unsealed", "open_bytes"}
MAY_OPEN = {
    "injuries/case_page.py",
    "injuries/models/health.py",
    "injuries/names.py",  # the name of somebody without an account, only to be masked
    "injuries/reading.py",
    "injuries/sealing.py",
    "injuries/usecases/exporting.py",
    "injuries/usecases/filing.py",
    "injuries/usecases/importing.py",
    "injuries/usecases/registering.py",
    "injuries/usecases/retaining.py",
    "injuries/usecases/rewrapping.py",
    "injuries/usecases/showing.py",
    "injuries/usecases/telling.py",
    "injuries/views/administering.py",
    "injuries/views/telling.py",
    "safetynet/dashboard/read_log_status.py",  # another thing by the same name: log rows that wait for their seal
    "safetynet/operations/person_data.py",
    "safetynet/operations/seed/injuries/rows.py",
}
LOOK_UP_ONLY = {  # find a case's address or count cases, and read nothing of one
    "injuries/views/absences.py",
    "injuries/views/cases.py",
    "safetynet/dashboard/injury_waits.py",
}


def _sources() -> dict[str, ast.AST]:
    root = Path(settings.BASE_DIR)
    files = [file for room in ROOMS for file in (root / room).rglob("*.py") if "migrations" not in file.parts]
    return {str(file.relative_to(root)): ast.parse(file.read_text()) for file in files}


def _names(tree: ast.AST) -> set[str]:
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _asks_for_cases(tree: ast.AST) -> bool:
    return any(
        isinstance(node, ast.Attribute) and node.attr == "objects" and isinstance(node.value, ast.Name) and node.value.id == "Case"
        for node in ast.walk(tree)
    )


def test_only_files_that_are_written_down_here_open_the_sealed_half():
    found = {name for name, tree in _sources().items() if _names(tree) & SEALED_HALF}

    assert found <= MAY_OPEN


def test_views_and_pages_of_several_rooms_fetch_cases_through_the_log():
    found = {
        name
        for name, tree in _sources().items()
        if name.startswith(("injuries/views/", "safetynet/dashboard/", "safetynet/common/")) and _asks_for_cases(tree)
    }

    assert found <= LOOK_UP_ONLY


def test_the_look_sees_what_it_looks_for():
    assert _names(ast.parse("part = HealthPart.objects.get()")) & SEALED_HALF
    assert _asks_for_cases(ast.parse("Case.objects.get(pk=1)"))
    assert not _asks_for_cases(ast.parse("Plan.objects.get(pk=1)"))
