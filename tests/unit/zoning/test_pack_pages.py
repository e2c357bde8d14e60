"""The manual's pages about packs are those that the schema and the packs give today."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from tools.pack_pages import pages
from tools.pack_schema_page import SECTIONS
from vungxanh.zoning.pack import INDICATOR_KINDS
from vungxanh.zoning.pack_errors import PackError
from vungxanh.zoning.reading import pack_names, parse_pack, read_pack

PAGES = pages()
MODELS = [model for _, models in SECTIONS for model in models]


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_current(name: str, repo_root: Path) -> None:
    file = repo_root / "docs" / "reference" / name
    assert file.read_text("utf-8") == PAGES[name], "run `python -m tools.pack_pages`"


def test_no_page_is_left_over(repo_root: Path) -> None:
    found = {f"packs/{file.name}" for file in (repo_root / "docs" / "reference" / "packs").glob("*.md")}
    assert found == {name for name in PAGES if name.startswith("packs/")}


@pytest.mark.parametrize("model", [*MODELS, *INDICATOR_KINDS], ids=lambda model: model.__name__)
def test_every_key_is_explained(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{name}"
        assert f"`{field.alias or name}`" in PAGES["criteria-pack.md"] or name == "kind"


@pytest.mark.parametrize("name", pack_names())
def test_a_pack_page_has_every_number_rule_and_source(name: str) -> None:
    pack, page = read_pack(name), PAGES[f"packs/{name}.md"]
    for expected in [*pack.parameters, *(source.document for source in pack.sources)]:
        assert expected in page
    assert len(re.findall(r"^ *- `\w+`:", page, re.MULTILINE)) == page.count("- `")


def test_the_how_to_ends_in_a_pack_that_can_be_read(repo_root: Path) -> None:
    how_to = (repo_root / "docs" / "how-to" / "write-a-criteria-pack.md").read_text("utf-8")
    toml = "\n".join(re.findall(r"```toml\n(.*?)```", how_to, re.DOTALL))
    assert parse_pack(toml, "how-to").id == "my-town"


def test_the_how_to_shows_the_error_that_really_comes(repo_root: Path) -> None:
    how_to = (repo_root / "docs" / "how-to" / "write-a-criteria-pack.md").read_text("utf-8")
    toml = "\n".join(re.findall(r"```toml\n(.*?)```", how_to, re.DOTALL))
    with pytest.raises(PackError) as caught:
        parse_pack(toml.replace('level = "yellow"', 'level = "yelow"'), "my-town.toml")
    assert f"    {caught.value}\n" in how_to
