"""Addresses of imports, in the order of the steps."""

from django.urls import path

from vungxanh.office.pages.imports import running, views

urlpatterns = [
    path("imports/", views.imports, name="imports"),
    path("imports/new/", views.import_new, name="import_new"),
    path("imports/<int:batch>/", running.batch, name="batch"),
    path("imports/<int:batch>/columns/", views.batch_columns, name="batch_columns"),
    path("imports/<int:batch>/preview/", views.batch_preview, name="batch_preview"),
    path("imports/<int:batch>/start/", running.batch_start, name="batch_start"),
    path("imports/<int:batch>/cancel/", running.batch_cancel, name="batch_cancel"),
    path("imports/<int:batch>/progress/", running.batch_progress, name="batch_progress"),
    path("imports/<int:batch>/refused/", running.batch_refused, name="batch_refused"),
]
