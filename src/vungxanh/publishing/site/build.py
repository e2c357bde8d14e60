"""Building the whole site into a folder."""

from pathlib import Path
from typing import Any

from vungxanh.messages import LANGUAGES, Message, message
from vungxanh.publishing.disclosed import Disclosed
from vungxanh.publishing.site.ahead import read_expected
from vungxanh.publishing.site.assets import write_assets
from vungxanh.publishing.site.clusters import memberships, read_clusters
from vungxanh.publishing.site.context import SiteContext
from vungxanh.publishing.site.geometry import simplified
from vungxanh.publishing.site.likely import LikelyMap, draw_likely
from vungxanh.publishing.site.mapdata import points_budget, write_map_data
from vungxanh.publishing.site.pages import (
    AreaPages,
    write_ahead,
    write_archive,
    write_home,
    write_league,
    write_maps,
    write_method,
    write_papers,
    write_scoreboard,
    write_trends,
)
from vungxanh.publishing.site.palette import Palette
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.reading import read_atlas
from vungxanh.publishing.site.svgmap import Drawing, draw_map
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.view import View

MAP_TITLE = message("Map of the colours on {day}")


def build_site(disclosed: Disclosed, folder: Path, context: SiteContext) -> None:
    """Write every page, drawing and asset of the site below `folder`."""
    atlas = read_atlas(disclosed)
    palette = Palette.of(atlas.pack)
    folder.mkdir(parents=True, exist_ok=True)
    interactive = write_assets(folder, palette)
    expected = read_expected(disclosed.coming, atlas, disclosed.protected)
    clusters = read_clusters(disclosed.coming.clusters, atlas)
    view = View(atlas, palette, context, interactive, expected, clusters)
    drawings, likely = _draw(view, folder), _draw_likely(view, folder)
    presses = [Press(view, Tongue.of(language), folder) for language in LANGUAGES]
    for press in presses:
        write_home(press, drawings)
        write_maps(press, drawings)
        write_trends(press)
        write_ahead(press, likely)
        write_scoreboard(press)
        write_league(press)
        write_method(press, disclosed.rule)
        write_archive(press)
        write_papers(press, drawings)
    AreaPages(view, presses).write_all()


def _draw(view: View, folder: Path) -> dict[str, Drawing]:
    """The data and the drawing of each level's map."""
    drawings = {}
    for level in view.atlas.coloured_levels:
        shapes = _shapes(view, level)
        inside = memberships(view.clusters, view.atlas.by_level[level].tolist())
        write_map_data(view.atlas, level, shapes, folder / "map", inside)
        if shapes is not None:
            said = Message(MAP_TITLE.text, {"day": view.atlas.last})
            title = " · ".join(said.render(language) for language in LANGUAGES)
            file = folder / "map" / f"{level}.svg"
            drawings[level] = draw_map(view.atlas, level, shapes, view.palette, file, title, inside)
    return drawings


def _draw_likely(view: View, folder: Path) -> dict[str, LikelyMap]:
    """The drawing of the chances of each level that has any."""
    drawings: dict[str, LikelyMap] = {}
    for level in view.map_levels:
        shapes = _shapes(view, level)
        if view.expected.courses and shapes is not None:
            found = draw_likely(view, level, shapes, folder)
            drawings |= {} if found is None else {level: found}
    return drawings


def _shapes(view: View, level: str) -> list[Any] | None:
    """The shapes of a level as the map needs them, None when there are none."""
    shapes = view.atlas.shapes
    if shapes is None or level not in view.map_levels:
        return None
    positions = view.atlas.by_level[level].tolist()
    return simplified([shapes[p] for p in positions], points_budget(len(positions)))
