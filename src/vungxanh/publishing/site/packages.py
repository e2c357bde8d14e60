"""Files that come inside installed packages, found without running a line of those packages."""

from importlib.util import find_spec
from pathlib import Path


def package_folder(name: str) -> Path | None:
    """Where a package lies, None when it is not installed."""
    spec = find_spec(name)
    places = None if spec is None else spec.submodule_search_locations
    return None if not places else Path(next(iter(places)))
