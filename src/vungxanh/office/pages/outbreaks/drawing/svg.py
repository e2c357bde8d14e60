"""A scene as SVG: shape and colour say the classification, every node can be reached with the keyboard."""

from datetime import date

from markupsafe import Markup, escape

from vungxanh.office.language import say, tell
from vungxanh.office.pages.outbreaks.drawing.scene import Mark, Scene
from vungxanh.office.pages.outbreaks.words import SHAPES
from vungxanh.office.shell.templating import show_day

R = 6.0
FORMS = {
    "confirmed": f'<circle r="{R}"/>',
    "probable": '<path d="M0-8 8 0 0 8-8 0z"/>',
    "suspected": '<path d="M0-8 8 6H-8z"/>',
    "discarded": '<path d="M-6-6 6 6M-6 6 6-6"/>',
    "f1": '<path d="M-5-5H5V5H-5z"/>',
    "f2": '<path d="M-4-4H4V4H-4z"/>',
    "outside": f'<circle r="{R}"/><text class="ask" y="4">?</text>',
}


def drawn(scene: Scene, title: str) -> Markup:
    """The whole drawing."""
    ticks = "".join(_tick(scene, x, what) for x, what in scene.ticks)
    links = "".join(_link(scene.marks[a], scene.marks[b], kind) for a, b, kind in scene.links)
    marks = "".join(_mark(mark) for mark in scene.marks)
    size = f"0 0 {scene.width:.0f} {scene.height:.0f}"
    return Markup(  # noqa: S704 - every word in it is escaped
        f'<svg class="tree" viewBox="{size}" width="{scene.width:.0f}" height="{scene.height:.0f}" '
        f'role="group" aria-label="{escape(title)}"><g class="ticks">{ticks}</g><g class="links">{links}</g>'
        f'<g class="marks">{marks}</g></svg>'
    )


def described(mark: Mark) -> str:
    """A node in words, for a title and for whoever does not see the drawing."""
    node = mark.node
    if not node.known:
        return say("Outside your area")
    parts = [node.code, node.name, tell(SHAPES[mark.shape])]
    parts += [show_day(node.day)] if node.day else []
    parts += [say("no known source")] if node.unlinked else []
    return ", ".join(parts)


def _tick(scene: Scene, x: float, what: object) -> str:
    words = f"{what:%d/%m}" if isinstance(what, date) else say("Generation {n}", n=what)
    return (
        f'<line x1="{x:.0f}" x2="{x:.0f}" y1="26" y2="{scene.height:.0f}"/>'
        f'<text x="{x:.0f}" y="18">{escape(words)}</text>'
    )


def _link(source: Mark, target: Mark, kind: str) -> str:
    """A link from the right of its source to the left of its target."""
    x1, y1, x2, y2 = source.x + R, source.y, target.x - R, target.y
    middle = (x1 + x2) / 2 if x2 > x1 else x1 + 12
    curve = f"M{x1:.0f} {y1:.0f}C{middle:.0f} {y1:.0f} {middle:.0f} {y2:.0f} {x2:.0f} {y2:.0f}"
    return f'<path class="{kind}" d="{curve}"/>'


def _mark(mark: Mark) -> str:
    words = escape(described(mark))
    shape = mark.shape if mark.shape in FORMS else "confirmed"
    ring = '<circle class="ring" r="10"/>' if mark.node.unlinked else ""
    label = f'<text class="label" x="7" y="-7">{escape(mark.node.code)}</text>' if mark.labelled else ""
    inner = f"<title>{words}</title>{ring}{FORMS[shape]}{label}"
    place = f'class="mark {shape}" transform="translate({mark.x:.0f} {mark.y:.1f})"'
    if not mark.node.known:
        return f'<g {place} role="img" aria-label="{words}" tabindex="0">{inner}</g>'
    where = "cases" if mark.node.kind == "case" else "contacts"
    return f'<a href="/{where}/{mark.node.id}/" aria-label="{words}" {place}>{inner}</a>'
