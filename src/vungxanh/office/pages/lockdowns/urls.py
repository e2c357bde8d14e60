"""Addresses of lockdown points."""

from django.urls import path

from vungxanh.office.pages.lockdowns import acts, setting, views

urlpatterns = [
    path("lockdowns/", views.lockdowns, name="lockdowns"),
    path("lockdowns/new/", setting.lockdown_new, name="lockdown_new"),
    path("lockdowns/<int:lockdown>/", views.lockdown, name="lockdown"),
    path("lockdowns/<int:lockdown>/change/", setting.lockdown_change, name="lockdown_change"),
    path("lockdowns/<int:lockdown>/households/", acts.households, name="households"),
    path("lockdowns/<int:lockdown>/people/", acts.people, name="lockdown_people"),
    path("lockdowns/<int:lockdown>/checkpoint/", acts.checkpoint, name="checkpoint"),
    path("lockdowns/<int:lockdown>/round/", acts.round_done, name="round"),
    path("lockdowns/<int:lockdown>/status/", acts.lockdown_status, name="lockdown_status"),
    path("lockdowns/<int:lockdown>/propose/", acts.propose, name="propose"),
    path("lockdowns/<int:lockdown>/decide/", acts.decide, name="decide"),
]
