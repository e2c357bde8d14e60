"""The built site as a whole: links lead somewhere, nothing is from elsewhere or inline, no name does harm."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from tests.unit.site.coast import HOSTILE, WARDS
from tests.unit.site.markup import pages, read_page
from vungxanh.publishing import Disclosed
from vungxanh.publishing.site import SiteContext, build_site

PLAIN = ("index", "map", "map-district", "trends", "league", "method", "data", "archive", "archive-2021-05",
         "archive-2021-06", "corrections", "places", "print", "about")  # fmt: skip


def broken_links(site: Path) -> list[str]:
    """Links and addresses of assets that lead nowhere inside the site."""
    broken = []
    for file in pages(site):
        for link in read_page(file).links:
            address = urlsplit(link)
            target = (file.parent / unquote(address.path)).resolve() if address.path else file.resolve()
            target = target / "index.html" if target.is_dir() else target
            if address.scheme or address.netloc or not target.is_file() or site not in target.parents:
                broken.append(f"{file.relative_to(site)}: {link}")
            elif (
                address.fragment
                and "=" not in address.fragment
                and address.fragment not in read_page(target).ids
            ):
                broken.append(f"{file.relative_to(site)}: no {link}")
    return broken


def drawings(file: Path) -> list[str]:
    """The outermost inline SVGs of a page."""
    text, found, depth, start = file.read_text("utf-8"), [], 0, 0
    for tag in re.finditer(r"<svg\b|</svg>", text):
        if tag[0] == "<svg":
            start = tag.start() if depth == 0 else start
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                found.append(text[start : tag.end()])
    return found


def test_every_page_exists_in_both_languages(site: Path) -> None:
    for language in ("vi", "en"):
        assert [name for name in PLAIN if not (site / language / f"{name}.html").is_file()] == []
    assert {f.name for f in (site / "vi").rglob("*.html")} == {f.name for f in (site / "en").rglob("*.html")}


def test_every_place_has_a_page(site: Path) -> None:
    assert len(list((site / "vi/area").glob("ward-*.html"))) == len(WARDS)
    assert len(list((site / "vi/area").glob("district-*.html"))) == 2


def test_the_root_is_the_vietnamese_home(site: Path) -> None:
    assert read_page(site / "index.html").language == "vi"
    assert "vi/map.html" in read_page(site / "index.html").links


def test_every_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site) == []


def test_a_broken_link_would_be_found(site: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '<a href="gone.html">x</a><img src="https://elsewhere.example/x">', "utf-8"
    )
    assert len(broken_links(tmp_path)) == 2


def test_no_page_has_anything_inline(site: Path) -> None:
    assert [f"{file.name}: {found}" for file in pages(site) for found in read_page(file).inline] == []


def test_every_page_carries_the_policy(site: Path) -> None:
    policy = "default-src 'self'"
    assert [f for f in pages(site) if policy not in f.read_text("utf-8")] == []
    assert [f for f in pages(site) if "unsafe-" in f.read_text("utf-8")] == []


def test_ids_are_unique_on_every_page(site: Path) -> None:
    twice = [f.name for f in pages(site) if len(read_page(f).ids) != len(set(read_page(f).ids))]
    assert twice == []


def test_a_hostile_name_is_shown_and_does_nothing(site: Path) -> None:
    places = site / "vi/places.html"
    assert HOSTILE not in places.read_text("utf-8")
    assert any(HOSTILE in text for text in [" ".join(read_page(places).text)])
    assert "{{ 7*7 }}" in " ".join(read_page(places).text)
    outside = [f for f in pages(site) if HOSTILE in f.read_text("utf-8")]
    assert outside == []


def test_codes_lead_no_file_out_of_its_folder(site: Path) -> None:
    names = [f.name for f in (site / "vi/area").iterdir()]
    assert all(re.fullmatch(r"[a-z0-9-]+\.html", name) for name in names)


def test_every_drawing_is_well_formed(site: Path) -> None:
    for file in pages(site):
        for drawing in drawings(file):
            ET.fromstring(drawing)


def test_every_chart_has_a_title(site: Path) -> None:
    charts = [d for f in pages(site) for d in drawings(f) if 'class="chart' in d.split(">", 1)[0]]
    assert charts
    assert all("<title" in chart for chart in charts)


def test_no_template_word_is_left_over(site: Path) -> None:
    left = re.compile(r"\{%|\{\{(?! 7\*7)|Undefined|\bNone\b")
    assert [f.name for f in pages(site) if left.search(f.read_text("utf-8"))] == []


def test_pages_speak_one_language(site: Path) -> None:
    english = " ".join(read_page(site / "en/about.html").text)
    vietnamese = " ".join(read_page(site / "vi/about.html").text)
    assert "Unknown is not green" in english
    assert "Unknown is not green" not in vietnamese


class TestWhatIsNotShown:
    def test_a_suppressed_day_is_a_band_with_words(self, site: Path, disclosed: Disclosed) -> None:
        small = next(f for f in (site / "en/area").glob("ward-b-2f3-*.html"))
        assert "band-hidden" in small.read_text("utf-8")
        assert "not zero" in " ".join(read_page(small).text)

    def test_an_unreported_day_is_a_gap_with_words(self, site: Path, disclosed: Disclosed) -> None:
        texts = [f.read_text("utf-8") for f in (site / "en/area").glob("ward-*.html")]
        assert sum("band-missing" in text and "no report: unknown; not zero" in text for text in texts) == 1

    def test_a_correction_is_shown_as_one(self, site: Path) -> None:
        texts = [f.read_text("utf-8") for f in (site / "en/area").glob("ward-*.html")]
        assert sum("correction: cases taken back" in text for text in texts) == 1


class TestSinglePages:
    def test_the_answer_says_colour_reason_and_day(self, site: Path) -> None:
        text = " ".join(" ".join(read_page(site / "en/area/ward-a-1.html").text).split())
        assert "Red zone" in text
        assert "ommunity cases of unknown source in 14 days" in text
        assert "2021-07-14" in text

    def test_the_method_prints_thresholds_and_marks_our_reading(self, site: Path) -> None:
        text = " ".join(" ".join(read_page(site / "en/method.html").text).split())
        assert "≥ 30" in text
        assert "our reading" in text
        assert "Quyết định 2686/QĐ-BCĐQG" in text

    def test_corrections_name_old_and_new(self, site: Path) -> None:
        text = " ".join(" ".join(read_page(site / "vi/corrections.html").text).split())
        assert "Vùng xanh" in text
        assert "Vùng đỏ" in text

    def test_data_files_have_sizes(self, site: Path) -> None:
        assert "1,2 MB" in " ".join(read_page(site / "vi/data.html").text)

    def test_the_archive_names_the_chain(self, site: Path) -> None:
        assert "0" * 64 in " ".join(read_page(site / "en/archive.html").text)

    def test_the_league_lists_every_ward(self, site: Path) -> None:
        text = " ".join(read_page(site / "en/league.html").text)
        assert all(name in text for _, name, _, _ in WARDS)


def test_two_builds_are_the_same(
    site: Path, disclosed: Disclosed, context: SiteContext, tmp_path: Path
) -> None:
    build_site(disclosed, tmp_path, context)
    built = {f.relative_to(tmp_path): f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()}
    assert [name for name, content in built.items() if (site / name).read_bytes() != content] == []


@pytest.mark.parametrize("name", ["site.css", "charts.css"])
def test_stylesheets_load_nothing_from_elsewhere(site: Path, name: str) -> None:
    assert "http" not in (site / "assets" / name).read_text("utf-8")
