"""Addresses of the first page and of what belongs to no feature."""

from django.urls import path

from vungxanh.office.pages.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("language/", views.language, name="language"),
    path("look.css", views.look, name="look"),
    path("alive", views.alive, name="alive"),
]
