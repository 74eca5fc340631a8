"""What a reading of the feed writes is kept by the database, row by row, while `safetynet.feed_run` says so.

Copies of whole tables before and after took longer than the reading, and took what others wrote meanwhile for its own.
"""

from django.db import migrations

KEEPS = """
CREATE FUNCTION feed_keeps_part(kept jsonb, names text[]) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    -- names: 'without' and the columns that are not kept, or 'only' and those that are
    SELECT CASE WHEN names[1] = 'without' THEN kept - names
        ELSE (SELECT jsonb_object_agg(key, value) FROM jsonb_each(kept) WHERE key = ANY(names)) END
$$;
CREATE FUNCTION feed_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    run bigint := nullif(current_setting('safetynet.feed_run', true), '')::bigint;
    names text[] := ARRAY(SELECT unnest(TG_ARGV));
BEGIN
    IF run IS NULL THEN
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO orgstructure_feedchange (run_id, "table", "row", before, after)
        SELECT run, TG_TABLE_NAME, n.id, NULL, feed_keeps_part(to_jsonb(n), names) FROM new_rows n
        ON CONFLICT (run_id, "table", "row") DO UPDATE SET after = EXCLUDED.after;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO orgstructure_feedchange (run_id, "table", "row", before, after)
        SELECT run, TG_TABLE_NAME, id, was, now FROM (
            SELECT n.id, feed_keeps_part(to_jsonb(o), names) AS was, feed_keeps_part(to_jsonb(n), names) AS now
            FROM new_rows n JOIN old_rows o ON o.id = n.id
        ) both_ WHERE was IS DISTINCT FROM now
        ON CONFLICT (run_id, "table", "row") DO UPDATE SET after = EXCLUDED.after;
    ELSE
        INSERT INTO orgstructure_feedchange (run_id, "table", "row", before, after)
        SELECT run, TG_TABLE_NAME, o.id, feed_keeps_part(to_jsonb(o), names), NULL FROM old_rows o
        ON CONFLICT (run_id, "table", "row") DO UPDATE SET after = NULL;
    END IF;
    RETURN NULL;
END $$;
"""
FORGETS = "DROP FUNCTION feed_keeps(); DROP FUNCTION feed_keeps_part(jsonb, text[]);"
WHOLE = ("unit", "unitperiod", "unitsuccession", "committee", "committeeperiod", "coverage", "engagement", "seat", "roleholding")
OF_PEOPLE = ("first_name", "last_name", "email", "cpr_hash", "cpr_encrypted")


def watch(table: str, *names: str) -> migrations.RunSQL:
    """Three triggers on a table: a transition table belongs to one kind of event."""
    told = ", ".join(f"'{name}'" for name in names)
    rows = {"insert": "NEW TABLE AS new_rows", "update": "NEW TABLE AS new_rows OLD TABLE AS old_rows", "delete": "OLD TABLE AS old_rows"}
    make = [
        f'CREATE TRIGGER feed_keeps_{event} AFTER {event.upper()} ON "{table}" REFERENCING {seen} '
        f"FOR EACH STATEMENT EXECUTE FUNCTION feed_keeps({told})"
        for event, seen in rows.items()
    ]
    return migrations.RunSQL("; ".join(make), "; ".join(f'DROP TRIGGER feed_keeps_{event} ON "{table}"' for event in rows))


class Migration(migrations.Migration):
    dependencies = [("orgstructure", "0012_reorganisation_line_sent_once")]
    operations = [
        migrations.RunSQL(KEEPS, FORGETS),
        *(watch(f"orgstructure_{name}", "without", "id", "name_sort") for name in WHOLE),
        watch("orgstructure_user", "only", *OF_PEOPLE),
    ]
