"""The manual's pages about columns, checks and mappings say what the code does."""

import re
from pathlib import Path

from tools.linelist_pages import checks_page, columns_page
from vungxanh.linelist import Mapping_


def test_the_generated_pages_are_up_to_date(repo_root: Path) -> None:
    reference = repo_root / "docs" / "reference"
    assert (reference / "case-columns.md").read_text("utf-8") == columns_page()
    assert (reference / "row-checks.md").read_text("utf-8") == checks_page()


def test_the_mapping_shown_is_the_one_that_is_tested(repo_root: Path) -> None:
    folder = repo_root / "docs" / "how-to"
    shown = re.search(r"```toml\n(.*?)```", (folder / "map-a-foreign-file.md").read_text("utf-8"), re.DOTALL)
    assert shown is not None
    assert shown[1] == (folder / "mappings" / "toronto.toml").read_text("utf-8")


def test_every_key_of_a_mapping_is_explained(repo_root: Path) -> None:
    page = (repo_root / "docs" / "how-to" / "map-a-foreign-file.md").read_text("utf-8")
    explained = {key.strip("[]").split(".")[0] for key in re.findall(r"^\| `([^`]+)`", page, re.MULTILINE)}
    assert explained == set(Mapping_.model_fields)
