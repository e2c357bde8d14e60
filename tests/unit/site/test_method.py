"""The method page prints every shipped pack: all its conditions, parameters, tables, sources."""

import dataclasses
from pathlib import Path

import pytest

from tests.unit.site.markup import read_page
from vungxanh.messages import LANGUAGES, Language
from vungxanh.publishing import Disclosed
from vungxanh.publishing.site.pages.method import write_method
from vungxanh.publishing.site.palette import Palette
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.view import View
from vungxanh.zoning import pack_names, read_pack


def printed(name: str, language: Language, view: View, disclosed: Disclosed, folder: Path) -> str:
    """The text of a pack's method page."""
    pack = read_pack(name)
    own = View(dataclasses.replace(view.atlas, pack=pack), Palette.of(pack), view.context)
    write_method(Press(own, Tongue.of(language), folder), disclosed.rule)
    return " ".join(" ".join(read_page(folder / language / "method.html").text).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", pack_names())
def test_every_shipped_pack_is_printed_whole(
    name: str, language: Language, view: View, disclosed: Disclosed, tmp_path: Path
) -> None:
    pack = read_pack(name)
    text = printed(name, language, view, disclosed, tmp_path)
    said = [parameter.why.render(language) for parameter in pack.parameters.values()]
    said += [gap.render(language) for gap in pack.gaps] + [source.document for source in pack.sources]
    said += [level.name.render(language) for levels in pack.scales.values() for level in levels]
    lower = text.casefold()
    assert [words for words in said if " ".join(words.split()).casefold() not in lower] == []
