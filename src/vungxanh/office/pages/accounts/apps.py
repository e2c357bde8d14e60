"""Listens to what allauth and axes tell, for the audit trail."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The pages of accounts as an application, only so that its receivers are connected at start."""

    name = "vungxanh.office.pages.accounts"
    label = "accounts_pages"

    def ready(self) -> None:
        """Connect the receivers."""
        import_module("vungxanh.office.pages.accounts.listening")
