"""What a region starts with: themes under the topics that an APV must cover, and the words that point to them.

The themes are brought in by a migration and belong to the region from then on; `THEME_WORDS` only proposes.
"""

# Each code with its topic and its name in Danish, Swedish and English.
THEMES: dict[str, tuple[str, str, str, str]] = {
    "accidents": ("accident", "Ulykkesrisiko", "Olycksrisker", "Risk of accidents"),
    "violence": ("accident", "Vold og trusler", "Hot och våld", "Violence and threats"),
    "lifting": ("ergonomic", "Forflytning og tunge løft", "Förflyttning och tunga lyft", "Moving people and heavy lifting"),
    "postures": ("ergonomic", "Arbejdsstillinger og skærmarbejde", "Arbetsställningar och skärmarbete", "Postures and screen work"),
    "noise": ("physical", "Støj og lyd", "Buller och ljud", "Noise and sound"),
    "climate": ("physical", "Indeklima, lys og plads", "Inomhusklimat, ljus och utrymme", "Indoor climate, light and space"),
    "chemicals": ("chemical", "Kemi, medicin og dampe", "Kemikalier, läkemedel och ångor", "Chemicals, medicines and fumes"),
    "infection": ("biological", "Smitte og hygiejne", "Smitta och hygien", "Infection and hygiene"),
    "workload": ("psychosocial", "Arbejdsmængde og tidspres", "Arbetsmängd och tidspress", "Workload and time pressure"),
    "clarity": ("psychosocial", "Uklare eller modstridende krav", "Otydliga eller motstridiga krav", "Unclear or conflicting demands"),
    "emotional": ("psychosocial", "Høje følelsesmæssige krav", "Höga känslomässiga krav", "High emotional demands"),
    "cooperation": (
        "psychosocial",
        "Samarbejde, konflikter og ledelse",
        "Samarbete, konflikter och ledning",
        "Co-operation, conflict and leadership",
    ),
    "offence": ("psychosocial", "Krænkende handlinger", "Kränkande särbehandling", "Offensive acts"),
    "absence": ("absence", "Sygefravær", "Sjukfrånvaro", "Sickness absence"),
    "other": ("other", "Andet", "Annat", "Other"),
}

# The ladder by help: code, days, target in per cent. The text of the offer stands below.
HELP_STEPS: tuple[tuple[str, int, int | None], ...] = (("pair", 7, None), ("committee", 21, None), ("card", 45, 80), ("offer", 90, None))
HELP_OFFER = {
    "da": "Vi hjælper gerne med at få planen videre. Ring eller skriv, så finder vi et tidspunkt, der passer jer.",
    "sv": "Vi hjälper gärna till att få planen vidare. Ring eller skriv, så hittar vi en tid som passar er.",
    "en": "We would like to help you get the plan going again. Call or write, and we find a time that suits you.",
}

# Beginnings of words, lower case: a proposal that a person can change, nothing more.
THEME_WORDS: dict[str, tuple[str, ...]] = {
    "accidents": ("fald", "snuble", "glat", "stikskade", "ulykke", "klemt", "kanyle", "halka", "olyck"),
    "violence": ("vold", "trusler", "truet", "udadreager", "overfald", "hot och", "våld", "slag "),
    "lifting": ("løft", "forflyt", "lift", "tunge ", "lyft", "förflytt", "tunga "),
    "postures": ("skærm", "arbejdsstilling", "stol", "bord", "foroverbøj", "skrivebord", "nakke", "ryg", "ergonomi"),
    "noise": ("støj", "larm", "lydniveau", "akustik", "buller"),
    "climate": ("indeklima", "kulde", "varmt", "træk", "ventilation", "belysning", "lys ", "plads", "inomhus"),
    "chemicals": ("kemi", "rengøringsmid", "damp", "cytostatika", "desinfektion", "kemikali"),
    "infection": ("smitte", "hygiejne", "værnemid", "infektion", "smitta"),
    "workload": (
        "travl",
        "tidspres",
        "arbejdsmængde",
        "bemanding",
        "pauser",
        "pause",
        "overarbejde",
        "arbetsmängd",
        "tidspress",
        "bemanning",
    ),
    "clarity": ("uklar", "modstrid", "rollefordeling", "afbrydelser", "otydlig"),
    "emotional": ("følelsesmæssig", "pårørende", "sorg", "supervision", "debrief", "känslomässig"),
    "cooperation": ("samarbejde", "konflikt", "ledelse", "kommunikation", "samarbete", "tonen"),
    "offence": ("mobning", "krænk", "chikane", "kränk", "mobbning"),
    "absence": ("sygefravær", "fravær", "sygemeld", "sjukfrånvaro"),
}
