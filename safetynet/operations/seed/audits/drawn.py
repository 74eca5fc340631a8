"""How one self-audit of the invented region was answered: drawn by chance, last year's answer weighing on this year's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from apv.models import GAPS, Answer, AuditPlace, AuditQuestion, AuditStatus, Hindrance, Part
from safetynet.common.clock import at_hour
from safetynet.operations.seed.audits.texts import GAP_COMMENTS, GOOD_COMMENTS, HELP_NOTES, SHARES, USUAL, VIEWS
from safetynet.operations.seed.stories import Place

AS_LAST_YEAR = 0.62
MIDDLING = 0.42  # how good at finishing most places are
ASKS_FOR_HELP = 0.05
Taken = tuple[Part, int, str, int | None]  # part, number, role, person


@dataclass
class Said:
    """One question answered."""

    question: AuditQuestion
    answer: str
    comment: str = ""
    view: str = ""
    help: tuple[str, str] | None = None

    @property
    def is_gap(self) -> bool:
        """Asks for an action."""
        return self.answer in GAPS


@dataclass
class Drawn:
    """One audit, as `AuditRows` writes it; `by` answers and sends in."""

    places: list[AuditPlace]
    by: int
    started_at: datetime
    submitted_at: datetime | None = None
    status: AuditStatus = AuditStatus.DRAFT
    said: list[Said] = field(default_factory=list)
    parts: list[Taken] = field(default_factory=list)
    closed_at: datetime | None = None
    remark: str = ""
    sent_back_at: datetime | None = None


class DrawAudits:
    """Draws the audits of one year. `places` by unit: who works there, and how good the unit is at finishing."""

    def __init__(self, random: Random, questions: Sequence[AuditQuestion], places: Mapping[int, Place], titles: Mapping[int, str]) -> None:
        """`random` decides everything, so the same seed answers the same."""
        self.random, self.questions, self.places, self.titles = random, list(questions), places, titles

    def audit(self, places: list[AuditPlace], day: date, last: Mapping[str, str] | None = None) -> Drawn:
        """Answered by these places from that day on; `last` is what was answered a year ago, by the code of the question."""
        by = places[0].manager_id or 0
        spirit = self.places[places[0].unit_id].diligence if places[0].unit_id in self.places else MIDDLING
        began = at_hour(day, self.random.randint(8, 15))
        drawn = Drawn(places, by, began)
        is_quick = self.random.random() < 0.06  # yes to everything, and not a word
        drawn.said = [Said(one, Answer.YES) if is_quick else self._said(one, spirit, (last or {}).get(one.code)) for one in self.questions]
        drawn.parts = self._parts(places)
        return drawn

    def send_in(self, drawn: Drawn, last_day: date) -> Drawn:
        """Within some days, at the latest on that one."""
        day = min(last_day, drawn.started_at.date() + timedelta(days=self.random.randint(0, 9)))
        drawn.submitted_at = max(at_hour(day, self.random.randint(9, 15)), drawn.started_at + timedelta(minutes=18))
        drawn.status = AuditStatus.SUBMITTED
        return drawn

    def break_off(self, drawn: Drawn, number: int) -> Drawn:
        """Only the first questions are answered so far, and nobody has said who took part."""
        drawn.said, drawn.parts = drawn.said[:number], []
        return drawn

    def _said(self, question: AuditQuestion, spirit: float, last: str | None) -> Said:
        chance = self.random
        answer = last if last and chance.random() < AS_LAST_YEAR else self._answer(question, spirit)
        said = Said(question, answer)
        words = (GAP_COMMENTS if said.is_gap else GOOD_COMMENTS if answer == Answer.YES else {}).get(question.code, ())
        if words and chance.random() < (0.55 if said.is_gap else 0.3):
            said.comment = chance.choice(words)
        if said.is_gap and chance.random() < 0.05:
            said.view = chance.choice(VIEWS)
        if said.is_gap and chance.random() < ASKS_FOR_HELP:
            hindrance = chance.choice(Hindrance.values)
            said.help = hindrance, chance.choice(("", *HELP_NOTES[hindrance]))
        return said

    def _answer(self, question: AuditQuestion, spirit: float) -> str:
        yes, partly, no = SHARES.get(question.code, USUAL)
        better = round((spirit - MIDDLING) * 45)
        yes = min(95, max(10, yes + better))
        return self.random.choices(
            list(Answer.values), (yes, max(1, partly - better // 2), max(1, no - better // 3), max(1, 100 - yes - partly - no))
        )[0]

    def _parts(self, places: Sequence[AuditPlace]) -> list[Taken]:
        """Managers as the organisation calls them; representatives by name where known; the others by number."""
        chance = self.random
        parts: list[Taken] = []
        managers = dict.fromkeys(place.manager_id for place in places if place.manager_id)
        parts += [(Part.MANAGER, 1, self.titles.get(pk, ""), pk) for pk in managers]
        amrs = dict.fromkeys(self.places[place.unit_id].amr_id for place in places if place.unit_id in self.places)
        for amr in amrs:
            if amr and amr not in managers and chance.random() < 0.86:
                parts.append((Part.REPRESENTATIVE, 1, "", amr if chance.random() < 0.7 else None))
        if chance.random() < 0.3:
            parts.append((Part.UNION, 1, "", None))
        if chance.random() < 0.65:
            parts.append((Part.STAFF, chance.randint(2, 11), "", None))
        return parts
