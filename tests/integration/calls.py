"""Calls of the command in this process: as a shell would make them, without starting Python each time."""

from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from vungxanh.cli.run import run


@dataclass(frozen=True)
class Done:
    """What a call left behind; `said` is both streams in the order in which they were written."""

    returncode: int
    stdout: str
    stderr: str
    said: str


class _Copied(StringIO):
    """A stream that also writes into a second one."""

    def __init__(self, both: StringIO) -> None:
        super().__init__()
        self.both = both

    def write(self, text: str) -> int:
        self.both.write(text)
        return super().write(text)


def vungxanh(*arguments: str | Path, cwd: Path, language: str = "en") -> Done:
    """One call of the command, with a folder and a language of its own."""
    both = StringIO()
    out, err = _Copied(both), _Copied(both)
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err):
        code = run(["--language", language, *map(str, arguments)])
    return Done(code, out.getvalue(), err.getvalue(), both.getvalue())
