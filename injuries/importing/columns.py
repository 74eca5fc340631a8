"""Which column holds what, told by its heading in Danish, Swedish and English; which of them are sealed, and what a cell may hold."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from injuries.codes import Table
from safetynet.common.cells import Fields

FIELDS: Final[Fields] = {
    "number": (
        _("The earlier system's number"),
        ("sagsnr", "sagsnummer", "nr", "nummer", "id", "løbenummer", "anmeldelsesnummer", "ärendenummer", "diarienummer", "case number"),
    ),
    "kind": (
        _("What happened, by kind"),
        ("art", "type", "hændelsestype", "kategori", "sagstype", "skadetype", "slags", "händelsetyp", "typ", "kind"),
    ),
    "unit": (
        _("Unit"),
        (
            "enhed", "afdeling", "afsnit", "arbejdsplads", "tjenestested", "organisation", "enhet", "avdelning", "arbetsplats",
            "unit", "enheds id", "p nummer",
        ),
    ),
    "happened_on": (
        _("Day of the event"),
        (
            "skadesdato", "ulykkesdato", "hændelsesdato", "dato for hændelsen", "dato", "skadedatum", "händelsedatum", "datum",
            "date of injury",
        ),
    ),
    "happened_at": (_("Time of day"), ("klokkeslæt", "tidspunkt", "tid", "kl", "klockslag", "time")),
    "course": (
        _("What happened, without names"),
        ("hændelsesforløb", "beskrivelse", "hændelsen", "forløb", "hvad skete der", "händelseförlopp", "beskrivning", "description"),
    ),
    "place_kind": (_("Kind of place"), ("stedtype", "lokaletype", "slags sted", "platstyp")),
    "place": (_("Place in words"), ("sted", "ulykkessted", "hvor", "lokale", "skadested", "plats", "place")),
    "suggestion": (_("What would prevent it"), ("forslag", "forebyggelse", "förslag", "förebyggande", "suggestion")),
    "comment": (_("The manager's comment"), ("lederens kommentar", "leders bemærkning", "chefens kommentar", "comment")),
    "done_now": (_("What was done"), ("handling", "indsats", "tiltag", "hvad er gjort", "åtgärd", "done")),
    "label": (_("The region's own mark"), ("mærke", "mærkning", "vtc", "etikett", "label")),
    "perpetrator": (_("Who did it"), ("voldsudøver", "udøver", "gerningsperson", "hvem gjorde det", "förövare", "perpetrator")),
    "cpr": (_("CPR number of the injured (matched, never kept)"), ("cpr", "cpr nr", "cpr nummer", "personnummer", "skadelidtes cpr")),
    "employee": (
        _("Employee number of the injured"),
        ("medarbejdernummer", "medarbejdernr", "tjenestenummer", "lønnummer", "anställningsnummer", "employee number"),
    ),
    "hired_on": (_("Hired on"), ("ansættelsesdato", "ansat", "ansat den", "anciennitetsdato", "anställningsdatum", "anställd", "hired")),
    "absent_from": (_("First day of absence"), ("fravær fra", "første fraværsdag", "fravær start", "frånvaro från", "absent from")),
    "absent_to": (_("Last day of absence"), ("fravær til", "sidste fraværsdag", "fravær slut", "frånvaro till", "absent to")),
    "absent_days": (
        _("Days of absence"),
        ("fraværsdage", "antal fraværsdage", "fravær", "sygedage", "frånvarodagar", "frånvaro", "days of absence"),
    ),
    "registered_on": (_("Registered on"), ("registreret", "oprettet", "indberettet", "registreringsdato", "registrerad", "registered")),
    "sent_on": (_("Sent to the authority on"), ("anmeldt", "anmeldelsesdato", "anmeldt den", "sendt", "anmäld", "sent")),
    "receipt": (
        _("Receipt number"),
        ("kvittering", "kvitteringsnummer", "easy nummer", "journalnummer", "aes journalnummer", "kvittens", "receipt"),
    ),
    "decision": (_("Decision"), ("afgørelse", "anerkendt", "resultat", "beslut", "decision")),
    "decided_on": (_("Decided on"), ("afgørelsesdato", "afgjort", "beslutsdatum", "decided")),
    "closed_on": (_("Closed on"), ("lukket", "afsluttet", "lukkedato", "avslutad", "stängd", "closed")),
    "environment": (_("Working environment (ESAW)"), ("arbejdssted esaw", "arbejdsstedskode", "arbetsmiljö esaw", "working environment")),
    "process": (_("Working process (ESAW)"), ("arbejdsproces", "arbejdsprocessen", "arbetsprocess", "working process")),
    "activity": (_("Activity (ESAW)"), ("aktivitet", "specifik aktivitet", "specifik fysisk aktivitet", "aktivitet esaw", "activity")),
    "activity_agent": (_("Agent of the activity (ESAW)"), ("aktivitet agens", "agens aktivitet", "activity agent")),
    "deviation": (_("Deviation (ESAW)"), ("afvigelse", "afvigelseskode", "avvikelse", "deviation")),
    "deviation_agent": (_("Agent of the deviation (ESAW)"), ("afvigelse agens", "agens afvigelse", "deviation agent")),
    "contact": (_("Contact (ESAW)"), ("kontakt", "skadesmåde", "kontaktmåde", "kontaktsätt", "contact")),
    "contact_agent": (_("Agent of the contact (ESAW)"), ("kontakt agens", "agens", "skadevolder", "contact agent")),
    "injury": (_("Type of injury (sealed)"), ("skadens art", "skadesart", "skadens type", "skadans art", "type of injury")),
    "body": (_("Injured part of the body (sealed)"), ("legemsdel", "skadet legemsdel", "skadad kroppsdel", "kroppsdel", "body part")),
    "harm": (_("The injury in words (sealed)"), ("skaden", "skadebeskrivelse", "diagnose", "beskrivelse af skaden", "skadan", "injury")),
    "sex": (_("Sex (sealed)"), ("køn", "kön", "sex")),
    "age": (_("Age (sealed)"), ("alder", "ålder", "age")),
    "nationality": (_("Nationality (sealed)"), ("nationalitet", "statsborgerskab", "nationality")),
}  # fmt: skip
NEEDED: Final = ("number", "kind", "unit", "happened_on")
SEALED: Final = ("injury", "body", "harm", "sex", "age", "nationality")
CODED: Final = {
    "environment": Table.ENVIRONMENT,
    "process": Table.PROCESS,
    "activity": Table.ACTIVITY,
    "activity_agent": Table.AGENT,
    "deviation": Table.DEVIATION,
    "deviation_agent": Table.AGENT,
    "contact": Table.CONTACT,
    "contact_agent": Table.AGENT,
    "injury": Table.INJURY,
    "body": Table.BODY,
}
LIMITS: Final = {
    "number": 80, "course": 4000, "place": 200, "suggestion": 2000, "comment": 2000, "done_now": 2000, "label": 40, "receipt": 60,
    "harm": 2000, "nationality": 60,
}  # fmt: skip
IN_TEMPLATE: Final = (
    "number", "kind", "unit", "happened_on", "happened_at", "course", "place_kind", "place", "employee", "hired_on", "absent_from",
    "absent_to", "sent_on", "receipt", "decision", "decided_on", "closed_on", "deviation", "contact", "injury", "body", "harm",
)  # fmt: skip
