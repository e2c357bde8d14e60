"""An index of the words of people's names and of the areas above them: what the search reads.

PostgreSQL: a GIN index on an expression. SQLite: an FTS5 table that triggers keep.
"""

# ruff: noqa: S608 - every part of the SQL is ours

from typing import Any

from django.db import migrations

STEPS = (4, 8, 12, 16, 20, 24, 28)


def words(prefix: str = "") -> str:
    """As records.queries.words.words_sql has it: the two must say the same (a test compares them)."""
    paths = " || ' p' || ".join(f"substr({prefix}area_path, 1, {step})" for step in STEPS)
    return f"{prefix}name_key || ' p' || {paths}"


def build(apps: Any, editor: Any) -> None:
    """The index, filled with who is there already."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            "CREATE INDEX person_words ON records_person "
            f"USING gin (to_tsvector('simple'::regconfig, {words()})) WITH (fastupdate = off)"
        )
        return
    editor.execute("CREATE VIRTUAL TABLE records_person_words USING fts5(words, tokenize = 'ascii')")
    editor.execute(
        "CREATE TRIGGER person_words_added AFTER INSERT ON records_person BEGIN "
        f"INSERT INTO records_person_words(rowid, words) VALUES (new.id, {words('new.')}); END"
    )
    editor.execute(
        "CREATE TRIGGER person_words_changed AFTER UPDATE OF name_key, area_path ON records_person BEGIN "
        f"UPDATE records_person_words SET words = {words('new.')} WHERE rowid = new.id; END"
    )
    editor.execute(
        "CREATE TRIGGER person_words_gone AFTER DELETE ON records_person BEGIN "
        "DELETE FROM records_person_words WHERE rowid = old.id; END"
    )
    editor.execute(f"INSERT INTO records_person_words(rowid, words) SELECT id, {words()} FROM records_person")


def drop(apps: Any, editor: Any) -> None:
    """Take it away."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP INDEX person_words")
        return
    for what in ("added", "changed", "gone"):
        editor.execute(f"DROP TRIGGER person_words_{what}")
    editor.execute("DROP TABLE records_person_words")


class Migration(migrations.Migration):
    """After the tables are there."""

    dependencies = (("records", "0002_append_only"),)
    operations = (migrations.RunPython(build, drop),)
