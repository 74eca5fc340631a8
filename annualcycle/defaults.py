"""What the data pack of the annual discussion shows until a region chooses otherwise."""

from typing import Final

DATA_SOURCES: Final = (
    (
        "accidents",
        {"da": "Arbejdsulykker med årsagsanalyser", "sv": "Arbetsolyckor med orsaksanalyser", "en": "Accidents with their causes"},
    ),
    ("violence", {"da": "Vold og trusler", "sv": "Hot och våld", "en": "Violence and threats"}),
    (
        "reactions",
        {"da": "Reaktioner fra Arbejdstilsynet", "sv": "Krav från Arbetsmiljöverket", "en": "Reactions of the labour inspectorate"},
    ),
    ("offences", {"da": "Krænkende handlinger", "sv": "Kränkande särbehandling", "en": "Offensive acts"}),
    ("survey", {"da": "Trivselsmåling", "sv": "Medarbetarundersökning", "en": "Well-being survey"}),
    ("apv", {"da": "APV", "sv": "Undersökning och riskbedömning", "en": "Workplace assessment"}),
    ("plans", {"da": "Handleplaner og deres effekt", "sv": "Handlingsplaner och deras effekt", "en": "Plans and their effects"}),
    ("stalls", {"da": "Hvorfor planer går i stå", "sv": "Varför planer stannar av", "en": "Why plans come to a standstill"}),
    (
        "gaps",
        {
            "da": "Huller i organisation og uddannelse",
            "sv": "Luckor i organisation och utbildning",
            "en": "Gaps in organisation and training",
        },
    ),
    ("self_audit", {"da": "Egenkontrol", "sv": "Egenkontroll", "en": "Self-audit"}),
)
