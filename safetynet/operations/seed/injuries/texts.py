"""What happens in the invented region, told as people tell it: without names, and nothing of anybody's health in the course."""
# ruff: noqa: E501  one happening a line or two

from dataclasses import dataclass

from injuries.models import CaseKind, Perpetrator, Place

CARE, MIND, SERVICE, DESK = "clinical", "psychiatric", "service", "office"
WARDS = (CARE, MIND)
EVERYWHERE = (CARE, MIND, SERVICE, DESK)
ACCIDENT, NEAR_MISS, VIOLENCE = CaseKind.ACCIDENT, CaseKind.NEAR_MISS, CaseKind.VIOLENCE
OFFENSIVE_ACT, DISEASE, OBSERVATION = CaseKind.OFFENSIVE_ACT, CaseKind.DISEASE, CaseKind.OBSERVATION
CITIZEN, RELATIVE, INTERNAL = Perpetrator.CITIZEN, Perpetrator.RELATIVE, Perpetrator.INTERNAL


@dataclass(frozen=True)
class Happening:
    """Something that happens again and again; `harm`, `injury` and `body` are sealed. `phrase` leads to the other codes."""

    kind: CaseKind
    where: tuple[str, ...]
    place: Place
    course: str
    phrase: str = ""
    harm: str = ""
    injury: str = ""
    body: tuple[str, ...] = ()
    suggestion: str = ""
    done: str = ""
    perpetrator: str = ""
    weight: int = 2


HAPPENINGS = (
    Happening(ACCIDENT, WARDS, Place.PATIENT_ROOM, "En kanyle lå i sengetøjet, da sengen blev redt, og stak gennem handsken.", "needle", "Stik i pegefingeren, der blødte.", "012", ("54",), "En kanyleboks ved hver seng.", "Stuen er gået efter, og boksen er skiftet.", weight=5),
    Happening(ACCIDENT, WARDS, Place.TREATMENT, "Kanylen sprang tilbage under blodprøvetagning, da patienten trak armen til sig.", "needle", "Stik i tommelfingeren.", "012", ("54",), "Altid sikkerhedskanyler.", "Der er bestilt sikkerhedskanyler til hele afsnittet.", weight=4),
    Happening(ACCIDENT, WARDS, Place.PATIENT_ROOM, "En patient skulle vendes i sengen og greb pludselig fat om nakken på kollegaen, der stod alene.", "lift-patient", "Smæld i lænden, kan ikke rette sig op.", "032", ("30",), "To om vendinger på stue 4 til 8.", "Der er lagt vendelagner på stuerne.", weight=6),
    Happening(ACCIDENT, WARDS, Place.BATHROOM, "En patient gled ned fra badestolen og blev grebet i faldet.", "caught-patient", "Ondt i skulder og arm.", "032", ("51", "52"), "Bremse på badestolene.", "Badestolen er taget ud af brug.", weight=5),
    Happening(ACCIDENT, EVERYWHERE, Place.CORRIDOR, "Gulvet var vasket og ikke afmærket. Foden gled, og kollegaen landede på siden.", "slip-wet", "Hoften er øm og blå.", "011", ("61",), "Skilte, der bliver stående, til gulvet er tørt.", "Rengøringen sætter skilte op fra nu af.", weight=6),
    Happening(ACCIDENT, EVERYWHERE, Place.OUTSIDE, "Stien fra parkeringen var ikke saltet, og der var is under sneen.", "slip-ice", "Forstuvet håndled.", "032", ("55",), "Salt inden klokken seks.", "Teknisk Drift er ringet op samme morgen.", weight=5),
    Happening(ACCIDENT, EVERYWHERE, Place.CORRIDOR, "En ledning lå tværs over gangen ved måleapparatet, og foden hang fast.", "trip", "Slået knæ.", "011", ("62",), "Kabelbakker under loftet.", "Ledningen er tapet fast, til der kommer en bakke.", weight=4),
    Happening(ACCIDENT, EVERYWHERE, Place.CORRIDOR, "Trappen blev taget i løb, fordi elevatoren var ude af drift, og et trin blev overset.", "stairs", "Forvredet ankel.", "032", ("63",), "Kanter på trinene, man kan se.", "Der er bestilt gule kanter.", weight=3),
    Happening(ACCIDENT, WARDS, Place.CORRIDOR, "Sengen skulle gennem en dør, der smækkede, og hånden kom i klemme mod karmen.", "between", "Klemt hånd.", "011", ("53",), "Døren skal kunne stå åben.", "Dørpumpen er stillet ned.", weight=4),
    Happening(ACCIDENT, (SERVICE,), Place.KITCHEN, "Madvognen var fyldt over kanten og trak skævt, da den skulle over dørtrinnet.", "push", "Forstrakt i skulderen.", "032", ("51",), "Rampe ved dørtrinnet.", "Vognene fyldes kun til stregen.", weight=7),
    Happening(ACCIDENT, (SERVICE,), Place.KITCHEN, "Låget på gryden sad fast, og dampen slog op, da det gav sig.", "hot", "Forbrændt underarm.", "061", ("52",), "Grydelapper, der når op på armen.", "Lågene er skiftet.", weight=5),
    Happening(ACCIDENT, (SERVICE,), Place.KITCHEN, "Et glas gik i stykker i opvaskebakken, og skårene kunne ikke ses i vandet.", "glass", "Snit i håndfladen.", "012", ("53",), "Glas for sig i en kurv.", "Der er hængt skærefaste handsker op.", weight=4),
    Happening(ACCIDENT, (SERVICE,), Place.WORKSHOP, "Et panel på stigen gav efter, mens lampen blev skiftet.", "ladder", "Brækket håndled.", "021", ("55",), "Tjek af stiger hvert halve år.", "Alle stiger er set efter, og to er kasseret.", weight=3),
    Happening(ACCIDENT, (SERVICE,), Place.KITCHEN, "En stak linnedsække skred, da den nederste blev trukket ud.", "fell-on", "Ondt i nakken.", "032", ("20",), "Højst tre sække oven på hinanden.", "Stakkene er lagt om.", weight=4),
    Happening(ACCIDENT, (SERVICE, CARE), Place.KITCHEN, "Rengøringsmidlet var hældt på en flaske uden etiket og sprøjtede, da låget blev skruet af.", "chemical-skin", "Rød og sviende hud på armen.", "062", ("52",), "Kun de flasker, midlet kommer i.", "Flasken er kasseret, og skabet gået efter.", weight=3),
    Happening(ACCIDENT, WARDS, Place.TREATMENT, "Slangen sprang af dræn-posen, og der kom stænk ind over brillerne.", "eye", "Stænk i øjet.", "062", ("13",), "Visir ved skift af poser.", "Visirer er hængt op ved stuen.", weight=3),
    Happening(ACCIDENT, (DESK, CARE), Place.OFFICE, "Kontorstolen knækkede under ryglænet.", "chair-broke", "Slag mod baghoved og ryg.", "011", ("30", "10"), "Gå alle stolene efter.", "De ældste stole er skiftet.", weight=4),
    Happening(ACCIDENT, (DESK,), Place.OFFICE, "En arkivkasse blev løftet ned fra øverste hylde og var tungere, end den så ud.", "lift-thing", "Hold i ryggen.", "032", ("30",), "De tunge kasser nederst.", "Hylderne er lagt om.", weight=6),
    Happening(ACCIDENT, EVERYWHERE, Place.TRANSPORT, "Cyklen mellem to matrikler skred i et sving med våde blade.", "bicycle", "Skrabet knæ og albue.", "011", ("62", "52"), "Fej stien i efteråret.", "Der er meldt ind om stien.", weight=3),
    Happening(ACCIDENT, EVERYWHERE, Place.CORRIDOR, "Skabslågen stod åben i hovedhøjde bag hjørnet.", "bumped", "Flænge i panden.", "012", ("12",), "Låger, der lukker selv.", "Lågen har fået en fjeder.", weight=3),
    Happening(ACCIDENT, WARDS, Place.PATIENT_ROOM, "Sengen kørte ned på foden, fordi bremsen ikke var trådt helt i.", "run-over", "Trykket tå.", "011", ("65",), "Farvet mærke på bremsen.", "Sengen er sendt til eftersyn.", weight=3),
    Happening(VIOLENCE, (MIND,), Place.COMMON, "En patient blev afvist i at gå ud og sparkede ud efter kollegaen, der stod nærmest døren.", "kick", "Blå mærke på skinnebenet.", "011", ("62",), "Aftale om hvem der siger nej, og hvor de andre står.", "Risikovurderingen er gennemgået samme dag.", CITIZEN, 8),
    Happening(VIOLENCE, (MIND, CARE), Place.PATIENT_ROOM, "En uklar patient slog ud, da dropposen skulle skiftes.", "blow", "Slag på kinden.", "011", ("12",), "To på stuen om natten, når patienten er uklar.", "Der er lagt en fast vagt ved stuen.", CITIZEN, 7),
    Happening(VIOLENCE, WARDS, Place.PATIENT_ROOM, "Patienten bed, da munden skulle plejes.", "bite", "Bidmærke på hånden.", "012", ("53",), "Bidsikre handsker.", "Plejeplanen er skrevet om.", CITIZEN, 4),
    Happening(VIOLENCE, WARDS, Place.CORRIDOR, "En pårørende råbte og truede med at vente udenfor, da besøgstiden var slut.", "threat", "Rystet, sover dårligt.", "111", ("71",), "Vagten kaldes før samtalen, ikke efter.", "Vagten går en ekstra runde i aften.", RELATIVE, 6),
    Happening(VIOLENCE, (MIND,), Place.COMMON, "En stol blev kastet gennem fællesrummet.", "thrown", "Ramt på armen.", "011", ("52",), "Tungere møbler i fællesrummet.", "De lette stole er taget ud.", CITIZEN, 4),
    Happening(VIOLENCE, WARDS, Place.OFFICE, "Opkaldet endte med trusler om at finde frem til den, der tog telefonen.", "threat-net", "Utryg ved at gå hjem.", "111", ("71",), "Kun fornavn på telefonen.", "Nummeret er spærret, og politiet kontaktet.", RELATIVE, 3),
    Happening(VIOLENCE, (MIND,), Place.PATIENT_ROOM, "Under en fastholdelse blev kollegaen revet i håret og skubbet mod væggen.", "held", "Ondt i nakke og hovedbund.", "032", ("20",), "Øve roller hver måned.", "Der er talt med alle fire bagefter.", CITIZEN, 4),
    Happening(OFFENSIVE_ACT, EVERYWHERE, Place.OFFICE, "Der blev gjort grin med en kollegas udtale foran andre, tredje gang på kort tid.", "", "Ked af det og på vagt.", "111", ("71",), "Tage det op på personalemødet.", "Lederen har talt med begge hver for sig.", INTERNAL, 2),
    Happening(OFFENSIVE_ACT, WARDS, Place.COMMON, "Bemærkninger om krop og tøj i pausen, som fortsatte efter et nej.", "", "Ubehag ved at være i vagtrummet.", "111", ("71",), "En klar besked til alle om, hvad vi vil være med til.", "Personaleafdelingen er inddraget.", INTERNAL, 1),
    Happening(OFFENSIVE_ACT, WARDS, Place.PATIENT_ROOM, "En patient kom med seksuelle tilnærmelser under plejen.", "", "Væmmes ved at gå ind på stuen.", "111", ("71",), "To om plejen.", "Plejen er fordelt om.", CITIZEN, 2),
    Happening(DISEASE, WARDS, Place.PATIENT_ROOM, "Gentagne løft og vendinger gennem flere år.", "", "Vedvarende smerter i lænden.", "039", ("30",), "", "", weight=2),
    Happening(DISEASE, (SERVICE, CARE), Place.KITCHEN, "Vådt arbejde og håndsprit mange gange i timen.", "", "Eksem på begge hænder.", "119", ("53",), "", "", weight=2),
    Happening(NEAR_MISS, WARDS, Place.PATIENT_ROOM, "Loftliften slap sejlet i den ene side, mens patienten endnu var over sengen.", "caught-patient", suggestion="Tjek af kroge før hvert løft.", done="Liften er mærket ude af drift.", weight=4),
    Happening(NEAR_MISS, WARDS, Place.TREATMENT, "En brugt kanyle lå i den blå affaldspose.", "needle", suggestion="Bokse, hvor affaldet opstår.", done="Posen er mærket, og holdet orienteret.", weight=4),
    Happening(NEAR_MISS, EVERYWHERE, Place.CORRIDOR, "Vand på gulvet under køleskabet i gangen. Den næste så det i tide.", "slip-wet", suggestion="Drypbakke under køleskabet.", done="Gulvet er tørret og spærret.", weight=5),
    Happening(NEAR_MISS, (SERVICE,), Place.KITCHEN, "Vognen kørte af sig selv ned ad rampen, fordi bremsen ikke holdt.", "run-over", suggestion="Hjul med bremse på alle vogne.", done="Vognen står stille, til den er lavet.", weight=5),
    Happening(NEAR_MISS, EVERYWHERE, Place.OUTSIDE, "En tagrende hang løst over personaleindgangen efter blæsten.", "fell-on", suggestion="Gå bygningen efter efter storm.", done="Indgangen er spærret.", weight=3),
    Happening(NEAR_MISS, (MIND, CARE), Place.COMMON, "En patient gik truende mod en kollega, men lod sig tale til ro.", "threat", suggestion="Alarmer til alle i aftenvagten.", done="Der er udleveret to alarmer mere.", weight=4),
    Happening(NEAR_MISS, (DESK, SERVICE), Place.WORKSHOP, "En forlængerledning var varm og lugtede brændt.", "electric", suggestion="Flere stik ved bordene.", done="Ledningen er kasseret.", weight=4),
    Happening(OBSERVATION, EVERYWHERE, Place.CORRIDOR, "Nødudgangen er tit spærret af senge, der venter på at blive hentet.", suggestion="En fast plads til de tomme senge.", done="Pladsen er stribet op.", weight=4),
    Happening(OBSERVATION, WARDS, Place.PATIENT_ROOM, "Lyset over medicinskabet blinker og gør det svært at læse etiketterne.", suggestion="Ny lampe over skabet.", done="Lampen er bestilt.", weight=3),
    Happening(OBSERVATION, (SERVICE, DESK), Place.KITCHEN, "Den nye vognrute går forbi et hjørne, hvor man ikke kan se hinanden.", suggestion="Et spejl på hjørnet.", done="Spejlet er sat op.", weight=3),
)  # fmt: skip

# The shift says itself in a sentence of its own
SHIFTS = {
    "night": ("Nattevagt med to på arbejde.", "Midt på natten.", "Sidst på natten."),
    "morning": ("Lige efter vagtskiftet.", "Tidlig morgen, inden stuegang.", "Morgenen var travl."),
    "day": ("Dagvagt.", "Midt på formiddagen.", "Omkring middag.", "Sidst på dagvagten.", "En rolig formiddag."),
    "evening": ("Aftenvagt.", "Under aftensmaden.", "Sent på aftenen, i besøgstiden."),
}
AFTER = (
    "", "", "En kollega tog over.", "Der blev ringet efter hjælp.", "Lederen fik det at vide samme dag.", "Der var to vidner.",
    "Det er sket før samme sted.", "Udstyret var på plads, men blev ikke brugt.", "Der var travlt, og to meldt fra.",
)  # fmt: skip
WHYS = (
    ("Fordi det skulle gå hurtigt.", "Fordi to var meldt fra.", "Fordi vikarerne bookes for sent."),
    ("Fordi udstyret stod et andet sted.", "Fordi der kun er ét til tre stuer."),
    ("Fordi aftalen ikke var kendt af alle.", "Fordi nye kolleger ikke får den vist.", "Fordi den kun står i en mappe."),
    ("Fordi gulvet blev vasket midt i det travleste.", "Fordi planen er lavet efter bemandingen om natten."),
    ("Fordi patientens uro ikke var skrevet i overleveringen.", "Fordi der ikke er plads til det i skemaet."),
)
CONCLUSIONS = (
    "Det er ikke den enkelte, men måden vi har lagt arbejdet på.", "Det kan ske igen i morgen, hvis vi intet gør.",
    "Udstyret er der, men ikke der, hvor det bruges.", "Aftalen er god nok; den skal bare være kendt.",
)  # fmt: skip
NO_PLAN = (
    "Årsagen er fjernet: det, der var i vejen, er væk.", "Vi har allerede en plan for det samme.",
    "Det ligger uden for afsnittets arbejde; Teknisk Drift har fået besked.", "Vi har talt det igennem på personalemødet og ændret aftalen samme dag.",
)  # fmt: skip
COMMENTS = (
    "Det kunne være undgået, hvis der havde været tid til at hente hjælpemidlet.", "Vi havde en aftale, men den var ikke kendt af alle.",
    "Det er svært at se, hvordan det skulle være undgået.", "Vi har set det samme før og burde have handlet.", "Udstyret skal stå tættere på.",
)  # fmt: skip
WITHDRAWN = ("Meldt to gange.", "Det viste sig ikke at have med arbejdet at gøre.")
