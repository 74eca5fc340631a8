"""The learning bank: closed plans drafted as examples by the system, read by a person, shared or withheld."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionplans.errors import StaleError
from actionplans.models import ActionPlan, LearningExample, Status
from actionplans.models.choices import FINAL_VERDICTS
from actionplans.scrubbing import Scrubber
from orgstructure.headcount import Headcount
from orgstructure.models import Committee, Engagement, Unit, User

MOST_AT_ONCE: Final = 100
FEWEST_ALIKE: Final = 5  # of that kind and size in the region: fewer could be recognised
PROBLEM, LONGEST = 300, 1500
WARD: Final = gettext_lazy("A ward")
# Parts of a unit's name, lower case, and what that makes it; the first that fits.
KINDS: Final = (
    (("sengeafsnit", "sengeafdeling"), WARD),
    (("ambulatori", "klinik", "dagafsnit", "daghospital", "dagkirurgi"), gettext_lazy("An outpatient clinic")),
    (("operation", "intensiv", "anæstesi", "akut", "skadestue", "modtagelse"), gettext_lazy("An acute, surgical or intensive unit")),
    (("laborator", "røntgen", "radiologi", "billed", "patologi", "blodbank"), gettext_lazy("A laboratory or imaging unit")),
    (
        ("køkken", "rengøring", "service", "teknisk", "teknik", "drift", "depot", "værksted", "portør", "byggeri"),
        gettext_lazy("A technical or service unit"),
    ),
    (("bosted", "botilbud", "institution", "skole", "socialt", "specialtilbud"), gettext_lazy("A residential or teaching unit")),
    (("stab", "administration", "sekretariat", "kontor", "økonomi", "kommunikation", "koncern"), gettext_lazy("An administrative unit")),
    (("afsnit",), WARD),
)
ANY_KIND: Final = gettext_lazy("A unit")
BANDS: Final = ((10, gettext_lazy("fewer than 10 employees")), (20, gettext_lazy("10 to 19 employees")),
                (50, gettext_lazy("20 to 49 employees")), (100, gettext_lazy("50 to 99 employees")))  # fmt: skip
LARGEST_BAND: Final = gettext_lazy("100 employees or more")


def kind_of(name: str) -> str:
    """What kind of unit a name tells of."""
    low = name.lower()
    return str(next((kind for words, kind in KINDS if any(word in low for word in words)), ANY_KIND))


def band_of(employees: int) -> str:
    """How many work there, in steps wide enough for many units."""
    return str(next((band for below, band in BANDS if employees < below), LARGEST_BAND))


@dataclass(frozen=True)
class KindsOfUnits:
    """How many units of the region there are of each kind and size, read once a run."""

    now: datetime

    @cached_property
    def _employees(self) -> Headcount:
        return Headcount.of(localdate(self.now))

    @cached_property
    def _alike(self) -> Counter[tuple[str, str]]:
        units = Unit.objects.existing(localdate(self.now)).values_list("pk", "name")
        return Counter((kind_of(name), band_of(self._employees.within([pk]))) for pk, name in units)

    def of(self, unit: Unit) -> str:
        """“A ward, 20 to 49 employees”; said more widely where too few units are like it."""
        kind, band = kind_of(unit.name), band_of(self._employees.within([unit.pk]))
        if self._alike[kind, band] >= FEWEST_ALIKE:
            return _("%(kind)s with %(size)s") % {"kind": kind, "size": band}
        if sum(count for (one, _band), count in self._alike.items() if one == kind) >= FEWEST_ALIKE:
            return kind
        return str(ANY_KIND)


def draft(*, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """Make examples of closed plans that have none, the newest first; how many. Confidential plans never become one.

    A plan that is only asked to be confirmed, or says no measure, waits.
    """
    closed = ActionPlan.objects.filter(
        status=Status.CLOSED, is_confidential=False, example=None, closing_evaluation__verdict__in=FINAL_VERDICTS
    )
    ready = closed.exclude(measures=None).exclude(title="").select_related("unit", "closing_evaluation", "theme")
    plans = list(ready.prefetch_related("measures", "people__user", "evaluations__by").order_by("-ended_at", "-pk")[:most])
    kinds = KindsOfUnits(now)
    with translation.override(settings.LANGUAGE_CODE):
        return sum(_draft(plan, kinds, now) for plan in plans)


def _draft(plan: ActionPlan, kinds: KindsOfUnits, now: datetime) -> bool:
    if plan.closing_evaluation is None or plan.ended_at is None:
        return False
    scrubber, said = scrubber_of(plan), plan.closing_evaluation
    did = "\n".join(measure.text for measure in plan.measures.all())
    learned = "\n".join(text for text in (said.wanted_effects, said.unwanted_effects) if text)
    try:
        with transaction.atomic():
            LearningExample.objects.create(
                plan=plan, theme=plan.theme, kind_of_unit=kinds.of(plan.unit), problem=scrubber.scrub(plan.title)[:PROBLEM],
                did=scrubber.scrub(did)[:LONGEST], verdict=said.verdict, learned=scrubber.scrub(learned)[:LONGEST],
                closed_year=localdate(plan.ended_at).year, drafted_at=now,
            )  # fmt: skip
    except IntegrityError:  # another run has made it meanwhile
        return False
    return True


def scrubber_of(plan: ActionPlan) -> Scrubber:
    """The names of everybody on the plan and in the unit, now or before, and of the places around it. Four queries."""
    on_plan = {plan.owner_id, plan.evaluator_id, plan.created_by_id, plan.immediate_measure_by_id, plan.confirm_by_id, plan.unit.manager_id}
    on_plan |= {person for measure in plan.measures.all() for person in (measure.responsible_id, measure.done_by_id)}
    on_plan |= {row.user_id for row in plan.people.all()} | {row.by_id for row in plan.evaluations.all()}
    here = Engagement.objects.filter(unit=plan.unit).values("user")
    people = User.objects.filter(pk__in=[pk for pk in on_plan if pk]) | User.objects.filter(pk__in=here)
    units = Unit.objects.filter(pk__in=[plan.unit_id, *plan.unit.ancestor_ids()])
    committees = Committee.objects.filter(coverages__unit__in=units)
    places = {*units.values_list("name", flat=True), *committees.values_list("name", flat=True), settings.REGION_NAME}
    return Scrubber.of(people=[f"{one.first_name} {one.last_name}" for one in people], places=places)


@transaction.atomic
def share(*, example: LearningExample, problem: str, did: str, learned: str, version: int, by: User, now: datetime) -> bool:
    """Read and shared, with the words as they were put right; True where names were taken out of them once more.

    `StaleError` when somebody else has read it meanwhile.
    """
    scrubber = scrubber_of(example.plan)
    written = {"problem": problem, "did": did, "learned": learned}
    words = {name: scrubber.scrub(text)[: PROBLEM if name == "problem" else LONGEST] for name, text in written.items()}
    _read(example, LearningExample.State.SHARED, words, version=version, by=by, now=now)
    return words != written


@transaction.atomic
def withhold(*, example: LearningExample, version: int, by: User, now: datetime) -> None:
    """Not to be shared, or no longer. `StaleError` when somebody else has read it meanwhile."""
    _read(example, LearningExample.State.WITHHELD, {}, version=version, by=by, now=now)


def _read(example: LearningExample, state: str, words: dict[str, str], *, version: int, by: User, now: datetime) -> None:
    rows = LearningExample.objects.filter(pk=example.pk, version=version)
    if not rows.update(**words, state=state, read_at=now, read_by=by, version=F("version") + 1):
        raise StaleError
    example.refresh_from_db()
