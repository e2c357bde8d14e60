"""Addresses of cases and people."""

from django.urls import path

from vungxanh.office.pages.cases import bulk, changing, entry, views

urlpatterns = [
    path("cases/", views.cases, name="cases"),
    path("cases/new/", changing.case_new, name="case_new"),
    path("cases/bulk/", bulk.cases_bulk, name="cases_bulk"),
    path("cases/entry/", entry.case_entry, name="case_entry"),
    path("cases/entry/check/", entry.case_entry_check, name="case_entry_check"),
    path("cases/entry/save/", entry.case_entry_save, name="case_entry_save"),
    path("cases/<int:case>/", views.case, name="case"),
    path("cases/<int:case>/change/", changing.case_change, name="case_change"),
    path("cases/<int:case>/move/", changing.case_move, name="case_move"),
    path("cases/<int:case>/history/", views.case_history, name="case_history"),
    path("people/", views.people, name="people"),
    path("people/<int:person>/", views.person, name="person"),
    path("people/<int:person>/change/", changing.person_change, name="person_change"),
]
