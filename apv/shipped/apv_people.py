"""The parts of the APV questionnaire on sickness absence, people and the working day."""

from apv.blueprint import Asked, Choice, Part, ShownIf, words
from apv.shipped.apv_place import NIGHTS, does

MOSTLY_AND_COMPLETELY = (4, 5)
HOW_OFTEN = (
    Choice(1, words("Nej", "Nej", "No")),
    Choice(2, words("Ja, en enkelt gang", "Ja, någon enstaka gång", "Yes, once")),
    Choice(3, words("Ja, nogle gange", "Ja, några gånger", "Yes, a few times")),
    Choice(4, words("Ja, hver måned eller oftere", "Ja, varje månad eller oftare", "Yes, every month or more often")),
)

ABSENCE = Part(
    words("Sygefravær", "Sjukfrånvaro", "Sickness absence"),
    intro=words(
        "Vi spørger om arbejdet, ikke om dit helbred.",
        "Vi frågar om arbetet, inte om din hälsa.",
        "We ask about the work, not about your health.",
    ),
    questions=(
        Asked(
            "absence_work",
            words(
                "Måden vi arbejder på er med til, at nogle af os bliver syge.",
                "Sättet vi arbetar på bidrar till att några av oss blir sjuka.",
                "The way we work contributes to some of us falling ill.",
            ),
            "agreement", "absence",
        ),
        Asked(
            "absence_what",
            words("Hvad i arbejdet fylder mest i det?", "Vad i arbetet väger tyngst?", "What in the work matters most for it?"),
            "several_of",
            options=(
                Choice(1, words("Travlhed og bemanding", "Stress och bemanning", "Pressure and staffing")),
                Choice(2, words("Vagter og arbejdstider", "Pass och arbetstider", "Shifts and working hours")),
                Choice(3, words("Løft og arbejdsstillinger", "Lyft och arbetsställningar", "Lifting and postures")),
                Choice(4, words("Luft, støj, lys eller varme", "Luft, buller, ljus eller värme", "Air, noise, light or heat")),
                Choice(5, words("Smitte eller kemi", "Smitta eller kemikalier", "Infection or chemicals")),
                Choice(6, words("Konflikter og omgangstone", "Konflikter och umgängeston", "Conflicts and tone")),
                Choice(7, words("Oplevelser, der går tæt på", "Upplevelser som går nära inpå", "Experiences that get under the skin")),
                Choice(8, words("Noget andet", "Något annat", "Something else")),
            ),
            shown_if=ShownIf("absence_work", MOSTLY_AND_COMPLETELY),
        ),
    ),
)  # fmt: skip

TOGETHER = Part(
    words("Samarbejde", "Samarbete", "Working together"),
    questions=(
        Asked(
            "together_colleagues",
            words(
                "Mine kolleger træder til, når jeg har brug for det.",
                "Mina kollegor ställer upp när jag behöver det.",
                "My colleagues step in when I need it.",
            ),
            "agreement", "together",
        ),
        Asked(
            "together_manager",
            words(
                "Min nærmeste leder hjælper mig, når noget er svært.",
                "Min närmaste chef hjälper mig när något är svårt.",
                "My immediate manager helps me when something is difficult.",
            ),
            "agreement", "together",
        ),
        Asked(
            "together_told",
            words(
                "Vi får at vide hvorfor, når noget i vores arbejde bliver lavet om.",
                "Vi får veta varför när något i vårt arbete ändras.",
                "We are told why when something in our work is changed.",
            ),
            "agreement", "together",
        ),
    ),
)  # fmt: skip

CARE_FOR = Part(
    words("Særlige hensyn", "Särskild hänsyn", "Special consideration"),
    intro=words(
        "Svar ud fra, hvordan det er hos jer, også når det ikke handler om dig selv.",
        "Svara utifrån hur det är hos er, också när det inte gäller dig själv.",
        "Answer by how it is where you work, also when it is not about yourself.",
    ),
    questions=(
        Asked(
            "nights_rest",
            words(
                "Giver vagtplanen dig tid nok til at komme dig efter en nattevagt?",
                "Ger schemat dig tid nog att återhämta dig efter ett nattpass?",
                "Does the rota give you time enough to recover after a night shift?",
            ),
            "yes_partly_no", "care_for", shown_if=does(NIGHTS),
        ),
        Asked(
            "pregnant_fitted",
            words(
                "Bliver arbejdet lagt om hos jer, når en kollega er gravid eller ammer?",
                "Läggs arbetet om hos er när en kollega är gravid eller ammar?",
                "Is the work rearranged where you work when a colleague is pregnant or nursing?",
            ),
            "yes_partly_no", "care_for",
        ),
        Asked(
            "new_guided",
            words(
                "Får nye kolleger, elever og unge under 18 år oplæring nok, før de arbejder alene?",
                "Får nya kollegor, elever och unga under 18 år upplärning nog innan de arbetar ensamma?",
                "Are new colleagues, trainees and people under 18 shown enough before they work alone?",
            ),
            "yes_partly_no", "care_for",
        ),
    ),
)  # fmt: skip

DEMANDS = Part(
    words("Arbejdsdagen", "Arbetsdagen", "The working day"),
    questions=(
        Asked(
            "pressure_dropped",
            words(
                "Hvor ofte må du lade noget vigtigt ligge, fordi tiden ikke rækker?",
                "Hur ofta måste du låta något viktigt ligga för att tiden inte räcker?",
                "How often must you leave something important because time runs out?",
            ),
            "frequency", "pressure",
        ),
        Asked(
            "pressure_breaks",
            words(
                "Hvor ofte springer du en pause over, fordi der er for meget at lave?",
                "Hur ofta hoppar du över en paus för att det är för mycket att göra?",
                "How often do you skip a break because there is too much to do?",
            ),
            "frequency", "pressure",
        ),
        Asked(
            "clear_expected",
            words(
                "Jeg ved, hvad der er mit ansvar, og hvad der ikke er.",
                "Jag vet vad som är mitt ansvar och vad som inte är det.",
                "I know what is my responsibility and what is not.",
            ),
            "agreement", "clear",
        ),
        Asked(
            "clear_say",
            words(
                "Jeg har noget at skulle have sagt om, hvordan mit arbejde bliver gjort.",
                "Jag har något att säga till om när det gäller hur mitt arbete utförs.",
                "I have a say in how my work is done.",
            ),
            "agreement", "clear",
        ),
        Asked(
            "feelings_home",
            words(
                "Hvor ofte tager du noget svært fra arbejdet med hjem i tankerne?",
                "Hur ofta tar du med dig något svårt från arbetet hem i tankarna?",
                "How often do you take something hard from work home in your thoughts?",
            ),
            "frequency", "feelings",
        ),
    ),
)  # fmt: skip

RESPECT = Part(
    words("Vold, trusler og krænkelser", "Våld, hot och kränkningar", "Violence, threats and offences"),
    intro=words(
        "Det gælder alle: kolleger, ledere, patienter, borgere og pårørende. Du kan altid springe et spørgsmål over. "
        "Svarene bliver kun vist, hvor rigtig mange har svaret.",
        "Det gäller alla: kollegor, chefer, patienter, brukare och anhöriga. Du kan alltid hoppa över en fråga. "
        "Svaren visas bara där riktigt många har svarat.",
        "It is about everybody: colleagues, managers, patients, citizens and relatives. You can always skip a question. "
        "The answers are shown only where a great many have answered.",
    ),
    questions=(
        Asked(
            "threats_met",
            words(
                "Har nogen slået, skubbet eller truet dig på arbejdet inden for det seneste år?",
                "Har någon slagit, knuffat eller hotat dig på arbetet under det senaste året?",
                "Has anybody hit, pushed or threatened you at work within the past year?",
            ),
            "one_of", options=HOW_OFTEN, is_sensitive=True,
        ),
        Asked(
            "threats_plan",
            words(
                "Vi ved, hvad vi gør for at undgå vold og trusler, og hvem der tager sig af den, det går ud over.",
                "Vi vet vad vi gör för att undvika våld och hot, och vem som tar hand om den som drabbas.",
                "We know what we do to avoid violence and threats, and who looks after the person it happens to.",
            ),
            "agreement", "threats",
        ),
        Asked(
            "respect_bullied",
            words(
                "Er du inden for det seneste år blevet holdt udenfor, hånet eller på anden måde mobbet på arbejdet?",
                "Har du under det senaste året blivit utfryst, hånad eller på annat sätt mobbad på arbetet?",
                "Have you been shut out, mocked or bullied in another way at work within the past year?",
            ),
            "one_of", options=HOW_OFTEN, is_sensitive=True,
        ),
        Asked(
            "respect_sexual",
            words(
                "Har du inden for det seneste år fået uønskede seksuelle ord, blikke eller berøringer på arbejdet?",
                "Har du under det senaste året fått oönskade sexuella ord, blickar eller beröringar på arbetet?",
                "Have you met unwanted sexual words, looks or touches at work within the past year?",
            ),
            "one_of", options=HOW_OFTEN, is_sensitive=True,
        ),
        Asked(
            "respect_help",
            words(
                "Hvis jeg blev behandlet dårligt på arbejdet, ved jeg, hvem jeg ville gå til, og at det ville hjælpe.",
                "Om jag blev illa behandlad på arbetet vet jag vem jag skulle gå till, och att det skulle hjälpa.",
                "If I were treated badly at work, I know whom I would go to, and that it would help.",
            ),
            "agreement", "respect",
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
            "most_important",
            words(
                "Hvad er det vigtigste at gøre noget ved hos jer?",
                "Vad är viktigast att göra något åt hos er?",
                "What is the most important thing to do something about where you work?",
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
