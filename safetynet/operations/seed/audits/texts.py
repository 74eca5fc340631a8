"""What people of the invented region write in a self-audit: our own words, by the code of the question. Nobody is named."""

from safetynet.operations.seed.texts import ALL, CARE, Case

# Of a hundred: how many say yes, partly, no; the rest find it not relevant. A unit that is good at finishing says yes more often.
SHARES = {
    "part_of_work": (74, 22, 4), "policy_used": (58, 30, 10), "documents_known": (55, 36, 9), "goals_local": (44, 32, 23),
    "cooperation": (82, 15, 3), "lifted": (78, 12, 6), "shared_premises": (48, 22, 12), "tasks_given": (63, 21, 16),
    "means": (51, 33, 16), "risks_daily": (69, 24, 7), "risks_reduced": (76, 19, 4), "open_climate": (80, 17, 3),
    "risk_assessed": (62, 25, 12), "dangerous_work": (70, 15, 5), "introduction": (52, 38, 10), "health_model": (49, 34, 15),
    "events_learned": (71, 23, 6), "events_taught": (57, 29, 13), "events_how": (73, 20, 7), "events_authority": (68, 3, 1),
    "expert_help": (71, 9, 4), "health_checks": (55, 6, 3), "chemicals": (61, 17, 7), "absence": (69, 22, 7),
    "last_year_mended": (54, 35, 8), "offence_prevented": (60, 29, 10), "offence_rules": (57, 28, 13),
}  # fmt: skip
USUAL = (68, 23, 7)

GAP_COMMENTS = {
    "part_of_work": ("Vi taler om det på møderne, men det når ikke med, når vi planlægger ugen.",),
    "policy_used": ("Vi kender den, men den ligger ikke fremme, når noget skal afgøres.", "Den er ikke gennemgået med de nye."),
    "documents_known": ("Instrukserne findes, men de er svære at finde frem midt i en vagt.", "Halvdelen kender dem. Vikarerne gør ikke."),
    "goals_local": ("De fælles mål er store. Vi har ikke gjort dem til noget, vi selv kan måle.", "Det er ikke nået i år."),
    "cooperation": ("Gruppen har kun mødtes to gange, fordi repræsentanten var i oplæring.",),
    "lifted": ("Vi har skrevet om ventilationen, men vi ved ikke, om nogen har taget imod det.",),
    "shared_premises": ("Vi deler gang med et andet afsnit og har aldrig talt om brand og flugtveje.",),
    "tasks_given": ("Det står ikke på skrift, hvem der gør hvad, når lederen er væk.", "Papiret er fra før omlægningen."),
    "means": ("Der er for lidt tid til det. Jeg leder to afsnit.", "Jeg mangler et sted at spørge, når det bliver svært."),
    "risks_daily": ("Vi fanger det, der larmer. De små ting bliver ikke skrevet op.",),
    "risks_reduced": ("Vi ved godt, hvor det er glat, men der er ikke gjort noget endnu.",),
    "open_climate": ("Der er stadig nogle, som siger det bagefter i stedet for på mødet.",),
    "risk_assessed": ("Vi flyttede rundt på stuerne uden at vurdere det først.", "Den er tre år gammel."),
    "dangerous_work": ("Instruksen til autoklaven mangler efter udskiftningen.",),
    "introduction": ("Afløsere får nøgler og kode, men ikke en gennemgang.", "Det går godt om dagen og ikke om natten."),
    "health_model": ("Vi bruger dele af den, når vi husker det.", "Vi ved ikke, hvor vi skal begynde."),
    "events_learned": ("Vi indberetter, men vi når sjældent til, hvorfor det skete.",),
    "events_taught": ("Det psykiske bliver ikke indberettet. Mange tror, at det ikke tæller.",),
    "events_how": ("De nye spørger hinanden, fordi vejledningen er lang.",),
    "expert_help": ("Vi ventede for længe med at spørge om hjælp til støjen.",),
    "chemicals": ("Listen er ikke ført ajour, siden vi skiftede rengøringsmiddel.", "Skabet er mærket, men datablade mangler."),
    "absence": ("Vi taler om den enkelte og ikke om, hvad vi som gruppe kan gøre.",),
    "last_year_mended": ("To af fem ting er gjort. Resten blev overhalet af flytningen.", "Vi havde skrevet for meget på."),
    "offence_prevented": ("Vi har en retningslinje, men ikke talt om den i år.",),
    "offence_rules": ("Den står i en mappe. Ingen kan huske, hvad der står.",),
}  # fmt: skip
GOOD_COMMENTS = {
    "part_of_work": ("Det er et fast punkt på tavlemødet hver tirsdag.",),
    "cooperation": ("Vi går en runde sammen hver måned, og det giver mere end møderne.",),
    "open_climate": ("Vi begynder ugen med det, der gik skævt, og det første er altid mit eget.",),
    "risks_reduced": ("Skinnen til liften blev forlænget i foråret, før nogen fik ondt.",),
    "introduction": ("Ny kollega går med en fast makker i fjorten dage.",),
    "events_learned": ("Vi hænger den seneste hændelse op med det, vi har ændret.",),
    "absence": ("Vi har flyttet de tunge opgaver rundt mellem vagterne.",),
    "last_year_mended": ("Alle fire ting er gjort, og de virker endnu.",),
}  # fmt: skip
VIEWS = (
    "Medarbejderne synes, at det går bedre, end lederen har svaret.",
    "Nattevagten ser det anderledes: der er det sjældent nået.",
    "Repræsentanten ville have svaret delvis.",
)
HELP_NOTES = {
    "resources": ("Vi kan ikke finde timerne i vagtplanen.", "Tiden går til driften."),
    "new_as_manager": ("Jeg har været her i tre måneder og ved ikke, hvad der er gjort før.",),
    "outside_mandate": ("Bygningen er ikke vores. Hvem kan bestemme det?",),
    "do_not_know_how": ("Hvordan gør andre afsnit?", "Vi vil gerne se et godt eksempel."),
}
HELPED = "Vi mødtes i en time og lavede den første udgave sammen. Afsnittet arbejder videre selv."
REMARK = "Tak for svarene. Nummer 13 og 23 er besvaret med ja, men der står ingen risikovurdering i år. Se på dem sammen, og send ind igen."
WHY_NOT = {"time": "", "no_use": "", "no_access": "", "new_in_job": "", "other": "Afsnittet er ved at flytte."}

CASES: dict[str, Case] = {
    "introduction": Case(
        "psychosocial",
        "clarity",
        ALL,
        "Afløsere og nye får en gennemgang den første vagt",
        "I egenkontrollen svarede vi, at nye og afløsere ikke hører om risiciene, før de begynder.",
        "Gennemgangen ligger hos lederen, som ikke er her om natten.",
        (
            ("Lav et ark på én side med de fem vigtigste risici", "preventive", "instruct"),
            ("Hver vagt har en, som tager imod", "another_way", "change"),
        ),
        (("Alle afløsere har fået arket i deres første vagt", "seen"),),
        "om de nye har fået gennemgangen",
        "Ni af de seneste ti afløsere fik gennemgangen.",
    ),
    "documents_known": Case(
        "other",
        "clarity",
        ALL,
        "Instrukser samles ét sted",
        "I egenkontrollen svarede vi, at ikke alle kender de instrukser, der gælder for dem.",
        "De ligger fire steder, og ingen har ansvar for dem.",
        (
            ("Saml de ti vigtigste bag én kode på væggen", "another_way", "change"),
            ("Gennemgå én instruks på hvert tavlemøde", "training", "instruct"),
        ),
        (("Alle kan finde instruksen på under et minut", "seen"),),
        "om kolleger kan finde instruksen",
        "Det lykkedes for otte af ti, som vi spurgte.",
    ),
    "tasks_given": Case(
        "other",
        "clarity",
        ALL,
        "Arbejdsmiljøopgaverne skrives ned og fordeles",
        "I egenkontrollen svarede vi, at det ikke står på skrift, hvem der gør hvad.",
        "Fordelingen fulgte en leder, som er holdt.",
        (("Fordel opgaverne på et møde, og skriv dem under", "preventive", "change"),),
        (("Listen hænger i vagtrummet og er højst et år gammel", "seen"),),
        "om listen er der, og om den passer",
        "Listen hænger der, og alle kender den.",
    ),
    "risk_assessed": Case(
        "other",
        "accidents",
        ALL,
        "Risikovurdering før vi flytter om på stuerne",
        "I egenkontrollen svarede vi, at ændringer ikke altid er vurderet på forhånd.",
        "Flytninger bliver besluttet samme dag.",
        (("Spørg de tre faste spørgsmål, før noget flyttes", "preventive", "change"),),
        (("De seneste tre flytninger er vurderet på forhånd", "seen"),),
        "om flytningerne blev vurderet",
        "To af tre var vurderet på forhånd.",
    ),
    "chemicals": Case(
        "chemical",
        "chemicals",
        ALL,
        "Listen over farlige stoffer føres ajour",
        "I egenkontrollen svarede vi, at listen ikke er ført ajour.",
        "Vi skiftede middel uden at skifte listen.",
        (
            ("Gennemgå skabet, og kassér det, vi ikke bruger", "another_way", "eliminate"),
            ("Én ansvarlig for listen i hver vagt", "preventive", "change"),
        ),
        (("Alt i skabet står på listen", "seen"),),
        "om skab og liste passer sammen",
        "Skab og liste passer sammen, og der er smidt seks midler ud.",
    ),
    "events_taught": Case(
        "psychosocial",
        "violence",
        CARE,
        "Også det psykiske bliver indberettet",
        "I egenkontrollen svarede vi, at mange ikke ved, at det psykiske skal indberettes.",
        "Vi taler kun om stik, fald og løft.",
        (("Tag ét eksempel op på personalemødet hver måned", "training", "instruct"),),
        (("Der er indberettet mindst to psykiske hændelser på et kvartal", "measured"),),
        "om kolleger ved, hvad der skal indberettes",
        "Der er kommet fire, og vi har talt om dem alle.",
    ),
    "goals_local": Case(
        "other",
        "clarity",
        ALL,
        "To mål for arbejdsmiljøet, som vi selv kan måle",
        "I egenkontrollen svarede vi, at de fælles mål ikke er gjort til vores egne.",
        "Målene er skrevet for hele regionen.",
        (("Vælg to mål på årsmødet, og hæng tallene op", "preventive", "change"),),
        (("Tallene hænger i vagtrummet hver måned", "seen"),),
        "om tallene hænger der",
        "De hænger der, og vi taler om dem.",
    ),
    "offence_prevented": Case(
        "psychosocial",
        "cooperation",
        ALL,
        "Vi taler om krænkelser, før de sker",
        "I egenkontrollen svarede vi, at retningslinjen ikke har været oppe i år.",
        "Det er svært at tage op, når der ikke er en anledning.",
        (("Brug en halv time på retningslinjen på to personalemøder", "training", "instruct"),),
        (("Alle kan sige, hvem de går til", "heard"),),
        "om alle ved, hvem de går til",
        "Ti af tolv kunne sige det.",
    ),
}

PURPOSE = (
    "Hvert år ser lederne i regionen sammen med deres arbejdsmiljørepræsentanter på, om arbejdet med arbejdsmiljøet hænger sammen: om vi"
    " kender risiciene, gør noget ved dem i tide og lærer af det, der går galt. Det er en samtale først og et skema bagefter.\n\n"
    "Svarene er givet enhed for enhed, alene eller fælles. De er ikke karakterer: et nej med en plan bag er mere værd end et ja, som ingen"
    " har talt om. Andelen af ja står derfor altid ved siden af, hvor mange der har svaret, hvor mange der har skrevet noget, og hvor mange"
    " handlinger det har ført til."
)
TAKING_PART = (
    "De fleste enheder har svaret, og næsten alle sammen med deres repræsentant. Hvor der ikke er svaret, er tid den hyppigste grund, og"
    " nye ledere den næste. Det bør vi gøre noget ved, før vi spørger igen."
)
CONCLUSION = (
    "Det, der lykkes, er det nære: samarbejdet i grupperne, at tale åbent om fejl og at gøre noget ved risici, før nogen kommer til"
    " skade.\n\n"
    "Det, der halter, er det, som skal skrives ned og holdes ved lige: instrukser, fordeling af opgaver, risikovurdering før ændringer. Og"
    " introduktionen af nye og afløsere går igen i år. Her skal afsnittene have hjælp udefra; de har skrevet det samme to år i træk."
)
ANALYSES = {
    "introduction": (
        "Kommentarerne siger det samme på tværs af hospitalet: om dagen går det godt, om natten og i weekenden tager ingen imod.",
        ("documents_known", "dangerous_work"),
    ),
    "documents_known": ("Instrukserne findes, men de er spredt. Det rammer dem, der ikke er her hver dag.", ("introduction",)),
    "goals_local": ("Mange skriver, at de fælles mål er for store til at måle hos dem selv.", ("part_of_work",)),
    "tasks_given": ("Der, hvor lederen er ny, mangler papiret oftest.", ("means",)),
    "risk_assessed": ("Flytninger og ombygninger sker hurtigere end vurderingen.", ("risks_daily", "last_year_mended")),
    "means": ("Ledere med to afsnit svarer nej dobbelt så tit som andre.", ("tasks_given",)),
    "events_taught": ("Det psykiske bliver indberettet mindre end det, der kan ses.", ("events_how", "events_learned")),
}  # fmt: skip
# code of the question, words, state, note: what the region proposed last year, and what became of it
PROPOSALS = (
    ("introduction", "Ét fælles ark til den første vagt, som hvert afsnit gør til sit eget", "done", "Taget i brug i foråret."),
    ("documents_known", "Instrukser findes med én kode fra væggen, også af afløsere", "started", ""),
    (
        "means",
        "Ledere med mere end ét afsnit får en fast sparringspartner i arbejdsmiljø",
        "partly",
        "Halvdelen har fået en; resten til nytår.",
    ),
    (
        "goals_local",
        "Et eksempelhæfte med mål, som et afsnit selv kan måle",
        "dropped",
        "Ingen brugte udkastet. Vi prøver med et møde i stedet.",
    ),
    ("risk_assessed", "Tre faste spørgsmål før enhver flytning, på bestillingen til Teknisk Drift", "open", ""),
)
