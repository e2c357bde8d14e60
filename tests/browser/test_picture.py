"""Takes the picture of the README, so that it shows what the site looks like now."""

import os
from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage, wait_until

pytestmark = pytest.mark.browser

RENEW = "VUNGXANH_RENEW_PICTURES"


def test_the_picture_of_the_readme(open_page: OpenPage, repo_root: Path) -> None:
    page = open_page("en/map.html#area=ward-27361&day=2021-08-15", width=1200)
    page.set_viewport_size({"width": 1200, "height": 1010})
    wait_until(page, "document.querySelector('#map').dataset.ready === 'yes'")
    wait_until(page, "document.querySelector('.panel-why')?.textContent.length > 20")
    page.wait_for_timeout(1000)
    # The committed picture is renewed on demand: pixels differ from machine to machine.
    renew = bool(os.environ.get(RENEW))
    target = repo_root / ("docs/images" if renew else ".artefacts") / "map.png"
    target.parent.mkdir(exist_ok=True)
    page.screenshot(path=target)
    assert target.stat().st_size > 20_000
    assert (repo_root / "docs/images/map.png").is_file(), f"run once with {RENEW}=1"
