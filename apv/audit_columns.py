"""Which column of an earlier year's table holds what, told by its heading in Danish, Swedish and English.

One table has a line for each audit and question; a second one, where there is one, a line for each audit and kind of participant.
"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from apv.models import Part
from safetynet.common.cells import Fields

FIELDS: Final[Fields] = {
    "audit": (
        _("The audit's number"),
        (
            "egenkontrol", "egenkontroll", "egenkontrolnr", "egenkontrollnr", "nr", "nummer", "id", "løbenummer", "sagsnr", "ärendenummer",
            "audit", "number",
        ),
    ),
    "unit": (
        _("Unit"),
        ("enhed", "afdeling", "afsnit", "arbejdsplads", "enhet", "avdelning", "arbetsplats", "förvaltning", "forvaltning", "unit"),
    ),
    "manager": (
        _("Manager"),
        ("leder", "lederens medarbejdernummer", "leders navn", "chef", "ansvarig chef", "chefens anställningsnummer", "manager"),
    ),
    "question": (_("Question"), ("spørgsmål", "spørgsmålsnr", "spørgsmål nr", "fråga", "frågenr", "fråga nr", "question")),
    "question_text": (_("The question in words"), ("spørgsmålstekst", "spørgsmålets tekst", "frågetext", "frågans text", "question text")),
    "answer": (_("Answer"), ("svar", "besvarelse", "answer")),
    "comment": (_("Comment"), ("kommentar", "kommentarer", "bemærkning", "uddybning", "fritext", "comment")),
    "action": (
        _("Actions: how many, or in words"),
        ("handlinger", "handling", "handling 1", "antal handlinger", "åtgärder", "åtgärd", "åtgärd 1", "antal åtgärder", "actions"),
    ),
    "action_2": (_("Second action"), ("handling 2", "åtgärd 2", "action 2")),
    "action_3": (_("Third action"), ("handling 3", "åtgärd 3", "action 3")),
    "theme": (_("Theme of the actions"), ("tema", "emne", "ämne", "kategori", "theme")),
    "answered_on": (_("Answered on"), ("besvaret", "dato", "indsendt", "besvarad", "datum", "inskickad", "answered")),
    "manager_number": (
        _("Managers: how many"),
        ("ledere", "antal ledere", "afdelingsledere", "enhetschefer", "enhetschef", "chefer", "antal chefer", "managers"),
    ),
    "manager_2_number": (
        _("Managers of another kind: how many"),
        ("overledere", "afdelingschefer", "verksamhetschefer", "verksamhetschef", "heads of operations"),
    ),
    "employer_number": (
        _("Other representatives of the employer: how many"),
        ("arbejdsgivere", "arbejdsgiver", "arbetsgivare", "antal arbetsgivare", "employers"),
    ),
    "representative_number": (
        _("Work-environment representatives: how many"),
        ("arbejdsmiljørepræsentanter", "antal amr", "amr", "skyddsombud", "antal skyddsombud", "safety representatives"),
    ),
    "union_number": (
        _("Union representatives: how many"),
        ("tillidsrepræsentanter", "tr", "fackliga", "fackliga företrädare", "facklig företrädare", "union"),
    ),
    "staff_number": (_("Employees: how many"), ("medarbejdere", "antal medarbejdere", "medarbetare", "antal medarbetare", "staff")),
    "not_stated_number": (_("Role not stated: how many"), ("rolle ikke angivet", "uoplyst", "roll ej angiven", "ej angivet", "not stated")),
}  # fmt: skip
NEEDED: Final = ("audit", "unit", "question", "answer")
ACTIONS: Final = ("action", "action_2", "action_3")
NUMBERS: Final = {
    "manager_number": Part.MANAGER,
    "manager_2_number": Part.MANAGER,
    "employer_number": Part.EMPLOYER,
    "representative_number": Part.REPRESENTATIVE,
    "union_number": Part.UNION,
    "staff_number": Part.STAFF,
    "not_stated_number": Part.NOT_STATED,
}
LIMITS: Final = {"audit": 40, "comment": 2000, "question_text": 500, "question": 500, "action": 4000, "action_2": 500, "action_3": 500}

WHO_FIELDS: Final[Fields] = {
    "who_audit": (_("Participants: the audit's number"), FIELDS["audit"][1]),
    "who_part": (_("Participants: role"), ("rolle", "roll", "deltager", "deltog som", "part", "role")),
    "who_number": (_("Participants: how many"), ("antal", "hvor mange", "hur många", "number")),
    "who_name": (_("Participants: name"), ("navn", "namn", "name")),
}
WHO_NEEDED: Final = ("who_audit", "who_part")
WHO_LIMITS: Final = {"who_part": 80, "who_name": 120}

IN_TEMPLATE: Final = ("audit", "unit", "manager", "question", "question_text", "answer", "comment", "action", "theme", "answered_on")
