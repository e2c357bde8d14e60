"""The patterns that go with colours, as SVG; assets/map/patterns.js draws the same ones for the map."""

from markupsafe import Markup

STROKES = {
    "dots": "M2 2h2v2h-2zM6 6h2v2h-2z",
    "sparse": "M4 4h1.5v1.5h-1.5z",
    "diagonal": "M-2 2L2-2M0 8L8 0M6 10L10 6",
    "back": "M-2 6L2 10M0 0L8 8M6-2L10 2",
    "cross": "M-2 2L2-2M0 8L8 0M6 10L10 6M-2 6L2 10M0 0L8 8M6-2L10 2",
    "horizontal": "M0 2h8M0 6h8",
}
"""Drawn in a tile of 8 x 8; dots are filled, the rest stroked."""


FILLED = Markup(
    '<pattern id="{name}" width="8" height="8" patternTransform="{size}" patternUnits="userSpaceOnUse">'
    '<path d="{d}" fill="{ink}" opacity=".45"/></pattern>'
)
STROKED = Markup(
    '<pattern id="{name}" width="8" height="8" patternTransform="{size}" patternUnits="userSpaceOnUse">'
    '<path d="{d}" fill="none" stroke="{ink}" opacity=".45"/></pattern>'
)
"""Values are escaped when they are filled in."""


def pattern(name: str, kind: str, ink: str, scale: float = 1) -> Markup:
    """An SVG <pattern> with id `name`; empty for the pattern "none"."""
    if kind not in STROKES:
        return Markup()
    solid = kind in ("dots", "sparse")
    size = f"scale({scale:g})"
    return (FILLED if solid else STROKED).format(name=name, size=size, d=STROKES[kind], ink=ink)
