"""One module per kind of page; each has a function that writes the page in one language."""

from vungxanh.publishing.site.pages.ahead import write_ahead
from vungxanh.publishing.site.pages.archive import write_archive
from vungxanh.publishing.site.pages.area import AreaPages
from vungxanh.publishing.site.pages.home import write_home
from vungxanh.publishing.site.pages.league import write_league
from vungxanh.publishing.site.pages.map import write_maps
from vungxanh.publishing.site.pages.method import write_method
from vungxanh.publishing.site.pages.papers import write_papers
from vungxanh.publishing.site.pages.scoreboard import write_scoreboard
from vungxanh.publishing.site.pages.trends import write_trends

__all__ = [
    "AreaPages",
    "write_ahead",
    "write_archive",
    "write_home",
    "write_league",
    "write_maps",
    "write_method",
    "write_papers",
    "write_scoreboard",
    "write_trends",
]
