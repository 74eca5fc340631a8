"""The words a case is told in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """What is reported (domain, 3.1). Who did it tells violence from an offensive act (R54)."""

    ACCIDENT = "accident", _("accident at work")
    NEAR_MISS = "near_miss", _("near miss")
    VIOLENCE = "violence", _("violence or threats")
    OFFENSIVE_ACT = "offensive_act", _("offensive act")
    DISEASE = "disease", _("suspected occupational disease")
    OBSERVATION = "observation", _("observation or idea")


WITHOUT_INJURED = (CaseKind.NEAR_MISS, CaseKind.OBSERVATION)  # nobody was hurt, so nobody is named as hurt (R53)
FOLLOWED_UP = (CaseKind.ACCIDENT, CaseKind.NEAR_MISS, CaseKind.VIOLENCE)  # by the work-environment organisation, by law (R51)
TOLD = (CaseKind.ACCIDENT, CaseKind.VIOLENCE, CaseKind.OFFENSIVE_ACT)  # to the authority, where the law's clocks say so (R47)


class CaseState(models.TextChoices):
    """Where a case stands (R48)."""

    REGISTERED = "registered", _("registered")
    SIGNED = "signed", _("signed by the manager")
    SENT = "sent", _("sent to the authority")
    RECEIPTED = "receipted", _("receipt noted")
    DECIDED = "decided", _("decided by the authority")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


OPEN_STATES = (CaseState.REGISTERED, CaseState.SIGNED, CaseState.SENT, CaseState.RECEIPTED, CaseState.DECIDED)
UNSENT_STATES = (CaseState.REGISTERED, CaseState.SIGNED)


class ReportedAs(models.TextChoices):
    """Who tells it, seen from the one who was hurt."""

    INJURED = "injured", _("it happened to me")
    COLLEAGUE = "colleague", _("it happened to a colleague")
    MANAGER = "manager", _("I am the manager")
    IMPORTED = "imported", _("brought in from an earlier system")


class Perpetrator(models.TextChoices):
    """Who did it, at violence and offensive acts (R54)."""

    CITIZEN = "citizen", _("a patient or citizen")
    RELATIVE = "relative", _("a relative or visitor")
    INTERNAL = "internal", _("somebody who works here")
    OTHER = "other", _("somebody else")


class Place(models.TextChoices):
    """The kind of place, in everyday words; figures and “seen before” go by it."""

    PATIENT_ROOM = "patient_room", _("patient's room or bed")
    BATHROOM = "bathroom", _("bathroom or toilet")
    TREATMENT = "treatment", _("examination, treatment or operating room")
    CORRIDOR = "corridor", _("corridor, lift or stairs")
    COMMON = "common", _("common room or dining room")
    KITCHEN = "kitchen", _("kitchen, laundry or depot")
    LABORATORY = "laboratory", _("laboratory or pharmacy")
    WORKSHOP = "workshop", _("workshop or technical room")
    OFFICE = "office", _("office or meeting room")
    HOME = "home", _("a citizen's home")
    TRANSPORT = "transport", _("vehicle or traffic")
    OUTSIDE = "outside", _("outside, parking")
    OTHER = "other", _("another place")


class Prevented(models.TextChoices):
    """The manager's answer: whether it could have been prevented."""

    YES = "yes", _("yes")
    PARTLY = "partly", _("partly")
    NO = "no", _("no")


class Decision(models.TextChoices):
    """What the authority decided; nothing more of it is kept (R49)."""

    RECOGNISED = "recognised", _("recognised")
    REJECTED = "rejected", _("rejected")


class Part(models.TextChoices):
    """How much of a case a reader was shown."""

    EVENT = "event", _("course of events without identity")
    REPORT = "report", _("report with identity")
    WHOLE = "whole", _("whole case with the health part")
    LINE = "line", _("number, clock and state")


class ReadAs(models.TextChoices):
    """In which role a case was read."""

    INJURED = "injured", _("the injured person")
    REPORTER = "reporter", _("the one who reported it")
    MANAGER = "manager", _("the unit's manager")
    GROUP = "group", _("the work-environment group")
    ADMINISTRATOR = "administrator", _("the injury administrator")
    SYSTEM = "system", _("the system")


class Purpose(models.TextChoices):
    """Why a case was read; chosen beforehand by role and task."""

    OWN_CASE = "own_case", _("one's own case")
    SIGNING = "signing", _("to sign and comment")
    PREVENTION = "prevention", _("to prevent it from happening again")
    REPORTING = "reporting", _("to complete it and tell the authority")
    ABSENCE = "absence", _("to keep the absence right")
    FEEDBACK = "feedback", _("to answer the one who reported it")
    FIGURES = "figures", _("to reckon figures")
    DATA_REQUEST = "data_request", _("to give the person his or her data")
    RETENTION = "retention", _("to keep or erase it as the rules say")
    CONTROL = "control", _("to follow up on the law's clocks")


class Channel(models.TextChoices):
    """Where a case was read."""

    PAGE = "page", _("page")
    LIST = "list", _("list")
    SEARCH = "search", _("search")
    PDF = "pdf", _("PDF")
    FILE = "file", _("attached file")
    EXPORT = "export", _("export")
    TASK = "task", _("background work")
