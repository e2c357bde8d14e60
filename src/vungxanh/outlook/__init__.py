"""The outlook: probability of each colour on the coming days, the date of the best one, and what if."""

from vungxanh.outlook.outlook import forecast_paths, outlook
from vungxanh.outlook.result import Outlook

__all__ = ["Outlook", "forecast_paths", "outlook"]
