"""Invented examples for the page of components: each with every state it can have."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from django import forms
from django.core.paginator import Paginator

from safetynet.common.dates import DateField
from safetynet.common.renderer import Guidance


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Hvad er udfordringen?", max_length=200)
    description = forms.CharField(
        label="Beskriv den kort",
        help_text="Skriv, hvad der sker, hvor ofte, og hvem det går ud over.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    due_on = DateField(label="Hvornår er det gennemført?", help_text="For eksempel 12-03-2027 eller 12/3.")
    theme = forms.ChoiceField(
        label="Emne", choices=[("", "Vælg et emne"), ("noise", "Støj"), ("lifting", "Tunge løft"), ("violence", "Vold og trusler")]
    )
    urgency = forms.ChoiceField(
        label="Hvor hurtigt skal der gøres noget?",
        choices=[("acute", "Med det samme"), ("normal", "Inden for tre måneder"), ("long", "Senere")],
        widget=forms.RadioSelect,
    )
    verdict = forms.ChoiceField(
        label="Virkede det?", choices=[("solved", "Løst"), ("partly", "Delvist"), ("none", "Ingen virkning")], widget=forms.RadioSelect
    )
    involved = forms.MultipleChoiceField(
        label="Hvem skal med?",
        choices=[("amr", "AMR"), ("team", "Hele gruppen"), ("hr", "HR")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remind = forms.BooleanField(label="Send mig en påmindelse ugen før", required=False)
    guidance = {
        "title": Guidance(
            question="Hvad ser eller hører man, når det går galt?",
            good="I aftenvagten løfter vi beboere alene to-tre gange om ugen, fordi liften står på en anden etage.",
            weak="Der er for mange tunge løft.",
        )
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["verdict"].as_cards = True  # type: ignore[attr-defined]
        self.fields["verdict"].option_hints = {  # type: ignore[attr-defined]
            "solved": "Problemet er væk, og vi har set det i hverdagen.",
            "partly": "Det er blevet bedre, men ikke godt nok.",
            "none": "Vi kan ikke mærke forskel.",
        }


@dataclass(frozen=True)
class ExamplePlan:
    """A row of the example table."""

    number: str
    title: str
    unit: str
    owner: str
    due_on: date
    state: str
    label: str


STATES = [
    ("draft", "Kladde"),
    ("active", "I gang"),
    ("awaiting", "Afventer effektvurdering"),
    ("standing", "Vedvarende"),
    ("closed", "Afsluttet"),
    ("not_carried_out", "Ikke gennemført"),
    ("overdue", "Over tid"),
    ("acute", "Akut"),
]
OVERDUE = ("overdue", "Over tid 13 dage")
PLANS = [
    ExamplePlan("HP-2026-0412", "Færre løft alene i aftenvagten", "Afsnit M2", "Birgit Lund", date(2026, 11, 9), *OVERDUE),
    ExamplePlan("HP-2026-0398", "Fælles deeskalering ved voldsomme episoder", "Afsnit P3", "Jens Holm", date(2026, 12, 12), *STATES[1]),
    ExamplePlan("HP-2026-0377", "Støj i det åbne kontor", "Løn og personale", "Sofie Kragh", date(2026, 12, 20), *STATES[2]),
    ExamplePlan("HP-2026-0303", "Bedre modtagelse af nyansatte", "Billeddiagnostik", "Emre Aydın", date(2026, 11, 1), *STATES[4]),
]
TABS = [
    {"label": "Åbne", "url": "#", "is_current": True, "count": 28},
    {"label": "Over tid", "url": "#", "is_current": False, "count": 3},
    {"label": "Afsluttede", "url": "#", "is_current": False, "count": None},
]
BARS = [("1. kvartal", 9), ("2. kvartal", 12), ("3. kvartal", 15), ("4. kvartal", 19)]
_DRAWN = "".join(
    f'<rect x="{40 + 190 * place}" y="{200 - 9 * number}" width="120" height="{9 * number}" fill="#0b5a6b"/>'
    f'<text x="{100 + 190 * place}" y="{190 - 9 * number}" text-anchor="middle" font-family="sans-serif" font-size="18">{number}</text>'
    for place, (_quarter, number) in enumerate(BARS)
)
FIGURE = {
    "sentence": "19 planer blev vurderet til tiden i 4. kvartal, dobbelt så mange som i 1. kvartal.",
    "image": "data:image/svg+xml," + quote(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 220">{_DRAWN}</svg>'),
    "head": ["Kvartal", "Vurderet til tiden"],
    "rows": BARS,
}


def gallery(answers: Mapping[str, str]) -> dict[str, Any]:
    """The page's context; `?errors` shows the form as it is when refused."""
    form = ExampleForm(answers) if "errors" in answers else ExampleForm(initial={"due_on": date(2027, 3, 12)})
    return {
        "form": form,
        "states": STATES,
        "plans": PLANS,
        "page": Paginator(range(500), 25).page(4),
        "tabs": TABS,
        "units": [{"name": name} for name in ("Eksempel Hospital", "Medicinsk afdeling", "Medicinsk afsnit M2")],
        "figure": FIGURE,
        "trail": [("Region Eksempel", "#"), ("Eksempel Hospital", "#"), ("Medicinsk afdeling", "#")],
    }
