"""Results exist in the round's frozen tree only (A2-07): every place that reads cells is known, and none goes by today's tree."""

import re
from pathlib import Path

from django.conf import settings

# file: what it reads cells for
READERS = {
    "annualcycle/pack_places.py": "what a discussion is held on: themes of the newest round, of the round units of the place's whole units",
    "annualcycle/reports/progress.py": "a goal's figure: one theme of the round unit of the goal's own unit",
    "apv/models/__init__.py": "the model's address",
    "apv/models/results.py": "the model",
    "apv/proposing.py": "a finding's figure: one cell of its round unit",
    "apv/pulses.py": "before and now of a plan: cells of the pulse's and the finding's round units",
    "apv/reports/heat_map.py": "the heat map: cells of a unit of the round and of those right below",
    "apv/reports/unit_report.py": "the report: cells of its round unit, of those above in the same round, and of the same unit last time",
    "apv/usecases/opening.py": "writes them",
    "apv/usecases/releasing.py": "which units have figures",
    "safetynet/operations/seed/followed.py": "the demo: which units have figures",
}


def test_every_place_that_reads_cells_is_known():
    root = Path(settings.BASE_DIR)
    apps = ("apv", "actionplans", "orgstructure", "safetynet", "annualcycle", "injuries")
    files = (path for app in apps for path in (root / app).rglob("*.py") if "migrations" not in path.parts)
    found = {str(path.relative_to(root)) for path in files if re.search(r"\bResultCell\b", path.read_text(encoding="utf-8"))}
    assert found == set(READERS)


def test_no_place_reads_cells_by_todays_tree():
    root = Path(settings.BASE_DIR)
    for name in READERS:
        text = (root / name).read_text(encoding="utf-8")
        assert not re.search(r"round_unit__unit__(path|parent|depth|period)", text), name
