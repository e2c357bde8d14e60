"""Addresses of the audit trail."""

from django.urls import path

from vungxanh.office.pages.audit import views

urlpatterns = [
    path("audit/", views.audit, name="audit"),
    path("audit/<int:event>/", views.event, name="event"),
    path("audit/export/", views.export, name="audit_export"),
    path("audit/check/", views.check, name="audit_check"),
]
