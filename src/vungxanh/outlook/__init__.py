"""The outlook: probability of each colour on the coming days, the date of the best one, and what if."""

from vungxanh.outlook.looking import forecast_paths, outlook
from vungxanh.outlook.notes import outlook_notes
from vungxanh.outlook.result import COMING, COMPLETED, Outlook
from vungxanh.outlook.telling import outlook_sentences
from vungxanh.outlook.what_if import WhatIf, WhatIfError, parse_what_if

__all__ = [
    "COMING",
    "COMPLETED",
    "Outlook",
    "WhatIf",
    "WhatIfError",
    "forecast_paths",
    "outlook",
    "outlook_notes",
    "outlook_sentences",
    "parse_what_if",
]
