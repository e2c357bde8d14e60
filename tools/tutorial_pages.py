"""Renew the code and the output in the tutorials that show a script: `python -m tools.tutorial_pages`.

In docs/tutorial/NAME.md every block ```python holds one part of NAME.py, and the block ```text below it what
that part prints. Parts begin with "# --- 1. Title ---"; the prose around the blocks is written by hand.
"""

import re
import subprocess
import sys
from pathlib import Path

TUTORIAL = Path(__file__).resolve().parent.parent / "docs" / "tutorial"
SCRIPTS = ("rt-and-nowcast", "forecast-and-outlook")
PART = re.compile(r"^# --- \d+\. .*$", re.MULTILINE)
BLOCK = re.compile(r"```python\n.*?```\n\n```text\n.*?```\n", re.DOTALL)
MARK = "--- part {number} ---"


def parts_of(script: str) -> list[str]:
    """The code of each part, without its heading."""
    return [part.strip() + "\n" for part in PART.split(script)[1:]]


def printed_by(name: str) -> list[str]:
    """What each part prints; the script runs once, in a fresh interpreter."""
    script = (TUTORIAL / f"{name}.py").read_text("utf-8")
    marked = script
    for number, heading in enumerate(PART.findall(script)):
        marked = marked.replace(heading, f"print({MARK.format(number=number)!r})", 1)
    done = subprocess.run([sys.executable, "-c", marked], capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{name}.py: {done.stderr}")
    return [
        part.strip() + "\n" for part in re.split(r"^--- part \d+ ---$", done.stdout, flags=re.MULTILINE)[1:]
    ]


def page_with(page: str, code: list[str], printed: list[str]) -> str:
    """The page with its blocks renewed, in order."""
    blocks = iter(f"```python\n{c}```\n\n```text\n{p}```\n" for c, p in zip(code, printed, strict=True))
    return BLOCK.sub(lambda _: next(blocks), page)


def renewed(name: str) -> str:
    """The page of one script as it should be."""
    code = parts_of((TUTORIAL / f"{name}.py").read_text("utf-8"))
    return page_with((TUTORIAL / f"{name}.md").read_text("utf-8"), code, printed_by(name))


if __name__ == "__main__":
    for script_name in SCRIPTS:
        (TUTORIAL / f"{script_name}.md").write_text(renewed(script_name), "utf-8")
