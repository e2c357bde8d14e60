"""Every address of the office: each folder of `pages` brings its own."""

from django.urls import include, path

from vungxanh.office.pages import FEATURES

urlpatterns = [
    *(path("", include(f"vungxanh.office.pages.{feature}.urls")) for feature in FEATURES),
]
handler400 = "vungxanh.office.shell.refusals.bad_request"
handler403 = "vungxanh.office.shell.refusals.forbidden"
handler404 = "vungxanh.office.shell.refusals.not_found"
handler500 = "vungxanh.office.shell.refusals.broken"
