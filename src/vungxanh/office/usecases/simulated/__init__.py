"""Filling a demo office: people, cases, contacts, samples, orders, accounts of the simulated outbreak."""

from vungxanh.office.usecases.simulated.accounts import DemoAccount, demo_accounts
from vungxanh.office.usecases.simulated.filling import fill_office

__all__ = ["DemoAccount", "demo_accounts", "fill_office"]
