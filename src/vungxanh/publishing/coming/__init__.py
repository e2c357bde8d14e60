"""What may come (outlook, Rt, forecasts) and how earlier forecasts did, as far as it may be shown."""

from vungxanh.publishing.coming.coming import Coming, read_coming
from vungxanh.publishing.coming.files import EstimatesUnusable
from vungxanh.publishing.coming.ledger import Ledger, keep_ledger
from vungxanh.publishing.coming.twin import Remake, estimates_of_the_public

__all__ = [
    "Coming",
    "EstimatesUnusable",
    "Ledger",
    "Remake",
    "estimates_of_the_public",
    "keep_ledger",
    "read_coming",
]
