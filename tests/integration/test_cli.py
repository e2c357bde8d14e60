"""The calls that others script against, made for real: exit codes, files, JSON, both languages."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import polars as pl
import pytest

from tests.integration.calls import vungxanh

TERRITORY = "district6-2021"
CASES = """\
ward_code,date,cases
27346,2021-07-01,2
27346,2021-07-05,1
27349,2021-07-03,4
27373,2021-07-02,1
"""
BAD_ROW = "99999,2021-07-02,1\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two small tables of counts, and the assessment of the clean one."""
    home = tmp_path_factory.mktemp("office")
    (home / "cases.csv").write_text(CASES, "utf-8")
    (home / "faulty.csv").write_text(CASES + BAD_ROW, "utf-8")
    done = vungxanh(
        "assess", "--cases", "cases.csv", "--areas", TERRITORY, "--criteria", "vn-2686-2021",
        "--as-of", "2021-07-23", "--from", "2021-07-01",
        "--data-through", "2021-07-23", "--absent", "zero", "--out", "out",
        cwd=home,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    """The assessment, published."""
    done = vungxanh("publish", "out", "--out", "site", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "site"


class TestCasesCheck:
    def test_a_clean_file_gives_0(self, folder: Path) -> None:
        done = vungxanh("cases", "check", "cases.csv", "--areas", TERRITORY, cwd=folder)
        assert done.returncode == 0, done.stderr
        assert "4" in done.stdout

    def test_refused_rows_give_1_and_come_back_as_a_file(self, folder: Path) -> None:
        done = vungxanh(
            "cases",
            "check",
            "faulty.csv",
            "--areas",
            TERRITORY,
            "--refused",
            "refused.csv",
            "--json",
            cwd=folder,
        )
        assert done.returncode == 1, done.stderr
        report = json.loads(done.stdout)
        assert (report["read"], report["accepted"], report["refused"]) == (5, 4, 1)
        refused = pl.read_csv(folder / "refused.csv", infer_schema=False)
        assert refused["ward_code"].to_list() == ["99999"]
        assert refused["row"].to_list() == ["6"]

    @pytest.mark.parametrize(
        ("file", "content"),
        [("empty.csv", b""), ("broken.xlsx", b"PK\x03\x04 not a workbook"), ("absent.csv", None)],
    )
    def test_an_unreadable_file_gives_2_and_a_sentence(
        self, folder: Path, file: str, content: bytes | None
    ) -> None:
        if content is not None:
            (folder / file).write_bytes(content)
        done = vungxanh("cases", "check", file, "--areas", TERRITORY, cwd=folder)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith("vungxanh: ")
        assert "Traceback" not in done.stderr


class TestAssess:
    def test_the_folder_holds_what_is_documented(self, folder: Path) -> None:
        colours = pl.read_parquet(folder / "out" / "colours.parquet")
        documented = {
            "area", "level", "day", "colour", "rank", "decided_by", "since",
            "days_to_better", "earliest_better", "value", "threshold",
        }  # fmt: skip
        assert documented <= set(colours.columns)
        names = {path.name for path in (folder / "out").iterdir()}
        assert {"counts.parquet", "areas.parquet", "import.json", "assessment.json", "pack.toml"} <= names

    def test_every_ward_has_a_row_for_every_day(self, folder: Path) -> None:
        colours = pl.read_parquet(folder / "out" / "colours.parquet").filter(pl.col("level") == "ward")
        assert colours.height == 14 * 23

    def test_refused_rows_are_told_but_do_not_stop(self, folder: Path) -> None:
        done = vungxanh(
            "assess", "--cases", "faulty.csv", "--areas", TERRITORY, "--criteria", "vn-2686-2021",
            "--as-of", "2021-07-08", "--out", "faulty", "--json", cwd=folder,
        )  # fmt: skip
        assert done.returncode == 0
        assert "1 rows were refused" in done.stderr
        assert json.loads(done.stdout)["as_of"] == "2021-07-08"
        assert (folder / "faulty" / "refused.csv").is_file()

    @pytest.mark.parametrize(
        ("option", "value"),
        [
            ("--cases", "absent.csv"),
            ("--areas", "atlantis"),
            ("--criteria", "no-pack"),
            ("--as-of", "yesterday"),
        ],
    )
    def test_what_cannot_be_used_gives_2(self, folder: Path, option: str, value: str) -> None:
        given = {
            "--cases": "cases.csv",
            "--areas": TERRITORY,
            "--criteria": "vn-2686-2021",
            "--as-of": "2021-07-08",
        }
        words = [word for pair in (given | {option: value}).items() for word in pair]
        done = vungxanh("assess", *words, "--out", "never", cwd=folder)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert not (folder / "never").exists()


class TestExplain:
    def test_in_words_of_both_languages(self, folder: Path) -> None:
        english = vungxanh("explain", "out", "27349", "--day", "2021-07-04", cwd=folder)
        vietnamese = vungxanh("explain", "out", "27349", "--day", "2021-07-04", cwd=folder, language="vi")
        assert english.returncode == vietnamese.returncode == 0
        assert english.stdout.startswith("Phường 13: ")
        assert vietnamese.stdout != english.stdout

    def test_as_json(self, folder: Path) -> None:
        told = json.loads(vungxanh("explain", "out", "27349", "--json", cwd=folder).stdout)
        assert (told["area"], told["day"]) == ("27349", "2021-07-23")

    @pytest.mark.parametrize(
        "words", [("out", "99999"), ("out", "27349", "--day", "2020-01-01"), ("nowhere", "27349")]
    )
    def test_what_is_not_there_gives_2(self, folder: Path, words: tuple[str, ...]) -> None:
        assert vungxanh("explain", *words, cwd=folder).returncode == 2


class TestLeague:
    def test_as_table_and_as_json(self, folder: Path) -> None:
        words = ("league", "out", "--from", "2021-07-09", "--to", "2021-07-23", "--level", "ward")
        table = vungxanh(*words, cwd=folder)
        rows = json.loads(vungxanh(*words, "--json", cwd=folder).stdout)
        assert table.returncode == 0
        assert len(rows) == 14
        assert len(table.stdout.splitlines()) == 15


class TestPublishAndVerify:
    def test_a_fresh_snapshot_is_right(self, folder: Path, site: Path) -> None:
        done = vungxanh("verify", site, "--json", cwd=folder)
        assert done.returncode == 0
        assert json.loads(done.stdout)["ok"] is True

    def test_a_second_snapshot_follows_the_first(self, folder: Path, site: Path) -> None:
        done = vungxanh("publish", "out", "--out", "site2", "--previous", site, "--json", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["number"] == 2

    def test_a_snapshot_is_never_written_over(self, folder: Path, site: Path) -> None:
        assert vungxanh("publish", "out", "--out", site, cwd=folder).returncode == 2

    def test_it_is_served(self, folder: Path, site: Path) -> None:
        command = [
            sys.executable,
            "-m",
            "vungxanh.cli",
            "serve",
            str(site),
            "--port",
            "0",
            "--language",
            "en",
        ]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                address = next(word for word in process.stdout.readline().split() if word.startswith("http"))
                with urllib.request.urlopen(address, timeout=10) as answer:
                    assert answer.status == 200
                    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
            finally:
                process.terminate()

    def test_a_changed_byte_gives_1(self, folder: Path, site: Path) -> None:
        page = next(site.rglob("*.csv"))
        page.write_bytes(page.read_bytes() + b" ")
        done = vungxanh("verify", site, cwd=folder)
        assert done.returncode == 1
        assert page.name in done.stdout


class TestTheRest:
    def test_the_installed_command_is_this_one(self, folder: Path) -> None:
        command = [
            str(Path(sys.executable).with_name("vungxanh")),
            "explain",
            "out",
            "27349",
            "--language",
            "vi",
        ]
        done = subprocess.run(command, check=True, cwd=folder, text=True, capture_output=True)
        assert "Phường 13" in done.stdout
        assert done.stderr == ""

    def test_help_loads_no_heavy_library(self) -> None:
        code = (
            "import sys; from vungxanh.cli.run import run; run(['--help']); "
            "print(sorted({'numba', 'numpy', 'polars', 'pydantic'} & set(sys.modules)), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], check=True, text=True, capture_output=True)
        assert done.stderr.strip() == "[]"

    def test_packs_and_areas_speak_json(self, tmp_path: Path) -> None:
        packs = json.loads(vungxanh("packs", "list", "--json", cwd=tmp_path).stdout)
        shown = json.loads(vungxanh("packs", "show", packs[0]["id"], "--json", cwd=tmp_path).stdout)
        wards = json.loads(
            vungxanh("areas", "show", TERRITORY, "--level", "ward", "--json", cwd=tmp_path).stdout
        )
        assert shown["id"] == packs[0]["id"]
        assert len(wards) == 14

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_completion(self, tmp_path: Path, shell: str) -> None:
        assert "assess" in vungxanh("completion", shell, cwd=tmp_path).stdout

    def test_a_closed_pipe_is_no_fault(self, tmp_path: Path) -> None:
        command = f"{sys.executable} -m vungxanh.cli areas show {TERRITORY} --level quarter | head -1"
        done = subprocess.run(["bash", "-c", command], check=True, text=True, capture_output=True)
        assert done.stderr == ""


@pytest.mark.slow
class TestDemo:
    def test_the_whole_way(self, tmp_path: Path) -> None:
        done = vungxanh("demo", "--no-serve", "--no-office", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert vungxanh("verify", "demo-out/site", cwd=tmp_path).returncode == 0

    def test_it_removes_only_what_it_made(self, tmp_path: Path) -> None:
        (tmp_path / "demo-out").mkdir()
        (tmp_path / "demo-out" / "thesis.docx").write_text("three years", "utf-8")
        assert vungxanh("demo", "--no-serve", cwd=tmp_path).returncode == 2
        assert (tmp_path / "demo-out" / "thesis.docx").is_file()
