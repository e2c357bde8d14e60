"""Colours can be told apart and read: by contrast, pattern, symbol and word."""

import pytest

from vungxanh.publishing.site.atlas import NO_COLOUR, SUPPRESSED, UNKNOWN
from vungxanh.publishing.site.palette import HIDDEN_SWATCH, UNKNOWN_SWATCH, Palette, contrast, ink_on
from vungxanh.zoning import pack_names, read_pack


@pytest.mark.parametrize("name", pack_names())
class TestEveryShippedPack:
    def test_ink_on_every_colour_reaches_aa(self, name: str) -> None:
        looks = Palette.of(read_pack(name)).all()
        assert [look.id for look in looks if contrast(look.fill, look.ink) < 4.5] == []

    def test_classes_are_unique(self, name: str) -> None:
        classes = [look.css for look in Palette.of(read_pack(name)).all()]
        assert len(classes) == len(set(classes))

    def test_looks_of_one_scale_differ_without_colour(self, name: str) -> None:
        for looks in Palette.of(read_pack(name)).scales.values():
            assert len({look.pattern for look in looks}) == len(looks)
            assert len({look.symbol for look in looks}) == len(looks)


@pytest.mark.parametrize(("fill", "ink"), [("#FFE066", "#000000"), ("#A50F15", "#ffffff")])
def test_ink_is_dark_on_light_and_light_on_dark(fill: str, ink: str) -> None:
    assert ink_on(fill) == ink


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_unknown_and_suppressed_look_like_nothing_else() -> None:
    palette = Palette.of(read_pack("vn-2686-2021"))
    assert palette.look("ward", UNKNOWN) == UNKNOWN_SWATCH
    assert palette.look("ward", SUPPRESSED) == HIDDEN_SWATCH
    assert palette.look("ward", NO_COLOUR).css == "k-none"
    patterns = {look.pattern for look in palette.looks("ward")}
    assert not patterns & {UNKNOWN_SWATCH.pattern, HIDDEN_SWATCH.pattern}


def test_the_stylesheet_has_every_class() -> None:
    palette = Palette.of(read_pack("vn-2686-2021"))
    assert all(f".{look.css}{{" in palette.stylesheet() for look in palette.all())
