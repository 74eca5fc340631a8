"""What plans in the invented region are about: our own words, as colleagues write them."""

from dataclasses import dataclass

ALL = ("clinical", "psychiatric", "service", "office")
CARE = ("clinical", "psychiatric")


@dataclass(frozen=True)
class Case:
    """One kind of problem with what people do about it. A measure is (text, character, step of the ladder)."""

    topic: str
    theme: str
    places: tuple[str, ...]
    title: str
    description: str
    causes: str
    measures: tuple[tuple[str, str, str], ...]
    criteria: tuple[tuple[str, str], ...]
    question: str
    wanted: str
    unwanted: str = ""
    note: str = ""


CASES = (
    Case(
        "ergonomic",
        "lifting",
        CARE,
        "Tunge forflytninger på stue {n}",
        "Vi forflytter tunge patienter manuelt på stue {n}, fordi loftliften ikke dækker badeværelset. Flere har ondt i ryggen.",
        "Liften når ikke badeværelset, og sejlene hænger på depotet.",
        (
            ("Få forlænget skinnen til loftliften, så den når badeværelset", "another_way", "change"),
            ("Hæng sejl i tre størrelser på stuen", "preventive", "shield"),
            ("Forflytningsvejlederen gennemgår stuen med hver vagt", "training", "instruct"),
        ),
        (("Ingen løfter patienter manuelt på stue {n}", "seen"), ("Færre end 2 om ugen melder om ondt i ryggen", "measured")),
        "om liften bliver brugt hver gang",
        "Liften bliver brugt, og ingen har løftet alene de sidste tre uger.",
        "Forflytning tager lidt længere tid om morgenen.",
        "Teknisk Drift har målt op. Skinnen kommer i uge {week}.",
    ),
    Case(
        "psychosocial",
        "workload",
        ALL,
        "For travlt mellem klokken 7 og 9",
        "Morgenerne er pressede. Vi når ikke at holde pause før middag, og fejl opdages først ved vagtskiftet.",
        "Tre faste opgaver ligger samtidig, og bemandingen er den samme hele dagen.",
        (
            ("Flyt medicinoptælling til klokken 10", "another_way", "change"),
            ("Fast person til telefonen mellem 7 og 9", "preventive", "change"),
        ),
        (("Alle holder pause inden klokken 11", "seen"),),
        "om vi når pausen",
        "Ni ud af ti dage når alle pausen.",
        "Telefonpersonen synes, at opgaven er ensom.",
        "Vi prøver med to uger ad gangen.",
    ),
    Case(
        "psychosocial",
        "violence",
        ("psychiatric",),
        "Voldsomme episoder ved måltiderne",
        "Der har været {n} episoder med slag eller trusler i spisestuen på en måned.",
        "Patienterne venter længe sammen i et lille rum.",
        (
            ("Spis i to hold, så ingen venter mere end fem minutter", "another_way", "change"),
            ("Flyt serveringen, så der er to udgange", "preventive", "change"),
            ("Øv samme deeskalering på alle vagter hver måned", "training", "instruct"),
        ),
        (("Færre end 1 episode om ugen", "measured"), ("Kolleger siger, at de føler sig trygge ved måltiderne", "heard")),
        "om måltiderne er roligere",
        "Kun én episode de sidste fem uger.",
        "To hold kræver en mere i køkkenet.",
        "Nattevagten vil også være med i øvelserne.",
    ),
    Case(
        "psychosocial",
        "violence",
        CARE,
        "Trusler fra pårørende i receptionen",
        "Sekretærer i receptionen får råb og trusler, når ventetiden trækker ud.",
        "Ingen fortæller, hvor lang ventetiden er, og skranken har ingen vej ud.",
        (
            ("Vis ventetiden på en skærm og sig den ved ankomst", "preventive", "eliminate"),
            ("Sæt en alarmknap op ved begge pladser", "handling", "shield"),
        ),
        (("Højst én trussel om måneden", "measured"),),
        "om det er roligere i receptionen",
        "Ventetid på skærmen har taget det meste af vreden.",
    ),
    Case(
        "physical",
        "noise",
        ("office",),
        "Støj i det åbne kontor",
        "Samtaler og telefoner forstyrrer. Vi kan ikke arbejde koncentreret.",
        "Otte telefoner i samme rum og ingen aftaler om, hvor man taler.",
        (
            ("Gør to rum til stillerum", "another_way", "change"),
            ("Sæt lydplader op mellem pladserne", "preventive", "shield"),
            ("Aftal fælles regler for telefonen", "handling", "instruct"),
        ),
        (("Otte ud af ti siger, at de kan koncentrere sig", "heard"),),
        "om I kan koncentrere jer",
        "Stillerummene er i brug hver dag.",
        "Stillerummene bliver også brugt til møder.",
    ),
    Case(
        "physical",
        "climate",
        ALL,
        "For varmt i vagtrummet om sommeren",
        "Temperaturen er over 27 grader i vagtrummet på varme dage.",
        "Solen står på vinduerne hele eftermiddagen, og ventilationen er slukket kl. 15.",
        (("Få udvendig solafskærmning", "preventive", "eliminate"), ("Lad ventilationen køre til kl. 20", "another_way", "change")),
        (("Under 25 grader klokken 15", "measured"),),
        "om temperaturen er under 25 grader",
        "Målt til 24 grader en varm dag.",
    ),
    Case(
        "accident",
        "accidents",
        ALL,
        "Glatte gulve ved varemodtagelsen",
        "To er faldet på det våde gulv ved porten i år.",
        "Gulvet bliver vådt af vogne udefra, og afløbet er stoppet.",
        (
            ("Få renset afløbet og lagt skridsikker belægning", "preventive", "eliminate"),
            ("Kør vogne ind ad den anden port i regnvejr", "another_way", "change"),
        ),
        (("Ingen fald de næste tre måneder", "measured"),),
        "om nogen er faldet eller gledet",
        "Ingen fald siden belægningen kom.",
    ),
    Case(
        "accident",
        "accidents",
        CARE,
        "Stik på kanyler ved blodprøver",
        "Tre stikuheld på et halvt år, alle ved oprydning.",
        "Kanyleboksen står langt fra lejet, og to stuer mangler sikkerhedskanyler.",
        (("Køb kun sikkerhedskanyler", "preventive", "eliminate"), ("Sæt en kanyleboks på hvert rullebord", "preventive", "change")),
        (("Ingen stikuheld i tre måneder", "measured"),),
        "om der har været stik",
        "Ingen stik siden skiftet til sikkerhedskanyler.",
    ),
    Case(
        "chemical",
        "chemicals",
        CARE,
        "Lugtgener fra desinfektion i skyllerummet",
        "Flere får hovedpine, når der desinficeres i skyllerummet.",
        "Udsugningen er slukket om aftenen, og midlet bliver blandet for stærkt.",
        (
            ("Skift til færdigblandet middel", "another_way", "eliminate"),
            ("Få udsugningen til at starte med lyset", "preventive", "change"),
        ),
        (("Ingen får hovedpine af at arbejde i skyllerummet", "heard"),),
        "om nogen mærker gener",
        "Ingen har meldt om hovedpine i seks uger.",
    ),
    Case(
        "psychosocial",
        "emotional",
        CARE,
        "Svære forløb sidder fast efter vagten",
        "Efter dødsfald og voldsomme forløb går vi hjem uden at have talt om det.",
        "Der er ingen fast tid til det, og det føles som en ekstra opgave.",
        (
            ("Ti minutters fælles eftertanke efter hvert svært forløb", "preventive", "change"),
            ("Uddan to kolleger i kollegastøtte", "training", "instruct"),
        ),
        (("Alle svære forløb er fulgt op inden for to døgn", "seen"),),
        "om vi fik talt om det sidste svære forløb",
        "Vi har holdt eftertanke ni ud af ti gange.",
        "Aftenvagten glemmer det oftere.",
    ),
    Case(
        "psychosocial",
        "clarity",
        ALL,
        "Nye kolleger står alene for tidligt",
        "Tre nye er stoppet inden et halvt år. De siger, at de manglede en at spørge.",
        "Introduktionen er på papir, og makkeren har egen patientgruppe.",
        (
            ("Fast makker uden egne opgaver de første to uger", "preventive", "change"),
            ("Samtale efter 2, 6 og 12 uger", "handling", "individual"),
        ),
        (("Alle nye siger efter 6 uger, at de har en at spørge", "heard"),),
        "om de nye har en at spørge",
        "Fire ud af fire nye er trygge efter seks uger.",
    ),
    Case(
        "psychosocial",
        "cooperation",
        ALL,
        "Skarp tone ved overlevering",
        "Overleveringen mellem dag og aften er blevet et sted, hvor vi retter på hinanden.",
        "Vi mangler en fælles liste og bruger tiden på at finde ud af, hvem der skulle have gjort hvad.",
        (
            ("Brug samme korte liste ved hver overlevering", "another_way", "change"),
            ("Aftal, hvordan vi siger det, når noget mangler", "handling", "instruct"),
        ),
        (("Ni ud af ti siger, at tonen er god ved overlevering", "heard"),),
        "hvordan tonen er ved overlevering",
        "Tonen er klart bedre. Listen hænger ved tavlen.",
    ),
    Case(
        "ergonomic",
        "postures",
        ("office", "clinical"),
        "Ondt i nakke og skuldre ved skærmen",
        "Skærmpladserne deles, og bordene bliver ikke stillet om.",
        "Ingen kender knapperne, og to borde er i stykker.",
        (("Få repareret de to borde", "preventive", "eliminate"), ("Ergoterapeuten gennemgår pladserne med alle", "training", "instruct")),
        (("Halvt så mange har ondt efter en vagt", "heard"),),
        "om I stadig har ondt",
        "Seks ud af otte har mindre ondt.",
        "",
        "Hjælpemiddeldepotet har to borde til låns.",
    ),
    Case(
        "ergonomic",
        "lifting",
        ("service",),
        "Tunge vogne ad rampen",
        "Linnedvognene vejer over 300 kilo og skal op ad rampen med håndkraft.",
        "Eltrækkeren er tit i brug andre steder, og vognene bliver fyldt helt op.",
        (("Køb en eltrækker mere", "preventive", "eliminate"), ("Fyld vognene til stregen, ikke over", "another_way", "change")),
        (("Ingen skubber fulde vogne alene", "seen"),),
        "om vognene bliver trukket med maskine",
        "Alle vogne trækkes nu med maskine.",
    ),
    Case(
        "biological",
        "infection",
        CARE,
        "Smitte ved isolation på flersengsstuer",
        "To kolleger blev syge efter isolation på en flersengsstue.",
        "Der mangler plads til værnemidler ved døren.",
        (
            ("Flyt isolation til enestuer først", "another_way", "eliminate"),
            ("Sæt skab med værnemidler ved alle døre", "preventive", "shield"),
        ),
        (("Værnemidler er inden for en meter fra døren", "seen"),),
        "om værnemidlerne er der",
        "Skabene er oppe og fyldte.",
    ),
    Case(
        "absence",
        "absence",
        ALL,
        "Mange korte sygefravær om vinteren",
        "Fraværet er steget fra 4 til 7 procent. Vi tror, at arbejdet er en del af grunden.",
        "Vagtplanen giver fire sene vagter i træk.",
        (
            ("Højst to sene vagter i træk i planen", "another_way", "change"),
            ("Tal om fravær og arbejde på personalemødet hver måned", "handling", "instruct"),
        ),
        (("Fravær under 5 procent", "measured"),),
        "hvordan fraværet har udviklet sig",
        "Fraværet er nede på 5,2 procent.",
    ),
    Case(
        "psychosocial",
        "workload",
        ALL,
        "Vagtplanen kommer for sent",
        "Vi får vagtplanen 14 dage før. Det giver bytteri og dårlig søvn.",
        "Planen venter på ferieønsker, der kommer ind drypvis.",
        (("Ferieønsker senest otte uger før", "another_way", "change"), ("Planen hænger seks uger før", "preventive", "change")),
        (("Planen er ude seks uger før", "measured"),),
        "om planen kom til tiden",
        "De sidste tre planer kom syv uger før.",
    ),
    Case(
        "physical",
        "climate",
        ALL,
        "Dårligt lys i medicinrummet",
        "Lyset blinker, og det er svært at læse etiketter om natten.",
        "Armaturet er gammelt og sidder bag skabet.",
        (("Få nyt armatur over bordet", "preventive", "eliminate"),),
        (("Etiketter kan læses uden lommelygte", "seen"),),
        "om I kan læse etiketterne",
        "Nyt lys er sat op. Det virker.",
    ),
)

LEFT = (
    ("decided_against", "Vi talte det igennem på personalemødet og blev enige om, at gevinsten ikke står mål med besværet."),
    ("no_longer_relevant", "Afsnittet er flyttet, og problemet findes ikke det nye sted."),
    ("solved_otherwise", "Ombygningen løste det, før vi kom i gang."),
    ("not_possible", "Bygningen er fredet. Sagen er løftet til afdelingens LMU."),
    ("merged", "Taget op i en fælles plan for hele afdelingen."),
)
EXTENDED = (
    ("waiting", "Venter på håndværkere."),
    ("absence", "Tovholder har været væk. Vi tager det op igen nu."),
    ("reorganisation", "To afsnit lægges sammen. Vi venter, til det er på plads."),
    ("prioritised_down", "Influenzaen tog al tid. Aftalt med leder og AMR."),
)
NOTES = (
    "Talte om det på personalemødet. De fleste kan mærke forskel.",
    "Første del er på plads. Vi mangler nattevagterne.",
    "AMR har spurgt rundt: det går den rigtige vej.",
    "Leverandøren er forsinket en uge.",
    "Gennemgået på tavlemødet. Ingen indvendinger.",
    "Vi har prøvet det i to uger og retter lidt til.",
)
OCCASIONS = ("personalemødet", "tavlemødet", "mødet i arbejdsmiljøgruppen", "morgenmødet")
HEARD = ("Alle på personalemødet, 14 personer", "Dag- og aftenvagten", "AMR og to kolleger fra hver vagt", "Hele afsnittet ved tavlemødet")
METHODS = ("Samme spørgsmål som i APV'en", "Runde på tavlemødet", "Optælling over fire uger", "Rundering sammen med AMR")
NO_EFFECT = "Det ændrede ikke noget. Vi ramte ikke den rigtige årsag."
WORSE = "Det gav flere afbrydelser end før. Vi skal finde en anden vej."
PARTLY = "Det går bedre i dagtimerne, men ikke om aftenen."
