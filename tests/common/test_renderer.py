"""Forms as the renderer draws them, read as a browser reads them."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation

from safetynet.common.dates import DateField
from safetynet.common.renderer import Guidance


class Tags(HTMLParser):
    """The start tags of a piece of HTML, each as name and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        """The attributes of the only such tag; `id_` is `id`, `for_` is `for`."""
        asked = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        (hit,) = [attrs for name, attrs in self.found if name == tag and asked.items() <= attrs.items()]
        return hit


class PlanForm(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort.")
    note = forms.CharField(label="Bemærkning", required=False, widget=forms.Textarea)
    due_on = DateField(label="Frist")
    theme = forms.ChoiceField(label="Emne", choices=[("", "Vælg"), ("noise", "Støj")])
    verdict = forms.ChoiceField(label="Virkede det?", choices=[("yes", "Ja"), ("no", "Nej")], widget=forms.RadioSelect)
    agree = forms.BooleanField(label="Vi er enige")
    secret = forms.CharField(widget=forms.HiddenInput)
    guidance = {"title": Guidance("Hvad sker der?", "Vi løfter alene om aftenen.", "For mange løft.")}


@pytest.fixture(autouse=True)
def _danish():
    with translation.override("da"):
        yield


def drawn(form: forms.Form) -> Tags:
    return Tags(str(form))


def test_every_visible_field_has_a_label_or_a_legend():
    tags = drawn(PlanForm())
    for name in ("title", "note", "due_on", "theme", "agree"):
        tags.one("label", for_=f"id_{name}")
    assert [tag for tag, _ in tags.found].count("legend") == 1
    tags.one("label", for_="id_verdict_0")


def test_only_optional_fields_are_marked():
    html = str(PlanForm())
    assert html.count("(valgfrit)") == 1
    assert "*" not in html


def test_the_browser_never_speaks_before_us():
    assert all("required" not in attrs for _, attrs in drawn(PlanForm()).found)


def test_a_refused_field_points_to_its_hint_and_its_error():
    tags = drawn(PlanForm({}))
    title = tags.one("input", id_="id_title")
    assert title["aria-invalid"] == "true"
    assert title["aria-describedby"] == "id_title_helptext id_title_error"
    tags.one("span", id_="id_title_helptext")
    tags.one("span", id_="id_title_error")
    assert tags.one("fieldset")["aria-describedby"] == "id_verdict_error"


def test_the_summary_says_the_same_words_as_the_fields_and_leads_to_them():
    html = str(PlanForm({"due_on": "snart"}))
    tags = Tags(html)
    for anchor, words in {
        "id_title": "Udfyld “Titel”",
        "id_due_on": "Skriv datoen som dag-måned-år, for eksempel 12-03-2027.",
        "id_theme": "Vælg “Emne”",
        "id_verdict_0": "Svar på “Virkede det?”",
        "id_agree": "Sæt kryds ved “Vi er enige”",
    }.items():
        tags.one("a", href=f"#{anchor}")
        assert any(attrs.get("id") == anchor for _, attrs in tags.found)
        assert html.count(words) == 2, words


def test_an_error_in_a_hidden_field_is_told_although_it_has_no_place():
    html = str(PlanForm({"title": "x"}))
    assert "<li>Udfyld “Secret”</li>" in html


def test_nothing_typed_is_lost_and_nothing_typed_becomes_html():
    html = str(PlanForm({"title": "<script>alert(1)</script>", "note": "a & b", "due_on": "12-13-2027"}))
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "a &amp; b" in html
    assert 'value="12-13-2027"' in html


@pytest.mark.parametrize("language", ["da", "sv", "en"])
def test_a_date_is_shown_day_first_in_every_language(language):
    with translation.override(language):
        assert 'value="12-03-2027"' in str(PlanForm(initial={"due_on": date(2027, 3, 12)}))


def test_guidance_is_folded_away_under_its_field():
    html = str(PlanForm())
    assert "open" not in Tags(html).one("details", class_="guidance")
    assert html.index('id="id_title"') < html.index("Vi løfter alene om aftenen.") < html.index('id="id_note"')


def test_one_summary_gathers_several_forms_and_formsets():
    measures = forms.formset_factory(PlanForm, extra=0)({"m-TOTAL_FORMS": "1", "m-INITIAL_FORMS": "0", "m-0-title": "x"}, prefix="m")
    html = Template("{% error_summary form measures %}").render(Context({"form": PlanForm({}), "measures": measures}))
    tags = Tags(html)
    tags.one("a", href="#id_title")
    tags.one("a", href="#id_m-0-due_on")
    assert all(attrs.get("href") != "#id_m-0-title" for _, attrs in tags.found)


def test_a_form_that_is_fine_shows_no_summary():
    assert "error-summary" not in str(PlanForm())
