"""Shapes as text for the form."""

import json
from typing import Any


def as_text(shape: dict[str, Any] | None) -> str:
    """A stored geometry as GeoJSON text."""
    return json.dumps(shape) if shape else ""
