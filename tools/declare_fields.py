"""Add new fields of the office's models to rules/office/fields.toml, as confidential: the safe side."""

import os
import tempfile
import tomllib
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "src" / "vungxanh" / "rules" / "office" / "fields.toml"
HEAD = """title = "Fields of the office: what is confidential, and what may leave through disclosure control"
valid_from = 2026-07-01
source = "Law 91/2025/QH15 on personal data; ours where it is silent"
certainty = "ours"
why = "A field that nobody has thought about must not leave the office: a test fails on it."

# Publishable fields leave as counts by area and day only, through vungxanh.publishing's disclosure control.
"""


def main() -> None:
    """Rewrite the file: declared fields keep their place, new ones are confidential, gone ones disappear."""
    os.environ.setdefault("VUNGXANH_HOME", tempfile.mkdtemp())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vungxanh.office.settings")
    import django  # noqa: PLC0415 - settings first
    from django.apps import apps  # noqa: PLC0415

    django.setup()
    known = tomllib.loads(FILE.read_text("utf-8"))["model"] if FILE.is_file() else {}
    lines = [HEAD]
    for model in sorted(apps.get_app_config("records").get_models(), key=lambda m: m.__name__):
        if model.__name__.startswith("Historical"):
            continue
        names = [f.name for f in model._meta.get_fields() if f.concrete and not f.auto_created]
        public = [n for n in names if n in known.get(model.__name__, {}).get("publishable", [])]
        lines += [f"[model.{model.__name__}]", _listed("confidential", [n for n in names if n not in public])]
        lines += [_listed("publishable", public), ""]
    FILE.write_text("\n".join(lines).rstrip() + "\n", "utf-8")


def _listed(key: str, names: list[str]) -> str:
    rows, row = [], " "
    for name in names:
        item = f' "{name}",'
        if len(row + item) > 110:
            rows.append(row)
            row = " "
        row += item
    rows.append(row)
    body = "\n".join(rows).rstrip()
    return f"{key} = [\n{body}\n]" if names else f"{key} = []"


if __name__ == "__main__":
    main()
