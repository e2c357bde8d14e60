"""Addresses of the dashboard."""

from django.urls import path

from vungxanh.office.pages.dashboard import views

urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/<int:assessment>/map.svg", views.map_drawing, name="dashboard_map"),
]
