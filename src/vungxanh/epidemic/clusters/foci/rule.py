"""The rule of a disease for foci on points: rules/clusters/<disease>.toml or a file of one's own."""

import tomllib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from vungxanh.epidemic.clusters.errors import ClusterError
from vungxanh.messages import message
from vungxanh.rules import read_rule, rule_names

Certainty = Literal["verified", "secondary", "derived", "reading", "uncertain"]
_OTHERS = {"alarm"}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    certainty: Certainty
    source: str = Field(min_length=1)


class Treatment(_Part):
    """Houses within `radius_m` of a case's house are treated."""

    radius_m: Annotated[float, Field(gt=0, le=5000)]


class Link(_Part):
    """Cases within `link_m` and `link_days` of each other belong together; `least_cases` make a focus."""

    link_m: Annotated[float, Field(gt=0, le=5000)]
    link_days: Annotated[int, Field(ge=0, le=365)]
    least_cases: Annotated[int, Field(ge=1)]


class End(_Part):
    """A focus is open until `quiet_days` have passed without a new case."""

    quiet_days: Annotated[int, Field(ge=1, le=365)]


class FocusRule(BaseModel):
    """One disease's rule."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: dict[str, str]
    document: str
    treatment: Treatment
    focus: Link
    end: End

    @property
    def uncertain(self) -> bool:
        """Whether a part of the rule was not read in its source."""
        return "uncertain" in {self.treatment.certainty, self.focus.certainty, self.end.certainty}


def read_focus_rule(name_or_path: str | Path) -> FocusRule:
    """A built-in rule by name, or a TOML file. Raises ClusterError."""
    names = [name for name in rule_names("clusters") if name not in _OTHERS]
    if str(name_or_path) in names:
        return FocusRule.model_validate(read_rule("clusters", str(name_or_path)))
    path = Path(name_or_path)
    if not path.is_file():
        raise ClusterError(
            message(
                "There is no rule {name} for foci: neither a file nor one of {names}",
                name=str(name_or_path),
                names=", ".join(names),
            )
        )
    try:
        return FocusRule.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as wrong:
        why = wrong.errors()[0]["msg"] if isinstance(wrong, ValidationError) else str(wrong)
        raise ClusterError(
            message("{file} is not a rule for foci: {why}", file=path.name, why=why)
        ) from wrong
