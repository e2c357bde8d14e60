"""The interactive map: draws, answers, goes through the days, obeys the keyboard; what is left without it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, wait_until

pytestmark = pytest.mark.browser

NO_WEBGL = """
const original = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return kind.startsWith("webgl") ? null : original.call(this, kind, ...rest);
};
"""


def open_map(open_page: OpenPage, path: str = "vi/map.html", **options: object) -> Page:
    page = open_page(path, **options)
    wait_until(page, "document.querySelector('#map').dataset.ready === 'yes'")
    return page


def tap_middle(page: Page) -> None:
    box = page.locator("#map canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def figures(page: Page) -> list[str]:
    return page.locator("#legend .figure").all_inner_texts()


class TestWithTheMap:
    def test_it_takes_the_place_of_the_drawing(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        expect(page.locator("#map canvas")).to_be_visible()
        expect(page.locator("#drawing")).to_be_hidden()

    def test_a_tap_shows_the_place_its_colour_and_why(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        tap_middle(page)
        expect(page.locator(".panel-name")).to_contain_text("Phường")
        expect(page.locator(".panel-zone")).to_contain_text("Vùng")
        expect(page.locator(".panel-why")).to_contain_text("Vì sao")
        expect(page.locator(".panel-since")).to_contain_text(re.compile(r"\d\d/\d\d/2021"))

    def test_the_panel_leads_to_the_page_of_the_place(self, open_page: OpenPage) -> None:
        page = open_map(open_page, "en/map.html#area=ward-27373")
        page.locator("#panel .more").click()
        expect(page.locator("h1")).to_have_text("Phường 4")

    def test_the_slider_changes_colours_figures_and_date(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        before, drawn = figures(page), page.locator("#map").screenshot()
        page.locator("#day").focus()
        page.keyboard.press("Home")
        expect(page.locator("#day-shown")).to_have_text("02/06/2021")
        assert figures(page) != before
        page.wait_for_timeout(500)
        assert page.locator("#map").screenshot() != drawn

    def test_a_past_day_has_its_own_reason(self, open_page: OpenPage) -> None:
        page = open_map(open_page, "en/map.html#area=ward-27373&day=2021-07-10")
        expect(page.locator("#day-shown")).to_have_text("2021-07-10")
        expect(page.locator(".panel-why")).to_contain_text("Why on that day")
        expect(page.locator(".past-why")).not_to_have_text("–")

    def test_play_goes_through_the_days_and_stops(self, open_page: OpenPage) -> None:
        page = open_map(open_page, "en/map.html#day=2021-07-10")
        page.locator("#play").click()
        wait_until(page, "document.querySelector('#day-shown').value > '2021-07-11'")
        page.locator("#play").click()
        expect(page.locator("#play")).to_have_text("Play")

    def test_one_day_back_and_on(self, open_page: OpenPage) -> None:
        page = open_map(open_page, "en/map.html#day=2021-07-10")
        page.locator("#before").click()
        expect(page.locator("#day-shown")).to_have_text("2021-07-09")
        page.locator("#after").click()
        expect(page.locator("#day-shown")).to_have_text("2021-07-10")

    def test_the_address_remembers_place_and_day(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        tap_middle(page)
        page.locator("#before").click()
        assert re.search(r"#area=ward-\d+&day=2021-\d\d-\d\d$", page.url)

    def test_zooming_and_panning_move_the_map(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        first = page.locator("#map").screenshot()
        page.get_by_role("button", name="Phóng to").click()
        page.wait_for_timeout(800)
        closer = page.locator("#map").screenshot()
        assert closer != first
        page.locator("#map canvas").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(800)
        assert page.locator("#map").screenshot() != closer

    def test_the_keyboard_alone_finds_a_place(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        page.locator("#find").focus()
        page.keyboard.type("p4 q6")
        expect(page.get_by_role("option").first).to_contain_text("Phường 4")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator(".panel-name")).to_have_text("Phường 4")

    def test_the_other_level_is_a_link_away(self, open_page: OpenPage) -> None:
        page = open_map(open_page)
        page.get_by_role("link", name="Quận, huyện").click()
        wait_until(page, "document.querySelector('#map')?.dataset.ready === 'yes'")
        tap_middle(page)
        expect(page.locator(".panel-name")).to_have_text("Quận 6")


class TestWithoutTheMap:
    def test_without_javascript_there_are_drawing_and_table(self, open_page: OpenPage) -> None:
        page = open_page("vi/map.html", script=False)
        expect(page.locator("#drawing img")).to_be_visible()
        expect(page.locator("#map")).to_be_hidden()
        expect(page.locator("table tbody tr")).to_have_count(14)
        expect(page.locator("table")).to_contain_text("Vùng")

    def test_without_webgl_the_drawing_stays(self, open_page: OpenPage) -> None:
        page = open_page("vi/map.html", before=NO_WEBGL)
        expect(page.locator("#drawing img")).to_be_visible()
        expect(page.locator("#map")).to_be_hidden()

    def test_the_drawing_loads(self, open_page: OpenPage) -> None:
        page = open_page("vi/map.html", before=NO_WEBGL)
        assert page.evaluate("document.querySelector('#drawing img').naturalWidth") > 0


def test_when_a_file_is_missing_the_drawing_stays(open_page: OpenPage) -> None:
    page = open_page("vi/about.html")
    page.route("**/shapes-ward.json", lambda route: route.fulfill(status=200, body="broken"))
    page.goto(page.url.replace("about", "map"))
    page.wait_for_load_state("networkidle")
    expect(page.locator("#drawing img")).to_be_visible()
    expect(page.locator("#map")).to_be_hidden()
