"""Getting Django ready in a process that is not a web server."""

import os
from pathlib import Path

import django
from django.apps import apps

from vungxanh.messages import VungXanhError, message


class NotSetUp(VungXanhError):
    """The office has no database yet, or an older one."""


def start(home: Path | None = None) -> None:
    """Load the settings (with the home folder, where one is named) and the applications."""
    if home is not None:
        os.environ["VUNGXANH_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vungxanh.office.settings")
    if not apps.ready:
        django.setup()


def must_be_set_up() -> None:
    """Raises NotSetUp where the database lacks tables or changes to them."""
    if pending_migrations():
        raise NotSetUp(
            message("The office is not set up, or its database is older: run `vungxanh office init`.")
        )


def pending_migrations() -> list[str]:
    """Migrations that the database lacks; all of them where there is none."""
    from django.db import connection  # noqa: PLC0415 - settings first
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
