"""Which question of a newer set asks the same as one of an earlier set: offered by code, words or number, said by a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from apv.models import AuditQuestion, AuditSet
from safetynet.common.cells import plain

ALIKE = 0.75


@dataclass(frozen=True)
class Offer:
    """A question of the newer set, what it continues already or may continue, and why that is offered."""

    question: AuditQuestion
    earlier_id: int | None
    why: str


def linkable(newer: AuditSet, earlier: AuditSet) -> QuerySet[AuditQuestion]:
    """Questions that continue nothing yet, or one of that earlier set."""
    return AuditQuestion.objects.filter(Q(continues=None) | Q(continues__question_set=earlier), question_set=newer).order_by("position")


class AuditLinks:
    """The two sets beside each other; the one of the later year continues the other."""

    def __init__(self, imported: AuditSet, other_id: int | None) -> None:
        """`other_id` is the set that was chosen; without one, the nearest later one, else the nearest earlier one."""
        self.imported = imported
        sets = AuditSet.objects.usable().exclude(year=imported.year)
        later = [one for one in sets if one.year > imported.year]
        self.others = [*reversed(later), *(one for one in sets if one.year < imported.year)]
        self.other = next((one for one in self.others if one.pk == other_id), self.others[0] if self.others else None)

    @property
    def newer(self) -> AuditSet:
        """Whose questions continue."""
        return self.other if self.other and self.other.year > self.imported.year else self.imported

    @property
    def earlier(self) -> AuditSet | None:
        """Whose questions are continued."""
        return self.imported if self.newer is not self.imported else self.other

    @cached_property
    def questions(self) -> list[AuditQuestion]:
        """Of the earlier set."""
        return list(self.earlier.questions.order_by("position")) if self.earlier else []

    @cached_property
    def offers(self) -> list[Offer]:
        """Each linkable question of the newer set; what is linked already stands, the rest is offered."""
        if self.earlier is None:
            return []
        rows = list(linkable(self.newer, self.earlier))
        taken = {row.continues_id for row in rows}
        free = [question for question in self.questions if question.pk not in taken]
        offers = []
        for row in rows:
            found, why = (row.continues_id, "") if row.continues_id or taken - {None} else _offered(row, free)
            free = [question for question in free if question.pk != found]
            offers.append(Offer(row, found, why))
        return offers

    @property
    def is_linked(self) -> bool:
        """Somebody has said it before: then nothing more is offered."""
        return any(offer.earlier_id and not offer.why for offer in self.offers)


def _offered(row: AuditQuestion, free: list[AuditQuestion]) -> tuple[int | None, str]:
    for one in free:
        if one.code == row.code:
            return one.pk, _("same code")
    alike = [(_likeness(row.text, one.text), one.pk) for one in free]
    best, pk = max(alike, default=(0.0, 0))
    if best >= ALIKE:
        return pk, _("much the same words")
    return next(((one.pk, _("same number, other words")) for one in free if one.position == row.position), (None, ""))


def _likeness(one: Mapping[str, str], other: Mapping[str, str]) -> float:
    return max((SequenceMatcher(None, plain(one[key]), plain(other[key])).ratio() for key in one.keys() & other.keys()), default=0.0)
