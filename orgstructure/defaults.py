"""Levels and role words a region starts with; rows afterwards, which the region changes as it likes (R6)."""

from typing import Any

# code, names, order, group?, name pattern, depth
LEVELS: tuple[dict[str, Any], ...] = (
    {
        "code": "rmu",
        "order": 10,
        "name": {"da": "Regions-MED-udvalg", "sv": "Regionens samverkansgrupp", "en": "Regional committee"},
        "name_pattern": r"^(RMU|regions?-?\s?MED|RegionH MED)",
        "depth": 0,
    },
    {
        "code": "vmu",
        "order": 20,
        "name": {"da": "MED-udvalg for hospital eller virksomhed", "sv": "Sjukhusets samverkansgrupp", "en": "Hospital committee"},
        "name_pattern": r"^(VMU|HMU|FMU|virksomheds-?\s?MED|hoved-?\s?MED)",
        "depth": 1,
    },
    {
        "code": "lmu",
        "order": 30,
        "name": {"da": "Lokalt MED-udvalg", "sv": "Lokal samverkansgrupp", "en": "Local committee"},
        "name_pattern": r"^(LMU\d?|CMU|AMU|lokal(t|e)?\s?-?MED|personalemøde med MED)",
        "depth": 2,
    },
    {
        "code": "amg",
        "order": 40,
        "is_group": True,
        "name": {"da": "Arbejdsmiljøgruppe", "sv": "Skyddsgrupp", "en": "Work-environment group"},
        "name_pattern": r"^(AMG|arbejdsmiljøgruppe|skyddsgrupp)",
        "depth": 3,
    },
)

ROLE_WORDS: dict[str, tuple[str, ...]] = {
    "amr": ("amr", "arbejdsmiljørepræsentant", "sikkerhedsrepræsentant", "skyddsombud", "huvudskyddsombud"),
    "leader": ("arbejdsmiljøleder", "daglig arbejdsmiljøleder", "leder af arbejdsmiljøgruppen", "amg-leder", "arbejdsleder"),
    "chair": ("formand", "forperson", "udvalgsformand", "ordförande"),
    "vice_chair": ("næstformand", "næstforperson", "vice ordförande"),
    "member": ("medlem", "ledelsesrepræsentant", "medarbejderrepræsentant", "lederrepræsentant", "ledamot"),
    "steward": ("tr", "tillidsrepræsentant", "ftr", "fællestillidsrepræsentant", "facklig företrädare"),
    "deputy": ("suppleant", "amr-suppleant", "tr-suppleant", "personlig suppleant", "stedfortræder", "ersättare"),
    "coordinator": ("arbejdsmiljøkoordinator", "lokal arbejdsmiljøkoordinator"),
}


def bring_in(level: Any, role_word: Any) -> None:
    """Make what is not there; touches no row that is. Takes the models, so that a migration can call it."""
    for row in LEVELS:
        level.objects.get_or_create(code=row["code"], defaults=row)
    for role, words in ROLE_WORDS.items():
        for word in words:
            role_word.objects.get_or_create(word=word, defaults={"role": role})
