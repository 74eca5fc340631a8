"""What each role may do and how far it reaches: one table a lawyer can read (R68; architecture, section 3).

A manager edits plans in the whole subtree, but sees drafts and confidential plans only on the units whose
manager he or she is: the holdings of a manager are one per managed unit. A seat in a work-environment group gives
`unit` on exactly the units the group covers. Committees and managers further up see figures, never closed rows.
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
    },
    Role.AMR: {
        Perm.EDIT_PLANS: Reach.UNIT,
        Perm.VIEW_CLOSED_PLANS: Reach.UNIT,
        Perm.PRIORITISE_PLANS: Reach.UNIT,
        Perm.RUN_REPORTS: Reach.UNIT,
        Perm.READ_COMMENTS: Reach.UNIT,
    },
    Role.GROUP_LEADER: {
        Perm.EDIT_PLANS: Reach.UNIT,
        Perm.VIEW_CLOSED_PLANS: Reach.UNIT,
        Perm.PRIORITISE_PLANS: Reach.UNIT,
        Perm.RUN_REPORTS: Reach.UNIT,
        Perm.KEEP_ORGANISATION: Reach.UNIT,
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
    },
    Role.HEAD_OF_WORK_ENVIRONMENT: {
        Perm.PRIORITISE_PLANS: Reach.SUBTREE,
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.OFFER_HELP: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
    },
    Role.CONSULTANT: {
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.OFFER_HELP: Reach.SUBTREE,
        Perm.CONFIGURE: Reach.SUBTREE,
        Perm.IMPORT_ORGANISATION: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.REORGANISE: Reach.SUBTREE,
        Perm.RUN_SURVEYS: Reach.SUBTREE,
    },
    Role.SAFETYNET_ADMINISTRATOR: {
        Perm.RUN_REPORTS: Reach.SUBTREE,
        Perm.CONFIGURE: Reach.SUBTREE,
        Perm.KEEP_ORGANISATION: Reach.SUBTREE,
        Perm.REORGANISE: Reach.SUBTREE,
        Perm.APPOINT: Reach.SUBTREE,
        Perm.READ_CPR: Reach.SUBTREE,
        Perm.RUN_SURVEYS: Reach.SUBTREE,
    },
    Role.SYSTEM_ADMINISTRATOR: {
        Perm.OPERATE: Reach.SUBTREE,
        Perm.IMPORT_ORGANISATION: Reach.SUBTREE,
        Perm.APPOINT: Reach.SUBTREE,
    },
}
