"""Exit codes and what reaches stderr: one sentence, never a traceback."""

import pytest

from vungxanh.cli.run import run


@pytest.mark.parametrize(
    ("tokens", "said"),
    [
        (["nope"], "no command nope"),
        (["serve"], "SITE is missing"),
        (["serve", "x", "--prot", "3"], "no option --prot"),
        (["serve", "x", "--port", "abc"], "--port cannot be abc"),
        (["serve", "x", "y"], "y is one argument too many"),
        (["serve", "x", "--port", "1", "--port", "2"], "--port is given twice"),
        (["serve", "no-such-folder"], "no-such-folder is not a folder"),
        (["--language", "fr"], "Language fr is not known"),
    ],
)
def test_a_mistake_is_explained_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tokens: list[str], said: str
) -> None:
    monkeypatch.setenv("VUNGXANH_LANG", "en")
    code = run(tokens)
    shown = capsys.readouterr()
    assert code == 2
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.startswith("vungxanh: ")
    assert shown.err.count("\n") == 1


def test_mistakes_are_explained_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nope", "--language", "vi"]) == 2
    assert "Không có lệnh nope" in capsys.readouterr().err


def test_help_and_version_are_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert run(["serve", "--help"]) == 0
    assert "0.1.0" in capsys.readouterr().out
