"""A self-audit as one reader opened it: its places, and what the reader may do with it."""

from dataclasses import dataclass
from typing import Self

from apv.models import AuditPlace, AuditStatus, SelfAudit
from orgstructure.access import scope_of
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class Opened:
    """`answers`, `submits` and `runs` say what the reader's place in the organisation allows, whatever state the audit is in."""

    audit: SelfAudit
    places: tuple[AuditPlace, ...]
    answers: bool
    submits: bool
    runs: bool

    @classmethod
    def of(cls, audit: SelfAudit, reader: User) -> Self:
        """One query: the places. The audit comes with the rights of the reader and its year."""
        rows = AuditPlace.objects.filter(audit=audit).select_related("unit", "manager").order_by("path", "pk")
        places = tuple(rows)

        def holds(perm: Perm) -> bool:
            scope = scope_of(reader, perm)
            return any(scope.covers(one.unit_id, one.unit.path) for one in places)

        is_asked = audit.year.is_open and any(one.asks(reader) for one in places)
        answers, submits = (is_asked or holds(perm) for perm in (Perm.ANSWER_AUDITS, Perm.SUBMIT_AUDITS))
        return cls(audit, places, answers, submits, holds(Perm.RUN_AUDITS))

    @property
    def may_read(self) -> bool:
        """Those who answer always; who runs self-audits once it was sent in, not while it is being thought about (decision 0135)."""
        return self.answers or self.submits or self.audit.is_sent_in

    @property
    def may_take_back(self) -> bool:
        """Until it is read."""
        return self.submits and self.audit.status == AuditStatus.SUBMITTED and self.audit.year.is_open

    @property
    def may_review(self) -> bool:
        """Who runs self-audits here and did not send it in."""
        return self.audit.may_review and self.audit.status == AuditStatus.SUBMITTED

    @property
    def may_reopen(self) -> bool:
        """The same, once it was closed and while the year is open."""
        return self.audit.may_review and self.audit.status == AuditStatus.CLOSED and self.audit.year.is_open

    @property
    def units(self) -> list[Unit]:
        """Each once."""
        return list({one.unit_id: one.unit for one in self.places}.values())

    @property
    def managers(self) -> list[User]:
        """Each once; they may send in."""
        return list({one.manager.pk: one.manager for one in self.places if one.manager}.values())

    @property
    def is_joint(self) -> bool:
        """Several managers or units answer together."""
        return len(self.places) > 1
