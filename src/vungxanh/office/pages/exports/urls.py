"""Addresses of exports: one for each list, so that each says which permission it needs."""

from django.urls import path

from vungxanh.office.pages.exports import views

urlpatterns = [
    path("exports/", views.exports, name="exports"),
    path("exports/cases/", views.export_cases, name="export_cases"),
    path("exports/contacts/", views.export_contacts, name="export_contacts"),
    path("exports/samples/", views.export_samples, name="export_samples"),
    path("exports/isolations/", views.export_isolations, name="export_isolations"),
]
