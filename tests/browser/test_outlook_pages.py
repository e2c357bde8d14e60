"""The pages of what may come in a real browser: read, sorted, folded out, without scripts, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

WARD = "area/ward-27373"
QUARTER = "area/quarter-27346-kp01-82d6a5e980"


def names(page: Page) -> list[str]:
    return page.locator(".sortable tbody th").all_inner_texts()


class TestAPlace:
    @pytest.mark.parametrize("dark", [False, True])
    @pytest.mark.parametrize("width", [360, 390, 1100, 1280])
    def test_the_three_answers_fit_and_stand_in_words(
        self, open_page: OpenPage, width: int, dark: bool
    ) -> None:
        page = open_page(f"vi/{WARD}.html", width=width, dark=dark)
        for part in ("Màu của những ngày tới", "Ca mới những ngày tới", "Tốc độ lây: Rt"):
            expect(page.locator("#ahead").get_by_role("heading", name=part)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        charts = page.locator("#ahead svg.chart")
        for number in range(charts.count()):
            box = charts.nth(number).bounding_box()
            assert box is not None
            assert box["width"] > 200
            assert box["height"] > 100

    def test_no_label_of_a_chart_runs_into_another(self, open_page: OpenPage) -> None:
        page = open_page(f"en/{WARD}.html", width=360)
        for chart in page.locator("#ahead svg.chart").all():
            boxes = [box for label in chart.locator("text").all() if (box := label.bounding_box())]
            for at, one in enumerate(boxes):
                for other in boxes[at + 1 :]:
                    apart = (
                        one["x"] + one["width"] <= other["x"] + 1
                        or other["x"] + other["width"] <= one["x"] + 1
                        or one["y"] + one["height"] <= other["y"] + 4
                        or other["y"] + other["height"] <= one["y"] + 4
                    )
                    assert apart, (one, other)

    def test_the_table_says_the_same_as_the_chart(self, open_page: OpenPage) -> None:
        page = open_page(f"en/{WARD}.html")
        table = page.locator("#ahead details").first
        expect(table.locator("table")).to_be_hidden()
        table.locator("summary").click()
        expect(table.locator("tbody tr")).to_have_count(14)

    def test_a_place_with_few_people_shows_no_chart(self, open_page: OpenPage) -> None:
        page = open_page(f"en/{QUARTER}.html")
        expect(page.locator("#ahead")).to_contain_text("Not shown: few people live here")
        expect(page.locator("#ahead svg")).to_have_count(0)

    def test_patterns_go_with_the_colours(self, open_page: OpenPage) -> None:
        page = open_page(f"vi/{WARD}.html")
        painted = page.locator("#ahead svg.chart").first.locator("rect[fill^='url']")
        assert painted.count() > 0


class TestAllPlaces:
    def test_a_click_on_a_heading_sorts(self, open_page: OpenPage) -> None:
        page = open_page("vi/ahead.html")
        by_name = names(page)
        heading = page.get_by_role("button", name="Khả năng đạt màu tốt nhất")
        heading.click()
        shares = page.locator(".sortable tbody tr").evaluate_all(
            "rows => rows.map(r => Number(r.cells[3].dataset.sort))"
        )
        assert shares == sorted(shares, reverse=True)
        heading.click()
        expect(page.locator("[aria-sort=ascending]")).to_have_count(1)
        page.get_by_role("button", name="Nơi").click()
        page.get_by_role("button", name="Nơi").click()
        assert names(page) == by_name

    def test_without_scripts_the_table_is_whole_and_has_no_dead_buttons(self, open_page: OpenPage) -> None:
        page = open_page("vi/ahead.html", script=False)
        assert page.locator(".sortable tbody tr").count() == 14
        assert page.locator(".sortable button").count() == 0

    def test_the_drawing_of_chances_is_loaded(self, open_page: OpenPage) -> None:
        page = open_page("vi/ahead.html")
        image = page.locator("figure.map-link img")
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 100

    @pytest.mark.parametrize("width", [360, 390])
    def test_on_a_phone_each_value_has_its_name(self, open_page: OpenPage, width: int) -> None:
        page = open_page("en/ahead.html", width=width)
        label = page.locator(".sortable tbody tr").first.locator("td").nth(2)
        assert "Chance of the best colour" in label.evaluate(
            "cell => getComputedStyle(cell, '::before').content"
        )


class TestTheScoreboard:
    def test_it_is_reached_from_the_outlook_and_from_the_foot(self, open_page: OpenPage) -> None:
        page = open_page("vi/ahead.html")
        page.get_by_role("link", name="Các dự báo trước đúng đến đâu").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Bảng điểm dự báo")
        expect(page.locator(".foot").get_by_role("link", name="Bảng điểm dự báo")).to_be_visible()

    def test_every_row_says_how_it_compares(self, open_page: OpenPage) -> None:
        page = open_page("en/scoreboard.html")
        worse = page.locator("tr.lost")
        for number in range(worse.count()):
            expect(worse.nth(number)).to_contain_text("worse")
        assert page.locator("tbody tr").count() >= 7
