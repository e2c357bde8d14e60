"""Addresses of duplicates and merges."""

from django.urls import path

from vungxanh.office.pages.duplicates import merged, views

urlpatterns = [
    path("duplicates/", views.duplicates, name="duplicates"),
    path("duplicates/decide/", views.pairs_bulk, name="pairs_bulk"),
    path("duplicates/<int:pair>/", views.pair, name="pair"),
    path("duplicates/<int:pair>/decide/", views.pair_decide, name="pair_decide"),
    path("merges/", merged.merges, name="merges"),
    path("merges/<int:merge>/", merged.merge, name="merge"),
    path("merges/<int:merge>/undo/", merged.merge_undo, name="merge_undo"),
]
