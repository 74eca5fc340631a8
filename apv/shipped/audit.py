"""The yearly self-audit in our own words: 26 questions on how the work with the work environment is steered and done.

The themes are those a Swedish region follows up every year (seed 5): the management of the work environment (SAM, AFS 2023:1) and a
region's own policies. `law` names where the duty stands in each country (AML is each country's own act); what only a region decides
has `is_policy`. They help to find the rule. What was looked up and what was not stands in
`docs/decisions/0131-law-of-the-self-audit.md`; the region's own people look them through before a year is opened, and each can be
changed in the editor.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from apv.blueprint import Texts, words

SAM = "AFS 2023:1"
SAM_AND_OSA = "AFS 2023:1, AFS 2023:2"
BEK_65 = "BEK 65/2024"


@dataclass(frozen=True)
class Audited:
    """One question: its stable code, the group it stands in, the words, what is meant, and its source by country."""

    code: str
    group: str
    text: Texts
    hint: Texts
    law: Mapping[str, str] = field(default_factory=dict)
    is_policy: bool = False


GROUPS = {
    "everyday": words("Arbejdsmiljø i hverdagen", "Arbetsmiljö i vardagen", "Work environment every day"),
    "together": words("Samarbejde", "Samarbete", "Working together"),
    "manager": words("Lederens vilkår", "Chefens förutsättningar", "The manager's conditions"),
    "risks": words("Risici", "Risker", "Risks"),
    "events": words("Hændelser", "Händelser", "Events"),
    "support": words("Støtte og særlige risici", "Stöd och särskilda risker", "Support and special risks"),
    "outcome": words("Følger vi op?", "Följer vi upp?", "Do we follow up?"),
}

YEAR = 2026
NAME = words(
    "Årlig egenkontrol af arbejdsmiljøarbejdet",
    "Årlig uppföljning av arbetsmiljöarbetet",
    "Yearly self-audit of the work with the environment",
)

QUESTIONS = (
    Audited(
        "part_of_work", "everyday",
        words(
            "Tænker I arbejdsmiljøet med, når I planlægger, udfører og samler op på arbejdet?",
            "Tänker ni in arbetsmiljön när ni planerar, utför och följer upp arbetet?",
            "Is the work environment thought of when you plan, do and review the work?",
        ),
        words(
            "Ja: det er et fast punkt, når planer lægges og ændres, og nogen ser efter bagefter.",
            "Ja: det är en fast punkt när planer görs och ändras, och någon ser efter efteråt.",
            "Yes: it is a fixed item when plans are made and changed, and somebody looks afterwards.",
        ),
        {"SE": SAM, "DK": BEK_65},
    ),
    Audited(
        "policy_used", "everyday",
        words(
            "Bruger I regionens arbejdsmiljøpolitik, når noget skal afgøres på jeres arbejdsplads?",
            "Använder ni regionens arbetsmiljöpolicy när något ska avgöras på er arbetsplats?",
            "Do you use the region's work-environment policy when something is decided at your workplace?",
        ),
        words(
            "Nævn et eksempel fra i år, hvor politikken gjorde en forskel.",
            "Nämn ett exempel från i år där policyn gjorde skillnad.",
            "Name one time this year when the policy made a difference.",
        ),
        {"SE": SAM}, is_policy=True,
    ),
    Audited(
        "documents_known", "everyday",
        words(
            "Kender medarbejderne de regler og instrukser om arbejdsmiljø, der gælder for dem?",
            "Känner medarbetarna till de regler och instruktioner om arbetsmiljö som gäller dem?",
            "Do the employees know the rules and instructions on the work environment that apply to them?",
        ),
        words(
            "Ja: de bliver gennemgået på en fast dag i året, og nye får dem vist.",
            "Ja: de gås igenom vid en fast tidpunkt på året och visas för nya.",
            "Yes: they are gone through on a fixed day of the year, and new people are shown them.",
        ),
        {"SE": SAM, "DK": "AML § 17"},
    ),
    Audited(
        "goals_local", "everyday",
        words(
            "Har I gjort de fælles mål for arbejdsmiljøet til jeres egne mål, som kan måles?",
            "Har ni gjort de gemensamma målen för arbetsmiljön till egna mål som går att mäta?",
            "Have you turned the common goals for the work environment into goals of your own that can be measured?",
        ),
        words(
            "Et mål, der kan måles, siger hvad, hvor meget og hvornår.",
            "Ett mål som går att mäta säger vad, hur mycket och när.",
            "A goal that can be measured says what, how much and by when.",
        ),
        {"SE": SAM_AND_OSA}, is_policy=True,
    ),
    Audited(
        "cooperation", "together",
        words(
            "Har leder, arbejdsmiljørepræsentant og medarbejdere samarbejdet godt om arbejdsmiljøet i år?",
            "Har chef, skyddsombud och medarbetare samarbetat väl om arbetsmiljön i år?",
            "Have manager, representative and employees worked well together on the work environment this year?",
        ),
        words(
            "Ja: I har mødtes som aftalt, og alle tre parter har sat noget på dagsordenen.",
            "Ja: ni har träffats som ni kommit överens om, och alla tre parter har satt något på dagordningen.",
            "Yes: you have met as agreed, and all three have put something on the agenda.",
        ),
        {"SE": f"{SAM}, AML 3 kap. 1 a §", "DK": BEK_65},
    ),
    Audited(
        "lifted", "together",
        words(
            "Har I løftet det, I ikke selv kunne løse, til dem, der kan?",
            "Har ni lyft det ni inte själva kunde lösa till dem som kan?",
            "Have you lifted what you could not solve yourselves to those who can?",
        ),
        words(
            "Vælg “ikke relevant”, hvis der ikke var noget at løfte.",
            "Välj “inte aktuellt” om det inte fanns något att lyfta.",
            "Choose “not relevant” if there was nothing to lift.",
        ),
        {"SE": SAM},
    ),
    Audited(
        "shared_premises", "together",
        words(
            "Samarbejder I om arbejdsmiljøet med dem, I deler bygning eller lokaler med?",
            "Samarbetar ni om arbetsmiljön med dem ni delar byggnad eller lokaler med?",
            "Do you work together on the work environment with those you share a building or rooms with?",
        ),
        words(
            "Det gælder også håndværkere, rengøring og andre afdelinger.",
            "Det gäller även hantverkare, städ och andra avdelningar.",
            "That includes craftsmen, cleaning and other departments.",
        ),
        {"SE": "AML 3 kap. 7 d §", "DK": f"{BEK_65} §§ 8–9"},
    ),
    Audited(
        "tasks_given", "manager",
        words(
            "Står det skriftligt og ajour, hvem der har hvilke arbejdsmiljøopgaver hos jer?",
            "Finns det skriftligt och aktuellt vem som har vilka arbetsmiljöuppgifter hos er?",
            "Is it in writing and up to date who has which work-environment tasks with you?",
        ),
        words(
            "Se efter nye ledere og ændringer i organisationen siden sidst.",
            "Tänk på nya chefer och ändringar i organisationen sedan sist.",
            "Think of new managers and changes in the organisation since last time.",
        ),
        {"SE": SAM},
    ),
    Audited(
        "means", "manager",
        words(
            "Har du som leder de vilkår, der skal til, for at arbejde med et sundt arbejdsmiljø?",
            "Har du som chef de förutsättningar som krävs för att arbeta med en hälsosam arbetsmiljö?",
            "Have you as a manager what it takes to work for a healthy work environment?",
        ),
        words(
            "Tid, viden, penge og mulighed for at bestemme. Du kan bede om hjælp herunder.",
            "Tid, kunskap, pengar och befogenheter. Du kan be om hjälp nedan.",
            "Time, knowledge, money and the power to decide. You can ask for help below.",
        ),
        {"SE": SAM_AND_OSA},
    ),
    Audited(
        "risks_daily", "risks",
        words(
            "Har I en fast måde at opdage risici på i det daglige arbejde?",
            "Har ni ett fast sätt att upptäcka risker i det dagliga arbetet?",
            "Have you a fixed way of discovering risks in the daily work?",
        ),
        words(
            "For eksempel et kort møde ved vagtens start, en tavle eller en runde.",
            "Till exempel ett kort möte när passet börjar, en tavla eller en rond.",
            "For instance a short meeting as the shift begins, a board or a round.",
        ),
        {"SE": SAM, "DK": BEK_65},
    ),
    Audited(
        "risks_reduced", "risks",
        words(
            "Har I gjort noget ved risici, før nogen kom til skade?",
            "Har ni gjort något åt risker innan någon kom till skada?",
            "Have you done something about risks before anybody was hurt?",
        ),
        words(
            "Nævn det vigtigste, I har fjernet eller gjort mindre i år.",
            "Nämn det viktigaste ni har tagit bort eller minskat i år.",
            "Name the most important one that you have removed or made smaller this year.",
        ),
        {"SE": SAM, "DK": BEK_65},
    ),
    Audited(
        "open_climate", "risks",
        words(
            "Tør både leder, repræsentant og medarbejdere sige fejl højt og lære af dem?",
            "Vågar både chef, skyddsombud och medarbetare prata om misstag och lära av dem?",
            "Do manager, representative and employees all dare to speak of mistakes and learn from them?",
        ),
        words(
            "Spørg jer selv, hvornår nogen sidst fortalte om en fejl, uden at det gik galt bagefter.",
            "Fråga er när någon senast berättade om ett misstag utan att det blev obehagligt efteråt.",
            "Ask yourselves when somebody last told of a mistake without it turning against them.",
        ),
        {"SE": SAM_AND_OSA, "DK": "BEK 1406/2020"},
    ),
    Audited(
        "risk_assessed", "risks",
        words(
            "Har I lavet de risikovurderinger, loven og regionen kræver, også før ændringer?",
            "Har ni gjort de riskbedömningar som lagen och regionen kräver, även inför ändringar?",
            "Have you made the risk assessments that the law and the region ask for, also before changes?",
        ),
        words(
            "Ja: de er skriftlige, lavet sammen med repræsentanten og set efter i år.",
            "Ja: de är skriftliga, gjorda tillsammans med skyddsombudet och sedda över i år.",
            "Yes: they are in writing, made with the representative and looked at again this year.",
        ),
        {"SE": SAM, "DK": f"AML § 15 a, {BEK_65} § 2"},
    ),
    Audited(
        "dangerous_work", "risks",
        words(
            "Har I gjort de skriftlige instrukser for farligt arbejde kendte for dem, der udfører det?",
            "Har ni gjort de skriftliga instruktionerna för riskfyllt arbete kända för dem som utför det?",
            "Have you made the written instructions for dangerous work known to those who do it?",
        ),
        words(
            "For eksempel forflytning, arbejde alene, kemi, smitte og vold.",
            "Till exempel förflyttning, ensamarbete, kemikalier, smitta och våld.",
            "For instance moving patients, working alone, chemicals, infection and violence.",
        ),
        {"SE": SAM, "DK": "AML § 17"},
    ),
    Audited(
        "introduction", "risks",
        words(
            "Hører nye, vikarer og dem, der har været længe væk, om risiciene, når de begynder?",
            "Får nya, vikarier och de som varit borta länge veta om riskerna när de börjar?",
            "Are new people, temporary staff and those long away told about the risks when they begin?",
        ),
        words(
            "Tænk også på dem, der kommer tilbage efter barsel eller sygdom.",
            "Tänk även på dem som kommer tillbaka efter föräldraledighet eller sjukdom.",
            "Think also of those who come back after parental leave or illness.",
        ),
        {"SE": SAM, "DK": "AML § 17"},
    ),
    Audited(
        "health_model", "everyday",
        words(
            "Arbejder I efter regionens fælles måde at skabe en sund arbejdsplads på?",
            "Arbetar ni enligt regionens gemensamma sätt att skapa en hälsosam arbetsplats?",
            "Do you work by the region's common way of making a healthy workplace?",
        ),
        words(
            "Meget af det gør I måske allerede under et andet navn.",
            "Mycket av det gör ni kanske redan under ett annat namn.",
            "Much of it you may do already under another name.",
        ),
        {}, is_policy=True,
    ),
    Audited(
        "events_learned", "events",
        words(
            "Har I indberettet det, der gik galt, fundet årsagerne og gjort noget, så det ikke sker igen?",
            "Har ni rapporterat det som gick fel, hittat orsakerna och gjort något så att det inte händer igen?",
            "Have you reported what went wrong, found the causes and done something so that it does not happen again?",
        ),
        words(
            "Alle tre led skal være på plads, før svaret er ja.",
            "Alla tre leden måste finnas innan svaret är ja.",
            "All three must be there before the answer is yes.",
        ),
        {"SE": SAM, "DK": f"{BEK_65} § 33"},
    ),
    Audited(
        "events_taught", "events",
        words(
            "Har I gjort noget for, at flere ved, hvad der skal indberettes, også om det psykiske arbejdsmiljø?",
            "Har ni gjort något för att fler ska veta vad som ska rapporteras, även om den sociala arbetsmiljön?",
            "Have you done something so that more people know what to report, also of the psychosocial work environment?",
        ),
        words(
            "Trusler, chikane og for høj arbejdsmængde tæller med.",
            "Hot, trakasserier och för hög arbetsmängd räknas med.",
            "Threats, harassment and too much work count as well.",
        ),
        {"SE": SAM_AND_OSA},
    ),
    Audited(
        "events_how", "events",
        words(
            "Ved medarbejderne, hvordan de indberetter, og hvem de kan få hjælp af?",
            "Vet medarbetarna hur de rapporterar och vem de kan få hjälp av?",
            "Do the employees know how to report, and who can help them?",
        ),
        words(
            "Spørg tre kolleger, før I svarer.",
            "Fråga tre kollegor innan ni svarar.",
            "Ask three colleagues before you answer.",
        ),
        {"SE": SAM},
    ),
    Audited(
        "events_authority", "events",
        words(
            "Har I anmeldt de alvorlige hændelser, der skal anmeldes, til myndighederne og til tiden?",
            "Har ni anmält de allvarliga händelser som ska anmälas, till myndigheterna och i tid?",
            "Have you told the authorities, and in time, of the serious events that they must be told of?",
        ),
        words(
            "Vælg “ikke relevant”, hvis der ikke var nogen.",
            "Välj “inte aktuellt” om det inte fanns några.",
            "Choose “not relevant” if there were none.",
        ),
        {"SE": "AML 3 kap. 3 a §", "DK": "BEK 799/2022"},
    ),
    Audited(
        "expert_help", "support",
        words(
            "Har I hentet hjælp udefra, når jeres egen viden ikke slog til?",
            "Har ni tagit hjälp utifrån när er egen kunskap inte räckte?",
            "Have you fetched help from outside when your own knowledge was not enough?",
        ),
        words(
            "For eksempel arbejdsmiljøkonsulenter, kemisagkyndige eller krisehjælp.",
            "Till exempel företagshälsovård, kemikaliesakkunniga eller krisstöd.",
            "For instance work-environment consultants, chemists or help in a crisis.",
        ),
        {"SE": f"{SAM}, AML 3 kap. 2 c §", "DK": "AML § 12, BEK 1406/2020"},
    ),
    Audited(
        "health_checks", "support",
        words(
            "Er de helbredsundersøgelser, arbejdet kræver, tilbudt, og er det skrevet ned?",
            "Har de medicinska kontroller som arbetet kräver erbjudits, och är det dokumenterat?",
            "Have the health checks that the work calls for been offered, and is that in writing?",
        ),
        words(
            "For eksempel ved natarbejde og visse kemiske stoffer.",
            "Till exempel vid nattarbete och vissa kemiska ämnen.",
            "For instance at night work and with certain chemicals.",
        ),
        {"SE": "AFS 2023:15", "DK": "Lov om gennemførelse af dele af arbejdstidsdirektivet § 6"},
    ),
    Audited(
        "chemicals", "support",
        words(
            "Er farlige stoffer hos jer risikovurderet, og kender alle til, hvordan de bruges sikkert?",
            "Är farliga ämnen hos er riskbedömda, och vet alla hur de används säkert?",
            "Are dangerous substances with you assessed, and does everybody know how to use them safely?",
        ),
        words(
            "Vælg “ikke relevant”, hvis I ikke bruger nogen.",
            "Välj “inte aktuellt” om ni inte använder några.",
            "Choose “not relevant” if you use none.",
        ),
        {"SE": "AFS 2023:10, 7 kap.", "DK": "BEK 381/2023"},
    ),
    Audited(
        "absence", "outcome",
        words(
            "Har I som gruppe arbejdet for at få sygefraværet ned?",
            "Har ni som grupp arbetat för att få ner sjukfrånvaron?",
            "Have you as a group worked to bring sickness absence down?",
        ),
        words(
            "Det handler om arbejdets del i fraværet, aldrig om den enkelte.",
            "Det handlar om arbetets del i frånvaron, aldrig om den enskilde.",
            "It is about the work's part in absence, never about one person.",
        ),
        {"SE": SAM, "DK": f"{BEK_65} § 2"},
    ),
    Audited(
        "last_year_mended", "outcome",
        words(
            "Har I rettet op på det, I selv fandt sidste år?",
            "Har ni åtgärdat det ni själva såg förra året?",
            "Have you put right what you found yourselves last year?",
        ),
        words(
            "Se planerne fra sidste års egenkontrol ved siden af.",
            "Se planerna från förra årets egenkontroll bredvid.",
            "See the plans of last year's self-audit beside this.",
        ),
        {"SE": SAM, "DK": BEK_65},
    ),
    Audited(
        "offence_prevented", "outcome",
        words(
            "Forebygger I krænkelser og chikane, og ved alle, hvad de skal gøre, hvis det sker?",
            "Förebygger ni kränkningar och trakasserier, och vet alla vad de ska göra om det händer?",
            "Do you prevent offensive acts and harassment, and does everybody know what to do if it happens?",
        ),
        words(
            "Ja: det er talt igennem i år, og der står et navn på, hvem man går til.",
            "Ja: det har tagits upp i år, och det finns ett namn på den man går till.",
            "Yes: it has been talked through this year, and there is a name of whom to go to.",
        ),
        {"SE": "AFS 2023:2", "DK": "BEK 1406/2020"},
    ),
)  # fmt: skip
