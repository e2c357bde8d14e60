"""Tables from files, and the choices of a person."""

from pathlib import Path

import pytest

from vungxanh.epidemic.freedom import Choices, FreedomError, read_counts, read_estimates, read_tests
from vungxanh.tables import MissingColumn


def written(folder: Path, text: str) -> Path:
    path = folder / "table.csv"
    path.write_text(text, "utf-8")
    return path


def test_other_names_of_the_columns(tmp_path: Path) -> None:
    table = read_tests(written(tmp_path, "location,day,n,positives,pool_size\n1,2021-09-01,10,1,5\n"))
    assert table.columns == ["area", "date", "tested", "positive", "pool"]
    assert read_counts(written(tmp_path, "code,day,value\n1,2021-09-01,3\n"))["cases"].to_list() == [3]


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingColumn, match="positive"):
        read_tests(written(tmp_path, "area,date,tested\n1,2021-09-01,10\n"))


def test_the_real_time_estimate_of_r_is_taken(tmp_path: Path) -> None:
    text = "area,date,kind,mean\n1,2021-09-01,smoother,0.9\n1,2021-09-01,filter,1.1\n1,2021-09-02,filter,\n"
    assert read_estimates(written(tmp_path, text))["mean"].to_list() == [1.1, None]


def test_choices_change_the_rule_and_nothing_else() -> None:
    rule = Choices(0.002, 0.6, 0.01, 0.9, "antigen").apply()
    assert (rule["design_prevalence"], rule["prior"], rule["confidence"]) == (0.002, 0.6, 0.9)
    assert Choices(None, None, 0.0, None, "rt-pcr").apply()["prior"] == 0.5


@pytest.mark.parametrize(
    ("choices", "words"),
    [
        (Choices(0.0, None, None, None, "rt-pcr"), "--prevalence is a probability"),
        (Choices(None, 1.0, None, None, "rt-pcr"), "--prior is a probability"),
        (Choices(None, None, 1.5, None, "rt-pcr"), "--introduction is a probability"),
        (Choices(None, None, None, 95.0, "rt-pcr"), "--confidence is a probability"),
        (Choices(None, None, None, None, "pcr"), "There is no test method pcr; known: rt-pcr"),
    ],
)
def test_impossible_choices_are_named(choices: Choices, words: str) -> None:
    with pytest.raises(FreedomError, match=words):
        choices.apply()
