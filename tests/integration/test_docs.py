"""The documentation is true: transcripts run, links lead somewhere, generated pages are up to date.

A block ```csv file=NAME (any language) is a file; in a block ```console each line that starts with "$ " is
run and the lines below it are what it prints. "..." stands for the rest of a line, alone for any lines.
A page that uses ../shared/data is skipped where that is absent.
"""

import re
import shlex
from pathlib import Path

import pytest

from tests.integration.calls import vungxanh
from tools.write_reference import commands_page

BLOCK = re.compile(
    r"^```(?P<kind>[a-z]+)(?: file=(?P<file>\S+))?\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")
REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = [*sorted(REPOSITORY.glob("*.md")), *sorted((REPOSITORY / "docs").rglob("*.md"))]
TRANSCRIPTS = [page for page in PAGES if re.search(r"^\$ ", page.read_text("utf-8"), re.MULTILINE)]


def name_of(page: Path) -> str:
    return str(page.relative_to(REPOSITORY))


def run_line(line: str, folder: Path) -> str:
    """What one command of a transcript says, on both channels."""
    program, *arguments = shlex.split(line)
    assert program == "vungxanh", f"a transcript may not call {program}"
    return vungxanh(*arguments, cwd=folder).said


def matches(expected: str, printed: str) -> bool:
    """Equal but for trailing spaces; "..." stands for any lines."""
    lines = [line.rstrip() for line in expected.strip().splitlines()]
    pattern = "".join(map(_line_pattern, lines))
    return re.fullmatch(pattern, printed.strip() + "\n" if printed.strip() else "") is not None


def _line_pattern(line: str) -> str:
    if line == "...":
        return r"(?:.*\n)*?"
    start = line.removesuffix("...")
    return re.escape(start) + (r"[ ]*\n" if start == line else r".*\n")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An empty folder from which docs and the real data are found as from the repository."""
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "docs").symlink_to(REPOSITORY / "docs")
    (tmp_path / "shared").symlink_to(REPOSITORY.parent / "shared")
    return desk


@pytest.mark.parametrize("page", TRANSCRIPTS, ids=name_of)
def test_transcripts_run_as_printed(page: Path, desk: Path) -> None:
    if "../shared/data" in page.read_text("utf-8") and not (desk / "../shared/data").is_dir():
        pytest.skip("the real data (../shared/data) are not on this machine")
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block["file"]:
            (desk / block["file"]).write_text(block["body"], "utf-8")
        elif block["kind"] == "console":
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                line, _, expected = part.partition("\n")
                printed = run_line(line, desk)
                assert matches(expected, printed), f"{line}\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "README.vi.md"])
def test_the_readme_names_commands_that_exist(name: str) -> None:
    lines = re.findall(r"^ +vungxanh .*$", (REPOSITORY / name).read_text("utf-8"), re.MULTILINE)
    page = commands_page()
    assert lines
    for line in lines:
        command = re.match(r" +(vungxanh \w+(?: check)?)", line)
        assert command is not None
        section = page.partition(f"## {command[1]}\n")[2].partition("\n## ")[0]
        assert [option for option in re.findall(r"--[\w-]+", line) if option not in section] == [], line


def test_the_command_reference_is_up_to_date() -> None:
    assert (REPOSITORY / "docs/reference/commands.md").read_text("utf-8") == commands_page()


def test_every_page_is_reached_from_the_index() -> None:
    docs = REPOSITORY / "docs"
    index = (docs / "index.md").read_text("utf-8")
    # A folder with a README has an index of its own.
    pages = [page for page in docs.rglob("*.md") if page.name == "README.md" or not _has_readme(page.parent)]
    names = [str(page.relative_to(docs)) for page in pages]
    assert [name for name in names if name != "index.md" and name not in index] == []


def _has_readme(folder: Path) -> bool:
    return (folder / "README.md").is_file()


def test_a_wrong_transcript_is_noticed() -> None:
    assert matches("a\n...\nb", "a\n1\n2\nb  \n")
    assert not matches("a\nb", "a\n1\nb\n")
