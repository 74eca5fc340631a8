"""Which column holds what: told by its heading, in the words that Danish and Swedish spreadsheets use."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# field: (what it is called here, headings that mean it, all in small letters)
FIELDS: Final[dict[str, tuple[str | Promise, tuple[str, ...]]]] = {
    "unit": (_("Unit"), ("enhed", "afdeling", "afsnit", "arbejdsplads", "organisation", "enhet", "avdelning", "arbetsplats", "unit")),
    "title": (
        _("Problem or ambition in one line"),
        ("titel", "problem", "problemstilling", "handleplan", "overskrift", "udfordring", "rubrik", "handlingsplan", "title"),
    ),
    "owner": (
        _("Owner"),
        ("tovholder", "ansvarlig", "ejer", "ansvarlig person", "ansvarig", "ägare", "mail", "email", "medarbejdernummer", "owner"),
    ),
    "closing_on": (
        _("Expected closing date"),
        (
            "frist",
            "deadline",
            "forventet lukket",
            "forventet afsluttet",
            "færdig senest",
            "slutdato",
            "förväntat avslut",
            "slutdatum",
            "due",
        ),
    ),
    "status": (_("State"), ("status", "tilstand", "läge", "tillstånd", "state")),
    "measures": (
        _("Measures"),
        ("indsats", "indsatser", "handling", "handlinger", "tiltag", "løsning", "løsninger", "åtgärd", "åtgärder", "measure", "measures"),
    ),
    "description": (_("Description"), ("beskrivelse", "uddybning", "beskrivning", "description")),
    "causes": (_("Causes"), ("årsag", "årsager", "orsak", "orsaker", "cause", "causes")),
    "criterion": (
        _("Success criterion"),
        ("succeskriterium", "succeskriterie", "mål", "formål", "forventet resultat", "framgångskriterium", "success criterion"),
    ),
    "theme": (_("Theme"), ("tema", "emne", "kategori", "ämne", "theme")),
    "source": (_("What the plan springs from"), ("kilde", "anledning", "udspringer af", "källa", "source")),
    "created_on": (_("Begun on"), ("oprettet", "oprettelsesdato", "startdato", "start", "påbegyndt", "dato", "skapad", "datum", "created")),
    "implement_by": (_("Carried out by"), ("gennemført senest", "gennemføres", "tidsfrist", "genomförs senast", "implement by")),
    "evaluate_on": (
        _("Effect evaluation on"),
        ("effektvurderes", "evalueres", "opfølgning", "opfølgningsdato", "uppföljning", "utvärderas", "evaluate on"),
    ),
    "ended_on": (_("Closed on"), ("lukket", "afsluttet", "lukkedato", "afsluttet dato", "avslutad", "stängd", "closed")),
    "verdict": (
        _("Verdict"),
        ("vurdering", "effekt", "effektvurdering", "resultat", "virkede det", "bedömning", "effektutvärdering", "verdict"),
    ),
    "note": (_("Note"), ("bemærkning", "bemærkninger", "notat", "kommentar", "noter", "anteckning", "anmärkning", "note")),
    "reason": (_("Why it was not carried out"), ("begrundelse", "årsag til lukning", "motivering", "reason")),
    "reference": (_("The old system's number"), ("nr", "nummer", "id", "sagsnr", "sagsnummer", "løbenummer", "ärendenummer", "reference")),
}
NEEDED: Final = ("unit", "title")
IN_TEMPLATE: Final = (
    "reference", "unit", "title", "description", "theme", "owner", "measures", "criterion", "created_on", "closing_on", "status",
    "ended_on", "verdict", "note",
)  # fmt: skip
