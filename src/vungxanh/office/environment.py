"""What the office is told from outside: environment variables, each with its default.

VUNGXANH_HOME       folder with the database, uploads, assessments and keys (default: office-data)
VUNGXANH_DATABASE   postgresql://user:password@host:port/name (default: SQLite in the folder)
VUNGXANH_HOSTS      names under which the office is reached, separated by commas
VUNGXANH_MFA        required (default) or optional: whether everybody needs a second factor
VUNGXANH_HTTPS      1 (default) or 0: whether browsers reach the office by HTTPS
VUNGXANH_DISEASE    the disease whose records are kept (default: covid19)
VUNGXANH_AREAS      the territory: a built-in name or a file of areas
VUNGXANH_CRITERIA   the criteria pack of the daily assessment: a shipped name or a file
VUNGXANH_MAIL       smtp://user:password@host:port (default: messages are written to the home folder)
VUNGXANH_MAIL_FROM  sender of messages
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


@dataclass(frozen=True)
class Environment:
    """The settings that differ from place to place."""

    home: Path
    database: str
    hosts: tuple[str, ...]
    mfa_required: bool
    https: bool
    disease: str
    areas: str
    criteria: str
    mail: str
    mail_from: str

    @classmethod
    def read(cls) -> "Environment":
        """From the variables of this process."""
        given = os.environ.get
        return cls(
            home=Path(given("VUNGXANH_HOME", "office-data")).absolute(),
            database=given("VUNGXANH_DATABASE", ""),
            hosts=tuple(h for h in given("VUNGXANH_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h),
            mfa_required=given("VUNGXANH_MFA", "required") != "optional",
            https=given("VUNGXANH_HTTPS", "1") != "0",
            disease=given("VUNGXANH_DISEASE", "covid19"),
            areas=given("VUNGXANH_AREAS", "district6-2021"),
            criteria=given("VUNGXANH_CRITERIA", "hcmc-emulation-2021"),
            mail=given("VUNGXANH_MAIL", ""),
            mail_from=given("VUNGXANH_MAIL_FROM", "vungxanh@localhost"),
        )

    def secret(self) -> str:
        """The key that signs sessions: made once, readable by its owner only."""
        file = self.home / "secret-key"
        if not file.is_file():
            self.home.mkdir(parents=True, exist_ok=True)
            made = secrets.token_urlsafe(64)
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as stream:
                stream.write(made)
        return file.read_text("utf-8").strip()

    def databases(self) -> dict[str, Any]:
        """Django's DATABASES."""
        return {
            "default": _postgresql(self.database) if self.database else _sqlite(self.home / "office.sqlite3")
        }


def _sqlite(file: Path) -> dict[str, Any]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
