"""The documentation is true: transcripts run, links lead somewhere, generated pages are up to date.

A block ```csv file=NAME (any language) is a file; in a block ```console each line that starts with "$ " is
run and the lines below it are what it prints. A line "..." stands for any lines.
"""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

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
    """One command of a transcript, run without a shell; what it says on both channels."""
    program, *arguments = shlex.split(line)
    assert program in {"vungxanh", "cat"}, f"a transcript may not call {program}"
    command = [sys.executable, "-m", "vungxanh.cli"] if program == "vungxanh" else [program]
    environment = os.environ | {"VUNGXANH_LANG": "en"}
    done = subprocess.run(
        [*command, *arguments],
        check=False,
        cwd=folder,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    return done.stdout


def matches(expected: str, printed: str) -> bool:
    """Equal but for trailing spaces; "..." stands for any lines."""
    lines = [line.rstrip() for line in expected.strip().splitlines()]
    pattern = "".join(r"(?:.*\n)*" if line == "..." else re.escape(line) + r"[ ]*\n" for line in lines)
    return re.fullmatch(pattern, printed.strip() + "\n" if printed.strip() else "") is not None


@pytest.mark.parametrize("page", TRANSCRIPTS, ids=name_of)
def test_transcripts_run_as_printed(page: Path, tmp_path: Path) -> None:
    for block in BLOCK.finditer(page.read_text("utf-8")):
        if block["file"]:
            (tmp_path / block["file"]).write_text(block["body"], "utf-8")
        elif block["kind"] == "console":
            for part in re.split(r"^\$ ", block["body"], flags=re.MULTILINE)[1:]:
                line, _, expected = part.partition("\n")
                printed = run_line(line, tmp_path)
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
    index = (REPOSITORY / "docs/index.md").read_text("utf-8")
    pages = [page.relative_to(REPOSITORY / "docs") for page in (REPOSITORY / "docs").rglob("*.md")]
    missing = [
        page for page in pages if str(page) not in index and page.parts[0] != "adr" and len(page.parts) > 1
    ]
    assert missing == []


def test_a_wrong_transcript_is_noticed() -> None:
    assert matches("a\n...\nb", "a\n1\n2\nb  \n")
    assert not matches("a\nb", "a\n1\nb\n")
