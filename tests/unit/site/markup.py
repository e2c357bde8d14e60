"""Reading built pages back: links, inline code, drawings."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

LINKS = ("href", "src", "action")
FOR_SCRIPTS = ("data-names", "data-data", "data-library", "data-pages")


@dataclass
class Page(HTMLParser):
    """What a test asks of a page."""

    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    language: str = ""
    text: list[str] = field(default_factory=list)
    _script: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in LINKS and value is not None]
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.inline += [f"{tag} {name}" for name in found if name == "style" or name.startswith("on")]
        if tag == "html":
            self.language = found.get("lang") or ""
        if tag == "style" or (tag == "script" and "src" not in found):
            self.inline.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)


@cache
def read_page(file: Path) -> Page:
    """A parsed page."""
    page = Page()
    page.feed(file.read_text("utf-8"))
    return page


def pages(site: Path) -> list[Path]:
    """Every page of a site."""
    return sorted(site.rglob("*.html"))
