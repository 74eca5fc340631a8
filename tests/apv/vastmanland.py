"""A year with the totals that Region Västmanland published for 2023, as 242 audits with answers, actions and participants of their own.

The totals stand here and in the tests alone; the product reads the rows, which add up to them. Nobody knows how they were spread
over the audits: that is drawn. The questions are our own, in the same order of themes.
"""

import random
from collections import Counter

from apv.shipped.audit import QUESTIONS

AUDITS = 242
ADMINISTRATIONS = {"Förvaltning Nord": 92, "Förvaltning Syd": 61, "Förvaltning Öst": 47, "Förvaltning Väst": 28, "Regionkontoret": 14}
ACTIONS = (11, 21, 31, 25, 6, 0, 12, 6, 26, 9, 5, 16, 7, 11, 10, 26, 6, 16, 9, 0, 0, 0, 8, 4, 8, 21)
ROLES = {
    "Enhetschef": 115,
    "Verksamhetschef": 32,
    "Arbetsgivare": 44,
    "": 93,
    "Skyddsombud": 89,
    "Facklig företrädare": 61,
    "Medarbetare": 459,
}
HEAD = ("Egenkontroll", "Förvaltning", "Fråga", "Svar", "Kommentar", "Åtgärder")


def answers(seed: int = 2023, *, times: int = 1) -> list[list[object]]:
    """A line for each audit and question; actions now as a number, now in words. `times` makes a larger region of it."""
    drawn = random.Random(seed)
    total = AUDITS * times
    actions = [Counter(drawn.randrange(total) for _one in range(number * times)) for number in ACTIONS]
    where = [name for name, number in ADMINISTRATIONS.items() for _one in range(number * times)]
    rows: list[list[object]] = []
    for audit in range(total):
        for number, question in enumerate(QUESTIONS, start=1):
            many = actions[number - 1][audit]
            answer = drawn.choice(("Delvis", "Nej")) if many else drawn.choices(("Ja", "Delvis", "Ej aktuellt"), (85, 10, 5))[0]
            words = many if number % 2 else "\n".join(f"Vi tar upp fråga {number} på APT, del {part + 1}" for part in range(many))
            comment = f"Vi vill bli bättre på detta i grupp {audit}." if answer == "Nej" else ""
            rows.append([audit + 1, where[audit], f"{number}. {question.text['sv']}", answer, comment, words or ""])
    return rows


def people(seed: int = 2023, *, times: int = 1) -> list[list[object]]:
    """A line for each audit and role that took part in it, with how many."""
    drawn = random.Random(seed + 1)
    rows: list[list[object]] = []
    for role, number in ROLES.items():
        counts = Counter(drawn.randrange(AUDITS * times) for _one in range(number * times))
        rows += [[audit + 1, role, many, ""] for audit, many in sorted(counts.items())]
    return rows
