"""The prevention ladder while a measure is written: where its words place it, and one idea from a step higher.

A guess and an idea, nothing more: the writer chooses the step, and nothing here stops a plan.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from actionplans.models.choices import LadderStep
from actionplans.models.themes import Topic
from actionplans.reports.measures import StepRecord, has_enough

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STEPS = tuple(LadderStep)
# Beginnings of words, Danish, Swedish and English; after `*` anywhere in a word, since Danish puts words together.
STEP_WORDS: dict[LadderStep, tuple[str, ...]] = {
    LadderStep.ELIMINATE: (
        "fjern", "udskift", "erstat", "afskaf", "undgå", "nedlæg", "reparer", "renset", "ombyg", "byg om", "skift til", "skift ud",
        "stop med", "holde op med", "køb kun", "fritag", "ta bort", "ersätt", "byt ut", "byt till", "undvik", "bygg om", "sluta",
        "remove", "replace", "eliminate", "avoid", "stop using", "rebuild", "repair",
    ),
    LadderStep.CHANGE: (
        "flyt", "omlæg", "fordel", "planlæg", "*plan ", "*planen", "*skema", "bemand", "normering", "ansæt", "hold ", "rækkefølge",
        "rotation", "roter", "fast person", "fast makker", "fast ", "pause", "indret", "omorganiser", "arbejdsgang", "arbejdsdeling",
        "kør ", "overlevering", "mødetid", "senest", "højst", "gør ", "lad ", "udsug", "ventilation", "prioriter", "aflast", "lägg om",
        "flytta", "*schema", "anställ", "rast", "inred", "arbetssätt", "omorganisera", "högst", "move ", "redistribute", "reorganis",
        "roster", "staffing", "break", "rotate",
    ),
    LadderStep.SHIELD: (
        "afskærm", "skærm af", "skærmvæg", "*værnemid", "*handske", "*lift", "hjælpemid", "sejl", "alarm", "*alarm", "lydplade", "lyddæmp",
        "støjdæmp", "høreværn", "mundbind", "*maske", "*briller", "glidestykke", "hæve", "vogn", "kanyleboks", "værn", "skridsikker",
        "sikkerhedssko", "bælte", "*solafskærm", "gelænder", "lås", "skydd", "*hjälpmedel", "larm ", "larmknapp", "handsk", "ljudabsorb",
        "*lyft", "hörselskydd", "munskydd", "shield", "guard", "glove", "hoist", "screen off", "protective",
    ),
    LadderStep.INSTRUCT: (
        "*kursus", "kurser", "undervis", "oplær", "instru", "*vejled", "uddan", "øv ", "øve ", "øvelse", "træn", "påmind", "mind ", "husk",
        "fokus", "mere fokus", "opmærksom", "informer", "information", "skilt", "plakat", "opslag", "fælles regler", "retningslinje",
        "procedure", "politik", "aftal", "tal om", "tale om", "drøft", "gennemgå", "*gennemgår", "temadag", "kampagne", "introduktion",
        "brush-up", "utbild", "kurs", "övning", "öva ", "träna", "påminn", "informera", "skylt", "regler", "riktlinj", "kom överens",
        "prata om", "gå igenom", "rutin", "temadag", "train", "course", "teach", "remind", "instruct", "guideline", "poster", "sign ",
    ),
    LadderStep.INDIVIDUAL: (
        "*samtale", "psykolog", "coach", "fysioterapi", "massage", "supervision", "*supervision", "mindfulness", "sundhedstilbud",
        "kollegastøtte", "stresshåndtering", "den enkelte", "krisehjælp", "vaccin", "motion", "hvile", "*samtal", "företagshälsovård",
        "den enskilda", "handledning", "friskvård", "krisstöd", "counselling", "therapy", "the individual",
    ),
}  # fmt: skip
# Support of one person and instruction leave the cause where it is, so the idea comes from the work itself.
HIGHER = {
    LadderStep.INDIVIDUAL: LadderStep.CHANGE,
    LadderStep.INSTRUCT: LadderStep.SHIELD,
    LadderStep.SHIELD: LadderStep.CHANGE,
    LadderStep.CHANGE: LadderStep.ELIMINATE,
}
# The problem's topic, and one idea on each of the three upper steps.
IDEAS: "dict[Topic, dict[LadderStep, _StrPromise]]" = {
    Topic.ACCIDENT: {
        LadderStep.SHIELD: _("Put something between people and the danger: an edge, a rail, a lock, an alarm within reach."),
        LadderStep.CHANGE: _("Change when, where or by how many it is done, so that nobody hurries past it or stands alone with it."),
        LadderStep.ELIMINATE: _("Take the danger away: repair, replace or rebuild what people fall over, cut themselves on or are hit by."),
    },
    Topic.ERGONOMIC: {
        LadderStep.SHIELD: _("Get an aid that carries the load, and hang it where it is used: a lift, a slide sheet, a table that rises."),
        LadderStep.CHANGE: _("Change the work: two at a time, another order, furniture moved, heavy tasks spread over the shift."),
        LadderStep.ELIMINATE: _("Do without the lift or the posture: can the load come in smaller parts, roll, or not be moved at all?"),
    },
    Topic.PHYSICAL: {
        LadderStep.SHIELD: _("Shield the place: sound panels, sun screens, a closed door, a quiet room to go to."),
        LadderStep.CHANGE: _("Separate what disturbs from those it disturbs: another room, another time, fewer at once."),
        LadderStep.ELIMINATE: _("Remove the source: turn off, move out or replace the machine, the printer or the lamp that troubles you."),
    },
    Topic.CHEMICAL: {
        LadderStep.SHIELD: _("Use closed systems, extraction at the source and the right gloves, and keep them where the work is done."),
        LadderStep.CHANGE: _("Handle it less often and by fewer: ready-mixed doses, one fixed place, one fixed time."),
        LadderStep.ELIMINATE: _("Substitute it: is there a milder product, or a way that needs none?"),
    },
    Topic.BIOLOGICAL: {
        LadderStep.SHIELD: _("Put protective equipment and hand disinfectant at every door where it is needed, in all sizes."),
        LadderStep.CHANGE: _("Change the flow: isolate first, keep clean and unclean apart, let fewer go in."),
        LadderStep.ELIMINATE: _("Cut the route: single rooms, disposables, safety needles, no more recapping."),
    },
    Topic.PSYCHOSOCIAL: {
        LadderStep.SHIELD: _("Shield people: somebody beside in hard situations, one who takes the telephone, an hour undisturbed."),
        LadderStep.CHANGE: _("Change the work: move tasks from the busiest hours, say who decides, plan breaks and time together."),
        LadderStep.ELIMINATE: _("Take a demand away: which task can stop, which rule clashes with another, which record is never read?"),
    },
    Topic.ABSENCE: {
        LadderStep.SHIELD: _("Relieve early: lighter tasks or fewer hours in the first weeks, agreed before the absence comes."),
        LadderStep.CHANGE: _("Look at the roster and the tasks behind it: late shifts in a row, lonely nights, the heaviest rooms."),
        LadderStep.ELIMINATE: _("Find what in the work makes people ill, and take that one thing away."),
    },
    Topic.OTHER: {
        LadderStep.SHIELD: _("Put something between people and the problem, so that it does not depend on everybody remembering."),
        LadderStep.CHANGE: _("Change how, when or by whom the work is done, so that the right way becomes the easy way."),
        LadderStep.ELIMINATE: _("Can the cause itself be removed? Then nobody needs to be careful."),
    },
}


@dataclass(frozen=True)
class LadderHint:
    """Where one measure stands, one idea from a step higher, and how both have fared among our own verdicts."""

    step: LadderStep
    is_guess: bool
    higher: LadderStep | None
    idea: str
    records: tuple[StepRecord, ...] = ()

    @property
    def number(self) -> int:
        """1 is the lowest step."""
        return len(STEPS) - STEPS.index(self.step)

    @property
    def rungs(self) -> list[bool]:
        """The steps from the lowest up, true where the measure stands."""
        return [step == self.step for step in reversed(STEPS)]


def step_of_words(text: str) -> LadderStep | None:
    """The step whose word comes first in the text, None when no word tells: “a course in using the lift” is a course."""
    found = [(place, -length, step) for step, patterns in _PATTERNS.items() for place, length in _places(patterns, text)]
    return min(found, key=lambda one: one[:2])[2] if found else None


def hint_for(text: str, *, chosen: str = "", topic: str = "", records: Iterable[StepRecord] = ()) -> LadderHint | None:
    """What to say beside a measure; None while neither its words nor its writer tell the step."""
    step = LadderStep(chosen) if chosen in LadderStep.values else step_of_words(text) if text.strip() else None
    if step is None or not text.strip():
        return None
    higher = HIGHER.get(step)
    ideas = IDEAS[Topic(topic) if topic in Topic.values else Topic.OTHER]
    told = tuple(record for wanted in (step, higher) for record in records if record.step == wanted and has_enough(record))
    return LadderHint(step, chosen != step, higher, str(ideas[higher]) if higher else "", told)


def _places(patterns: "Iterable[re.Pattern[str]]", text: str) -> Iterator[tuple[int, int]]:
    """Where the text has one of the words, and how long the word is."""
    for pattern in patterns:
        if hit := pattern.search(text):
            yield hit.start(), len(hit.group())


def _pattern(word: str) -> "re.Pattern[str]":
    begins = r"\b\w*" if word.startswith("*") else r"\b"
    ends = r"\b" if word.endswith(" ") else ""
    return re.compile(begins + re.escape(word.strip("* ")) + ends, re.IGNORECASE)


_PATTERNS = {step: [_pattern(word) for word in words] for step, words in STEP_WORDS.items()}
