"""Plans from before the column: the latest of what their traces tell.

An edit is known from the history alone, and counts where a person made it: the organisation's feed touches nothing.
"""

from django.db import migrations

FROM_TRACES = """
    UPDATE actionplans_actionplan p SET touched_at = greatest(
        p.created_at,
        (SELECT max(at) FROM actionplans_planmove WHERE plan_id = p.id),
        (SELECT max(at) FROM actionplans_followup WHERE plan_id = p.id),
        (SELECT max(at) FROM actionplans_effectevaluation WHERE plan_id = p.id),
        (SELECT max(at) FROM actionplans_deadlinechange WHERE plan_id = p.id),
        (SELECT max(done_on)::timestamp AT TIME ZONE 'Europe/Copenhagen' FROM actionplans_measure WHERE plan_id = p.id),
        (
            SELECT max(e.pgh_created_at)
            FROM actionplans_actionplanevent e JOIN pghistory_context c ON c.id = e.pgh_context_id
            WHERE e.pgh_obj_id = p.id AND c.metadata->>'user' IS NOT NULL
        )
    ) WHERE p.touched_at IS NULL
"""


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0005_plan_touched_at"), ("pghistory", "0007_auto_20250421_0444")]

    operations = [migrations.RunSQL(FROM_TRACES, migrations.RunSQL.noop)]
