"""The permissions there are, the roles that give them, and how far each reaches. No model is imported here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Perm(models.TextChoices):
    """What a grant on a unit allows. Plans that are neither draft nor confidential need none: every employee reads them."""

    EDIT_PLANS = "edit_plans", _("make, change, evaluate and close plans")
    VIEW_CLOSED_PLANS = "view_closed_plans", _("see drafts and confidential plans")
    PRIORITISE_PLANS = "prioritise_plans", _("choose the order of the plans")
    RUN_REPORTS = "run_reports", _("make reports for a level")
    OFFER_HELP = "offer_help", _("see where help is needed, and offer it")
    CONFIGURE = "configure", _("change themes, required fields and other settings")
    IMPORT_ORGANISATION = "import_organisation", _("bring the organisation in")
    OPERATE = "operate", _("see the state of mail and background work")
    KEEP_ORGANISATION = "keep_organisation", _("fill seats, hold elections and keep training in the work-environment organisation")
    REORGANISE = "reorganise", _("move, merge, split, rename and close units")
    APPOINT = "appoint", _("give and take roles by hand")
    RUN_SURVEYS = "run_surveys", _("prepare, open, close and release surveys")
    READ_COMMENTS = "read_comments", _("read the free texts and the named part of a survey")
    READ_CPR = "read_cpr", _("read a CPR number in clear, which is logged")
    VIEW_EVENTS = "view_events", _("see the course of injuries and near misses without identity, and follow them up")
    SIGN_INJURIES = "sign_injuries", _("see the injury reports of the unit with identity, sign them and comment on them")
    ADMINISTER_INJURIES = "administer_injuries", _("see whole injury cases, complete them and send them to the authority")
    REVIEW_READS = "review_reads", _("see who has read injury cases, and the notes about unusual reading")
    KEEP_REACTIONS = "keep_reactions", _("keep the reactions of the labour inspectorate")
    ANSWER_AUDITS = "answer_audits", _("answer the yearly self-audit of the unit, and read what was answered")
    SUBMIT_AUDITS = "submit_audits", _("send the yearly self-audit of the unit in")
    RUN_AUDITS = "run_audits", _("prepare the yearly self-audit, follow who answers, read the answers and send them back")
    RUN_YEAR = "run_year", _("plan the year: goals, year wheel, meetings, annual discussion, competences and annual report")


class Reach(models.TextChoices):
    """How far a grant reaches from its unit."""

    UNIT = "unit", _("this unit")
    SUBTREE = "subtree", _("this unit and all below")


class Role(models.TextChoices):
    """The roles a person can hold on a unit; `roles.py` says what each gives."""

    MANAGER = "manager", _("manager")
    AMR = "amr", _("work-environment representative")
    GROUP_LEADER = "group_leader", _("work-environment leader")
    COMMITTEE_CHAIR = "committee_chair", _("chair of a committee")
    COORDINATOR = "coordinator", _("local work-environment coordinator")
    HEAD_OF_WORK_ENVIRONMENT = "head_of_work_environment", _("head of work environment")
    CONSULTANT = "consultant", _("work-environment consultant")
    SAFETYNET_ADMINISTRATOR = "safetynet_administrator", _("SafetyNet administrator")
    SYSTEM_ADMINISTRATOR = "system_administrator", _("system administrator")
    INJURY_ADMINISTRATOR = "injury_administrator", _("injury administrator")
    DATA_PROTECTION_READER = "data_protection_reader", _("data-protection reader")
