"""What the simulation assumes: read from the rule file, drawn as said."""

from datetime import date

import numpy as np
import pytest
from pydantic import ValidationError

from tests.unit.demo.places import assumed
from vungxanh.demo import Parameters, read_parameters
from vungxanh.demo.parameters import Delay
from vungxanh.rules import rule_names


@pytest.mark.parametrize("name", rule_names("demo"))
def test_every_shipped_file_loads_and_names_its_source(name: str) -> None:
    parameters = read_parameters(name)
    assert parameters.id == name
    assert parameters.source
    assert parameters.title.vi != parameters.title.en


def test_an_unknown_key_is_refused() -> None:
    plain = read_parameters().model_dump() | {"colour": "green"}
    with pytest.raises(ValidationError, match="colour"):
        Parameters.model_validate(plain)


def test_the_factor_in_force_is_the_last_one_that_began() -> None:
    spread = read_parameters().spread
    before, on_the_day = spread.contact_on(date(2021, 7, 8)), spread.contact_on(date(2021, 7, 9))
    assert on_the_day < before
    assert spread.contact_on(date(2020, 1, 1)) == spread.contact[0].factor


def test_generation_weights_add_up_and_nobody_infects_on_the_first_day() -> None:
    spread = read_parameters().spread
    w = spread.generation
    assert w.sum() == pytest.approx(1.0)
    assert w[0] == 0.0
    assert w @ np.arange(len(w)) == pytest.approx(spread.generation_mean, abs=0.1)


def test_delays_are_whole_days_with_the_mean_asked_for() -> None:
    days = Delay(mean=2.6, sd=1.7).draw(200_000, np.random.default_rng(1))
    assert days.min() >= 0
    assert days.mean() == pytest.approx(2.6, abs=0.02)


def test_changing_one_number_changes_nothing_else() -> None:
    changed = assumed(testing={"seeks_test": 1.0})
    assert changed.testing.seeks_test == 1.0
    assert changed.spread == read_parameters().spread
