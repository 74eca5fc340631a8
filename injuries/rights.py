"""Who does what with a case that was opened; read from the rights on its row, without a query."""

from injuries.models import TOLD, UNSENT_STATES, Case, CaseKind, CaseState
from orgstructure.permissions import Perm


def is_left_to_administrator(case: Case) -> bool:
    """The unit's own manager does not sign it: it is about the manager, or was kept from him or her."""
    return case.is_kept_from_manager or (case.injured_id is not None and case.injured_id == case.unit.manager_id)


def signs(case: Case) -> bool:
    """The reader is to sign: the unit's manager, never in a case of one's own; else the injury administrator."""
    if case.is_mine:
        return False
    if is_left_to_administrator(case):
        return case.may_administer
    return case.may_sign or (case.may_administer and case.unit.manager_id is None)


def may_sign_now(case: Case) -> bool:
    """Signing never blocks the law: a case that was sent meanwhile is signed all the same."""
    return signs(case) and case.signed_at is None and case.is_open and case.kind != CaseKind.OBSERVATION


def may_answer_now(case: Case) -> bool:
    """An observation or idea waits for the manager's or the group's answer."""
    return case.kind == CaseKind.OBSERVATION and case.state == CaseState.REGISTERED and (may_lead(case) or case.may_follow_up)


def may_lead(case: Case) -> bool:
    """Close it, open it again, say what of it decides the clock: manager or administrator, never in a case of one's own."""
    return not case.is_mine and (case.may_sign or case.may_administer)


def may_keep_absence(case: Case) -> bool:
    """The injured too keeps his or her own first and last day."""
    return case.injured_id is not None and (case.is_mine or may_lead(case))


def may_tell_reporter(case: Case) -> bool:
    """Manager, group or administrator write to the one who reported it, where there is one who may be written to."""
    return may_be_told(case) and not case.is_my_report and (may_lead(case) or case.may_follow_up)


def may_be_told(case: Case) -> bool:
    """Somebody reported it under a name, may be contacted, and did not do so as the manager."""
    return case.reporter_id is not None and case.may_contact and case.reported_as != "manager"


def may_note_facts(case: Case) -> bool:
    """Claim, serious injury, death: where somebody may have been hurt suddenly."""
    return may_lead(case) and case.kind in TOLD and case.state != CaseState.WITHDRAWN


def may_withdraw(case: Case) -> bool:
    """With a duty by law only the administrator says that it was none."""
    return may_lead(case) and (case.may_administer or case.due is None)


def may_withdraw_now(case: Case) -> bool:
    """While the authority has not been told."""
    return case.state in UNSENT_STATES and may_withdraw(case)


def sees_clock(case: Case) -> bool:
    """The law's day tells of absence, so whoever may not see the report does not see it either (R49)."""
    return case.may_see_report


def right_of(case: Case) -> Perm:
    """The right that lets this reader act: a deputy's act is kept with both names by it."""
    if case.may_sign:
        return Perm.SIGN_INJURIES
    return Perm.ADMINISTER_INJURIES if case.may_administer else Perm.VIEW_EVENTS
