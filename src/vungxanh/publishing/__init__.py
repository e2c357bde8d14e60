"""Disclosure control, snapshots, their ledger, and the public site."""

from vungxanh.publishing.disclosed import Disclosed, disclose
from vungxanh.publishing.disclosure_rule import DisclosureRule, DisclosureRuleError, read_disclosure_rule
from vungxanh.publishing.keys import KeyUnusable, SigningKey, new_key, read_key
from vungxanh.publishing.snapshot import GoesBack, Snapshot, publish
from vungxanh.publishing.verdict import Checked, Verdict, Wrong
from vungxanh.publishing.verify import verify

__all__ = [
    "Checked",
    "Disclosed",
    "DisclosureRule",
    "DisclosureRuleError",
    "GoesBack",
    "KeyUnusable",
    "SigningKey",
    "Snapshot",
    "Verdict",
    "Wrong",
    "disclose",
    "new_key",
    "publish",
    "read_disclosure_rule",
    "read_key",
    "verify",
]
