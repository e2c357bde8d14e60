"""How each kind of record is called in the results, and which page it leads to."""

from vungxanh.office.language import _

SHOWN = {
    "person": (_("Persons"), "person"),
    "case": (_("Cases (F0)"), "case"),
    "contact": (_("Contacts"), "contact"),
    "isolation": (_("Isolation"), "isolation"),
    "sample": (_("Samples"), "sample"),
    "session": (_("Sampling sessions"), "session"),
    "lockdown": (_("Lockdown points"), "lockdown"),
    "outbreak": (_("Outbreaks"), "outbreak"),
    "centre": (_("Centres"), "centre"),
}
