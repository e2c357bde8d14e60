"""The address of the testing figures."""

from django.urls import path

from vungxanh.office.pages.coverage import views

urlpatterns = [path("coverage/", views.coverage, name="coverage")]
