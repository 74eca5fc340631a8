"""What figures ask of a plan, kept on its row by the database itself: the first and last verdict, and since when the unit owns it.

Counted from the tables behind them, the figures of a region read 250,000 rows; from the plan's own row they read one index.
Triggers keep the columns, so no use case, import or repair can forget it; a test compares them with the tables.
"""

import pgtrigger

from actionplans.models.choices import FINAL_VERDICTS

_FINAL = ", ".join(f"'{verdict.value}'" for verdict in FINAL_VERDICTS)

VERDICTS = f"""
    UPDATE actionplans_actionplan plan
    SET first_verdict_on = said.first_on, last_verdict_on = said.last_on, last_verdict = coalesce(said.last, '')
    FROM (
        SELECT min("on") AS first_on,
            (array_agg("on" ORDER BY at DESC, id DESC))[1] AS last_on,
            (array_agg(verdict ORDER BY at DESC, id DESC))[1] AS last
        FROM actionplans_effectevaluation
        WHERE plan_id = coalesce(NEW.plan_id, OLD.plan_id) AND undone_at IS NULL AND verdict IN ({_FINAL})
    ) said
    WHERE plan.id = coalesce(NEW.plan_id, OLD.plan_id) AND (plan.first_verdict_on, plan.last_verdict_on, plan.last_verdict)
        IS DISTINCT FROM (said.first_on, said.last_on, coalesce(said.last, ''));
    RETURN NULL;
"""  # noqa: S608  codes of our own
PLACE = """
    UPDATE actionplans_actionplan plan SET placed_on = place.since
    FROM (
        SELECT min(valid_from) AS since FROM actionplans_planplacement
        WHERE plan_id = coalesce(NEW.plan_id, OLD.plan_id) AND valid_to IS NULL
    ) place
    WHERE plan.id = coalesce(NEW.plan_id, OLD.plan_id) AND plan.placed_on IS DISTINCT FROM place.since;
    RETURN NULL;
"""


def told_to_the_plan(name: str, statement: str) -> pgtrigger.Trigger:
    """After each change of a row: the plan's columns again, written only where they differ."""
    changes = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return pgtrigger.Trigger(name=name, when=pgtrigger.After, operation=changes, func=statement)
