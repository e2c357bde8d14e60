"""Addresses of isolation, centres, and of where a case was found."""

from django.urls import path

from vungxanh.office.pages.isolation import acts, centres, found, views

urlpatterns = [
    path("isolation/", views.isolations, name="isolations"),
    path("isolation/bulk/", acts.isolations_bulk, name="isolations_bulk"),
    path("isolation/centres/", centres.centres, name="centres"),
    path("isolation/centres/new/", centres.centre_new, name="centre_new"),
    path("isolation/centres/<int:centre>/", centres.centre, name="centre"),
    path("isolation/<int:isolation>/", views.isolation, name="isolation"),
    path("isolation/<int:isolation>/order/", views.isolation_order, name="isolation_order"),
    path("isolation/<int:isolation>/change/", acts.isolation_change, name="isolation_change"),
    path("isolation/<int:isolation>/test/", acts.isolation_test, name="isolation_test"),
    path("isolation/<int:isolation>/follow/", acts.isolation_follow, name="isolation_follow"),
    path("isolation/<int:isolation>/release/", acts.isolation_release, name="isolation_release"),
    path("people/<int:person>/isolate/", acts.isolation_new, name="isolation_new"),
    path("cases/<int:case>/found/", found.found_change, name="found_change"),
]
