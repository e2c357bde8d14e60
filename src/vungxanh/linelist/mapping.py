"""The mapping file: how a foreign file says what we call case_id, ward, report_date, ...

kind = "cases"                        cases, counts or cumulative
sheet = "Danh sách"                   of a workbook
date_format = "%d.%m.%Y"              where dates are written in a way we cannot know
counted = ["confirmed", "probable"]   classifications that count as cases

[columns]                             ours = "theirs"
case_id = "assigned_id"
[constants]                           what the file does not say because it is the same everywhere
province = "Thành phố Hồ Chí Minh"
[values.where_found]                  "theirs" = "ours"
"Travel" = "border"
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic import Field as Setting
from pydantic_core import ErrorDetails

from vungxanh.linelist.errors import MappingError
from vungxanh.linelist.values import dictionary, spelling_key
from vungxanh.linelist.vocabulary import vocabulary
from vungxanh.messages import Message, message
from vungxanh.tables import NotFound, NotReadable

Form = Literal["cases", "counts", "cumulative"]
Start = Literal["baseline", "counted"]

CHOICES = ("where_found", "classification", "community", "imported", "source_known", "sex")
COUNTED = ("confirmed", "probable")
_PLACES = ("group", "quarter", "ward", "district", "province")


class Mapping_(BaseModel):  # noqa: N801 (Mapping is the one of collections.abc)
    """How one kind of file is to be read. Everything is optional: what is not said is recognised."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Setting(default="", description="for people")
    kind: Form | None = Setting(default=None, description="cases, counts or cumulative; else recognised")
    sheet: str | None = Setting(default=None, description="the sheet of a workbook")
    date_format: str | None = Setting(default=None, description="strptime pattern of every date column")
    counted: tuple[str, ...] | None = Setting(
        default=None, description="classifications that count as cases; else confirmed and probable"
    )
    start: Start = Setting(
        default="baseline",
        description="cumulative files: whether the first value of the file is a starting level or new cases",
    )
    recognise: bool = Setting(
        default=True, description="whether columns that are not named here are recognised by their headers"
    )
    columns: dict[str, str] = Setting(default={}, description='ours = "theirs"')
    constants: dict[str, str] = Setting(default={}, description="values for columns that the file lacks")
    values: dict[str, dict[str, str]] = Setting(
        default={}, description='per column of ours: "theirs" = "ours"'
    )

    def spellings(self, field: str, section: str) -> dict[str, str]:
        """Folded spelling -> our value, ours and the mapping's; the mapping wins."""
        own = self.values.get(field, {})
        return {**dictionary(section), **{spelling_key(theirs): ours for theirs, ours in own.items()}}


def read_mapping(path: Path) -> Mapping_:
    """Reads and checks a mapping file; raises MappingError that names the key and what is allowed."""
    try:
        content = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise NotFound(path) from None
    except OSError as error:
        raise NotReadable(path, error.strerror or str(error)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise MappingError(path, "TOML", str(error), message("not readable as TOML")) from None
    return parse_mapping(content, path)


def parse_mapping(content: Mapping[str, Any], path: Path) -> Mapping_:
    """A mapping from the content of its file; `path` is named in errors."""
    try:
        mapping = Mapping_.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        value = "" if isinstance(first["input"], dict) else first["input"]
        raise MappingError(path, key, value, _why(first)) from None
    _check_fields(mapping, path)
    _check_values(mapping, path)
    return mapping


def _why(error: ErrorDetails) -> Message:
    """What pydantic found, in our words."""
    match error["type"]:
        case "extra_forbidden":
            return message("there is no such key; keys are {names}", names=sorted(Mapping_.model_fields))
        case "literal_error":
            return message("must be one of {names}", names=error["ctx"]["expected"])
        case "string_type":
            return message("must be text in quotation marks")
        case _:
            return message("must be a table or list as in the manual")


def _check_fields(mapping: Mapping_, path: Path) -> None:
    for section, given in (("columns", mapping.columns), ("constants", mapping.constants)):
        for name, value in given.items():
            if name not in vocabulary():
                raise MappingError(
                    path, f"{section}.{name}", value, message("there is no such column of ours")
                )
            if section == "constants" and name not in (*_PLACES, *CHOICES):
                raise MappingError(
                    path, f"{section}.{name}", value, message("a constant can be one of {names}",
                    names=(*_PLACES, *CHOICES)),
                )  # fmt: skip


def _check_values(mapping: Mapping_, path: Path) -> None:
    for name, spellings in mapping.values.items():
        if name not in CHOICES:
            raise MappingError(
                path, f"values.{name}", "", message("values can be given for {names}", names=CHOICES)
            )
        allowed = sorted({*dictionary(section_of(name)).values(), ""})
        for theirs, ours in spellings.items():
            if ours not in allowed:
                why = message("must be one of {names}", names=allowed)
                raise MappingError(path, f"values.{name}.{theirs}", ours, why)
    allowed = sorted(set(dictionary("classification").values()))
    for value in mapping.counted or ():
        if value not in allowed:
            raise MappingError(path, "counted", value, message("must be one of {names}", names=allowed))


def section_of(field: str) -> str:
    """The section of the value dictionary that belongs to a column."""
    return "yes_no" if field in ("community", "imported") else field
