"""People at work, for locust: 50 who read and 10 who write at once. Started by `benchmarks.office`.

Every person has a session that was made beforehand (signing in is measured apart). Readers look at lists,
search, open cases and the dashboard, as fast as a person who knows the way; writers change cases.
"""

import json
import os
import random
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from locust import HttpUser, between, task

FACTS: dict[str, Any] = json.loads(Path(os.environ["OFFICE_FACTS"]).read_text("utf-8"))
SESSIONS = iter(FACTS["sessions"])


class FormValues(HTMLParser):
    """What a browser would send back from the form that has a field `version`."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.values[name] = given.get("value", "")
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._area, self.values[name] = name, ""
        elif tag == "option" and self._select and "selected" in given:
            self.values[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data.removeprefix("\n")


class Officer(HttpUser):
    """Somebody who is signed in."""

    abstract = True

    def on_start(self) -> None:
        self.client.cookies.set("sessionid", next(SESSIONS))
        self.dice = random.Random(id(self))

    def a_case(self) -> int:
        return int(self.dice.choice(FACTS["cases"]))


class Reader(Officer):
    """Looks at things."""

    fixed_count = FACTS["readers"]
    wait_time = between(1, 3)

    @task(3)
    def list_of_cases(self) -> None:
        self.client.get("/cases/", name="list")

    @task(2)
    def filtered_list(self) -> None:
        self.client.get(
            f"/cases/?area={self.dice.choice(FACTS['wards'])}&status=notified", name="list, filtered"
        )

    @task(1)
    def deep_page(self) -> None:
        day = self.dice.choice(FACTS["days"])
        self.client.get(f"/cases/?after={day}~{self.a_case()}", name="list, a page far down")

    @task(3)
    def search(self) -> None:
        self.client.get("/search/", params={"q": self.dice.choice(FACTS["asked"])}, name="search")

    @task(4)
    def case_page(self) -> None:
        self.client.get(f"/cases/{self.a_case()}/", name="case page")

    @task(2)
    def dashboard(self) -> None:
        self.client.get("/dashboard/", name="dashboard")


class Writer(Officer):
    """Opens a case, changes its note, saves."""

    fixed_count = FACTS["writers"]
    wait_time = between(1, 3)

    @task
    def change_a_case(self) -> None:
        case = self.a_case()
        shown = self.client.get(f"/cases/{case}/change/", name="change form")
        form = FormValues()
        form.feed(shown.text)
        form.values["note"] = f"đã gọi lúc {self.dice.random():.6f}"
        headers = {"Referer": shown.url, "X-CSRFToken": form.values.get("csrfmiddlewaretoken", "")}
        sent = self.client.post(
            f"/cases/{case}/change/", data=form.values, headers=headers, name="save a change",
            allow_redirects=False, catch_response=True,
        )  # fmt: skip
        with sent as answer:
            # A form with an error comes back as 200: that is no save.
            if answer.status_code in (302, 303):
                answer.success()
            else:
                answer.failure(f"not saved: {answer.status_code}")
