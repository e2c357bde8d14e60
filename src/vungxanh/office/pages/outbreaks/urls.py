"""Addresses of outbreaks and transmission trees."""

from django.urls import path

from vungxanh.office.pages.outbreaks import changing, trees, views

urlpatterns = [
    path("outbreaks/", views.outbreaks, name="outbreaks"),
    path("outbreaks/new/", changing.outbreak_new, name="outbreak_new"),
    path("outbreaks/<int:outbreak>/", views.outbreak, name="outbreak"),
    path("outbreaks/<int:outbreak>/change/", changing.outbreak_change, name="outbreak_change"),
    path("outbreaks/<int:outbreak>/cases/", changing.outbreak_cases, name="outbreak_cases"),
    path("outbreaks/<int:outbreak>/tree/", trees.outbreak_tree, name="outbreak_tree"),
    path("cases/<int:case>/tree/", trees.case_tree, name="case_tree"),
]
