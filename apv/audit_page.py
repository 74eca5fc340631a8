"""A self-audit's page: the sheet, who took part, what was done with it, the remark it came back with. One shape for every page of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from apv.audit_opened import Opened
from apv.audit_patterns import Note
from apv.audit_sheet import Line, Sheet, Typed
from apv.models import EMPLOYER_PARTS, AuditAct, AuditParticipation, Part, SelfAudit
from orgstructure.acting import Subject, stood_in
from orgstructure.models import User
from safetynet.common.texts import in_language


@dataclass(frozen=True)
class AuditPage:
    """`sheet` is empty for a reader who may not read the answers yet."""

    opened: Opened
    sheet: Sheet
    participations: Sequence[AuditParticipation]
    acts: Sequence[AuditAct]

    @classmethod
    def of(cls, opened: Opened, reader: User, typed: Mapping[int, Typed] | None = None) -> Self:
        """Read all of it."""
        audit = opened.audit
        sheet = Sheet.of(audit, reader, typed) if opened.may_read else Sheet(())
        people = audit.participations.select_related("person").order_by("part", "pk")
        return cls(opened, sheet, list(people), list(audit.acts.select_related("by")))

    @property
    def audit(self) -> SelfAudit:
        """The audit."""
        return self.opened.audit

    @property
    def intro(self) -> str:
        """One or two sentences above the questions."""
        return in_language(self.audit.year.question_set.intro)

    @property
    def remark(self) -> AuditAct | None:
        """With what it was sent back, until it was closed."""
        verbs = (AuditAct.Verb.SEND_BACK, AuditAct.Verb.CLOSE)
        last = next((act for act in self.acts if act.verb in verbs), None)
        return last if last and last.verb == AuditAct.Verb.SEND_BACK else None

    @cached_property
    def notes(self) -> list[Note]:
        """What is worth a second look; the author saw them before it was sent in."""
        return self.sheet.notes(self.audit, self.participations)

    @cached_property
    def history(self) -> list[tuple[AuditAct, str]]:
        """Each act with who did it, and for whom; newest first."""
        who = stood_in(Subject.AUDIT, self.audit.pk)
        return [(act, who.named(act.by, act.at) if act.by else "") for act in self.acts]

    @property
    def named(self) -> list[AuditParticipation]:
        """Those with a name, beside the managers."""
        return [one for one in self.participations if one.part != Part.MANAGER and (one.person or one.name)]

    @property
    def counted(self) -> dict[str, int]:
        """How many took part as what, managers apart."""
        found: dict[str, int] = {}
        for one in self.participations:
            if one.part != Part.MANAGER:
                found[one.part] = found.get(one.part, 0) + one.number
        return found

    @property
    def taking_part(self) -> list[tuple[str, int]]:
        """The same with words, in the order of the parts."""
        return [(str(part.label), self.counted[part.value]) for part in Part if part.value in self.counted]

    @property
    def others(self) -> int:
        """How many took part who are not the employer."""
        return sum(number for part, number in self.counted.items() if part not in EMPLOYER_PARTS)

    @property
    def numbered(self) -> dict[int, Line]:
        """Questions by their number, for the links of a note."""
        return {line.question.position: line for line in self.sheet.lines}

    @property
    def noted(self) -> list[tuple[Note, list[Line]]]:
        """Each note with its questions."""
        lines = self.numbered
        return [(note, [lines[number] for number in note.numbers]) for note in self.notes]
