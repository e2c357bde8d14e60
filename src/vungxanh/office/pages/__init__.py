"""What people see: one folder per feature, with its addresses, views, forms and templates."""

from pathlib import Path

FEATURES = tuple(sorted(file.parent.name for file in Path(__file__).parent.glob("*/urls.py")))
"""The features: every folder here that has addresses."""
