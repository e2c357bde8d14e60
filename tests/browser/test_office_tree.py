"""A transmission tree in a browser: zoom, keyboard, names as accessible text."""

from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser

import vungxanh.office
from vungxanh.office.pages.outbreaks.drawing import drawn, scene_of
from vungxanh.office.records.queries.outbreaks_graph import Graph, Node

STATIC = Path(vungxanh.office.__file__).parent / "shell" / "static" / "office"


def chain(n: int) -> Graph:
    graph = Graph()
    for number in range(n):
        day = date(2021, 8, 1) + timedelta(days=3 * number)
        graph.add(Node("case", number, number != 1, f"F0-{number:06d}", "Người Mô Phỏng", "confirmed", day))
    graph.links = {(number, number + 1): "source" for number in range(n - 1)}
    return graph


def test_a_tree_is_zoomed_and_walked_with_the_keyboard(browser: Browser) -> None:
    drawing = drawn(scene_of(chain(30)), "Cây")
    tools = '<button data-zoom="in">+</button><button data-zoom="all">0</button>'
    page = browser.new_page(viewport={"width": 390, "height": 800})
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.set_content(
        f'<div data-tree tabindex="0" style="overflow:auto;height:300px">'
        f'<div class="tree-tools" hidden>{tools}</div>{drawing}</div>'
    )
    page.add_script_tag(content=(STATIC / "tree.js").read_text("utf-8"), type="module")
    svg = page.locator("svg.tree")
    before = svg.bounding_box()
    page.get_by_text("+", exact=True).click()
    larger = svg.bounding_box()
    assert before is not None
    assert larger is not None
    assert larger["width"] > before["width"] * 1.3
    page.get_by_text("0", exact=True).click()
    whole = svg.bounding_box()
    assert whole is not None
    assert whole["width"] <= 400
    assert page.locator("a.mark").count() == 29
    page.locator("a.mark").first.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('outside')")
    assert "F0-000001" not in page.content()
    assert not wrong
    page.close()
