"""The short well-being questionnaire in our own words: six dimensions, about five minutes."""

from apv.blueprint import Asked, Blueprint, Measured, Part, words

DIMENSIONS = (
    Measured("meaning", words("Mening i arbejdet", "Mening i arbetet", "Meaning in the work"), "psychosocial", "other"),
    Measured("balance", words("Mængde og tempo", "Mängd och tempo", "Amount and pace"), "psychosocial", "workload", is_burden=True),
    Measured("strain", words("Det, der går tæt på", "Det som går nära inpå", "What gets under the skin"), "psychosocial", "emotional",
             is_burden=True),
    Measured("influence", words("Klarhed og indflydelse", "Tydlighet och inflytande", "Clarity and influence"), "psychosocial", "clarity"),
    Measured("community", words("Fællesskab", "Gemenskap", "Community"), "psychosocial", "cooperation"),
    Measured("leadership", words("Ledelse tæt på", "Nära ledarskap", "Leadership close by"), "psychosocial", "cooperation"),
)  # fmt: skip

MEANING = Part(
    words("Dit arbejde", "Ditt arbete", "Your work"),
    questions=(
        Asked(
            "overall",
            words(
                "Hvor tilfreds er du med dit arbejde, når du ser på det hele?",
                "Hur nöjd är du med ditt arbete, när du ser till helheten?",
                "How satisfied are you with your work, taking everything together?",
            ),
            "satisfaction",
        ),
        Asked(
            "meaning_matters",
            words(
                "Det, jeg laver, gør en forskel for nogen.",
                "Det jag gör betyder något för någon.",
                "What I do makes a difference to somebody.",
            ),
            "agreement", "meaning",
        ),
        Asked(
            "meaning_proud",
            words(
                "Jeg kan lave et stykke arbejde, jeg selv er tilfreds med.",
                "Jag kan göra ett arbete som jag själv är nöjd med.",
                "I can do work that I am content with myself.",
            ),
            "agreement", "meaning",
        ),
    ),
)  # fmt: skip

BALANCE = Part(
    words("Arbejdsdagen", "Arbetsdagen", "The working day"),
    questions=(
        Asked(
            "balance_behind",
            words(
                "Hvor ofte er der mere at lave, end du kan nå?",
                "Hur ofta finns det mer att göra än du hinner med?",
                "How often is there more to do than you can manage?",
            ),
            "frequency", "balance",
        ),
        Asked(
            "balance_breath",
            words(
                "Hvor ofte får du et pusterum i løbet af dagen?",
                "Hur ofta får du en stund att hämta andan under dagen?",
                "How often do you get a moment to catch your breath during the day?",
            ),
            "frequency", "balance", is_reversed=True,
        ),
        Asked(
            "balance_home",
            words(
                "Hvor ofte er du for træt efter arbejde til det, du gerne vil?",
                "Hur ofta är du efter arbetet för trött för det du vill göra?",
                "How often are you too tired after work for the things you like to do?",
            ),
            "frequency", "balance",
        ),
    ),
)  # fmt: skip

STRAIN = Part(
    words("Det svære", "Det svåra", "The hard things"),
    questions=(
        Asked(
            "strain_met",
            words(
                "I hvor høj grad møder du sorg, vrede eller lidelse i dit arbejde?",
                "I vilken grad möter du sorg, ilska eller lidande i ditt arbete?",
                "To what extent do you meet grief, anger or suffering in your work?",
            ),
            "extent", "strain",
        ),
        Asked(
            "strain_shared",
            words(
                "I hvor høj grad er der tid til at tale om det bagefter?",
                "I vilken grad finns det tid att prata om det efteråt?",
                "To what extent is there time to talk about it afterwards?",
            ),
            "extent", "strain", is_reversed=True,
        ),
    ),
)  # fmt: skip

INFLUENCE = Part(
    words("At vide og at bestemme", "Att veta och att bestämma", "Knowing and deciding"),
    questions=(
        Asked(
            "influence_goal",
            words(
                "Jeg ved, hvad vi sammen skal nå, og hvad der er min del af det.",
                "Jag vet vad vi ska nå tillsammans och vad som är min del i det.",
                "I know what we are to reach together and what my part in it is.",
            ),
            "agreement", "influence",
        ),
        Asked(
            "influence_first",
            words(
                "Når det brænder på, ved jeg, hvad der skal komme først.",
                "När det kör ihop sig vet jag vad som ska komma först.",
                "When things pile up I know what has to come first.",
            ),
            "agreement", "influence",
        ),
        Asked(
            "influence_ideas",
            words(
                "Forslag fra os, der gør arbejdet, bliver brugt.",
                "Förslag från oss som gör arbetet används.",
                "Suggestions from us who do the work are used.",
            ),
            "agreement", "influence",
        ),
    ),
)  # fmt: skip

COMMUNITY = Part(
    words("Os sammen", "Vi tillsammans", "Us together"),
    questions=(
        Asked(
            "community_welcome",
            words(
                "Her er plads til at være den, man er.",
                "Här finns plats att vara den man är.",
                "There is room here to be who one is.",
            ),
            "agreement", "community",
        ),
        Asked(
            "community_wrong",
            words(
                "Vi kan sige til hinanden, når noget gik galt, uden at nogen bliver hængt ud.",
                "Vi kan säga till varandra när något gick fel utan att någon hängs ut.",
                "We can tell each other when something went wrong without anybody being pilloried.",
            ),
            "agreement", "community",
        ),
        Asked(
            "community_row",
            words(
                "Uenighed hos os bliver liggende, til den bliver til en konflikt.",
                "Oenigheter hos oss får ligga tills de blir en konflikt.",
                "Disagreements here are left until they become a conflict.",
            ),
            "agreement", "community", is_reversed=True,
        ),
    ),
)  # fmt: skip

LEADERSHIP = Part(
    words("Din nærmeste leder", "Din närmaste chef", "Your immediate manager"),
    questions=(
        Asked(
            "leadership_there",
            words(
                "Jeg kan få fat i min leder, når jeg har brug for det.",
                "Jag får tag i min chef när jag behöver det.",
                "I can reach my manager when I need to.",
            ),
            "agreement", "leadership",
        ),
        Asked(
            "leadership_sees",
            words(
                "Min leder lægger mærke til det, der går godt, og siger det.",
                "Min chef lägger märke till det som går bra och säger det.",
                "My manager notices what goes well and says so.",
            ),
            "agreement", "leadership",
        ),
    ),
)  # fmt: skip

LAST = Part(
    words("Til sidst", "Till sist", "Finally"),
    questions=(
        Asked(
            "trust",
            words(
                "Jeg stoler på, at ingen kan finde ud af, hvad netop jeg har svaret her.",
                "Jag litar på att ingen kan ta reda på vad just jag har svarat här.",
                "I trust that my answer cannot be traced to me.",
            ),
            "agreement",
        ),
        Asked(
            "more_of",
            words(
                "Hvad skal vi have mere af på arbejdet?", "Vad ska vi ha mer av på arbetet?", "What should we have more of at work?"
            ),
            "text",
            hint=words(
                "Skriv ikke navne. Kun din leder og arbejdsmiljørepræsentant læser det, og kun når mange har svaret.",
                "Skriv inga namn. Bara din chef och ditt skyddsombud läser det, och bara när många har svarat.",
                "Write no names. Only your manager and safety representative read it, and only when many have answered.",
            ),
        ),
    ),
)  # fmt: skip

WELLBEING = Blueprint(
    family="trivsel",
    name=words("Trivsel", "Trivsel", "Well-being"),
    purpose=words(
        "Vi vil vide, hvordan det er at gå på arbejde hos os, så vi kan tale om det og gøre noget ved det.",
        "Vi vill veta hur det är att gå till jobbet hos oss, så att vi kan prata om det och göra något åt det.",
        "We want to know what it is like to go to work with us, so that we can talk about it and do something about it.",
    ),
    minutes=5,
    dimensions=DIMENSIONS,
    parts=(STRAIN, LEADERSHIP, MEANING, BALANCE, INFLUENCE, COMMUNITY, LAST),
)
