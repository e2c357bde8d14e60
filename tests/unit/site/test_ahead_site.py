"""The pages of what may come: whole, honest about what is hidden, and absent where nothing was computed."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.unit.site.markup import pages, read_page
from tests.unit.site.test_site import broken_links, drawings
from vungxanh.publishing import Disclosed

NEW = ("ahead", "ahead-district", "scoreboard")


def said(file: Path) -> str:
    return " ".join(" ".join(read_page(file).text).split())


def test_the_pages_are_there_in_both_languages(ahead_site: Path) -> None:
    for language in ("vi", "en"):
        assert [name for name in NEW if not (ahead_site / language / f"{name}.html").is_file()] == []


def test_without_estimates_nothing_speaks_of_them(site: Path) -> None:
    assert not list(site.rglob("ahead*.html"))
    assert not list(site.rglob("scoreboard.html"))
    for file in pages(site):
        if file.is_relative_to(site / "en"):
            assert "What may come" not in said(file), file
            assert "Outlook" not in said(file), file
            assert "Verified" not in said(file), file


class TestWhole:
    def test_every_link_leads_somewhere(self, ahead_site: Path) -> None:
        assert broken_links(ahead_site) == []

    def test_no_page_has_anything_inline(self, ahead_site: Path) -> None:
        assert [f.name for f in pages(ahead_site) if read_page(f).inline] == []

    def test_ids_are_unique_on_every_page(self, ahead_site: Path) -> None:
        twice = [f.name for f in pages(ahead_site) if len(read_page(f).ids) != len(set(read_page(f).ids))]
        assert twice == []

    def test_every_drawing_is_well_formed_and_has_a_title(self, ahead_site: Path) -> None:
        for file in pages(ahead_site):
            for drawing in drawings(file):
                ET.fromstring(drawing)
                assert 'class="chart' not in drawing.split(">", 1)[0] or "<title" in drawing

    def test_no_template_word_or_missing_number_is_left_over(self, ahead_site: Path) -> None:
        left = re.compile(r"\{%|\{\{(?! 7\*7)|Undefined|\bNone\b|\bnan\b")
        assert [f.name for f in pages(ahead_site) if left.search(f.read_text("utf-8"))] == []

    def test_pages_speak_one_language(self, ahead_site: Path) -> None:
        for name in NEW:
            vietnamese = said(ahead_site / f"vi/{name}.html")
            assert not re.search(r"\b(the|and|forecasts?|outlook|chance|baseline|courses)\b", vietnamese), (
                name
            )


class TestAPlace:
    def test_an_open_place_shows_all_three_answers(self, ahead_site: Path) -> None:
        text = said(ahead_site / "en/area/ward-a-1.html")
        for part in ("Colours of the coming days", "New cases of the coming days", "How fast it spreads: Rt"):
            assert part in text

    def test_a_place_with_few_people_says_not_shown_and_not_zero(
        self, ahead_site: Path, foreseeing: Disclosed
    ) -> None:
        hidden = [
            f for f in (ahead_site / "en/area").iterdir() if "Not shown: few people live here" in said(f)
        ]
        assert len(hidden) == len(foreseeing.protected) > 1
        for file in hidden:
            page = file.read_text("utf-8")
            assert "This does not mean zero" in said(file)
            assert 'class="fan-line"' not in page
            assert "Colours of the coming days" not in said(file)

    def test_not_enough_cases_is_an_answer(self, ahead_site: Path) -> None:
        texts = [said(f) for f in (ahead_site / "en/area").iterdir()]
        assert any(
            "There are not enough cases here to say how the disease spreads." in text for text in texts
        )

    def test_verified_green_is_said_in_words(self, ahead_site: Path, foreseeing: Disclosed) -> None:
        colours = foreseeing.colours.filter(day=foreseeing.last_day)
        green = set(colours.filter(rank=0)["area"]) & (foreseeing.coming.verified or set())
        mark = "✓ Verified green With at least 95 %"
        marked = [f for f in (ahead_site / "en/area").iterdir() if mark in said(f)]
        assert len(marked) == len(green)

    def test_a_hidden_place_has_no_number_on_the_overview(
        self, ahead_site: Path, foreseeing: Disclosed
    ) -> None:
        page = (ahead_site / "en/ahead.html").read_text("utf-8")
        rows = [row for row in page.split("<tr>")[1:] if "not shown: few people" in row]
        wards = foreseeing.areas.filter(level="ward", protected=True)
        assert len(rows) == wards.height > 0
        assert all("data-sort" not in row for row in rows)


class TestTheScoreboard:
    def test_it_names_where_we_were_worse(self, ahead_site: Path) -> None:
        text = said(ahead_site / "en/scoreboard.html")
        assert "Worse than the baseline: Wards and communes: 2 days ahead" in text
        assert text.count("worse") >= 2

    def test_it_weighs_by_the_number_of_forecasts(self, ahead_site: Path) -> None:
        # (10 * 1 + 20 * 3) / (10 * 2 + 20 * 2) = 70 / 60
        assert "1.17" in said(ahead_site / "en/scoreboard.html")

    def test_it_shows_what_came_beside_what_was_forecast(self, ahead_site: Path) -> None:
        page = (ahead_site / "en/scoreboard.html").read_text("utf-8")
        assert page.count('class="interval"') == 3
        assert page.count("came outside") == 1
        assert "2 of 3 counts lay inside" in said(ahead_site / "en/scoreboard.html")

    def test_without_scores_there_is_no_link_to_it(self, site: Path) -> None:
        assert "scoreboard" not in (site / "en/index.html").read_text("utf-8")


class TestTheMap:
    def test_the_drawing_of_chances_has_its_legend(self, ahead_site: Path) -> None:
        ET.parse(ahead_site / "map/ward-ahead.svg")
        assert "not shown: few people" in said(ahead_site / "en/ahead.html")

    def test_clusters_are_framed_and_told(self, ahead_site: Path, foreseeing: Disclosed) -> None:
        clusters = foreseeing.coming.clusters
        assert clusters is not None
        assert not clusters.is_empty()
        assert "stroke-dasharray" in (ahead_site / "map/ward.svg").read_text("utf-8")
        assert '"clusters":[[' in (ahead_site / "map/shapes-ward.json").read_text("utf-8")
        assert "Unusual clusters" in said(ahead_site / "en/map.html")
        assert not set(clusters["area"]) & foreseeing.protected

    def test_without_clusters_nothing_is_framed(self, site: Path) -> None:
        assert "stroke-dasharray" not in (site / "map/ward.svg").read_text("utf-8")
        assert '"clusters"' not in (site / "map/shapes-ward.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["sort.js"])
def test_scripts_that_pages_name_are_there(ahead_site: Path, name: str) -> None:
    assert (ahead_site / "assets" / name).is_file()
