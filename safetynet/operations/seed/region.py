"""An invented region as the four files of the organisation feed, made the same from the same seed.

CPR numbers belong to birth dates before 1900 (seventh digit 5-8, year above 57), so they are nobody's.
"""

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from safetynet.operations.seed import names

NAMESPACE = uuid.UUID("5afe7000-0000-4000-8000-000000000000")
Staff = tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Scale:
    """How large the region is."""

    hospitals: int
    departments: int
    wards: tuple[int, int]
    psychiatric_wards: int
    people_a_ward: tuple[int, int]
    plans: int
    cases: int
    is_one_transaction: bool = True
    has_surveys: bool = True


SCALES = {
    "demo": Scale(hospitals=1, departments=16, wards=(1, 3), psychiatric_wards=3, people_a_ward=(15, 28), plans=520, cases=2_300),
    "region": Scale(
        hospitals=10,
        departments=22,
        wards=(7, 9),
        psychiatric_wards=12,
        people_a_ward=(17, 23),
        plans=100_000,
        cases=60_000,
        is_one_transaction=False,
        has_surveys=False,
    ),
}


@dataclass
class Person:
    """One invented employee."""

    number: str
    cpr: str
    first_name: str
    last_name: str
    title: str
    profession: str
    union: str
    starts_on: date
    manager_number: str = ""
    ends_on: date | None = None


@dataclass
class Node:
    """A unit with its people; `committee` is the MED unit made for it."""

    name: str
    kind: str
    parent: "Node | None"
    staff: Staff
    leader: Person | None = None
    people: list[Person] = field(default_factory=list)
    has_group: bool = True

    @property
    def code(self) -> str:
        """The unit's key in the feed."""
        return str(uuid.uuid5(NAMESPACE, f"unit {self.name}"))

    @property
    def committee_code(self) -> str:
        """The key of its committee or group."""
        return str(uuid.uuid5(NAMESPACE, f"med {self.name}"))


Seat = tuple[Person, Node, str, str, date, date | None]


class Region:
    """Builds the tree and its people; `write(folder)` writes the feed."""

    def __init__(self, scale: Scale, *, seed: int, today: date, name: str) -> None:
        """Everything is decided here, from the seed alone."""
        self.scale, self.today, self.random = scale, today, Random(f"region {seed}")
        self.nodes: list[Node] = []
        self.used_cpr: set[str] = set()
        self.next_number = 10_000
        self.root = self._node(name, "region", None, names.OFFICE_STAFF)
        for hospital in names.HOSPITALS[: scale.hospitals]:
            self._enterprise(hospital, names.SOMATIC[: scale.departments], names.CLINICAL_STAFF, scale.wards)
        wards = (scale.psychiatric_wards, scale.psychiatric_wards)
        self._enterprise("Psykiatrien", names.PSYCHIATRIC, names.PSYCHIATRIC_STAFF, wards)
        self._enterprise("Servicecentret", names.SERVICE, names.SERVICE_STAFF, (1, 2))
        self._enterprise("Koncernadministrationen", names.OFFICE, names.OFFICE_STAFF, (1, 1))
        self._people()
        self.seats = list(self._seats())

    def _node(self, name: str, kind: str, parent: Node | None, staff: Staff) -> Node:
        node = Node(name, kind, parent, staff)
        self.nodes.append(node)
        return node

    def _enterprise(self, name: str, departments: tuple[str, ...], staff: Staff, wards: tuple[int, int]) -> None:
        enterprise = self._node(name, "enterprise", self.root, names.OFFICE_STAFF)
        for title in departments:
            department = self._node(f"{title}, {name}", "department", enterprise, staff)
            count = self.random.randint(*wards)
            for number in range(1, max(count, 3 if title == names.SOMATIC[1] else 1) + 1):  # the personas' department has three
                ward = self._node(f"{title} – afsnit {number}, {name}", "ward", department, staff)
                ward.has_group = self.random.random() > 0.03 or number == 1

    def _people(self) -> None:
        titles = {"region": "Koncerndirektør", "enterprise": "Direktør", "department": "Afdelingsleder", "ward": "Afsnitsleder"}
        for node in self.nodes:
            boss = node.parent.leader.number if node.parent and node.parent.leader else ""
            node.leader = self._person(titles[node.kind], "Ledelse", "Djøf" if node.kind != "ward" else "DSR", boss)
            extra = self.random.randint(*self.scale.people_a_ward) if node.kind == "ward" else 3
            for _ in range(extra):
                title, profession, union = self.random.choice(node.staff)
                node.people.append(self._person(title, profession, union, node.leader.number))

    def _person(self, title: str, profession: str, union: str, manager_number: str) -> Person:
        self.next_number += self.random.randint(1, 4)
        starts_on = self.today - timedelta(days=self.random.choice((self.random.randint(20, 700), self.random.randint(700, 9000))))
        ends_on = self.today + timedelta(days=self.random.randint(20, 200)) if self.random.random() < 0.01 else None
        first, last = self.random.choice(names.FIRST_NAMES), self.random.choice(names.LAST_NAMES)
        return Person(f"{self.next_number:05d}", self._cpr(), first, last, title, profession, union, starts_on, manager_number, ends_on)

    def _cpr(self) -> str:
        while True:
            born = date(1860, 1, 1) + timedelta(days=self.random.randint(0, 365 * 39))
            cpr = f"{born:%d%m%y}{self.random.randint(5, 8)}{self.random.randint(0, 999):03d}"
            if cpr not in self.used_cpr:
                self.used_cpr.add(cpr)
                return cpr

    def _seats(self) -> "list[Seat]":
        seats: list[Seat] = []
        for node in self.nodes:
            if node.leader is None or not node.has_group:
                continue
            if node.kind == "ward":
                seats += self._group_seats(node)
            else:
                seats += self._committee_seats(node)
        return seats

    def _group_seats(self, node: Node) -> "list[Seat]":
        assert node.leader is not None  # noqa: S101  every node has one once the people are there
        seats: list[Seat] = [(node.leader, node, "Arbejdsmiljøleder", "", self._since(node.leader), None)]
        if self.random.random() > 0.06 or "afsnit 1" in node.name:
            amr = node.people[0]
            seats.append((amr, node, "AMR", amr.union, self._since(amr, 700), None))
        return seats

    def _committee_seats(self, node: Node) -> "list[Seat]":
        assert node.leader is not None  # noqa: S101
        seats: list[Seat] = [(node.leader, node, "Formand", "", self._since(node.leader), None)]
        below = [person for child in self.nodes if child.parent is node for person in ([child.leader] if child.leader else [])]
        staff = [person for child in self.nodes if child.parent is node for person in child.people[1:3]] or node.people
        vice = staff[0]
        seats.append((vice, node, "Næstformand, TR", vice.union, self._since(vice), None))
        seats += [(person, node, "Medlem", person.union, self._since(person), None) for person in [*below[:3], *staff[1:4]]]
        return seats

    def _covering(self, place: int) -> list[str]:
        """The unit's own committee or group; offices above the wards belong to the group of the first ward below them (R1)."""
        node = self.nodes[place]
        own = [node.committee_code] if node.has_group else []
        return own if node.kind == "ward" else [*own, next(n.committee_code for n in self.nodes[place:] if n.kind == "ward")]

    def _since(self, person: Person, within: int = 1400) -> date:
        return max(person.starts_on, self.today - timedelta(days=self.random.randint(30, within)))

    def write(self, folder: Path) -> None:
        """Write the four files of the feed."""
        mail = "region-eksempel.invalid"
        units = [
            (n.name, n.code, n.parent.code if n.parent else "", str(1_000_000_000 + i), ",".join(self._covering(i)))
            for i, n in enumerate(self.nodes)
        ]
        _write(
            folder / "adm-org-units.csv", "Afdelingsnavn Afdelingskode Forældreafdelingskode Pnummer Arbejdsmiljøorganisationkode", units
        )
        engagements = [
            (p.number, p.cpr, p.first_name, p.last_name, f"{_login(p)}@{mail}", n.code, p.starts_on.isoformat(),
             p.ends_on.isoformat() if p.ends_on else "", p.manager_number, _login(p), p.title, p.profession)
            for n in self.nodes for p in ([n.leader] if n.leader else []) + n.people
        ]  # fmt: skip
        head = (
            "Medarbejdernummer CPR Fornavn Efternavn Mail Afdelingskode Startdato Slutdato LedersMedarbejdernummer "
            "Brugernavn Titel Faggruppe"
        )
        _write(folder / "adm-engagements.csv", head, engagements)
        committees = [(_med_name(n), n.committee_code, n.parent.committee_code if n.parent else "") for n in self.nodes if n.has_group]
        _write(folder / "med-org-units.csv", "Afdelingsnavn Afdelingskode Forældreafdelingskode", committees)
        seats = [
            (p.cpr, n.committee_code, since.isoformat(), until.isoformat() if until else "", word.strip(), union)
            for p, n, words, union, since, until in self.seats
            for word in words.split(",")
        ]
        _write(folder / "med-associations.csv", "CPR Afdelingskode Startdato Slutdato Hverv Hovedorganisation", seats)


def _med_name(node: Node) -> str:
    prefix = {"region": "RMU", "enterprise": "HMU", "department": "LMU", "ward": "AMG"}[node.kind]
    return f"{prefix} – {node.name}"


def _login(person: Person) -> str:
    table = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
    return (person.first_name[:2] + person.last_name[:2]).lower().translate(table) + person.number


def _write(path: Path, header: str, rows: Sequence[tuple[str, ...]]) -> None:
    """As the real exporter does: csv with `|`, then every `|` doubled."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter="|", quoting=csv.QUOTE_NONE, escapechar="\\", lineterminator="\n")
    writer.writerow(header.split())
    writer.writerows(rows)
    path.write_text(text.getvalue().replace("|", "||"), encoding="utf-8")
