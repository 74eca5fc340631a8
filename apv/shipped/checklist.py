"""The checklist for safety rounds that comes with SafetyNet, in our own words: a ward or an office, each point seen at a glance."""

NAME = {"da": "Afsnit eller kontor", "sv": "Avdelning eller kontor", "en": "Ward or office"}

ITEMS = [
    ("accident", "Er gangveje og flugtveje fri?", "Är gångar och utrymningsvägar fria?", "Are walkways and escape routes clear?"),
    (
        "accident",
        "Er gulvene tørre, hele og uden ledninger at falde over?",
        "Är golven torra, hela och utan sladdar att snubbla på?",
        "Are the floors dry, whole and free of cables to trip over?",
    ),
    (
        "accident",
        "Ved alle, hvor brandslukker og førstehjælp er?",
        "Vet alla var brandsläckare och första hjälpen finns?",
        "Does everybody know where fire extinguisher and first aid are?",
    ),
    (
        "accident",
        "Er kanyler og skarpe ting nemme at komme sikkert af med?",
        "Är det lätt att göra sig av med kanyler och vassa föremål på ett säkert sätt?",
        "Is it easy to get rid of needles and sharp things safely?",
    ),
    ("accident", "Er stiger, stole og redskaber hele?", "Är stegar, stolar och redskap hela?", "Are ladders, chairs and tools undamaged?"),
    (
        "ergonomic",
        "Er lifte og hjælpemidler, hvor I skal bruge dem?",
        "Finns lyftar och hjälpmedel där ni behöver dem?",
        "Are hoists and aids where you need them?",
    ),
    (
        "ergonomic",
        "Er der plads til at arbejde med god kropsholdning?",
        "Finns det plats att arbeta i bra ställning?",
        "Is there room to work in a good posture?",
    ),
    (
        "ergonomic",
        "Kan borde, senge og skærme indstilles, og bliver det gjort?",
        "Går bord, sängar och skärmar att ställa in, och görs det?",
        "Can desks, beds and screens be adjusted, and are they?",
    ),
    (
        "ergonomic",
        "Står tunge ting, så de kan tages uden at bukke eller række?",
        "Står tunga saker så att de går att ta utan att böja sig eller sträcka sig?",
        "Are heavy things placed so that nobody has to bend or reach?",
    ),
    (
        "physical",
        "Er lyset godt nok til opgaverne?",
        "Är ljuset tillräckligt för arbetsuppgifterna?",
        "Is the light good enough for the work?",
    ),
    (
        "physical",
        "Er temperatur, træk og luft til at være i?",
        "Är temperatur, drag och luft acceptabla?",
        "Are temperature, draught and air bearable?",
    ),
    (
        "physical",
        "Kan I høre hinanden og koncentrere jer?",
        "Kan ni höra varandra och koncentrera er?",
        "Can you hear each other and concentrate?",
    ),
    ("physical", "Er her rent og ryddeligt?", "Är det rent och prydligt?", "Is it clean and tidy?"),
    (
        "chemical",
        "Er flasker og dunke mærket, og er brugsanvisningen ved hånden?",
        "Är flaskor och dunkar märkta och finns anvisningen till hands?",
        "Are bottles marked, and are the instructions at hand?",
    ),
    (
        "chemical",
        "Er handsker, briller og udsugning til stede og i brug?",
        "Finns handskar, glasögon och utsug och används de?",
        "Are gloves, goggles and extraction there and in use?",
    ),
    (
        "biological",
        "Er håndsprit, forklæder og affald til smitte på plads?",
        "Finns handsprit, förkläden och avfallskärl för smitta på plats?",
        "Are hand rub, aprons and bins for infectious waste in place?",
    ),
    (
        "psychosocial",
        "Kan man få hjælp hurtigt, hvis nogen bliver truende?",
        "Kan man få hjälp snabbt om någon blir hotfull?",
        "Can one get help quickly if somebody becomes threatening?",
    ),
    (
        "psychosocial",
        "Virker alarmen, og ved alle, hvordan den bruges?",
        "Fungerar larmet och vet alla hur det används?",
        "Does the alarm work, and does everybody know how to use it?",
    ),
    (
        "psychosocial",
        "Er der et sted at trække sig tilbage og holde pause?",
        "Finns det någonstans att dra sig undan och ta paus?",
        "Is there a place to withdraw and take a break?",
    ),
    (
        "psychosocial",
        "Har nye kolleger fået vist det, de skal passe på?",
        "Har nya kollegor fått veta vad de ska akta sig för?",
        "Have new colleagues been shown what to look out for?",
    ),
]


def items() -> list[dict[str, object]]:
    """As a checklist keeps them."""
    return [{"topic": topic, "text": {"da": da, "sv": sv, "en": en}} for topic, da, sv, en in ITEMS]
