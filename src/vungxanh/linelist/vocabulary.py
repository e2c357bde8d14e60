"""What the columns of a case, contact, sample or counts table are called and mean.

The words themselves are data (`rules/linelist/vocabulary.toml`); this is their type.
"""

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Setting

from vungxanh.messages import Language
from vungxanh.rules import read_rule
from vungxanh.tables import header_key

Kind = Literal["case", "contact", "sample", "counts"]
Type = Literal["text", "date", "whole", "decimal", "yes_no", "choice", "area"]


class Field(BaseModel):
    """One column of the vocabulary.

    `of` says in which kinds of table it occurs; `personal` that its values are personal data, which
    are never repeated in messages; `aliases` are headers as people write them, as header keys.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    of: tuple[Kind, ...]
    type: Type
    personal: bool
    vi: str
    en: str
    aliases: tuple[str, ...] = Setting(default=())

    def meaning(self, language: Language) -> str:
        """What the column holds, in one language."""
        return self.vi if language == "vi" else self.en

    def header_keys(self) -> set[str]:
        """Every header key that stands for this field, its own name included."""
        return {header_key(self.name), *self.aliases}


@cache
def vocabulary() -> dict[str, Field]:
    """Every field by name, in the order of the rule file."""
    fields = (Field.model_validate(entry) for entry in read_rule("linelist", "vocabulary")["field"])
    return {field.name: field for field in fields}


@cache
def fields_by_key(kind: Kind) -> dict[str, tuple[str, ...]]:
    """Names of the fields that a header key can stand for in one kind of table."""
    found: dict[str, list[str]] = {}
    for field in vocabulary().values():
        if kind in field.of:
            for key in field.header_keys():
                found.setdefault(key, []).append(field.name)
    return {key: tuple(names) for key, names in found.items()}


@cache
def known_keys() -> frozenset[str]:
    """Every header key that case and counts tables can have; finds the header row of a sheet."""
    return frozenset(fields_by_key("case")) | frozenset(fields_by_key("counts"))


def is_personal(field: str) -> bool:
    """Whether values of this field are personal data; unknown columns are taken to be."""
    known = vocabulary().get(field)
    return known is None or known.personal
