"""How many have answered, told so coarsely that nobody can count: the response rate (svarprocent)."""

LEAST_INVITED = 10
FINE_FROM = 40  # from so many invited a step of 5 per cent is two people or more; below, one of 20 is
FINE, COARSE = 5, 20


def share_of(answered: int, invited: int) -> int | None:
    """Per cent in steps of 5, of 20 where fewer than 40 are invited, never none or all; None below ten invited.

    The same is reckoned in SQL for every unit at once (`usecases/inviting.py`).
    """
    if invited < LEAST_INVITED:
        return None
    step = FINE if invited >= FINE_FROM else COARSE
    nearest = step * ((200 * answered + step * invited) // (2 * step * invited))  # halves up, as Postgres does
    return max(step, min(100 - step, nearest))
