"""Addresses of areas."""

from django.urls import path

from vungxanh.office.pages.areas import views

urlpatterns = [
    path("areas/", views.areas, name="areas"),
    path("areas/<int:area>/", views.area, name="area"),
]
