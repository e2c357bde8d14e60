"""Which language is spoken: the option, then the environment, then the system."""

import pytest

from vungxanh.cli.language import UnknownLanguage, choose_language


@pytest.mark.parametrize(
    ("tokens", "environment", "language", "rest"),
    [
        (["packs"], {}, "vi", ["packs"]),
        (["packs"], {"LANG": "C.UTF-8"}, "vi", ["packs"]),
        (["packs"], {"LANG": "en_GB.UTF-8"}, "en", ["packs"]),
        (["packs"], {"LANG": "en_GB.UTF-8", "VUNGXANH_LANG": "vi"}, "vi", ["packs"]),
        (["packs", "--language", "en", "list"], {"VUNGXANH_LANG": "vi"}, "en", ["packs", "list"]),
        (["--language=vi", "packs"], {"LANG": "en"}, "vi", ["packs"]),
    ],
)
def test_language(tokens: list[str], environment: dict[str, str], language: str, rest: list[str]) -> None:
    assert choose_language(tokens, environment) == (language, rest)


@pytest.mark.parametrize("tokens", [["--language", "fr"], ["packs", "--language"], ["--language=xx"]])
def test_unknown_language_is_refused(tokens: list[str]) -> None:
    with pytest.raises(UnknownLanguage, match=r"(?i)language"):
        choose_language(tokens, {})
