"""The database itself refuses to change or delete an event of the audit trail, its subjects and its seals."""

from typing import Any

from django.db import migrations

TABLES = ("records_event", "records_subject", "records_seal")


def forbid(apps: Any, editor: Any) -> None:
    """Triggers that raise; whoever removes them still breaks the chain of seals."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE FUNCTION records_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the audit trail is append-only'; END $$"
        )
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(_trigger(editor.connection.vendor, table, verb))


def allow(apps: Any, editor: Any) -> None:
    """Take the triggers away."""
    postgresql = editor.connection.vendor == "postgresql"
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(
                f"DROP TRIGGER IF EXISTS {table}_no_{verb.lower()}" + (f" ON {table}" if postgresql else "")
            )
    if postgresql:
        editor.execute("DROP FUNCTION IF EXISTS records_append_only()")


def _trigger(vendor: str, table: str, verb: str) -> str:
    name = f"{table}_no_{verb.lower()}"
    if vendor == "postgresql":
        return (
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION records_append_only()"
        )
    return (
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
    )


class Migration(migrations.Migration):
    """After the tables are there."""

    dependencies = (("records", "0001_initial"),)
    operations = (migrations.RunPython(forbid, allow),)
