"""The tutorials that show a script show the script as it is, and what it really prints."""

from pathlib import Path

import pytest

from tools.tutorial_pages import SCRIPTS, TUTORIAL, page_with, parts_of, renewed


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_page_shows_the_script_and_its_output(name: str) -> None:
    assert (TUTORIAL / f"{name}.md").read_text("utf-8") == renewed(name)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_says_its_job_first(name: str) -> None:
    script = (TUTORIAL / f"{name}.py").read_text("utf-8")
    assert script.startswith('"""')
    assert f"docs/tutorial/{name}.py" in script.splitlines()[0]


def test_a_page_with_other_output_would_be_noticed(tmp_path: Path) -> None:
    page = "# T\n\n```python\nx\n```\n\n```text\n1\n```\n"
    assert parts_of("import a\n\n# --- 1. One ---\nx\n") == ["x\n"]
    assert page_with(page, ["x\n"], ["2\n"]) == page.replace("\n1\n", "\n2\n")
