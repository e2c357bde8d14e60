"""Disease packs: what is shipped, and what is refused."""

from pathlib import Path

import numpy as np
import pytest

from vungxanh.epidemic.disease import DiseaseError, disease_names, read_disease
from vungxanh.rules import read_rule

OWN = """
id = "own"
version = "1"
title = { vi = "Bệnh lạ", en = "Strange disease" }
default = "only"

[variants.only]
title = { vi = "Duy nhất", en = "Only" }

[variants.only.interval]
source = "ours"
certainty = "reading"
"""
SHAPED = 'distribution = "gamma"\nmean = 4.0\nsd = 2.0\n'


def own(folder: Path, rest: str) -> Path:
    file = folder / "own.toml"
    file.write_text(OWN + rest, "utf-8")
    return file


def test_the_diseases_of_the_command_line_are_there() -> None:
    assert disease_names() == ["covid19", "dengue", "influenza", "measles"]


@pytest.mark.parametrize("name", ["covid19", "dengue", "influenza", "measles"])
def test_every_variant_has_an_interval_with_a_source(name: str) -> None:
    pack = read_disease(name)
    assert pack.variant == read_rule("disease", name)["default"]
    for variant in pack.variants:
        found = read_disease(name, variant)
        assert found.generation[0] == 0
        assert found.generation.sum() == pytest.approx(1)
        assert found.interval.mean is not None
        assert found.mean == pytest.approx(found.interval.mean, rel=0.06)
        assert "10." in found.interval.source, "a DOI"
        assert found.title.render("vi")


def test_covid_has_the_variants_that_changed_the_pace() -> None:
    assert read_disease("covid19").variants == ("ancestral", "alpha", "delta", "omicron")
    assert read_disease("covid19", "omicron").mean < read_disease("covid19", "delta").mean


def test_dengue_is_quicker_where_it_is_warm() -> None:
    means = [read_disease("dengue", variant).mean for variant in ("25c", "28c", "30c")]
    assert means == sorted(means, reverse=True)


def test_a_pack_of_ones_own(tmp_path: Path) -> None:
    assert read_disease(own(tmp_path, SHAPED)).mean == pytest.approx(4, rel=0.02)


def test_weights_begin_on_the_day_after(tmp_path: Path) -> None:
    pack = read_disease(own(tmp_path, "weights = [0.5, 0.25, 0.25]\n"))
    assert np.allclose(pack.generation, [0, 0.5, 0.25, 0.25])


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("", "either distribution"),
        (SHAPED + "weights = [1.0]\n", "either distribution"),
        ("weights = [0.5, 0.2]\n", "sum to 1"),
        ("weights = [1.5, -0.5]\n", "weights"),
        ('distribution = "gamma"\nmean = -4.0\nsd = 2.0\n', "mean"),
        (SHAPED + "shift = 4.5\n", "longer than the shift"),
        (SHAPED + "colour = 1\n", "colour"),
        ("mean = [", "TOML"),
    ],
)
def test_a_wrong_pack_says_what_is_wrong(tmp_path: Path, rest: str, said: str) -> None:
    with pytest.raises(DiseaseError, match=said):
        read_disease(own(tmp_path, rest))


def test_an_unknown_disease_names_those_there_are() -> None:
    with pytest.raises(DiseaseError, match="covid19, dengue"):
        read_disease("plague")


def test_an_unknown_variant_names_those_there_are() -> None:
    with pytest.raises(DiseaseError, match="ancestral, alpha"):
        read_disease("covid19", "zeta")
