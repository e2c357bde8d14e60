"""Addresses of contacts."""

from django.urls import path

from vungxanh.office.pages.contacts import entering, views

urlpatterns = [
    path("contacts/", views.contacts, name="contacts"),
    path("contacts/bulk/", views.contacts_bulk, name="contacts_bulk"),
    path("contacts/<int:contact>/", views.contact, name="contact"),
    path("contacts/<int:contact>/change/", entering.contact_change, name="contact_change"),
    path("contacts/<int:contact>/follow/", views.contact_follow, name="contact_follow"),
    path("contacts/<int:contact>/onward/", entering.contact_onward, name="contact_onward"),
    path("cases/<int:case>/contacts/new/", entering.contact_new, name="contact_new"),
]
