"""One verb: the cases of the region, the ward's stories, and what stands around them."""

from collections.abc import Callable, Sequence
from datetime import date

from orgstructure.models import DemoPersona
from safetynet.common.clock import at_hour
from safetynet.operations.seed.injuries.history import write_denominators, write_history, write_rules
from safetynet.operations.seed.injuries.reactions import write_reactions
from safetynet.operations.seed.injuries.reads import write_reads
from safetynet.operations.seed.injuries.ward import WardCases
from safetynet.operations.seed.stories import Place


def write_injuries(found: Sequence[Place], ward: Place, *, seed: int, today: date, cases: int, say: Callable[[str], None]) -> None:
    """Through the product's own use cases for the personas' ward, in bulk for the years before."""
    people = {row.code: row.user for row in DemoPersona.objects.select_related("user")}
    say(f"Writing {cases} injuries and near misses")
    write_history(found, seed=seed, now=at_hour(today, 5), cases=cases)
    WardCases(ward, seed=seed, today=today).write()
    write_reads(seed=seed, ward_id=ward.unit_id, today=today)
    write_denominators(seed=seed, today=today, by=people["consultant"])
    write_rules(today=today, by=people["consultant"])
    write_reactions(seed=seed, today=today, by=people["head_of_work_environment"])
