"""What `make theme` leaves in static/build can be served from a manifest, fetches nothing from outside and names its licences."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

BUILD = Path(settings.BASE_DIR) / "static" / "build"


@pytest.fixture(scope="module")
def css() -> str:
    assert BUILD.is_dir(), "static/build is missing. Run `make theme`."
    return (BUILD / "css/safetynet.css").read_text(encoding="utf-8")


def test_the_manifest_finds_every_file_that_the_style_sheet_names(tmp_path, settings):
    settings.STATIC_ROOT = str(tmp_path)
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((tmp_path / "staticfiles.json").read_text(encoding="utf-8"))["paths"]
    assert {
        "build/css/safetynet.css",
        "build/css/survey.css",
        "js/survey.js",
        "build/img/icons.svg",
        "img/marks.svg",
        "js/safetynet.js",
        "django_htmx/htmx-4.min.js",
    } <= set(manifest)


def test_the_style_sheet_names_nothing_outside_and_no_map(css):
    assert re.findall(r"url\([\"']?(?:https?:)?//", css) == []
    assert "sourceMappingURL" not in css
    assert {Path(name).suffix for name in re.findall(r"url\([\"']?([^\"')]+)", css)} == {".woff2", ".svg"}


def test_the_portals_logos_are_not_there():
    assert [path.name for path in BUILD.rglob("*") if re.search(r"logo|borger|virk", path.name, re.IGNORECASE)] == []


def test_fonts_and_icons_lie_beside_their_licences():
    assert "SIL Open Font License" in (BUILD / "licences/ibm-plex-sans.txt").read_text(encoding="utf-8")
    assert "Apache License" in (BUILD / "licences/dkfds.md").read_text(encoding="utf-8")


def test_a_danish_page_fetches_less_than_a_hundred_kilobytes_of_fonts_and_styles(css):
    latin = sum(path.stat().st_size for path in (BUILD / "fonts").glob("*-Latin1.woff2"))
    assert latin + len(gzip.compress(css.encode())) < 100_000


def test_the_lock_names_no_registry():
    lock = (Path(settings.BASE_DIR) / "package-lock.json").read_text(encoding="utf-8")
    assert "resolved" not in lock
    assert "https://registry" not in lock


def test_every_icon_and_shape_a_template_asks_for_exists():
    there = set(re.findall(r'id="([\w-]+)"', (BUILD / "img/icons.svg").read_text(encoding="utf-8")))
    asked = {
        name
        for page in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([\w-]+)"', page.read_text(encoding="utf-8"))
    }
    assert asked - there == set()
