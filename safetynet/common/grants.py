"""What the web and worker roles may do in the database: everything but the exceptions in one readable table.

Applied after each migration, by the owner. Tests ask with `SET ROLE`.
"""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as app_registry
from django.db import connections

ROLES = ("safetynet_web", "safetynet_worker")
INSERT_ONLY = ("SELECT", "INSERT")

# table: {role: rights}. A table or role not named here has SELECT, INSERT, UPDATE, DELETE.
EXCEPTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "django_migrations": dict.fromkeys(ROLES, ("SELECT",)),
    "actionplans_stallanswer": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_stallchecklist": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_stallpoint": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_planmove": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_deadlinechange": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_holdcheck": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_helpreached": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_snooze": dict.fromkeys(ROLES, INSERT_ONLY),
    "actionplans_bulkchange": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_handact": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_sizeapproval": dict.fromkeys(ROLES, INSERT_ONLY),
    "dashboard_apitokenact": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_trainingannulment": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_electioncorrection": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_trainingfact": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_cprread": dict.fromkeys(ROLES, INSERT_ONLY),
    "orgstructure_deputyact": dict.fromkeys(ROLES, INSERT_ONLY),
    # Survey answers: web puts them in and sees of them the hash only; opened ones are the worker's alone.
    "apv_sealedanswer": {"safetynet_web": ("SELECT (token_hash)", "INSERT"), "safetynet_worker": ("SELECT", "DELETE")},
    "apv_rawanswer": {"safetynet_web": (), "safetynet_worker": ("SELECT", "INSERT", "DELETE")},
    "apv_resultcell": {"safetynet_web": ("SELECT",), "safetynet_worker": INSERT_ONLY},
    "apv_surveycomment": {"safetynet_web": ("SELECT",), "safetynet_worker": ("SELECT", "INSERT", "DELETE")},
    "apv_keyhalf": {"safetynet_web": ("SELECT", "INSERT", "DELETE"), "safetynet_worker": ("SELECT", "DELETE")},
    "apv_roundact": dict.fromkeys(ROLES, INSERT_ONLY),
    # Nobody but the worker, who alone can make a code, gives anybody a right to answer.
    "apv_invitation": {"safetynet_web": ("SELECT",)},
    "apv_topiccover": dict.fromkeys(ROLES, INSERT_ONLY),
    "apv_riskassessmentversion": dict.fromkeys(ROLES, INSERT_ONLY),
    "apv_riskconfirmation": dict.fromkeys(ROLES, INSERT_ONLY),
    "apv_findingreview": dict.fromkeys(ROLES, INSERT_ONLY),
    "apv_checklist": dict.fromkeys(ROLES, INSERT_ONLY),
    "apv_auditact": dict.fromkeys(ROLES, INSERT_ONLY),
    "annualcycle_workplanversion": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_caseact": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_caseread": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_readbatch": {"safetynet_web": ("SELECT",), "safetynet_worker": INSERT_ONLY},
    "injuries_readcheck": {"safetynet_web": ("SELECT",), "safetynet_worker": INSERT_ONLY},
    "injuries_feedback": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_easytemplate": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_injurypolicy": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_indicatorbaseline": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_retentionrule": dict.fromkeys(ROLES, INSERT_ONLY),
    "common_erasure": dict.fromkeys(ROLES, INSERT_ONLY),
    "injuries_showncount": {"safetynet_web": ("SELECT",)},
    "pghistory_context": dict.fromkeys(ROLES, ("SELECT", "INSERT", "UPDATE")),
}


def history_tables() -> list[str]:
    """The event tables of pghistory: insert only, by name ending."""
    return [m._meta.db_table for m in app_registry.get_models() if m._meta.db_table.endswith("event")]


def apply_after_migrate(sender: AppConfig, using: str, **_kwargs: Any) -> None:  # noqa: ARG001  signal's signature
    """Grant the roles their rights; does nothing for a role that the server does not have."""
    exceptions = EXCEPTIONS | {table: dict.fromkeys(ROLES, INSERT_ONLY) for table in history_tables()}
    with connections[using].cursor() as cursor:
        tables = set(connections[using].introspection.table_names(cursor))
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
        for (role,) in cursor.fetchall():
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
            for table in sorted(tables & set(exceptions)):
                rights = exceptions[table].get(role)
                if rights is not None:
                    cursor.execute(f'REVOKE ALL ON "{table}" FROM {role}')
                    if rights:
                        cursor.execute(f'GRANT {", ".join(rights)} ON "{table}" TO {role}')
