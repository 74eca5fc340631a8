"""What each role may do and how far it reaches: one table a lawyer can read (R68; architecture, section 3).

A manager edits plans in the whole subtree, but sees drafts and confidential plans only on the units whose
manager he or she is: the holdings of a manager are one per managed unit. A seat in a work-environment group gives
`unit` on exactly the units the group covers. Committees and managers further up see figures, never closed rows.
Injuries are closed twice (R49): a group sees the course of events, the unit's own manager the report as well, the injury
administrator of the hospital the whole case; whoever reads the log of reads sees no case.
A self-audit is read by those who answer it, one unit at a time, and by the work-environment staff who follow it; managers
further up see figures and who has answered, never an answer.
The year of a committee or group is planned by who has a seat in it as chair, leader or representative, without any permission;
a manager holds the annual discussion of a workplace too small for a group.
"""

from orgstructure.permissions import Perm, Reach, Role

ROLES: dict[Role, dict[Perm, Reach]] = {
    Role.MANAGER: {
        Perm.EDIT_PLANS: Reach.SUBTREE,
        Perm.VIEW_CLOSED_PLANS: Reach.UNIT,
        Perm.PRIORITISE_PLANS: Reach.SUBTREE,
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.READ_COMMENTS: Reach.UNIT,
        Perm.VIEW_EVENTS: Reach.UNIT,
        Perm.SIGN_INJURIES: Reach.UNIT,
        Perm.KEEP_REACTIONS: Reach.SUBTREE,
        Perm.ANSWER_AUDITS: Reach.UNIT,
        Perm.SUBMIT_AUDITS: Reach.UNIT,
        Perm.RUN_YEAR: Reach.UNIT,
    },
    Role.AMR: {
        Perm.EDIT_PLANS: Reach.UNIT,
        Perm.VIEW_CLOSED_PLANS: Reach.UNIT,
        Perm.PRIORITISE_PLANS: Reach.UNIT,
        Perm.RUN_REPORTS: Reach.UNIT,
        Perm.READ_COMMENTS: Reach.UNIT,
        Perm.VIEW_EVENTS: Reach.UNIT,
        Perm.KEEP_REACTIONS: Reach.UNIT,
        Perm.ANSWER_AUDITS: Reach.UNIT,
    },
    Role.GROUP_LEADER: {
        Perm.EDIT_PLANS: Reach.UNIT,
        Perm.VIEW_CLOSED_PLANS: Reach.UNIT,
        Perm.PRIORITISE_PLANS: Reach.UNIT,
        Perm.RUN_REPORTS: Reach.UNIT,
        Perm.KEEP_ORGANISATION: Reach.UNIT,
        Perm.VIEW_EVENTS: Reach.UNIT,
        Perm.KEEP_REACTIONS: Reach.UNIT,
        Perm.ANSWER_AUDITS: Reach.UNIT,
        Perm.SUBMIT_AUDITS: Reach.UNIT,
    },
    Role.COMMITTEE_CHAIR: {
        Perm.PRIORITISE_PLANS: Reach.UNIT,
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.UNIT,
    },
    Role.COORDINATOR: {
        Perm.EDIT_PLANS: Reach.SUBTREE,
        Perm.PRIORITISE_PLANS: Reach.SUBTREE,
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.OFFER_HELP: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.KEEP_REACTIONS: Reach.SUBTREE,
        Perm.RUN_AUDITS: Reach.SUBTREE,
        Perm.RUN_YEAR: Reach.SUBTREE,
    },
    Role.HEAD_OF_WORK_ENVIRONMENT: {
        Perm.PRIORITISE_PLANS: Reach.SUBTREE,
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.OFFER_HELP: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.KEEP_REACTIONS: Reach.SUBTREE,
        Perm.RUN_AUDITS: Reach.SUBTREE,
        Perm.RUN_YEAR: Reach.SUBTREE,
    },
    Role.CONSULTANT: {
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.OFFER_HELP: Reach.SUBTREE,
        Perm.CONFIGURE: Reach.SUBTREE,
        Perm.IMPORT_ORGANISATION: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.REORGANISE: Reach.SUBTREE,
        Perm.RUN_SURVEYS: Reach.SUBTREE,
        Perm.KEEP_REACTIONS: Reach.SUBTREE,
        Perm.RUN_AUDITS: Reach.SUBTREE,
        Perm.RUN_YEAR: Reach.SUBTREE,
    },
    Role.SAFETYNET_ADMINISTRATOR: {
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.CONFIGURE: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.REORGANISE: Reach.SUBTREE,
        Perm.APPOINT: Reach.SUBTREE,
        Perm.READ_CPR: Reach.SUBTREE,
        Perm.RUN_SURVEYS: Reach.SUBTREE,
        Perm.RUN_AUDITS: Reach.SUBTREE,
    },
    Role.SYSTEM_ADMINISTRATOR: {
        Perm.OPERATE: Reach.SUBTREE,
        Perm.IMPORT_ORGANISATION: Reach.SUBTREE,
        Perm.APPOINT: Reach.SUBTREE,
    },
    Role.INJURY_ADMINISTRATOR: {
        Perm.ADMINISTER_INJURIES: Reach.SUBTREE,
        Perm.KEEP_REACTIONS: Reach.SUBTREE,
        Perm.RUN_REPORTS: Reach.SUBTREE,
    },
    Role.DATA_PROTECTION_READER: {
        Perm.REVIEW_READS: Reach.SUBTREE,
    },
}
