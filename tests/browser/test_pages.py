"""Every kind of page at phone, tablet and desktop width, in both languages, light and dark, and on paper."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, wait_until
from tests.browser.contrast import too_faint

pytestmark = pytest.mark.browser

PAGES = [
    *("index", "map", "area/ward-27373", "area/district-775", "trends", "league", "method", "data"),
    *("archive", "archive-2021-07", "corrections", "places", "print", "about"),
    *("ahead", "ahead-district", "scoreboard"),
]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_is_wider_than_the_screen(open_page: OpenPage, width: int, language: str) -> None:
    page = open_page(f"{language}/index.html", width=width)
    wide = []
    for name in PAGES:
        page.goto(page.url.split(f"/{language}/")[0] + f"/{language}/{name}.html")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    "name",
    ["index", "map", "area/ward-27373", "trends", "league", "method", "archive", "ahead", "scoreboard"],
)
def test_all_text_contrasts_with_what_is_behind_it(open_page: OpenPage, name: str, dark: bool) -> None:
    assert too_faint(open_page(f"vi/{name}.html", dark=dark)) == []


def test_dark_is_dark(open_page: OpenPage) -> None:
    page = open_page("vi/index.html", dark=True)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 23, 21)"


def test_vietnamese_letters_are_set_in_our_font(open_page: OpenPage, demo_site: Path) -> None:
    if not (demo_site / "assets/fonts").is_dir():
        pytest.skip("fonttools and brotli are not installed: the site uses the reader's own fonts")
    page = open_page("vi/index.html")
    loaded = "[...document.fonts].filter((font) => font.status === 'loaded').length"
    wait_until(page, f"{loaded} === 2")


def test_the_first_tab_leads_past_the_navigation(open_page: OpenPage) -> None:
    page = open_page("vi/index.html")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/index.html#main")


def test_old_figures_are_called_old(open_page: OpenPage) -> None:
    expect(open_page("en/index.html").locator(".stale")).to_be_visible()


def test_the_language_switch_keeps_the_place(open_page: OpenPage) -> None:
    page = open_page("vi/area/ward-27373.html")
    page.locator(".language").click()
    assert page.url.endswith("en/area/ward-27373.html")


class TestMyPlace:
    def test_the_answer_comes_on_top_and_is_remembered(self, open_page: OpenPage) -> None:
        page = open_page("vi/index.html", width=360)
        page.locator("#find").fill("phuong 10")
        page.keyboard.press("Enter")
        expect(page.locator("#my-place h2").first).to_have_text("Phường 10")
        expect(page.locator("#my-place")).to_contain_text("Vì sao")
        page.reload()
        expect(page.locator("#my-place h2").first).to_have_text("Phường 10")

    def test_another_place_can_be_chosen(self, open_page: OpenPage) -> None:
        page = open_page("en/index.html")
        page.locator("#find").fill("Phường 4")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Choose another place").click()
        expect(page.locator("#find")).to_be_focused()
        expect(page.locator("#my-place")).to_be_hidden()

    def test_the_answer_links_to_where_it_came_from(self, open_page: OpenPage) -> None:
        page = open_page("index.html")
        page.locator("#find").fill("phường 4")
        page.keyboard.press("Enter")
        page.locator("#my-place").get_by_role("link", name="Cách xếp màu").click()
        assert page.url.endswith("vi/method.html")

    def test_a_name_that_nobody_has_is_said_to_be_unknown(self, open_page: OpenPage) -> None:
        page = open_page("vi/index.html")
        page.locator("#find").fill("Atlantis")
        expect(page.locator(".nothing")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("p4 q6", "Phường 4"),
        ("P.04", "Phường 4"),
        ("phuong 1", "Phường 1"),
        ("27373", "Phường 4"),
        ("Phu\u031bo\u031b\u0300ng 14", "Phường 14"),
        ("quan 6", "Quận 6"),
    ],
)
def test_names_are_found_however_they_are_typed(open_page: OpenPage, typed: str, first: str) -> None:
    page = open_page("vi/index.html")
    page.locator("#find").fill(typed)
    expect(page.get_by_role("option").first).to_contain_text(first)


class TestOnPaper:
    @pytest.mark.parametrize("name", ["print", "area/ward-27373", "method", "map", "ahead", "scoreboard"])
    def test_a_page_prints_on_a4(self, open_page: OpenPage, name: str) -> None:
        printed = open_page(f"vi/{name}.html").pdf(prefer_css_page_size=True)
        assert printed.startswith(b"%PDF")
        assert b"/MediaBox [0 0 595" in printed or b"/MediaBox [0 0 594" in printed

    def test_navigation_and_search_are_not_printed(self, open_page: OpenPage) -> None:
        page = open_page("vi/map.html")
        page.emulate_media(media="print")
        expect(page.locator(".main-nav")).to_be_hidden()
        expect(page.locator(".search")).to_be_hidden()
        expect(page.locator("#drawing img")).to_be_visible()
