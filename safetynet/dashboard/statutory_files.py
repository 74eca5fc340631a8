"""The statutory plan as a table for a spreadsheet: one line for each member, and one for each gap."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgstructure.models import Seat
from orgstructure.statutory import CommitteeThen, StatutoryPlan
from safetynet.common.tablefiles import Cell

TABLE_HEAD = (
    gettext_lazy("As of"), gettext_lazy("Committee or group"), gettext_lazy("Level"), gettext_lazy("Name"), gettext_lazy("Role"),
    gettext_lazy("Elected or designated"), gettext_lazy("Union"), gettext_lazy("From"), gettext_lazy("Last day"), gettext_lazy("Deputy"),
    gettext_lazy("Mail"), gettext_lazy("Phone"), gettext_lazy("Units covered"), gettext_lazy("Employees covered"), gettext_lazy("Gap"),
)  # fmt: skip


def table_rows(plan: StatutoryPlan) -> Iterator[list[Cell]]:
    """Every committee with each of its members, also one where nobody sits; then what is missing."""
    for one in plan.committees:
        seats: Sequence[Seat | None] = one.seats or [None]
        for seat in seats:
            yield [*_place(plan, one), *_person(seat), ", ".join(unit.name for unit in one.covered), one.employees, ""]
    for gap in plan.gaps:
        empty: list[Cell] = [""] * (len(TABLE_HEAD) - 3)
        text = ". ".join(part for part in (str(gap.kind.label), gap.facts) if part)
        yield [plan.day, gap.subject, *empty, text]


def _place(plan: StatutoryPlan, one: CommitteeThen) -> list[Cell]:
    return [plan.day, one.name, one.committee.level_name]


def _person(seat: Seat | None) -> list[Cell]:
    if seat is None:
        return [_("Nobody"), "", "", "", None, None, "", "", ""]
    chosen = capfirst(str(seat.how_chosen.label)) if seat.how_chosen else ""
    deputy = (seat.deputy_for.get_full_name() if seat.deputy_for else _("yes")) if seat.is_deputy else ""
    person = seat.user
    return [
        person.get_full_name(), capfirst(str(seat.role_name)), chosen, seat.union, seat.valid_from, seat.last_day, deputy,
        person.email, person.phone,
    ]  # fmt: skip
