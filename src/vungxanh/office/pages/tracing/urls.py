"""Address of the work list."""

from django.urls import path

from vungxanh.office.pages.tracing import views

urlpatterns = [path("tracing/", views.tracing, name="tracing")]
