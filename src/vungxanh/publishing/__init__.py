"""Disclosure control, snapshots, their ledger, and the public site."""

from vungxanh.publishing.disclosed import Disclosed, disclose
from vungxanh.publishing.disclosure_rule import DisclosureRule, DisclosureRuleError, read_disclosure_rule

__all__ = ["Disclosed", "DisclosureRule", "DisclosureRuleError", "disclose", "read_disclosure_rule"]
