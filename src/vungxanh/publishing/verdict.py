"""What checking a snapshot says: that nothing is wrong, or the first thing that is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vungxanh.messages import Message, VungXanhError


class Wrong(VungXanhError):
    """The first thing that is wrong; `code` for programs, `path` is the file that it is about, if any."""

    exit_code = 1

    def __init__(self, code: str, said: Message, path: str | None = None) -> None:
        super().__init__(said)
        self.code = code
        self.path = path


@dataclass(frozen=True, slots=True)
class Checked:
    """A snapshot whose files, signature and links were found right."""

    folder: str
    number: int
    id: str
    as_of: date
    manifest_sha256: str
    fingerprint: str
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """`ok`, or `code`, `said` and `path` of what is wrong first; `notes` tell what could not be checked."""

    ok: bool
    code: str
    said: Message
    path: str | None
    notes: tuple[Message, ...]
    snapshots: tuple[Checked, ...]

    @property
    def exit_code(self) -> int:
        """0 when nothing is wrong, else 1."""
        return 0 if self.ok else 1

    def to_json(self) -> dict[str, Any]:
        """Plain values for programs."""
        return {
            "ok": self.ok,
            "code": self.code,
            "path": self.path,
            "message": {"vi": self.said.render("vi"), "en": self.said.render("en")},
            "notes": [{"vi": note.render("vi"), "en": note.render("en")} for note in self.notes],
            "snapshots": [
                {name: str(value) if isinstance(value, date) else value for name, value in _fields(one)}
                for one in self.snapshots
            ],
        }


def _fields(one: Checked) -> list[tuple[str, object]]:
    return [(name, getattr(one, name)) for name in Checked.__slots__]
