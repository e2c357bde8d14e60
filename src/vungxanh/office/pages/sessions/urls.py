"""Addresses of sampling sessions."""

from django.urls import path

from vungxanh.office.pages.sessions import entering, views

urlpatterns = [
    path("sessions/", views.sessions, name="sessions"),
    path("sessions/new/", views.session_new, name="session_new"),
    path("sessions/<int:session>/", views.session, name="session"),
    path("sessions/<int:session>/change/", views.session_change, name="session_change"),
    path("sessions/<int:session>/tubes/", views.manifest, name="session_tubes"),
    path("sessions/<int:session>/samples/", entering.entry, name="session_samples"),
    path("sessions/<int:session>/people/", entering.people, name="session_people"),
]
