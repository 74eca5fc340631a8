"""The parts of the APV questionnaire on tasks, substances, safety, the body and the rooms."""

from apv.blueprint import Asked, Choice, Part, ShownIf, words

PEOPLE, LIFTING, SCREEN, CHEMICALS, INFECTION, NIGHTS, NONE_OF_THEM = 1, 2, 3, 4, 5, 6, 9


def does(*tasks: int) -> ShownIf:
    return ShownIf("tasks", tasks)


ABOUT = Part(
    words("Dit arbejde", "Ditt arbete", "Your work"),
    intro=words(
        "Dit svar afgør, hvad vi spørger om. Så slipper du for det, der ikke handler om dig.",
        "Ditt svar avgör vad vi frågar om. Då slipper du det som inte gäller dig.",
        "Your answer decides what we ask about. So you are spared what does not concern you.",
    ),
    questions=(
        Asked(
            "tasks",
            words("Hvad er en fast del af dit arbejde?", "Vad är en fast del av ditt arbete?", "What is a regular part of your work?"),
            "several_of",
            options=(
                Choice(PEOPLE, words("Kontakt med patienter, borgere eller pårørende", "Kontakt med patienter, brukare eller anhöriga",
                                     "Contact with patients, citizens or relatives")),
                Choice(LIFTING, words("At løfte, skubbe eller flytte mennesker eller tunge ting",
                                      "Att lyfta, skjuta eller flytta människor eller tunga saker",
                                      "Lifting, pushing or moving people or heavy things")),
                Choice(SCREEN, words("Skærmarbejde det meste af dagen", "Skärmarbete större delen av dagen",
                                     "Screen work most of the day")),
                Choice(CHEMICALS, words("Kemi, medicin, gasser eller stærk rengøring", "Kemikalier, läkemedel, gaser eller stark rengöring",
                                        "Chemicals, medicines, gases or strong cleaning agents")),
                Choice(INFECTION, words("Blod, prøver, affald eller andet, der smitter", "Blod, prover, avfall eller annat som smittar",
                                         "Blood, samples, waste or other things that infect")),
                Choice(NIGHTS, words("Nattevagter", "Nattpass", "Night shifts")),
                Choice(NONE_OF_THEM, words("Ikke noget af det", "Inget av det", "None of them")),
            ),
        ),
    ),
)  # fmt: skip

SUBSTANCES = Part(
    words("Kemi og smitte", "Kemikalier och smitta", "Chemicals and infection"),
    questions=(
        Asked(
            "substances_safe",
            words(
                "Jeg ved, hvordan jeg bruger de stoffer, jeg arbejder med, uden at det skader mig.",
                "Jag vet hur jag använder de ämnen jag arbetar med utan att jag tar skada.",
                "I know how to use the substances I work with without coming to harm.",
            ),
            "agreement", "substances", shown_if=does(CHEMICALS),
        ),
        Asked(
            "infection_safe",
            words(
                "Jeg har det, jeg skal bruge, for ikke selv at blive smittet i mit arbejde.",
                "Jag har det jag behöver för att inte själv bli smittad i arbetet.",
                "I have what I need so as not to be infected at work myself.",
            ),
            "agreement", "infection",
            hint=words(
                "For eksempel tid til hygiejne, værnemidler, vaccination.",
                "Till exempel tid för hygien, skyddsutrustning, vaccination.",
                "For example time for hygiene, protective equipment, vaccination.",
            ),
            shown_if=does(INFECTION, PEOPLE),
        ),
    ),
)  # fmt: skip

SAFETY = Part(
    words("Sikkerhed", "Säkerhet", "Safety"),
    questions=(
        Asked(
            "safety_said",
            words(
                "Vi siger det højt, når noget er farligt, også når vi har travlt.",
                "Vi säger till när något är farligt, också när vi har mycket att göra.",
                "We speak up when something is dangerous, also when we are busy.",
            ),
            "agreement", "safety",
        ),
        Asked(
            "safety_learnt",
            words(
                "Når nogen er kommet til skade, eller det var tæt på, laver vi noget om bagefter.",
                "När någon har skadats, eller det var nära, ändrar vi något efteråt.",
                "When somebody was hurt, or nearly, we change something afterwards.",
            ),
            "agreement", "safety",
        ),
        Asked(
            "injured",
            words(
                "Er du selv kommet til skade i dit arbejde inden for det seneste år?",
                "Har du själv skadats i arbetet under det senaste året?",
                "Have you been hurt at work yourself within the past year?",
            ),
            "one_of",
            options=(
                Choice(1, words("Nej", "Nej", "No")),
                Choice(2, words("Ja, og jeg kunne arbejde videre", "Ja, och jag kunde arbeta vidare", "Yes, and I could go on working")),
                Choice(3, words("Ja, og jeg måtte blive hjemme", "Ja, och jag måste stanna hemma", "Yes, and I had to stay at home")),
            ),
            is_sensitive=True,
        ),
    ),
)  # fmt: skip

BODY = Part(
    words("Kroppen", "Kroppen", "The body"),
    questions=(
        Asked(
            "lifting_bare",
            words(
                "Hvor ofte løfter eller flytter du uden det hjælpemiddel eller den kollega, du har brug for?",
                "Hur ofta lyfter eller flyttar du utan det hjälpmedel eller den kollega du behöver?",
                "How often do you lift or move without the aid or the colleague you need?",
            ),
            "frequency", "lifting", shown_if=does(LIFTING),
        ),
        Asked(
            "postures_bent",
            words(
                "Hvor ofte arbejder du længe i en stilling, som kroppen bliver træt af?",
                "Hur ofta arbetar du länge i en ställning som kroppen blir trött av?",
                "How often do you work for a long time in a posture that tires your body?",
            ),
            "frequency", "postures",
        ),
        Asked(
            "postures_desk",
            words(
                "Kan du stille din skærmplads, så den passer til dig?",
                "Kan du ställa in din skärmplats så att den passar dig?",
                "Can you adjust your screen workplace so that it fits you?",
            ),
            "yes_partly_no", "postures", is_reversed=True, shown_if=does(SCREEN),
        ),
    ),
)  # fmt: skip

ROOMS = Part(
    words("Lokalerne", "Lokalerna", "The rooms"),
    intro=words("Tænk på der, hvor du arbejder mest.", "Tänk på där du arbetar mest.", "Think of where you work most."),
    questions=(
        Asked(
            "sound_quiet",
            words(
                "Er der ro nok til det, du skal lave?",
                "Är det lugnt nog för det du ska göra?",
                "Is it quiet enough for what you have to do?",
            ),
            "yes_partly_no", "sound",
            hint=words("Larm, alarmer, snak, rumklang.", "Buller, larm, prat, eko.", "Noise, alarms, talk, echo."),
        ),
        Asked(
            "rooms_light", words("Er lyset godt?", "Är ljuset bra?", "Is the light good?"), "yes_partly_no", "rooms",
            hint=words("Hverken for mørkt eller blændende.", "Varken för mörkt eller bländande.", "Neither too dark nor glaring."),
        ),
        Asked("rooms_air", words("Er luften god?", "Är luften bra?", "Is the air good?"), "yes_partly_no", "rooms"),
        Asked(
            "rooms_warm",
            words("Er temperaturen til at være i?", "Är temperaturen behaglig?", "Is the temperature comfortable?"),
            "yes_partly_no", "rooms",
            hint=words("Året rundt, uden træk.", "Året om, utan drag.", "All year round, without draughts."),
        ),
        Asked(
            "rooms_space",
            words(
                "Er der plads nok til at arbejde sikkert?",
                "Finns det plats nog att arbeta säkert?",
                "Is there room enough to work safely?",
            ),
            "yes_partly_no", "rooms",
        ),
    ),
)  # fmt: skip

PLACE = Part(
    words("Et bestemt sted", "En bestämd plats", "A certain place"),
    is_named=True,
    intro=words(
        "Er der en stol, en lampe eller en dør, der skal laves? Her skriver du med navn, så nogen kan komme forbi. "
        "Det er frivilligt og har ingen forbindelse til dine andre svar.",
        "Är det en stol, en lampa eller en dörr som behöver åtgärdas? Här skriver du med namn, så att någon kan komma förbi. "
        "Det är frivilligt och har ingen koppling till dina andra svar.",
        "Is there a chair, a lamp or a door to be mended? Here you write under your name, so that somebody can come by. "
        "It is voluntary and has no link to your other answers.",
    ),
    questions=(
        Asked(
            "place_where",
            words("Hvor er det?", "Var är det?", "Where is it?"),
            "text",
            hint=words("Bygning, etage, rum eller plads.", "Byggnad, våning, rum eller plats.", "Building, floor, room or desk."),
        ),
        Asked(
            "place_what",
            words("Hvad handler det om?", "Vad handlar det om?", "What is it about?"),
            "several_of",
            options=(
                Choice(1, words("Støj eller lyd", "Buller eller ljud", "Noise or sound")),
                Choice(2, words("Lys", "Ljus", "Light")),
                Choice(3, words("Luft, temperatur eller træk", "Luft, temperatur eller drag", "Air, temperature or draughts")),
                Choice(4, words("Plads eller indretning", "Utrymme eller inredning", "Space or layout")),
                Choice(5, words("Møbler, skærm eller hjælpemidler", "Möbler, skärm eller hjälpmedel", "Furniture, screen or aids")),
                Choice(6, words("Noget, man kan komme til skade på", "Något man kan skada sig på", "Something one can get hurt on")),
                Choice(7, words("Noget andet", "Något annat", "Something else")),
            ),
        ),
        Asked(
            "place_told",
            words("Hvad er galt, og hvad ville hjælpe?", "Vad är fel, och vad skulle hjälpa?", "What is wrong, and what would help?"),
            "text",
        ),
    ),
)  # fmt: skip
