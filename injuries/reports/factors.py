"""What cause analyses found, as everybody may be told it: the factors of one finished year, in steps of the region's limit.

Factors overlap, and no split of `ShownCount` holds them. So they go by the rule of “seen before” (docs/decisions/0110): a figure of the
unit itself or none, where the engine lets it stand beside those of all other units, and only as a multiple of the limit.
"""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from injuries.models import CaseState, CauseAnalysis, Factor, InjuryPolicy
from injuries.recurrence import shown_level
from orgstructure.models import Unit

TELLING = 3


@dataclass(frozen=True)
class Found:
    """A factor with the number of finished analyses that name it: a lower bound."""

    factor: Factor
    at_least: int


def factors_of(units: Collection[Unit], year: int, policy: InjuryPolicy) -> tuple[Found, ...]:
    """The factors named most in these units with all below them, in a year that is over. One query."""
    by_factor: dict[str, Counter[str]] = defaultdict(Counter)
    finished = CauseAnalysis.objects.filter(finished_at__isnull=False, case__happened_on__year=year)
    for path, factors in finished.exclude(case__state=CaseState.WITHDRAWN).values_list("case__unit__path", "factors"):
        for factor in set(factors):
            by_factor[factor][path] += 1
    found = [Found(Factor(code), _at_least(counts, units, policy.hidden_below)) for code, counts in by_factor.items()]
    return tuple(sorted((one for one in found if one.at_least), key=lambda one: (-one.at_least, one.factor)))[:TELLING]


def _at_least(counts: Counter[str], units: Collection[Unit], limit: int) -> int:
    told = 0
    for unit in units:
        number = sum(cases for path, cases in counts.items() if path.startswith(unit.path))
        if number >= limit and shown_level(list(counts.items()), unit.path, limit) == unit.path:
            told += number - number % limit
    return told
