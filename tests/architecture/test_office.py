"""The office's promises that a reader of the code could check: one writer, every field declared."""

import ast
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture.source import files_below

WRITERS = ("records/store.py", "records/audit.py", "records/codes.py")
ALWAYS = {"save", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}
ON_QUERIES = {"create", "update"}
QUERIES = ("objects", "filter(", "exclude(", "_default_manager", "all()")


def writes(file: Path) -> list[str]:
    """Calls that change stored records, past the store."""
    return [
        f"{file}:{node.lineno} .{node.func.attr}(...)"
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node.func)
    ]


def _writes(called: ast.Attribute) -> bool:
    receiver = ast.unparse(called.value)
    if called.attr in ALWAYS:
        return not receiver.endswith(("storage", "session"))
    return called.attr in ON_QUERIES and any(word in receiver for word in QUERIES)


def undeclared(declared: dict[str, dict[str, list[str]]]) -> list[str]:
    """Stored fields that nobody has declared, and declared ones that are not stored."""
    wrong = []
    for model in apps.get_app_config("records").get_models():
        if model.__name__.startswith("Historical"):
            continue
        stored = {
            field.name for field in model._meta.get_fields() if field.concrete and not field.auto_created
        }
        said = declared.get(model.__name__, {})
        named = set(said.get("confidential", [])) | set(said.get("publishable", []))
        wrong += [f"{model.__name__}.{name}" for name in sorted(stored ^ named)]
    return wrong


def test_only_the_store_writes(repo_root: Path) -> None:
    office = repo_root / "src" / "vungxanh" / "office"
    files = [f for f in files_below(office, {".py"}) if not f.as_posix().endswith(WRITERS)]
    assert [found for file in files for found in writes(file)] == []


@pytest.mark.parametrize(
    "code", ["case.save()", "Case.objects.create(a=1)", "Case.objects.filter(pk=1).update(a=1)"]
)
def test_a_write_past_the_store_is_seen(tmp_path: Path, code: str) -> None:
    file = tmp_path / "guilty.py"
    file.write_text(code, "utf-8")
    assert len(writes(file)) == 1


def test_a_dictionary_may_be_updated(tmp_path: Path) -> None:
    file = tmp_path / "innocent.py"
    file.write_text("counts.update(read=1)\nmade.update(b'x')", "utf-8")
    assert writes(file) == []


class TestFields:
    def test_every_stored_field_is_declared(self, repo_root: Path) -> None:
        rule = repo_root / "src" / "vungxanh" / "rules" / "office" / "fields.toml"
        assert undeclared(tomllib.loads(rule.read_text("utf-8"))["model"]) == []

    def test_a_missing_declaration_is_seen(self) -> None:
        assert "Person.full_name" in undeclared({})
