"""Addresses of cases."""

from django.urls import path

from vungxanh.office.pages.cases import views

urlpatterns = [
    path("cases/", views.cases, name="cases"),
]
