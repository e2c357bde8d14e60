"""The public site: static pages in Vietnamese and English, drawn from disclosed data only."""

from vungxanh.publishing.site.build import build_site
from vungxanh.publishing.site.context import DataFile, EarlierSnapshot, SiteContext

__all__ = ["DataFile", "EarlierSnapshot", "SiteContext", "build_site"]
