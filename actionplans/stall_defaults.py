"""The checklist that a region starts with: eleven points in four groups, in our own words.

Why what was decided is not done has been studied: eleven components in four domains (Højberg, Rasmussen, Osborne and
Jørgensen, Applied Ergonomics 67, 2018). The groups follow those domains; the questions are ours. They are brought in by
a migration and belong to the region from then on.
"""

from typing import NamedTuple

LANGUAGES = ("da", "sv", "en")


class Words(NamedTuple):
    """One text in the three languages."""

    da: str
    sv: str
    en: str

    @property
    def by_language(self) -> dict[str, str]:
        """As the database keeps it."""
        return dict(zip(LANGUAGES, self, strict=True))


class Point(NamedTuple):
    """One point with its four texts."""

    code: str
    group: str
    question: Words
    hint: Words
    next_step: Words
    cause: Words


POINTS = (
    Point(
        "leadership",
        "platform",
        Words(
            "Kan I mærke, at ledelsen vil det her?", "Märker ni att ledningen vill det här?", "Can you tell that the management wants this?"
        ),
        Words(
            "Ledelsen spørger til planen, giver den plads på møder og siger nej til noget andet.",
            "Ledningen frågar efter planen, ger den plats på möten och säger nej till något annat.",
            "The management asks about the plan, gives it room at meetings and says no to something else.",
        ),
        Words(
            "Tag ti minutter med jeres leder: Hvad kan vente, så det her kan blive gjort?",
            "Ta tio minuter med er chef: Vad kan vänta, så att det här blir gjort?",
            "Take ten minutes with your manager: what can wait, so that this gets done?",
        ),
        Words(
            "Opbakningen fra ledelsen er ikke tydelig",
            "Stödet från ledningen är inte tydligt",
            "The backing of the management is not clear",
        ),
    ),
    Point(
        "means",
        "platform",
        Words("Er der sat tid og penge af?", "Är tid och pengar avsatta?", "Are time and money set aside?"),
        Words(
            "Timer i vagtplanen, en afløser, et indkøb: noget, man kan pege på.",
            "Timmar i schemat, en ersättare, ett inköp: något man kan peka på.",
            "Hours on the rota, somebody who steps in, a purchase: something one can point at.",
        ),
        Words(
            "Skriv ned, hvad der mangler i timer og kroner, og bed om det samlet.",
            "Skriv ner vad som saknas i timmar och kronor, och be om allt på en gång.",
            "Write down what is missing in hours and money, and ask for all of it at once.",
        ),
        Words("Der er ikke sat tid eller penge af", "Tid eller pengar är inte avsatta", "No time or money is set aside"),
    ),
    Point(
        "roles",
        "platform",
        Words("Ved alle, hvem der gør hvad?", "Vet alla vem som gör vad?", "Does everybody know who does what?"),
        Words(
            "Hver indsats har ét navn, og den person er her stadig.",
            "Varje åtgärd har ett namn, och den personen är kvar här.",
            "Each measure has one name, and that person is still here.",
        ),
        Words(
            "Sæt ét navn og én dato på hver indsats.",
            "Sätt ett namn och ett datum på varje åtgärd.",
            "Put one name and one date on each measure.",
        ),
        Words("Det er uklart, hvem der gør hvad", "Det är oklart vem som gör vad", "It is unclear who does what"),
    ),
    Point(
        "goal",
        "workplace",
        Words("Er I enige om, hvad I vil opnå?", "Är ni överens om vad ni vill uppnå?", "Do you agree on what you want to achieve?"),
        Words(
            "Spørg to kolleger hver for sig: Siger de nogenlunde det samme?",
            "Fråga två kollegor var för sig: Säger de ungefär samma sak?",
            "Ask two colleagues one by one: do they say roughly the same?",
        ),
        Words(
            "Brug et kvarter på personalemødet: Hvordan ser det ud, når det er lykkedes?",
            "Ta en kvart på arbetsplatsträffen: Hur ser det ut när det har lyckats?",
            "Spend a quarter of an hour at the staff meeting: what does it look like when it has worked?",
        ),
        Words("Målet er ikke fælles", "Målet är inte gemensamt", "The goal is not shared"),
    ),
    Point(
        "involved",
        "workplace",
        Words(
            "Har de, der skal gøre det, selv været med til at vælge det?",
            "Har de som ska göra det själva varit med och valt det?",
            "Have those who are to do it had a say in choosing it?",
        ),
        Words(
            "De kender arbejdet og har haft reel indflydelse på, hvad der blev besluttet.",
            "De kan arbetet och har på riktigt kunnat påverka vad som bestämdes.",
            "They know the work and could really influence what was decided.",
        ),
        Words(
            "Vis planen til to af dem, det handler om, og spørg, hvad de ville ændre.",
            "Visa planen för två av dem det gäller, och fråga vad de skulle ändra.",
            "Show the plan to two of those it is about, and ask what they would change.",
        ),
        Words("De, det handler om, har ikke været med", "De som det gäller har inte varit med", "Those it is about have not taken part"),
    ),
    Point(
        "competing",
        "workplace",
        Words(
            "Er der plads til det ved siden af alt det andet, I er i gang med?",
            "Finns det plats för det bredvid allt annat som ni håller på med?",
            "Is there room for it beside everything else you are busy with?",
        ),
        Words(
            "Andre projekter, et nyt system, travle uger, ferie.",
            "Andra projekt, ett nytt system, stressiga veckor, semester.",
            "Other projects, a new system, busy weeks, holidays.",
        ),
        Words(
            "Vælg sammen én ting, der venter, eller flyt planen til en roligere tid.",
            "Välj tillsammans en sak som får vänta, eller flytta planen till en lugnare tid.",
            "Choose together one thing that waits, or move the plan to a quieter time.",
        ),
        Words("Andet har fyldt mere", "Annat har tagit plats", "Other things have taken up more"),
    ),
    Point(
        "everyday",
        "fit",
        Words(
            "Passer indsatsen til hverdagen, som den er?",
            "Passar åtgärden vardagen som den är?",
            "Does the measure fit the working day as it is?",
        ),
        Words(
            "Også om natten, i weekenden og når I er få.",
            "Också på natten, på helgen och när ni är få.",
            "Also at night, at weekends and when you are few.",
        ),
        Words(
            "Prøv indsatsen på én vagt, og ret den til efter det, I ser.",
            "Prova åtgärden under ett pass, och ändra den efter det ni ser.",
            "Try the measure on one shift, and adjust it to what you see.",
        ),
        Words("Indsatsen passer ikke til hverdagen", "Åtgärden passar inte vardagen", "The measure does not fit the working day"),
    ),
    Point(
        "skills",
        "fit",
        Words("Ved alle, hvordan de skal gøre?", "Vet alla hur de ska göra?", "Does everybody know how to do it?"),
        Words(
            "De har fået det vist, har prøvet det og ved, hvem de kan spørge.",
            "De har fått se det, har provat och vet vem de kan fråga.",
            "They have been shown, have tried it and know whom to ask.",
        ),
        Words(
            "Lad en, der kan det, vise det på stedet. Fem minutter er ofte nok.",
            "Låt någon som kan visa det på plats. Fem minuter räcker ofta.",
            "Let somebody who can do it show it on the spot. Five minutes are often enough.",
        ),
        Words("Der mangler oplæring", "Det saknas upplärning", "People have not been shown how"),
    ),
    Point(
        "carried_on",
        "fit",
        Words(
            "Fortsætter det, når den, der driver det, er væk?",
            "Fortsätter det när den som driver det är borta?",
            "Does it go on when the person who drives it is away?",
        ),
        Words(
            "Det er skrevet ind i en rutine, og nye kolleger hører om det.",
            "Det är inskrivet i en rutin, och nya kollegor får höra om det.",
            "It is written into a routine, and new colleagues hear of it.",
        ),
        Words(
            "Find én mere, der kan tage over, og skriv det ind i en rutine, I har i forvejen.",
            "Hitta en till som kan ta över, och skriv in det i en rutin som ni redan har.",
            "Find one more person who can take over, and write it into a routine you already have.",
        ),
        Words("Det hænger på én person", "Det hänger på en person", "It depends on one person"),
    ),
    Point(
        "worth",
        "attraction",
        Words(
            "Kan kollegerne se, hvad de får ud af det?",
            "Ser kollegorna vad de får ut av det?",
            "Can colleagues see what they get out of it?",
        ),
        Words(
            "Mindre bøvl, færre smerter, en lettere vagt.",
            "Mindre krångel, mindre ont, ett lättare pass.",
            "Less trouble, less pain, an easier shift.",
        ),
        Words(
            "Fortæl om ét sted, hvor det allerede har gjort en forskel, også en lille.",
            "Berätta om ett ställe där det redan har gjort skillnad, också en liten.",
            "Tell of one place where it has already made a difference, even a small one.",
        ),
        Words("Gevinsten er svær at få øje på", "Vinsten är svår att se", "The benefit is hard to see"),
    ),
    Point(
        "simple",
        "attraction",
        Words("Er det nemt at komme i gang med?", "Är det lätt att komma igång med?", "Is it easy to begin?"),
        Words(
            "Ingen ekstra skemaer, og det, man skal bruge, er lige ved hånden.",
            "Inga extra blanketter, och det man behöver finns nära till hands.",
            "No extra forms, and what one needs is close at hand.",
        ),
        Words(
            "Del indsatsen op: Hvad er det mindste, I kan gøre i denne uge?",
            "Dela upp åtgärden: Vad är det minsta ni kan göra den här veckan?",
            "Divide the measure: what is the smallest thing you can do this week?",
        ),
        Words("Det er for besværligt", "Det är för krångligt", "It is too much trouble"),
    ),
)
