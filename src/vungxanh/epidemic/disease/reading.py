"""Reading a disease pack, built in or of one's own, and choosing a variant of it."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from vungxanh.epidemic.disease.discretise import discretise
from vungxanh.epidemic.disease.errors import DiseaseError
from vungxanh.epidemic.disease.schema import Delay, Interval, Pack, Text
from vungxanh.messages import message
from vungxanh.rules import rule_names


@dataclass(frozen=True)
class Disease:
    """One variant of a disease pack: `generation[s]` = share of the cases caused by a case, s days later.

    generation[0] = 0 and the weights sum to 1; `variants` are the names that could have been chosen.
    """

    id: str
    title: Text
    variant: str
    variants: tuple[str, ...]
    generation: NDArray[np.float64]
    interval: Interval
    incubation: Delay | None
    reporting: Delay | None

    @property
    def mean(self) -> float:
        """Mean of the discretised interval in days."""
        return float(np.arange(len(self.generation)) @ self.generation)


def disease_names() -> list[str]:
    """Names of the built-in packs."""
    return rule_names("disease")


def read_disease(name_or_path: str | Path, variant: str | None = None) -> Disease:
    """A built-in pack by name, or a TOML file; `variant` None takes the pack's default.

    Raises DiseaseError.
    """
    pack = _parsed(str(name_or_path), _text_of(name_or_path))
    chosen = pack.default if variant is None else variant
    if chosen not in pack.variants:
        raise DiseaseError(
            message(
                "{disease} has no variant {variant}; it has: {variants}",
                disease=pack.id,
                variant=chosen,
                variants=", ".join(pack.variants),
            )
        )
    interval = pack.variants[chosen].interval
    return Disease(
        id=pack.id,
        title=pack.title,
        variant=chosen,
        variants=tuple(pack.variants),
        generation=_weights(interval),
        interval=interval,
        incubation=pack.incubation,
        reporting=pack.reporting,
    )


def _text_of(name_or_path: str | Path) -> str:
    name = str(name_or_path)
    if name in disease_names():
        return (files("vungxanh.rules") / "disease" / f"{name}.toml").read_text("utf-8")
    path = Path(name_or_path)
    if not path.is_file():
        raise DiseaseError(
            message(
                "There is no disease {name}: neither a file nor one of {names}",
                name=name,
                names=", ".join(disease_names()),
            )
        )
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as cause:
        raise DiseaseError(message("{file} cannot be read as text in UTF-8", file=path.name)) from cause


def _parsed(name: str, text: str) -> Pack:
    try:
        return Pack.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as wrong:
        raise DiseaseError(
            message("Disease pack {name} is not TOML: {why}", name=name, why=str(wrong))
        ) from wrong
    except ValidationError as wrong:
        first = wrong.errors()[0]
        raise DiseaseError(
            message(
                "Disease pack {name}, {place}: {why}",
                name=name,
                place=".".join(map(str, first["loc"])) or "-",
                why=first["msg"],
            )
        ) from wrong


def _weights(interval: Interval) -> NDArray[np.float64]:
    if interval.weights is not None:
        weights = np.array([0.0, *interval.weights])
        return np.asarray(weights / weights.sum(), np.float64)
    assert interval.distribution is not None
    assert interval.mean is not None
    assert interval.sd is not None
    return discretise(interval.distribution, interval.mean, interval.sd, shift=interval.shift)
