"""Plans from before the columns: verdicts and present place, as the triggers keep them from now on."""

from django.db import migrations

VERDICTS = """
    UPDATE actionplans_actionplan plan
    SET first_verdict_on = said.first_on, last_verdict_on = said.last_on, last_verdict = said.last
    FROM (
        SELECT plan_id, min("on") AS first_on,
            (array_agg("on" ORDER BY at DESC, id DESC))[1] AS last_on,
            (array_agg(verdict ORDER BY at DESC, id DESC))[1] AS last
        FROM actionplans_effectevaluation
        WHERE undone_at IS NULL AND verdict IN ('solved', 'partly', 'no_effect', 'worse')
        GROUP BY plan_id
    ) said
    WHERE plan.id = said.plan_id
"""
PLACES = """
    UPDATE actionplans_actionplan plan SET placed_on = place.valid_from
    FROM actionplans_planplacement place WHERE place.plan_id = plan.id AND place.valid_to IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0023_plan_outcome")]

    operations = [
        migrations.RunSQL(VERDICTS, migrations.RunSQL.noop),
        migrations.RunSQL(PLACES, migrations.RunSQL.noop),
    ]
