"""The spreadsheet's sheets and columns by name, in the three languages: written in one, understood in all."""

from collections.abc import Mapping
from typing import Final

from apv.blueprint import LANGUAGES

Names = tuple[str, str, str]  # Danish, Swedish, English

HEAD, THEMES, SECTIONS, QUESTIONS, ANSWERS = "head", "themes", "sections", "questions", "answers"
SHEETS: Final[Mapping[str, Names]] = {
    HEAD: ("Skema", "Formulär", "Questionnaire"),
    THEMES: ("Temaer", "Teman", "Themes"),
    SECTIONS: ("Afsnit", "Avsnitt", "Sections"),
    QUESTIONS: ("Spørgsmål", "Frågor", "Questions"),
    ANSWERS: ("Svar", "Svarsalternativ", "Answers"),
}


def in_three(name: str, da: str, sv: str, en: str) -> dict[str, Names]:
    """One column for each language of a text."""
    words = {"da": ("dansk", "danska", "Danish"), "sv": ("svensk", "svenska", "Swedish"), "en": ("engelsk", "engelska", "English")}
    return {f"{name}_{code}": (f"{da} ({words[code][0]})", f"{sv} ({words[code][1]})", f"{en} ({words[code][2]})") for code in LANGUAGES}


COLUMNS: Final[Mapping[str, Mapping[str, Names]]] = {
    HEAD: {"field": ("Felt", "Fält", "Field"), "value": ("Værdi", "Värde", "Value"), **in_three("text", "Tekst", "Text", "Text")},
    THEMES: {
        "code": ("Kode", "Kod", "Code"),
        **in_three("name", "Navn", "Namn", "Name"),
        "topic": ("Emne i APV", "Ämne", "Topic"),
        "theme_code": ("Emne i handlingsplan", "Tema i handlingsplan", "Theme of a plan"),
        "is_burden": ("Højt er dårligt", "Högt är dåligt", "High is bad"),
    },
    SECTIONS: {
        "number": ("Nr.", "Nr", "No."),
        **in_three("title", "Overskrift", "Rubrik", "Heading"),
        **in_three("intro", "Indledning", "Inledning", "Introduction"),
        "is_named": ("Med navn", "Med namn", "With names"),
    },
    QUESTIONS: {
        "section": ("Afsnit", "Avsnitt", "Section"),
        "code": ("Kode", "Kod", "Code"),
        **in_three("text", "Spørgsmål", "Fråga", "Question"),
        **in_three("hint", "Hjælp", "Hjälp", "Help"),
        "scale": ("Skala", "Skala", "Scale"),
        "dimension": ("Tema", "Tema", "Theme"),
        "is_reversed": ("Omvendt", "Omvänd", "Reversed"),
        "is_sensitive": ("Følsomt", "Känslig", "Sensitive"),
        "after": ("Kun efter", "Bara efter", "Only after"),
        "after_values": ("Ved svar nr.", "Vid svar nr", "With answer no."),
    },
    ANSWERS: {
        "question": ("Spørgsmål", "Fråga", "Question"),
        "value": ("Nr.", "Nr", "No."),
        **in_three("text", "Svar", "Svar", "Answer"),
        "score": ("Score", "Poäng", "Score"),
    },
}

FIELDS: Final[Mapping[str, Names]] = {
    "family": ("Kode", "Kod", "Code"),
    "name": ("Navn", "Namn", "Name"),
    "purpose": ("Formål", "Syfte", "Purpose"),
    "languages": ("Sprog", "Språk", "Languages"),
    "minutes": ("Minutter", "Minuter", "Minutes"),
    "licence": ("Licens", "Licens", "Licence"),
    "attribution": ("Hvem har lavet det", "Vem har gjort det", "Who made it"),
    "no_derivatives": ("Må ikke ændres", "Får inte ändras", "Must not be changed"),
}

SCALES: Final[Mapping[str, Names]] = {
    "agreement": ("enig", "instämmer", "agreement"),
    "frequency": ("hvor ofte", "hur ofta", "frequency"),
    "extent": ("i hvor høj grad", "i vilken grad", "extent"),
    "satisfaction": ("tilfreds", "nöjd", "satisfaction"),
    "zero_to_ten": ("0-10", "0-10", "0-10"),
    "yes_partly_no": ("ja/delvist/nej", "ja/delvis/nej", "yes/partly/no"),
    "one_of": ("ét svar", "ett svar", "one answer"),
    "several_of": ("flere svar", "flera svar", "several answers"),
    "text": ("fritekst", "fritext", "free text"),
}
YES: Final[Names] = ("ja", "ja", "yes")
NO: Final[Names] = ("nej", "nej", "no")


def in_words(names: Names, language: str) -> str:
    """The name in that language, Danish for any other."""
    return names[LANGUAGES.index(language)] if language in LANGUAGES else names[0]


def key_of(word: str, table: Mapping[str, Names]) -> str | None:
    """What a word of any of the languages, or the key itself, stands for."""
    sought = " ".join(word.split()).casefold()
    return next((key for key, names in table.items() if sought in (key, *(name.casefold() for name in names))), None)
