"""Small bar charts as SVG; the numbers stand in a table beside them."""

from collections.abc import Sequence

from markupsafe import Markup, escape

HEIGHT, WIDTH, FOOT = 110.0, 640.0, 18.0


def bars(counts: Sequence[tuple[str, int]]) -> Markup:
    """One bar a label, labels thinned to about fifteen; empty for no counts."""
    if not counts:
        return Markup("")
    step = min(WIDTH / len(counts), 44.0)
    most = max(count for _, count in counts) or 1
    every = -(-len(counts) // 15)
    drawn = []
    for n, (label, count) in enumerate(counts):
        tall = (HEIGHT - 16) * count / most
        x = n * step
        drawn.append(
            f'<rect x="{x:.1f}" y="{HEIGHT - tall:.1f}" width="{step * 0.85:.1f}" height="{tall:.1f}">'
            f"<title>{escape(label)}: {count}</title></rect>"
        )
        if n % every == 0:
            drawn.append(f'<text x="{x:.1f}" y="{HEIGHT + 13:.0f}">{escape(label)}</text>')
        if count and len(counts) <= 40:
            drawn.append(f'<text x="{x:.1f}" y="{HEIGHT - tall - 3:.1f}">{count}</text>')
    size = f"0 0 {step * len(counts) + 30:.0f} {HEIGHT + FOOT:.0f}"
    wide = f"{step * len(counts) + 30:.0f}"
    head = f'<svg class="bars" viewBox="{size}" width="{wide}" aria-hidden="true">'
    return Markup(f"{head}{''.join(drawn)}</svg>")  # noqa: S704 - labels are escaped
