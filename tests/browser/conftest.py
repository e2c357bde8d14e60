"""A browser, a served site of the demo, and pages that remember everything that went wrong on them."""

import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import Request as Asked

from tests.unit.publishing.made_up import write_estimates
from vungxanh.assessment import Request, assess
from vungxanh.demo import simulate
from vungxanh.publishing import new_key, publish

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 20_000
STEP_MS = 100

OpenPage = Callable[..., Page]


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain static server, as any web server would serve a snapshot."""

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published demo of District 6: two snapshots with forecasts, so that the second scores the first."""
    folder = tmp_path_factory.mktemp("demo")
    simulated = simulate(folder / "input", seed=6)
    new_key(folder / "key.pem")
    before: Path | None = None
    for as_of in (simulated.as_of - timedelta(days=6), simulated.as_of):
        request = Request(
            cases=simulated.cases_xlsx,
            areas=simulated.areas,
            criteria="vn-2686-2021",
            as_of=as_of,
            inputs=simulated.inputs,
        )
        assess(request, folder / f"assessment-{as_of}")
        # Where counts are hidden, as here, publishing makes all but the freedom from infection anew.
        write_estimates(folder / f"assessment-{as_of}")
        site = folder / f"site-{as_of}"
        publish(
            folder / f"assessment-{as_of}",
            site,
            now=datetime(2021, 8, 16, 6, tzinfo=UTC),
            key=folder / "key.pem",
            previous=before,
            league_period=(date(2021, 7, 9), date(2021, 7, 23)),
        )
        before = site
    assert before is not None
    return before


@pytest.fixture(scope="session")
def address(demo_site: Path) -> Iterator[str]:
    """Where the demo is served."""
    handler = functools.partial(Quiet, directory=str(demo_site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system; without it the tests are skipped, and say so."""
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("there is no Chromium on this machine")
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=sandbox)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Open a page of the demo; at the end of the test nothing may have gone wrong on any of them."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def opened(
        path: str, *, width: int = 1280, dark: bool = False, script: bool = True, before: str = ""
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        _watch(page, address, problems)
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


def wait_until(page: Page, expression: str) -> None:
    """Poll an expression: the page's own policy forbids the evaluation that Playwright would wait with."""
    for _ in range(PATIENCE_MS // STEP_MS):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(STEP_MS)
    pytest.fail(f"never became true: {expression}")


def _watch(page: Page, address: str, problems: list[str]) -> None:
    """Note errors, breaches of the policy (they are errors on the console), and requests to other hosts."""

    def request(asked: Asked) -> None:
        if not asked.url.startswith((address, "blob:", "data:")):
            problems.append(asked.url)

    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("request", request)
