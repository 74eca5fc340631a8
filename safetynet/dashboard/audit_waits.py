"""What of the self-audit waits: a card on the start page for who answers and who looks at what was sent in, a line on the unit's page."""

from dataclasses import dataclass
from typing import Self

from apv.audit_words import look_of, state_words
from apv.models import AuditPlace, YearStatus
from apv.reports.audit_coverage import may_follow
from apv.reports.audit_mine import MyAudit, my_audits
from apv.reports.audit_start import reviews_of
from orgstructure.access import may
from orgstructure.models import Unit, User
from orgstructure.permissions import Perm


@dataclass(frozen=True)
class AuditWaits:
    """The reader's audits that are not sent in, of how many; and how many of others wait for a look."""

    waiting: tuple[MyAudit, ...] = ()
    mine: int = 0
    to_review: int = 0

    def __bool__(self) -> bool:
        return bool(self.waiting or self.to_review)

    @classmethod
    def of(cls, reader: User) -> Self:
        """Four queries at most, none for who neither answers nor runs self-audits."""
        mine = my_audits(reader)
        return cls(tuple(one for one in mine if not one.is_sent_in), len(mine), sum(reviews_of(reader).values()))

    @property
    def first(self) -> MyAudit | None:
        """The one the button goes on with: sent back before begun, begun before not begun."""
        return self.waiting[0] if self.waiting else None


@dataclass(frozen=True)
class AuditLine:
    """How far the unit is with the newest self-audit, and whether the reader answers it."""

    place: AuditPlace
    is_own: bool

    @property
    def words(self) -> str:
        """How far it is."""
        return state_words(self.place)

    @property
    def look(self) -> str:
        """The mark beside it."""
        return look_of(self.place.state)


def audit_line(unit: Unit, reader: User) -> AuditLine | None:
    """One query for who answers there, runs self-audits there or leads from above; none and nothing for everybody else."""
    is_own = may(reader, Perm.ANSWER_AUDITS, unit.pk, unit.path)
    if not (is_own or may_follow(reader, unit)):
        return None
    rows = AuditPlace.objects.standing().filter(unit=unit, year__is_imported=False).exclude(year__status=YearStatus.DRAFT)
    newest = (
        rows.with_progress().select_related("year__question_set").order_by("-year__question_set__year", "-year", "-audit__status", "pk")
    )
    place = newest.first()
    return AuditLine(place, is_own) if place else None
