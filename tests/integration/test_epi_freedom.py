"""`vungxanh epi freedom` and `vungxanh epi sample-size` as a person calls them."""

import json
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.integration.calls import Done, vungxanh

AREAS = """code,name,level,parent,population
D6,Quận 6,district,,45000
1,Phường 1,ward,D6,16000
2,Phường 2,ward,D6,9000
3,Phường 3,ward,D6,
4,Phường 4,ward,D6,20000
"""
FIRST, DAYS = date(2021, 9, 1), 40


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """Ward 1 is tested well, 2 had a case three weeks ago, 3 has no population, 4 is not tested."""
    tests, counts = ["area,date,tested,positive,method,pool,group"], ["area,date,cases"]
    for offset in range(DAYS):
        day = FIRST + timedelta(days=offset)
        tests += [f"{area},{day},9,0,rt-pcr,1,symptomatic" for area in "123"]
        if offset % 7 == 0:
            tests.append(f"1,{day},2000,0,rt-pcr,10,household")
        cases = {"1": 2 * (offset < 8), "2": 2 * (offset < 8) + (offset == 17), "3": 0, "4": 0}
        counts += [f"{area},{day},{number}" for area, number in cases.items()]
    (tmp_path / "areas.csv").write_text(AREAS, "utf-8")
    (tmp_path / "tests.csv").write_text("\n".join(tests) + "\n", "utf-8")
    (tmp_path / "counts.csv").write_text("\n".join(counts) + "\n", "utf-8")
    return tmp_path


def freedom(desk: Path, *more: str) -> Done:
    words = ("--tests", "tests.csv", "--areas", "areas.csv", "--as-of", "2021-10-10", "--out", "p.csv")
    return vungxanh("epi", "freedom", *words, *more, cwd=desk)


def table(desk: Path) -> dict[str, dict[str, object]]:
    rows = pl.read_csv(desk / "p.csv", schema_overrides={"area": pl.String}).to_dicts()
    return {str(row["area"]): row for row in rows}


def test_who_is_verified_and_why_the_others_are_not(desk: Path) -> None:
    done = freedom(desk, "--counts", "counts.csv")
    assert done.returncode == 0, done.stderr
    found = table(desk)
    assert {area: row["verified"] for area, row in found.items()} == {
        "D6": True, "1": True, "2": False, "3": False, "4": False,
    }  # fmt: skip
    assert (found["2"]["why_not"], found["3"]["why_not"], found["4"]["why_not"]) == (
        "below", "population", "untested",
    )  # fmt: skip
    assert found["1"]["days_since_last_case"] == DAYS - 8
    assert found["3"]["p_free"] is None
    assert found["2"]["tests_needed"] > 100
    assert "2 of 5 areas" in done.stdout


def test_the_tests_that_are_needed_are_enough(desk: Path) -> None:
    freedom(desk, "--counts", "counts.csv")
    needed = table(desk)["2"]["tests_needed"]
    with (desk / "tests.csv").open("a", encoding="utf-8") as file:
        file.write(f"2,2021-10-10,{needed},0,rt-pcr,1,general\n")
    freedom(desk, "--counts", "counts.csv")
    assert table(desk)["2"]["p_free"] == pytest.approx(0.95, abs=0.002)
    assert table(desk)["2"]["verified"]


def test_without_any_information_it_is_the_prior_worn_out(desk: Path) -> None:
    (desk / "tests.csv").write_text("area,date,tested,positive\n1,2021-10-01,0,0\n", "utf-8")
    # With one in 100,000 no hidden person at all is tolerated, so that every introduction counts.
    assert freedom(desk, "--introduction", "0.01", "--prevalence", "0.00001").returncode == 0
    assert table(desk)["4"]["p_free"] == pytest.approx(0.5 * 0.99**10)
    assert not table(desk)["4"]["verified"]


def test_a_case_takes_the_verification_away(desk: Path) -> None:
    with (desk / "counts.csv").open("a", encoding="utf-8") as file:
        file.write("1,2021-10-09,1\n")
    freedom(desk, "--counts", "counts.csv")
    assert not table(desk)["1"]["verified"]
    assert "Last case 1 days ago" in str(table(desk)["1"]["why_not_en"])


def test_choices_count(desk: Path) -> None:
    freedom(desk, "--counts", "counts.csv")
    before = table(desk)["2"]["p_free"]
    freedom(
        desk, "--counts", "counts.csv", "--prevalence", "0.0005", "--confidence", "0.99", "--prior", "0.8"
    )
    assert table(desk)["2"]["p_free"] > before
    (desk / "rt.csv").write_text("area,date,kind,mean\n2,2021-10-09,filter,0.4\n", "utf-8")
    freedom(desk, "--counts", "counts.csv", "--rt", "rt.csv", "--disease", "influenza", "--absent", "zero")
    assert table(desk)["2"]["p_free"] > before


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("9,2021-10-01,1,0,rt-pcr,1,general", "tests.csv, row 128, column area: “9” is no area"),
        ("1,2021-10-01,1,2,rt-pcr,1,general", "row 128, column positive: “2” is more than were tested"),
        ("1,2021-10-01,1,0,elisa,1,general", "row 128, column method: “elisa” is none of: rt-pcr"),
        ("1,yesterday,1,0,rt-pcr,1,general", "row 128, column date: “yesterday” is not a date"),
        ("1,2021-10-01,-1,0,rt-pcr,1,general", "row 128, column tested: “-1” is not a whole number from 0"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(desk: Path, row: str, words: str) -> None:
    with (desk / "tests.csv").open("a", encoding="utf-8") as file:
        file.write(row + "\n")
    done = freedom(desk)
    assert done.returncode == 2
    assert words in done.stderr
    assert not (desk / "p.csv").exists()


def test_an_impossible_choice_is_refused(desk: Path) -> None:
    done = freedom(desk, "--confidence", "95")
    assert done.returncode == 2
    assert "--confidence is a probability between 0 and 1, not 95" in done.stderr


def test_a_plan_in_words_and_numbers(tmp_path: Path) -> None:
    words = ("--population", "16000", "--prevalence", "0.001", "--sensitivity", "0.75")
    more = ("--pool", "5", "--household", "4", "--icc", "0.3", "--confidence", "0.95")
    said = vungxanh("epi", "sample-size", *words, *more, cwd=tmp_path)
    assert said.returncode == 0, said.stderr
    plan = json.loads(vungxanh("epi", "sample-size", *words, *more, "--json", cwd=tmp_path).stdout)
    assert f"{plan['households']:,} households" in said.stdout
    assert f"{plan['pools']:,} pools of 5" in said.stdout
    vi = vungxanh("epi", "sample-size", *words, *more, cwd=tmp_path, language="vi")
    assert "Chọn ngẫu nhiên" in vi.stdout


def test_an_impossible_plan_is_refused(tmp_path: Path) -> None:
    words = ("--population", "100", "--prevalence", "0.01", "--sensitivity", "1.5")
    done = vungxanh("epi", "sample-size", *words, cwd=tmp_path)
    assert (done.returncode, "--sensitivity cannot be 1.5" in done.stderr) == (2, True)
