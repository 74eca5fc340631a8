"""What helps a writer in the invented region: tools and examples, one confidential paragraph, one plan copied from another unit."""

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random

from actionplans.models import ActionPlan, ConfidentialNote, Resource, Theme

GUIDES = "https://arbejdsmiljoe.region-eksempel.invalid"
# Where it is shown, theme, kind, address, title in Danish and Swedish, what it is good for in Danish and Swedish.
RESOURCES = (
    ("", "", "guide", f"{GUIDES}/handleplan", "Fra problem til plan på ti minutter", "Från problem till plan på tio minuter",
     "Sådan kommer gruppen godt i gang.", "Så kommer gruppen i gång."),
    ("", "", "guide", "https://at.dk/", "Arbejdstilsynets vejledninger", "Danska Arbetstilsynets vägledningar",
     "Hvad loven kræver, emne for emne.", "Vad lagen kräver, ämne för ämne."),
    ("causes", "", "tool", f"{GUIDES}/fem-gange-hvorfor", "Fem gange hvorfor", "Fem gånger varför",
     "Et ark til at finde den årsag, I kan gøre noget ved.", "Ett blad för att hitta den orsak ni kan göra något åt."),
    ("measures", "", "guide", f"{GUIDES}/forebyggelsestrappen", "Forebyggelsestrappen med eksempler", "Förebyggandetrappan med exempel",
     "Find et trin højere end kurset.", "Hitta ett steg högre än kursen."),
    ("measures", "lifting", "example", f"{GUIDES}/eksempler/loftlifte", "Loftlifte på alle stuer: sådan gjorde et afsnit",
     "Taklyftar i alla rum: så gjorde en avdelning", "Hvad det kostede, og hvad det gav.", "Vad det kostade och vad det gav."),
    ("criteria", "", "example", f"{GUIDES}/succeskriterier", "Tyve gode succeskriterier", "Tjugo bra framgångskriterier",
     "Set, hørt eller målt.", "Sett, hört eller mätt."),
    ("", "noise", "tool", f"{GUIDES}/stoejmaaler", "Mål støjen selv", "Mät bullret själv",
     "Lån en måler, og se hvornår på dagen det er værst.", "Låna en mätare och se när på dagen det är värst."),
    ("", "workload", "tool", f"{GUIDES}/travle-timer", "Kortlæg de travle timer", "Kartlägg de pressade timmarna",
     "Et skema til tavlen i en uge.", "Ett schema till tavlan under en vecka."),
    ("", "violence", "guide", f"{GUIDES}/vold", "Når nogen slår eller truer", "När någon slår eller hotar",
     "Hvad I gør samme dag, og hvad I gør bagefter.", "Vad ni gör samma dag och vad ni gör efteråt."),
)  # fmt: skip
NOTE = "Det er især én kollega i dagvagten, der har ondt. Vedkommende er orienteret og er med på, at vi bruger eksemplet i gruppen."
NOTED_TITLE = "Tunge forflytninger"


def write_aids(*, seed: int, ward_id: int, themes: Mapping[str, Theme], today: date) -> None:
    """For both scales; the stories of the plans stay as they are."""
    Resource.objects.bulk_create(
        Resource(
            field=field,
            theme=themes.get(theme),
            kind=kind,
            url=url,
            title={"da": da, "sv": sv},
            description={"da": about_da, "sv": about_sv},
            order=place * 10,
            valid_from=today,
        )
        for place, (field, theme, kind, url, da, sv, about_da, about_sv) in enumerate(RESOURCES, start=1)
    )
    of_ward = ActionPlan.objects.filter(unit=ward_id).published().order_by("pk")
    if noted := of_ward.filter(title__startswith=NOTED_TITLE).first():
        ConfidentialNote.objects.create(plan=noted, text=NOTE)
    _copy(Random(f"copies {seed}"), of_ward.select_related("unit"))


def _copy(random: Random, originals: Iterable[ActionPlan]) -> None:
    """A ward beside has taken over one of the plans."""
    for original in originals:
        like_it = ActionPlan.objects.published().filter(theme=original.theme_id, created_at__gt=original.created_at)
        beside = like_it.filter(unit__parent=original.unit.parent_id).exclude(unit=original.unit_id).order_by("pk")[:20]
        if found := list(beside):
            ActionPlan.objects.filter(pk=random.choice(found).pk).update(copied_from=original)
            return
