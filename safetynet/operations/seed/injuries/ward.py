"""The personas' ward: one case in every state, told on purpose, so that each page of the room has something to show at once."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from actionplans.models import ActionPlan
from injuries.models import Absence, Case, CaseKind, CaseState, CauseAnalysis, Decision, Factor, Feedback, Place, Report
from injuries.sealing import Health, Identity
from injuries.usecases import clockwork
from injuries.usecases.registering import NewAbsence, NewCase, register, register_unnamed
from orgstructure.models import DemoPersona, Unit, User
from safetynet.common.clock import at_hour
from safetynet.operations.seed import stories
from safetynet.operations.seed.injuries.rows import codes_of

SMOOTH_FLOORS = "Glatte gulve"


@dataclass(frozen=True)
class Told:
    """One case as the ward tells it; days count from today. `absent` are the first and the last day, the last None while it goes on."""

    day: int
    kind: CaseKind
    place: Place
    course: str
    phrase: str = ""
    who: int | None = None
    hour: int = 10
    harm: str = ""
    injury: str = ""
    body: tuple[str, ...] = ()
    suggestion: str = ""
    more: dict[str, object] = field(default_factory=dict)
    absent: tuple[int, int | None] | None = None
    is_kept: bool = False
    comment: str = ""
    done_now: str = ""
    expected: str = ""


class WardCases:
    """Tells them through the product's own use cases, each at its own time."""

    def __init__(self, ward: stories.Place, *, seed: int, today: date) -> None:
        """`ward` is the personas'; who is hurt is one of its colleagues by number, 0 the employee one can be."""
        people = {row.code: row.user for row in DemoPersona.objects.select_related("user")}
        self.random, self.today, self.people = Random(f"ward injuries {seed}"), today, people
        self.unit = Unit.objects.get(pk=ward.unit_id)
        self.manager, self.amr, self.administrator = people["manager"], people["amr"], people["injury_administrator"]
        known = {user.pk for user in people.values()}
        others = User.objects.in_bulk([pk for pk in ward.employee_ids if pk not in known])
        self.staff = [people["employee"], *(others[pk] for pk in ward.employee_ids if pk in others)]

    def write(self) -> None:
        """All of them, the oldest first."""
        for tell in (
            self._recognised, self._rejected, self._helped, self._near_misses, self._receipted, self._absence_came_later,
            self._violence, self._late, self._without_receipt, self._ready, self._disease, self._withdrawn, self._kept,
            self._unnamed, self._came_back, self._signed, self._today,
        ):  # fmt: skip
            tell()

    def _recognised(self) -> None:
        told = Told(
            -170, CaseKind.ACCIDENT, Place.BATHROOM, "En patient gled på vej fra badestolen og blev grebet i faldet.", "caught-patient",
            1, 9, "Smæld i skulderen.", "032", ("51",), "En bremse mere på badestolen.", {}, (-168, -150),
            comment="Vi var to, men den ene blev kaldt væk.", done_now="Badestolen er taget ud af brug.", expected="d14_20",
        )  # fmt: skip
        case = self._sent(told, signed=-168, sent=-160, receipt=-158)
        self._decided(case, Decision.RECOGNISED, -61)

    def _rejected(self) -> None:
        told = Told(
            -250, CaseKind.ACCIDENT, Place.CORRIDOR, "Foden hang fast i en ledning ved måleapparatet.", "trip", 2, 14, "Slået knæ.",
            "011", ("62",), "", {"may_claim": True}, comment="Ledningen lå tværs over gangen.", done_now="Ledningen er sat op.",
        )  # fmt: skip
        case = self._sent(told, signed=-249, sent=-242, receipt=-240)
        self._decided(case, Decision.REJECTED, -120)
        self._close(case, -110, "Ledningerne er nu i bakker under loftet.")

    def _helped(self) -> None:
        """Slipped on a floor just washed: analysed, and the plan that came of it helped."""
        told = Told(
            -146, CaseKind.ACCIDENT, Place.CORRIDOR, "Gulvet på gangen var lige vasket og ikke afmærket. Foden gled.", "slip-wet", 3, 7,
            "Øm hofte.", "011", ("61",), "Skilte, der bliver stående, til gulvet er tørt.",
            comment="Gulvet vaskes midt i det travleste.", done_now="Skilte sat op samme dag.",
        )  # fmt: skip
        case = self._signed_case(told, signed=-145)
        plan = ActionPlan.objects.published().filter(unit=self.unit, title__startswith=SMOOTH_FLOORS).order_by("pk").first()
        whys = ("Fordi gulvet var vådt.", "Fordi det vaskes klokken syv.", "Fordi rengøringens plan er fra før, vi mødte klokken syv.")
        self._analyse(case, -143, whys, (Factor.PLANNING, Factor.SPACE), plan=plan)
        self._close(case, -120, "Rengøringen vasker nu, før vi møder. Tak, fordi du sagde det.")

    def _near_misses(self) -> None:
        for day, place, course, phrase, who in (
            (-80, Place.PATIENT_ROOM, "Loftliften slap sejlet i den ene side, mens patienten var over sengen.", "caught-patient", 4),
            (-33, Place.TREATMENT, "En brugt kanyle lå i den blå affaldspose.", "needle", 2),
            (-4, Place.CORRIDOR, "Vand på gulvet under køleskabet. Den næste så det i tide.", "slip-wet", 5),
        ):
            told = Told(day, CaseKind.NEAR_MISS, place, course, phrase, who, 11, suggestion="Se på det, før nogen kommer til skade.")
            if day == -4:
                self._register(told)
                continue
            case = self._signed_case(told, signed=day + 1)
            self._analyse(case, day + 6, ("Fordi ingen har det som deres opgave.",), (Factor.ROUTINE,), reason="Rettet samme dag.")
            self._close(case, day + 9, "Krogene ses efter hver mandag." if day == -80 else "Der er nu en boks på hver vogn.")

    def _receipted(self) -> None:
        told = Told(
            -52, CaseKind.ACCIDENT, Place.COMMON, "Skabslågen stod åben i hovedhøjde bag hjørnet.", "bumped", 5, 12, "Flænge i panden.",
            "012", ("12",), "Låger, der lukker selv.", {}, (-51, -47),
            comment="Lågen har manglet sin fjeder længe.", done_now="Lågen har fået en fjeder.",
        )  # fmt: skip
        case = self._sent(told, signed=-50, sent=-43, receipt=-41)
        self._analyse(case, -44, ("Fordi fjederen var gået.", "Fordi ingen melder den slags ind."), (Factor.EQUIPMENT,))

    def _absence_came_later(self) -> None:
        """No absence at first, so there was nothing to tell and it was closed; then the back gave in."""
        told = Told(
            -38, CaseKind.ACCIDENT, Place.PATIENT_ROOM, "En patient skulle vendes og greb fat om nakken på kollegaen.", "lift-patient", 6,
            22, "Ondt i lænden.", "032", ("30",), "To om vendinger om natten.",
            comment="Der var kun én på stuen.", done_now="To om vendinger fra i nat.",
        )  # fmt: skip
        case = self._signed_case(told, signed=-37)
        self._analyse(case, -35, ("Fordi hun stod alene.", "Fordi der er to om natten."), (Factor.PEOPLE,), reason="Aftalen er ændret.")
        self._close(case, -30, "Fra nu af er I to om det.")
        now = self._at(-3, 12)
        Absence.objects.create(case=case, starts_on=self._day(-5), noted_at=now, noted_by=self.manager)
        clockwork.keep(case, now=now, by=self.manager)

    def _violence(self) -> None:
        told = Told(
            -12, CaseKind.VIOLENCE, Place.PATIENT_ROOM, "En uklar patient slog ud, da dropposen skulle skiftes.", "blow", 7, 3,
            "Slag på kinden.", "011", ("12",), "To på stuen om natten.", {"perpetrator": "citizen", "label": "VTC"}, (-11, -9),
            comment="Uroen stod ikke i overleveringen.", done_now="Fast vagt ved stuen.",
        )  # fmt: skip
        self._signed_case(told, signed=-11)

    def _late(self) -> None:
        told = Told(
            -23, CaseKind.ACCIDENT, Place.CORRIDOR, "Sengen skulle gennem en dør, der smækkede, og hånden kom i klemme.", "between", 8, 13,
            "Klemt hånd.", "011", ("53",), "Døren skal kunne stå åben.", {}, (-21, -14),
            comment="Dørpumpen er for stram.", done_now="Dørpumpen er stillet ned.",
        )  # fmt: skip
        self._signed_case(told, signed=-16)

    def _without_receipt(self) -> None:
        told = Told(
            -17, CaseKind.ACCIDENT, Place.OUTSIDE, "Stien fra parkeringen var ikke fejet, og bladene var våde.", "slip-ice", 9, 6,
            "Forstuvet håndled.", "032", ("55",), "Fej stien inden klokken seks.", {}, (-16, -8),
            comment="Meldt til Teknisk Drift.", done_now="Stien er fejet.", expected="d7_13",
        )  # fmt: skip
        self._sent(told, signed=-15, sent=-6, receipt=None)

    def _ready(self) -> None:
        told = Told(
            -11, CaseKind.ACCIDENT, Place.TREATMENT, "Slangen sprang af posen, og der kom stænk ind over brillerne.", "eye", 10, 15,
            "Stænk i øjet.", "062", ("13",), "Visir ved skift af poser.", {}, (-9, -8),
            comment="Visirerne hang i skabet.", done_now="Visirer er hængt op ved stuen.", expected="d1_3",
        )  # fmt: skip
        self._signed_case(told, signed=-9)

    def _disease(self) -> None:
        told = Told(
            -45, CaseKind.DISEASE, Place.PATIENT_ROOM, "Gentagne løft og vendinger gennem flere år.", "", 4, 9, "Vedvarende smerter.",
            "039", ("30",), comment="Henvist til egen læge, som melder det.",
        )  # fmt: skip
        self._signed_case(told, signed=-43)

    def _withdrawn(self) -> None:
        case = self._register(Told(-28, CaseKind.NEAR_MISS, Place.COMMON, "En stol væltede i fællesrummet.", "", 5))
        case.move("withdraw", ended_reason="Meldt to gange.")
        clockwork.act(case, "withdraw", CaseState.REGISTERED, by=self.manager, now=self._at(-27, 9))

    def _kept(self) -> None:
        """An offensive act that goes past the ward's own manager."""
        told = Told(
            -8, CaseKind.OFFENSIVE_ACT, Place.OFFICE, "Der blev gjort grin med min udtale foran andre, tredje gang på kort tid.", "", 3,
            10, "Ked af det og på vagt.", "111", ("71",), "Nogen udefra skal tale med os.", {"perpetrator": "internal"}, is_kept=True,
        )  # fmt: skip
        self._register(told)

    def _unnamed(self) -> None:
        event = {
            "happened_on": self._day(-5), "place_kind": Place.CORRIDOR, "course": "Nødudgangen er spærret af senge hver aften.",
            "suggestion": "En fast plads til de tomme senge.",
        }  # fmt: skip
        register_unnamed(CaseKind.OBSERVATION, self.unit, event, submission_id=self._number(), now=self._at(-5, 12))

    def _came_back(self) -> None:
        """The same floor again, after the plan was closed."""
        told = Told(
            -3, CaseKind.ACCIDENT, Place.CORRIDOR, "Gulvet var vådt igen, nu efter en vikar i rengøringen. Foden gled.", "slip-wet",
            11, 7, "Øm albue.", "011", ("52",), "Vikarerne skal kende aftalen.",
            comment="Aftalen holdt, til der kom en vikar.", done_now="Aftalen hænger nu i rengøringsrummet.",
        )  # fmt: skip
        self._signed_case(told, signed=-2)

    def _signed(self) -> None:
        """The employee one can be has a case, and somebody has read it."""
        told = Told(
            -14, CaseKind.ACCIDENT, Place.PATIENT_ROOM, "En kanyle lå i sengetøjet, da sengen blev redt.", "needle", 0, 8,
            "Stik i pegefingeren.", "012", ("54",), "En boks ved hver seng.",
            comment="Boksen stod på gangen.", done_now="Stuen er gået efter.",
        )  # fmt: skip
        self._signed_case(told, signed=-13)

    def _today(self) -> None:
        self._register(
            Told(0, CaseKind.ACCIDENT, Place.PATIENT_ROOM, "Sengen kørte ned på foden, bremsen var ikke trådt i.", "run-over", 1, 4,
                 "Trykket tå.", "011", ("65",), "Farvet mærke på bremsen."),
        )  # fmt: skip

    # The steps

    def _register(self, told: Told) -> Case:
        person = self.staff[told.who % len(self.staff)] if told.who is not None else None
        hurt = person if told.harm else None
        event: dict[str, Any] = {
            "happened_on": self._day(told.day), "happened_at": self._at(told.day, told.hour).time(), "place_kind": told.place,
            "course": told.course, "suggestion": told.suggestion, "phrase": told.phrase, **codes_of(told.phrase), **told.more,
        }  # fmt: skip
        absent = (NewAbsence(self._day(told.absent[0]), self._last(told.absent[1])),) if told.absent else ()
        chance = self.random
        identity = Identity(sex="f", age=chance.randint(24, 63), nationality="DK", occupation="Sygeplejerske", employment="permanent")
        health = Health(told.injury, told.body, "right", told.harm, expected_absence=told.expected)
        new = NewCase(
            kind=told.kind, unit=self.unit, event=event, submission_id=self._number(), injured=hurt, absent=absent,
            identity=identity if hurt else None, health=health if hurt else None,
            is_kept_from_manager=told.is_kept,
        )  # fmt: skip
        case, _new = register(new, by=person or self.manager, now=self._at(told.day, min(told.hour + 1, 23)))
        return case

    def _signed_case(self, told: Told, *, signed: int) -> Case:
        case, at = self._register(told), self._at(signed, 15)
        words = {"could_be_prevented": "yes", "manager_comment": told.comment, "done_now": told.done_now}
        case.move("sign", signed_at=at, signed_by=self.manager, **words)
        clockwork.act(case, "sign", CaseState.REGISTERED, by=self.manager, now=at)
        return case

    def _sent(self, told: Told, *, signed: int, sent: int, receipt: int | None) -> Case:
        case, at = self._signed_case(told, signed=signed), self._at(sent, 11)
        case.move("send")
        report = Report.objects.create(
            case=case, how=Report.How.FILE, due_at=case.due_at, duty=case.duty, sent_at=at, sent_by=self.administrator,
            submission_id=self._number(),
        )  # fmt: skip
        clockwork.act(case, "send", CaseState.SIGNED, by=self.administrator, now=at)
        if receipt is not None:
            report.receipt_number, report.receipt_on, report.receipt_by = f"EASY-D-{case.pk:06d}", self._day(receipt), self.administrator
            report.save(update_fields=["receipt_number", "receipt_on", "receipt_by"])
            case.move("receipt")
            clockwork.act(case, "receipt", CaseState.SENT, by=self.administrator, now=self._at(receipt, 10))
        return case

    def _decided(self, case: Case, decision: Decision, day: int) -> None:
        case.reports.update(decision=decision, decided_on=self._day(day))
        case.move("decide")
        clockwork.act(case, "decide", CaseState.RECEIPTED, by=self.administrator, now=self._at(day, 10))

    def _analyse(
        self, case: Case, day: int, whys: tuple[str, ...], factors: tuple[Factor, ...], *, reason: str = "", plan: ActionPlan | None = None
    ) -> None:
        CauseAnalysis.objects.create(
            case=case, whys=list(whys), factors=list(factors), conclusion="Det er måden, vi har lagt arbejdet på.",
            together_with="Leder og arbejdsmiljørepræsentant", no_plan_reason=reason, made_at=self._at(day, 13), made_by=self.amr,
            finished_at=self._at(day, 14), finished_by=self.amr, submission_id=self._number(),
        )  # fmt: skip
        if plan is not None:
            case.plans.add(plan)

    def _close(self, case: Case, day: int, said: str) -> None:
        was, at = case.state, self._at(day, 9)
        case.move("close", closed_at=at)
        clockwork.act(case, "close", was, by=self.manager, now=at)
        Feedback.objects.create(case=case, kind=Feedback.Kind.CLOSING, text=said, at=at, by=self.manager, submission_id=self._number())

    def _day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def _last(self, offset: int | None) -> date | None:
        return None if offset is None else self._day(offset)

    def _at(self, offset: int, hour: int) -> datetime:
        """What happens today has happened before anybody seeds."""
        return at_hour(self._day(offset), hour if offset else min(hour, 5))

    def _number(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)
