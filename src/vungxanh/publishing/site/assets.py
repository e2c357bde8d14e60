"""Copies what pages load: our stylesheets and scripts, MapLibre GL JS, fonts, the colours of the pack."""

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from vungxanh.publishing.site.fonts import write_fonts
from vungxanh.publishing.site.packages import package_folder
from vungxanh.publishing.site.palette import Palette

OURS = "vungxanh.publishing.site"
MAP_LIBRARY = ("maplibre-gl.js", "maplibre-gl.css")


def write_assets(folder: Path, palette: Palette) -> bool:
    """Fill `folder`/assets; False when the map library is not installed and the map stays a drawing."""
    target = folder / "assets"
    with as_file(files(OURS) / "assets") as ours:
        shutil.copytree(ours, target, dirs_exist_ok=True)
    (target / "colours.css").write_text(write_fonts(target / "fonts") + palette.stylesheet(), "utf-8")
    library = package_folder("maplibre")
    if library is None:
        shutil.rmtree(target / "vendor")
        return False
    for name in MAP_LIBRARY:
        shutil.copyfile(library / "srcjs" / name, target / "vendor" / name)
    return True
