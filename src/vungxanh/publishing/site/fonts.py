"""Source Sans, cut down to Latin and Vietnamese, copied from an installed package into the snapshot.

Where the packages are missing the site uses the fonts of the reader's system; nothing else changes.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from vungxanh.publishing.site.packages import package_folder

WEIGHTS = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf"}
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x1A0, 0x1A1), (0x1AF, 0x1B0), (0x300, 0x323), (0x1EA0, 0x1EF9))
MARKS = "‐–—‘’“”„•…‹›€₫−≤≥≠≈±×·←↑→↓▲▼◆■●○"
TOOLS = ("fontTools", "brotli")


def write_fonts(folder: Path) -> str:
    """Write the fonts with their licence into `folder`; the CSS that declares them, or nothing."""
    package = package_folder("font_source_sans_pro")
    if package is None or any(find_spec(module) is None for module in TOOLS):
        return ""
    folder.mkdir(parents=True, exist_ok=True)
    source = package / "files"
    (folder / "LICENSE.txt").write_bytes((source / "LICENSE.txt").read_bytes())
    rules = []
    for weight, name in WEIGHTS.items():
        (folder / f"sans-{weight}.woff2").write_bytes(_subset(source / name))
        rules.append(
            f'@font-face{{font-family:"Source Sans Pro";font-weight:{weight};font-display:swap;'
            f'src:url("fonts/sans-{weight}.woff2") format("woff2")}}\n'
        )
    return "".join(rules)


@cache
def _subset(file: Path) -> bytes:
    """One font with only the letters of the site, as WOFF2."""
    subset = import_module("fontTools.subset")
    options = subset.Options(flavor="woff2", layout_features=["kern", "mark", "mkmk", "ccmp", "locl", "tnum"])
    # A clock would make two builds of the same data differ.
    options.recalc_timestamp = False
    font = subset.load_font(str(file), options)
    cutter = subset.Subsetter(options)
    letters = {code for first, last in RANGES for code in range(first, last + 1)}
    cutter.populate(unicodes=letters | {ord(mark) for mark in MARKS})
    cutter.subset(font)
    written = BytesIO()
    subset.save_font(font, written, options)
    return written.getvalue()
